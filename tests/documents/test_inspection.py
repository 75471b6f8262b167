"""The corpus: every honest file is taken, every hostile one refused for its own reason."""

import json
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import pikepdf
import pytest

from paritrana.documents import confinement, inspection, refusals
from paritrana.documents.cell import inspect as program
from paritrana.documents.cell.walls import Refusal
from tests.factories import uploads as make

OFFICE = "application/vnd.openxmlformats-officedocument"
XLSX, DOCX, PPTX = (
    f"{OFFICE}.{kind}"
    for kind in ("spreadsheetml.sheet", "wordprocessingml.document", "presentationml.presentation")
)
JS = "app.alert(1)"
N = pikepdf.Name
RELS = "word/_rels/document.xml.rels"
TYPES = "[Content_Types].xml"
DOCX_MAIN = b"wordprocessingml.document.main+xml"


def nested(book: pikepdf.Pdf) -> pikepdf.Object:
    return pikepdf.Dictionary(
        Fields=pikepdf.Array([pikepdf.Dictionary(AA=pikepdf.Dictionary(K=make.action("/JavaScript", JS=JS)))])
    )


def streamed(book: pikepdf.Pdf) -> pikepdf.Object:
    return pikepdf.Dictionary(X=make.action("/JavaScript", JS=book.make_stream(JS.encode())))


def names_tree(key: str):
    def change(book: pikepdf.Pdf) -> None:
        book.Root.Names = pikepdf.Dictionary({key: pikepdf.Dictionary(Names=pikepdf.Array([]))})

    return make.pdf(1, change)


def catalogue(key: str, value: object) -> bytes:
    def change(book: pikepdf.Pdf) -> None:
        book.Root[key] = value

    return make.pdf(1, change)


def outlined(book: pikepdf.Pdf) -> None:
    with book.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Bab 1", 0))


def link(uri: str) -> bytes:
    return make.with_annotation(Subtype=N.Link, A=make.action("/URI", URI=uri))


