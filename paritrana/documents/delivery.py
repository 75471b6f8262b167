"""How files leave: as attachments, never as something a browser runs. All files of the portal go through here."""

from django.http import FileResponse, Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from paritrana.documents import store
from paritrana.documents.models import Document, DocumentState, ReportRun, RunState
from paritrana.lib.verdict import Refused

SANDBOX = "default-src 'none'; sandbox"


def attachment(document: Document, file_name: str) -> HttpResponse:
    """The original bytes as a download under that name. The caller has shown that the reader may have them.

    Raises Refused, with the sentence, for a file that is still being checked, was refused, or is missing on disk.
    """
    if document.state == DocumentState.RECEIVED:
        raise Refused(_("The file is still being checked. Try again in a minute."))
    if document.state == DocumentState.REFUSED:
        raise Refused(document.refusal_sentence)
    try:
        file = store.path_of(document.sha256).open("rb")
    except FileNotFoundError:
        raise Refused(
            _("The file is missing in the archive. Tell the operator its number: %s.") % document
        ) from None
    response = FileResponse(file, content_type=document.media_type)
    response["Content-Length"] = str(document.size)
    response["Content-Disposition"] = content_disposition_header(True, file_name)
    return _walled(response)


def product(run: ReportRun) -> HttpResponse:
    """The file of a finished run; Refused while there is none."""
    if run.state == RunState.EXPIRED:
        raise Refused(_("This file is no longer kept. Its page lets you order it again, as things are now."))
    if run.state != RunState.DONE or run.document is None:
        raise Refused(run.error or _("The file is not ready yet. Its page shows how far it is."))
    return attachment(run.document, run.file_name)


def page_image(document: Document, number: int, picture: str = "") -> HttpResponse:
    """The image of one page (from 1) or of one picture on a slide, drawn anew from the original; 404 when there is none (yet)."""
    if document.state != DocumentState.READY or not 1 <= number <= document.pages_drawn:
        raise Http404
    try:
        which = int(picture) if picture.isascii() and picture.isdecimal() and len(picture) < 3 else 0
        file = store.page_path(document.sha256, number, which).open("rb")
    except FileNotFoundError:
        raise Http404 from None
    return _walled(FileResponse(file, content_type="image/webp"))


def _walled(response: HttpResponse) -> HttpResponse:
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response
