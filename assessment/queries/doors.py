"""The only ways in: what each actor can see of panels, seats, sheets, snapshots and decisions."""

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from assessment.models import (
    Clearance,
    Conflict,
    Decision,
    Duty,
    Invitation,
    Panel,
    Placing,
    Post,
    RankingJob,
    ScoreSheet,
    Seat,
    Snapshot,
)
from assessment.models.panel import sitting
from assessment.queries.ties import TIELESS
from paritrana.accounts.models import Membership
from paritrana.lib.permissions import NATIONAL, Actor, Permission
from paritrana.programme.models import Rulebook
from paritrana.programme.reading import rules_in, rules_of
from paritrana.programme.rulebook import CategoryRules

RUN = (Permission.SEAT, Permission.RANK, Permission.PREPARE, Permission.DECIDE)
READ = (Permission.RANK, Permission.PREPARE, Permission.DECIDE)
READERS = (*READ, Permission.SEAT, Permission.LEAD, Permission.AUDIT)


def reads_lists(actor: Actor) -> bool:
    """Do the lists of panels, rankings and decisions open for them, also while nothing stands in them yet?"""
    return any(actor.may(permission) for permission in READERS)


def in_rounds(actor: Actor, permissions: tuple[Permission, ...], prefix: str = "") -> Q:
    """Panels of the rounds in which the actor holds one of the permissions, follows or audits; `prefix` leads to the panel."""
    regions = set().union(*(actor.regions(permission) for permission in permissions))
    regions |= actor.regions(Permission.AUDIT)
    if actor.may(Permission.FOLLOW) or NATIONAL in actor.regions(Permission.AUDIT):
        return ~Q(pk=None)
    return in_regions(regions, prefix)


def _led_by(actor: Actor, panel: str) -> Exists:
    """Panels that the actor chairs, as deputy too; `panel` is the way from the row to the panel's id."""
    chairs = Seat.objects.sitting().filter(
        panel_id=OuterRef(panel), user_id=actor.user_id, duty__in=[Duty.CHAIR, Duty.DEPUTY]
    )
    return Exists(chairs.filter(_held(actor, Permission.LEAD, "panel__")))


def _held(actor: Actor, permission: Permission, prefix: str) -> Q:
    """A seat opens something only while its person holds the role in that round: an ended role ends the seat's rights."""
    return in_regions(actor.regions(permission), prefix)


def in_regions(regions: set[str], prefix: str = "") -> Q:
    """Panels of the rounds of these regions; `prefix` leads to the panel."""
    mine = Q(**{f"{prefix}round__region__code__in": regions - {NATIONAL}})
    return mine | Q(**{f"{prefix}round__region": None}) if NATIONAL in regions else mine


def newest_rulebook(edition: str) -> Subquery:
    """The key of the rules in force comes with the row, so that a page need not ask for it."""
    return Subquery(Rulebook.objects.filter(edition=OuterRef(edition)).order_by("-version").values("pk")[:1])


def rules_for(noun: object, panel: Panel) -> CategoryRules:
    """The rules in force for the panel; without a query when the noun came through a door that brought their key."""
    key = getattr(noun, "rulebook_pk", None)
    return rules_in(key, panel.category.level, panel.category.code) if key else rules_of(panel.category)


def panels_seen_by(actor: Actor) -> QuerySet[Panel]:
    """Panels as secretariat, chair, decider and auditor see them: seats and completeness, never a score."""
    panels = Panel.objects.select_related(
        "round__region", "round__edition", "category__edition"
    ).prefetch_related("seats", "round__stages")
    return panels.filter(in_rounds(actor, RUN) | Q(_led_by(actor, "pk"))).annotate(
        rulebook_pk=newest_rulebook("round__edition")
    )


def seats_seen_by(actor: Actor) -> QuerySet[Seat]:
    """One's own seats, as long as they last: the door to the queue."""
    return (
        Seat.objects.sitting()
        .filter(user_id=actor.user_id, is_assessor=True)
        .filter(_held(actor, Permission.SCORE, "panel__"))
        .select_related("panel__round__region", "panel__round__edition", "panel__category__edition")
        .prefetch_related("panel__round__stages")
        .annotate(rulebook_pk=newest_rulebook("panel__round__edition"))
    )


def invitations_seen_by(actor: Actor) -> QuerySet[Invitation]:
    """Invitations to a seat: one's own, and those of the rounds whose panels one seats."""
    return Invitation.objects.filter(
        Q(user_id=actor.user_id) | in_regions(actor.regions(Permission.SEAT), "panel__")
    ).select_related("panel__round__region", "panel__round__edition", "panel__category__edition", "user")


def panel_seats_seen_by(actor: Actor) -> QuerySet[Seat]:
    """The seats of the panels one sees, whoever sits there: for those who run, lead or audit the panel."""
    return Seat.objects.filter(
        in_rounds(actor, RUN, "panel__") | Q(_led_by(actor, "panel_id"))
    ).select_related("panel__round__region", "panel__round__edition", "panel__category__edition", "user")


def sheets_seen_by(actor: Actor) -> QuerySet[ScoreSheet]:
    """One's own sheets, but for the nominations one is in conflict with: the door to file, evidence, figures and sheet."""
    return whole(_own_sheets(actor))


def sheets_written_by(actor: Actor) -> QuerySet[ScoreSheet]:
    """The same sheets for an action that reads them anew under its lock, with what gate and look for ties ask alone.

    Fifty pads save at once: every table more in this row is planned and composed with each of them.
    """
    return _with_ties(_own_sheets(actor).select_related("seat__panel__round__region").order_by())


