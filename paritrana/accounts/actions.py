"""Inviting people, giving and ending roles."""

from datetime import date

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paritrana.accounts.models import Membership, Organisation, User
from paritrana.accounts.policies import may_hold, may_manage_accounts
from paritrana.accounts.tokens import invitations
from paritrana.audit.actions import record
from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused
from paritrana.notifications.actions import tell


@transaction.atomic
def invite(
    *, email: str, name: str, role: str, organisation: Organisation, valid_from: date, by: Actor
) -> User:
    """Gives somebody a role, with an account if they have none, and sends the link that sets the password.

    The link works for 72 hours and once. Inviting again sends a new one.
    """
    may_manage_accounts(by).require()
    user, is_new = User.objects.get_or_create(email=email.lower(), defaults={"name": name, "password": "!"})
    _give(user, role, organisation, valid_from, by)
    if is_new:
        EmailAddress.objects.create(user=user, email=user.email, primary=True)
        record("user.invite", user, by=by)
    if not user.has_usable_password():
        tell("user.invite", to=[user.pk], about=user, url=reverse("accounts:accept", args=[user.public_id]))
    return user


@transaction.atomic
def accept(user: User, *, token: str, password: str, by: Actor) -> User:
    """Sets the first password of an invited person and takes the mail address as theirs.

    Raises Refused for a link that is spent or too old, ValidationError for a weak password.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.has_usable_password() or not invitations.check_token(user, token):
        raise Refused(
            _("This link has been used or is older than 72 hours. Ask the operator for a new invitation.")
        )
    validate_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    EmailAddress.objects.filter(user=user, email=user.email).update(verified=True)
    record("user.accept", user, by=by)
    return user


def end_sessions(user: User) -> None:
    """Signs the person out everywhere: a session of before the change no longer opens anything."""
    User.objects.filter(pk=user.pk).update(session_epoch=F("session_epoch") + 1)
    user.refresh_from_db(fields=["session_epoch"])


def _give(user: User, role: str, organisation: Organisation, valid_from: date, by: Actor) -> None:
    if user.pk == by.user_id:
        raise Refused(_("Nobody gives a role to themselves. Ask another operator."))
    may_hold(user, role, organisation).require()
    membership, is_new = Membership.objects.get_or_create(
        user=user, role=role, organisation=organisation, valid_until=None, defaults={"valid_from": valid_from}
    )
    if not is_new:
        raise Refused(_("This person holds that role in that organisation already."))
    end_sessions(user)
    record("user.give_role", user, by=by, changes={"role": [None, f"{role} · {organisation}"]})


@transaction.atomic
def end_role(membership: Membership, *, by: Actor) -> Membership:
    """Ends a role yesterday, so that the next request of that person finds it gone."""
    may_manage_accounts(by).require()
    membership = (
        Membership.objects.select_for_update().select_related("user", "organisation").get(pk=membership.pk)
    )
    if membership.user_id == by.user_id:
        raise Refused(_("Nobody ends their own role. Ask another operator."))
    yesterday = date.fromordinal(clock.today_in_jakarta().toordinal() - 1)
    membership.valid_from = min(membership.valid_from, yesterday)
    membership.valid_until = yesterday
    membership.ended_at, membership.ended_by_id = clock.now(), by.user_id
    membership.save()
    end_sessions(membership.user)
    record(
        "user.end_role",
        membership.user,
        by=by,
        changes={"role": [f"{membership.role} · {membership.organisation}", None]},
    )
    return membership
