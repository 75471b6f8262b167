"""Electronic signatures of PDFs: looked at once, in a confined process, and reported to whoever reads the file."""

from dataclasses import dataclass
from datetime import datetime

from paritrana.documents import confinement, store
from paritrana.documents.models import Document, DocumentState, PageKind

LIMITS = confinement.Limits(seconds=60, memory=1024**3)
UNREADABLE = [{"signer": "", "organisation": "", "at": "", "state": "unreadable"}]


@dataclass(frozen=True)
class Signer:
    """One signature: who, of what body, when (as the signer says), and intact, added, broken or unreadable."""

    signer: str
    organisation: str
    at: datetime | None
    state: str


def look(document: Document) -> None:
    """Reads the signatures of a PDF that nobody has looked at; others have none. Twice does no harm."""
    if document.signatures is not None or document.state != DocumentState.READY:
        return
    found: list[dict[str, str]] = []
    if document.page_kind == PageKind.PAGE and document.media_type.endswith("/pdf"):
        try:
            answer = confinement.ask("signers", str(store.path_of(document.sha256)), limits=LIMITS)
            found = answer.get("signatures", UNREADABLE)
        except (confinement.Broke, confinement.OutOfTime):
            found = UNREADABLE
    Document.objects.filter(pk=document.pk).update(signatures=found)


def signers_of(document: Document) -> list[Signer]:
    """The signatures known by now; none before a worker has looked."""
    return [
        Signer(
            signer=one["signer"],
            organisation=one["organisation"],
            at=datetime.fromisoformat(one["at"]) if one["at"] else None,
            state=one["state"],
        )
        for one in document.signatures or []
    ]
