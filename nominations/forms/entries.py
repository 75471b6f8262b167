"""One form per entry of a nomination. Each is sent whole by its button, or field by field while one works."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nominations.forms.fields import CountField, ValueField, WholeField, WordsField, shown
from nominations.models import (
    Answer,
    Entry,
    Figure,
    ProtectedGroup,
    Regulation,
    RegulationStatus,
    Statement,
)
from paritrana.programme.rulebook import CategoryRules, Metric, Question

ISO_DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
SOURCES = ("BPJS Ketenagakerjaan", "BPS", "Dinas Tenaga Kerja")


WAS = "was-"
"""Prefix of the hidden values a form was opened with: what differs from them is what this person typed."""


PROPOSED = "proposed-"
"""Prefix of the button that takes the reading proposed for a field."""


class EntryForm(forms.Form):
    """The fields of one entry. With `only`, the one field that was sent; the others are left alone."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, entry: Entry, data: Any = None, *, only: str = ""):
        self.asked: dict[str, Any] = getattr(
            self, "asked", {}
        )  # what the rulebook asks: arguments of the form
        if data is not None and any(name.startswith(PROPOSED) for name in data):
            data = dict(data.items()) | {  # one click took the reading proposed
                name.removeprefix(PROPOSED): value
                for name, value in data.items()
                if name.startswith(PROPOSED)
            }
        initial = {name: getattr(entry, name) for name in self.base_fields}
        if "value" in initial:
            initial["value"] = shown(initial["value"])
        super().__init__(data, initial=initial, auto_id=f"{entry.public_id}-%s")
        if only:
            self.fields = {name: field for name, field in self.fields.items() if name in {only, "version"}}

    def as_shown(self) -> dict[str, str]:
        """The fields as they stand in their boxes; a tick is "on"."""
        return {name: _in_its_box(self[name]) for name in self.fields if name != "version"}

    def originals(self) -> dict[str, str]:
        """The hidden values that go with the form, by their names."""
        if self.is_bound:
            return {name: value for name, value in self.data.items() if name.startswith(WAS)}
        return {WAS + name: value for name, value in self.as_shown().items()}

    def readings(self) -> dict[str, dict[str, Any]]:
        """By field the likely reading of a count that could be read in two ways: {"proposal", "approximate"}."""
        found = {name: [e.params or {} for e in errors] for name, errors in self.errors.as_data().items()}
        return {name: params[0] for name, params in found.items() if params and params[0].get("proposal")}

    def typed(self) -> list[str]:
        """The fields this person changed since the form was opened; all of them where that is not known."""
        return [
            name
            for name in self.fields
            if name != "version" and self.data.get(WAS + name) != self.data.get(name, "")
        ]

    def changes(self) -> dict[str, Any]:
        """What the action is asked to save."""
        return {name: self.cleaned_data[name] for name in self.typed()}

    def differences(self, stored: Entry) -> list[tuple[str, str, str]]:
        """(label, stored, typed) of the fields that were typed here and are stored otherwise."""
        there, here = self._of(stored).as_shown(), self.as_shown()
        return [
            (str(self.fields[name].label), there[name], here[name])
            for name in self.typed()
            if there[name] != here[name]
        ]

    def stored_in_boxes(self, stored: Entry) -> dict[str, str]:
        """What is stored, as it would stand in the boxes."""
        return self._of(stored).as_shown()

    def over(self, stored: Entry) -> None:
        """After a clash: the stored version, with what was typed here in its fields, to be saved once more."""
        there, here, typed = self._of(stored).as_shown(), self.as_shown(), self.typed()
        boxes = there | {name: here[name] for name in typed}
        self.data = {WAS + name: value for name, value in there.items()}
        self.data |= {name: value for name, value in boxes.items() if value} | {"version": stored.version}

    def _of(self, entry: Entry) -> "EntryForm":
        return type(self)(entry, **self.asked)


def _in_its_box(field: forms.BoundField) -> str:
    if isinstance(field.field.widget, forms.CheckboxInput):
        return "on" if field.value() else ""
    boxed = field.field.widget.format_value(field.value())
    return (boxed[0] if isinstance(boxed, list) else boxed) or ""  # a choice is shown as a list of one


class FigureForm(EntryForm):
    """What is asked about a metric, in the rulebook's words."""

    def __init__(self, entry: Entry, data: Any = None, *, only: str = "", metric: Metric):
        self.asked = {"metric": metric}
        super().__init__(entry, data, only=only)
        for name in ("covered", "total"):
            if name in self.fields and (words := getattr(metric, name)):
                self.fields[name].label = str(words)
        if "value" in self.fields:
            if metric.whole:
                self.fields["value"] = WholeField(label=_("Figure"))
            if metric.unit:
                self.fields["value"].label = str(metric.unit).capitalize()


