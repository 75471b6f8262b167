"""Panels with seats, verified nominations, signed sheets, snapshots and decisions."""

from datetime import date, timedelta
from hashlib import sha256

from assessment import work
from assessment.actions import conflict as conflicts
from assessment.actions import decision as decisions
from assessment.actions import handing_out, signoff
from assessment.actions import job as jobs
from assessment.actions import panel as panels
from assessment.actions import seat as seats
from assessment.actions import sheet as sheets
from assessment.actions import snapshot as snapshots
from assessment.models import Decision, Panel, PanelState, ScoreSheet, Seat, Snapshot
from nominations.models import Nomination, State, Verification
from paritrana.accounts.models import User
from paritrana.accounts.queries import actor_of
from paritrana.documents.models import Document
from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.programme.models import Round
from paritrana.programme.reading import rules_of
from paritrana.regions.models import Region
from tests.factories.nominations import archived
from tests.factories.people import give_role, make_organisation, make_person, make_user
from tests.factories.programme import category_of, make_edition, make_round, rulebook
from tests.factories.recorded import recorded

WEST_JAVA = "32"
CITIES = ("32.75", "32.73", "32.76", "32.71", "32.77")

FIGURES = {
    "formal": (900, 1000),
    "informal": (300, 1000),
    "total": (1200, 2000),
    "arrears_months": "0",
}


def region(code: str) -> Region:
    """The region of that code."""
    return Region.objects.get(code=code)


def make_nomination(
    round_: Round,
    code: str,
    *,
    figures: dict[str, tuple[int, int] | str | None] | None = None,
    state: str = State.VERIFIED,
    name: str = "",
) -> Nomination:
    """A nomination of that region's government in the round, by default verified with a verdict on every metric."""
    now, home = clock.now(), region(code)
    drafter, approver, verifier = make_user(), make_user(), make_user()
    nomination = Nomination.objects.create(
        round=round_,
        category=category_of(round_),
        organisation=make_organisation(region=home, name=name or f"Pemerintah {home.name}"),
        region=home,
        state=state,
        ground="Berkas tidak lengkap." if state in (State.INELIGIBLE, State.WITHDRAWN, State.ABSENT) else "",
        digest="0" * 64,
        created_at=now - timedelta(days=20),
        created_by=drafter,
        submitted_at=now - timedelta(days=12),
        submitted_by=approver,
        verified_at=None if state in (State.SUBMITTED, State.WITHDRAWN) else now - timedelta(days=8),
        verified_by=None if state in (State.SUBMITTED, State.WITHDRAWN) else verifier,
    )
    asked = dict.fromkeys(metric.code for metric in rules_of(nomination.category).metrics)
    for metric, figure in (asked | FIGURES | (figures or {})).items():
        covered, total = figure if isinstance(figure, tuple) else (None, None)
        Verification.objects.create(
            nomination=nomination,
            metric=metric,
            verdict="not_proven" if figure is None else "accepted",
            reason="not_filed" if figure is None else "",
            covered=covered,
            total=total,
            value=figure if isinstance(figure, str) else None,
            verified_at=now,
            verified_by=verifier,
        )
    return nomination


def make_panel(round_: Round | None = None, *, stage: str = "document") -> Panel:
    """An open panel of the category regency_city in a round of West Java where that stage is open."""
    round_ = round_ or make_round(region=region(WEST_JAVA), open_stage=stage)
    return panels.found(round_, category_of(round_), decree="SK 1", by=secretariat_of(round_))


def secretariat_of(round_: Round) -> Actor:
    """Somebody of the round's secretariat."""
    role = "province_secretariat" if round_.region else "national_secretariat"
    return actor_of(make_person(role, region=round_.region))


def seat_chair(panel: Panel) -> User:
    """The chair, who does not score, on the next seat."""
    user = make_person("chair", region=panel.round.region)
    seats.seat(panel, user=user, duty="chair", by=secretariat_of(panel.round))
    return user


