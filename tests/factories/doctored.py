"""Certificates doctored in ways that the rules of PDF allow, and files that only look like one."""

from io import BytesIO

import pikepdf
import pypdfium2
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

FACTS = "piagam.json"


def with_further_pages(content: bytes, pages: int) -> bytes:
    """The file with empty pages behind its own, written anew."""
    with pikepdf.open(BytesIO(content)) as document:
        for _page in range(pages):
            document.add_blank_page()
        return written(document)


def with_note_over_the_name(content: bytes) -> bytes:
    """A further revision that lays a note with another name over the recipient's; the signed part stays untouched."""
    writer = IncrementalPdfFileWriter(BytesIO(content))
    page = writer.root["/Pages"]["/Kids"][0]
    note = generic.DictionaryObject(
        {
            generic.NameObject("/Type"): generic.NameObject("/Annot"),
            generic.NameObject("/Subtype"): generic.NameObject("/FreeText"),
            generic.NameObject("/Rect"): generic.ArrayObject(map(generic.NumberObject, (200, 280, 640, 340))),
            generic.NameObject("/Contents"): generic.TextStringObject("Pemerintah Kota Lain"),
        }
    )
    notes = page.get("/Annots", generic.ArrayObject())
    page[generic.NameObject("/Annots")] = generic.ArrayObject([*notes, writer.add_object(note)])
    writer.update_container(page)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def with_facts(content: bytes, facts: bytes) -> bytes:
    """The file with other facts inside, written anew."""
    with pikepdf.open(BytesIO(content)) as document:
        del document.attachments[FACTS]
        document.attachments[FACTS] = pikepdf.AttachedFileSpec(document, facts, filename=FACTS)
        return written(document)


def carried_by_another(content: bytes) -> bytes:
    """An empty page that carries the whole certificate as an attachment."""
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(842, 595))
        document.attachments["piagam.pdf"] = pikepdf.AttachedFileSpec(
            document, content, filename="piagam.pdf"
        )
        return written(document)


def locked(content: bytes, word: str) -> bytes:
    """The file behind a password."""
    with pikepdf.open(BytesIO(content)) as document:
        return written(document, encryption=pikepdf.Encryption(owner="pemilik", user=word))


def with_script(content: bytes) -> bytes:
    """The file with a script that runs when it is opened."""
    with pikepdf.open(BytesIO(content)) as document:
        document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('sah')")
        return written(document)


def signing_less(content: bytes) -> bytes:
    """The same bytes, but the signature says that it covers only the first tenth of the file."""
    start = content.index(b"/ByteRange")
    end = content.index(b"]", start)
    tenth = len(content) // 10
    claim = f"/ByteRange [0 {tenth} {tenth} 0".encode().ljust(end - start)
    return content[:start] + claim + content[end:]


def with_signature_of(sheet: bytes, signed: bytes) -> bytes:
    """A sheet of somebody's own with a true signature of another file hung behind it."""
    return sheet + signed[len(sheet) :]


def photographed(content: bytes, kind: str) -> bytes:
    """The page as a picture file, as a phone makes it."""
    made = BytesIO()
    pypdfium2.PdfDocument(content)[0].render(scale=2).to_pil().convert("RGB").save(made, kind)
    return made.getvalue()


def written(document: pikepdf.Pdf, **how: object) -> bytes:
    """The document as bytes."""
    made = BytesIO()
    document.save(made, **how)
    return made.getvalue()
