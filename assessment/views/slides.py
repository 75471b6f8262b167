"""A nominee's presentation in the room: page by page on the wall or on one's own screen, and the file as it came."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from assessment.models import Interview
from assessment.queries.interview_doors import files_seen_by
from assessment.queries.presentation import viewer_of_presentation
from paritrana.documents import delivery
from paritrana.web.gate import gate


@gate(files_seen_by)
def slides(request: HttpRequest, interview: Interview) -> HttpResponse:
    """The presentation at one page; arrow keys turn it."""
    _see(interview)
    page, zoom = request.GET.get("hlm", ""), request.GET.get("zoom", "")
    context = {
        "interview": interview,
        "session": interview.session,
        "viewer": viewer_of_presentation(interview, page, zoom),
    }
    return render(request, "assessment/interview/slides.html", context)


@gate(files_seen_by)
def slide(request: HttpRequest, interview: Interview, page: int) -> HttpResponse:
    """The picture of one page, or of one picture on a slide."""
    _see(interview)
    return delivery.page_image(interview.presentation, page, request.GET.get("picture", ""))


@gate(files_seen_by)
def presentation(request: HttpRequest, interview: Interview) -> HttpResponse:
    """The presentation as it was handed in, as a download."""
    _see(interview)
    return delivery.attachment(interview.presentation, interview.presentation_name)


def _see(interview: Interview) -> None:
    if interview.presentation is None:
        raise Http404
