"""Bringing a recap, checking it, and loading it as a whole or not at all."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from nominations.actions.finding import ask
from nominations.models import FindingOrigin, State
from nominations.models.recap import Recap, RecapCount, RecapState
from nominations.policies.nomination import may_bring_recap
from nominations.recap.comparing import gaps_of
from nominations.recap.counts import Count, Frame, read
from nominations.recap.faults import NOTES, Fault, fault
from nominations.recap.matching import Matcher, regions_by_name
from nominations.recap.names import name_key
from nominations.workflow import RECAPS
from paritrana.accounts.models import User
from paritrana.accounts.queries import actor_of
from paritrana.audit.actions import record
from paritrana.celery import enqueue
from paritrana.documents import store
from paritrana.documents.intake import clean_name, receive
from paritrana.documents.models import Document, DocumentState
from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused
from paritrana.programme import reading
from paritrana.programme.models import Round
from paritrana.regions.models import Region
from paritrana.web.numbers import count as spelled

FAULTS_KEPT = 500
BATCH = 1000
LEASE = timedelta(minutes=15)


def bring(round_: Round, *, upload: File, as_of: date, by: Actor) -> Recap:
    """Takes a recap's file in as the next version and has it checked. The same file comes once to a round."""
    may_bring_recap(by, round_).require()
    name = clean_name(upload.name or "")
    document = _table(upload, by) if name.lower().endswith(".csv") else receive(upload, by=by)
    with transaction.atomic():
        round_ = Round.objects.select_for_update().get(pk=round_.pk)
        if known := round_.recaps.filter(document=document).first():
            raise Refused(
                _("The same file was brought already, as version %(number)s. Nothing was loaded twice.")
                % {"number": known.number}
            )
        last = round_.recaps.order_by("-number").first()
        recap = Recap.objects.create(
            round=round_,
            number=last.number + 1 if last else 1,
            as_of=as_of,
            document=document,
            file_name=name,
            brought_at=clock.now(),
            brought_by_id=by.user_id,
        )
        changes = {"file": [None, name], "sha256": [None, document.sha256]}
        record("recap.bring", recap, by=by, region=round_.region_code, changes=changes)
        enqueue("nominations.work_on_recap", recap_id=recap.pk)
    return recap


@transaction.atomic
def load(recap: Recap, *, by: Actor) -> Recap:
    """Has a recap without faults loaded by the worker. Refused while it is checked, has faults, or is loaded."""
    recap = Recap.objects.select_for_update(of=("self",)).select_related("round__region").get(pk=recap.pk)
    RECAPS["load"].verdict(by, recap).require()
    recap.state, recap.loaded_by_id = RecapState.LOADING, by.user_id
    recap.save(update_fields=["state", "loaded_by"])
    changes = {"state": [RecapState.READY, RecapState.LOADING]}
    record("recap.load", recap, by=by, region=recap.round.region_code, changes=changes)
    enqueue("nominations.work_on_recap", recap_id=recap.pk)
    return recap


def work_on(recap_id: int) -> None:
    """A worker's way with a recap: checks or loads it, whichever it waits for. Twice does no harm."""
    now = clock.now()
    waits = Recap.objects.filter(pk=recap_id, state__in=[RecapState.CHECKING, RecapState.LOADING])
    free = waits.filter(busy_until=None) | waits.filter(busy_until__lt=now)
    if not Recap.objects.filter(pk__in=free.values("pk")).update(busy_until=now + LEASE):
        return
    recap = Recap.objects.select_related("round__edition", "round__region", "document").get(pk=recap_id)
    try:
        if recap.document.state == DocumentState.RECEIVED:
            return  # nobody has looked into the file yet; the sweeper comes back
        _check(recap) if recap.state == RecapState.CHECKING else _load(recap)
    finally:
        Recap.objects.filter(pk=recap_id).update(busy_until=None)


def _check(recap: Recap) -> None:
    faults, number, rows = [], 0, 0
    for found in _looked_into(recap):
        if isinstance(found, Count):
            rows += 1
        else:
            number += found["code"] not in NOTES
            if len(faults) < FAULTS_KEPT:
                faults.append(found)
    state = RecapState.FAULTY if number else RecapState.READY
    kept = {"state": state, "faults": faults, "fault_count": number, "rows": rows}
    with transaction.atomic():
        if Recap.objects.filter(pk=recap.pk, state=RecapState.CHECKING).update(**kept):
            changes = {"state": [RecapState.CHECKING, state], "rows": [None, rows], "faults": [None, number]}
            record(
                "recap.check", recap, by=Actor(name="system"), region=recap.round.region_code, changes=changes
            )


