"""The public check page."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from ceremony import checking
from ceremony.forms.certificate import FileForm, NumberForm
from ceremony.serials import parse_code
from paritrana.web import errors, rate
from paritrana.web.gate import public

CHECKS_PER_MINUTE = 60
FILES_PER_MINUTE = 12
"""Fewer, since looking into a file takes a second of a processor."""
TOO_MANY = _("Too many checks came from your address within a minute. Wait a minute, then try again.")


@public("anyone may check a certificate", methods=("GET", "POST"))
def check(request: HttpRequest) -> HttpResponse:
    """By serial and code (GET), or by the file itself (POST); without either, the two forms."""
    number = NumberForm(request.GET) if {"serial", "code"} & request.GET.keys() else NumberForm()
    file = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if not (number.is_bound or file.is_bound):
        return render(request, "ceremony/check.html", {"number": number, "file": file})
    if refusal := _too_many(request):
        return refusal
    if file.is_bound and file.is_valid():
        if rate.too_many(request, "check-file", per_minute=FILES_PER_MINUTE):
            return _refusal(request)
        with file.aside() as (path, sha256):
            return _page(request, checking.by_file(path, sha256), number, FileForm())
    if number.is_bound and number.is_valid():
        found = checking.by_number(number.cleaned_data["serial"], number.cleaned_data["code"])
        return _page(request, found, number, file)
    return render(request, "ceremony/check.html", {"number": number, "file": file}, status=422)


@public("the QR code on a certificate leads here")
def check_code(request: HttpRequest, code: str) -> HttpResponse:
    """By the check code, as the QR code carries it."""
    return _too_many(request) or _page(request, checking.by_code(parse_code(code)), NumberForm(), FileForm())


@public("the check page for programs")
def check_json(request: HttpRequest, code: str) -> HttpResponse:
    """The same answer as JSON, with the same keys for every state."""
    if refusal := _too_many(request, as_json=True):
        return refusal
    return JsonResponse(checking.by_code(parse_code(code)).as_json())


def _page(request: HttpRequest, answer: checking.Answer, number: NumberForm, file: FileForm) -> HttpResponse:
    return render(request, "ceremony/check.html", {"answer": answer, "number": number, "file": file})


def _too_many(request: HttpRequest, *, as_json: bool = False) -> HttpResponse | None:
    if not rate.too_many(request, "check", per_minute=CHECKS_PER_MINUTE):
        return None
    return _refusal(request, as_json=as_json)


def _refusal(request: HttpRequest, *, as_json: bool = False) -> HttpResponse:
    response = (
        JsonResponse({"error": str(TOO_MANY)}, status=429)
        if as_json
        else errors.refusal(request, TOO_MANY, status=429)
    )
    response["Retry-After"] = str(rate.MINUTE)
    return response
