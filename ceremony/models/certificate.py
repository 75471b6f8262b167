"""Certificates, and the counters their serials come from."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessment.models import Decision, Seat
from ceremony.models.award import Award
from ceremony.serials import new_code
from nominations.models import Nomination
from paritrana.documents.models import ReportRun
from paritrana.lib.identifiers import PublicIdField


class SerialCounter(models.Model):
    """How many serials of one space have been given. The row is locked while numbers are taken from it."""

    space = models.CharField(max_length=40, unique=True)  # PRT-2020-P32-KK
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.space}: {self.last}"


class CertificateState(models.TextChoices):
    """A certificate holds until another one takes its place or it is revoked; the steps are in workflow.py."""

    ISSUED = "issued", _("Valid")
    REPLACED = "replaced", _("Replaced")
    REVOKED = "revoked", _("Revoked")


class CertificateKind(models.TextChoices):
    """What a certificate is for; the codes are those of certificate.json."""

    AWARD = "award", _("Award")
    PARTICIPATION = "participation", _("Participation")
    ASSESSOR = "assessor", _("Assessor")


SUBJECTS = {"award": "award", "participation": "nomination", "assessor": "seat"}
"""Kind → the field that says whose it is; the others stay empty."""


class Certificate(models.Model):
    """The paper of an award, of taking part or of having judged, in the matter of one decision.

    Its file is a pure function of `facts`; only state and end of the row ever change.
    """

    public_id = PublicIdField()
    kind = models.CharField(max_length=15, choices=CertificateKind, default=CertificateKind.AWARD)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="certificates")
    award = models.ForeignKey(Award, on_delete=models.PROTECT, null=True, related_name="certificates")
    nomination = models.ForeignKey(
        Nomination, on_delete=models.PROTECT, null=True, related_name="certificates"
    )
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="certificates")
    serial = models.CharField(max_length=40, unique=True)
    code = models.CharField(max_length=10, unique=True, default=new_code)
    facts = models.JSONField()
    state = models.CharField(max_length=10, choices=CertificateState, default=CertificateState.ISSUED)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    end_reason = models.TextField(blank=True)
    run = models.ForeignKey(
        ReportRun,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        related_query_name="certificate",
    )

    class Meta:
        ordering = ["serial"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=CertificateState.values), name="certificate_state"),
            models.CheckConstraint(
                condition=Q(state="issued", ended_at=None, ended_by=None, end_reason="")
                | (
                    Q(state__in=["replaced", "revoked"], ended_at__isnull=False, ended_by__isnull=False)
                    & ~Q(end_reason="")
                ),
                name="certificate_end_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(replaces=None) | ~Q(replaces=F("id")), name="certificate_replaces_another"
            ),
            models.CheckConstraint(
                condition=Q(kind="award", award__isnull=False, nomination=None, seat=None)
                | Q(kind="participation", award=None, nomination__isnull=False, seat=None)
                | Q(kind="assessor", award=None, nomination=None, seat__isnull=False),
                name="certificate_of_its_kind",
            ),
            models.UniqueConstraint(
                fields=["award"], condition=Q(state="issued"), name="certificate_one_valid"
            ),
            models.UniqueConstraint(
                fields=["nomination"], condition=Q(state="issued"), name="certificate_one_of_participation"
            ),
            models.UniqueConstraint(
                fields=["seat"], condition=Q(state="issued"), name="certificate_one_of_a_seat"
            ),
        ]

    def __str__(self) -> str:
        return self.serial