HONEST = {
    "pdf of one page": (lambda: make.pdf(), "application/pdf", 1),
    "pdf of seven pages": (lambda: make.pdf(7), "application/pdf", 7),
    "pdf of 500 pages": (lambda: make.pdf(500), "application/pdf", 500),
    "pdf 2.0": (lambda: make.pdf(1, force_version="2.0"), "application/pdf", 1),
    "pdf 1.3": (lambda: make.pdf(1, force_version="1.3"), "application/pdf", 1),
    "pdf with object streams": (
        lambda: make.pdf(3, object_stream_mode=pikepdf.ObjectStreamMode.generate),
        "application/pdf",
        3,
    ),
    "pdf for the web": (lambda: make.pdf(2, linearize=True), "application/pdf", 2),
    "pdf that forbids changes": (lambda: make.locked_pdf(), "application/pdf", 2),
    "pdf with lines of a mail gateway before it": (
        lambda: b"X-Scan: ok\r\n\r\n" + make.pdf(),
        "application/pdf",
        1,
    ),
    "pdf with bytes after its end": (lambda: make.pdf() + b"\r\n\x00\x00", "application/pdf", 1),
    "pdf with contents": (lambda: make.pdf(2, outlined), "application/pdf", 2),
    "pdf with a link": (lambda: link("https://jdih.example.test"), "application/pdf", 1),
    "pdf opening at a page": (
        lambda: make.acting_pdf(S=N.GoTo, D=pikepdf.Array([0, N.Fit])),
        "application/pdf",
        1,
    ),
    "pdf with a filled form": (
        lambda: make.pdf_from(
            lambda book: pikepdf.Dictionary(Fields=pikepdf.Array([]), NeedAppearances=True)
        ),
        "application/pdf",
        1,
    ),
    "pdf with marks for screen readers": (
        lambda: catalogue("/MarkInfo", pikepdf.Dictionary(Marked=True)),
        "application/pdf",
        1,
    ),
    "jpeg": (lambda: make.image(), "image/jpeg", 1),
    "jpeg in grey": (lambda: make.image(mode="L"), "image/jpeg", 1),
    "jpeg for print": (lambda: make.image(mode="CMYK"), "image/jpeg", 1),
    "jpeg in passes": (lambda: make.image(progressive=True), "image/jpeg", 1),
    "photo of a phone": (lambda: make.photo_with_place(), "image/jpeg", 1),
    "photo with a second picture": (lambda: make.image("MPO"), "image/jpeg", 1),
    "photo of 12 megapixels": (lambda: make.image(size=(4000, 3000)), "image/jpeg", 1),
    "png": (lambda: make.image("PNG"), "image/png", 1),
    "png see-through": (lambda: make.image("PNG", mode="RGBA"), "image/png", 1),
    "png black and white": (lambda: make.image("PNG", mode="1"), "image/png", 1),
    "png of a scanner": (lambda: make.image("PNG", mode="I;16"), "image/png", 1),
    "workbook": (lambda: make.workbook(), XLSX, 1),
    "workbook with a formula": (lambda: make.workbook(formula=True), XLSX, 1),
    "workbook with a chart": (lambda: make.workbook(chart=True), XLSX, 1),
    "workbook of 120,000 equal rows": (lambda: make.large_workbook(), XLSX, 1),
    "workbook that looks into another one": (
        lambda: make.repacked(
            make.related(
                make.workbook(), "xl/_rels/workbook.xml.rels", "externalLinkPath", "file:///C:/data.xlsx"
            )
        ),
        XLSX,
        1,
    ),
    "text": (lambda: make.text(), DOCX, 1),
    "text with a picture": (lambda: make.text(picture=True), DOCX, 1),
    "text with a table": (lambda: make.text(table=True), DOCX, 1),
    "text with a link": (lambda: make.text(link=True), DOCX, 1),
    "text on an office's own template": (
        lambda: make.related(
            make.text(), RELS, "attachedTemplate", "file:///C:/Users/kantor/Templates/surat.dotx"
        ),
        DOCX,
        1,
    ),
    "text stored without compression": (lambda: make.repacked(make.text(), compression=0), DOCX, 1),
    "text with a mail address": (
        lambda: make.related(make.text(), RELS, "hyperlink", "mailto:a@example.test"),
        DOCX,
        1,
    ),
    "slides": (lambda: make.slides(), PPTX, 1),
    "slides with a chart and its workbook": (lambda: make.slides(chart=True), PPTX, 1),
    "slides with a picture": (lambda: make.slides(picture=True), PPTX, 1),
}

