"""Tells a browser that what it kept of a form has arrived, so that it forgets its copy (static/js/kept.js)."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

FIELD, COOKIE = "kept", "arrived"
MARK = re.compile(r"[0-9a-f-]{1,36}")
SECONDS = 300
"""How long the word waits for the next page."""


def acknowledged(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view, whose answer names the copy of a form in a cookie once the form has led on to another page.

    A refused form shows its page again and a sign-in comes before the view: in both cases the copy stays.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        mark = request.POST.get(FIELD, "") if request.method == "POST" else ""
        if response.status_code == 302 and MARK.fullmatch(mark):
            secure = settings.SESSION_COOKIE_SECURE
            response.set_cookie(COOKIE, mark, max_age=SECONDS, secure=secure, samesite="Lax")
        return response

    return answer
