"""The steps of the award as the demo's people take them: the same actions as behind the pages, one after another.

Every function runs at whatever moment the clock is set to, and leaves alone what an earlier set-up has done.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.files.base import File

from assessment import work
from assessment.actions import conflict as conflicts
from assessment.actions import decision as decisions
from assessment.actions import handing_out, signoff
from assessment.actions import job as jobs
from assessment.actions import panel as panels
from assessment.actions import seat as seats
from assessment.actions import sheet as sheets
from assessment.actions import snapshot as snapshots
from assessment.models import Decision, Duty, Panel, ScoreSheet, Snapshot
from nominations import actions
from nominations.checklist import items_of
from nominations.models import Figure, Nomination, Verdict
from nominations.queries.claims import digest_of
from nominations.queries.surroundings import laid_out
from paritrana.accounts.models import Organisation
from paritrana.accounts.queries import actor_of
from paritrana.demo import people
from paritrana.lib.permissions import Actor
from paritrana.programme.models import Category, Round
from paritrana.programme.reading import rules_of
from paritrana.programme.rulebook import Criterion
from paritrana.regions.models import Region


@dataclass
class Filing:
    """What a nominee files: answers {question: words}, figures {metric: {covered, total} or {value}}, groups, regulations, statements by section."""

    answers: dict[str, str] = field(default_factory=dict)
    figures: dict[str, dict[str, Any]] = field(default_factory=dict)
    groups: dict[str, dict[str, Any]] = field(default_factory=dict)
    regulations: list[dict[str, Any]] = field(default_factory=list)
    statements: dict[str, list[str]] = field(default_factory=dict)
    evidence: File | None = None
    cited: dict[str, int] = field(default_factory=dict)  # metric: page of the evidence


@dataclass(frozen=True)
class Nominee:
    """A government, or another organisation at home in that region, with its officer and approver."""

    region: Region
    officer: Actor
    approver: Actor
    organisation: Organisation | None = None


def nominee(
    region: Region, slug: str, home: Organisation | None = None, head: str = "Sekretaris Daerah"
) -> Nominee:
    """An organisation (none: the government of the region) with an officer and an approver, made if missing."""
    name = home.name if home else region.name
    where = home or people.government(region)
    officer = people.person(f"petugas.{slug}", f"Petugas, {name}", "officer", where)
    approver = people.person(f"penyetuju.{slug}", f"{head} {name}", "approver", where)
    return Nominee(region, actor_of(officer), actor_of(approver), home)


def draft(round_: Round, category: Category, who: Nominee, filing: Filing) -> Nomination:
    """Starts a nomination and writes what is filed into it, entry by entry."""
    home = who.organisation or people.government(who.region)
    nomination = actions.start(round_=round_, category=category, organisation=home, by=who.officer)
    for answer in nomination.answers.filter(question__in=filing.answers):
        words = {"text": filing.answers[answer.question]}
        actions.save(answer, changes=words, version=answer.version, by=who.officer)
    for figure in nomination.figures.filter(metric__in=filing.figures):
        actions.save(figure, changes=filing.figures[figure.metric], version=figure.version, by=who.officer)
    for group in nomination.groups.filter(group__in=filing.groups):
        actions.save(group, changes=filing.groups[group.group], version=group.version, by=who.officer)
    for changes in filing.regulations:
        row = actions.add_regulation(nomination, by=who.officer)
        actions.save(row, changes=changes, version=row.version, by=who.officer)
    for section, texts in filing.statements.items():
        for text in texts:
            paragraph = actions.add_statement(nomination, section=section, by=who.officer)
            actions.save(paragraph, changes={"text": text}, version=paragraph.version, by=who.officer)
    if filing.evidence is not None:
        evidence = actions.attach(nomination, filing.evidence, by=who.officer)
        for figure in Figure.objects.filter(nomination=nomination, metric__in=filing.cited):
            page = filing.cited[figure.metric]
            actions.cite(figure, evidence=evidence, page=page, version=figure.version, by=who.officer)
    return nomination


def submit(nomination: Nomination, who: Nominee) -> Nomination:
    """The approver reads the draft and submits exactly that."""
    return actions.submit(nomination, digest=digest_of(nomination), by=who.approver)


def verify(
    nomination: Nomination, by: Actor, *, corrected: dict[str, dict[str, Any]] | None = None
) -> Nomination:
    """Accepts every filed figure, but for those corrected {metric: {covered, total, reason, note}}, and ends verification."""
    for figure in nomination.figures.all():
        if figure.is_blank:
            continue
        if change := (corrected or {}).get(figure.metric):
            actions.judge(nomination, figure.metric, verdict=Verdict.CORRECTED, version=0, by=by, **change)
        elif figure.is_whole:
            actions.judge(nomination, figure.metric, verdict=Verdict.ACCEPTED, version=0, by=by)
        else:
            actions.judge(
                nomination, figure.metric, verdict=Verdict.NOT_PROVEN, version=0, by=by, reason="no_evidence"
            )
    for item in items_of(rules_of(nomination.category), laid_out(nomination)):
        if item.waits:
            actions.judge_entry(nomination, item.key, verdict=Verdict.ACCEPTED, version=0, by=by)
    return actions.verify(nomination, by=by)


SEATS = [
    ("chair", "sekda", "Sekretaris Daerah Provinsi"),
    ("secretary", "bpjs", "Kepala Kantor BPJS Ketenagakerjaan"),
    ("member", "labour", "Dinas Tenaga Kerja"),
    ("member", "employers", "Apindo"),
    ("member", "economics", "Pakar ekonomi"),
]
"""Five of the nine seats that provincial panels are known to have: duty, place in the composition, office or expertise."""


def found_panel(round_: Round, category: Category, slug: str, by: Actor, decree: str) -> Panel:
    """A panel of five; the chair scores like the others."""
    home = people.committee(round_.region)
    panel = panels.found(round_, category, decree=decree, composition="tim9", by=by)
    for number, (duty, place, title) in enumerate(SEATS, start=1):
        user = people.person(
            f"penilai{number}.{slug}", f"Penilai {number}, {home.region or 'Nasional'}", "assessor", home
        )
        if duty == Duty.CHAIR:
            user = people.person(f"penilai{number}.{slug}", user.name, "chair", home)
        seats.seat(panel, user=user, duty=duty, place=place, title=title, by=by)
    return panel


def hand_out(panel: Panel, by: Actor) -> None:
    """Lays the sheets of the stage; each assessor declares that nothing ties them to the nominees."""
    handing_out.hand_out(panel, by=by)
    for seat in panel.seats.filter(is_assessor=True).select_related("user"):
        nominations = Nomination.objects.filter(sheets__seat=seat).distinct()
        conflicts.disclose(seat, nominations=nominations, ties={}, text="", by=actor_of(seat.user))


def score(panel: Panel, stage: str, *, leave: Iterable[str] = (), sign: bool = True) -> None:
    """Fills and signs the stage's sheets with invented scores; those of the seats in `leave` (labels) stay open."""
    criteria = rules_of(panel.category).assessed_in(stage)
    written = ScoreSheet.objects.filter(seat__panel=panel, stage=stage).select_related(
        "seat__user", "nomination"
    )
    for sheet in written.order_by("id"):
        if sheet.seat.label in leave:
            continue
        by = actor_of(sheet.seat.user)
        values = {f"score-{criterion.code}": invented_score(criterion, sheet) for criterion in criteria}
        values[f"note-{criteria[0].code}"] = "Catatan contoh."
        saved = sheets.save(sheet, values, version=sheet.version, by=by)
        if sign:
            sheets.sign(saved, version=saved.version, by=by)


