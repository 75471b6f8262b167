"""The report centre: what somebody ordered, how far it is, and the file once it is there."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from paritrana.documents import actions, delivery
from paritrana.documents.models import ReportRun
from paritrana.documents.policies import may_probe, may_retry
from paritrana.documents.queries import runs_seen_by
from paritrana.lib.permissions import Permission
from paritrana.web.gate import gate
from paritrana.web.paging import page_of


@gate()
def runs(request: HttpRequest) -> HttpResponse:
    """The person's orders, the latest first."""
    page = page_of(runs_seen_by(request.actor), request.GET.get("after", ""), order="-asked_at")
    unfinished = next((run for run in page.rows if not run.has_ended), None)
    return render(
        request,
        "documents/runs.html",
        {"runs": page, "unfinished": unfinished, "may_probe": may_probe(request.actor)},
    )


@gate(runs_seen_by)
def run(request: HttpRequest, run: ReportRun) -> HttpResponse:
    """One order: how far it is, and the download when it is done."""
    return render(request, "documents/run.html", {"run": run})


@gate(runs_seen_by)
def progress(request: HttpRequest, run: ReportRun) -> HttpResponse:
    """How far the run is, as JSON: static/js/progress.js asks until it has ended and then loads the page anew."""
    answer = {
        "done": run.progress,
        "total": run.steps,
        "left": run.words_left,
        "running": not run.has_ended,
    }
    return JsonResponse(answer)


@gate(runs_seen_by)
def download(request: HttpRequest, run: ReportRun) -> HttpResponse:
    """The file of a finished run."""
    return delivery.product(run)


@gate(runs_seen_by, may_retry, methods=("POST",))
def retry(request: HttpRequest, run: ReportRun) -> HttpResponse:
    """Orders a failed run again."""
    actions.retry(run, by=request.actor)
    return redirect("documents:run", run.public_id)


@gate(policy=may_probe, permission=Permission.MANAGE_ACCOUNTS, methods=("GET", "POST"))
def probe(request: HttpRequest) -> HttpResponse:
    """Prints one page, so that the operator sees press, fonts and queue at work."""
    if request.method == "POST":
        ordered = actions.order("documents.probe", {}, by=request.actor)
        return redirect("documents:run", ordered.public_id)
    return render(request, "documents/probe.html")
