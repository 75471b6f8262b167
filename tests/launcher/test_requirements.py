"""The lists of packages say what is true: nothing imported is missing, nothing listed is unpinned or unexplained."""

import ast
import re
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from paritrana.launcher.places import ROOT

OURS = {"paritrana", "nominations", "assessment", "ceremony", "tests"}
LISTS = ["requirements.txt", "requirements-local.txt", "requirements-dev.txt"]


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned(file: str) -> dict[str, str]:
    """Name → version of every package in a list; raises ValueError for a line that pins nothing."""
    rows = [
        line.split("==")
        for line in (ROOT / file).read_text().splitlines()
        if line and not line.startswith("#")
    ]
    return {plain(name.split("[")[0]): version.split(";")[0].strip() for name, version in rows}


def imported(folders: list[str]) -> set[str]:
    """The top-level modules imported by the Python files of these folders."""
    found: set[str] = set()
    for file in (file for folder in folders for file in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.split(".")[0])
    return found - OURS - sys.stdlib_module_names


@pytest.mark.parametrize(
    ("folders", "lists"),
    [(sorted(OURS - {"tests"}), LISTS[:1]), (["tests"], [LISTS[0], LISTS[2]])],
)
def test_every_package_imported_is_listed(folders, lists):
    listed = {name for file in lists for name in pinned(file)}
    distributions = packages_distributions()
    missing = {
        module
        for module in imported(folders)
        if not listed & {plain(name) for name in distributions.get(module, [module])}
    }
    assert missing == set()


@pytest.mark.parametrize("file", LISTS)
def test_the_lists_agree_with_the_resolved_set(file):
    resolved = pinned("constraints.txt")
    assert {name: resolved.get(name) for name in pinned(file)} == pinned(file)


@pytest.mark.parametrize("file", LISTS)
def test_every_package_has_a_reason_above_it(file):
    blocks = (ROOT / file).read_text().split("\n# ")[1:]
    assert all(re.search(r"^[A-Za-z].*==", block, re.MULTILINE) for block in blocks)
    first_package = next(line for line in (ROOT / file).read_text().splitlines() if "==" in line)
    assert f"\n{first_package}" not in (ROOT / file).read_text().split("\n# ")[0]


def test_the_launcher_needs_nothing_but_python(tmp_path):
    answer = subprocess.run(
        [sys.executable, "-S", "-c", "import paritrana.launcher.__main__, sys; print(*sorted(sys.modules))"],
        cwd=ROOT,
        env={},
        capture_output=True,
        text=True,
        check=True,
    )
    foreign = {name.split(".")[0] for name in answer.stdout.split()} - sys.stdlib_module_names - {"paritrana"}
    assert {name for name in foreign if not name.startswith("__")} == set()


def test_the_scripts_are_sound_shell():
    for script in [*(Path(ROOT) / "bin").iterdir(), ROOT / ".ci" / "run"]:
        assert script.stat().st_mode & 0o111, f"{script} can't be run"
        if script.read_text().startswith("#!/usr/bin/env bash"):
            subprocess.run(["bash", "-n", script], check=True)