HOSTILE = {
    # scripts and actions in PDF
    "pdf with a script at opening": (lambda: make.acting_pdf(S=N.JavaScript, JS=JS), "scripts"),
    "pdf starting a program": (lambda: make.acting_pdf(S=N.Launch, F="cmd.exe"), "scripts"),
    "pdf sending a form": (lambda: make.acting_pdf(S=N.SubmitForm, F="http://x.test"), "scripts"),
    "pdf importing data": (lambda: make.acting_pdf(S=N.ImportData, F="x.fdf"), "scripts"),
    "pdf playing a rendition": (lambda: make.acting_pdf(S=N.Rendition), "scripts"),
    "pdf with scripts by name": (lambda: names_tree("/JavaScript"), "scripts"),
    "pdf with a script in a chain": (
        lambda: make.acting_pdf(S=N.GoTo, Next=pikepdf.Array([make.action("/JavaScript", JS=JS)])),
        "scripts",
    ),
    "pdf with a script of a field": (lambda: make.pdf_from(nested), "scripts"),
    "pdf with a script in a stream": (lambda: make.pdf_from(streamed), "scripts"),
    "pdf with a script without its type": (lambda: make.acting_pdf(JS=JS), "scripts"),
    "pdf with a script of an annotation": (
        lambda: make.with_annotation(Subtype=N.Link, A=make.action("/JavaScript", JS=JS)),
        "scripts",
    ),
    "pdf with an XFA form": (
        lambda: make.pdf_from(lambda book: pikepdf.Dictionary(XFA=book.make_stream(b"<xdp/>"))),
        "scripts",
    ),
    "pdf with rich media": (
        lambda: make.with_annotation(Subtype=N.RichMedia, RichMediaContent=pikepdf.Dictionary()),
        "scripts",
    ),
    "pdf with scripts in object streams": (
        lambda: make.pdf(
            1,
            lambda book: book.Root.__setattr__(
                "AA", pikepdf.Dictionary(WC=make.action("/JavaScript", JS=JS))
            ),
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        ),
        "scripts",
    ),
    # files inside PDF
    "pdf with an attachment": (lambda: make.carrying_pdf(), "embedded"),
    "pdf portfolio": (lambda: catalogue("/Collection", pikepdf.Dictionary()), "embedded"),
    "pdf with an empty list of files": (lambda: names_tree("/EmbeddedFiles"), "embedded"),
    "pdf with a file on a page": (
        lambda: make.with_annotation(
            Subtype=N.FileAttachment, FS=pikepdf.Dictionary(Type=N.Filespec, F="x", EF=pikepdf.Dictionary())
        ),
        "embedded",
    ),
    # locked, empty, damaged PDF
    "pdf with a password": (lambda: make.locked_pdf("rahasia"), "password"),
    "pdf without pages": (lambda: make.pdf(0), "no_pages"),
    "pdf of 501 pages": (lambda: make.pdf(501), "too_many_pages"),
    "pdf cut off": (lambda: make.pdf(3)[:400], "damaged"),
    "only the head of a pdf": (lambda: b"%PDF-1.7\n", "damaged"),
    "pdf of noise": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 40, "damaged"),
    # images
    "jpeg cut off": (lambda: make.image(size=(2000, 1500))[:3000], "damaged"),
    "png cut off": (lambda: make.image("PNG", size=(900, 900))[:200], "damaged"),
    "only the head of a jpeg": (lambda: b"\xff\xd8\xff\xe0" + bytes(100), "damaged"),
    "png bomb": (lambda: make.png_claiming(50_000, 50_000), "too_many_pixels"),
    "gif": (lambda: make.image("GIF"), "other_image"),
    "webp": (lambda: make.image("WEBP"), "other_image"),
    "tiff": (lambda: make.image("TIFF"), "other_image"),
    "bitmap": (lambda: make.image("BMP"), "other_image"),
    "heic": (lambda: b"\x00\x00\x00\x18ftypheic" + bytes(200), "heic"),
    "heif": (lambda: b"\x00\x00\x00\x18ftypmif1" + bytes(200), "heic"),
    "video": (lambda: b"\x00\x00\x00\x18ftypisom" + bytes(200), "video"),
    # other things
    "zip": (lambda: make.zip_of({"a.pdf": make.pdf()}), "archive"),
    "empty zip": (lambda: make.zip_of({}), "archive"),
    "rar 4": (lambda: b"Rar!\x1a\x07\x00" + bytes(200), "archive"),
    "rar 5": (lambda: b"Rar!\x1a\x07\x01\x00" + bytes(200), "archive"),
    "7z": (lambda: b"7z\xbc\xaf\x27\x1c" + bytes(200), "archive"),
    "gzip": (lambda: b"\x1f\x8b\x08" + bytes(200), "archive"),
    "program of windows": (lambda: b"MZ\x90\x00" + bytes(500), "program"),
    "program of linux": (lambda: b"\x7fELF\x02" + bytes(500), "program"),
    "script of a shell": (lambda: b"#!/bin/sh\nrm -rf /\n", "program"),
    "web page": (lambda: b"<!DOCTYPE html><script>alert(1)</script>", "web_page"),
    "web page with a mark before it": (lambda: b"\xef\xbb\xbf  <html><body>", "web_page"),
    "web page that names a pdf": (lambda: b"<html><!-- %PDF-1.7 --><script>alert(1)</script>", "web_page"),
    "svg with a script": (lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "web_page"),
    "xml": (lambda: b'<?xml version="1.0"?><a/>', "web_page"),
    "csv": (lambda: b"kota;jumlah\r\nBekasi;12\r\n", "plain_text"),
    "rtf": (lambda: b"{\\rtf1 halo}", "plain_text"),
    "noise": (lambda: bytes(range(1, 256)) * 9, "unknown_type"),
    "one byte": (lambda: b"\x00", "unknown_type"),
    "an address of a cloud drive": (
        lambda: b"https://drive.example.test/file/d/1aB2c/view?usp=sharing\r\n",
        "link",
    ),
    "shortcut of windows": (lambda: b"[InternetShortcut]\r\nURL=https://x.test/a.pdf\r\n", "link"),
    "shortcut of linux": (lambda: b"[Desktop Entry]\nType=Link\nURL=https://x.test\n", "link"),
    "page of a cloud drive saved as pdf": (
        lambda: b"<!DOCTYPE html><title>rekap.pdf - Drive</title>",
        "web_page",
    ),
    # one file, two readings
    "pdf that is a zip too": (lambda: make.pdf(2) + make.zip_of({"a.exe": b"MZ"}), "embedded"),
    "photo that is a zip too": (lambda: make.image() + make.zip_of({"a.class": b"x"}), "embedded"),
    "png that is a workbook too": (lambda: make.image("PNG") + make.workbook(), "embedded"),
    "zip that begins like a pdf": (
        lambda: make.zip_of({"%PDF-1.7": make.pdf()}, zipfile.ZIP_STORED),
        "damaged",
    ),
    "program that names a pdf": (lambda: b"MZ\x90\x00%PDF-1.7\n" + bytes(300) + b"%%EOF", "program"),
    "picture that names a pdf": (lambda: b"GIF89a%PDF-1.7\n" + make.pdf(), "other_image"),
    # old and open office
    "doc": (lambda: make.ole("WordDocument"), "old_office"),
    "xls": (lambda: make.ole("Workbook"), "old_office"),
    "workbook with a password": (lambda: make.ole("EncryptionInfo", "EncryptedPackage"), "password"),
    "open document": (
        lambda: make.zip_of({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}),
        "open_document",
    ),
    # Office files that carry something
    "text with macros": (lambda: make.with_macros(make.text(), "docx"), "macro_document"),
    "workbook with macros": (lambda: make.with_macros(make.workbook(), "xlsx"), "macro_document"),
    "slides with macros": (lambda: make.with_macros(make.slides(), "pptx"), "macro_document"),
    "macro text by its type": (
        lambda: make.repacked(
            make.text(),
            replace={
                TYPES: (
                    b"application/vnd.openxmlformats-officedocument." + DOCX_MAIN,
                    b"application/vnd.ms-word.document.macroEnabled.main+xml",
                )
            },
        ),
        "macro_document",
    ),
    "workbook with a macro sheet": (
        lambda: make.repacked(make.workbook(), add={"xl/macrosheets/sheet1.xml": b"<a/>"}),
        "macro_document",
    ),
    "text with an ActiveX control": (
        lambda: make.repacked(make.text(), add={"word/activeX/activeX1.bin": b"x"}),
        "macro_document",
    ),
    "text with an OLE object": (
        lambda: make.repacked(make.text(), add={"word/embeddings/oleObject1.bin": make.OLE}),
        "embedded",
    ),
    "text with a program": (lambda: make.repacked(make.text(), add={"word/media/a.exe": b"MZ"}), "embedded"),
    "text with a workbook that has macros": (
        lambda: make.repacked(
            make.text(), add={"word/embeddings/a.xlsx": make.with_macros(make.workbook(), "xlsx")}
        ),
        "macro_document",
    ),
    "text in a text in a text": (
        lambda: make.repacked(
            make.text(),
            add={
                "word/embeddings/a.docx": make.repacked(
                    make.text(), add={"word/embeddings/b.docx": make.text()}
                )
            },
        ),
        "embedded",
    ),
    # Office files that reach out
    "text with a template of a stranger": (
        lambda: make.related(make.text(), RELS, "attachedTemplate", "http://x.test/a.dotm"),
        "linked",
    ),
    "text with a template on a share": (
        lambda: make.related(make.text(), RELS, "attachedTemplate", "file://///10.0.0.1/a.dotm"),
        "linked",
    ),
    "text with a picture from afar": (
        lambda: make.related(make.text(), RELS, "image", "https://x.test/p.png"),
        "linked",
    ),
    "text with a frame": (lambda: make.related(make.text(), RELS, "frame", "http://x.test/"), "linked"),
    "text with a linked object": (
        lambda: make.related(make.text(), RELS, "oleObject", "\\\\x.test\\a.xlsx"),
        "linked",
    ),
    "text with DDE": (
        lambda: make.repacked(
            make.text(),
            replace={
                "word/document.xml": (
                    b"<w:t>Pasal 1</w:t>",
                    b"<w:instrText> DDEAUTO c:\\\\cmd.exe </w:instrText>",
                )
            },
        ),
        "linked",
    ),
    "workbook with DDE": (
        lambda: make.repacked(
            make.workbook(), add={"xl/externalLinks/externalLink1.xml": b'<x><ddeLink ddeService="cmd"/></x>'}
        ),
        "linked",
    ),
    # Office files that are bombs or lies
    "part outside the package": (
        lambda: make.repacked(make.text(), add={"../../etc/cron.d/x": b"x"}),
        "damaged",
    ),
    "part from the root": (lambda: make.repacked(make.text(), add={"/etc/passwd": b"x"}), "damaged"),
    "part on a drive": (lambda: make.repacked(make.text(), add={"C:/x.txt": b"x"}), "damaged"),
    "part twice": (lambda: make.repacked(make.text(), add={"WORD/document.xml": b"<a/>"}), "damaged"),
    "relationship out of the package": (
        lambda: make.related(make.text(), RELS, "image", "../../../../etc/passwd", mode="Internal"),
        "damaged",
    ),
    "text with entities": (
        lambda: make.repacked(
            make.text(),
            add={
                "word/extra.xml": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
            },
        ),
        "damaged",
    ),
    "types with entities": (
        lambda: make.repacked(
            make.text(), replace={TYPES: (b"<Types", b'<!DOCTYPE a [<!ENTITY b "c">]><Types')}
        ),
        "damaged",
    ),
    "text with encrypted parts": (lambda: make.encrypted_entries(make.text()), "password"),
    "text cut off": (lambda: make.text()[:5000], "damaged"),
    "text with a broken part": (
        lambda: make.text().replace(b"PK\x03\x04", b"PK\x03\x04", 1)[:2000] + bytes(500) + make.text()[2500:],
        "damaged",
    ),
    "text without its main part": (lambda: make.repacked(make.text(), drop=["word/document.xml"]), "damaged"),
    "visio": (
        lambda: make.repacked(make.text(), replace={TYPES: (DOCX_MAIN, b"visio.drawing.main+xml")}),
        "unknown_type",
    ),
    "workbook bomb": (lambda: make.bomb(), "too_heavy"),
    "workbook that claims two gigabytes": (lambda: make.liar(2 * 1024**3), "too_heavy"),
    "workbook that claims less than it holds": (lambda: make.liar(10), "damaged"),
    "ten thousand parts": (
        lambda: make.repacked(make.text(), add={f"word/{number}.xml": b"" for number in range(10_001)}),
        "too_heavy",
    ),
}


