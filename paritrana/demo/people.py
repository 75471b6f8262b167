"""The demo's accounts: offices, never persons. One password for all; it opens nothing but a demo."""

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.contrib.auth.hashers import make_password

from paritrana.accounts.models import Membership, Organisation, OrganisationKind, User
from paritrana.accounts.queries import actor_of
from paritrana.accounts.roles import ROLES
from paritrana.lib.permissions import Actor
from paritrana.regions.models import Region

PASSWORD = "contoh-paritrana"  # noqa: S105 printed by bin/run; opens nothing but a demo
HOST = "contoh.example"
SINCE = date(2017, 1, 1)


@dataclass(frozen=True)
class SignIn:
    """One line of the list that bin/run prints."""

    role: str
    email: str
    what: str  # in Indonesian: what this account finds to do


def address(name: str) -> str:
    """The mail address of a demo account."""
    return f"{name}@{HOST}"


SIGN_INS = [
    SignIn("officer", address("petugas.semarang"), "melengkapi usulan Kota Semarang"),
    SignIn("approver", address("penyetuju.surakarta"), "memeriksa dan mengajukan usulan Kota Surakarta"),
    SignIn("officer", address("petugas.cabang"), "mengisi usulan atas nama Kota Salatiga"),
    SignIn("province_secretariat", address("sekretariat.jatim"), "memverifikasi usulan Jawa Timur"),
    SignIn("province_secretariat", address("sekretariat.sumut"), "menyiapkan penetapan Sumatera Utara"),
    SignIn("assessor", address("penilai2.sulsel"), "menilai dokumen Sulawesi Selatan"),
    SignIn("assessor", address("penilai2.bali"), "menilai wawancara Bali"),
    SignIn("chair", address("penilai1.sulsel"), "memantau kelengkapan tim penilai Sulawesi Selatan"),
    SignIn("national_secretariat", address("sekretariat.nasional"), "memverifikasi usulan putaran nasional"),
    SignIn("decider", address("penetap.sumut"), "menyetujui penetapan Sumatera Utara"),
    SignIn("auditor", address("auditor.sumut"), "memeriksa potret peringkat Sumatera Utara"),
    SignIn("admin", address("operator"), "memeriksa akun tanpa faktor kedua"),
]
WITH_CODE = address("operator")
"""The one account that has a second factor in the demo; `bin/run codes` prints its present code."""


def organisation(kind: str, name: str, region: Region | None) -> Organisation:
    """The organisation with that name, made if missing."""
    return Organisation.objects.get_or_create(kind=kind, name=name, region=region)[0]


def government(region: Region) -> Organisation:
    """The government of a region."""
    return organisation(OrganisationKind.GOVERNMENT, f"Pemerintah {region.name}", region)


def committee(region: Region | None) -> Organisation:
    """The award committee of a province, or the national one."""
    name = f"Panitia Paritrana Provinsi {region.name}" if region else "Panitia Paritrana Nasional"
    return organisation(OrganisationKind.COMMITTEE, name, region)


def inspectorate(region: Region | None) -> Organisation:
    """The inspectorate of a province, or the national one."""
    name = f"Inspektorat Provinsi {region.name}" if region else "Inspektorat Kementerian"
    return organisation(OrganisationKind.OVERSIGHT, name, region)


def person(name: str, office: str, role: str, where: Organisation) -> User:
    """A demo account with that role there; made once, whatever the number of set-ups."""
    user = User.objects.filter(email=address(name)).first()
    if user is None:
        user = User.objects.create(email=address(name), password=hashed(), name=office, is_example=True)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    Membership.objects.get_or_create(user=user, role=role, organisation=where, defaults={"valid_from": SINCE})
    if user.email == WITH_CODE or (settings.SECOND_FACTOR_FORCED and ROLES[role].second_factor):
        give_second_factor(user)
    return user


@cache
def hashed() -> str:
    """The password as it is kept, hashed once: argon2 takes half a second, and the password is the same for all."""
    return make_password(PASSWORD)


def give_second_factor(user: User) -> None:
    """A TOTP authenticator whose secret follows from the address, so that its codes can be printed."""
    if not Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
        TOTP.activate(user, secret_of(user.email))


def secret_of(email: str) -> str:
    """The TOTP secret of a demo account, in base 32."""
    return base64.b32encode(hashlib.sha256(f"paritrana demo {email}".encode()).digest()[:20]).decode()


def actors(users: Iterable[User]) -> list[Actor]:
    """The actors that these people are."""
    return [actor_of(user) for user in users]
