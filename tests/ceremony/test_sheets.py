"""All certificates of a decision at once: ZIP, sheets with bleed, preview."""

import zipfile
from io import BytesIO

import pypdfium2
import pytest
import zxingcpp

from ceremony.models import Certificate
from paritrana.accounts.queries import actor_of
from paritrana.documents import rendering, store
from paritrana.documents.actions import order
from paritrana.regions.models import Region
from tests.factories.ceremony import make_approved, publisher_of
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


def made(code: str, decision, by):
    run = order(f"ceremony.{code}", {"decision": decision.public_id}, by=by, language="id")
    rendering.render(run.pk)
    run.refresh_from_db()
    return run


def content(run) -> bytes:
    assert run.state == "done", run.error
    return store.path_of(run.document.sha256).read_bytes()


@pytest.fixture
def decision():
    return make_approved(winners=2)


def test_nothing_is_packed_before_every_file_is_there(decision):
    run = made("zip", decision, publisher_of(decision))
    assert (run.state, run.error[:2]) == ("failed", "2 ")


def test_the_zip_holds_the_signed_files_byte_for_byte_and_the_sheets_show_the_same_codes(decision):
    for certificate in Certificate.objects.all():
        rendering.render(certificate.run_id)
    by = publisher_of(decision)
    with zipfile.ZipFile(BytesIO(content(made("zip", decision, by)))) as archive:
        for certificate in Certificate.objects.select_related("run__document"):
            kept = store.path_of(certificate.run.document.sha256).read_bytes()
            assert archive.read(f"piagam-{certificate.serial}.pdf") == kept
    sheets = pypdfium2.PdfDocument(content(made("sheets", decision, by)))
    assert [round(points / 72 * 25.4) for points in sheets[0].get_size()] == [323, 236]
    trim = [round(points / 72 * 25.4) for points in sheets[0].get_trimbox()]
    assert trim == [13, 13, 310, 223]
    for page, certificate in zip(sheets, Certificate.objects.order_by("serial"), strict=True):
        found = zxingcpp.read_barcodes(page.render(scale=3).to_pil())
        assert [code.text for code in found] == [certificate.facts["check"]]


def test_under_embargo_nobody_from_elsewhere_packs_anything(decision):
    for role, code in (("province_secretariat", "33"), ("officer", "32"), ("chair", "32")):
        by = actor_of(make_person(role, region=Region.objects.get(code=code)))
        for report in ("zip", "sheets", "preview"):
            assert made(report, decision, by).state == "failed"


def test_the_preview_shows_the_longest_and_the_shortest_name(decision):
    preview = pypdfium2.PdfDocument(content(made("preview", decision, publisher_of(decision))))
    assert len(preview) == 2
    assert "Kabupaten" in preview[0].get_textpage().get_text_range()