@pytest.mark.parametrize("case", HONEST)
def test_an_honest_file_is_taken(case, tmp_path):
    build, media_type, pages = HONEST[case]
    path = tmp_path / "berkas"
    path.write_bytes(build())
    assert program.inspect(str(path)) == {"media_type": media_type, "pages": pages}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_is_refused_for_its_own_reason(case, tmp_path):
    build, code = HOSTILE[case]
    path = tmp_path / "berkas"
    path.write_bytes(build())
    with pytest.raises(Refusal) as refused:
        program.inspect(str(path))
    assert refused.value.code == code
    assert str(refusals.sentence(code, refused.value.params))


def test_the_corpus_is_as_large_as_promised():
    assert len(HOSTILE) >= 60
    assert len(HONEST) >= 40


def test_every_reason_has_a_case():
    """ "empty" and "too_large" are found before the file is looked into, "virus" by somebody else."""
    assert {code for _, code in HOSTILE.values()} == set(refusals.SENTENCES) - {"empty", "too_large", "virus"}


# ---- the process --------------------------------------------------------------------------------------------------
def write(folder: Path, content: bytes) -> Path:
    path = folder / "berkas"
    path.write_bytes(content)
    return path


def test_the_confined_process_answers_like_the_program(tmp_path):
    assert inspection.of(write(tmp_path, make.pdf(3))) == inspection.Finding("application/pdf", 3)
    finding = inspection.of(write(tmp_path, make.pdf(501)))
    assert finding.refusal == {"code": "too_many_pages", "params": {"pages": 501, "limit": 500}}


