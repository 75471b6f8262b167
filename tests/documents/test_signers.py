"""Electronic signatures of PDFs: intact, added to, broken, none; read in the confined process, nobody's trusted."""

import io

import pikepdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from paritrana.documents import intake, pages
from paritrana.documents.registry import SYSTEM
from paritrana.documents.signers import signers_of
from tests.factories import uploads as make

pytestmark = pytest.mark.django_db


def told(content: bytes) -> list[tuple[str, str]]:
    document = intake.receive(make.upload(content), by=SYSTEM)
    pages.draw(document.pk)
    document.refresh_from_db()
    return [(one.signer, one.state) for one in signers_of(document)]


@pytest.fixture(scope="module")
def signed() -> bytes:
    return make.signed_pdf("Sekretaris Daerah Contoh")


def test_a_signed_regulation_is_told_with_its_signer(signed):
    assert told(signed) == [("Sekretaris Daerah Contoh", "intact")]


def test_one_changed_byte_under_the_signature_breaks_it(signed):
    at = signed.index(b"/MediaBox [ 0 0 595")
    assert told(signed[:at] + signed[at:].replace(b"595", b"695", 1)) == [
        ("Sekretaris Daerah Contoh", "broken")
    ]


def test_a_page_put_on_top_of_a_signature_is_noticed(signed):
    source = io.BytesIO(signed)
    writer = IncrementalPdfFileWriter(source)
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Rotate"] = generic.NumberObject(90)
    writer.update_container(page)
    target = io.BytesIO()
    writer.write(target)
    assert told(target.getvalue()) == [("Sekretaris Daerah Contoh", "added")]


def test_a_pdf_without_signature_and_a_workbook_have_none():
    assert told(make.pdf()) == []
    assert told(make.workbook()) == []


def test_a_forged_structure_is_told_as_unreadable():
    def forge(book: pikepdf.Pdf) -> None:
        value = book.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Sig,
                Filter=pikepdf.Name("/Adobe.PPKLite"),
                SubFilter=pikepdf.Name("/adbe.pkcs7.detached"),
                Contents=pikepdf.String("no signature"),
                ByteRange=pikepdf.Array([0, 10, 20, 10]),
            )
        )
        field = pikepdf.Dictionary(FT=pikepdf.Name.Sig, T=pikepdf.String("a"), V=value)
        book.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([book.make_indirect(field)]))

    assert told(make.pdf(1, forge)) == [("", "unreadable")]
