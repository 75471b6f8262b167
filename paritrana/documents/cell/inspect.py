"""What is this file, and is it harmless? `python -m paritrana.documents.cell.inspect SECONDS MEMORY WRITES PATH`.

Answers {"media_type", "pages"} or {"refusal": {"code", "params"}}.
"""

import zipfile
from pathlib import Path
from typing import Any

from paritrana.documents.cell import ooxml, sniff, walls


def inspect(path: str) -> dict[str, Any]:
    """Sniffs the kind from the first bytes, then reads the whole file as that kind."""
    file = Path(path)
    reader = sniff.reader_for(file)
    media_type, pages = reader(file)
    if not media_type.startswith(ooxml.OFFICE) and _has_archive_behind(file):
        raise walls.Refusal("embedded")
    return {"media_type": media_type, "pages": pages}


def _has_archive_behind(file: Path) -> bool:
    """Is it a ZIP too? Unpacking programs look for a ZIP's directory at the end, whatever the file begins with."""
    try:
        with zipfile.ZipFile(file) as package:
            return bool(package.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


if __name__ == "__main__":
    walls.work(inspect)
