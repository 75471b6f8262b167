"""Checking somebody before they are invited: whom of the pool they could not judge, and why."""

from collections import Counter
from dataclasses import dataclass

from assessment.models import Conflict, Disclosure, Ground, Panel, Post
from assessment.queries.composition import composition_of
from assessment.queries.ties import grounds_of_people, is_national
from nominations.models import Nomination
from nominations.queries import pool
from paritrana.accounts.models import Membership, User

SHOWN = 30
"""People listed at once; the search narrows them."""


@dataclass(frozen=True)
class Candidate:
    """A person with how many nominations of the pool are closed to them."""

    user: User
    closed: int
    is_seated: bool


@dataclass(frozen=True)
class Closed:
    """One nomination that the person could not judge."""

    nomination: Nomination
    words: str


@dataclass(frozen=True)
class Check:
    """The list of candidates, and one of them looked at closely."""

    q: str
    candidates: list[Candidate]
    is_cut: bool
    total: int
    chosen: Candidate | None
    closed: list[Closed]
    by_ground: list[tuple[str, int]]
    roles: list[Membership]
    posts: list[Post]
    disclosure: Disclosure | None

    @property
    def open(self) -> int:
        """How many nominations the chosen person could judge."""
        return self.total - len(self.closed)


def check_of(panel: Panel, people: list[int], chosen: str, q: str) -> Check:
    """The check for a panel among people (ids), in a fixed number of queries. `chosen` is a person's public id.

    Declared ties count too, from whatever panel of the edition they were declared on.
    """
    found = User.objects.filter(pk__in=people, is_active=True).order_by("name", "pk")
    listed = list((found.filter(name__icontains=q) if q else found)[: SHOWN + 1])
    person = found.filter(public_id=chosen).first() if chosen else None
    looked_at = {user.pk for user in [*listed[:SHOWN], *([person] if person else [])]}
    nominations = list(pool(panel.round, panel.category).select_related("organisation__region__province"))
    years = composition_of(panel).former_post_years
    grounds = {
        pair: str(ground.label)
        for pair, ground in grounds_of_people(
            looked_at, nominations, is_national=is_national(panel), years=years
        ).items()
    }
    declared = Conflict.objects.filter(
        seat__user__in=looked_at, nomination__in=[n.pk for n in nominations], ground=Ground.DECLARED
    )
    for user, nomination, text in declared.values_list("seat__user_id", "nomination_id", "text"):
        grounds.setdefault((user, nomination), f"{Ground.DECLARED.label}: {text}")
    seated = {seat.user_id for seat in panel.seats.all() if seat.ended_at is None}
    counts = Counter(user for user, _nomination in grounds)

    def candidate(user: User) -> Candidate:
        return Candidate(user, counts[user.pk], user.pk in seated)

    closed = [
        Closed(nomination, grounds[person.pk, nomination.pk])
        for nomination in nominations
        if person and (person.pk, nomination.pk) in grounds
    ]
    return Check(
        q=q,
        candidates=[candidate(user) for user in listed[:SHOWN]],
        is_cut=len(listed) > SHOWN,
        total=len(nominations),
        chosen=candidate(person) if person else None,
        closed=closed,
        by_ground=list(Counter(entry.words for entry in closed).items()),
        roles=list(
            Membership.objects.filter(user=person).select_related("organisation").order_by("-valid_from")
        )
        if person
        else [],
        posts=list(Post.objects.filter(user=person).select_related("organisation")) if person else [],
        disclosure=Disclosure.objects.filter(user=person, edition=panel.round.edition).first()
        if person
        else None,
    )
