"""Copying what lasts from the nominee's last nomination, and saying that a copy was looked at."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nominations.actions.drafting import MOST_ROWS, name_of, plain, stamp
from nominations.actions.locking import ask_to_write, locked, locked_entry
from nominations.lasting import Copy, copies_of
from nominations.models import Nomination
from nominations.models.claim import LastingEntry
from nominations.queries.claims import claim_of, rules_of
from nominations.queries.surroundings import previous_of
from paritrana.audit.actions import record
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused


@transaction.atomic
def copy_from(nomination: Nomination, *, last: Nomination, sections: Iterable[str], by: Actor) -> int:
    """Copies what lasts in those sections of an earlier nomination of the same nominee; returns how many texts.

    Only what is empty here is filled, and each copy is marked until somebody has looked at it. Raises Refused when
    nothing is left to copy, ValueError for another nominee's nomination.
    """
    nomination = locked(nomination)
    now = ask_to_write(nomination, by)
    if not previous_of(nomination).filter(pk=last.pk).exists():
        raise ValueError("not an earlier nomination of the same nominee")
    wanted = set(sections)
    copies = [
        copy
        for copy in copies_of(rules_of(nomination), claim_of(nomination), claim_of(last))
        if copy.section.code in wanted
    ]
    room = MOST_ROWS - max(nomination.regulations.count(), nomination.statements.count())
    if sum(copy.target is None for copy in copies) > room:
        raise Refused(
            _("There are %(most)s rows here already. Remove one before you add another.")
            % {"most": MOST_ROWS}
        )
    if not copies:
        raise Refused(_("Nothing is left to copy: what lasts stands in this draft already."))
    changes: dict[str, Any] = {"copied_from": [None, last.public_id]}
    for copy in copies:
        entry = _written(nomination, copy, last)
        stamp(entry, copy.values.keys() - {"section"}, now, by)
        entry.save()
        for field, value in copy.values.items():
            if value and field != "section":
                changes[f"{name_of(entry)}.{field}"] = ["", plain(value)]
    record("nomination.copy", nomination, by=by, region=nomination.round.region_code, changes=changes)
    return len(copies)


def _written(nomination: Nomination, copy: Copy, last: Nomination) -> Any:
    entry: Any = copy.target or copy.kind(nomination=nomination)
    for field, value in copy.values.items():
        setattr(entry, field, value)
    entry.copied_from = last
    return entry


@transaction.atomic
def confirm_copy(entry: LastingEntry, *, by: Actor) -> None:
    """Says that a copied text was looked at and still holds. Saying it again changes nothing."""
    row: Any = locked_entry(entry)  # type: ignore[type-var]
    nomination = row.nomination
    now = ask_to_write(nomination, by)
    if row.copied_from_id is None:
        return
    row.copied_from, row.saved_at, row.saved_by_id = None, now, by.user_id
    row.save(update_fields=["copied_from", "saved_at", "saved_by"])
    record(
        "nomination.confirm",
        nomination,
        by=by,
        region=nomination.round.region_code,
        changes={name_of(row): []},
    )
