"""What is typed into the check page and the dialogs of certificates."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from ceremony.models import CertificateKind
from ceremony.serials import parse_code, parse_serial
from paritrana.documents import store
from paritrana.documents.models import RunState

FILE_LIMIT = 10 * 1024 * 1024
"""Bytes of a file that may be checked; a certificate has a tenth of a megabyte."""


class NumberForm(forms.Form):
    """The serial and the check code as they stand on the paper."""

    serial = forms.CharField(
        label=_("Serial number"), max_length=60, help_text=_("For example PRT-2020-N-KK-0003.")
    )
    code = forms.CharField(
        label=_("Check code"),
        max_length=30,
        help_text=_("Ten letters and digits, below the serial number."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )

    def clean_serial(self) -> str:
        serial = parse_serial(self.cleaned_data["serial"])
        if serial is None:
            raise forms.ValidationError(
                _("A serial number looks like PRT-2020-N-KK-0003. Type it as it stands on the paper.")
            )
        return str(serial)

    def clean_code(self) -> str:
        code = parse_code(self.cleaned_data["code"])
        if code is None:
            raise forms.ValidationError(
                _("A check code has ten letters and digits, never 0, 1, I, L, O or U.")
            )
        return code


class FileForm(forms.Form):
    """The certificate's file. It is read for its digest and its signature and kept nowhere."""

    file = forms.FileField(
        label=_("Certificate file"),
        help_text=_("PDF, at most 10 MB. Its signature is checked; the file is not kept."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
        error_messages={"empty": _("The file is empty. Choose the certificate's PDF again.")},
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > FILE_LIMIT:
            raise forms.ValidationError(
                _("The file is larger than 10 MB, so it is no certificate of this portal.")
            )
        return file

    @contextmanager
    def aside(self) -> Iterator[tuple[Path, str]]:
        """The upload as a file for the time of the block, with the SHA-256 of its bytes."""
        with store.aside(".pdf") as path:
            with path.open("wb") as copy:
                for chunk in self.cleaned_data["file"].chunks():
                    copy.write(chunk)
            yield path, store.digest_of(path)[0]


class RevokeForm(forms.Form):
    """Why a certificate no longer holds."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        help_text=_("Stands on the public check page. Name no person."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReissueForm(RevokeForm):
    """Why a certificate is replaced, and the name on the new one."""

    recipient = forms.CharField(
        label=_("Name on the new certificate"),
        max_length=300,
        help_text=_("Correct the spelling here if that is the reason."),
    )
    title = forms.CharField(
        label=_("Title on the new certificate"),
        max_length=100,
        required=False,
        help_text=_(
            "A name or title that is spelled otherwise corrects the award: a new record names the old one."
        ),
    )
    field_order = ["recipient", "title", "reason"]

    def __init__(self, *words: Any, is_award: bool, **more: Any):
        super().__init__(*words, **more)
        if not is_award:
            del self.fields["title"]


class AnswerForm(forms.Form):
    """What the second person answers. Which button was pressed decides; an empty answer confirms."""

    answer = forms.CharField(
        label=_("Why you decline"),
        max_length=500,
        required=False,
        help_text=_("Only when you decline. The secretariat reads it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    verdict = forms.ChoiceField(choices=[("confirm", ""), ("decline", "")], widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["confirm"] = cleaned.get("verdict") == "confirm"
        return cleaned


class PrintingForm(forms.Form):
    """One time a certificate was put on paper."""

    copies = forms.IntegerField(label=_("Copies"), min_value=1, max_value=100, initial=1)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        required=False,
        help_text=_("Needed from the second print on."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class SheetsForm(forms.Form):
    """In which form all certificates of a decision are taken along."""

    sheets = forms.ChoiceField(choices=[("zip", ""), ("sheets", ""), ("preview", "")])


class ThanksForm(forms.Form):
    """To whom certificates are issued besides the winners."""

    kind = forms.ChoiceField(choices=[(CertificateKind.PARTICIPATION, ""), (CertificateKind.ASSESSOR, "")])


class CertificateFilter(forms.Form):
    """What the list of certificates can be narrowed by."""

    q = forms.CharField(label=_("Search a recipient or serial number"), max_length=100, required=False)
    kind = forms.ChoiceField(
        label=_("For"), choices=[("", _("All kinds")), *CertificateKind.choices], required=False
    )
    file = forms.ChoiceField(
        label=_("File"), choices=[("", _("All files")), *RunState.choices], required=False
    )

    def narrow(self, rows: QuerySet) -> QuerySet:
        """The rows that answer to everything that was chosen."""
        self.is_valid()
        if words := self.cleaned_data.get("q"):
            rows = rows.filter(Q(facts__recipient__icontains=words) | Q(serial__icontains=words))
        if kind := self.cleaned_data.get("kind"):
            rows = rows.filter(kind=kind)
        if state := self.cleaned_data.get("file"):
            rows = rows.filter(run__state=state)
        return rows
