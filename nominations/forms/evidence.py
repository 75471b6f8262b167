"""Choosing files, and the place in them."""

import hashlib
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nominations.models import Evidence
from nominations.models.claim import CitedEntry

ACCEPTED = ".pdf,.jpg,.jpeg,.png,.xlsx,.docx,.pptx"


RECEIPT_BYTES = 10 * 1024**2


class ManyFiles(forms.ClearableFileInput):
    """The browser's own choice of several files."""

    allow_multiple_selected = True


class UploadForm(forms.Form):
    """Files to attach. What they are is found by parsing, so nothing is judged here."""

    files = forms.FileField(
        label=_("Files"),
        help_text=_("PDF, JPEG, PNG, XLSX, DOCX or PPTX, at most 50 MB each."),
        widget=ManyFiles(attrs={"accept": ACCEPTED}),
        allow_empty_file=True,
    )


class ReplaceForm(forms.Form):
    """The newer file."""

    file = forms.FileField(
        label=_("The newer file"),
        help_text=_("PDF, JPEG, PNG, XLSX, DOCX or PPTX, at most 50 MB."),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        allow_empty_file=True,
    )


class CiteForm(forms.Form):
    """Which file proves it, and where in it."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    file = forms.ChoiceField(label=_("File"), required=False)
    upload = forms.FileField(
        label=_("Or attach a new file"),
        required=False,
        help_text=_("PDF, JPEG, PNG, XLSX, DOCX or PPTX, at most 50 MB."),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        allow_empty_file=True,
    )
    page = forms.IntegerField(
        label=_("Page, sheet, part or slide"), required=False, min_value=1, max_value=100_000
    )
    place = forms.CharField(
        label=_("Cell or heading"),
        required=False,
        max_length=100,
        help_text=_("In a workbook the cell, for example B14 or B14:D20; in a text the heading."),
    )

    def __init__(self, entry: CitedEntry, evidence: list[Evidence], *args: Any, **kwargs: Any):
        kwargs["initial"] = {
            "version": entry.version,
            "file": entry.evidence.public_id if entry.evidence else "",
            "page": entry.evidence_page,
            "place": entry.evidence_place,
        }
        super().__init__(*args, **kwargs)
        self.fields["file"].choices = [  # type: ignore[attr-defined]
            ("", _("No file")),
            *((file.public_id, file.file_name) for file in evidence),
        ]


class ReceiptForm(forms.Form):
    """A receipt to be checked: compared byte for byte by its digest, never opened."""

    file = forms.FileField(
        label=_("The receipt's PDF"),
        help_text=_("Exactly the file as it was downloaded; a scan or a print saved anew is another file."),
        widget=forms.FileInput(attrs={"accept": ".pdf"}),
    )

    def clean_file(self) -> Any:
        """At most ten megabytes: a receipt is never larger."""
        file = self.cleaned_data["file"]
        if file.size > RECEIPT_BYTES:
            raise forms.ValidationError(
                _("The file is larger than any receipt. Choose the receipt's own PDF.")
            )
        return file

    def sha256(self) -> str:
        """The digest of its bytes."""
        digest = hashlib.sha256()
        for chunk in self.cleaned_data["file"].chunks():
            digest.update(chunk)
        return digest.hexdigest()
