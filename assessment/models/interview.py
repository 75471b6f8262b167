"""The interviews: rooms, sessions of a day, who appears when, and what nobody and nothing may do twice at a time."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessment.models.panel import Panel, Seat
from nominations.models import Nomination
from paritrana.documents.models import Document, ReportRun
from paritrana.lib.identifiers import PublicIdField
from paritrana.programme.models import Round


class Room(models.Model):
    """Where a panel meets nominees: an address, a video link, or both for a mixed session."""

    public_id = PublicIdField()
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="rooms")
    name = models.CharField(max_length=100)
    address = models.CharField(max_length=200, blank=True)
    link = models.URLField(max_length=300, blank=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["round", "name"], name="room_name_once"),
            models.CheckConstraint(condition=~Q(address="", link=""), name="room_is_somewhere"),
        ]

    def __str__(self) -> str:
        return self.name


class SessionState(models.TextChoices):
    """A session is planned, then opened by whoever presides, and closed with its minutes."""

    PLANNED = "planned", _("Planned")
    OPEN = "open", _("In session")
    MINUTED = "minuted", _("Minuted")


class Session(models.Model):
    """A panel in a room on one day.

    `breaks` [[ISO start, minutes], …]. `version` counts every change that somebody in the room can see: pages poll it.
    `led_by` is the seat that presides while the chair does not; `current` the interview in hand.
    """

    public_id = PublicIdField()
    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="sessions")
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="sessions")
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    breaks = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=SessionState, default=SessionState.PLANNED)
    version = models.PositiveIntegerField(default=1)
    current = models.ForeignKey("Interview", on_delete=models.PROTECT, null=True, related_name="+")
    led_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="+")
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    minuted_at = models.DateTimeField(null=True)
    minuted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    minutes_run = models.ForeignKey(ReportRun, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["opens_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=SessionState.values), name="session_state"),
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="session_in_order"),
            models.CheckConstraint(
                condition=Q(state="minuted", minuted_at__isnull=False, minuted_by__isnull=False)
                | ~Q(state="minuted") & Q(minuted_at=None, minuted_by=None),
                name="session_minuted_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.panel} · {self.room}"

    @property
    def mode(self) -> str:
        """online, on_site or mixed, as the room allows."""
        if self.room.link and self.room.address:
            return "mixed"
        return "online" if self.room.link else "on_site"

    @property
    def mode_words(self) -> "str":
        """The words of the mode."""
        return {"online": _("online"), "on_site": _("on site"), "mixed": _("on site and online")}[self.mode]

    def pauses(self) -> list[tuple[datetime, datetime]]:
        """The breaks as (start, end)."""
        found = [(datetime.fromisoformat(at), minutes) for at, minutes in self.breaks]
        return [(start, start + timedelta(minutes=minutes)) for start, minutes in found]


class InterviewState(models.TextChoices):
    """The life of one interview; the steps are in assessment/interview/workflow.py."""

    PLANNED = "planned", _("Planned")
    RUNNING = "running", _("In progress")
    REVEALED = "revealed", _("Revealed, in discussion")
    DONE = "done", _("Done")
    ABSENT = "absent", _("Nominee absent")
    POSTPONED = "postponed", _("Postponed")
    CANCELLED = "cancelled", _("Cancelled")


HELD = (InterviewState.RUNNING, InterviewState.REVEALED, InterviewState.DONE)
"""States of an interview that took or takes place."""
OFF = (InterviewState.POSTPONED, InterviewState.CANCELLED)
"""States in which nobody and nothing is booked."""
NEEDS_REASON = (InterviewState.ABSENT, *OFF)


class Interview(models.Model):
    """One nominee before the panel. `sequence` counts the changes that calendars of the people must follow.

    The presentation is kept as a document of its own, not among the evidence that the receipt's digest covers.
    """

    public_id = PublicIdField()
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="interviews")
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="interviews")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    online = models.BooleanField(default=False)  # this nominee comes by the room's link
    state = models.CharField(max_length=10, choices=InterviewState, default=InterviewState.PLANNED)
    reason = models.TextField(blank=True)  # of absence, postponement, cancelling
    sequence = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    presentation = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    presentation_name = models.CharField(max_length=200, blank=True)
    presented_at = models.DateTimeField(null=True)  # when the file was handed in
    presented_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    started_at = models.DateTimeField(null=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    revealed_at = models.DateTimeField(null=True)
    revealed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["nomination"], condition=~Q(state="cancelled"), name="interview_once"
            ),
            models.UniqueConstraint(
                fields=["session"],
                condition=Q(state__in=["running", "revealed"]),
                name="interview_one_open_turn",
            ),
            models.CheckConstraint(condition=Q(state__in=InterviewState.values), name="interview_state"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="interview_in_order"),
            models.CheckConstraint(
                condition=~Q(state__in=NEEDS_REASON) | ~Q(reason=""), name="interview_off_with_reason"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["revealed", "done"], revealed_at__isnull=False)
                | ~Q(state__in=["revealed", "done"]) & Q(revealed_at=None),
                name="interview_revealed_moment",
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{verb}_at": None, f"{verb}_by": None})
                    | Q(**{f"{verb}_at__isnull": False, f"{verb}_by__isnull": False}),
                    name=f"interview_{verb}_by_somebody",
                )
                for verb in ("confirmed", "presented", "started", "revealed", "ended")
            ),
        ]

    def __str__(self) -> str:
        return self.nomination.name

    @property
    def minutes(self) -> int:
        """How long it is planned to last."""
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    @property
    def due_at(self) -> datetime:
        """When the turn should end: it has its full length from the moment it was called, late or early."""
        return (self.started_at or self.starts_at) + (self.ends_at - self.starts_at)


class BookedKind(models.TextChoices):
    """What can be in one place only."""

    PERSON = "person", _("person")
    NOMINEE = "nominee", _("nominee")
    ROOM = "room", _("room")


class Booking(models.Model):
    """A person (user), nominee (organisation) or room that an interview takes up for its time.

    The database refuses a second one of the same that overlaps (migration: exclusion constraint over `during`).
    """

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="bookings")
    kind = models.CharField(max_length=10, choices=BookedKind)
    key = models.BigIntegerField()  # id of the user, organisation or room
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(kind__in=BookedKind.values), name="booking_kind")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
