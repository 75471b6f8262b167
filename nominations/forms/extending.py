"""More time for a stage, as it is typed."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from nominations.forms.finding import WORDS, DueField
from paritrana.programme.calendar import takes_part
from paritrana.programme.models import Round, Stage
from paritrana.regions import queries as regions
from paritrana.regions.models import Region


class ExtendForm(forms.Form):
    """Which stage, for whom, until when in the round's own zone, and why."""

    stage = forms.ModelChoiceField(
        Stage.objects.none(), label=_("Stage"), to_field_name="code", empty_label=_("Choose from the list")
    )
    region = forms.CharField(
        label=_("Only for the region"),
        required=False,
        max_length=100,
        help_text=_("Code or full name with its kind. Empty: the whole round."),
    )
    closes_at = DueField()
    reason = forms.CharField(label=_("Reason"), **WORDS)

    def __init__(self, round_: Round, *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.round = round_
        self.fields["stage"].queryset = round_.stages.all()  # type: ignore[attr-defined]
        self.fields["stage"].label_from_instance = lambda stage: stage.get_code_display()  # type: ignore[attr-defined]
        self.fields["closes_at"].label = _("New end")
        self.fields["closes_at"].zone = round_.timezone  # type: ignore[attr-defined]

    def clean_region(self) -> Region | None:
        """The region that was named, in the round's province; ValidationError for none or several."""
        name = self.cleaned_data["region"].strip()
        if not name:
            return None
        found = [region for region in regions.find(name) if takes_part(self.round, region)]
        if len(found) != 1:
            raise ValidationError(
                _(
                    "No region of this round, or more than one, is called that. Write its code or full name with its kind."
                )
            )
        return found[0]

    def asked(self) -> dict[str, Any]:
        """Keywords for the action, besides the stage."""
        closes_at: datetime = self.cleaned_data["closes_at"]
        return {
            "closes_at": closes_at,
            "reason": self.cleaned_data["reason"],
            "region": self.cleaned_data["region"],
        }
