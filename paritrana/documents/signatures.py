"""Asks a confined process what a file that claims to be signed says of itself."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from paritrana.documents import confinement, store
from paritrana.documents.models import Document
from paritrana.documents.press import signature

LIMITS = confinement.Limits(seconds=20, memory=2 * 1024**3)


@dataclass(frozen=True)
class Signature:
    """One signature: is what it covers unaltered, does it cover the whole file, whose is it (SHA-256, name)?"""

    intact: bool
    whole: bool
    signer: str
    name: str


@dataclass(frozen=True)
class Look:
    """What a file says: its signatures, the facts inside, the codes on its first page. `readable`: it is a PDF."""

    readable: bool = False
    locked: bool = False  # it opens only with a password
    broken: bool = False  # its signatures can't even be read
    signatures: tuple[Signature, ...] = ()
    facts: dict[str, Any] | None = None
    codes: tuple[str, ...] = field(default=())


def look_into(path: Path) -> Look:
    """The look into a hostile file; an unreadable one (also one that takes too long) says nothing."""
    try:
        answer = confinement.ask("signature", str(path), limits=LIMITS)
    except (confinement.OutOfTime, confinement.Broke):
        return Look()
    if refusal := answer.get("refusal"):
        return Look(locked=refusal["code"] == "locked")
    return Look(
        readable=True,
        broken=answer["broken"],
        signatures=tuple(Signature(**found) for found in answer["signatures"]),
        facts=answer["facts"],
        codes=tuple(answer["codes"]),
    )


def signers_of(document: Document) -> list[str]:
    """SHA-256 of the signer's certificate of every signature in a file of the archive; empty if the file is gone."""
    path = store.path_of(document.sha256)
    return signature.signers_of(path.read_bytes()) if path.exists() else []
