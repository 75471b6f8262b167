"""One page of a file as it is shown beside a figure."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from nominations.models import Evidence
from paritrana.documents.pages import preview_of


@dataclass(frozen=True)
class Viewer:
    """The file, the page in hand (0: none can be shown), how many can be shown, and a sentence while some can't."""

    evidence: Evidence
    page: int
    shown: int
    pages: int
    sentence: "str | Promise"
    image_url: str
    download_url: str

    @property
    def previous(self) -> int | None:
        """The page before."""
        return self.page - 1 if self.page > 1 else None

    @property
    def following(self) -> int | None:
        """The page after."""
        return self.page + 1 if 0 < self.page < self.shown else None


def viewer_of(evidence: Evidence, page: str | int = "") -> Viewer:
    """The viewer at that page, or the nearest there is. Addresses are those of this app, behind its gate.

    Assessors look through a door of their own: `dataclasses.replace` the two addresses with theirs.
    """
    preview = preview_of(evidence.document)
    wanted = int(page) if str(page).isascii() and str(page).isdecimal() and len(str(page)) < 7 else 1
    number = min(max(wanted, 1), preview.shown)
    image = reverse("nominations:page_image", args=[evidence.public_id, number]) if number else ""
    return Viewer(
        evidence=evidence,
        page=number,
        shown=preview.shown,
        pages=preview.pages,
        sentence=preview.sentence,
        image_url=image,
        download_url=reverse("nominations:download", args=[evidence.public_id]),
    )
