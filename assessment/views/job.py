"""Work on rankings: ordering it, seeing how far it is, and what came of it."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from assessment.actions import job as jobs
from assessment.models import RankingJob, Snapshot
from assessment.policies.ranking import may_export
from assessment.queries.doors import jobs_seen_by, snapshots_seen_by
from paritrana.web.gate import gate


@gate(jobs_seen_by)
def job(request: HttpRequest, job: RankingJob) -> HttpResponse:
    """How far it is; once a snapshot has been taken, the way to it."""
    if job.kind == "take" and job.state == "done":
        return redirect("assessment:ranking", job.snapshot.public_id)
    return render(request, "assessment/job.html", {"job": job})


@gate(jobs_seen_by)
def progress(request: HttpRequest, job: RankingJob) -> HttpResponse:
    """The same as JSON: static/js/progress.js asks until it has ended."""
    answer = {
        "done": job.progress,
        "total": job.steps,
        "left": job.error or str(job.get_state_display()),
        "running": not job.has_ended,
    }
    if job.state == "done":
        answer["url"] = reverse("assessment:job", args=[job.public_id])
    return JsonResponse(answer)


@gate(snapshots_seen_by, may_export, methods=("POST",))
def recount(request: HttpRequest, snapshot: Snapshot) -> HttpResponse:
    """Orders a recount of what is kept."""
    return redirect("assessment:job", jobs.order_recount(snapshot, by=request.actor).public_id)


@gate(snapshots_seen_by, may_export, methods=("POST",))
def analysis(request: HttpRequest, snapshot: Snapshot) -> HttpResponse:
    """Orders the advisory statistics anew."""
    return redirect("assessment:job", jobs.order_analysis(snapshot, by=request.actor).public_id)
