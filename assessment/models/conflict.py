"""Who must keep away from which nomination, and what is known about people's ties before any file opens."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessment.models.panel import Seat
from nominations.models import Nomination
from paritrana.accounts.models import Organisation
from paritrana.lib.identifiers import PublicIdField
from paritrana.programme.models import Edition


class Ground(models.TextChoices):
    """Why somebody must not judge a nomination. All but the last are found by the portal."""

    OWN_REGION = "own_region", _("own region")
    EMPLOYER = "employer", _("employer")
    FORMER_POST = "former_post", _("former post")
    TIED_ORGANISATION = "tied_organisation", _("tied organisation")
    DECLARED = "declared", _("declared tie")


class Conflict(models.Model):
    """A seat that may not open a nomination, and since when that is known. Never taken back.

    `is_late`: it came to light after the stage had closed or a ranking had been taken, so a new snapshot is due.
    """

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="conflicts")
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="conflicts")
    ground = models.CharField(max_length=20, choices=Ground)
    text = models.TextField(blank=True)
    is_late = models.BooleanField(default=False)
    declared_at = models.DateTimeField()
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )  # for what the portal found: whoever did what made it look

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


class Post(models.Model):
    """An office somebody holds or held outside the portal, with its days. Roles in the portal count besides."""

    public_id = PublicIdField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="posts")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(max_length=200)
    held_from = models.DateField(null=True)  # None: long ago
    held_to = models.DateField(null=True)  # None: still held
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-held_to", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(held_from=None) | Q(held_to=None) | Q(held_to__gte=F("held_from")),
                name="post_days_in_order",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} · {self.organisation}"


class TieKind(models.TextChoices):
    """How one organisation hangs on another."""

    OWNED = "owned", _("owned by")
    MEMBER = "member", _("member of")
    OTHER = "other", _("tied to")


class OrganisationTie(models.Model):
    """Two organisations that stand together: a provincial bank and its owner, a firm and its association.

    Whoever works for either keeps away from the other. Secretariats keep the table; a row ends, it is not deleted.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="ties")
    tied_to = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="ties_to_it")
    kind = models.CharField(max_length=10, choices=TieKind)
    source = models.CharField(max_length=300)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=TieKind.values), name="organisationtie_kind"),
            models.CheckConstraint(condition=~Q(organisation=F("tied_to")), name="organisationtie_of_two"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="organisationtie_ended_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["organisation", "tied_to"], condition=Q(ended_at=None), name="organisationtie_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} – {self.tied_to}"


class Disclosure(models.Model):
    """What a person said about their posts and ties for an edition, before any file of it opened to them."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="disclosures")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)  # "": nothing besides what the portal knows
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "edition"], name="disclosure_once_an_edition")]

    def __str__(self) -> str:
        return f"{self.user} · {self.edition}"


class Clearance(models.Model):
    """An assessor's word, given before the file opened, that nothing ties the seat to the nomination."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="clearances")
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seat", "nomination"], name="clearance_once")]

    def __str__(self) -> str:
        return f"{self.seat} · {self.nomination}"
