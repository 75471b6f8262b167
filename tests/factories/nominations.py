"""Nominations at every state, made through the same actions as in a browser."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import cache
from itertools import count

from django.core.files.uploadedfile import SimpleUploadedFile

from nominations import actions, queries
from nominations.models import Nomination, State, Verdict
from paritrana.accounts.models import Organisation, OrganisationKind, User
from paritrana.accounts.queries import actor_of
from paritrana.documents import store
from paritrana.documents.models import Document, DocumentState
from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.programme.models import Category, Round, StageCode
from paritrana.regions.models import Region
from tests.factories.people import make_organisation, make_person
from tests.factories.programme import category_of, make_round
from tests.factories.uploads import pdf as a_pdf

BEKASI = {"formal": (886113, 929199), "informal": (55289, 454088), "arrears_months": "0"}
"""The counts of one real city; a tuple is covered out of total, a text a value."""

_unclaimed = count(0)


def a_region(code: str = "") -> Region:
    """The regency or city of that code; without one, the next of West Java."""
    if code:
        return Region.objects.get(code=code)
    found = Region.objects.filter(province__code="32").order_by("code")
    return found[next(_unclaimed) % found.count()]


def round_of(region: Region, **options: object) -> Round:
    """A round of the region's province with its registration open."""
    return make_round(region=region.province or region, **options)  # type: ignore[arg-type]


def officer_of(organisation: Organisation) -> User:
    """An officer of the organisation."""
    return make_person("officer", organisation=organisation, name=f"Petugas {organisation}")


def approver_of(organisation: Organisation) -> User:
    """An approver of the organisation."""
    return make_person("approver", organisation=organisation, name=f"Sekretaris Daerah {organisation}")


def verifier_of(round_: Round) -> Actor:
    """Somebody of the secretariat that runs the round."""
    role = "province_secretariat" if round_.region else "national_secretariat"
    return actor_of(make_person(role, region=round_.region))


@contextmanager
def while_open(round_: Round, code: str) -> Iterator[None]:
    """Within the block that stage is open: now if it is, else with the clock set to its middle."""
    stage = round_.stages.get(code=code)
    if stage.opens_at <= clock.now() < stage.closes_at:
        yield
        return
    with clock.set_to(stage.opens_at + (stage.closes_at - stage.opens_at) / 2):
        yield


def make_nomination(
    state: str = State.DRAFT,
    *,
    region: Region | None = None,
    round_: Round | None = None,
    category: Category | None = None,
    officer: User | None = None,
    approver: User | None = None,
    figures: dict[str, tuple[int, int] | str] | None = None,
    ground: str = "Dokumen tidak dapat dibuka.",
) -> Nomination:
    """A nomination of a region's government in that state; a draft is empty unless figures are given."""
    region = region or a_region()
    organisation = make_organisation(OrganisationKind.GOVERNMENT, region=region, name=f"Pemerintah {region}")
    round_ = round_ or round_of(region, open_stage="registration" if state == State.DRAFT else "verification")
    officer = officer or officer_of(organisation)
    by = actor_of(officer)
    with while_open(round_, StageCode.REGISTRATION):
        nomination = actions.start(
            round_=round_, category=category or category_of(round_), organisation=organisation, by=by
        )
        if state != State.DRAFT or figures:
            fill(nomination, by, figures or BEKASI)
        if state == State.DRAFT:
            return nomination
        nomination = submit(nomination, approver or approver_of(organisation))
    with while_open(round_, StageCode.VERIFICATION):
        return _beyond(nomination, state, ground)


def fill(nomination: Nomination, by: Actor, figures: dict[str, tuple[int, int] | str]) -> None:
    """Files those figures with date, source and evidence."""
    evidence = actions.attach(nomination, archived("rekap.pdf"), by=by)
    for code, claimed in figures.items():
        save_figure(nomination, code, claimed, by)
        figure = nomination.figures.get(metric=code)
        actions.cite(figure, evidence=evidence, page=1, version=figure.version, by=by)


def archived(name: str) -> SimpleUploadedFile:
    """A small PDF that the archive has looked into before, so that attaching it takes no second look (a second each)."""
    content = _small_pdf()
    sha256 = hashlib.sha256(content).hexdigest()
    with store.aside() as temporary:
        temporary.write_bytes(content)
        store.keep(temporary, sha256)
    Document.objects.get_or_create(
        sha256=sha256,
        defaults={
            "size": len(content),
            "state": DocumentState.READY,
            "media_type": "application/pdf",
            "page_count": 1,
            "received_at": clock.now(),
        },
    )
    return SimpleUploadedFile(name, content)


@cache
def _small_pdf() -> bytes:
    return a_pdf()


def save_figure(nomination: Nomination, code: str, claimed: tuple[int, int] | str, by: Actor) -> None:
    """Files one figure with date and source."""
    figure = nomination.figures.get(metric=code)
    counts = {"value": claimed} if isinstance(claimed, str) else {"covered": claimed[0], "total": claimed[1]}
    rest = {"cut_off_on": date(2025, 11, 30), "source": "BPJS Ketenagakerjaan"}
    actions.save(figure, changes=counts | rest, version=figure.version, by=by)


def submit(nomination: Nomination, approver: User) -> Nomination:
    """Submits what the draft holds now."""
    return actions.submit(nomination, digest=queries.digest_of(nomination), by=actor_of(approver))


def judge_all(nomination: Nomination, by: Actor, only: Iterable[str] | None = None) -> None:
    """Accepts every figure that was filed."""
    with while_open(nomination.round, StageCode.VERIFICATION):
        for figure in nomination.figures.all():
            if not figure.is_blank and (only is None or figure.metric in only):
                actions.judge(nomination, figure.metric, verdict=Verdict.ACCEPTED, version=0, by=by)


def _beyond(nomination: Nomination, state: str, ground: str) -> Nomination:
    if state == State.SUBMITTED:
        return nomination
    if state == State.WITHDRAWN:
        return actions.withdraw(nomination, ground=ground, by=actor_of(nomination.submitted_by))
    verifier = verifier_of(nomination.round)
    if state == State.RETURNED:
        until = clock.now() + timedelta(days=2)
        actions.give_back(nomination, reason=ground, due_at=until, by=verifier)
        nomination.refresh_from_db()
        return nomination
    if state == State.INELIGIBLE:
        return actions.declare_ineligible(nomination, ground=ground, by=verifier)
    judge_all(nomination, verifier)
    nomination = actions.verify(nomination, by=verifier)
    return (
        actions.mark_absent(nomination, ground=ground, by=verifier) if state == State.ABSENT else nomination
    )