def _own_sheets(actor: Actor) -> QuerySet[ScoreSheet]:
    conflict = Conflict.objects.filter(seat_id=OuterRef("seat_id"), nomination_id=OuterRef("nomination_id"))
    return ScoreSheet.objects.filter(
        ~Exists(conflict),
        _held(actor, Permission.SCORE, "seat__panel__"),
        sitting("seat__"),
        seat__user_id=actor.user_id,
    )


def seats_of_writing(nomination_id: int) -> QuerySet[Seat]:
    """Seats with what the saving of a sheet asks of its seat: panel, round, key of the rules, and whether the person
    has said that nothing ties them to that nomination."""
    cleared = Clearance.objects.filter(seat=OuterRef("pk"), nomination=nomination_id)
    return (
        Seat.objects.select_related("panel__round__region", "panel__category")
        .order_by()
        .annotate(is_cleared=Exists(cleared), rulebook_pk=newest_rulebook("panel__round__edition"))
    )


def whole(sheets: QuerySet[ScoreSheet]) -> QuerySet[ScoreSheet]:
    """Sheets with all that page and action ask of one: panel, round with its stages, nominee, key of the rules,
    and whether the assessor has said that nothing ties them to the nominee, or works anywhere that could."""
    return _with_ties(
        sheets.select_related(
            "seat__panel__round__region", "seat__panel__round__edition", "seat__panel__category__edition"
        )
        .select_related("nomination__region__province", "nomination__organisation__region__province")
        .prefetch_related("seat__panel__round__stages")
        .annotate(rulebook_pk=newest_rulebook("seat__panel__round__edition"))
    )


def _with_ties(sheets: QuerySet[ScoreSheet]) -> QuerySet[ScoreSheet]:
    cleared = Clearance.objects.filter(seat=OuterRef("seat"), nomination=OuterRef("nomination"))
    roles = Membership.objects.filter(user=OuterRef("seat__user")).exclude(organisation__kind__in=TIELESS)
    posts = Post.objects.filter(user=OuterRef("seat__user"))
    return sheets.annotate(is_cleared=Exists(cleared), has_ties=Exists(roles) | Exists(posts))


def sheets_led_by(actor: Actor) -> QuerySet[ScoreSheet]:
    """The sheets of the panels one chairs, without what is written in them."""
    return (
        ScoreSheet.objects.filter(_led_by(actor, "seat__panel_id"))
        .defer("scores", "abstained", "notes", "private_note", "touched")
        .select_related("seat__panel__round__region", "seat__panel__category__edition", "seat__user")
        .select_related("nomination__region", "nomination__organisation")
        .prefetch_related("seat__panel__seats")
    )


def in_conflict(actor: Actor) -> QuerySet[Conflict]:
    """The actor's own conflicts, from whatever seat, ended ones too: a tie outlives the seat."""
    return Conflict.objects.filter(seat__user_id=actor.user_id)


def _apart(actor: Actor, snapshot: str) -> Exists:
    """Snapshots in which a nomination is closed to the actor; `snapshot` is the way from the row to the snapshot's id."""
    return Exists(in_conflict(actor).filter(nomination__placings__snapshot=OuterRef(snapshot)))


def placings_seen_by(actor: Actor) -> QuerySet[Placing]:
    """Places in a ranking that one sees, but for the nominations one is in conflict with."""
    return Placing.objects.filter(~Exists(in_conflict(actor).filter(nomination=OuterRef("nomination_id"))))


def snapshots_seen_by(actor: Actor) -> QuerySet[Snapshot]:
    """Rankings: for those who rank, prepare, decide or audit there, and for the chair of the panel.

    Each brings its signoff, the key of the rulebook version it was taken under, and `is_apart`: is a nomination of it
    closed to the actor (placings_seen_by, policies.may_read_whole)?
    """
    version = Rulebook.objects.filter(
        edition=OuterRef("panel__round__edition"), version=OuterRef("rulebook_version")
    )
    return (
        Snapshot.objects.filter(in_rounds(actor, READ, "panel__") | Q(_led_by(actor, "panel_id")))
        .select_related(
            "panel__round__region", "panel__round__edition", "panel__category__edition", "taken_by"
        )
        .select_related("signoff__ended_by")
        .defer("frame")
        .annotate(rulebook_pk=Subquery(version.values("pk")[:1]), is_apart=_apart(actor, "pk"))
    )


def jobs_seen_by(actor: Actor) -> QuerySet[RankingJob]:
    """Work on rankings: for those who see the rankings of the panel, whole."""
    return RankingJob.objects.filter(
        in_rounds(actor, READ, "panel__") | Q(_led_by(actor, "panel_id")), ~_apart(actor, "snapshot_id")
    ).select_related(
        "panel__round__region", "panel__round__edition", "panel__category__edition", "snapshot", "asked_by"
    )


def decisions_seen_by(actor: Actor) -> QuerySet[Decision]:
    """Decisions: for those who see the ranking they rest on, whole; what is published is public besides."""
    return Decision.objects.filter(
        in_rounds(actor, READ, "panel__") | Q(_led_by(actor, "panel_id")), ~_apart(actor, "snapshot_id")
    ).select_related(
        "panel__round__region",
        "panel__category__edition",
        "snapshot__panel__round__region",
        "snapshot__signoff",
        "prepared_by",
        "approved_by",
    )
