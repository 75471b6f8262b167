"""What changed between two filings of one nomination. Pure: takes two canonical contents (content.py)."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Change:
    """One item that differs: where it stands, its code or words, and what stood and stands there (None: nothing)."""

    kind: str  # figures, groups, regulations, statements, answers, files
    name: str
    before: Any
    after: Any


def changes_between(before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
    """The differences in the order of the content. Rows of a list are compared as wholes: changed is gone and new."""
    found: list[Change] = []
    for kind in after.keys() | before.keys():
        old, new = before.get(kind), after.get(kind)
        if isinstance(new, dict) and kind != "nominee":
            keys = [*new, *(key for key in old or {} if key not in new)]
            found += [
                Change(kind, key, (old or {}).get(key), new.get(key))
                for key in keys
                if (old or {}).get(key) != new.get(key)
            ]
        elif isinstance(new, list):
            found += [Change(kind, _name(row), row, None) for row in old or [] if row not in new]
            found += [Change(kind, _name(row), None, row) for row in new if row not in (old or [])]
    return sorted(found, key=lambda change: (change.kind, change.name))


def _name(row: dict[str, Any]) -> str:
    words = [str(row[key]) for key in ("kind", "number", "year", "name", "text") if row.get(key)]
    return " ".join(words)[:80]
