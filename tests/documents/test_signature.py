"""The signature on a file: what other programs say of it, and what happens without a key."""

import subprocess
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context

import pytest

from paritrana.documents.press import example_key, pdf, signature
from paritrana.lib.verdict import Refused
from tests.factories.forgeries import another_key, with_other_byte

AT = datetime(2026, 9, 9, 3, tzinfo=UTC)


@pytest.fixture(scope="module")
def sheet() -> bytes:
    return pdf.render("print/documents/probe.html", {"rows": [], "now": AT}, "id", archive=True)


@pytest.fixture
def signed(sheet, tmp_path, settings):
    settings.SIGNING_FOLDER = tmp_path / "signing"
    return signature.signer().sign(sheet, at=AT, reason="Percobaan")


@pytest.mark.needs("pdfsig", "qpdf")
def test_other_programs_agree_that_it_is_whole_and_signed(signed, tmp_path):
    place = tmp_path / "signed.pdf"
    place.write_bytes(signed)
    told = subprocess.run(["pdfsig", "-nocert", place], capture_output=True, text=True, check=True).stdout
    assert "Signature is Valid" in told
    assert "Total document signed" in told
    assert "ETSI.CAdES.detached" in told
    assert "bukan tanda tangan resmi" in told
    assert subprocess.run(["qpdf", "--check", place], capture_output=True, check=False).returncode == 0
    place.write_bytes(with_other_byte(signed, len(signed) // 3))
    told = subprocess.run(["pdfsig", "-nocert", place], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" not in told


def test_the_same_file_signed_twice_is_the_same_at_whatever_moment(sheet, signed, monkeypatch):
    class Later(datetime):
        @classmethod
        def now(cls, tz=None):
            return super().now(tz) + timedelta(days=1)

    for module in ("metadata.xmp_xml", "metadata.info", "writer"):
        monkeypatch.setattr(f"pyhanko.pdf_utils.{module}.datetime", Later, raising=False)
    assert signature.signer().sign(sheet, at=AT, reason="Percobaan") == signed
    assert signature.signer().sign(sheet, at=AT + timedelta(days=1), reason="Percobaan") != signed


def test_without_a_key_production_says_so(settings):
    settings.PRODUCTION = True
    with pytest.raises(Refused, match="SIGNING_KEY"):
        signature.signer()


def test_a_key_that_is_none_is_refused_and_a_mended_one_works(settings, sheet, tmp_path):
    key, chain = tmp_path / "key.pem", tmp_path / "chain.pem"
    settings.SIGNING_KEY, settings.SIGNING_CERTIFICATE = str(key), str(chain)
    key.write_text("no key")
    chain.write_text("no certificate")
    with pytest.raises(Refused, match="SIGNING_PASSWORD"):
        signature.signer()
    private, certificates = example_key.make(AT - timedelta(days=1))
    key.write_bytes(private)
    chain.write_bytes(certificates)
    assert signature.signer().sign(sheet, at=AT, reason="Percobaan").startswith(b"%PDF")


def test_the_certificate_of_another_key_is_refused(settings, tmp_path):
    settings.SIGNING_KEY, settings.SIGNING_CERTIFICATE = (
        str(tmp_path / "key.pem"),
        str(tmp_path / "chain.pem"),
    )
    (tmp_path / "key.pem").write_bytes(example_key.make(AT)[0])
    (tmp_path / "chain.pem").write_bytes(example_key.make(AT)[1])
    with pytest.raises(Refused):
        signature.signer()


def test_an_expired_certificate_signs_nothing(sheet, tmp_path):
    expired = another_key(tmp_path / "old", AT - timedelta(days=20), holds=timedelta(days=10))
    with pytest.raises(Refused, match="2026-08-30"):
        expired.sign(sheet, at=AT, reason="Percobaan")


def test_processes_that_ask_at_once_get_one_example_key(tmp_path):
    with get_context("fork").Pool(4) as pool:
        places = pool.map(example_key.ensure, [tmp_path / "signing"] * 8)
    assert len(set(places)) == 1
    key, _chain = places[0]
    assert key.stat().st_mode & 0o777 == 0o600


def test_the_example_key_signs_what_the_demo_issues_under_the_clock_of_past_editions(
    sheet, tmp_path, settings
):
    settings.SIGNING_KEY, settings.SIGNING_FOLDER = "", tmp_path / "signing"
    first, last = datetime(2018, 6, 1, tzinfo=UTC), datetime(2046, 1, 1, tzinfo=UTC)
    for moment in (first, last):
        assert signature.signer().sign(sheet, at=moment, reason="Contoh")
