"""The only door to field checks. A nominee reads what was found once its verification has ended."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _

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
from nominations.policies.nomination import NOMINEE_VERBS
from nominations.queries.claims import rules_of
from nominations.queries.colleagues import colleagues_of
from nominations.queries.seen import RELATED, seen
from paritrana.accounts.models import Membership, User
from paritrana.accounts.roles import ROLES
from paritrana.audit.queries import trail_of
from paritrana.lib import clock
from paritrana.lib.permissions import NATIONAL, Actor, Permission
from paritrana.lib.verdict import YES, Verdict, no
from paritrana.programme.calendar import is_open
from paritrana.programme.models import Category, Level, Round, StageCode
from paritrana.programme.queries import open_or_extended, rounds_seen_by
from paritrana.programme.reading import newest_in, rules_in
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
    """The samples of the rounds an actor works in: with their pools anyone can tell who was drawn, so whoever has a part
    in one that could be drawn reads them once its verification has ended."""
    mine = drawn_from(OuterRef("round")).filter(_own(actor), category=OuterRef("category"))
    found = FieldSample.objects.filter(round__in=visited_rounds_seen_by(actor).values("pk"))
    return found.exclude(Exists(mine))


def reads_field_checks(actor: Actor) -> bool:
    """Does the actor read field checks of the rounds they work in? Neither panel nor decider does."""
    return any(actor.may(held) for held in (Permission.VERIFY, Permission.AUDIT, Permission.FOLLOW))


def visited_rounds_seen_by(actor: Actor) -> QuerySet[Round]:
    """The rounds whose field checks an actor reads: who verifies there, follows, or audits."""
    rounds = rounds_seen_by(actor)
    return rounds if reads_field_checks(actor) else rounds.none()


def _seen(actor: Actor, prefix: str) -> Q:
    return seen(actor, prefix) & ~(_own(actor, prefix) & Q(**{f"{prefix}verified_at": None}))


def _own(actor: Actor, prefix: str = "") -> Q:
    """The nominations for whose nominee the actor writes or submits."""
    own = actor.organisations(Permission.DRAFT) | actor.organisations(Permission.SUBMIT)
    return Q(**{f"{prefix}organisation__in": own}) | Q(**{f"{prefix}filer__in": own})


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


def drawn_from(round_: Round | OuterRef) -> QuerySet[Nomination]:
    """What the samples of a round are drawn from: its nominations in verification."""
    return Nomination.objects.filter(round=round_, state__in=IN_VERIFICATION)


def time_to_draw(round_: Round, now: datetime) -> Verdict:
    """Is this the time to draw: nobody files any more, and verification is open, at least for one region?"""
    if open_or_extended(StageCode.REGISTRATION, now).filter(round=round_).exists():
        return no(
            _(
                "Registration is still open, for the round or for a region in it. Draw once it has closed, so that "
                "whoever files last can be drawn too."
            )
        )
    if open_or_extended(StageCode.VERIFICATION, now).filter(round=round_).exists():
        return YES
    return is_open(round_, StageCode.VERIFICATION, now)


@dataclass(frozen=True)
class Drawing:
    """One category of a round that the rulebook wants visited: its sample, or how many it could be drawn from.

    `checks` are those that the reader may open, `hidden` how many more were drawn. `told`: may the reader have what is
    needed to draw again?
    """

    category: Category
    size: int
    filed: int
    sample: FieldSample | None
    checks: list[FieldCheck]
    hidden: int = 0
    told: bool = True


def drawings_of(round_: Round, actor: Actor) -> list[Drawing]:
    """Those categories, each with its sample and its checks. Five queries, however many there are."""
    counts = dict(drawn_from(round_).order_by().values_list("category").annotate(n=Count("pk")))
    checks = field_checks_seen_by(actor).order_by("id")
    checks = checks.annotate(
        asked=Count("entries", distinct=True),
        answered=Count("entries", filter=~Q(entries__answer=""), distinct=True),
    )
    samples = FieldSample.objects.filter(round=round_).select_related("drawn_by", "category")
    samples = samples.annotate(told=Q(pk__in=field_samples_seen_by(actor).values("pk")))
    samples = samples.prefetch_related(Prefetch("checks", checks, to_attr="shown"))
    by_category = {sample.category_id: sample for sample in samples}
    categories = Category.objects.filter(edition=round_.edition_id, level=round_.level).order_by("id")
    rulebook = newest_in(round_.edition_id)
    return [
        _drawing(category, size, counts.get(category.pk, 0), by_category.get(category.pk))
        for category in categories
        if (size := rules_in(rulebook, category.level, category.code).verification.sample)
        or category.pk in by_category
    ]


def _drawing(category: Category, size: int, filed: int, sample: FieldSample | None) -> Drawing:
    shown = sample.shown if sample else []  # type: ignore[attr-defined]
    hidden = len(sample.drawn) - len(shown) if sample else 0
    told = sample.told if sample else True  # type: ignore[attr-defined]
    return Drawing(category, size, filed, sample, shown, hidden, told)


def visitors_for(nomination: Nomination) -> QuerySet[User]:
    """Who of the secretariat may go: those for whom policies.may_verify holds. Four queries, however many there are."""
    writing = [
        code for code, role in ROLES.items() if role.permissions & {Permission.DRAFT, Permission.SUBMIT}
    ]
    today = clock.today_in_jakarta()
    held = Membership.objects.filter(valid_from__lte=today).filter(
        Q(valid_until=None) | Q(valid_until__gte=today)
    )
    tied = Q(organisation=nomination.organisation_id)
    tied |= Q(organisation=nomination.filer_id, role__in=writing) if nomination.filer_id else Q()
    worked = trail_of(nomination).filter(verb__in=NOMINEE_VERBS, actor_id=OuterRef("pk"))
    return (
        colleagues_of(nomination)
        .exclude(Exists(held.filter(tied, user=OuterRef("pk"))))
        .exclude(Exists(worked))
    )


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
