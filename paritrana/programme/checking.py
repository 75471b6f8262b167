"""What the portal finds odd in a claim, as data: each check with its limit and its sentence in both languages.

The checks stand in paritrana/data/checks.json. A category of a rulebook changes them under its key `checks`:
[{"rule": "jump", "limit": "40"}] for another limit, {"rule": "size", "metric": "enrolled", "from": "100"} to give a
check what it needs, {"rule": "jump_total", "off": true} to do without it. nominations.sanity knows how each is found.
"""

import json
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.conf import settings

from paritrana.programme.words import Words, read_words


@dataclass(frozen=True)
class Check:
    """One check. `limit` is a decimal string in the unit of the rule; `asks`: submission waits for an explanation."""

    rule: str
    limit: str
    asks: bool
    sentence: Words
    options: dict[str, Any] = field(default_factory=dict)


def read_checks(own: list[dict[str, Any]]) -> tuple[Check, ...]:
    """The shipped checks with a category's own changes; one that needs options is there once for each entry that gives some."""
    found: list[Check] = []
    for shipped in _shipped():
        changes = [entry for entry in own if entry["rule"] == shipped["rule"]]
        for change in changes or [{}]:
            if not change.get("off"):
                found.append(_check(shipped | change))
    return tuple(found)


def _check(entry: dict[str, Any]) -> Check:
    known = {"rule", "limit", "asks", "sentence", "off"}
    return Check(
        entry["rule"],
        entry.get("limit", "0"),
        entry["asks"],
        read_words(entry["sentence"]),
        {name: value for name, value in entry.items() if name not in known},
    )


@cache
def _shipped() -> list[dict[str, Any]]:
    content = json.loads((settings.BASE_DIR / "paritrana" / "data" / "checks.json").read_text())
    return content["checks"]
