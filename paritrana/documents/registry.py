"""The reports that can be ordered. Apps declare theirs in `reports.py`; documents runs them with the asker's rights."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.functional import Promise
from django.utils.module_loading import autodiscover_modules

from paritrana.lib.permissions import Actor

SYSTEM = Actor(name="system")
"""The portal itself, which orders receipts and certificates. A report that it asks for trusts its parameters."""

Progress = Callable[[int, int], None]
"""`progress(done, total)`: tells how far a run is and keeps its lease. Raises when somebody else has finished it."""


@dataclass(frozen=True)
class Product:
    """What a report makes: the bytes, or a temporary file that documents moves away, with its name and type."""

    content: bytes | Path
    file_name: str
    media_type: str


@dataclass(frozen=True)
class Report:
    """A thing that can be printed.

    `build(actor, parameters, progress)` reads through `seen_by(actor)` like any page, and raises Refused when the
    asker may not (or no longer) see it. It may run twice, and writes nothing but its product; the one that issues certificates finds
    done what an earlier attempt has done (docs/decisions/0048). `ended(run)` is called
    once for every run that is done or failed, in the transaction that says so.
    """

    code: str  # <app>.<noun>
    title: "str | Promise"
    build: Callable[[Actor, dict[str, Any], Progress], Product]
    ended: Callable[[Any], None] | None = None


@dataclass
class _Book:
    reports: dict[str, Report] = field(default_factory=dict)
    actor_of: Callable[[Any], Actor] | None = None


_book = _Book()


def register(report: Report) -> Report:
    """Adds a report; ValueError when another one has its code."""
    if _book.reports.setdefault(report.code, report) is not report:
        raise ValueError(f"two reports are called {report.code}")
    return report


def report_of(code: str) -> Report:
    """The report of that code; KeyError when there is none."""
    return _book.reports[code]


def ended_of(code: str) -> Callable[[Any], None] | None:
    """Whom to call when a run of that report has ended; None also when the report has since left the portal."""
    return _book.reports[code].ended if code in _book.reports else None


def title_of(code: str) -> "str | Promise":
    """The title of a report, or its code when the report has since left the portal."""
    return _book.reports[code].title if code in _book.reports else code


def read_actor_with(actor_of: Callable[[Any], Actor]) -> None:
    """Tells documents how to learn who a user is at the moment a run is built (accounts does, one storey up)."""
    _book.actor_of = actor_of


def actor_for(user: Any | None) -> Actor:
    """The actor of an order: the portal itself for None, nobody for a person whose account was closed."""
    if user is None:
        return SYSTEM
    if _book.actor_of is None:
        raise RuntimeError("no app has said how an actor is read (registry.read_actor_with)")
    return _book.actor_of(user) if user.is_active else Actor()


def discover() -> None:
    """Imports every app's `reports.py`."""
    autodiscover_modules("reports")
