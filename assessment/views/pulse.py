"""The pulse by which all pages of the room notice a change."""

import json

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse

from assessment.models import Session
from assessment.queries.room import pulse_of
from paritrana.web.gate import public

SALT, LASTS = "assessment.pulse", 14 * 60 * 60
"""A page's signed address of the pulse, and for how many seconds it answers."""


@public(
    "a number that says whether a page of the room is still up to date, behind an address signed for that page"
)
def pulse(request: HttpRequest, token: str) -> HttpResponse:
    """304 while nothing has changed, else the number: one query, and no session is looked up."""
    try:
        told = json.loads(signing.loads(token, salt=SALT, max_age=LASTS))
        number = pulse_of(told["session"], lead=told["lead"])
    except (signing.BadSignature, ValueError, KeyError, TypeError):
        raise Http404 from None
    if number is None:
        raise Http404
    etag = f'"{number}"'
    if request.headers.get("If-None-Match") == etag:
        answer = HttpResponse(status=304)
    else:
        answer = JsonResponse({"version": number})
    answer["ETag"] = etag
    answer["Cache-Control"] = "private, no-cache"
    return answer


def pulse_url(session: Session, *, lead: bool) -> str:
    """The address at which a page of that session asks whether it is still up to date."""
    token = signing.dumps(json.dumps({"session": session.pk, "lead": lead}), salt=SALT)
    return reverse("assessment:pulse", args=[token])
