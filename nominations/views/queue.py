"""The queue of the verification desk, and its export."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from nominations.forms.lists import QueueFilter
from nominations.models import Nomination, State
from nominations.queries.seen import categories_of
from nominations.queries.verification import queue_of, waiting_in
from paritrana.lib import clock
from paritrana.lib.permissions import Permission
from paritrana.web.csvfile import csv_answer
from paritrana.web.gate import gate
from paritrana.web.paging import page_of

MOST_EXPORTED = 20_000
SORTS = {"age": "submitted_at", "-age": "-submitted_at"}


@gate(permission=Permission.VERIFY)
def queue(request: HttpRequest) -> HttpResponse:
    """What was submitted in the rounds one verifies, the longest waiting first; those that wait unless asked otherwise."""
    nominations, form = _asked(request)
    order = SORTS.get(request.GET.get("sort", ""), "submitted_at")
    page = page_of(form.apply(nominations), request.GET.get("after", ""), order=order)
    now = clock.now()
    asked = request.GET.copy()
    asked.pop("after", None)
    context = {
        "rows": [(row, max(row.filed, row.judged), (now - row.submitted_at).days) for row in page.rows],
        "next_cursor": page.next_cursor,
        "form": form,
        "waiting": waiting_in(nominations),
        "exports": [{"label": "CSV", "url": f"ekspor/?{asked.urlencode()}"}],
    }
    return render(request, "nominations/queue.html", context)


@gate(permission=Permission.VERIFY)
def export(request: HttpRequest) -> HttpResponse:
    """The queue as it is filtered, as CSV."""
    nominations, form = _asked(request)
    rows = form.apply(nominations).order_by("submitted_at", "id")[:MOST_EXPORTED]
    head = [_("Nominee"), _("Category"), _("Round"), _("State"), _("Submitted"), _("Verdicts"), _("In hand")]
    lines = (
        (
            row.name,
            row.category,
            row.round,
            row.get_state_display(),
            row.submitted_at.isoformat(timespec="seconds"),
            row.judged,
            row.holder or "",
        )
        for row in rows.iterator(chunk_size=2000)
    )
    return csv_answer("antrean-verifikasi.csv", head, lines)


def _asked(request: HttpRequest) -> tuple[QuerySet[Nomination], QueueFilter]:
    asked = request.GET.copy()
    asked.setdefault("state", State.SUBMITTED)
    actor: Any = request.actor  # type: ignore[attr-defined]
    nominations = queue_of(actor)
    return nominations, QueueFilter(actor, categories_of(nominations), asked)
