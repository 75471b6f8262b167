"""Where a page leads whoever came to it from the interview room."""

from django.http import HttpRequest
from django.urls import reverse

from assessment.models import Seat
from assessment.queries.interview_doors import sessions_seen_by


def pad_left(request: HttpRequest, seat: Seat) -> str:
    """The address of the pad that `?ruang=` names, of a session of the seat's own panel; "" for whoever came from elsewhere."""
    code = request.GET.get("ruang", "")
    if code and sessions_seen_by(request.actor).filter(panel=seat.panel, public_id=code).exists():
        return reverse("assessment:pad", args=[code])
    return ""
