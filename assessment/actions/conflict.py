"""Keeping people away from what they are tied to: declared, found by the portal, cleared before a file opens."""

from collections.abc import Iterable

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assessment.models import (
    Clearance,
    Conflict,
    Disclosure,
    Ground,
    Panel,
    PanelState,
    ScoreSheet,
    Seat,
    SheetState,
)
from assessment.models.sheet import SheetStage
from assessment.policies.panel import may_declare, may_disclose
from assessment.queries.composition import composition_of
from assessment.queries.pool import pool_in
from assessment.queries.ties import grounds_found, grounds_today, is_national
from assessment.spelling import read_text
from nominations.models import Nomination
from paritrana.accounts.queries import holders
from paritrana.audit.actions import record
from paritrana.lib import clock
from paritrana.lib.permissions import Actor, Permission
from paritrana.lib.verdict import Refused
from paritrana.notifications.actions import tell

Tied = tuple[int, int]
"""(id of a seat, id of the nomination it is tied to)"""


@transaction.atomic
def declare(seat: Seat, nomination: Nomination, *, text: str, by: Actor) -> Conflict:
    """Keeps the seat away from the nomination from this moment: file, evidence, figures and sheet answer 404.

    The assessor declares it, or the secretariat for them; it is never too late. A sheet that was signed before stays
    and is set aside: the pack lists the recusal. The secretariat is told at once, and that a new snapshot is due if
    a ranking counts the sheet already. Raises Refused for a second declaration.
    """
    seat = _locked(seat)
    may_declare(by, seat).require()
    if not (words := read_text(text)):
        raise Refused(_("Say in a few words what ties you to this nominee."))
    in_pool = (nomination.round_id, nomination.category_id) == (seat.panel.round_id, seat.panel.category_id)
    if not in_pool:
        raise Refused(_("This nomination is not judged by this panel."))
    if Conflict.objects.filter(seat=seat, nomination=nomination).exists():
        raise Refused(_("This conflict is already on record."))
    return _keep_away(seat, nomination, Ground.DECLARED, words, by)


@transaction.atomic
def disclose(
    seat: Seat, *, nominations: Iterable[Nomination], ties: dict[str, str], text: str, by: Actor
) -> int:
    """The assessor's word before any file opens: for the edition, and for each of these nominations by name.

    `ties` {public id of a nomination: what ties one to it} become conflicts, the others are cleared and open; `text`
    is what else the person wants known. Returns how many were cleared. Raises Refused for anybody else.
    """
    seat = _locked(seat)
    may_disclose(by, seat).require()
    nominations = list(nominations)
    tied = {key: read_text(words) for key, words in ties.items()}
    if any(not words for words in tied.values()):
        raise Refused(_("Say in a few words what ties you to each nominee that you have marked."))
    known = set(Conflict.objects.filter(seat=seat).values_list("nomination_id", flat=True))
    known |= set(Clearance.objects.filter(seat=seat).values_list("nomination_id", flat=True))
    now, new = clock.now(), [nomination for nomination in nominations if nomination.pk not in known]
    Disclosure.objects.update_or_create(
        user_id=seat.user_id,
        edition=seat.panel.round.edition,
        defaults={"text": read_text(text), "made_at": now},
    )
    cleared = [nomination for nomination in new if nomination.public_id not in tied]
    Clearance.objects.bulk_create(
        Clearance(seat=seat, nomination=nomination, made_at=now) for nomination in cleared
    )
    record(
        "seat.disclose",
        seat,
        by=by,
        region=seat.panel.round.region_code,
        changes={"cleared": [None, len(cleared)], "ties": [None, len(new) - len(cleared)]},
    )
    for nomination in new:
        if nomination.public_id in tied:
            _keep_away(seat, nomination, Ground.DECLARED, tied[nomination.public_id], by)
    return len(cleared)


def find(
    panel: Panel,
    seats: Iterable[Seat],
    nominations: Iterable[Nomination],
    *,
    by: Actor,
    key: int | None = None,
) -> int:
    """Puts on record what the portal finds between these seats and nominations; returns how many conflicts are new.

    The caller has asked the policy. `key` is the rulebook's where it is at hand. One query where nothing is found.
    """
    return len(_find(panel, seats, nominations, by=by, key=key)[1])


