"""Entrance from the shell to paritrana.demo."""

import time
from argparse import ArgumentParser
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from ceremony import archive
from paritrana.accounts.models import User
from paritrana.accounts.roles import ROLES
from paritrana.demo import dossiers, example, people
from paritrana.documents.actions import orders_in_bulk
from paritrana.documents.press import example_key
from paritrana.lib import clock


class Command(BaseCommand):
    help = "Loads the archive, three real dossiers and the example edition; a second time changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="only when nobody has an account yet")
        parser.add_argument("--sign-ins", action="store_true", help="print the demo sign-ins per role")
        parser.add_argument(
            "--codes", action="store_true", help="print the present one-time code and load nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("The demo is refused in production: its accounts are no secret.")
        if options["codes"]:
            self.stdout.write(f"{people.WITH_CODE}  {present_code(people.WITH_CODE)}")
            return
        example_key.ensure(settings.SIGNING_FOLDER)
        if not (options["if_empty"] and User.objects.exists()):
            with transaction.atomic(), orders_in_bulk():
                archive.load()
                dossiers.load()
                example.load(clock.now())
        if options["sign_ins"]:
            self.stdout.write(sign_ins())


def sign_ins() -> str:
    """The demo accounts as lines: role, address, what they find to do; and the password."""
    width = max(len(entry.email) for entry in people.SIGN_INS)
    lines = [
        f"  {str(ROLES[entry.role].title):<22} {entry.email:<{width}}  {entry.what}"
        for entry in people.SIGN_INS
    ]
    return "\n".join(
        [
            f"Akun peragaan, semua dengan sandi {people.PASSWORD}:",
            *lines,
            f"  kode satu kali {people.WITH_CODE}: bin/run codes",
        ]
    )


def present_code(email: str) -> str:
    """The code that an authenticator app would show now."""
    return format_hotp_value(hotp_value(people.secret_of(email), int(time.time()) // 30))
