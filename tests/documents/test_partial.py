"""Uploads in pieces: resumed where they were cut, bounded, and forgotten when nobody goes on with them."""

import os
from datetime import timedelta

import pytest
from django.conf import settings

from paritrana.documents import partial, store, sweeping
from paritrana.documents.models import PartialUpload
from paritrana.lib.verdict import Refused

pytestmark = pytest.mark.django_db


def begun(by, name="rekap.pdf", size=10, **more):
    return partial.begin(purpose="test:1", name=name, size=size, modified=more.pop("modified", 1), by=by)


def bytes_of(upload: PartialUpload) -> bytes:
    return store.partial_path(upload.public_id).read_bytes()


def test_pieces_make_the_file_again(actor_of_role):
    upload = begun(actor_of_role("officer"))
    for offset, piece in ((0, b"abcd"), (4, b"efgh"), (8, b"ij")):
        upload = partial.append(upload, offset=offset, piece=piece)
    assert upload.received == upload.size == 10
    with partial.opened(upload) as file:
        assert (file.name, file.size, file.read()) == ("rekap.pdf", 10, b"abcdefghij")


@pytest.mark.parametrize("offset", [0, 3, 5, 10**15])
def test_a_piece_at_another_place_is_told_where_to_go_on(actor_of_role, offset):
    upload = partial.append(begun(actor_of_role("officer")), offset=0, piece=b"abcd")
    with pytest.raises(partial.OutOfStep) as step:
        partial.append(upload, offset=offset, piece=b"XXXX")
    assert step.value.received == 4
    assert bytes_of(upload) == b"abcd"


def test_the_same_file_goes_on_and_another_one_begins(actor_of_role):
    officer, colleague = actor_of_role("officer"), actor_of_role("officer")
    first = partial.append(begun(officer), offset=0, piece=b"abc")
    assert begun(officer) == first
    assert begun(officer).received == 3
    others = [begun(colleague), begun(officer, size=11), begun(officer, modified=2), begun(officer, "b.pdf")]
    assert first not in others
    assert PartialUpload.objects.count() == 5


def test_bytes_beyond_the_announced_size_are_left_out(actor_of_role):
    upload = partial.append(begun(actor_of_role("officer")), offset=0, piece=b"0123456789ABC")
    assert (upload.received, bytes_of(upload)) == (10, b"0123456789")


def test_what_a_broken_transaction_wrote_and_what_a_disk_lost_is_sent_again(actor_of_role):
    upload = partial.append(begun(actor_of_role("officer")), offset=0, piece=b"abcd")
    with store.partial_path(upload.public_id).open("ab") as file:
        file.write(b"WRONG")
    upload = partial.append(upload, offset=4, piece=b"ef")
    assert bytes_of(upload) == b"abcdef"
    os.truncate(store.partial_path(upload.public_id), 2)
    with pytest.raises(partial.OutOfStep) as step:
        partial.append(upload, offset=6, piece=b"gh")
    assert step.value.received == 2


@pytest.mark.parametrize(
    ("size", "words"), [(0, "kosong"), (60 * 1024**2, "50 MB"), (200 * 1024**2, "200,0 MB")]
)
def test_a_file_of_no_bytes_or_too_many_is_refused_before_it_is_sent(actor_of_role, size, words):
    with pytest.raises(Refused, match=words):
        begun(actor_of_role("officer"), size=size)
    assert not PartialUpload.objects.exists()


def test_what_one_person_begins_is_bounded_in_files_and_bytes(actor_of_role, monkeypatch):
    officer = actor_of_role("officer")
    monkeypatch.setattr(partial, "MOST_WAITING", 2)
    begun(officer, "a.pdf")
    begun(officer, "b.pdf")
    with pytest.raises(Refused, match="Terlalu banyak"):
        begun(officer, "c.pdf")
    assert begun(officer, "a.pdf").file_name == "a.pdf"
    monkeypatch.setattr(partial, "MOST_WAITING_BYTES", 25)
    with pytest.raises(Refused, match="Terlalu banyak"):
        begun(actor_of_role("officer"), size=26)


def test_what_nobody_goes_on_with_is_swept_away(actor_of_role, django_capture_on_commit_callbacks):
    officer = actor_of_role("officer")
    stale, fresh = (
        partial.append(begun(officer, name), offset=0, piece=b"ab") for name in ("a.pdf", "b.pdf")
    )
    PartialUpload.objects.filter(pk=stale.pk).update(touched_at=stale.touched_at - timedelta(hours=49))
    (store.partial_folder() / "nobodys").write_bytes(b"x")
    with django_capture_on_commit_callbacks(execute=True):
        sweeping.sweep()
    assert list(PartialUpload.objects.all()) == [fresh]
    assert [path.name for path in (settings.MEDIA_ROOT / "partial").iterdir()] == [fresh.public_id]
