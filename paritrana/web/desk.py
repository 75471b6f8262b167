"""What waits for a person: places in the top bar and steps on the desk, contributed by the apps' `desk.py`.

An app adds with `@waiting` a function that takes an actor and yields Steps, and with `place` an entry of the
top bar. The desk (view `desk`) shows the most urgent step large and lists the others.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.functional import Promise
from django.utils.module_loading import autodiscover_modules

from paritrana.lib import clock
from paritrana.lib.permissions import Actor, Permission

Words = str | Promise


@dataclass(frozen=True)
class Step:
    """One thing to do: the sentence that says what is so, why, and the button that does the next step."""

    sentence: Words
    reason: Words
    button: Words
    url: str
    about: Words = ""
    """Whom or what it is about, in the small line above the sentence."""
    due_at: datetime | None = None
    timezone: str = "Asia/Jakarta"
    facts: tuple[tuple[Words, Words], ...] = ()
    is_example: bool = False


@dataclass(frozen=True)
class Place:
    """An entry of the top bar, shown to those who hold one of the permissions (none: to everyone signed in)."""

    label: Words
    url_name: str
    permissions: frozenset[Permission] = field(default_factory=frozenset)
    order: int = 50
    count: Callable[[Actor], int] | None = None
    """How many new things wait there for an actor; shown beside the label unless it is none."""


_contributors: list[Callable[[Actor], Iterable[Step]]] = []
_places: list[Place] = []
_public_places: list[Place] = []


def waiting(contributor: Callable[[Actor], Iterable[Step]]) -> Callable[[Actor], Iterable[Step]]:
    """Registers a function that yields the steps waiting for an actor."""
    _contributors.append(contributor)
    return contributor


def place(
    label: Words,
    url_name: str,
    *permissions: Permission,
    order: int = 50,
    count: Callable[[Actor], int] | None = None,
) -> None:
    """Registers an entry of the top bar. `count` is asked on every page that shows the bar: one short query."""
    _places.append(Place(label, url_name, frozenset(permissions), order, count))


def public_place(label: Words, url_name: str, order: int = 50) -> None:
    """Registers an entry of the top bar for people who are not signed in."""
    _public_places.append(Place(label, url_name, order=order))


def public_places() -> list[Place]:
    """The entries of the top bar for people who are not signed in, in order."""
    return sorted(_public_places, key=lambda entry: entry.order)


def steps_for(actor: Actor, now: datetime | None = None) -> list[Step]:
    """All steps that wait for the actor at that moment (default: now).

    Those still in time come first, the earliest due at the head; then those without a date; what is overdue stays at
    the end, the latest first, so that a round long past never hides what can still be done.
    """
    moment = now or clock.now()

    def order(step: Step) -> tuple[int, float]:
        if step.due_at is None:
            return 1, 0
        due = step.due_at.timestamp()
        return (0, due) if step.due_at > moment else (2, -due)

    return sorted((step for contributor in _contributors for step in contributor(actor)), key=order)


def places_for(actor: Actor) -> list[Place]:
    """The entries of the top bar for this actor, in order."""
    return sorted(
        (
            entry
            for entry in _places
            if not entry.permissions or any(actor.may(permission) for permission in entry.permissions)
        ),
        key=lambda entry: entry.order,
    )


def discover() -> None:
    """Imports every app's `desk.py`."""
    autodiscover_modules("desk")
