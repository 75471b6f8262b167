"""How far the press is with the certificates of one decision: how many, how fast, how long still."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ceremony.queries.certificate import certificates_seen_by
from paritrana.documents.models import ReportRun, RunState
from paritrana.lib.permissions import Actor

WINDOW = 30
"""So many of the last files tell how fast the press is now; older ones say what it was before a pause."""

LONGEST_GAP = timedelta(seconds=90)
"""A longer silence between two files was a pause or a breakdown and says nothing of the speed."""


@dataclass(frozen=True)
class Progress:
    """Counts of the certificates of a decision by the state of their files."""

    total: int
    done: int
    failed: int
    held: int
    seconds_each: float | None  # between two files, lately; None while nobody knows
    is_example: bool

    @property
    def waiting(self) -> int:
        """Files that will still be made without anybody's help."""
        return self.total - self.done - self.failed - self.held

    @property
    def is_running(self) -> bool:
        return self.waiting > 0

    @property
    def words_left(self) -> str:
        """Rate and time left in words: "40 a minute, 3 minutes left"; "" when there is nothing to say."""
        if not self.is_running or not self.seconds_each:
            return ""
        rate = max(1, round(60 / self.seconds_each))
        minutes = -(-int(self.waiting * self.seconds_each) // 60)
        left = ngettext("about %d minute left", "about %d minutes left", minutes) % minutes
        return _("%(rate)d a minute, %(left)s") % {
            "rate": rate,
            "left": left if minutes > 1 else _("less than a minute left"),
        }


def progress_of(actor: Actor, decision: object) -> Progress:
    """Of the certificates of a decision that the actor sees; three queries however many there are."""
    seen = certificates_seen_by(actor).filter(decision=decision).order_by()
    runs = ReportRun.objects.filter(certificate__in=seen.values("pk"))
    counts = runs.aggregate(
        total=Count("pk"),
        done=Count("pk", filter=Q(state=RunState.DONE)),
        failed=Count("pk", filter=Q(state=RunState.FAILED)),
        held=Count("pk", filter=Q(state=RunState.HELD)),
    )
    first = seen.values_list("facts__edition__is_example", flat=True).first()
    return Progress(**counts, seconds_each=_seconds_each(runs), is_example=bool(first))


def _seconds_each(runs: object) -> float | None:
    done = runs.filter(state=RunState.DONE).order_by("-finished_at")
    moments = list(done.values_list("finished_at", flat=True)[:WINDOW])
    gaps = [later - earlier for later, earlier in zip(moments, moments[1:], strict=False)]
    gaps = [gap for gap in gaps if gap < LONGEST_GAP]
    return sum(gaps, timedelta()).total_seconds() / len(gaps) if gaps else None
