"""Files that the rules of PDF allow and that say something else than what was signed: none is called valid."""

import json
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ceremony import checking
from ceremony.models import Certificate
from paritrana.documents import rendering, signatures, store
from paritrana.documents.cell import signature, walls
from tests.factories import doctored, forgeries
from tests.factories.ceremony import make_published

pytestmark = pytest.mark.django_db


def printed(certificate: Certificate) -> bytes:
    rendering.render(certificate.run_id)
    certificate.run.refresh_from_db()
    return store.path_of(certificate.run.document.sha256).read_bytes()


@pytest.fixture(autouse=True)
def _without_walls(monkeypatch):
    """The cell's own program, but in this process: fourteen of them would take as many seconds to start."""
    monkeypatch.setattr(signatures.confinement, "ask", lambda _job, path, **_limits: read(path))


def read(path: str) -> dict:
    """What the cell answers."""
    try:
        return signature.look(path)
    except walls.Refusal as refusal:
        return {"refusal": {"code": refusal.code}}


def told(content: bytes, folder: Path) -> str:
    """What the check page says is wrong with the file, or that it knows none such."""
    path = folder / "piagam.pdf"
    path.write_bytes(content)
    answer = checking.by_file(path, store.digest_of(path)[0])
    return answer.flaw or answer.state


def test_each_doctored_file_gets_its_own_sentence(tmp_path):
    make_published(winners=2)
    first, second = Certificate.objects.order_by("serial").select_related("run")
    content, other = printed(first), forgeries.unsigned(second)
    renamed = json.dumps(first.facts | {"recipient": "PT Lain"}).encode()
    files = {
        "a hundred further pages": doctored.with_further_pages(content, 100),
        "a note over the name": doctored.with_note_over_the_name(content),
        "another name in the facts": doctored.with_facts(content, renamed),
        "facts that nest without end": doctored.with_facts(content, b'{"code":' + b"[" * 50_000),
        "facts that name no code": doctored.with_facts(content, b'{"code": "\\u0000\\ud800"}'),
        "carried by another file": doctored.carried_by_another(content),
        "locked": doctored.locked(content, "sandi"),
        "a script": doctored.with_script(content),
        "a signature over a tenth": doctored.signing_less(content),
        "the signature of another": doctored.with_signature_of(other, content),
        "twice in one file": content + content,
        "without the signature": forgeries.unsigned(first),
        "broken off": content[: len(content) // 2],
        "a photo": doctored.photographed(content, "JPEG"),
    }
    assert {kind: told(file, tmp_path) for kind, file in files.items()} == {
        "a hundred further pages": "changed",
        "a note over the name": "added",
        "another name in the facts": "changed",
        "facts that nest without end": "changed",
        "facts that name no code": "changed",
        "carried by another file": "unknown",
        "locked": "locked",
        "a script": "changed",
        "a signature over a tenth": "changed",
        "the signature of another": "changed",
        "twice in one file": "added",
        "without the signature": "copy",
        "broken off": "changed",
        "a photo": "unreadable",
    }
    assert told(content, tmp_path) == "valid"


def test_a_file_far_too_large_is_refused_with_a_sentence():
    cache.clear()
    answer = Client().post("/periksa/", {"file": SimpleUploadedFile("piagam.pdf", bytes(40 * 1024 * 1024))})
    assert answer.status_code == 413
    assert "10 MB" in answer.content.decode()
