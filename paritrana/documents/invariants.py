"""What must hold: every file of the archive is there, whole, and is what its row says."""

from collections.abc import Iterator

from paritrana.documents import store
from paritrana.documents.models import Document, DocumentState


def broken_files() -> Iterator[str]:
    """A sentence for every document whose file is missing or altered. Reads the whole archive."""
    for document in Document.objects.exclude(state=DocumentState.REFUSED).order_by("id").iterator():
        path = store.path_of(document.sha256)
        if not path.exists():
            yield f"Document {document.public_id}: its file {document} is missing."
        elif store.digest_of(path) != (document.sha256, document.size):
            yield f"Document {document.public_id}: its file {document} was altered."
