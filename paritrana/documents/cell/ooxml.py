"""XLSX, DOCX, PPTX: a ZIP of XML parts. Counted before it is unpacked, every part read to its end."""

import importlib
import posixpath
import re
import zipfile
from pathlib import Path
from urllib.parse import unquote
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml import ElementTree as Xml

from paritrana.documents.cell.walls import Refusal

MAX_PARTS = 10_000
MAX_BYTES = 400 * 1024**2  # unpacked, all parts together
MAX_RATIO, RATIO_FROM = 200, 20 * 1024**2  # honest workbooks stay under 60
CHUNK = 1024**2
OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS = {
    f"{OFFICE}.spreadsheetml.sheet.main+xml": f"{OFFICE}.spreadsheetml.sheet",
    f"{OFFICE}.wordprocessingml.document.main+xml": f"{OFFICE}.wordprocessingml.document",
    f"{OFFICE}.presentationml.presentation.main+xml": f"{OFFICE}.presentationml.presentation",
}
FAMILIES = dict(zip(KINDS.values(), ("workbooks", "texts", "slides"), strict=True))
COUNTED_UP_TO = 30 * 1024**2  # bytes of the main part
MACRO_TYPES = ("macroenabled", "vbaproject", "macrosheet", "intlmacrosheet", "activex", "vbadata")
MACRO_PARTS = re.compile(r"(^|/)(vbaproject[^/]*\.bin|vbadata\.xml|activex/.*|macrosheets/.*)$", re.I)
EMBEDDED = re.compile(r"(^|/)(embeddings|oleobjects)/[^/]+$", re.I)
OFFICE_INSIDE = re.compile(r"\.(xlsx|docx|pptx)$", re.I)
PROGRAM_PART = re.compile(r"\.(exe|dll|scr|com|bat|cmd|ps1|vbs|js|jse|wsf|hta|jar|msi|lnk|html?|svgz)$", re.I)
LINKS_OUT = (
    "/hyperlink",
    "/externalLinkPath",
    "/externalLinkLongPath",
    "/xlPathMissing",
    "/xlExternalLinkPath",
)
"""Relationships that may point outside: a link to click, and the name of another workbook in a formula."""
LOCAL = re.compile(r"^(file:/{2,3})?[a-z]:[/\\\\]|^(?![/\\\\]{2})[^:]*$", re.I)
"""A path on the reader's own machine, as Word writes for the template of an office: nothing is fetched from afar."""
DECLARES = tuple(
    word.encode(code) for word in ("<!DOCTYPE", "<!ENTITY") for code in ("utf-8", "utf-16-le", "utf-16-be")
)
DDE = re.compile(rb"<(\w+:)?ddeLink\b|(instrText[^>]*>|instr=\")\s*DDE(AUTO)?\b", re.I)


def read(file: Path) -> tuple[str, int | None]:
    """The media type, and how many sheets, parts or slides can be shown; None when that can't be told."""
    try:
        with zipfile.ZipFile(file) as package:
            kind = _kind_of(package, inside=False)
            return kind, _count(file, package, kind)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError, NotImplementedError, ValueError):
        raise Refusal("damaged") from None
    except RuntimeError:  # zipfile's word for an encrypted entry
        raise Refusal("password") from None


def family_of(file: Path) -> str:
    """Which of its neighbours reads an accepted file: workbooks, texts or slides."""
    with zipfile.ZipFile(file) as package:
        return FAMILIES[_declared_kind(package)[0]]


def _count(file: Path, package: zipfile.ZipFile, kind: str) -> int | None:
    part = _declared_kind(package)[1]
    if package.getinfo(part).file_size > COUNTED_UP_TO:
        return None
    if FAMILIES[kind] == "texts":
        try:
            return importlib.import_module("paritrana.documents.cell.texts").count(file)
        except Exception:  # what the library stumbles over is shown by Word all the same: the file is taken
            return None
    tag = "sheet" if FAMILIES[kind] == "workbooks" else "sldId"
    return len(_xml(package, part).findall(f".//{{*}}{tag}")) or None