def test_a_file_that_needs_more_memory_than_there_is_is_refused(tmp_path):
    path = write(tmp_path, make.image("PNG", size=(6000, 6000), compress_level=1))
    assert inspection.of(path, inspection.IN_THE_WORKER) == inspection.Finding("image/png", 1)
    assert inspection.of(path, confinement.Limits(120, 150 * 1024**2)).refusal == {"code": "too_heavy"}


def test_a_file_that_needs_more_time_waits_for_the_worker(tmp_path):
    path = write(tmp_path, make.pdf())
    assert inspection.of(path, confinement.Limits(0, 1024**3)) is None


PROBE = """
import json, os, socket, sys
from paritrana.documents.cell import walls
walls.draw(5, 1024**3, 0)
found = {"secrets": sorted(set(os.environ) & {"SECRET_KEY", "DATABASE_URL", "REDIS_URL"}), "django": "django" in sys.modules}
for name, attempt in {
    "write": lambda: os.write(os.open(sys.argv[1], os.O_CREAT | os.O_WRONLY), b"x"),
    "files": lambda: [open(os.devnull) for _ in range(100)],
    "memory": lambda: bytearray(2 * 1024**3),
    "network": lambda: socket.create_connection(("127.0.0.1", int(sys.argv[2])), 1),
}.items():
    try:
        attempt()
        found[name] = "open"
    except (OSError, MemoryError) as error:
        found[name] = type(error).__name__
print(json.dumps(found))
"""


def test_the_walls_hold(tmp_path):
    """No secret, no Django, no large memory, no file, no network, asked of the walls themselves."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        port = str(server.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-c", PROBE, str(tmp_path / "x"), port],
            cwd=confinement.ROOT,
            env=confinement.environment(),
            capture_output=True,
            text=True,
            check=False,
        )
    found = json.loads(done.stdout)
    assert found["secrets"] == []
    assert found["django"] is False
    assert found["write"] == "OSError"
    assert (tmp_path / "x").read_bytes() == b""
    assert found["files"] == "OSError"
    assert found["memory"] == "MemoryError"
    # Where a container forbids namespaces the network stays; the other walls stand all the same.
    allowed = subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False).returncode == 0
    assert not allowed or found["network"] != "open"
