"""The history of one entry, field by field, read from the trail: who, when, what stood there and what stood there after."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nominations.actions.drafting import FIELDS, name_of, plain
from nominations.forms.entries import form_of
from nominations.models import Answer, Entry, Figure, Nomination, ProtectedGroup, Regulation, Statement
from nominations.models.claim import RegulationStatus
from paritrana.audit.models import Event
from paritrana.audit.queries import trail_of
from paritrana.programme.rulebook import CategoryRules
from paritrana.web import moments, numbers

MOST = 200
"""Events looked at; older ones are in the trail."""

KINDS: dict[str, tuple[type[Entry], str]] = {
    "figure": (Figure, "metric"),
    "group": (ProtectedGroup, "group"),
    "answer": (Answer, "question"),
    "regulation": (Regulation, "public_id"),
    "statement": (Statement, "public_id"),
}


@dataclass(frozen=True)
class Change:
    """One change of one field. `number` and `field` name it; `old` is the stored value before, as the trail spells it."""

    number: int
    field: str
    label: "str | Promise"
    at: datetime
    times: int
    actor_id: int | None
    who: str
    old: Any
    before: str
    after: str
    office: str  # of who made it; their name until the page has looked it up
    returns: bool  # what stood before can be taken back: it is a field one writes, and stands otherwise now


def entry_named(nomination: Nomination, name: str) -> Entry:
    """The entry of that nomination with that name in the trail (figure.formal); LookupError for none."""
    kind, _dot, code = name.partition(".")
    if kind not in KINDS or not code:
        raise LookupError(name)
    model, key = KINDS[kind]
    found = (
        model._default_manager.select_related("saved_by").filter(nomination=nomination, **{key: code}).first()
    )
    if found is None:
        raise LookupError(name)
    return found


def changes_of(nomination: Nomination, entry: Entry, rules: CategoryRules) -> list[Change]:
    """The changes of an entry's fields, the latest first. One query."""
    name, fields = name_of(entry), FIELDS[type(entry)]
    keys = [f"{name}.{field}" for field in (*fields, "evidence", "place")]
    events = trail_of(nomination).filter(changes__has_any_keys=keys).reverse()[:MOST]
    return [change for event in events for change in _of(event, entry, rules, name, fields)]


def value_of(field: str, stored: Any) -> Any:
    """What the trail holds of a field, as its model has it."""
    return date.fromisoformat(stored) if field == "cut_off_on" and stored else stored


def _of(
    event: Event, entry: Entry, rules: CategoryRules, name: str, fields: Iterable[str]
) -> Iterable[Change]:
    form = form_of(entry, rules)
    for field in (*fields, "evidence"):
        pair = event.changes.get(f"{name}.{field}")
        if not (isinstance(pair, list) and len(pair) == 2):
            continue
        old, new = pair
        if old == new:
            continue  # saves that folded into one event and came back to where they began
        written = field in form.fields
        yield Change(
            number=event.pk,
            field=field,
            label=form.fields[field].label or "" if written else _("Evidence"),
            at=event.last_at or event.at,
            times=event.times,
            actor_id=event.actor_id,
            who=event.actor_name,
            office=event.actor_name,
            old=old,
            before=words_of(entry, field, old, rules),
            after=words_of(entry, field, new, rules),
            returns=written and old != plain(getattr(entry, field)),
        )


def words_of(entry: Entry, field: str, stored: Any, rules: CategoryRules) -> str:
    """A stored value as people read it; "" for none."""
    language = "en" if (get_language() or "id").startswith("en") else "id"
    if stored is None or stored == "":
        return ""
    if isinstance(stored, bool):
        return _("Yes") if stored else _("No")
    if field == "cut_off_on":
        return moments.day(date.fromisoformat(stored), language)
    if field == "status":
        return str(RegulationStatus(stored).label)
    if field == "value":
        return numbers.points(stored, language)
    if isinstance(stored, int) and field != "year":
        return numbers.count(stored, language)
    if isinstance(entry, Answer):
        return str(dict(rules.question(entry.question).choices).get(stored, stored))
    return str(stored)
