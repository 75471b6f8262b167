"""Why a file is refused: one sentence per reason, each with what to do instead.

The confined process that looks into a file knows no Django and no language; it answers with a code from here.
"""

from typing import Any

from django.utils.formats import localize
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Promise] = {
    "empty": _("The file is empty. Check it on your computer and choose it again."),
    "too_large": _(
        "The file is %(size)s MB; the limit is %(limit)s MB. Make it smaller (scan at 150 dpi, or save the PDF "
        "with reduced size) or split it into parts."
    ),
    "unknown_type": _("This type of file is not accepted. Upload PDF, JPEG, PNG, XLSX, DOCX or PPTX."),
    "old_office": _(
        "This is a file of an old Office version (.doc, .xls or .ppt). Open it and save it as .docx, .xlsx, "
        ".pptx or PDF."
    ),
    "open_document": _("This is an OpenDocument file. Save it as .docx, .xlsx, .pptx or PDF."),
    "macro_document": _("The file contains macros. Save it as .docx, .xlsx or .pptx without macros."),
    "archive": _("This is an archive (ZIP, RAR or similar). Unpack it and upload the files one by one."),
    "heic": _(
        "This is a HEIC photo. Save it as JPEG (on an iPhone: Settings, Camera, Formats, Most Compatible)."
    ),
    "other_image": _("This image format is not accepted. Save it as JPEG or PNG."),
    "web_page": _("This is a web page. Open it in the browser and save it as PDF."),
    "program": _("This is a program, not a document. Upload PDF, JPEG, PNG, XLSX, DOCX or PPTX."),
    "plain_text": _("This is a text file (such as CSV or RTF). Save it as XLSX, DOCX or PDF."),
    "link": _(
        "This is a link, not a file. Open it, download the file from there, and upload that one: a link can lead "
        "elsewhere tomorrow."
    ),
    "virus": _(
        "The virus scanner found “%(name)s” in this file. Have the computer it comes from checked, and upload a "
        "clean copy."
    ),
    "video": _("This is a video or sound recording. Upload PDF, JPEG, PNG, XLSX, DOCX or PPTX."),
    "damaged": _(
        "The file is damaged or incomplete and can't be opened. Save it again and upload the new file."
    ),
    "password": _("The file is protected with a password. Save it without a password and upload it again."),
    "no_pages": _("The PDF has no pages. Save it again and upload the new file."),
    "too_many_pages": _("The PDF has %(pages)s pages; the limit is %(limit)s. Split it into parts."),
    "scripts": _("The PDF contains scripts or starts programs. Print it to a new PDF and upload that one."),
    "embedded": _(
        "The file carries other files inside. Upload those files one by one, and this one without them."
    ),
    "linked": _(
        "The file loads content from outside (a linked template, picture or object). Embed the content or remove "
        "the link, then upload it again."
    ),
    "too_heavy": _(
        "The file unpacks to far more than its size and can't be checked. Save it again with less content or split "
        "it into parts."
    ),
    "too_many_pixels": _("The image has %(pixels)s megapixels; the limit is %(limit)s. Make it smaller."),
}


def sentence(code: str, params: dict[str, Any] | None = None) -> "str | Promise":
    """The sentence of a reason, in the language of whoever reads it; KeyError for a code that is none."""
    if not params:
        return SENTENCES[code]
    return format_lazy("{}", _Filled(code, params))


class _Filled:
    """A sentence with its figures, put together when it is read, not when it is raised."""

    def __init__(self, code: str, params: dict[str, Any]):
        self.code, self.params = code, params

    def __str__(self) -> str:
        return str(SENTENCES[self.code]) % {name: localize(value) for name, value in self.params.items()}