def _kind_of(package: zipfile.ZipFile, *, inside: bool) -> str:
    parts = {entry.filename: entry for entry in package.infolist()}
    if "[Content_Types].xml" not in parts:
        raise Refusal("open_document" if _is_open_document(package, parts) else "archive")
    _weigh(package)
    _check_names(package)
    kind = _declared_kind(package)[0]
    for name in parts:
        if name.lower().endswith(".rels"):
            _check_relations(package, name)
        if EMBEDDED.search(name) and not name.endswith("/"):
            _check_embedded(package, name, inside=inside)
        else:
            _read_through(package, name)
    return kind


def _weigh(package: zipfile.ZipFile) -> None:
    """zipfile never unpacks more than an entry declares, so the declared sizes bound the work."""
    entries = package.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    if (
        len(entries) > MAX_PARTS
        or unpacked > MAX_BYTES
        or (unpacked > RATIO_FROM and unpacked / packed > MAX_RATIO)
    ):
        raise Refusal("too_heavy")


def _check_names(package: zipfile.ZipFile) -> None:
    seen = set()
    for entry in package.infolist():
        name = entry.filename
        folded = name.lower()
        if folded in seen or name.startswith("/") or "\\" in entry.orig_filename or ":" in name:
            raise Refusal("damaged")
        if ".." in name.split("/") or "\x00" in entry.orig_filename:
            raise Refusal("damaged")
        if entry.flag_bits & 0x1:
            raise Refusal("password")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Refusal("damaged")
        if MACRO_PARTS.search(name):
            raise Refusal("macro_document")
        if PROGRAM_PART.search(name):
            raise Refusal("embedded")
        seen.add(folded)


def _declared_kind(package: zipfile.ZipFile) -> tuple[str, str]:
    """(media type, main part)."""
    types = _xml(package, "[Content_Types].xml")
    declared = [(entry.get("PartName", ""), entry.get("ContentType", "")) for entry in types]
    if any(word in kind.lower() for _, kind in declared for word in MACRO_TYPES):
        raise Refusal("macro_document")
    mains = [(part.lstrip("/"), KINDS[kind]) for part, kind in declared if kind in KINDS]
    if len(mains) != 1:
        raise Refusal("unknown_type")
    part, kind = mains[0]
    if part not in package.namelist():
        raise Refusal("damaged")
    return kind, part


def _check_relations(package: zipfile.ZipFile, name: str) -> None:
    folder = posixpath.dirname(posixpath.dirname(name))
    for relation in _xml(package, name):
        kind, target = relation.get("Type", ""), unquote(relation.get("Target", ""))
        if relation.get("TargetMode", "").lower() == "external":
            if not kind.endswith(LINKS_OUT) and not LOCAL.match(target):
                raise Refusal("linked")
        elif "\\" in target or posixpath.normpath(posixpath.join("/", folder, target).lstrip("/")).startswith(
            ".."
        ):
            raise Refusal("damaged")


def _check_embedded(package: zipfile.ZipFile, name: str, *, inside: bool) -> None:
    """A chart carries its workbook along: that one is looked into like the file itself, once. All else is refused."""
    if inside or not OFFICE_INSIDE.search(name):
        raise Refusal("embedded")
    with package.open(name) as opened, zipfile.ZipFile(opened) as inner:
        _kind_of(inner, inside=True)


def _read_through(package: zipfile.ZipFile, name: str) -> None:
    """Unpacks the part to its end (a wrong checksum shows here) and looks for entities and DDE in its XML."""
    is_xml = name.lower().endswith((".xml", ".rels", ".vml"))
    tail = b""
    with package.open(name) as opened:
        while chunk := opened.read(CHUNK):
            if is_xml:
                window = tail + chunk
                if any(word in window for word in DECLARES):
                    raise Refusal("damaged")
                if DDE.search(window):
                    raise Refusal("linked")
                tail = window[-200:]


def _xml(package: zipfile.ZipFile, name: str):
    try:
        return Xml.fromstring(package.read(name))
    except (ParseError, DefusedXmlException, ValueError):
        raise Refusal("damaged") from None


def _is_open_document(package: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo]) -> bool:
    return "mimetype" in parts and package.read("mimetype")[:40].startswith(
        b"application/vnd.oasis.opendocument"
    )
