"""The only door to field checks. A nominee reads what was found once its verification has ended."""

from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet

from nominations.field_policies import reads_field_checks
from nominations.listing import FigureRow, Part
from nominations.models import (
    FieldCheck,
    FieldCheckState,
    FieldEntry,
    FieldPhoto,
    FieldSample,
    Nomination,
    State,
)
from nominations.policies import may_verify
from nominations.queries.claims import rules_of
from nominations.queries.colleagues import colleagues_of
from nominations.queries.seen import RELATED, seen
from paritrana.accounts.models import User
from paritrana.accounts.queries import actor_of
from paritrana.lib.permissions import NATIONAL, Actor, Permission
from paritrana.programme.models import Category, Level, Round
from paritrana.programme.queries import rounds_seen_by
from paritrana.programme.rulebook import rules_of as rules_of_category
from paritrana.programme.verifying import ChecklistItem

IN_VERIFICATION = (State.SUBMITTED, State.RETURNED)


def field_checks_seen_by(actor: Actor) -> QuerySet[FieldCheck]:
    """The field checks of the nominations an actor may open, with what their page needs."""
    related = (f"nomination__{name}" for name in RELATED)
    found = FieldCheck.objects.filter(_seen(actor, "nomination__"))
    return found.select_related("sample", "visitor", "ended_by", *related)


def field_entries_seen_by(actor: Actor) -> QuerySet[FieldEntry]:
    """Their entries."""
    related = (f"visit__nomination__{name}" for name in RELATED)
    found = FieldEntry.objects.filter(_seen(actor, "visit__nomination__"))
    return found.select_related("saved_by", "visit", *related)


def field_photos_seen_by(actor: Actor) -> QuerySet[FieldPhoto]:
    """Their photos."""
    related = (f"visit__nomination__{name}" for name in RELATED)
    found = FieldPhoto.objects.filter(_seen(actor, "visit__nomination__"))
    return found.select_related("document", "visit", *related)


def field_samples_seen_by(actor: Actor) -> QuerySet[FieldSample]:
    """The samples of the rounds an actor works in: their pools name all nominations, so no nominee reads them."""
    return FieldSample.objects.filter(round__in=visited_rounds_seen_by(actor).values("pk"))


def visited_rounds_seen_by(actor: Actor) -> QuerySet[Round]:
    """The rounds whose field checks an actor reads: who verifies there, follows, or audits."""
    rounds = rounds_seen_by(actor)
    return rounds if reads_field_checks(actor) else rounds.none()


def _seen(actor: Actor, prefix: str) -> Q:
    own = actor.organisations(Permission.DRAFT) | actor.organisations(Permission.SUBMIT)
    mine = Q(**{f"{prefix}organisation__in": own}) | Q(**{f"{prefix}filer__in": own})
    return seen(actor, prefix) & ~(mine & Q(**{f"{prefix}verified_at": None}))


def waiting_visits(actor: Actor) -> QuerySet[FieldCheck]:
    """The field checks that wait for this person's visit, the earliest day first."""
    found = field_checks_seen_by(actor).filter(visitor=actor.user_id, state=FieldCheckState.ASSIGNED)
    found = found.filter(nomination__state=State.SUBMITTED)
    return found.prefetch_related("nomination__round__stages__extensions").order_by("visit_on", "id")


def rounds_without_visitor(actor: Actor) -> list[tuple[Round, int]]:
    """The rounds this person verifies in, each with how many drawn nominations nobody has been asked to visit."""
    waiting = FieldCheck.objects.filter(
        state=FieldCheckState.DRAWN,
        nomination__state=State.SUBMITTED,
        sample__round__in=rounds_verified_by(actor).values("pk"),
    )
    counts = dict(waiting.order_by().values_list("sample__round").annotate(n=Count("pk")))
    rounds = Round.objects.select_related("edition", "region").filter(pk__in=counts).order_by("id")
    return [(round_, counts[round_.pk]) for round_ in rounds] if counts else []


def rounds_verified_by(actor: Actor) -> QuerySet[Round]:
    """The rounds whose nominations this person verifies."""
    regions = actor.regions(Permission.VERIFY)
    mine = Q(region__code__in=regions - {NATIONAL})
    if NATIONAL in regions:
        mine |= Q(level=Level.NATIONAL)
    return Round.objects.filter(mine)


def pool_of(round_: Round, category: Category) -> list[str]:
    """What a sample is drawn from: the numbers of the nominations of that category in verification."""
    filed = Nomination.objects.filter(round=round_, category=category, state__in=IN_VERIFICATION)
    return list(filed.order_by("public_id").values_list("public_id", flat=True))


@dataclass(frozen=True)
class Drawing:
    """One category of a round that the rulebook wants visited: its sample, or how many it could be drawn from."""

    category: Category
    size: int
    filed: int
    sample: FieldSample | None


def drawings_of(round_: Round) -> list[Drawing]:
    """Those categories, each with its sample and its checks. Five queries, however many there are."""
    filed = Nomination.objects.filter(round=round_, state__in=IN_VERIFICATION)
    counts = dict(filed.order_by().values_list("category").annotate(n=Count("pk")))
    checks = FieldCheck.objects.select_related("visitor", *(f"nomination__{name}" for name in RELATED))
    checks = checks.annotate(asked=Count("entries"), answered=Count("entries", filter=~Q(entries__answer="")))
    samples = FieldSample.objects.filter(round=round_).select_related("drawn_by", "category")
    samples = samples.prefetch_related(Prefetch("checks", checks.order_by("id")))
    by_category = {sample.category_id: sample for sample in samples}
    categories = Category.objects.filter(edition=round_.edition_id, level=round_.level).order_by("id")
    return [
        Drawing(category, size, counts.get(category.pk, 0), by_category.get(category.pk))
        for category in categories.select_related("edition")
        if (size := rules_of_category(category).verification.sample) or category.pk in by_category
    ]


def visitors_for(nomination: Nomination) -> QuerySet[User]:
    """Who of the secretariat may go: nobody who has a part in the nomination."""
    from_here = colleagues_of(nomination)
    going = [person.pk for person in from_here if may_verify(actor_of(person), nomination)]
    return from_here.filter(pk__in=going)


@dataclass(frozen=True)
class FoundItem:
    """One item of the checklist with what was found, and the claim it bears on."""

    item: ChecklistItem
    entry: FieldEntry
    claim: FigureRow | None = None


def found_in(visit: FieldCheck, parts: list[Part] | None = None) -> list[FoundItem]:
    """The checklist of a visit in the rulebook's order. One query; `parts` bring the claims along."""
    entries = {entry.item: entry for entry in visit.entries.select_related("saved_by")}
    rows = {row.metric.code: row for part in parts or () for row in part.figures}
    checklist = rules_of(visit.nomination).verification.checklist
    return [
        FoundItem(item, entries[item.code], rows.get(item.about))
        for item in checklist
        if item.code in entries
    ]


def field_check_of(nomination: Nomination) -> FieldCheck | None:
    """The field check of a nomination that the reader has been shown, with `photos_taken`; None if it was not drawn."""
    found = FieldCheck.objects.select_related("visitor", "ended_by", "sample").filter(nomination=nomination)
    visit = found.annotate(photos_taken=Count("photos")).first()
    if visit:
        visit.nomination = nomination  # which knows its rulebook
    return visit


def found_about(visit: FieldCheck, item: str) -> list[FoundItem]:
    """What a completed visit found about one thing under verdict, or about the nominee as a whole."""
    if visit.state != FieldCheckState.DONE:
        return []
    return [one for one in found_in(visit) if one.item.about in ("", item)]
