"""Field checks as they are typed: the draw, the assignment, and one item of the checklist on a phone."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nominations.forms.entries import ISO_DAY, EntryForm
from nominations.forms.evidence import ManyFiles
from nominations.forms.fields import CountField, WordsField
from nominations.models import Entry, FieldAnswer, FieldCheck
from paritrana.accounts.models import User
from paritrana.programme.verifying import ChecklistItem


class DrawForm(forms.Form):
    """The seed and where it was made known."""

    seed = WordsField(
        label=_("Seed"),
        required=True,
        max_length=200,
        help_text=_(
            "A text that nobody could choose: a number drawn in public, the digest of a published paper."
        ),
    )
    published_in = WordsField(
        label=_("Where it was made known"),
        required=True,
        max_length=300,
        help_text=_("So that anyone can look it up: office, date, number of the announcement."),
    )

    def clean_seed(self) -> str:
        """One line: it is typed into a shell by whoever draws again."""
        seed = self.cleaned_data["seed"].strip()
        if not seed.isprintable():
            raise forms.ValidationError(
                _("A seed is one line without control signs, so that anyone can type it again.")
            )
        return seed


class AssignForm(forms.Form):
    """Who goes, by which day."""

    to = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Visitor"),
        to_field_name="public_id",
        empty_label=_("Choose from the list"),
    )
    visit_on = forms.DateField(label=_("Day of the visit"), required=False, widget=ISO_DAY)
    keeps_place = forms.BooleanField(
        label=_("Keep where each photo was taken"),
        required=False,
        help_text=_("Without it no place is read. The visitor is told which of the two holds."),
    )

    instead_of = forms.CharField(required=False, widget=forms.HiddenInput)  # whom the assigner saw there

    def __init__(self, visit: FieldCheck, visitors: QuerySet[User], data: Any = None):
        initial = {"visit_on": visit.visit_on, "keeps_place": visit.keeps_place}
        seen = visit.visitor.public_id if visit.visitor else ""
        initial |= {"to": seen, "instead_of": seen}
        super().__init__(data, initial=initial)
        self.fields["to"].queryset = visitors  # type: ignore[attr-defined]

    def over(self, visit: FieldCheck) -> None:
        """After a refusal that names the visitor of now: saving again is over that one."""
        self.data = self.data.copy() | {"instead_of": visit.visitor.public_id if visit.visitor else ""}


class CallOffForm(forms.Form):
    """Why nobody can go."""

    reason = WordsField(
        label=_("Reason"), required=True, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class FieldEntryForm(EntryForm):
    """One item of the checklist. Without something to count there is no field for a count."""

    answer = forms.ChoiceField(
        label=_("What came of it"), required=False, choices=FieldAnswer.choices, widget=forms.RadioSelect
    )
    seen = CountField(label=_("Count seen"))
    remark = WordsField(
        label=_("Remark"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, entry: Entry, data: Any = None, *, only: str = "", item: ChecklistItem):
        self.asked = {"item": item}
        super().__init__(entry, data, only=only)
        if "answer" in self.fields:
            self.fields["answer"].label = str(item.name)
        if "seen" in self.fields and item.counts:
            self.fields["seen"].label = str(item.counts)
        elif "seen" in self.fields:
            del self.fields["seen"]


class PhotosForm(forms.Form):
    """Photos as a phone takes or keeps them. What they are is found by parsing, so nothing is judged here."""

    files = forms.FileField(
        label=_("Photos"),
        help_text=_("JPEG or PNG, at most 50 MB each."),
        widget=ManyFiles(attrs={"accept": "image/jpeg,image/png"}),
        allow_empty_file=True,
    )
