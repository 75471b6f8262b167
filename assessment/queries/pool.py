"""Who competes: the pool of a panel, and who of it is invited to the interview."""

from django.db.models import QuerySet

from assessment.models import Panel, Snapshot
from assessment.models.sheet import SheetStage
from nominations.models import Nomination, State
from nominations.queries import pool
from paritrana.programme.rulebook import CategoryRules, Ranking

SHORTLIST, FINAL = "shortlist", "final"
INVITED = "winner"
"""The winner places of a shortlist are the invitations (docs/scoring.md)."""


def candidates(panel: Panel, stage: str) -> list[Nomination]:
    """The nominations to be judged in that stage, by id: the verified ones, for interviews those invited."""
    return [nomination for nomination in in_pool(panel, stage) if nomination.state == State.VERIFIED]


def in_pool(panel: Panel, stage: str) -> list[Nomination]:
    """All nominations of the pool in that stage, whatever has become of them, by id."""
    return list(with_places(pool_in(panel, stage)))


def pool_in(panel: Panel, stage: str) -> QuerySet[Nomination]:
    """The same to choose from: the whole pool, for interviews the invited once there is a shortlist."""
    found = pool(panel.round, panel.category)
    if stage == SheetStage.INTERVIEW and (shortlist := newest(panel, SHORTLIST)):
        found = found.filter(pk__in=shortlist.placings.filter(selection=INVITED).values("nomination_id"))
    return found


def with_places(nominations: QuerySet[Nomination]) -> QuerySet[Nomination]:
    """The same, each with what its name and its place on the map are read from."""
    return nominations.select_related("organisation__region__province")


def ranked_pool(panel: Panel, rules: CategoryRules, ranking: Ranking) -> QuerySet[Nomination]:
    """The pool of a ranking: once a shortlist has been taken, a ranking with interview criteria is among the invited."""
    stages = {rules.criterion(code).stage for code in ranking.criterion_codes()}
    stage = SheetStage.INTERVIEW if SheetStage.INTERVIEW in stages else SheetStage.DOCUMENT
    return with_places(pool_in(panel, stage))


def newest(panel: Panel, ranking: str) -> Snapshot | None:
    """The newest snapshot of that ranking that is no rehearsal."""
    return panel.snapshots.filter(ranking=ranking, is_rehearsal=False).order_by("-number").first()
