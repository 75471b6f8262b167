"""What is this file, and is it harmless? `python -m paritrana.documents.cell.inspect SECONDS MEMORY WRITES PATH`.

Answers {"media_type", "pages"} or {"refusal": {"code", "params"}}.
"""

from pathlib import Path
from typing import Any

from paritrana.documents.cell import sniff, walls


def inspect(path: str) -> dict[str, Any]:
    """Sniffs the kind from the first bytes, then reads the whole file as that kind."""
    file = Path(path)
    reader = sniff.reader_for(file)
    media_type, pages = reader(file)
    return {"media_type": media_type, "pages": pages}


if __name__ == "__main__":
    walls.work(inspect)
