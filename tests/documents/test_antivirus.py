"""The virus scanner, where there is one: what it finds is refused, and while it is silent files wait in quarantine."""

import socket
import struct
import threading
from collections.abc import Iterator

import pytest

from paritrana.documents import antivirus, delivery, examination, intake
from paritrana.documents.models import Document, DocumentState
from paritrana.documents.registry import SYSTEM
from paritrana.lib.verdict import Refused
from tests.factories import uploads as make

pytestmark = pytest.mark.django_db

SIGN = b"SIGN-OF-A-VIRUS"


class Scanner:
    """Speaks as much of clamd's protocol as is spoken to it."""

    def __init__(self) -> None:
        self.door = socket.create_server(("127.0.0.1", 0))
        self.says = ""  # instead of a verdict
        self.seen: list[bytes] = []
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def url(self) -> str:
        return f"tcp://127.0.0.1:{self.door.getsockname()[1]}"

    def _serve(self) -> None:
        while True:
            try:
                caller, _address = self.door.accept()
            except OSError:
                return
            with caller, caller.makefile("rb") as said:
                assert said.read(10) == b"zINSTREAM\0"
                content = b""
                while size := struct.unpack(">I", said.read(4))[0]:
                    content += said.read(size)
                self.seen.append(content)
                verdict = "stream: Contoh.Uji FOUND" if SIGN in content else "stream: OK"
                caller.sendall((self.says or verdict).encode() + b"\0")


@pytest.fixture
def scanner(settings) -> Iterator[Scanner]:
    scanner = Scanner()
    settings.CLAMD_URL = scanner.url
    yield scanner
    scanner.door.close()


def infected() -> bytes:
    return make.pdf(
        1, lambda book: book.Root.__setattr__("Isi", book.make_stream(SIGN)), compress_streams=False
    )


def bring(content: bytes) -> Document:
    return intake.receive(make.upload(content), by=SYSTEM)


def test_a_clean_file_is_taken_after_the_scanner_has_seen_all_of_it(scanner):
    content = make.image("PNG", size=(1500, 1500), compress_level=0)
    assert len(content) > antivirus.CHUNK
    assert bring(content).state == DocumentState.READY
    assert scanner.seen == [content]


def test_what_the_scanner_finds_is_refused_by_its_name_and_leaves_nothing(scanner):
    with pytest.raises(Refused) as refused:
        bring(infected())
    assert "Contoh.Uji" in str(refused.value.sentence)
    assert not Document.objects.exists()


@pytest.mark.parametrize("how", ["closed", "confused"])
def test_while_it_gives_no_verdict_the_file_waits_and_leaves_by_no_door(scanner, settings, how):
    if how == "closed":
        settings.CLAMD_URL = "unix:///nowhere/clamd.sock"
    else:
        scanner.says = "INSTREAM size limit exceeded. ERROR"
    document = bring(make.pdf())
    assert document.state == DocumentState.RECEIVED
    with pytest.raises(Refused, match="masih diperiksa"):
        delivery.attachment(document, "a.pdf")
    examination.examine(document.pk)
    document.refresh_from_db()
    assert (document.state, document.busy_until) == (DocumentState.RECEIVED, None)


def test_once_it_answers_again_the_worker_lets_the_good_go_and_refuses_the_bad(scanner, settings):
    settings.CLAMD_URL = "tcp://127.0.0.1:1"
    good, bad = bring(make.pdf(2)), bring(infected())
    settings.CLAMD_URL = scanner.url
    for document in (good, bad):
        examination.examine(document.pk)
        document.refresh_from_db()
    assert (good.state, good.page_count) == (DocumentState.READY, 2)
    assert (bad.state, bad.refusal["code"]) == (DocumentState.REFUSED, "virus")
    assert "Contoh.Uji" in bad.refusal_sentence


def test_without_a_scanner_nothing_is_asked(settings):
    settings.CLAMD_URL = ""
    assert bring(infected()).state == DocumentState.READY
