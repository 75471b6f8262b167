"""What waits for a person: places in the top bar and steps on the desk, contributed by the apps' `desk.py`.

An app adds with `@waiting` a function that takes an actor and yields Steps, with `place` an entry of the top bar, and
with `@beside` what stands at the right of every desk. The desk (view `desk`) shows the most urgent step large, with what
belongs to it, and lists the others.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.functional import Promise
from django.utils.module_loading import autodiscover_modules

from paritrana.lib import clock
from paritrana.lib.permissions import Actor, Permission

Words = str | Promise


@dataclass(frozen=True)
class Fact:
    """A figure at the head of the desk: "40 of 59" under "Entries". Without a figure the note stands alone."""

    label: Words
    figure: Words = ""
    note: Words = ""


@dataclass(frozen=True)
class Piece:
    """A part of the desk: a template of the app, and what it shows under the name `piece`."""

    template: str
    shows: Mapping[str, object]


@dataclass(frozen=True)
class Step:
    """One thing to do: the sentence that says what is so, why, and the button that does the next step.

    `main`, `aside` and `calendar` are asked of the most urgent step alone: what stands below its button, at its right,
    and the stages of its round (label, opens_at, closes_at, is_example).
    """

    sentence: Words
    reason: Words
    button: Words
    url: str
    about: Words = ""
    """Whom or what it is about, in the small line above the sentence."""
    due_at: datetime | None = None
    timezone: str = "Asia/Jakarta"
    facts: tuple[Fact, ...] = ()
    is_example: bool = False
    task: Words = ""
    """What to do, over the reason; without it the words of the button."""
    counts_down: bool = False
    """The sentence says how much time is left already."""
    main: Callable[[], Piece] | None = None
    aside: Callable[[], Piece] | None = None
    calendar: Callable[[], Iterable[object]] | None = None


@dataclass(frozen=True)
class Place:
    """An entry of the top bar, shown to those who hold one of the permissions (none: to everyone signed in)."""

    label: Words
    url_name: str
    permissions: frozenset[Permission] = field(default_factory=frozenset)
    order: int = 50
    count: Callable[[Actor], int] | None = None
    """How many new things wait there for an actor; shown beside the label unless it is none."""


_beside: list[Callable[[Actor], Piece | None]] = []
_contributors: list[Callable[[Actor], Iterable[Step]]] = []
_places: list[Place] = []
_public_places: list[Place] = []


def waiting(contributor: Callable[[Actor], Iterable[Step]]) -> Callable[[Actor], Iterable[Step]]:
    """Registers a function that yields the steps waiting for an actor."""
    _contributors.append(contributor)
    return contributor


def beside(contributor: Callable[[Actor], Piece | None]) -> Callable[[Actor], Piece | None]:
    """Registers a function that gives what stands at the right of an actor's desk, or None."""
    _beside.append(contributor)
    return contributor


def beside_for(actor: Actor) -> list[Piece]:
    """What stands at the right of the actor's desk, whatever the step."""
    return [piece for contributor in _beside if (piece := contributor(actor))]


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
