"""A nominee's presentation as the viewer of evidence shows it."""

from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse

from assessment.models import Interview, InterviewState
from nominations.viewer import Viewer, viewer_of
from paritrana.documents.models import Document


@dataclass(frozen=True)
class Presented:
    """What the viewer asks of a file: its document, name and public id. A presentation is no row of evidence."""

    document: Document
    file_name: str
    public_id: str


def handed_in(nomination_id: int) -> Interview | None:
    """The newest interview that stands for which the nominee has handed in a presentation, with the file; else None.

    One query.
    """
    found = Interview.objects.select_related("presentation").exclude(presentation=None)
    found = found.exclude(state=InterviewState.CANCELLED)
    return found.filter(nomination=nomination_id).order_by("-starts_at").first()


def viewer_of_presentation(interview: Interview, page: str, zoom: str = "") -> Viewer:
    """The viewer at that page, or the nearest there is, with the addresses of the room. The interview has a presentation."""
    document: Any = interview.presentation
    file = Presented(document, interview.presentation_name, interview.public_id)
    viewer = viewer_of(file, page, zoom=zoom)  # type: ignore[arg-type]  # it asks for no more than these three
    image = reverse("assessment:slide", args=[interview.public_id, viewer.page]) if viewer.page else ""
    download = reverse("assessment:presentation", args=[interview.public_id])
    return replace(viewer, image_url=image, download_url=download)
