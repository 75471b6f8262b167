"""What every request passes, whatever its page."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from paritrana.lib.verdict import Refused
from paritrana.web import errors

GetResponse = Callable[[HttpRequest], HttpResponse]

PERMISSIONS_POLICY = "camera=(), microphone=(), geolocation=(), payment=(), usb=()"


def browser_wall(get_response: GetResponse) -> GetResponse:
    """Headers that CSP and SecurityMiddleware leave to us; pages of signed-in people are stored nowhere."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.setdefault("X-Frame-Options", "DENY")
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            response["Cache-Control"] = "no-store"
        return response

    return middleware


STRANGERS_BYTES = 12 * 1024 * 1024  # the check page takes a certificate of 10 MB
MEMBERS_BYTES = 256 * 1024 * 1024  # several files at once


def refuse_oversized_input(get_response: GetResponse) -> GetResponse:
    """Refuses a body by its announced length before anything of it is written to disk; an unannounced one too."""

    def middleware(request: HttpRequest) -> HttpResponse:
        stranger = settings.SESSION_COOKIE_NAME not in request.COOKIES
        most = STRANGERS_BYTES if stranger else MEMBERS_BYTES
        length = request.META.get("CONTENT_LENGTH") or "0"
        if "chunked" in request.META.get("HTTP_TRANSFER_ENCODING", "").lower() or int(length) > most:
            return errors.too_large(request, stranger=stranger)
        return get_response(request)

    return middleware


def refuse_unreadable_input(get_response: GetResponse) -> GetResponse:
    """PostgreSQL stores no NUL, so one in an address would end in a server error: it is answered with 400."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path_info or any(
            "\x00" in value for key, values in request.GET.lists() for value in (key, *values)
        ):
            return errors.bad_request(request)
        return get_response(request)

    return middleware


def language(get_response: GetResponse) -> GetResponse:
    """The language the person chose (a cookie), else Indonesian, whatever the browser was installed in."""

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        code = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(code):
            request.LANGUAGE_CODE = code
            response = get_response(request)
            if hasattr(response, "render") and not response.is_rendered:
                response.render()
        response.setdefault("Content-Language", code)
        return response

    return middleware


class refusals:  # noqa: N801 named like its neighbours in settings.MIDDLEWARE
    """Turns an action's refusal into a page with its sentence, so that no view needs to catch it."""

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refused):
            return errors.refusal(request, exception.sentence, status=409)
        return None
