"""Which reader a file gets, by its first bytes; the kinds that are not accepted are refused here, each by its name."""

import importlib
import re
from collections.abc import Callable
from pathlib import Path

from paritrana.documents.cell.walls import Refusal

HEAD = 8192

Reader = Callable[[Path], tuple[str, int | None]]
"""Reads a file whole and gives its media type and number of pages; raises Refusal."""

READERS = {
    b"\xff\xd8\xff": "images",
    b"\x89PNG\r\n\x1a\n": "images",
    b"PK\x03\x04": "ooxml",
}
REFUSED = {
    b"PK\x05\x06": "archive",  # a ZIP without entries
    b"PK\x07\x08": "archive",  # a ZIP in several volumes
    b"Rar!": "archive",
    b"7z\xbc\xaf\x27\x1c": "archive",
    b"\x1f\x8b": "archive",
    b"BZh": "archive",
    b"\xfd7zXZ\x00": "archive",
    b"\x28\xb5\x2f\xfd": "archive",
    b"MSCF": "archive",
    b"GIF8": "other_image",
    b"BM": "other_image",
    b"II*\x00": "other_image",
    b"MM\x00*": "other_image",
    b"8BPS": "other_image",
    b"MZ": "program",
    b"\x7fELF": "program",
    b"\xca\xfe\xba\xbe": "program",
    b"\xcf\xfa\xed\xfe": "program",
    b"\xce\xfa\xed\xfe": "program",
    b"#!": "program",
    b"{\\rtf": "plain_text",
    b"ID3": "video",
    b"OggS": "video",
    b"\x1aE\xdf\xa3": "video",
}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
STILL_IMAGES = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis"}
MARKUP = re.compile(
    rb"^[\s\xef\xbb\xbf]*<(!doctype|html|head|body|script|svg|\?xml|!--|iframe|meta|a\b)", re.I
)

LINK = re.compile(r"\s*(\[InternetShortcut\]|\[Desktop Entry\]|(https?://|www\.)\S+\s*$)", re.I)
"""A shortcut of Windows or Linux, or nothing but an address."""


def reader_for(file: Path) -> Reader:
    """The reader of an accepted kind; Refusal with the reason for every other."""
    with file.open("rb") as opened:
        head = opened.read(HEAD)
    for start, reader in READERS.items():
        if head.startswith(start):
            if b"%PDF-" in head[:1024]:
                raise Refusal("damaged")  # another program would take it for a PDF
            return _reader(reader)
    # The header of a PDF may stand anywhere in the first 1,024 bytes: mail gateways put lines before it.
    if head.startswith(b"%PDF-") or (b"%PDF-" in head[:1024] and not _other(head)):
        return _reader("pdf")
    raise Refusal(_other(head) or _office(file, head) or _text(head) or "unknown_type")


def _reader(name: str) -> Reader:
    # Imported when needed: a photo must not wait for the PDF library.
    return importlib.import_module(f"paritrana.documents.cell.{name}").read


def _other(head: bytes) -> str:
    for start, code in REFUSED.items():
        if head.startswith(start):
            return code
    if head[4:8] == b"ftyp":
        return "heic" if head[8:12] in STILL_IMAGES else "video"
    if head.startswith(b"RIFF"):
        return "other_image" if head[8:12] == b"WEBP" else "video"
    if head[257:262] == b"ustar":
        return "archive"
    return "web_page" if MARKUP.match(head) else ""


def _office(file: Path, head: bytes) -> str:
    """Old Office files and password-protected new ones are both OLE containers."""
    if not head.startswith(OLE):
        return ""
    content = file.read_bytes()
    if ENCRYPTED_PACKAGE in content:
        return "password"
    return "old_office"


def _text(head: bytes) -> str:
    """Text without control characters in the first bytes."""
    try:
        words = head.decode("utf-8-sig" if len(head) < HEAD else "latin-1")
    except UnicodeDecodeError:
        return ""
    if any(sign < " " and sign not in "\t\r\n\f" for sign in words):
        return ""
    return "link" if LINK.match(words) else "plain_text"
