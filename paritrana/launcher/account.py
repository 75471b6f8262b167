"""The account that PostgreSQL runs under when the launcher is root, since PostgreSQL refuses to run as root."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path

from paritrana.launcher.words import Refused


@dataclass(frozen=True)
class Account:
    """An unprivileged account of the machine."""

    name: str
    uid: int
    gid: int

    def as_popen(self) -> dict:
        """The arguments of subprocess that start a program as this account."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def may_enter(self, folder: Path) -> bool:
        """Whether the account can work in this folder, asked of the system itself."""
        return self._test("-x", folder)

    def may_read(self, file: Path) -> bool:
        """Whether the account can read this file."""
        return self._test("-r", file)

    def own(self, folder: Path) -> Path:
        """The folder, made when missing, given to the account alone."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.chown(folder, self.uid, self.gid)
        return folder

    def _test(self, question: str, path: Path) -> bool:
        return (
            subprocess.run(["test", question, path], cwd="/", check=False, **self.as_popen()).returncode == 0
        )


def database_account() -> Account | None:
    """The account for PostgreSQL: None (ourselves) for an ordinary user; for root, postgres or else nobody."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        account = Account(name, entry.pw_uid, entry.pw_gid)
        try:
            account.may_enter(Path("/"))
        except OSError as error:
            raise Refused(
                f"PostgreSQL can't run as root and this root may not become {name} ({error}): "
                "start as an ordinary user, or set DATABASE_URL to a PostgreSQL 15 or newer."
            ) from error
        return account
    raise Refused(
        "There is no account postgres or nobody to run PostgreSQL under: start as an ordinary user."
    )
