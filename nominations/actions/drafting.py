"""Writing the draft, entry by entry. Every saved entry is one event with what stood there before and what stands there now."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nominations.actions.locking import ask_to_write, locked, locked_entry
from nominations.models import Answer, Entry, Figure, Nomination, ProtectedGroup, Regulation, Statement
from nominations.models.claim import LastingEntry
from paritrana.audit.actions import record
from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused
from paritrana.programme.reading import rules_of

SomeEntry = TypeVar("SomeEntry", bound=Entry)

FIELDS = {
    Figure: ("covered", "total", "value", "cut_off_on", "source", "approximate", "explanation"),
    ProtectedGroup: ("people", "units", "unit_kind", "approximate", "note"),
    Regulation: ("kind", "number", "year", "subject", "status", "note"),
    Statement: ("text",),
    Answer: ("text",),
}
"""What an officer may write in each kind of entry."""

MOST_ROWS = 200
"""Regulations, or paragraphs of one section, that a nomination can hold."""


class Clash(Refused):
    """Somebody else saved the same entry in between; carries what is stored, so that both can be shown."""

    def __init__(self, stored: Entry):
        super().__init__(
            _(
                "%(who)s has saved this entry in the meantime. Both versions are shown: keep the stored one, "
                "or save yours over it."
            )
            % {"who": stored.saved_by}
        )
        self.stored = stored


def set_changed(entry: Entry, changes: dict[str, Any], version: int) -> dict[str, list[Any]]:
    """Sets what differs from the stored on a locked entry; gives {field: [before, after]} of it.

    Clash when one of those fields was changed since the version the writer saw.
    """
    changed = {
        name: [getattr(entry, name), value]
        for name, value in changes.items()
        if getattr(entry, name) != value
    }
    if changed and entry.changed_since(version, changed):
        raise Clash(entry)
    for name, (_before, after) in changed.items():
        setattr(entry, name, after)
    return changed


@transaction.atomic
def save(entry: SomeEntry, *, changes: dict[str, Any], version: int, by: Actor) -> SomeEntry:
    """Saves those fields of an entry. `version` is the one the writer saw: Clash when one of them was changed since.

    What somebody else changed in other fields of the same entry stands beside it.

    Counts come as integers, values as decimal strings (counts.py reads what was typed). Saving what is stored
    already changes nothing. Raises Refused after submission, after the deadline, and for people covered out of none.
    """
    if unknown := changes.keys() - set(FIELDS[type(entry)]):
        raise ValueError(f"not fields of {type(entry).__name__}: {', '.join(sorted(unknown))}")
    entry = locked_entry(entry)
    now = ask_to_write(entry.nomination, by)  # type: ignore[attr-defined]
    changed = set_changed(entry, changes, version)
    if not changed:
        return entry
    _refuse_the_impossible(entry)
    stamp(entry, changed, now, by)
    also = ["version", "versions", "saved_at", "saved_by"]
    if isinstance(entry, LastingEntry) and entry.copied_from_id:
        entry.copied_from = None  # whoever writes in it has looked at it
        also.append("copied_from")
    entry.save(update_fields=[*changed, *also])
    _record("nomination.save", entry, by=by, now=now, changes=changed)
    return entry


@transaction.atomic
def add_regulation(nomination: Nomination, *, by: Actor) -> Regulation:
    """An empty row for a regulation; the empty one that is there already, if there is one."""
    return _add(nomination, Regulation, {}, by)


@transaction.atomic
def add_statement(nomination: Nomination, *, section: str, by: Actor) -> Statement:
    """An empty paragraph in that section of the rulebook (ValueError for another); the empty one if there is one."""
    known = {part.code for part in rules_of(nomination.category).sections if part.kind == "statements"}
    if section not in known:
        raise ValueError(f"{section!r} is no section for statements")
    return _add(nomination, Statement, {"section": section}, by)


@transaction.atomic
def remove(entry: Regulation | Statement, *, by: Actor) -> None:
    """Takes a regulation or a paragraph out of the draft; its last words stay in the trail."""
    entry = locked_entry(entry)
    now = ask_to_write(entry.nomination, by)
    lost = {name: [getattr(entry, name), None] for name in FIELDS[type(entry)] if getattr(entry, name)}
    _record("nomination.remove", entry, by=by, now=now, changes=lost)
    entry.delete()


def _add(nomination: Nomination, model: type[SomeEntry], fields: dict[str, Any], by: Actor) -> SomeEntry:
    nomination = locked(nomination)
    now = ask_to_write(nomination, by)
    rows = list(model._default_manager.filter(nomination=nomination, **fields))
    if empty := next((row for row in rows if row.is_blank), None):  # type: ignore[attr-defined]
        return empty
    if len(rows) >= MOST_ROWS:
        raise Refused(
            _("There are %(most)s rows here already. Remove one before you add another.")
            % {"most": MOST_ROWS}
        )
    entry = model(nomination=nomination, saved_at=now, saved_by_id=by.user_id, **fields)
    entry.save()
    _record("nomination.add", entry, by=by, now=now, changes={})
    return entry


def stamp(entry: Entry, fields: Iterable[str], now: datetime, by: Actor) -> None:
    """The next version of an entry, noted for the fields that change with it."""
    entry.version += 1
    entry.versions = entry.versions | dict.fromkeys(fields, entry.version)
    entry.saved_at, entry.saved_by_id = now, by.user_id


def _refuse_the_impossible(entry: Entry) -> None:
    if isinstance(entry, Figure) and entry.total == 0 and entry.covered:
        raise Refused(_("Nobody can be covered out of a total of 0. Correct one of the two counts."))


def _record(verb: str, entry: Any, *, by: Actor, now: Any, changes: dict[str, list[Any]]) -> None:
    """One event about the nomination, with the entry named in each changed field: figure.formal.covered."""
    nomination = entry.nomination
    named = {f"{name_of(entry)}.{name}": [plain(value) for value in pair] for name, pair in changes.items()}
    with clock.set_to(now):
        record(
            verb,
            nomination,
            by=by,
            region=nomination.round.region_code,
            changes=named or {name_of(entry): []},
            fold=" ".join(sorted(named)) if verb == "nomination.save" else "",
        )


def name_of(entry: Entry) -> str:
    """The entry's name in the trail: figure.formal, group.teachers, regulation.7fk2…, statement.9xw4…"""
    if isinstance(entry, Figure):
        return f"figure.{entry.metric}"
    if isinstance(entry, ProtectedGroup):
        return f"group.{entry.group}"
    if isinstance(entry, Answer):
        return f"answer.{entry.question}"
    return f"{entry._meta.model_name}.{entry.public_id}"


def plain(value: Any) -> Any:
    """A stored value as the trail spells it."""
    return value.isoformat() if isinstance(value, date) else value
