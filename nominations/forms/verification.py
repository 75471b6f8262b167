"""What a verifier decides, and the grounds that steps ask for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nominations.forms.fields import CountField, ValueField, shown
from nominations.models import Reason, Verdict, Verification


class VerdictForm(forms.Form):
    """The verdict on one figure. The verified figure is asked for a correction, the reason for all but acceptance."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    verdict = forms.ChoiceField(label=_("Verdict"), choices=Verdict.choices, widget=forms.RadioSelect)
    covered = CountField(label=_("Verified: covered"))
    total = CountField(label=_("Verified: all workers"))
    value = ValueField(label=_("Verified figure"))
    reason = forms.ChoiceField(
        label=_("Reason"),
        required=False,
        choices=[("", _("Choose a reason")), *((r.value, r.label) for r in Reason if r != Reason.NOT_FILED)],
    )
    note = forms.CharField(
        label=_("Note for nominee and panel"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, kind: str, known: Verification | None, data: Any = None):
        initial: dict[str, Any] = {"version": 0}
        if known:
            names = ("version", "verdict", "covered", "total", "reason", "note")
            initial = {name: getattr(known, name) for name in names} | {"value": shown(known.value)}
        super().__init__(data, initial=initial)
        for name in ("value",) if kind == "share" else ("covered", "total"):
            del self.fields[name]

    def decision(self) -> dict[str, Any]:
        """The arguments of actions.judge. Figures typed beside another verdict than `corrected` mean nothing."""
        return dict(self.cleaned_data)


class GroundForm(forms.Form):
    """Why."""

    ground = forms.CharField(label=_("Ground"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
