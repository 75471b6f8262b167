"""The panel of a round and category, its seats with their terms, and the invitations to them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from paritrana.lib import clock
from paritrana.lib.identifiers import PublicIdField
from paritrana.programme.models import Category, Round


class PanelState(models.TextChoices):
    """A panel closes stage by stage; what a stage's sheets say is sealed until its own close."""

    OPEN = "open", _("Open")
    DOCUMENTS_CLOSED = "documents_closed", _("Documents closed, interviews to come")
    CLOSED = "closed", _("Closed")


class Panel(models.Model):
    """Those who judge one category in one round, under the decree that appointed them."""

    public_id = PublicIdField()
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="panels")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="panels")
    composition = models.CharField(max_length=30, blank=True)  # code of its seats in the rulebook; "": free
    decree = models.CharField(max_length=200, blank=True)  # number of the letter of appointment
    decree_on = models.DateField(null=True)
    term_from = models.DateField(null=True)  # days of Jakarta, both included; None: not limited
    term_to = models.DateField(null=True)
    state = models.CharField(max_length=20, choices=PanelState, default=PanelState.OPEN)
    documents_closed_at = models.DateTimeField(null=True)
    documents_closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "category"], name="panel_once"),
            models.CheckConstraint(condition=Q(state__in=PanelState.values), name="panel_state"),
            models.CheckConstraint(
                condition=Q(documents_closed_at=None, documents_closed_by=None)
                | Q(documents_closed_at__isnull=False, documents_closed_by__isnull=False),
                name="panel_documents_closed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False, closed_by__isnull=False)
                | (~Q(state="closed") & Q(closed_at=None, closed_by=None)),
                name="panel_closed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(term_from=None) | Q(term_to=None) | Q(term_to__gte=F("term_from")),
                name="panel_term_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category} · {self.round}"


class Duty(models.TextChoices):
    """What a seat is for. Whether it scores is another matter (Seat.is_assessor)."""

    CHAIR = "chair", _("Chair")
    DEPUTY = "deputy", _("Deputy chair")
    SECRETARY = "secretary", _("Secretary")
    MEMBER = "member", _("Member")
    RESERVE = "reserve", _("Reserve")  # gets a sheet only when called as a further assessor


class Standing(models.TextChoices):
    """Whether somebody sits for another: Plt. while an office is vacant, Plh. while its holder is away for days."""

    OWN = "", _("In their own right")
    PLT = "plt", _("Plt.")
    PLH = "plh", _("Plh.")


class SeatTerms(models.Model):
    """What a seat is and on which terms; an invitation offers it, a seat has it."""

    duty = models.CharField(max_length=20, choices=Duty)
    place = models.CharField(max_length=40, blank=True)  # code of the seat in the panel's composition
    title = models.CharField(max_length=200, blank=True)  # the expertise or office it stands for
    term_from = models.DateField(null=True)  # days of Jakarta, both included; None: not limited
    term_to = models.DateField(null=True)
    standing = models.CharField(max_length=3, choices=Standing, default=Standing.OWN, blank=True)
    letter = models.CharField(max_length=200, blank=True)  # number of the stand-in's letter

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(duty__in=Duty.values), name="%(class)s_duty"),
            models.CheckConstraint(
                condition=Q(standing="")
                | Q(standing__in=["plt", "plh"], term_to__isnull=False) & ~Q(letter=""),
                name="%(class)s_stand_in_by_letter",
            ),
            models.CheckConstraint(
                condition=Q(term_from=None) | Q(term_to=None) | Q(term_to__gte=F("term_from")),
                name="%(class)s_term_in_order",
            ),
        ]


class SeatQuerySet(models.QuerySet["Seat"]):
    """Seats, narrowed by whether they last."""

    def sitting(self) -> "SeatQuerySet":
        """Those that have not ended and whose term is running today."""
        return self.filter(sitting())


def sitting(prefix: str = "") -> Q:
    """The condition of a seat that lasts, on seats or on what leads to one by `prefix`. No query of its own."""
    today = clock.today_expression()
    return (
        Q(**{f"{prefix}ended_at": None})
        & (Q(**{f"{prefix}term_to": None}) | Q(**{f"{prefix}term_to__gte": today}))
        & (Q(**{f"{prefix}term_from": None}) | Q(**{f"{prefix}term_from__lte": today}))
    )


class Seat(SeatTerms):
    """A person on a panel. The number stands for the person wherever names must not.

    Whoever returns gets a new seat; `takes_over` is the seat it replaces or, by `standing`, stands in for.
    """

    public_id = PublicIdField()
    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="seats")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="seats")
    number = models.PositiveSmallIntegerField()
    is_assessor = models.BooleanField()  # gets sheets
    takes_over = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="successors")
    seated_at = models.DateTimeField()
    seated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    end_reason = models.TextField(blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta(SeatTerms.Meta):
        ordering = ["number"]
        constraints = [
            *SeatTerms.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__gte=F("seated_at"), ended_by__isnull=False),
                name="seat_ended_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["panel", "user"], condition=Q(ended_at=None), name="seat_once_at_a_time"
            ),
            models.UniqueConstraint(fields=["panel", "number"], name="seat_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.panel}: {self.label}"

    @property
    def label(self) -> str:
        """The anonymous name in packs and shortlists, the same for the whole life of the panel."""
        return f"A{self.number}"

    @property
    def is_sitting(self) -> bool:
        """Has it not ended, and does its term run today? Asks the clock only where there is a term."""
        if self.ended_at is not None or (self.term_from is None and self.term_to is None):
            return self.ended_at is None
        today = clock.today_in_jakarta()
        return (self.term_from or today) <= today <= (self.term_to or today)


class Answer(models.TextChoices):
    """What became of an invitation."""

    WAITING = "", _("Waiting for an answer")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Invitation(SeatTerms):
    """A seat offered to a person: accepted it becomes a Seat, declined it says why. Until then it opens nothing."""

    public_id = PublicIdField()
    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="invitations")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="panel_invitations"
    )
    takes_over = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="+")
    seat = models.OneToOneField(Seat, on_delete=models.PROTECT, null=True, related_name="invitation")
    invited_at = models.DateTimeField()
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=Answer, default=Answer.WAITING, blank=True)
    reason = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta(SeatTerms.Meta):
        ordering = ["id"]
        constraints = [
            *SeatTerms.Meta.constraints,
            models.CheckConstraint(condition=Q(answer__in=Answer.values), name="invitation_answer"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None, answered_by=None)
                | ~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False),
                name="invitation_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(answer="accepted", seat__isnull=False) | ~Q(answer="accepted") & Q(seat=None),
                name="invitation_accepted_is_a_seat",
            ),
            models.CheckConstraint(
                condition=~Q(answer="declined") | ~Q(reason=""), name="invitation_declined_with_reason"
            ),
            models.UniqueConstraint(
                fields=["panel", "user"], condition=Q(answer=""), name="invitation_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.panel}: {self.user}"
