"""A damaged archive is noticed."""

from paritrana.documents import intake, invariants, store
from paritrana.documents.registry import SYSTEM
from tests.factories import uploads as make


def test_missing_and_altered_files_are_found(db):
    whole, lost, altered = (intake.receive(make.upload(make.pdf(pages)), by=SYSTEM) for pages in (1, 2, 3))
    assert list(invariants.broken_files()) == []
    store.path_of(lost.sha256).unlink()
    path = store.path_of(altered.sha256)
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.write_bytes(content)
    assert list(invariants.broken_files()) == [
        f"Document {lost.public_id}: its file {lost} is missing.",
        f"Document {altered.public_id}: its file {altered} was altered.",
    ]
    assert whole.sha256 not in str(list(invariants.broken_files()))
