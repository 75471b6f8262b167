"""What is typed about a ceremony."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ceremony.models import Capacity, GuestState, Mode, PrizeKind
from paritrana.programme.models import Edition, Round


def moment(label: Any, help_text: Any = "") -> forms.DateTimeField:
    """A moment in WIB, typed into the browser's own field."""
    return forms.DateTimeField(
        label=label,
        help_text=help_text,
        input_formats=["%Y-%m-%dT%H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )


def day(label: Any) -> forms.DateField:
    """A day, typed into the browser's own field."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class PlanForm(forms.Form):
    """A ceremony as it is planned."""

    title = forms.CharField(label=_("Name of the ceremony"), max_length=200)
    rounds = forms.ModelMultipleChoiceField(
        label=_("Rounds whose winners are honoured"),
        queryset=Round.objects.none(),
        help_text=_("Several for a joint ceremony. Each secretariat brings in its own winners."),
        widget=forms.CheckboxSelectMultiple,
    )
    planned_at = moment(_("Begins"), _("In WIB."))
    mode = forms.ChoiceField(label=_("How people take part"), choices=Mode.choices)
    place = forms.CharField(
        label=_("Place"), max_length=300, required=False, help_text=_("Hall and town; online: the broadcast.")
    )

    def __init__(self, *words: Any, rounds: Any, **more: Any):
        super().__init__(*words, **more)
        self.fields["rounds"].queryset = rounds


class PostponeForm(forms.Form):
    """Another moment or place, and why."""

    planned_at = moment(_("Begins"), _("In WIB."))
    place = forms.CharField(label=_("Place"), max_length=300, required=False)
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class HeldForm(forms.Form):
    """When it took place."""

    held_at = moment(_("Began"), _("In WIB."))


class CancelForm(forms.Form):
    """Why a ceremony is given up."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class MinutesForm(forms.Form):
    """What is told of the ceremony."""

    minutes = forms.CharField(
        label=_("Minutes"), max_length=20_000, required=False, widget=forms.Textarea(attrs={"rows": 12})
    )


class PhotoForm(forms.Form):
    """A photo with its caption."""

    upload = forms.FileField(
        label=_("Photo"),
        help_text=_("JPEG or PNG. Only a new drawing of it is kept: place, time and device are removed."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png"}),
    )
    caption = forms.CharField(
        label=_("What is to be seen"), max_length=200, help_text=_("Offices, not persons.")
    )


class PeopleForm(forms.Form):
    """Who hands over and who receives, by office."""

    presenter = forms.CharField(
        label=_("Handed over by"), max_length=200, required=False, help_text=_("The office, not the person.")
    )
    presenter_capacity = forms.ChoiceField(label=_("Capacity of the presenter"), choices=Capacity.choices)
    receiver = forms.CharField(label=_("Received by"), max_length=200, required=False)
    receiver_capacity = forms.ChoiceField(label=_("Capacity of the receiver"), choices=Capacity.choices)


class PrizeForm(forms.Form):
    """What goes with an award."""

    kind = forms.ChoiceField(label=_("Prize"), choices=PrizeKind.choices)
    description = forms.CharField(label=_("Description"), max_length=200, required=False)


class DeliveryForm(forms.Form):
    """A prize in the hands of its receiver."""

    delivered_on = day(_("Delivered on"))
    receiver = forms.CharField(
        label=_("Signed for by"), max_length=200, help_text=_("The office, not the person.")
    )
    receipt = forms.CharField(label=_("Number of the receipt"), max_length=100, required=False)


class GuestForm(forms.Form):
    """A guest by office."""

    office = forms.CharField(label=_("Office"), max_length=200)
    organisation = forms.CharField(label=_("Organisation"), max_length=200, required=False)
    seat = forms.CharField(label=_("Seat"), max_length=30, required=False)


class GuestStateForm(forms.Form):
    """Whether a guest comes or came."""

    state = forms.ChoiceField(choices=GuestState.choices)


class MoveForm(forms.Form):
    """The place in the running order, from 1."""

    to = forms.IntegerField(label=_("Place"), min_value=1)


class PaperForm(forms.Form):
    """Which paper of a ceremony is printed."""

    paper = forms.ChoiceField(choices=[("script", _("Announcer's script")), ("cards", _("Wall cards"))])


class BookForm(forms.Form):
    """Which book of which edition is printed."""

    edition = forms.ModelChoiceField(label=_("Edition"), queryset=Edition.objects.order_by("-number"))
    book = forms.ChoiceField(
        label=_("Book"),
        choices=[("book", _("Book of honours")), ("annual", _("Annual report of the programme"))],
    )
