"""Files in pieces, for static/js/upload.js: answers in JSON. Without script the plain form of `files` does the same."""

from collections.abc import Callable
from functools import partial as partial_of
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from nominations import actions
from nominations.actions.evidence import Full
from nominations.actions.visiting import add_piece_of_photo
from nominations.models import Nomination
from nominations.policies.nomination import may_attach
from nominations.queries import nominations_seen_by
from nominations.queries.field import field_checks_seen_by
from paritrana.documents import partial
from paritrana.documents.models import PartialUpload
from paritrana.documents.queries import uploads_seen_by
from paritrana.lib.verdict import Loader, Refused
from paritrana.web.gate import gate

MODIFIED_LIMIT = 10**16  # milliseconds of the browser's clock, whatever that says


@gate(nominations_seen_by, may_attach, methods=("POST",))
def begin_upload(request: HttpRequest, nomination: Nomination) -> HttpResponse:
    """Begins an upload or finds it again: {url, received, piece}; a refusal is 409 with its sentence, and `full` when
    no other file would fit either."""
    return begun(request, partial_of(actions.begin_upload, nomination, by=request.actor))


def begun(request: HttpRequest, begin: Callable[..., PartialUpload]) -> HttpResponse:
    """What upload.js is answered that says which file it sends; `begin` takes name, size and modified."""
    name, size = request.POST.get("name", "")[:1000], _whole(request.POST.get("size", ""))
    if not name or size is None:
        return JsonResponse({"message": _("The browser did not say which file it sends.")}, status=400)
    modified = min(_whole(request.POST.get("modified", "")) or 0, MODIFIED_LIMIT)
    try:
        upload = begin(name=name, size=size, modified=modified)
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
    add, _url = _purpose_of(request, upload)
    try:
        received, whole = add(upload, offset=offset, piece=_piece(request), by=request.actor)
    except partial.OutOfStep as step:
        return JsonResponse({"received": step.received}, status=409)
    except PartialUpload.DoesNotExist:
        raise Http404 from None
    except Refused as refusal:
        return JsonResponse({"message": str(refusal.sentence)}, status=422)
    return JsonResponse({"received": received, "done": whole is not None})


@gate(uploads_seen_by, methods=("POST",))
def cancel_upload(request: HttpRequest, upload: PartialUpload) -> HttpResponse:
    """Gives up what was begun."""
    _add, url = _purpose_of(request, upload)
    partial.drop(upload)
    return redirect(url)


PURPOSES: dict[str, tuple[Loader, Callable[..., tuple[int, Any]], str]] = {
    "nomination": (nominations_seen_by, actions.add_piece, "nominations:files"),
    "field": (field_checks_seen_by, add_piece_of_photo, "nominations:field_check"),
}
"""By the kind in an upload's purpose: the door to its noun, the action that adds a piece, the page it was begun on."""


def _purpose_of(request: HttpRequest, upload: PartialUpload) -> tuple[Callable[..., tuple[int, Any]], str]:
    """(the action for its noun, that noun's page), if the person still sees the noun."""
    kind, public_id = [*upload.purpose.split(":"), ""][:2]
    if kind not in PURPOSES:
        raise Http404
    seen_by, add, page = PURPOSES[kind]
    noun = seen_by(request.actor).filter(public_id=public_id).first()  # type: ignore[attr-defined]
    if noun is None:
        raise Http404
    return partial_of(add, noun), reverse(page, args=[public_id])


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
