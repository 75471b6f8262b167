"""Tests about the house itself: contracts, style, words, and nothing from outside."""

import ast
import csv
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from paritrana.checks import every_route_is_guarded, routes
from paritrana.web import catalogue

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent


def run(*command: str) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout[-6000:]}{done.stderr[-2000:]}"


def test_every_route_has_a_gate_or_a_reason_to_be_public():
    assert every_route_is_guarded(None) == []
    assert len(list(routes())) > 10


def test_a_route_without_a_gate_is_found(settings):
    settings.ROOT_URLCONF = "tests.house.unguarded_urls"
    assert [error.id for error in every_route_is_guarded(None)] == ["paritrana.E001"]


def test_imports_go_down_only():
    run(str(BIN / "lint-imports"), "--no-cache")


def test_code_is_clean():
    run(str(BIN / "ruff"), "check", ".")
    run(str(BIN / "ruff"), "format", "--check", ".")


def test_types_hold():
    run(str(BIN / "mypy"))


def test_no_migration_is_missing(db):
    from django.core.management import call_command

    call_command("makemigrations", "--check", "--dry-run", verbosity=1)


@pytest.fixture(scope="module")
def asked_for() -> list[tuple[str, str | tuple[str, ...], str | None]]:
    """Every message of the code and the templates."""
    return list(catalogue.messages())


def test_the_indonesian_catalogue_is_complete(asked_for):
    whole = catalogue.merged()
    missing = []
    for path, message, context in asked_for:
        key = message[0] if isinstance(message, tuple) else message
        known = whole.get(key, context)
        translated = known and (all(known.string) if isinstance(known.string, tuple) else known.string)
        if not translated or known.fuzzy:
            missing.append(f"{path}: {key!r}")
    assert not missing, "\n".join(sorted(set(missing)))


def test_the_indonesian_catalogue_holds_nothing_that_is_not_asked_for(asked_for):
    asked = {
        (message[0] if isinstance(message, tuple) else message, context)
        for _path, message, context in asked_for
    }
    for cells in sorted(
        (ROOT / "paritrana" / "data").glob("archive_*.csv")
    ):  # their notes are shown as they are
        with cells.open() as file:
            asked |= {(cell, None) for row in csv.reader(file) for cell in row}
    dead = [
        message.id
        for message in catalogue.merged()
        if message.id
        and (message.id[0] if isinstance(message.id, tuple) else message.id, message.context) not in asked
    ]
    assert not dead, f"taken away from the code, still in locale/parts: {dead}"


def test_no_message_hides_in_an_f_string():
    """Where the catalogue can't find it."""
    hidden = []
    for source in catalogue.SOURCES:
        for path in sorted((ROOT / source).rglob("*.py")):
            hidden += [
                f"{path.relative_to(ROOT)}:{call.lineno}"
                for text in ast.walk(ast.parse(path.read_bytes()))
                if isinstance(text, ast.JoinedStr)
                for call in ast.walk(text)
                if isinstance(call, ast.Call)
                and isinstance(call.func, ast.Name)
                and call.func.id in catalogue.KEYWORDS
            ]
    assert not hidden


def test_translations_keep_the_places_for_values():
    wrong = [
        message.id
        for message in catalogue.merged()
        if isinstance(message.id, str)
        and set(re.findall(r"%\(\w+\)", message.id)) != set(re.findall(r"%\(\w+\)", message.string))
    ]
    assert not wrong


def tracked() -> list[Path]:
    """The files of the project, as version control knows them (or all but what set-up makes)."""
    if shutil.which("git") and (ROOT / ".git").exists():
        names = subprocess.run(
            ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout.splitlines()
        return [ROOT / name for name in names if (ROOT / name).is_file()]
    return [
        path
        for path in ROOT.rglob("*")
        if path.is_file() and not {".venv", "var", "__pycache__"} & set(path.parts)
    ]


def test_nothing_reads_a_folder_outside_the_project():
    telling = re.compile(r"\.\./" + "shared|/" + "work/|\\.library")
    found = []
    for path in tracked():
        if path.suffix in {
            ".py",
            ".html",
            ".css",
            ".js",
            ".md",
            ".toml",
            ".txt",
            ".sh",
            ".po",
            "",
        } and path != Path(__file__):
            text = path.read_text(errors="replace")
            found += [f"{path.relative_to(ROOT)}: {match.group()}" for match in telling.finditer(text)]
    assert not found


def test_templates_have_no_inline_script_or_style():
    inline = re.compile(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=", re.IGNORECASE)
    data = re.compile(r'<script[^>]*type="application/json"')
    found = []
    for path in (ROOT / "templates").rglob("*.html"):
        if "print" in path.relative_to(ROOT / "templates").parts:
            continue  # never reaches a browser: WeasyPrint reads these
        text = data.sub("", path.read_text())
        found += [f"{path.relative_to(ROOT)}: {match.group()}" for match in inline.finditer(text)]
    assert not found


def test_every_static_file_a_template_names_exists():
    from django.contrib.staticfiles import finders

    named = re.compile(r"""{% static ['"]([^'"]+)['"] %}""")
    missing = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in (ROOT / "templates").rglob("*.html")
        for name in named.findall(path.read_text())
        if finders.find(name) is None
    }
    assert not missing


@pytest.mark.parametrize("name", ["utils", "helpers", "common", "misc", "core", "base", "services"])
def test_no_module_is_called_by_a_name_that_says_nothing(name):
    assert [path for path in tracked() if path.suffix == ".py" and path.stem == name] == []
