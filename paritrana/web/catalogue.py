"""The Indonesian catalogue: written by area in locale/parts/*.po, merged and compiled without any system tool."""

import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation.template import templatize

SOURCES = ("paritrana", "nominations", "assessment", "ceremony", "templates")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def merged() -> Catalog:
    """All parts as one catalogue; ValueError when two parts translate one message differently."""
    whole = Catalog(locale="id")
    # Babel would give Indonesian two plural forms; it has one, and the parts are written so.
    whole.mime_headers = [("Plural-Forms", "nplurals=1; plural=0;")]
    for part in sorted((settings.BASE_DIR / "locale" / "parts").glob("*.po")):
        with part.open("rb") as file:
            for message in read_po(file, locale="id"):
                if not message.id:
                    continue
                known = whole.get(message.id, message.context)
                if known and known.string != message.string:
                    raise ValueError(
                        f"{part.name}: {message.id!r} is translated differently elsewhere: {known.string!r}"
                    )
                whole.add(message.id, message.string, context=message.context, flags=message.flags)
    return whole


def compiled() -> Path:
    """Where Django reads the compiled catalogue."""
    return settings.BASE_DIR / "locale" / "id" / "LC_MESSAGES" / "django.mo"


def compile_catalogue() -> int:
    """Writes the compiled catalogue; returns the number of messages."""
    whole = merged()
    target = compiled()
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.with_suffix(f".{os.getpid()}")
    with aside.open("wb") as file:
        write_mo(file, whole)
    aside.replace(target)  # at once: others may be reading it
    return len(whole)


def messages() -> Iterator[tuple[str, str | tuple[str, ...], str | None]]:
    """Every message the code and the templates ask for, as (file, message id or ids, context)."""
    for name in SOURCES:
        for path in sorted((settings.BASE_DIR / name).rglob("*")):
            if path.suffix == ".py":
                source = path.read_bytes()
            elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
                lines = templatize(path.read_text(), origin=str(path)).split("\n")
                source = "\n".join(map(str.lstrip, lines)).encode()  # indents of a page are none of Python's
            else:
                continue
            for _line, message, _comments, context in extract("python", BytesIO(source), keywords=KEYWORDS):
                if message:
                    yield str(path.relative_to(settings.BASE_DIR)), message, context
