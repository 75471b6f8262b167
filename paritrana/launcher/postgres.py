"""A private PostgreSQL for one checkout: on a unix socket only, in a folder that nobody else can enter."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path
from urllib.parse import quote

from paritrana.launcher import identity
from paritrana.launcher.account import Account, database_account
from paritrana.launcher.binaries import Binaries, copied
from paritrana.launcher.places import elsewhere, short_name
from paritrana.launcher.processes import Child, Family
from paritrana.launcher.words import Refused, last_lines

NAME = "paritrana"  # of the database and of its owner
SOCKET_FILE = ".s.PGSQL.5432"
# in bytes: a socket address holds 108 with the closing zero, and PostgreSQL wants one more
LONGEST_SOCKET_PATH = 106
PATIENCE = 60.0  # seconds for a start with recovery
# Forgets everything in a crash, and is much faster: for tests only.
FORGETFUL = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]


class Cluster:
    """The data folder, the socket folder and the programs of one private PostgreSQL."""

    def __init__(self, home: Path, *, durable: bool = True):
        self.durable = durable
        self.account = database_account()
        home.mkdir(parents=True, exist_ok=True)
        if self.account and not self.account.may_enter(home):
            home = elsewhere(home)
            home.mkdir(mode=0o755, exist_ok=True)
        self.home = home
        self.data = home / "data"
        self.stamp = home / "schema"  # a note on the tables, which goes when the data goes
        self.socket = socket_folder(home, self.account)

    @property
    def url(self) -> str:
        """The address of the database, for DATABASE_URL."""
        return f"postgresql://{NAME}@/{NAME}?host={quote(str(self.socket), safe='/')}"

    @property
    def made_by(self) -> int | None:
        """The major version that made the data folder; None when there is none yet."""
        try:
            return int((self.data / "PG_VERSION").read_text())
        except FileNotFoundError:
            return None

    def start(self, binaries: Binaries, family: Family, log: Path) -> None:
        """Makes the data folder when there is none, starts the server and waits until it answers.

        Raises Refused with the end of the log when it does not come up.
        """
        if self.account and not self.account.may_read(binaries["postgres"]):
            binaries = copied(binaries, self.home)
        self.forget_the_dead()
        self.make(binaries)
        child = Child(
            "PostgreSQL",
            [binaries["postgres"], "-D", self.data, "-k", self.socket, "-c", "listen_addresses="]
            + [
                "-c",
                "unix_socket_permissions=0700",
                "-c",
                "log_timezone=UTC",
                *([] if self.durable else FORGETFUL),
            ],
            server_environment(),
            log,
            essential=True,
            ground=True,
            stop_signal=signal.SIGINT,  # "fast": ends sessions, writes everything down
            grace=20.0,
            account=self.account,
            folder=Path("/"),
        )
        family.start(child)
        limit = time.monotonic() + PATIENCE
        while not self.is_ready():
            family.tend()
            if time.monotonic() > limit:
                raise Refused(f"PostgreSQL does not answer; the end of {log}:{last_lines(log)}")
            time.sleep(0.02)

    def make(self, binaries: Binaries) -> None:
        """Makes the data folder with one empty database; whole or not at all."""
        if self.made_by:
            return
        self.stamp.unlink(missing_ok=True)
        draft = self.home / "data.draft"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        if self.account:
            self.account.own(draft)
        options = ["--username", NAME, "--auth-local", "trust", "--auth-host", "reject", "--encoding", "UTF8"]
        options += ["--locale", "C.UTF-8"]
        if binaries.major >= 17:  # sorts the same on every machine
            options += ["--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"]
        if not self.durable:
            options += ["--no-sync"]
        self._run([binaries["initdb"], "-D", draft, *options])
        self._run([binaries["postgres"], "--single", "-D", draft, "postgres"], f"create database {NAME};\n")
        draft.rename(self.data)

    def forget_the_dead(self) -> None:
        """Ends a server that a killed launcher left on this data, and removes the note of one that is gone.

        PostgreSQL itself only looks whether a process with the noted id lives: it may be anybody's by now.
        """
        note = self.data / "postmaster.pid"
        try:
            pid = int(note.read_text().split("\n", 1)[0])
        except FileNotFoundError:
            return
        except ValueError:
            pid = 0
        if pid and identity.working_folder(pid) == self.data.resolve():
            identity.end([pid], signal.SIGINT, grace=20.0)
        note.unlink(missing_ok=True)
        if not self.durable:  # what was not written down is lost, and nothing says where
            shutil.rmtree(self.data)

    def is_ready(self) -> bool:
        """Whether the server says that it takes connections (the last line of its note, as pg_ctl reads it)."""
        try:
            lines = (self.data / "postmaster.pid").read_text().split("\n")
        except OSError:
            return False
        return len(lines) > 7 and lines[7].strip() == "ready"

    def _run(self, words: list, typed: str = "") -> None:
        answer = subprocess.run(
            words,
            input=typed,
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
            env=server_environment(),
            **(self.account.as_popen() if self.account else {}),
        )
        if answer.returncode:
            raise Refused(f"{words[0]} failed: {answer.stderr.strip() or answer.stdout.strip()}")


def server_environment() -> dict[str, str]:
    """The environment of the server: nothing of ours but the search path, and a locale that needs no package."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8"}


def socket_place(home: Path) -> Path:
    """Where the socket goes: below `home`, or below /tmp when the path is too long for a socket.

    A comma would split the address into two hosts, so such a path goes to /tmp too.
    """
    place = home / "socket"
    if len(os.fsencode(place / SOCKET_FILE)) <= LONGEST_SOCKET_PATH and "," not in str(place):
        return place
    return Path("/tmp") / f"paritrana-{short_name(str(home))}"


def socket_folder(home: Path, account: Account | None) -> Path:
    """The folder of the socket, made when missing, entered by its owner alone.

    Raises Refused when someone else has put a folder of that name below /tmp, where everyone may.
    """
    folder = socket_place(home)
    folder.mkdir(mode=0o700, exist_ok=True)
    if account:
        os.chown(folder, account.uid, account.gid, follow_symlinks=False)
    found, owner = folder.lstat(), account.uid if account else os.geteuid()
    if found.st_uid != owner or found.st_mode & 0o170777 != 0o040700:
        raise Refused(f"{folder} is in the way and is not ours alone: remove it and start again.")
    return folder
