"""The gate before every view: who is it, can they see it, may they do it. A view can't forget it, for the gate loads the noun.

Unseen is 404, the same bytes as a missing one. Seen but not allowed is 403 with the policy's sentence. A route
whose view carries neither `gate` nor `public` fails the system check (paritrana/checks.py) and so the build.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed

from paritrana.lib.permissions import Permission
from paritrana.lib.verdict import Loader, Policy
from paritrana.web import errors, kept

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Guard:
    """What stands before a view; the permissions page and the tests of all routes read it."""

    reason_public: str = ""
    seen_by: Loader | None = None
    policy: Policy | None = None
    permission: Permission | None = None
    methods: tuple[str, ...] = ("GET",)
    fresh: bool = False


def public(reason: str, methods: tuple[str, ...] = ("GET",)) -> Callable[[View], View]:
    """Opens a view to everyone. The reason is printed in docs/permissions.md."""
    if not reason:
        raise ValueError("a public view needs a reason")

    def wrap(view: View) -> View:
        @wraps(view)
        def open_view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            return _allowed_method(request, methods) or view(request, *args, **kwargs)

        open_view.guard = Guard(reason_public=reason, methods=methods)  # type: ignore[attr-defined]
        return open_view

    return wrap


def gate(
    seen_by: Loader | None = None,
    policy: Policy | None = None,
    *,
    permission: Permission | None = None,
    methods: tuple[str, ...] = ("GET",),
    fresh: bool = False,
) -> Callable[[View], View]:
    """Closes a view to all but signed-in people who can see its noun and may do what it does.

    `seen_by(actor)` gives a queryset; the noun with the address's `public_id` is handed to the view in its place.
    `permission` is needed somewhere (for pages without a noun); without it the page is answered 404 like any
    unseen one. `policy(actor, noun)` gives the verdict. `fresh` asks for a sign-in of the last five minutes.
    """

    def wrap(view: View) -> View:
        told = kept.acknowledged(view)
        answer = reauthentication_required(told) if fresh else told

        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if refusal := _allowed_method(request, methods):
                return refusal
            actor = request.actor  # type: ignore[attr-defined]
            if not actor.is_signed_in:
                return redirect_to_login(request.get_full_path())
            if permission and not actor.may(permission):
                raise Http404
            if seen_by:
                noun = seen_by(actor).filter(public_id=kwargs.pop("public_id")).first()
                if noun is None:
                    raise Http404
                args = (noun, *args)
            if policy and not (verdict := policy(actor, *args[:1])):
                return errors.refusal(request, verdict.sentence, status=403)
            return answer(request, *args, **kwargs)

        guarded.guard = Guard(  # type: ignore[attr-defined]
            seen_by=seen_by, policy=policy, permission=permission, methods=methods, fresh=fresh
        )
        return guarded

    return wrap


def _allowed_method(request: HttpRequest, methods: tuple[str, ...]) -> HttpResponse | None:
    method = "GET" if request.method == "HEAD" else request.method
    return None if method in methods else HttpResponseNotAllowed(methods)
