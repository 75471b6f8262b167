"""Work before a start that is done only when something has changed: catalogue, schema, demo edition, static files."""

import hashlib
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from paritrana.launcher.places import ROOT, keep, private
from paritrana.launcher.processes import Child, Family
from paritrana.launcher.words import say


class Chores:
    """Management commands of the portal, run in one environment; what they print goes to the folder of logs."""

    def __init__(self, family: Family, env: Mapping[str, str], var: Path):
        self.family, self.env, self.var = family, env, var
        self.log = private(var / "log") / "chores.log"

    def manage(self, *words: str) -> None:
        """Runs a management command to its end; raises Refused with the end of its log when it fails."""
        self.family.call(f"manage.py {words[0]}", command(*words), self.env, self.log)

    def catalogue(self) -> None:
        """Compiles the translations when a source is newer than what was made of it."""
        if catalogue_is_stale():
            say("compiling the translations")
            self.manage("compile_catalogue")

    def schema(self, stamp: Path | None) -> None:
        """Brings the database's tables up to date.

        `stamp` stands beside a private database and says which migrations it has; without one they are looked up.
        """
        ours = [*ROOT.glob("*/migrations/*.py"), *ROOT.glob("paritrana/*/migrations/*.py")]
        now = digest([*ours, ROOT / "constraints.txt"]) if stamp else ""
        if stamp and stamp.exists() and stamp.read_text(encoding="utf-8") == now:
            return
        say("bringing the database up to date")
        self.manage("migrate", "--noinput")
        self.manage("createcachetable")
        if stamp:
            keep(stamp, now)

    def static_files(self) -> None:
        """Collects style sheets, scripts, fonts and pictures when one of them has changed."""
        stamp, target = self.var / "setup" / "static", self.var / "static"
        makers = [ROOT / "paritrana" / "web" / name for name in ("finders.py", "fonts.py", "packages.py")]
        now = digest([*files_below(ROOT / "static"), *makers, ROOT / "constraints.txt"])
        if target.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == now:
            return
        say("collecting static files")
        self.manage("build_fonts")
        self.manage("collectstatic", "--noinput", "--clear")
        keep(stamp, now)

    def begin_demo(self) -> Child:
        """Starts to fill an empty database with the demo edition and to list the sign-ins; see `sign_ins`."""
        output = private(self.var / "run") / "sign-ins"
        output.unlink(missing_ok=True)
        words = command("demo", "--if-empty", "--sign-ins")
        return self.family.start(Child("manage.py demo", words, self.env, self.log, output))

    def sign_ins(self, child: Child) -> str:
        """Waits for `begin_demo` and returns what it printed; raises Refused when it failed."""
        try:
            child.process.wait(5)
        except subprocess.TimeoutExpired:
            say("filling the database with the demo edition")
        self.family.finish(child)
        return child.output.read_text(encoding="utf-8").rstrip()


def command(*words: str) -> list[str]:
    """The command line of a management command."""
    return [sys.executable, str(ROOT / "manage.py"), *words]


def catalogue_is_stale() -> bool:
    """Whether a translation is newer than the compiled catalogue, or nothing is compiled yet."""
    sources = list((ROOT / "locale").rglob("*.po"))
    compiled = list((ROOT / "locale").rglob("*.mo"))
    if not sources:
        return False
    return not compiled or max(map(_changed, sources)) > min(map(_changed, compiled))


def files_below(folder: Path) -> list[Path]:
    """All files in the folder and its folders."""
    return [file for file in folder.rglob("*") if file.is_file()]


def digest(files: Iterable[Path]) -> str:
    """A digest of the names and contents of files of the checkout."""
    total = hashlib.sha256()
    for file in sorted(files):
        total.update(f"{file.relative_to(ROOT)}\n".encode())
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def _changed(file: Path) -> float:
    return file.stat().st_mtime
