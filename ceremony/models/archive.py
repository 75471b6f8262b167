"""The archive since period 2017: what public pages report about past editions, with how certain it is and from where.

Read-only: nothing but `ceremony.archive.load` writes these rows. They are kept apart from the awards that the portal
itself decides, and nothing invented ever enters them.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from paritrana.programme.models import Level
from paritrana.regions.models import Region, Zone


class Certainty(models.TextChoices):
    """How far a statement can be relied on. Sure means that a source states it, not that it is official."""

    SURE = "sure", _("Clear source")
    WEAK = "weak", _("Weak source")
    CONTRADICTED = "contradicted", _("Sources disagree")


class ArchiveCategory(models.TextChoices):
    """The categories of all editions, in the order in which results are listed."""

    PROVINCE = "province", _("Province")
    REGENCY_CITY = "regency_city", _("Regency/city")
    LARGE = "large", _("Large business")
    MEDIUM = "medium", _("Medium business")
    LARGE_MEDIUM = "large_medium", _("Large and medium business")
    BUSINESS = "business", _("Business, size not stated")
    MICRO = "micro", _("Micro business")
    VILLAGE = "village", _("Village")
    PUBLIC_SERVICE = "public_service", _("Public service")
    UNIVERSITY = "university", _("University")
    SPECIAL = "special", _("Special award")
    # only counts of the funnel speak of these
    BUSINESS_UNIVERSITY = "business_university", _("Businesses and universities")
    EMPLOYERS = "employers", _("All employers")
    ALL = "all", _("All categories")


class ArchiveSector(models.TextChoices):
    """The sectors into which some editions split the business categories."""

    FINANCE = "finance", _("Finance")
    TRADE_SERVICES = "trade_services", _("Trade and services")
    FINANCE_TRADE_SERVICES = "finance_trade_services", _("Finance, trade and services")
    INDUSTRY = "mining_manufacturing_construction", _("Mining, manufacturing and construction")
    AGRICULTURE = "agriculture", _("Agriculture")
    EDUCATION = "education", _("Education")
    HEALTH = "health", _("Health")
    OVERALL = "overall", _("Best of all sectors")


class ArchiveStage(models.TextChoices):
    """The steps from everyone who could take part to the winners, in their order."""

    ELIGIBLE = "eligible", _("Could take part")
    ASSESSED = "assessed", _("Assessed")
    PROPOSED = "proposed", _("Proposed")
    NOMINATED = "nominated", _("Nominated")
    INVITED = "invited", _("Invited")
    TOP_SEVEN = "top_seven", _("Among the first seven")
    PROVINCIAL_WINNER = "provincial_winners", _("First in a province")
    FINALISTS = "finalists", _("Finalists")
    INTERVIEWED = "interviewed", _("Interviewed")
    WINNERS = "winners", _("Winners")


class ArchiveEdition(models.Model):
    """A past edition. Days are texts of the form YYYY[-MM[-DD]], empty where unknown; `sources` are joined by " | "."""

    number = models.PositiveSmallIntegerField(unique=True)
    period_start = models.DateField()
    period_end = models.DateField()
    labels_seen = models.CharField(max_length=60)
    socialisation = models.CharField(max_length=100, blank=True)
    provincial_selection = models.CharField(max_length=100, blank=True)
    provincial_ceremony_first = models.CharField(max_length=10, blank=True)
    provincial_ceremony_last = models.CharField(max_length=10, blank=True)
    national_interview_start = models.CharField(max_length=10, blank=True)
    national_interview_end = models.CharField(max_length=10, blank=True)
    interview_place = models.CharField(max_length=100, blank=True)
    national_ceremony_date = models.CharField(max_length=10, blank=True)
    national_ceremony_place = models.CharField(max_length=100, blank=True)
    presenter = models.CharField(max_length=200, blank=True)
    mode = models.CharField(max_length=20, blank=True)
    note = models.TextField(blank=True)
    sources = models.TextField(blank=True)

    def __str__(self) -> str:
        return str(self.period_year)

    @property
    def period_year(self) -> int:
        """The year that was assessed."""
        return self.period_start.year


class ArchiveRow(models.Model):
    """What all statements of the archive share. Rows of one conflict group are rivals: shown together, counted once."""

    code = models.CharField(max_length=12, unique=True)
    position = models.PositiveIntegerField()  # the order in which lists show the rows, from 1
    edition = models.ForeignKey(ArchiveEdition, on_delete=models.CASCADE, related_name="%(class)ss")
    level = models.CharField(max_length=10, choices=Level)
    province = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    category = models.CharField(max_length=20, choices=ArchiveCategory)
    certainty = models.CharField(max_length=12, choices=Certainty)
    conflict_group = models.CharField(max_length=20, blank=True)
    note = models.TextField(blank=True)
    sources = models.TextField()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(certainty__in=Certainty.values), name="%(class)s_certainty"),
            models.CheckConstraint(
                condition=Q(category__in=ArchiveCategory.values), name="%(class)s_category"
            ),
            models.CheckConstraint(
                condition=Q(level="national", province=None) | Q(level="province", province__isnull=False),
                name="%(class)s_of_its_level",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class ArchiveAward(ArchiveRow):
    """One award. `rank` and `title` are empty where no source prints them; `region` only for governments."""

    zone = models.CharField(max_length=20, choices=Zone, blank=True)
    sector = models.CharField(max_length=40, choices=ArchiveSector, blank=True)
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    title = models.CharField(max_length=100, blank=True)
    recipient = models.CharField(max_length=100)
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, null=True, blank=True, related_name="archive_awards"
    )
    ceremony_date = models.CharField(max_length=10, blank=True)


class ArchiveFinalist(ArchiveRow):
    """Somebody who reached a stage."""

    stage = models.CharField(max_length=20, choices=ArchiveStage)
    sector = models.CharField(max_length=40, choices=ArchiveSector, blank=True)
    recipient = models.CharField(max_length=100)
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, null=True, blank=True, related_name="archive_finalists"
    )
    stage_date = models.CharField(max_length=10, blank=True)


class ArchiveFunnel(ArchiveRow):
    """How many there were at a stage."""

    stage = models.CharField(max_length=20, choices=ArchiveStage)
    count = models.PositiveIntegerField()
