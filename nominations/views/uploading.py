"""Files in pieces, for static/js/upload.js: answers in JSON. Without script the plain form of `files` does the same."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from nominations import actions
from nominations.actions.evidence import Full
from nominations.models import Nomination
from nominations.policies import may_attach
from nominations.queries import nominations_seen_by
from paritrana.documents import partial
from paritrana.documents.models import PartialUpload
from paritrana.documents.queries import uploads_seen_by
from paritrana.lib.verdict import Refused
from paritrana.web.gate import gate

MODIFIED_LIMIT = 10**16  # milliseconds of the browser's clock, whatever that says


@gate(nominations_seen_by, may_attach, methods=("POST",))
def begin_upload(request: HttpRequest, nomination: Nomination) -> HttpResponse:
    """Begins an upload or finds it again: {url, received, piece}; a refusal is 409 with its sentence, and `full` when
    no other file would fit either."""
    name, size = request.POST.get("name", "")[:1000], _whole(request.POST.get("size", ""))
    if not name or size is None:
        return JsonResponse({"message": _("The browser did not say which file it sends.")}, status=400)
    modified = min(_whole(request.POST.get("modified", "")) or 0, MODIFIED_LIMIT)
    try:
        upload = actions.begin_upload(nomination, name=name, size=size, modified=modified, by=request.actor)
    except Refused as refusal:
        return JsonResponse({"message": str(refusal.sentence), "full": isinstance(refusal, Full)}, status=409)
    url = reverse("nominations:upload", args=[upload.public_id])
    return JsonResponse({"url": url, "received": upload.received, "piece": partial.PIECE})


@gate(uploads_seen_by, methods=("GET", "POST"))
def upload(request: HttpRequest, upload: PartialUpload) -> HttpResponse:
    """GET: how many bytes are here. POST: one more piece as the body, its offset in the header Upload-Offset; what
    arrives of a piece that was cut counts too. 409 with `received` for any other offset, 422 for a refused file."""
    if request.method == "GET":
        return JsonResponse({"received": upload.received, "size": upload.size})
    offset = _whole(request.headers.get("Upload-Offset", ""))
    if offset is None or request.content_type != "application/octet-stream":
        return JsonResponse({"received": upload.received}, status=400)
    nomination = _nomination_of(request, upload)
    try:
        received, evidence = actions.add_piece(
            nomination, upload, offset=offset, piece=_piece(request), by=request.actor
        )
    except partial.OutOfStep as step:
        return JsonResponse({"received": step.received}, status=409)
    except PartialUpload.DoesNotExist:
        raise Http404 from None
    except Refused as refusal:
        return JsonResponse({"message": str(refusal.sentence)}, status=422)
    return JsonResponse({"received": received, "done": evidence is not None})


@gate(uploads_seen_by, methods=("POST",))
def cancel_upload(request: HttpRequest, upload: PartialUpload) -> HttpResponse:
    """Gives up what was begun."""
    nomination = _nomination_of(request, upload)
    partial.drop(upload)
    return redirect("nominations:files", nomination.public_id)


def _nomination_of(request: HttpRequest, upload: PartialUpload) -> Nomination:
    """The nomination it is for, if the person still sees it."""
    kind, _colon, public_id = upload.purpose.partition(":")
    found = nominations_seen_by(request.actor).filter(public_id=public_id).first()  # type: ignore[attr-defined]
    if kind != "nomination" or found is None:
        raise Http404
    return found


def _piece(request: HttpRequest) -> bytes:
    """The body, at most one piece of it; of a line that was cut the part that arrived."""
    parts: list[bytes] = []
    left = partial.PIECE
    try:
        while left and (part := request.read(min(left, 65536))):
            parts.append(part)
            left -= len(part)
    except UnreadablePostError:
        pass
    return b"".join(parts)


def _whole(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 17 else None
