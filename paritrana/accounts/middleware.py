"""Every request knows its actor, and those whose role demands it have a second factor."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from paritrana.accounts.queries import actor_of
from paritrana.accounts.roles import ROLES
from paritrana.accounts.second_factor import was_shown
from paritrana.lib.permissions import Actor
from paritrana.web.middleware import GetResponse

WITHOUT_SECOND_FACTOR = ("account_", "mfa_", "choose_language")
"""Routes that must stay open to somebody who is about to set the second factor up."""


def actor(get_response: GetResponse) -> GetResponse:
    """Sets `request.actor`: roles are read anew with every request, so a role that ended has ended."""

    def middleware(request: HttpRequest) -> HttpResponse:
        user = request.user
        request.actor = actor_of(user) if user.is_authenticated else Actor()  # type: ignore[attr-defined,arg-type]
        return get_response(request)

    return middleware


class second_factor:  # noqa: N801 named like its neighbours in settings.MIDDLEWARE
    """Leads somebody whose role demands a second factor to set it up, or to show it in this session, before anything else."""

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: object) -> HttpResponse | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        grants = request.actor.grants  # type: ignore[attr-defined]
        if (
            settings.SECOND_FACTOR_FORCED
            and any(ROLES[grant.role].second_factor for grant in grants)
            and not name.startswith(WITHOUT_SECOND_FACTOR)
            and not was_shown(request)
        ):
            if is_mfa_enabled(request.user):
                return redirect_to_login(request.get_full_path(), reverse("mfa_reauthenticate"))
            return redirect("mfa_activate_totp")
        return None
