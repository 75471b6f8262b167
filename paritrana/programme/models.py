"""The rulebook as data: editions, their rounds with a calendar each, categories, and the frozen rules."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from paritrana.lib.identifiers import PublicIdField
from paritrana.lib.permissions import NATIONAL
from paritrana.regions.models import Region


class Level(models.TextChoices):
    """The award has two levels; since edition 2022 the first of a province goes on to the national round."""

    PROVINCE = "province", _("Province")
    NATIONAL = "national", _("National")


class EditionState(models.TextChoices):
    """An edition is prepared, then open under a frozen rulebook, then closed."""

    DRAFT = "draft", _("In preparation")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class Edition(models.Model):
    """One edition: its number, the label the press knows, the assessed period. None of them derives from another."""

    number = models.PositiveIntegerField(unique=True)
    label = models.CharField(max_length=100)
    period_start = models.DateField()
    period_end = models.DateField()
    state = models.CharField(max_length=10, choices=EditionState, default=EditionState.DRAFT)
    is_example = models.BooleanField(default=False)  # invented: marked as an example wherever it is seen

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=EditionState.values), name="edition_state"),
            models.CheckConstraint(
                condition=Q(period_end__gt=F("period_start")), name="edition_days_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Rulebook(models.Model):
    """The rules of an edition under a digest. A row never changes: an amendment is the next version, with its reason.

    `content` is read through programme.rulebook; its format is described there.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="rulebooks")
    version = models.PositiveIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    reason = models.TextField(blank=True)
    adopted_at = models.DateTimeField()
    adopted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "version"], name="rulebook_version_once")]

    def __str__(self) -> str:
        return f"{self.edition} v{self.version}"


class Category(models.Model):
    """A category of one edition and level: who competes with whom. Its rules stand in the rulebook under its code."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="categories")
    level = models.CharField(max_length=10, choices=Level)
    code = models.CharField(max_length=30)
    name_id = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(level__in=Level.values), name="category_level"),
            models.UniqueConstraint(fields=["edition", "level", "code"], name="category_once"),
        ]

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else self.name_id


class Round(models.Model):
    """One province's run of an edition, or the national one (no region). Each has its own calendar."""

    public_id = PublicIdField()
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="rounds")
    level = models.CharField(max_length=10, choices=Level)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(level="national", region=None) | Q(level="province", region__isnull=False),
                name="round_of_its_level",
            ),
            models.UniqueConstraint(fields=["edition", "region"], nulls_distinct=False, name="round_once"),
        ]

    def __str__(self) -> str:
        national = _("National")
        return f"{self.region or national} · {self.edition}"

    @property
    def region_code(self) -> str:
        """The code that grants are compared with; NATIONAL for the national round."""
        return self.region.code if self.region else NATIONAL

    @property
    def timezone(self) -> str:
        """The zone in which the round's own people read its moments."""
        return self.region.timezone if self.region else "Asia/Jakarta"


class JoinedProvince(models.Model):
    """A further province whose nominees file in a round that another province hosts: a joint round of two provinces."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="joined")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")  # the round's
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["edition", "region"], name="joined_province_once")]

    def __str__(self) -> str:
        return f"{self.region} → {self.round}"


class StageCode(models.TextChoices):
    """The stages of a round, in their usual order."""

    REGISTRATION = "registration", _("Registration")
    VERIFICATION = "verification", _("Verification")
    DOCUMENT = "document", _("Document assessment")
    INTERVIEW = "interview", _("Interview")
    PLENARY = "plenary", _("Plenary")
    OBJECTION = "objection", _("Objection window")
    DECISION = "decision", _("Decision")
    CEREMONY = "ceremony", _("Ceremony")


class Stage(models.Model):
    """A stage of a round between two moments; the closing moment itself is too late."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="stages")
    code = models.CharField(max_length=20, choices=StageCode)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()

    class Meta:
        ordering = ["opens_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(code__in=StageCode.values), name="stage_code"),
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="stage_moments_in_order"),
            models.UniqueConstraint(fields=["round", "code"], name="stage_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_code_display()} · {self.round}"


class Extension(models.Model):
    """More time for a stage: for the whole round (its stage then closes later) or for the nominees of one region.

    A region's nominees are its own government, organisations at home there and, for a province, all in it. Rows are
    never changed; what was closed is open again until `closes_at`, and nothing ever becomes shorter.
    """

    public_id = PublicIdField()
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="extensions")
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, null=True, related_name="+"
    )  # null: the round
    instead_of = models.DateTimeField()  # when it would have closed for them
    closes_at = models.DateTimeField()
    reason = models.TextField(max_length=2000)
    granted_at = models.DateTimeField()
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("instead_of")) & Q(closes_at__gt=F("granted_at")),
                name="extension_gives_time",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="extension_has_a_reason"),
        ]

    def __str__(self) -> str:
        whole = _("the whole round")
        return f"{self.stage} · {self.region or whole}"
