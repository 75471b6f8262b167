"""Files that somebody ordered are kept for a while; then the bytes go and the order stays, to be made again as things are then.

What the portal prints once by itself, and what has a key (receipts, minutes, certificates), is kept for good.
"""

from django.db import transaction
from django.db.models import ProtectedError

from paritrana.audit.actions import record
from paritrana.documents import store
from paritrana.documents.models import Document, ReportRun
from paritrana.documents.models.run import KEPT
from paritrana.documents.registry import SYSTEM
from paritrana.documents.workflow import TRANSITIONS
from paritrana.lib import clock

AT_A_TIME = 200


def clear_expired() -> int:
    """Takes away the files whose time is over; gives how many orders that were."""
    over = ReportRun.objects.filter(
        state__in=TRANSITIONS["expire"].from_,
        key=None,
        asked_by__isnull=False,
        finished_at__lt=clock.now() - KEPT,
    )
    ids = list(over.order_by("finished_at").values_list("pk", flat=True)[:AT_A_TIME])
    return sum(_expire(pk) for pk in ids)


@transaction.atomic
def _expire(pk: int) -> bool:
    found = ReportRun.objects.select_for_update(skip_locked=True, of=("self",)).select_related("document")
    run = found.filter(pk=pk, state__in=TRANSITIONS["expire"].from_).first()
    if run is None or run.document is None:
        return False
    document = run.document
    run.state, run.document = TRANSITIONS["expire"].to, None
    run.save(update_fields=["state", "document"])
    record("reportrun.expire", run, by=SYSTEM, changes={"sha256": [document.sha256, None]})
    try:
        with transaction.atomic():
            document.delete()
    except ProtectedError:
        return True  # the same bytes stand elsewhere too
    transaction.on_commit(lambda: _take_away(document.sha256))
    return True


def _take_away(sha256: str) -> None:
    if not Document.objects.filter(sha256=sha256).exists():  # nobody has brought the same bytes meanwhile
        store.path_of(sha256).unlink(missing_ok=True)
