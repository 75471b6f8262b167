"""Questions, answers, returns and objections as they are typed."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from nominations.forms.evidence import ACCEPTED

WORDS = {"max_length": 4000, "widget": forms.Textarea(attrs={"rows": 4})}


class DueField(forms.DateTimeField):
    """A moment in the round's own zone; empty where the rulebook's days do."""

    def __init__(self, **options: Any):
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        formats = ["%Y-%m-%dT%H:%M"]
        super().__init__(label=_("Deadline"), widget=widget, input_formats=formats, **options)

    def clean(self, value: Any) -> datetime | None:
        """What was typed as a moment of that zone (`zone`, set by the form)."""
        naive = super().clean(value)
        return naive.replace(tzinfo=ZoneInfo(self.zone)) if naive else None  # type: ignore[attr-defined]


class AskForm(forms.Form):
    """A question to the nominee."""

    item = forms.ChoiceField(label=_("About"), required=False)
    text = forms.CharField(label=_("Question"), **WORDS)
    due_at = DueField(required=False, help_text=_("Empty: as many days as the rulebook gives."))

    def __init__(self, zone: str, items: list[tuple[str, str]], *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.fields["item"].choices = [("", _("The nomination as a whole")), *items]  # type: ignore[attr-defined]
        self.fields["due_at"].zone = zone  # type: ignore[attr-defined]


class LineForm(forms.Form):
    """Further words in a thread; the nominee's may carry a file."""

    text = forms.CharField(label=_("Answer"), **WORDS)
    upload = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("PDF, JPEG, PNG, XLSX, DOCX or PPTX, at most 50 MB."),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )

    def __init__(self, *args: Any, asks: bool = False, **options: Any):
        super().__init__(*args, **options)
        if asks:
            self.fields["text"].label = _("Question, or a word to settle it")
            self.fields["text"].required = False
            del self.fields["upload"]


class GiveBackForm(forms.Form):
    """What has to be mended, and until when."""

    reason = forms.CharField(label=_("What has to be mended"), **WORDS)
    due_at = DueField()

    def __init__(self, zone: str, *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.fields["due_at"].zone = zone  # type: ignore[attr-defined]


class ObjectionForm(LineForm):
    """The ground of an objection, with a file if there is one."""

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.fields["text"].label = _("Ground")


class ObjectionAnswerForm(forms.Form):
    """The answer to an objection."""

    uphold = forms.ChoiceField(
        label=_("Outcome"),
        choices=[("yes", _("Uphold: verify again")), ("no", _("Reject: the outcome stands"))],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(label=_("Answer"), **WORDS)
