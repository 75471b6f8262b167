"""Where on the form something stands: the sections and entries of a nomination by the names that the trail gives them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nominations.actions.drafting import name_of
from nominations.listing import Part
from nominations.models import Entry


@dataclass(frozen=True)
class Anchor:
    """A section (`entry` None), or one entry in it. `name` is the entry's name in the trail: figure.formal."""

    section: str
    section_name: str
    label: "str | Promise"
    name: str = ""
    entry: Entry | None = None

    @property
    def key(self) -> str:
        """Names it in addresses and forms: coverage, coverage/figure.formal."""
        return f"{self.section}/{self.name}" if self.name else self.section

    @property
    def fragment(self) -> str:
        """Where the page of its section scrolls to."""
        return self.entry.public_id if self.entry else ""


def anchors_of(parts: Iterable[Part]) -> list[Anchor]:
    """Every section, each followed by its entries, in the order of the form. Pure."""
    found: list[Anchor] = []
    for part in parts:
        code, section = part.section.code, str(part.section.name)
        found.append(Anchor(code, section, _("The section as a whole")))
        rows = [
            *((row.entry, str(row.question.name)) for row in part.answers),
            *((row.figure, str(row.metric.name)) for row in part.figures),
            *((row.entry, str(row.group.name)) for row in part.groups),
            *((entry, str(entry) or _("New regulation")) for entry in part.regulations),
            *((entry, str(entry) or _("New paragraph")) for entry in part.statements),
        ]
        found += [Anchor(code, section, label, name_of(entry), entry) for entry, label in rows]
    return found
