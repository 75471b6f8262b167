"""A session is worth what was shown at its sign-in: the second factor binds it, and a changed factor ends the others."""

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.contrib.auth import update_session_auth_hash
from django.dispatch import receiver
from django.http import HttpRequest

from paritrana.accounts.actions import end_sessions
from paritrana.accounts.models import User


def was_shown(request: HttpRequest) -> bool:
    """Was a code given in this session, at sign-in or since?"""
    records = get_authentication_records(request, request.user)  # type: ignore[arg-type]
    return any(record.get("method") == "mfa" for record in records)


@receiver([authenticator_added, authenticator_removed])
def changed(request: HttpRequest, user: User, authenticator: Authenticator, **_more: Any) -> None:
    """A factor was set up or taken away: every other session ends, and this one goes on."""
    end_sessions(user)
    update_session_auth_hash(request, user)
    if authenticator.pk and authenticator.type == Authenticator.Type.TOTP:  # its code was given just now
        post_authentication(request, authenticator, reauthenticated=True)
