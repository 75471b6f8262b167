"""What a verifier decides, and the grounds that steps ask for."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nominations.forms.fields import CountField, ValueField, shown
from nominations.models import EntryVerdict, Reason, Verdict, Verification
from nominations.models.verification import Judged
from paritrana.accounts.models import User


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
        initial = _initial(known, "covered", "total")
        initial |= {"value": shown(known.value)} if known else {}
        super().__init__(data, initial=initial)
        for name in ("value",) if kind == "share" else ("covered", "total"):
            del self.fields[name]

    def decision(self) -> dict[str, Any]:
        """The arguments of actions.judge. Figures typed beside another verdict than `corrected` mean nothing."""
        return dict(self.cleaned_data)


class EntryVerdictForm(VerdictForm):
    """The verdict on a group, a regulation or a paragraph. Only a group has counts; the rest is corrected in words."""

    people = CountField(label=_("Verified: people"))
    units = CountField(label=_("Verified: units"), below=2**31)

    def __init__(self, kind: str, known: EntryVerdict | None, data: Any = None):
        forms.Form.__init__(self, data, initial=_initial(known, "people", "units"))
        for name in ("covered", "total", "value") + (() if kind == "group" else ("people", "units")):
            del self.fields[name]


class HandOverForm(forms.Form):
    """To whom: oneself, or a colleague of the same secretariat."""

    to = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Colleague"),
        to_field_name="public_id",
        empty_label=_("Choose from the list"),
    )

    def __init__(self, colleagues: QuerySet[User], data: Any = None):
        super().__init__(data)
        self.fields["to"].queryset = colleagues  # type: ignore[attr-defined]


def _initial(known: Judged | None, *counts: str) -> dict[str, Any]:
    if known is None:
        return {"version": 0}
    return {name: getattr(known, name) for name in ("version", "verdict", "reason", "note", *counts)}


class GroundForm(forms.Form):
    """Why."""

    ground = forms.CharField(label=_("Ground"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
