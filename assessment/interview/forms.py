"""What is typed on the pages of interviews: shape and words only."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from assessment.models import Office, Room

BREAK = re.compile(r"(\d{1,2})[.:](\d{2})\s*[-–]\s*(\d{1,2})[.:](\d{2})")


class RoomForm(forms.Form):
    """A new room."""

    name = forms.CharField(label=_("Name of the room"), max_length=100)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    link = forms.URLField(label=_("Video link"), required=False, max_length=300, assume_scheme="https")


class SessionForm(forms.Form):
    """A new session: day, hours and breaks in the zone of the round."""

    room = forms.ModelChoiceField(queryset=None, label=_("Room"), empty_label=None)
    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    begins = forms.TimeField(label=_("Begins"), widget=forms.TimeInput(attrs={"type": "time"}))
    ends = forms.TimeField(label=_("Ends"), widget=forms.TimeInput(attrs={"type": "time"}))
    breaks = forms.CharField(
        label=_("Breaks"),
        required=False,
        max_length=100,
        help_text=_("For example 12.00–13.00; separate several with commas."),
    )

    def __init__(self, rooms: Any, zone: str, *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.zone = ZoneInfo(zone)
        self.fields["room"].queryset = rooms  # type: ignore[attr-defined]

    def clean_breaks(self) -> list[tuple[time, time]]:
        """The breaks as pairs of hours."""
        found = []
        for words in filter(None, (part.strip() for part in self.cleaned_data["breaks"].split(","))):
            match = BREAK.fullmatch(words)
            try:
                numbers = [int(number) for number in match.groups()] if match else []
                begin, end = time(*numbers[:2]), time(*numbers[2:])
            except (ValueError, TypeError, IndexError):
                begin = end = time()
            if not match or end <= begin:
                raise forms.ValidationError(_("Write breaks as 12.00–13.00."))
            found.append((begin, end))
        return found

    def moments(self) -> dict[str, Any]:
        """The arguments of the action: moments with the round's zone."""
        data = self.cleaned_data
        day: date = data["day"]

        def at(hour: time) -> datetime:
            return datetime.combine(day, hour, tzinfo=self.zone)

        return {
            "room": data["room"],
            "opens_at": at(data["begins"]),
            "closes_at": at(data["ends"]),
            "breaks": [
                (at(begin), int((at(end) - at(begin)) / timedelta(minutes=1)))
                for begin, end in data["breaks"]
            ],
        }


class DelegationForm(forms.Form):
    """Who comes: who leads, as many officials as the rulebook lets, and where the room is both, how they attend."""

    office = forms.ChoiceField(
        label=_("Who leads the delegation"),
        choices=[choice for choice in Office.choices if choice[0] != Office.OFFICIAL],
        widget=forms.RadioSelect,
    )
    title = forms.CharField(label=_("Office in words"), max_length=120, help_text=_("For example: Mayor."))

    def __init__(self, *args: Any, officials: int, is_mixed: bool, **options: Any):
        super().__init__(*args, **options)
        for number in range(1, officials + 1):
            label = _("Accompanying official %(number)d") % {"number": number}
            self.fields[f"official_{number}"] = forms.CharField(label=label, max_length=120, required=False)
        if is_mixed:
            self.fields["online"] = forms.ChoiceField(
                label=_("You attend"),
                choices=[("", _("on site")), ("1", _("online"))],
                required=False,
                widget=forms.RadioSelect,
            )

    def officials(self) -> list[str]:
        """The offices of those who accompany."""
        return [value for name, value in self.cleaned_data.items() if name.startswith("official_")]

    def is_online(self) -> bool | None:
        """Do they come by the link? None where the room leaves no choice."""
        return bool(self.cleaned_data["online"]) if "online" in self.fields else None


def rooms_of(round_id: int) -> Any:
    """The rooms of a round to choose from."""
    return Room.objects.filter(round=round_id)
