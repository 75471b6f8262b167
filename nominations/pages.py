"""What the pages of one nomination have in common: sections at the left, completeness at the right, typed for templates."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from nominations.actions.drafting import name_of
from nominations.completeness import Completeness, Item
from nominations.forms.entries import EntryForm
from nominations.listing import AnswerRow, FigureRow, GroupRow
from nominations.models import Comment, Entry, Nomination

GAPS = 3


@dataclass
class FormRow:
    """An entry on the form: its form, what it shows beside it, and what went wrong with it."""

    entry: Entry
    form: EntryForm
    row: AnswerRow | FigureRow | GroupRow | None = None
    refused: "str | Promise" = ""
    differences: tuple[tuple[str, str, str], ...] = ()  # label, stored, typed here
    comments: tuple[Comment, ...] = ()  # the open threads about it
    sum: tuple[int, int] | None = None  # of the figures this one is the whole of

    @property
    def name(self) -> str:
        """Its name in the trail, by which comments and history find it."""
        return name_of(self.entry)

    @property
    def holds_numbers(self) -> bool:
        """Numbers stand in its text, which matters once it was copied from another period."""
        return any(sign.isdigit() for sign in getattr(self.entry, "text", ""))

    @property
    def saved_by(self) -> str:
        """Who saved the stored version."""
        return str(self.entry.saved_by)


def comments_elsewhere(said: list[Comment], rows: list[FormRow]) -> list[Comment]:
    """Those about the section as a whole, or about a row that has since been removed."""
    names = {row.name for row in rows}
    return [thread for thread in said if thread.entry not in names]


def section_url(nomination: Nomination, section: str, entry: str = "") -> str:
    """The address of a section, or of one entry in it."""
    url = reverse("nominations:section", args=[nomination.public_id, section])
    return f"{url}#{entry}" if entry else url


def stepper(nomination: Nomination, whole: Completeness, current: str = "") -> dict[str, Any]:
    """For components/stepper.html."""
    codes = [state.section.code for state in whole.sections]
    return {
        "sections": [
            {
                "label": state.section.name,
                "url": section_url(nomination, state.section.code),
                "shape": state.shape,
                "done": state.done,
                "total": state.total,
                "current": state.section.code == current,
            }
            for state in whole.sections
        ],
        "position": codes.index(current) + 1 if current in codes else 0,
        "last_url": reverse("nominations:review", args=[nomination.public_id]),
    }


def rail(nomination: Nomination, whole: Completeness, current: str = "") -> dict[str, Any]:
    """For components/completeness.html: n of m, the three gaps that matter most, remarks on the present section."""
    return {
        "done": whole.done,
        "total": whole.total,
        "gaps": [gap_link(nomination, whole, gap) for gap in whole.largest_gaps[:GAPS]],
        "remarks": [
            {
                "shape": "valid" if item.filled else "warn",
                "words": _("Explanation written")
                if item.filled
                else _("Explanation missing: %(name)s") % {"name": item.about},
                "url": "" if item.filled else f"#{item.entry}",
            }
            for item in whole.items
            if item.asks and item.section == current
        ],
    }


def gap_link(nomination: Nomination, whole: Completeness, gap: Item) -> dict[str, Any]:
    """A gap as a link to its place: what is missing, of what, in which section."""
    numbers = {state.section.code: (n, state.section) for n, state in enumerate(whole.sections, start=1)}
    n, section = numbers[gap.section]
    return {
        "label": f"{gap.about}: {gap.sentence}",
        "url": section_url(nomination, gap.section, gap.entry),
        "about": _("Section %(n)s, %(name)s") % {"n": n, "name": section.name},
        "blocks": gap.blocks,
    }
