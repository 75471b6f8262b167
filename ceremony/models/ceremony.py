"""The ceremony: when and where, who hands over to whom in which order, who is invited, and what is given."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ceremony.models.award import Award
from paritrana.lib.identifiers import PublicIdField
from paritrana.programme.models import Edition, Round


class Mode(models.TextChoices):
    """How people take part."""

    ON_SITE = "on_site", _("On site")
    ONLINE = "online", _("Online")
    HYBRID = "hybrid", _("On site and online")


class CeremonyState(models.TextChoices):
    """Planned (also after a postponement) until it was held or given up; the steps are in workflow.py."""

    PLANNED = "planned", _("Planned")
    HELD = "held", _("Was held")
    CANCELLED = "cancelled", _("Was cancelled")


class Ceremony(models.Model):
    """One ceremony of an edition. A joint one honours the winners of several rounds."""

    public_id = PublicIdField()
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="ceremonies")
    rounds = models.ManyToManyField(Round, related_name="ceremonies")
    title = models.CharField(max_length=200)
    mode = models.CharField(max_length=10, choices=Mode, default=Mode.ON_SITE)
    place = models.CharField(max_length=300, blank=True)  # hall and town, or the address of the broadcast
    first_planned_at = models.DateTimeField()  # what was planned at first; a postponement leaves it
    planned_at = models.DateTimeField()
    postponed_reason = models.TextField(blank=True)
    held_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=CeremonyState, default=CeremonyState.PLANNED)
    minutes = models.TextField(blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-planned_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(mode__in=Mode.values), name="ceremony_mode"),
            models.CheckConstraint(condition=Q(state__in=CeremonyState.values), name="ceremony_state"),
            models.CheckConstraint(
                condition=Q(state="held", held_at__isnull=False) | (~Q(state="held") & Q(held_at=None)),
                name="ceremony_held",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Capacity(models.TextChoices):
    """In which capacity somebody stands on the stage: it is data, and is read out."""

    HEAD = "head", _("In person")
    DEPUTY = "deputy", _("As deputy")
    ACTING = "acting", _("As acting head")
    STAND_IN = "stand_in", _("On behalf of")
    ABSENT = "absent", _("Absent, sent later")


class Handover(models.Model):
    """One award at its place in the running order: who hands it over, who receives it. People stand by office."""

    public_id = PublicIdField()
    ceremony = models.ForeignKey(Ceremony, on_delete=models.PROTECT, related_name="handovers")
    award = models.OneToOneField(Award, on_delete=models.PROTECT, related_name="handover")
    position = models.PositiveIntegerField()  # from 1, without gaps
    presenter = models.CharField(max_length=200, blank=True)
    presenter_capacity = models.CharField(max_length=10, choices=Capacity, default=Capacity.HEAD)
    receiver = models.CharField(max_length=200, blank=True)
    receiver_capacity = models.CharField(max_length=10, choices=Capacity, default=Capacity.HEAD)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["ceremony", "position"],
                name="handover_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(condition=Q(position__gte=1), name="handover_from_one"),
            models.CheckConstraint(
                condition=Q(presenter_capacity__in=Capacity.values, receiver_capacity__in=Capacity.values),
                name="handover_capacity",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.award}"


class PrizeKind(models.TextChoices):
    """What an award brings with it."""

    TROPHY = "trophy", _("Trophy")
    CERTIFICATE = "certificate", _("Certificate (piagam)")
    VEHICLE = "vehicle", _("Vehicle")
    GOLD = "gold", _("Gold")
    CASH = "cash", _("Cash")


class Prize(models.Model):
    """One thing that goes with an award: promised, then delivered once, at the ceremony or later, with a receipt."""

    public_id = PublicIdField()
    handover = models.ForeignKey(Handover, on_delete=models.PROTECT, related_name="prizes")
    kind = models.CharField(max_length=12, choices=PrizeKind)
    description = models.CharField(max_length=200, blank=True)  # "sepeda motor", "10 gram", "Rp50.000.000"
    delivered_on = models.DateField(null=True)
    receiver = models.CharField(max_length=200, blank=True)  # the office that signed for it
    receipt = models.CharField(max_length=100, blank=True)  # number of the signed receipt
    noted_at = models.DateTimeField(null=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["handover__position", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=PrizeKind.values), name="prize_kind"),
            models.CheckConstraint(
                condition=Q(delivered_on=None, noted_at=None, noted_by=None, receiver="", receipt="")
                | (
                    Q(delivered_on__isnull=False, noted_at__isnull=False, noted_by__isnull=False)
                    & ~Q(receiver="")
                ),
                name="prize_delivered_to_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.description}".strip()


class GuestState(models.TextChoices):
    """What is known of a guest's coming."""

    INVITED = "invited", _("Invited")
    COMING = "coming", _("Is coming")
    DECLINED = "declined", _("Declined")
    CAME = "came", _("Came")


class Guest(models.Model):
    """A guest by office."""

    public_id = PublicIdField()
    ceremony = models.ForeignKey(Ceremony, on_delete=models.CASCADE, related_name="guests")
    office = models.CharField(max_length=200)
    organisation = models.CharField(max_length=200, blank=True)
    seat = models.CharField(max_length=30, blank=True)
    state = models.CharField(max_length=10, choices=GuestState, default=GuestState.INVITED)

    class Meta:
        ordering = ["office", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=GuestState.values), name="guest_state"),
            models.UniqueConstraint(fields=["ceremony", "office", "organisation"], name="guest_once"),
        ]

    def __str__(self) -> str:
        return self.office
