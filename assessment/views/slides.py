"""A nominee's presentation in the room: page by page on the wall or on one's own screen, and the file as it came."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from assessment.models import Clearance, Interview
from assessment.queries.interview_doors import interviews_seen_by
from assessment.queries.presentation import viewer_of_presentation
from paritrana.documents import delivery
from paritrana.web.gate import gate


@gate(interviews_seen_by)
def slides(request: HttpRequest, interview: Interview) -> HttpResponse:
    """The presentation at one page; arrow keys turn it."""
    _see(request, interview)
    page, zoom = request.GET.get("hlm", ""), request.GET.get("zoom", "")
    context = {
        "interview": interview,
        "session": interview.session,
        "viewer": viewer_of_presentation(interview, page, zoom),
    }
    return render(request, "assessment/interview/slides.html", context)


@gate(interviews_seen_by)
def slide(request: HttpRequest, interview: Interview, page: int) -> HttpResponse:
    """The picture of one page, or of one picture on a slide."""
    _see(request, interview)
    return delivery.page_image(interview.presentation, page, request.GET.get("picture", ""))


@gate(interviews_seen_by)
def presentation(request: HttpRequest, interview: Interview) -> HttpResponse:
    """The presentation as it was handed in, as a download."""
    _see(request, interview)
    return delivery.attachment(interview.presentation, interview.presentation_name)


def _see(request: HttpRequest, interview: Interview) -> None:
    """404 without a file, for whoever is in conflict with the nominee, and for a scorer who has not said that nothing ties them."""
    seats = [seat for seat in interview.session.panel.seats.all() if seat.user_id == request.actor.user_id]
    if interview.presentation is None or interview.nomination.conflicts.filter(seat__in=seats).exists():
        raise Http404
    scores = [seat for seat in seats if seat.is_assessor]
    if scores and not Clearance.objects.filter(seat__in=scores, nomination=interview.nomination).exists():
        raise Http404
