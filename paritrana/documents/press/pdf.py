"""PDF by WeasyPrint from a template of templates/print/.

User text reaches a page only through the template's autoescape. The page can load what ASSETS names and nothing else:
no file of the machine, no address of the network.
"""

import importlib
import logging
import mimetypes
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import font_source_sans_pro
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from paritrana.lib.verdict import YES, Verdict, no

MEDIA_TYPE = "application/pdf"
FONTS = Path(font_source_sans_pro.__file__).parent / "files"


class PressMissing(Exception):
    """The machine has no library to print with; the work waits until it has."""

    def __init__(self, sentence: str):
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Attachment:
    """A file that travels inside a PDF/A-3. Its moment is given, so that the same input makes the same bytes."""

    name: str
    content: bytes
    description: str
    made_at: datetime


def available() -> Verdict:
    """Can this process print? No carries the sentence with the libraries to install."""
    try:
        _engine()
    except (OSError, ImportError):
        return no(
            _(
                "PDF files wait: the machine lacks the library pango. Install libpango-1.0-0, libpangoft2-1.0-0 and "
                "libharfbuzz-subset0, then restart the worker."
            )
        )
    return YES


def render(
    template: str,
    context: dict[str, Any],
    language: str,
    *,
    archive: bool = False,
    attachments: Sequence[Attachment] = (),
    sheets: Sequence[str] = (),
    compress: bool = True,
) -> bytes:
    """The template as a tagged PDF in that language; `archive` makes it PDF/A-3a (larger, for files kept for years).

    `sheets` names style sheets (css/….css) beside that of all papers; unlike one that the template links to, they are
    parsed once in a process. Without `compress` the file is for whoever writes it anew and compresses it then.
    The file carries no moment of printing: with the same context it has the same bytes.

    Raises PressMissing when the libraries are not there.
    """
    if not (verdict := available()):
        raise PressMissing(str(verdict.sentence))
    press = _press()
    with translation.override(language):
        html = render_to_string(template, context | {"language": language})
    document = press.engine.HTML(string=html, base_url="asset:", url_fetcher=press.fetcher)
    return document.write_pdf(
        stylesheets=[_sheet(name) for name in ("css/paper.css", *sheets)],
        font_config=press.fonts,
        cache=press.images,
        uncompressed_pdf=not compress,
        pdf_tags=True,
        pdf_variant="pdf/a-3a" if archive else None,
        attachments=[
            press.engine.Attachment(
                file_obj=BytesIO(file.content),
                name=file.name,
                description=file.description,
                created=file.made_at,
                modified=file.made_at,
                relationship="Data",
            )
            for file in attachments
        ],
    )


@cache
def assets() -> dict[str, Path]:
    """Every file a page may load, by its name after `asset:`. A name that is not in here is refused."""
    found = {f"fonts/{path.name}": path for path in FONTS.glob("*.otf")}
    for kind in ("css", "img"):
        folder = settings.BASE_DIR / "static" / kind
        found |= {str(path.relative_to(folder.parent)): path for path in folder.rglob("*") if path.is_file()}
    return found


@dataclass
class _Press:
    """What all pages share; parsing fonts and style sheets anew would double the time of each."""

    engine: Any
    fetcher: Any
    fonts: Any
    images: dict[str, Any] = field(default_factory=dict)


@cache
def _engine() -> Any:
    # Imported on first use: web processes never print, and the portal runs on a machine without pango.
    logging.getLogger("weasyprint.progress").setLevel(logging.WARNING)  # six lines a page otherwise
    return importlib.import_module("weasyprint")


@cache
def _press() -> _Press:
    engine = _engine()

    class Fetcher(engine.urls.URLFetcher):
        """Knows the assets and refuses everything else."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            path = assets().get(url.removeprefix("asset:")) if url.startswith("asset:") else None
            if path is None:
                raise ValueError(f"a page may not load {url[:200]!r}")
            kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            return engine.urls.URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})

    return _Press(engine, Fetcher(), engine.text.fonts.FontConfiguration())


@cache
def _sheet(name: str) -> Any:
    press = _press()
    return press.engine.CSS(url=f"asset:{name}", url_fetcher=press.fetcher, font_config=press.fonts)
