"""The nomination: one organisation in one category of one round."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from paritrana.accounts.models import Organisation
from paritrana.lib.identifiers import PublicIdField
from paritrana.programme.models import Category, Round
from paritrana.regions.models import Region


class State(models.TextChoices):
    """The life of a nomination; the steps are in workflow.py. The last four are the statuses a ranking knows."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned")
    VERIFIED = "verified", _("Verified")
    INELIGIBLE = "ineligible", _("Ineligible")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    ABSENT = "absent", _("Absent")


NEEDS_GROUND = (State.INELIGIBLE, State.WITHDRAWN, State.ABSENT)


class Nomination(models.Model):
    """What one organisation files in one category of a round, from draft to outcome.

    `digest` is the SHA-256 of everything filed (content.py) at the moment of submission.
    """

    public_id = PublicIdField()
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="nominations")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="nominations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="nominations")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, related_name="+")
    filer = (
        models.ForeignKey(  # who files on its behalf, such as a BPJS branch; none: the organisation itself
            Organisation, on_delete=models.PROTECT, null=True, related_name="+"
        )
    )
    keeper = models.ForeignKey(  # the officer in whose hands the draft is; any other may still write
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    ground = models.TextField(blank=True)  # why it is ineligible, withdrawn or absent
    digest = models.CharField(max_length=64, blank=True)
    # Over the whole life of the draft, also of files that were removed again: the archive keeps their bytes.
    files_taken = models.PositiveIntegerField(default=0)
    bytes_taken = models.PositiveBigIntegerField(default=0)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    verified_at = models.DateTimeField(null=True)  # when verification ended, with either outcome
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="nomination_state"),
            models.CheckConstraint(
                condition=Q(filer=None) | ~Q(filer=models.F("organisation")),
                name="nomination_filer_is_another",
            ),
            # Who has withdrawn may begin anew while registration is open; what was withdrawn stays on record.
            models.UniqueConstraint(
                fields=["round", "category", "organisation"],
                condition=~Q(state=State.WITHDRAWN),
                name="nomination_once",
            ),
            # A region is nominated once, whichever of its organisations, or whoever on its behalf, files it.
            models.UniqueConstraint(
                fields=["round", "category", "region"],
                condition=Q(region__isnull=False) & ~Q(state=State.WITHDRAWN),
                name="nomination_region_once",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at=None, submitted_by=None, digest="")
                | Q(submitted_at__isnull=False, submitted_by__isnull=False, digest__regex=r"^[0-9a-f]{64}$"),
                name="nomination_submitted_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(verified_at=None, verified_by=None)
                | Q(verified_at__isnull=False, verified_by__isnull=False),
                name="nomination_verified_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT, submitted_at=None)
                | Q(state=State.WITHDRAWN)
                | Q(state__in=[State.SUBMITTED, State.RETURNED], submitted_at__isnull=False, verified_at=None)
                | Q(state__in=[State.VERIFIED, State.INELIGIBLE, State.ABSENT], verified_at__isnull=False),
                name="nomination_moments_of_its_state",
            ),
            models.CheckConstraint(
                condition=Q(state__in=NEEDS_GROUND) & ~Q(ground="")
                | ~Q(state__in=NEEDS_GROUND) & Q(ground=""),
                name="nomination_ground_of_its_state",
            ),
            # By the database too, nobody submits what they began (edits by the same person: policies.may_submit).
            models.CheckConstraint(
                condition=Q(submitted_by=None) | ~Q(submitted_by=models.F("created_by")),
                name="nomination_two_persons",
            ),
        ]
        indexes = [
            models.Index(fields=["round", "category", "state"], name="nomination_pool"),
            models.Index(fields=["created_at", "id"], name="nomination_begun"),
            models.Index(Coalesce("submitted_at", "created_at"), "id", name="nomination_filed"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Whom it nominates: the region with its kind for a government, else the organisation."""
        return self.region.name if self.region else self.organisation.name

    @property
    def kept_by_id(self) -> int:
        """In whose hands it is: the officer it was given to, else the one who began it."""
        return self.keeper_id or self.created_by_id

    @property
    def is_example(self) -> bool:
        """Invented, and marked so wherever it is seen."""
        return self.round.edition.is_example

    @property
    def timezone(self) -> str:
        """The zone in which the nominee reads its moments."""
        return self.home.timezone if self.home else "Asia/Jakarta"

    @property
    def home(self) -> Region | None:
        """Where the nominee is at home: the region that is nominated, else its organisation's."""
        return self.region or self.organisation.region
