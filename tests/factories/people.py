"""People, organisations and their roles."""

import time
from datetime import date
from itertools import count

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.test import Client

from paritrana.accounts.models import Membership, Organisation, OrganisationKind, User
from paritrana.regions.models import Region

_number = count(1)

KIND_OF_ROLE = {
    "officer": OrganisationKind.GOVERNMENT,
    "approver": OrganisationKind.GOVERNMENT,
    "auditor": OrganisationKind.OVERSIGHT,
}


def make_organisation(
    kind: str = OrganisationKind.GOVERNMENT, *, region: Region | None = None, name: str = ""
) -> Organisation:
    """An organisation of that kind in that region (None: national)."""
    return Organisation.objects.get_or_create(
        kind=kind, region=region, name=name or f"{kind} {region or 'nasional'}"
    )[0]


def make_user(name: str = "", password: str | None = None) -> User:
    """A person with a verified mail address and no role."""
    number = next(_number)
    user = User.objects.create_user(
        f"person{number}@example.test", password, name=name or f"Pejabat {number}"
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def give_role(
    user: User,
    role: str,
    organisation: Organisation,
    *,
    since: date = date(2000, 1, 1),
    until: date | None = None,
) -> Membership:
    """The role in that organisation, by default since long ago and until further notice."""
    return Membership.objects.create(
        user=user, role=role, organisation=organisation, valid_from=since, valid_until=until
    )


def make_person(
    role: str, *, region: Region | None = None, organisation: Organisation | None = None, name: str = ""
) -> User:
    """A person with one role, in a fitting organisation of the region unless one is given."""
    user = make_user(name or role)
    kind = KIND_OF_ROLE.get(role, OrganisationKind.COMMITTEE)
    give_role(user, role, organisation or make_organisation(kind, region=region))
    return user


def with_second_factor(user: User) -> User:
    """Gives the person a TOTP authenticator, as roles that judge and decide must have."""
    Authenticator.objects.get_or_create(
        user=user, type=Authenticator.Type.TOTP, defaults={"data": {"secret": "JBSWY3DPEHPK3PXP"}}
    )
    return user


def sign_in(client: Client, user: User, *, fresh: bool = False) -> None:
    """Signs the client in as somebody who has shown a second factor, as allauth writes it down.

    `fresh`: they have just shown it once more, as the gate asks before a page with `fresh=True`.
    """
    with_second_factor(user)
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time(), "email": user.email},
        {"method": "mfa", "at": time.time(), "type": "totp", "reauthenticated": fresh},
    ]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
