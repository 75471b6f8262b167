"""The pages for what did not work: what is so, why, and one way out."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

HEADINGS = {413: _("This is too large"), 429: _("Too many questions at once")}
"""Refusals that have nothing to do with who one is; the same page may be tried again."""


def refusal(request: HttpRequest, sentence: "str | Promise", status: int) -> HttpResponse:
    """The page of a refusal: 403 a forbidden page, 409 an action that came too late or twice, and those of HEADINGS."""
    again = {"heading": HEADINGS[status], "again": request.path} if status in HEADINGS else {}
    return render(request, "403.html", {"sentence": sentence, **again}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page for an address or form the portal can't read."""
    return render(request, "400.html", status=400)


def too_large(request: HttpRequest, *, stranger: bool) -> HttpResponse:
    """The page for more bytes at once than the portal takes; of a stranger it takes a certificate's file, no more."""
    sentence = (
        _(
            "This file is too large to be a certificate of this portal: the check page takes 10 MB at most. For larger "
            "files, sign in first."
        )
        if stranger
        else _(
            "This is more than the portal takes at once. Send fewer or smaller files; one file has 50 MB at most."
        )
    )
    return refusal(request, sentence, status=413)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page for a refusal without a policy of its own."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page for what is missing or unseen: the same bytes for both."""
    return render(request, "404.html", status=404)


def failed_csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a form whose session has ended in the meantime."""
    return render(request, "403_csrf.html", status=403)