def seat_assessor(panel: Panel, *, works_for: str = "") -> Seat:
    """A member who scores, on the next seat; `works_for` is the code of a region that employs them."""
    user = make_person("assessor", region=panel.round.region, name=f"Anggota {panel.seats.count() + 1}")
    if works_for:
        give_role(user, "officer", make_organisation(region=region(works_for)))
    return seats.seat(panel, user=user, duty="member", by=secretariat_of(panel.round))


def seat_reserve(panel: Panel) -> Seat:
    """A reserve, who scores only when called, on the next seat."""
    user = make_person("assessor", region=panel.round.region, name=f"Cadangan {panel.seats.count() + 1}")
    return seats.seat(panel, user=user, duty="reserve", by=secretariat_of(panel.round))


def composed_panel(*, assessors: int = 3, reserves: int = 1, further: int = 1, quorum: int = 1) -> Panel:
    """A panel with sheets on one nomination, under the province's composition with these rules of its work."""
    content = rulebook()
    composition = next(entry for entry in content["panels"] if entry["level"] == "province")
    composition["allocation"]["further"], composition["quorum"] = further, quorum
    round_ = make_round(make_edition(content=content), region=region(WEST_JAVA), open_stage="document")
    by = secretariat_of(round_)
    panel = panels.found(round_, category_of(round_), decree="SK 1", composition=composition["code"], by=by)
    make_nomination(round_, CITIES[0])
    seat_chair(panel)
    for _number in range(assessors):
        seat_assessor(panel)
    for _number in range(reserves):
        seat_reserve(panel)
    hand_out(panel)
    return panel


def hand_out(panel: Panel) -> int:
    """The sheets of the stage in hand; every assessor says at once that nothing else ties them to anybody."""
    number = handing_out.hand_out(panel, by=secretariat_of(panel.round))
    clear_all(panel)
    return number


def clear_all(panel: Panel) -> None:
    """Every sitting assessor declares for all nominations of their sheets."""
    for seat in panel.seats.sitting().filter(sheets__isnull=False).distinct():
        clear(seat)


def clear(seat: Seat) -> None:
    """The assessor of the seat declares no tie to any nomination of their sheets."""
    nominations = Nomination.objects.filter(sheets__seat=seat).distinct()
    conflicts.disclose(seat, nominations=nominations, ties={}, text="", by=actor_of(seat.user))


def fill(sheet: ScoreSheet, scores: dict[str, str]) -> ScoreSheet:
    """The scores saved by the sheet's own assessor."""
    values = {f"score-{code}": score for code, score in scores.items()}
    return sheets.save(sheet, values, version=sheet.version, by=assessor_of(sheet))


def sign(sheet: ScoreSheet, scores: dict[str, str] | None = None) -> ScoreSheet:
    """The sheet filled and signed by its own assessor."""
    sheet = fill(sheet, scores or middling(sheet))
    return sheets.sign(sheet, version=sheet.version, by=assessor_of(sheet))


def middling(sheet: ScoreSheet) -> dict[str, str]:
    """A score in the middle of each scale of the sheet's stage."""
    asked = rules_of(sheet.seat.panel.category).assessed_in(sheet.stage)
    return {criterion.code: "3" if criterion.scale["kind"] == "levels" else "60" for criterion in asked}


def assessor_of(sheet: ScoreSheet) -> Actor:
    """The actor on whose seat the sheet lies."""
    return actor_of(sheet.seat.user)


@recorded
def judged_panel(
    nominations: int = 3, assessors: int = 3, *, stage: str = "document", works_for: tuple[str, ...] = ()
) -> Panel:
    """A panel with chair, assessors and handed-out sheets on that many nominations, in a round where the stage is open."""
    panel = make_panel(stage=stage)
    for code in CITIES[:nominations]:
        make_nomination(panel.round, code)
    seat_chair(panel)
    for number in range(assessors):
        seat_assessor(panel, works_for=works_for[number] if number < len(works_for) else "")
    if stage == "interview":
        close(panel, reason="Tanpa penilaian dokumen.")
    hand_out(panel)
    return panel


