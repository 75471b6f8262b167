"""Field checks at every state, made through the same actions as in a browser."""

from nominations.actions import field as actions
from nominations.actions import visiting
from nominations.models import FieldAnswer, FieldCheck, Nomination, State
from paritrana.accounts.models import User
from paritrana.accounts.queries import actor_of
from paritrana.lib.permissions import Actor
from tests.factories.nominations import make_nomination
from tests.factories.people import make_person

SEED = "Undian terbuka 12 Mei 2026: 40-17-03"


def visitor_of(nomination: Nomination) -> User:
    """Somebody of the secretariat who can go."""
    return make_person("province_secretariat", region=nomination.round.region)


def make_visit(
    nomination: Nomination | None = None, *, visitor: User | None = None, keeps_place: bool = False
) -> FieldCheck:
    """The field check of a submitted nomination whose round has only this one in the draw: assigned to a visitor."""
    nomination = nomination or make_nomination(State.SUBMITTED)
    visitor = visitor or visitor_of(nomination)
    by = actor_of(visitor)
    actions.draw(
        nomination.round, nomination.category, seed=SEED, published_in="Papan pengumuman, 12 Mei", by=by
    )
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