def _looked_into(recap: Recap) -> Iterator[Count | Fault]:
    """What the file holds, telling how far it is; or why the portal refused the file after it came."""
    if recap.document.state == DocumentState.REFUSED:
        yield fault("refused", value=recap.document.refusal_sentence)
        return
    so_far = Recap.objects.filter(pk=recap.pk, state=RecapState.CHECKING)
    yield from _read(recap, lambda rows: so_far.update(rows=rows, busy_until=clock.now() + LEASE))


def _load(recap: Recap) -> None:
    """All rows and the state in one transaction: whoever looks sees the whole recap or none of it."""
    matcher = Matcher(recap.round)
    by = actor_of(User.objects.get(pk=recap.loaded_by_id))
    with transaction.atomic():
        recap = (
            Recap.objects.select_for_update(of=("self",))
            .select_related("round__edition", "round__region", "document")
            .get(pk=recap.pk)
        )
        if recap.state != RecapState.LOADING:
            return
        counts = (_kept(recap, found) for found in _read(recap) if isinstance(found, Count))
        while batch := list(islice(counts, BATCH)):
            matcher.match(batch)
            RecapCount.objects.bulk_create(batch)
        recap.state, recap.loaded_at = RecapState.LOADED, clock.now()
        recap.save(update_fields=["state", "loaded_at"])
        changes = {"state": [RecapState.LOADING, RecapState.LOADED]}
        record("recap.loaded", recap, by=by, region=recap.round.region_code, changes=changes)
        ask_about(recap, by=by)


def ask_about(recap: Recap, *, by: Actor) -> int:
    """Asks each nominee still being verified about its gaps, once for each version; gives how many were asked.

    What is verified already stays as it is: its gaps are shown, and nothing changes by itself.
    """
    asked = 0
    for gap in gaps_of(recap):
        if gap.nomination.state != State.SUBMITTED:
            continue
        with override("id"):
            words = _(
                "You filed %(claimed)s; the BPJS recap of %(day)s gives %(recap)s. Please explain the difference."
            ) % {"claimed": _pair(gap.claimed), "recap": _pair(gap.recap), "day": recap.as_of.isoformat()}
        try:
            with transaction.atomic():
                ask(
                    gap.nomination,
                    item=gap.metric,
                    title=gap.name,
                    text=words,
                    origin=FindingOrigin.RECAP,
                    reference=f"recap:{recap.public_id}",
                    by=by,
                )
        except Refused:  # outside the stage, or a part in the nomination: it is shown on the recap's page
            continue
        asked += 1
    return asked


def _read(recap: Recap, told: Callable[[int], None] = lambda rows: None) -> Iterator[Count | Fault]:
    return read(store.path_of(recap.document.sha256), recap.file_name, frame_of(recap.round), told)


def frame_of(round_: Round) -> Frame:
    """What the rows of that round's recap are judged against."""
    segments: set[str] = set()
    for category in round_.edition.categories.filter(level=round_.level):
        segments |= {segment for segment, _metric in reading.rules_of(category).verification.recap}
    inside = {round_.region_id, *round_.joined.values_list("region", flat=True)} - {None}
    codes = {
        code: not inside or pk in inside or province in inside
        for pk, code, province in Region.objects.values_list("pk", "code", "province_id")
    }
    edition = round_.edition
    names = {key: region.code for key, region in regions_by_name(round_).items()}
    period = (edition.period_start, edition.period_end)
    return Frame(codes, tuple(sorted(segments)), period, lambda name: names.get(name_key(name), ""))


def _kept(recap: Recap, count: Count) -> RecapCount:
    fields = ("sheet", "row", "code", "npp", "npwp", "name", "segment", "month", "covered", "total")
    return RecapCount(recap=recap, **{name: getattr(count, name) for name in fields})


def _pair(counts: tuple[int, int | None]) -> str:
    covered = spelled(counts[0], "id")
    return covered if counts[1] is None else f"{covered} dari {spelled(counts[1], 'id')}"


def _table(upload: File, by: Actor) -> Document:
    """A CSV file into the archive. It is only ever read as text and never shown, so nothing in it can run."""
    with store.aside() as temporary:
        with Path(temporary).open("wb") as file:
            for chunk in upload.chunks():
                if b"\0" in chunk:
                    raise Refused(_("This is no CSV file. Bring CSV UTF-8 or XLSX."))
                file.write(chunk)
        sha256, size = store.digest_of(temporary)
        if not size:
            raise Refused(_("The file is empty."))
        store.keep(temporary, sha256)
    fields = {"size": size, "media_type": "text/csv", "state": DocumentState.READY}
    fields |= {"received_at": clock.now(), "received_by_id": by.user_id}
    return Document.objects.get_or_create(sha256=sha256, defaults=fields)[0]