class ShareForm(FigureForm):
    """Covered out of total. A percentage is never typed."""

    covered = CountField(label=_("Covered"))
    total = CountField(label=_("All workers"))
    cut_off_on = forms.DateField(label=_("Cut-off date"), required=False, widget=ISO_DAY)
    source = WordsField(
        label=_("Source"), required=False, max_length=200, widget=forms.TextInput(attrs={"list": "sources"})
    )
    approximate = forms.BooleanField(label=_("Approximate"), required=False)
    explanation = WordsField(
        label=_("Explanation"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )


class ValueForm(FigureForm):
    """One figure."""

    value = ValueField(label=_("Figure"))
    cut_off_on = forms.DateField(label=_("Cut-off date"), required=False, widget=ISO_DAY)
    source = WordsField(
        label=_("Source"), required=False, max_length=200, widget=forms.TextInput(attrs={"list": "sources"})
    )
    approximate = forms.BooleanField(label=_("Approximate"), required=False)
    explanation = WordsField(
        label=_("Explanation"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )


class GroupForm(EntryForm):
    """People for whom contributions are paid."""

    people = CountField(label=_("People"))
    units = CountField(label=_("Number of units"), below=2**31)
    unit_kind = WordsField(label=_("Kind of unit"), required=False, max_length=60)
    approximate = forms.BooleanField(label=_("Approximate"), required=False)
    note = WordsField(
        label=_("Note"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )


class RegulationForm(EntryForm):
    """A rule that protects workers."""

    kind = WordsField(
        label=_("Kind"), required=False, max_length=100, widget=forms.TextInput(attrs={"list": "kinds"})
    )
    number = WordsField(label=_("Number"), required=False, max_length=100)
    year = forms.IntegerField(label=_("Year"), required=False, min_value=1945, max_value=2200, localize=False)
    subject = WordsField(
        label=_("Subject"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    status = forms.ChoiceField(
        label=_("Status"), required=False, choices=[("", _("not known")), *RegulationStatus.choices]
    )
    note = WordsField(
        label=_("Note"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )


class StatementForm(EntryForm):
    """A paragraph."""

    text = WordsField(
        label=_("Paragraph"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 4})
    )


class AnswerForm(EntryForm):
    """The answer to one question, in the control that fits its kind."""

    text = WordsField(required=False)

    def __init__(self, entry: Entry, data: Any = None, *, only: str = "", question: Question):
        self.asked = {"question": question}
        super().__init__(entry, data, only=only)
        if "text" in self.fields:
            self.fields["text"] = _asked(question)


def _asked(question: Question) -> forms.Field:
    options: dict[str, Any] = {
        "label": str(question.name),
        "help_text": str(question.hint),
        "required": False,
    }
    if question.kind == "choice":
        chosen = [(code, str(name)) for code, name in question.choices]
        return forms.ChoiceField(choices=[("", _("not chosen")), *chosen], **options)
    options["max_length"] = question.limit
    if question.kind == "email":
        return forms.EmailField(**options)
    if question.kind == "phone":
        kept = forms.TextInput(attrs={"type": "tel", "autocomplete": "off"})
        return forms.RegexField(PHONE, widget=kept, error_messages={"invalid": PHONE_WORDS}, **options)
    area = forms.Textarea(attrs={"rows": 4}) if question.kind == "text" else forms.TextInput()
    return WordsField(widget=area, **options)


PHONE = r"^\+?[0-9][0-9 ().\-]{5,58}$"
PHONE_WORDS = _("Write the telephone number in digits, for example (021) 345 6789 or +62 812 3456 7890.")

REGULATION_KINDS = (
    "Perda",
    "Pergub",
    "Perbup",
    "Perwal",
    "Keputusan",
    "Instruksi",
    "Surat Edaran",
    "Perjanjian kerja sama",
)
OTHERS = {ProtectedGroup: GroupForm, Regulation: RegulationForm, Statement: StatementForm}


def form_of(entry: Entry, rules: CategoryRules, data: Any = None, *, only: str = "") -> EntryForm:
    """The form of an entry; for a figure the one of its metric's kind."""
    if isinstance(entry, Figure):
        metric = rules.metric(entry.metric)
        kind = ShareForm if metric.kind == "share" else ValueForm
        return kind(entry, data, only=only, metric=metric)
    if isinstance(entry, Answer):
        return AnswerForm(entry, data, only=only, question=rules.question(entry.question))
    return OTHERS[type(entry)](entry, data, only=only)
