"""What a verifier goes through: every metric, and every filed entry of the sections that the rulebook wants verified."""

from collections.abc import Iterable
from dataclasses import dataclass

from nominations.listing import FigureRow, GroupRow, Part
from nominations.models import Entry
from nominations.models.verification import Judged
from paritrana.programme.rulebook import CategoryRules


@dataclass(frozen=True)
class Item:
    """One thing that needs a verdict. `key` names it in addresses: the metric's code, or the entry's public id."""

    key: str
    name: str
    kind: str  # figure, or the entry's: group, regulation, statement
    section: str
    entry: Entry
    row: FigureRow | GroupRow | None
    verdict: Judged | None

    @property
    def is_figure(self) -> bool:
        """It is a metric: it needs a verdict even when it was not filed."""
        return self.kind == "figure"

    @property
    def is_blank(self) -> bool:
        """It was not filed."""
        return bool(self.entry.is_blank)  # type: ignore[attr-defined]

    @property
    def waits(self) -> bool:
        """It was filed and has no verdict yet; only a person can give one."""
        return self.verdict is None and not self.is_blank


def items_of(rules: CategoryRules, parts: Iterable[Part]) -> list[Item]:
    """The items in the order of the form, from parts that were laid out with their verdicts."""
    items: list[Item] = []
    for part in parts:
        code, name = part.section.code, str(part.section.name)
        items += [
            Item(row.metric.code, str(row.metric.name), "figure", name, row.figure, row, row.verification)
            for row in part.figures
        ]
        if code not in rules.verification.sections:
            continue
        items += [
            Item(
                row.entry.public_id,
                str(row.group.name),
                "group",
                name,
                row.entry,
                row,
                row.entry.verification,
            )
            for row in part.filed_groups
        ]
        items += [_of(entry, "regulation", name) for entry in part.regulations if not entry.is_blank]
        items += [_of(entry, "statement", name) for entry in part.statements if not entry.is_blank]
    return items


def _of(entry: Entry, kind: str, section: str) -> Item:
    return Item(entry.public_id, str(entry) or section, kind, section, entry, None, entry.verification)