def _find(
    panel: Panel,
    seats: Iterable[Seat],
    nominations: Iterable[Nomination],
    *,
    by: Actor,
    key: int | None = None,
) -> tuple[list[Tied], list[Tied]]:
    """(what ties them today, what of it was not on record and is now)."""
    seats, nominations = list(seats), {nomination.pk: nomination for nomination in nominations}
    grounds = grounds_found(
        seats,
        nominations.values(),
        is_national=is_national(panel),
        years=composition_of(panel, key).former_post_years,
    )
    if not grounds:
        return [], []
    people = {seat.pk: seat for seat in seats}
    with transaction.atomic():
        # Whoever finds the same at the same moment waits here, and then reads it as known.
        tied = Seat.objects.filter(pk__in={seat for seat, _nomination in grounds}).order_by("pk")
        known = set(
            Conflict.objects.filter(seat__in=list(tied.select_for_update(no_key=True))).values_list(
                "seat_id", "nomination_id"
            )
        )
        new = [pair for pair in grounds if pair not in known]
        for seat, nomination in new:
            people[seat].panel = panel
            _keep_away(people[seat], nominations[nomination], grounds[seat, nomination], "", by)
    return list(grounds), new


def find_in_pool(panel: Panel, seats: Iterable[Seat], *, by: Actor) -> int:
    """The same over the whole pool of the panel, whose rows are read only for whoever has a tie at all."""
    seats, inside = list(seats), pool_in(panel, SheetStage.DOCUMENT)
    found = {nomination for _seat, nomination in grounds_today(panel, seats, inside)}
    if not found:
        return 0
    nominations = inside.filter(pk__in=found).select_related("organisation__region__province")
    return find(panel, seats, nominations, by=by)


def watch(sheet: ScoreSheet, *, by: Actor, just_loaded: bool = False) -> None:
    """Looks again before something is written or signed: a post entered or a role given since then counts at once.

    A sheet `just_loaded` through its door brings whether its person works anywhere that could tie them, which saves
    the look. What it finds is on record (committed by itself) before Refused is raised, so that the file is closed from here on.
    """
    if just_loaded and not getattr(sheet, "has_ties", True):
        return
    key = getattr(sheet, "rulebook_pk", None)
    tied, _new = _find(sheet.seat.panel, [sheet.seat], [sheet.nomination], by=by, key=key)
    if tied:  # a stroke of the same moment may have put it on record already
        raise Refused(
            _(
                "A tie between you and %(name)s has come to light, so this file is closed to you. What you saved before is "
                "kept and set aside; the secretariat has been told."
            )
            % {"name": sheet.nomination.name}
        )


def _keep_away(seat: Seat, nomination: Nomination, ground: str, words: str, by: Actor) -> Conflict:
    panel, region = seat.panel, seat.panel.round.region_code
    is_late = seat.is_assessor and (
        panel.state == PanelState.CLOSED or panel.snapshots.filter(is_rehearsal=False).exists()
    )
    conflict = Conflict.objects.create(
        seat=seat,
        nomination=nomination,
        ground=ground,
        text=words,
        is_late=is_late,
        declared_at=clock.now(),
        declared_by_id=by.user_id,
    )
    aside = list(
        ScoreSheet.objects.filter(seat=seat, nomination=nomination, state=SheetState.SIGNED).values_list(
            "public_id", flat=True
        )
    )
    record(
        "conflict.declare" if ground == Ground.DECLARED else "conflict.find",
        conflict,
        by=by,
        region=region,
        reason=words,
        changes={
            "seat": [None, seat.public_id],
            "nomination": [None, nomination.public_id],
            "ground": [None, str(ground)],
            **({"set_aside": [None, aside]} if aside else {}),
            **({"late": [None, True]} if is_late else {}),
        },
    )
    tell(
        "conflict.late"
        if is_late
        else "conflict.declared"
        if ground == Ground.DECLARED
        else "conflict.found",
        to=holders(Permission.SEAT, region),
        about=panel,
        url=reverse("assessment:panel", args=[panel.public_id]),
        params={"panel": str(panel), "seat": seat.number, "nomination": nomination.name},
    )
    return conflict


def _locked(seat: Seat) -> Seat:
    return (
        Seat.objects.select_for_update(of=("self",))
        .select_related("panel__round__region", "panel__round__edition", "panel__category")
        .get(pk=seat.pk)
    )
