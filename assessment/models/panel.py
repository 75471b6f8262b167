"""The panel of a round and category, its seats, and who must keep away from which nomination."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nominations.models import Nomination
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
    decree = models.CharField(max_length=200, blank=True)  # number of the letter of appointment
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
        ]

    def __str__(self) -> str:
        return f"{self.category} · {self.round}"


class Duty(models.TextChoices):
    """What a seat is for. Whether it scores is another matter (Seat.is_assessor)."""

    CHAIR = "chair", _("Chair")
    SECRETARY = "secretary", _("Secretary")
    MEMBER = "member", _("Member")


class Seat(models.Model):
    """A person on a panel. The number stands for the person wherever names must not."""

    public_id = PublicIdField()
    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="seats")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="seats")
    number = models.PositiveSmallIntegerField()
    duty = models.CharField(max_length=20, choices=Duty)
    title = models.CharField(max_length=200, blank=True)  # the expertise or office it stands for
    is_assessor = models.BooleanField()  # gets sheets
    seated_at = models.DateTimeField()
    seated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(condition=Q(duty__in=Duty.values), name="seat_duty"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__gte=F("seated_at"), ended_by__isnull=False),
                name="seat_ended_by_somebody",
            ),
            models.UniqueConstraint(fields=["panel", "user"], name="seat_once"),
            models.UniqueConstraint(fields=["panel", "number"], name="seat_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.panel}: {self.label}"

    @property
    def label(self) -> str:
        """The anonymous name in packs and shortlists, the same for the whole life of the panel."""
        return f"A{self.number}"


class Ground(models.TextChoices):
    """Why somebody must not judge a nomination. Found by the portal: own_region, employer."""

    OWN_REGION = "own_region", _("own region")
    EMPLOYER = "employer", _("employer")
    DECLARED = "declared", _("declared tie")


class Conflict(models.Model):
    """A seat that may not open a nomination, and since when that is known. Never taken back."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="conflicts")
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="conflicts")
    ground = models.CharField(max_length=20, choices=Ground)
    text = models.TextField(blank=True)
    declared_at = models.DateTimeField()
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )  # for what the portal found: whoever handed out the sheets

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ground__in=Ground.values), name="conflict_ground"),
            models.CheckConstraint(
                condition=~Q(ground="declared", text=""), name="conflict_declared_in_words"
            ),
            models.UniqueConstraint(fields=["seat", "nomination"], name="conflict_once"),
        ]

    def __str__(self) -> str:
        return f"{self.seat}: {self.get_ground_display()}"
