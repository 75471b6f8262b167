"""Field checks at every state, made through the same actions as in a browser."""

from nominations.actions import drawing, visiting
from nominations.actions import field as actions
from nominations.models import FieldAnswer, FieldCheck, FieldSample, Nomination, State
from paritrana.accounts.models import User
from paritrana.accounts.queries import actor_of
from paritrana.lib.permissions import Actor
from paritrana.programme.models import Category, Round
from paritrana.regions.models import Region
from tests.factories.nominations import a_region, make_nomination, verifier_of
from tests.factories.people import make_person
from tests.factories.programme import make_edition, make_round, rulebook

SEED = "Undian terbuka 12 Mei 2026: 40-17-03"


def visitor_of(nomination: Nomination) -> User:
    """Somebody of the secretariat who can go."""
    return make_person("province_secretariat", region=nomination.round.region)


def visited_round(region: Region | None = None) -> Round:
    """A provincial round in verification under the rulebook as shipped, which has a sample drawn."""
    edition = make_edition(content=rulebook(with_samples=True))
    return make_round(edition, region=region or a_region("32.75").province, open_stage="verification")


def draw(round_: Round, category: Category, *, by: Actor | None = None, seed: str = SEED) -> FieldSample:
    """The sample of that category, whose seed stood on a board."""
    by = by or verifier_of(round_)
    return drawing.draw(round_, category, seed=seed, published_in="Papan pengumuman, 12 Mei", by=by)


def submitted() -> Nomination:
    """The only nomination of such a round."""
    return make_nomination(State.SUBMITTED, round_=visited_round())


def make_visit(
    nomination: Nomination | None = None, *, visitor: User | None = None, keeps_place: bool = False
) -> FieldCheck:
    """The field check of a submitted nomination whose round has only this one in the draw: assigned to a visitor."""
    nomination = nomination or submitted()
    visitor = visitor or visitor_of(nomination)
    by = actor_of(visitor)
    draw(nomination.round, nomination.category, by=by)
    visit = FieldCheck.objects.get(nomination=nomination)
    return actions.assign(visit, to=visitor, visit_on=None, keeps_place=keeps_place, by=by)


def answer_all(visit: FieldCheck, by: Actor, answer: str = FieldAnswer.FOUND) -> None:
    """Every item of the checklist has that answer."""
    for entry in visit.entries.all():
        visiting.write_down(entry, changes={"answer": answer}, version=entry.version, by=by)


def make_done(nomination: Nomination | None = None) -> FieldCheck:
    """A completed field check."""
    visit = make_visit(nomination)
    by = actor_of(visit.visitor)
    answer_all(visit, by)
    return actions.complete(visit, by=by)
