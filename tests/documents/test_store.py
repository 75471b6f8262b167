"""Files on disk: whole or not there."""

import pytest

from paritrana.documents import store


def test_a_temporary_file_is_gone_after_its_block():
    with store.aside() as temporary:
        temporary.write_bytes(b"x")
    assert not temporary.exists()
    with pytest.raises(RuntimeError), store.aside() as temporary:
        raise RuntimeError
    assert not temporary.exists()


def test_a_kept_file_lies_under_its_digest_and_nobody_else_reads_it():
    with store.aside() as temporary:
        temporary.write_bytes(b"isi")
        sha256, size = store.digest_of(temporary)
        store.keep(temporary, sha256)
    path = store.path_of(sha256)
    assert (path.read_bytes(), size, path.parent.name) == (b"isi", 3, sha256[:2])
    assert path.stat().st_mode & 0o777 == 0o640
