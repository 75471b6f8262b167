"""A worker's way with a run: take it, build it, keep the file, say so.

The row is the truth. Whoever holds its lease works on it; a worker that dies lets the lease run out and the sweeper
hands the row to another one. Two workers with the same run do no harm: the first to finish it has finished it.
"""

import errno
import logging
from datetime import timedelta

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from paritrana.audit.actions import record
from paritrana.documents import store
from paritrana.documents.intake import clean_name
from paritrana.documents.lease import ATTEMPTS, Overtaken, heartbeat, progress_of, take
from paritrana.documents.models import Document, DocumentState, ReportRun
from paritrana.documents.press.pdf import PressMissing
from paritrana.documents.registry import SYSTEM, Product, actor_for, ended_of, report_of
from paritrana.documents.workflow import TRANSITIONS
from paritrana.lib import clock
from paritrana.lib.verdict import Refused

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
PAUSE = timedelta(seconds=10)
PAUSE_WITHOUT_PRESS = timedelta(seconds=60)

log = logging.getLogger(__name__)


def render(run_id: int) -> None:
    """Builds the run's file with the rights its asker has now. Does nothing if it has ended or another has it."""
    run = take(run_id)
    if run is None:
        return
    with translation.override(run.language):
        if run.attempts > ATTEMPTS:
            _fail(
                run,
                _(
                    "The work broke off three times. Order it again; if it breaks off again, tell the operator."
                ),
            )
            return
        try:
            with heartbeat(run):
                product = report_of(run.report).build(
                    actor_for(run.asked_by), run.parameters, progress_of(run)
                )
            sha256, size = _keep(product)
        except Overtaken:
            return
        except Refused as refused:
            _fail(run, str(refused.sentence))
        except PressMissing as missing:
            _postpone(run, missing.sentence, pause=PAUSE_WITHOUT_PRESS, attempts=run.attempts - 1)
        except OSError as error:
            if error.errno in NO_ROOM:
                log.exception("run %s (%s) found no room", run.public_id, run.report)
                _fail(run, _("The disk is full. The operator makes room; then print again."))
            else:
                _broke_off(run)
        except Exception:
            _broke_off(run)
        else:
            _finish(run, product, sha256, size)


def _broke_off(run: ReportRun) -> None:
    """Within an except block: the work begins again a little later, or is given up."""
    log.exception("run %s (%s) broke off", run.public_id, run.report)
    if run.attempts < ATTEMPTS:
        sentence = _("The work broke off and starts again by itself.")
        _postpone(run, sentence, pause=PAUSE * run.attempts, attempts=run.attempts)
    else:
        _fail(run, _("The file could not be made. The operator can see why in the log: %s.") % run.public_id)


def _keep(product: Product) -> tuple[str, int]:
    """Puts the product's bytes into the archive; a file it was written to is taken away."""
    with store.aside() as temporary:
        if isinstance(product.content, bytes):
            temporary.write_bytes(product.content)
        else:
            store.copy_aside(product.content, temporary)
            product.content.unlink()
        sha256, size = store.digest_of(temporary)
        store.keep(temporary, sha256)
    return sha256, size


@transaction.atomic
def _finish(run: ReportRun, product: Product, sha256: str, size: int) -> None:
    fresh = _locked(run, "finish")
    if fresh is None:
        return
    now = clock.now()
    document, _created = Document.objects.get_or_create(
        sha256=sha256,
        defaults={
            "size": size,
            "media_type": product.media_type,
            "state": DocumentState.READY,
            "received_at": now,
            "received_by_id": run.asked_by_id,
        },
    )
    fresh.state, fresh.error = TRANSITIONS["finish"].to, ""
    fresh.document, fresh.file_name, fresh.finished_at = document, clean_name(product.file_name), now
    fresh.progress = fresh.total = max(1, fresh.total)
    fresh.lease_until = fresh.resend_at = None
    fresh.save()
    record("reportrun.finish", fresh, by=SYSTEM, changes={"sha256": [None, sha256]})
    _tell_its_report(fresh)


@transaction.atomic
def _fail(run: ReportRun, sentence: str) -> None:
    fresh = _locked(run, "fail")
    if fresh is None:
        return
    fresh.state, fresh.error, fresh.finished_at = TRANSITIONS["fail"].to, sentence, clock.now()
    fresh.lease_until = fresh.resend_at = None
    fresh.save()
    record("reportrun.fail", fresh, by=SYSTEM, reason=sentence)
    _tell_its_report(fresh)


def _tell_its_report(run: ReportRun) -> None:
    ended = ended_of(run.report)
    if ended:
        ended(run)


@transaction.atomic
def _postpone(run: ReportRun, sentence: str, *, pause: timedelta, attempts: int) -> None:
    fresh = _locked(run, "postpone")
    if fresh is None:
        return
    fresh.state, fresh.error, fresh.attempts = TRANSITIONS["postpone"].to, sentence, attempts
    fresh.lease_until, fresh.resend_at = None, clock.now() + pause
    fresh.save()


def _locked(run: ReportRun, step: str) -> ReportRun | None:
    """The run's row, locked, if the step is still possible: it is not when another worker has ended the run."""
    states = TRANSITIONS[step].from_
    return ReportRun.objects.select_for_update().filter(pk=run.pk, state__in=states).first()