def close(panel: Panel, reason: str = "") -> Panel:
    """The stage in hand closed by the panel's chair."""
    chair = panel.seats.get(duty="chair").user
    return panels.close(panel, reason=reason, by=actor_of(chair))


def snapshot_of(panel: Panel, ranking: str = "shortlist") -> Snapshot:
    """A snapshot taken by the round's secretariat."""
    return snapshots.take(panel, ranking, by=secretariat_of(panel.round))


@recorded
def closed_panel(nominations: int = 3, assessors: int = 3) -> Panel:
    """A panel through both stages: documents and interviews all signed at differing scores, everything closed."""
    panel = judged_panel(nominations, assessors)
    _sign_all(panel, "document")
    close(panel)
    shift_calendar(panel.round, "interview")
    hand_out(panel)
    _sign_all(panel, "interview")
    return close(panel)


def _sign_all(panel: Panel, stage: str) -> None:
    found = ScoreSheet.objects.filter(seat__panel=panel, stage=stage).select_related(
        "seat__user", "seat__panel__category"
    )
    for number, sheet in enumerate(found.order_by("nomination_id", "seat_id")):
        level, range_score = str(5 - (number // 3) % 4), str(90 - 7 * (number % 9))
        scores = {code: level if score == "3" else range_score for code, score in middling(sheet).items()}
        sign(sheet, scores)


def shift_calendar(round_: Round, stage: str) -> None:
    """Moves all stages so that the given one is open now."""
    now = clock.now()
    chosen = round_.stages.get(code=stage)
    by = now - (chosen.opens_at + (chosen.closes_at - chosen.opens_at) / 2)
    for entry in round_.stages.all():
        entry.opens_at, entry.closes_at = entry.opens_at + by, entry.closes_at + by
        entry.save()


def counted_again(snapshot: Snapshot) -> None:
    """Recount and analysis, as a worker does them."""
    by = secretariat_of(snapshot.panel.round)
    for job in (jobs.order_recount(snapshot, by=by), jobs.order_analysis(snapshot, by=by)):
        work.run(job.pk)


def cleared(snapshot: Snapshot) -> Snapshot:
    """The snapshot counted again, analysed and signed off by the round's auditor."""
    counted_again(snapshot)
    signoff.sign(snapshot, by=actor_of(make_person("auditor", region=snapshot.panel.round.region)))
    return Snapshot.objects.select_related("signoff", "panel__round", "panel__category").get(pk=snapshot.pk)


def prepared_decision(panel: Panel | None = None, *, by: Actor | None = None) -> Decision:
    """A decision on the winners of a final snapshot that the auditor has signed off, waiting for the decider."""
    panel = panel or closed_panel()
    assert panel.state == PanelState.CLOSED
    snapshot = cleared(snapshot_of(panel, "final"))
    return decisions.prepare(
        snapshot,
        places=decisions.suggested(snapshot),
        decree="SK 2/2026",
        decided_on=date(2026, 3, 1),
        by=by or secretariat_of(panel.round),
    )


def with_regulations(nomination: Nomination, *pages: int) -> None:
    """A regulation for each page, proven there by one file, as if filed before the submission."""
    filed = ("state", "digest", "submitted_at", "submitted_by", "verified_at", "verified_by")
    row = Nomination.objects.filter(pk=nomination.pk)
    known = row.values(*filed).get()
    row.update(**dict.fromkeys(filed) | {"state": State.DRAFT, "digest": ""})
    sent = archived("peraturan.pdf")
    document = Document.objects.get(sha256=sha256(sent.read()).hexdigest())
    Document.objects.filter(pk=document.pk).update(page_count=max(pages), pages_drawn=max(pages))
    by = {"saved_by": nomination.created_by, "saved_at": nomination.created_at}
    file = nomination.evidence.create(
        document=document,
        file_name=sent.name,
        uploaded_at=nomination.created_at,
        uploaded_by=nomination.created_by,
    )
    for page in pages:
        place = {"evidence": file, "evidence_page": page, "evidence_document": document}
        nomination.regulations.create(kind="Perda", number=str(page), version=1, **by, **place)
    row.update(**known)