def invented_score(criterion: Criterion, sheet: ScoreSheet) -> str:
    """A score that follows from names alone, so that every set-up invents the same."""
    name = sheet.nomination.name
    merit = _chance(f"{name} {criterion.code}", 40)
    mood = _chance(f"{name} {criterion.code} {sheet.seat.number}", 21) - 10
    points = max(0, min(100, 55 + merit + mood))
    if criterion.scale["kind"] == "range":
        return str(points)
    levels = list(criterion.scale["points"])
    return levels[min(points * len(levels) // 100, len(levels) - 1)]


def _chance(words: str, below: int) -> int:
    return int.from_bytes(hashlib.sha256(words.encode()).digest()[:4], "big") % below


def chair_of(panel: Panel) -> Actor:
    """The actor on the chair's seat."""
    return actor_of(panel.seats.select_related("user").get(duty=Duty.CHAIR).user)


def close(panel: Panel, reason: str = "") -> Panel:
    """The chair closes the stage in hand."""
    return panels.close(panel, reason=reason, by=chair_of(panel))


def rank(panel: Panel, ranking: str, by: Actor) -> Snapshot:
    """Takes a snapshot."""
    return snapshots.take(panel, ranking, by=by)


def clear(snapshot: Snapshot, *, secretariat: Actor, auditor: Actor) -> None:
    """Counted again, analysed, and signed off by the round's auditor."""
    for job in (jobs.order_recount(snapshot, by=secretariat), jobs.order_analysis(snapshot, by=secretariat)):
        work.run(job.pk)
    signoff.sign(snapshot, by=auditor)


def prepare(snapshot: Snapshot, *, decree: str, on: date, by: Actor) -> Decision:
    """Writes the suggested places down for approval."""
    return decisions.prepare(
        snapshot, places=decisions.suggested(snapshot), decree=decree, decided_on=on, by=by
    )
