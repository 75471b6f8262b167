"""A practice file as it is typed: what its nominee says, and for each criterion the reference and its ground."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessment.archive_cases import ArchiveCase
from paritrana.programme.rulebook import Criterion


class PracticeFileForm(forms.Form):
    """`score-<criterion>` and `reason-<criterion>` stand for each criterion of the stage."""

    title = forms.CharField(
        label=pgettext_lazy("practice file", "Title"),
        max_length=200,
        help_text=_("What assessors see in their list. Name no region that is judged this year."),
    )
    case = forms.ChoiceField(
        label=_("Case of the archive"),
        required=False,
        help_text=_("From press reports; its words become what the nominee says."),
    )
    claim = forms.CharField(
        label=_("What the nominee says"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Needed where no case is chosen; beside a case it adds to it."),
    )

    def __init__(self, criteria: list[Criterion], offered: list[ArchiveCase], *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.criteria = criteria
        self.fields["case"].choices = [  # type: ignore[attr-defined]
            ("", _("None, the words are typed below")),
            *((case.code, case.name) for case in offered),
        ]
        for criterion in criteria:
            self.fields[f"score-{criterion.code}"] = forms.CharField(
                label=_("%(criterion)s: reference") % {"criterion": criterion.name}, max_length=20
            )
            self.fields[f"reason-{criterion.code}"] = forms.CharField(
                label=_("%(criterion)s: ground") % {"criterion": criterion.name},
                max_length=1000,
                widget=forms.Textarea(attrs={"rows": 2}),
                help_text=_("Shown beside the reference once somebody has finished."),
            )

    def clean(self) -> dict[str, Any]:
        """Something must be said: by a case of the archive, or typed."""
        data = super().clean() or {}
        if not data.get("case") and not data.get("claim") and "claim" not in self.errors:
            self.add_error("claim", _("Choose a case, or write what the nominee says."))
        return data

    def part(self, name: str) -> dict[str, str]:
        """{criterion: what was typed} of the scores or the reasons."""
        return {one.code: self.cleaned_data[f"{name}-{one.code}"] for one in self.criteria}
