"""The press: pages that are read back, that load nothing they may not, and that no word of a person can alter."""

import io
import logging
import subprocess
import sys

import pypdf
import pypdfium2
import pytest
import zxingcpp
from django.template import engines
from django.utils import translation

from paritrana.documents.press import pdf, qr
from paritrana.documents.registry import report_of
from paritrana.lib.permissions import Actor, Grant, Permission
from paritrana.lib.verdict import Refused

OPERATOR = Actor(1, "Pengelola", grants=(Grant("admin", frozenset({Permission.MANAGE_ACCOUNTS})),))


@pytest.fixture
def template(settings, tmp_path):
    """Writes a template of the test's own and gives its name."""

    def write(body: str) -> str:
        (tmp_path / "uji.html").write_text(body)
        return "uji.html"

    own = settings.TEMPLATES[0] | {"DIRS": [*settings.TEMPLATES[0]["DIRS"], tmp_path]}
    settings.TEMPLATES = [own]
    engines.__dict__.pop("templates", None)
    engines._engines = {}
    return write


def words(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def probe(language: str = "id") -> bytes:
    with translation.override(language):
        return report_of("documents.probe").build(OPERATOR, {}, lambda done, total: None).content


@pytest.mark.parametrize(
    ("language", "sentence"), [("id", "Pencetakan berjalan baik"), ("en", "The press works")]
)
def test_the_test_page_shows_letters_figures_and_a_code_that_can_be_scanned(db, settings, language, sentence):
    content = probe(language)
    text = words(content)
    assert sentence in text
    assert "Pengelola" in text
    assert "abcdefghijklmnopqrstuvwxyz" in text
    book = pypdf.PdfReader(io.BytesIO(content))
    assert len(book.pages) == 1
    assert book.trailer["/Root"]["/Lang"] == language
    assert book.trailer["/Root"]["/MarkInfo"]["/Marked"]
    fonts = {font["/BaseFont"] for font in book.pages[0]["/Resources"]["/Font"].values()}
    assert fonts
    assert all("Source-Sans" in font or "SourceSans" in font for font in fonts)
    image = pypdfium2.PdfDocument(content)[0].render(scale=3).to_pil()
    assert [code.text for code in zxingcpp.read_barcodes(image)] == [settings.PUBLIC_ADDRESS]


def test_only_the_operator_prints_it():
    with pytest.raises(Refused):
        report_of("documents.probe").build(Actor(2, "Petugas"), {}, lambda done, total: None)


def test_the_archive_form_is_pdf_a(template):
    name = template('<html lang="id"><head><title>Uji</title></head><body><p>Isi</p></body></html>')
    root = pypdf.PdfReader(io.BytesIO(pdf.render(name, {}, "id", archive=True))).trailer["/Root"]
    metadata = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfaid:part>3" in metadata or 'pdfaid:part="3"' in metadata
    assert "<pdfaid:conformance>A" in metadata or 'pdfaid:conformance="A"' in metadata
    assert root["/OutputIntents"]


def test_what_people_typed_is_text_and_nothing_else(template):
    typed = '</p><style>p{display:none}</style><img src="file:///etc/passwd"><script>x</script>{% now "Y" %}'
    content = pdf.render(template("<p>{{ typed }}</p>"), {"typed": typed}, "id")
    assert words(content).replace("\n", "").replace(" ", "") == typed.replace(" ", "")


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://127.0.0.1:9/x.png",
        "https://example.test/x.png",
        "ftp://example.test/x",
        "data:image/png;base64,iVBORw0KGgo=",
        "asset:css/../../manage.py",
        "asset:fonts/../../../etc/passwd",
        "asset:/etc/passwd",
        "/etc/passwd",
        "manage.py",
    ],
)
def test_a_page_loads_nothing_but_named_assets(template, caplog, address):
    name = template(
        f'<html><head><link rel="stylesheet" href="{address}"><link rel="attachment" href="{address}"></head>'
        f'<body><img src="{address}"><p style="background:url({address})">Isi</p></body></html>'
    )
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        content = pdf.render(name, {}, "id")
    assert "may not load" in caplog.text
    assert "Isi" in words(content)
    assert b"/EmbeddedFile" not in content
    assert b"root:" not in content


def test_named_assets_are_loaded(template, caplog):
    name = template('<p style="background:url(asset:img/mark.svg)">Isi</p><img src="asset:img/mark.svg">')
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        pdf.render(name, {}, "id")
    assert "load" not in caplog.text


def test_every_asset_lies_in_the_project_or_in_the_font_package(settings):
    folders = (settings.BASE_DIR / "static", pdf.FONTS)
    assert pdf.assets()
    assert all(
        any(path.resolve().is_relative_to(folder) for folder in folders) for path in pdf.assets().values()
    )


WITHOUT_PANGO = """
import builtins, ctypes.util, os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "paritrana.settings"
# The fault: a machine on which no library called pango is found.
import cffi
dlopen = cffi.FFI.dlopen
def without_pango(self, name, *flags):
    if name and "pango" in str(name):
        raise OSError(f"cannot load library {name}")
    return dlopen(self, name, *flags)
cffi.FFI.dlopen = without_pango
import django; django.setup()
from paritrana.documents.press import pdf
verdict = pdf.available()
try:
    pdf.render("print/documents/probe.html", {}, "id")
except pdf.PressMissing as missing:
    print(bool(verdict), "libpango-1.0-0" in missing.sentence)
"""


def test_without_pango_the_portal_starts_and_the_press_says_what_to_install():
    done = subprocess.run([sys.executable, "-c", WITHOUT_PANGO], capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[-1:] == ["False True"], done.stderr[-2000:]


def test_the_web_server_does_not_load_the_press():
    code = "import django; django.setup(); import sys, paritrana.urls; print('weasyprint' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "False", done.stderr[-2000:]


# ---- QR -----------------------------------------------------------------------------------------------------------
def test_equal_text_gives_equal_squares_and_long_text_still_fits():
    assert qr.svg("https://example.test/cek/1") == qr.svg("https://example.test/cek/1")
    assert "<svg" in qr.svg("x" * 500)


def test_the_text_of_a_code_is_not_in_its_markup():
    assert "script" not in qr.svg("</svg><script>alert(1)</script>")
