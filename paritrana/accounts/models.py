"""People, the organisations they work for, and the roles they hold there from a day to a day."""

from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from paritrana.accounts.roles import ROLE_CHOICES, ROLES
from paritrana.lib.identifiers import PublicIdField
from paritrana.regions.models import Region


class UserManager(BaseUserManager["User"]):
    """Finds people by their mail address, whatever its case."""

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email__iexact=email)

    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        """A new person; without a password nobody can sign in as them."""
        user = self.model(email=email.lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person. What they may do follows from their memberships alone."""

    public_id = PublicIdField()
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    is_example = models.BooleanField(default=False)  # belongs to the demo edition
    created_at = models.DateTimeField(auto_now_add=True)
    session_epoch = models.PositiveIntegerField(default=0)  # one more, and every session of before is over
    last_login = None  # the trail and the sessions know; a column of it would change with every sign-in

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []
    objects = UserManager()

    class Meta:
        constraints = [models.UniqueConstraint(models.functions.Lower("email"), name="user_email_any_case")]

    def __str__(self) -> str:
        return self.name or self.email

    def get_session_auth_hash(self) -> str:
        """What a session must know to stay signed in: it changes with the password and with the epoch."""
        return self._session_hash(settings.SECRET_KEY)

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """The same under each key that was in use before, so that a new key signs nobody out."""
        for key in settings.SECRET_KEY_FALLBACKS:
            yield self._session_hash(key)

    def _session_hash(self, secret: str) -> str:
        words = f"{self.session_epoch} {self.password}"
        return salted_hmac("paritrana.accounts.session", words, secret=secret, algorithm="sha256").hexdigest()


class OrganisationKind(models.TextChoices):
    """What an organisation is in the award."""

    GOVERNMENT = "government", _("Regional government")
    BUSINESS = "business", _("Business")
    VILLAGE = "village", _("Village")
    BPJS_BRANCH = "bpjs_branch", _("BPJS branch")
    COMMITTEE = "committee", _("Award committee")
    OVERSIGHT = "oversight", _("Inspectorate")


class Organisation(models.Model):
    """A government, a business, a village, a committee. Its region is empty for a national body."""

    public_id = PublicIdField()
    kind = models.CharField(max_length=20, choices=OrganisationKind)
    name = models.CharField(max_length=300)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, related_name="organisations")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=OrganisationKind.values), name="organisation_kind"),
            models.UniqueConstraint(
                fields=["kind", "name", "region"], nulls_distinct=False, name="organisation_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A role that a person holds in an organisation from a day to a day (none: until further notice)."""

    public_id = PublicIdField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=30, choices=ROLE_CHOICES)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)  # by hand, before its time; the day that counts is valid_until
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False, valid_until__isnull=False),
                name="membership_ended_by_somebody",
            ),
            models.CheckConstraint(condition=Q(role__in=list(ROLES)), name="membership_role"),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="membership_days_in_order",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "organisation", "valid_from"], name="membership_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.role} · {self.organisation}"
