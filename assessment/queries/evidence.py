"""What lies beside a score sheet: the files, the claim, and which of it belongs to the criterion in hand."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse

from assessment.models import Interview, ScoreSheet
from nominations.listing import Part
from nominations.models import Evidence, Nomination
from nominations.queries.at_once import laid_out_at_once
from nominations.viewer import Viewer, viewer_of
from paritrana.programme.rulebook import CategoryRules, Criterion


@dataclass(frozen=True)
class Proof:
    """A place in a file that the nominee pointed to, and what it is to prove."""

    about: str
    entry: Any  # nominations' CitedEntry: evidence, evidence_page, evidence_place, mark, where
    is_open: bool = False


@dataclass(frozen=True)
class Beside:
    """The left of the desk. `about` belongs to the criterion in hand, `others` is the rest of the claim."""

    about: list[Part]
    others: list[Part]
    files: list[Evidence]
    proofs: list[Proof]
    viewer: Viewer | None

    @property
    def file_number(self) -> int:
        """Which of the files is open, from 1."""
        return self.files.index(self.viewer.evidence) + 1 if self.viewer else 0

    @property
    def open_number(self) -> int:
        """Which proof is open, from 1; 0 for none of them."""
        return next((n for n, proof in enumerate(self.proofs, start=1) if proof.is_open), 0)

    @property
    def following(self) -> Proof | None:
        """The proof that `e` goes to: the one after the open one, from the top again."""
        others = self.proofs[self.open_number :] + self.proofs[: max(self.open_number - 1, 0)]
        return others[0] if others else None

    @property
    def is_pointed_to(self) -> bool:
        """The page in hand is one the nominee pointed to for this criterion."""
        return bool(self.open_number)


Door = Callable[[Viewer], tuple[str, str]]
"""The addresses of a page's picture ("" without one) and of the original, at the door through which the reader came."""


def beside(
    sheet: ScoreSheet, rules: CategoryRules, criterion: Criterion | None, *, file: str, page: str, **at: str
) -> Beside:
    """Evidence and claim for the criterion in hand, in one query.

    Without `file` the first place opens that the nominee pointed to for this criterion; `page` and `at` (viewer_of)
    as typed.
    """
    door = _door("assessment:sheet_page", "assessment:sheet_original", sheet.public_id)
    return _beside(sheet.nomination, rules, criterion, door, file, page, at)


def dossier_of(interview: Interview, rules: CategoryRules, *, file: str, page: str, **at: str) -> Beside:
    """The same for those who lead or keep the room and have no sheet: all that was filed, for no criterion in particular."""
    door = _door("assessment:dossier_page", "assessment:dossier_original", interview.public_id)
    return _beside(interview.nomination, rules, None, door, file, page, at)


def _door(image: str, original: str, noun: str) -> Door:
    def addresses(viewer: Viewer) -> tuple[str, str]:
        at = [noun, viewer.evidence.public_id]
        return reverse(image, args=[*at, viewer.page]) if viewer.page else "", reverse(original, args=at)

    return addresses


def _beside(
    nomination: Nomination,
    rules: CategoryRules,
    criterion: Criterion | None,
    door: Door,
    file: str,
    page: str,
    at: dict[str, str],
) -> Beside:
    parts, files = laid_out_at_once(nomination, rules)
    filed = [part for part in parts if not part.is_blank and part.section.kind != "answers"]
    about = [piece for part in filed if (piece := _piece(part, criterion))]
    proofs = [proof for part in about for proof in _proofs(part)]
    chosen = next((evidence for evidence in files if evidence.public_id == file), None)
    if chosen is None and proofs:
        first = proofs[0].entry
        chosen, page = first.evidence, str(first.evidence_page or 1)
        at |= {"place": first.evidence_place, "mark": first.mark}
    chosen = chosen or next(iter(files), None)
    viewer = _viewer(door, chosen, page, at) if chosen else None
    names = {part.section.code for part in about}
    return Beside(
        about=about,
        others=[part for part in filed if part.section.code not in names],
        files=files,
        proofs=_opened(proofs, viewer),
        viewer=viewer,
    )


def _piece(part: Part, criterion: Criterion | None) -> Part | None:
    """What of the section belongs to the criterion: all of it, or the figures that its rules name."""
    named = criterion.evidence if criterion else ()
    if f"section:{part.section.code}" in named:
        return part
    figures = [row for row in part.figures if f"metric:{row.metric.code}" in named]
    return replace(part, figures=figures) if figures else None


def _proofs(part: Part) -> list[Proof]:
    entries: list[tuple[Any, Any]] = [(row.metric.name, row.figure) for row in part.figures]
    entries += [(row.group.name, row.entry) for row in part.groups]
    entries += [(entry, entry) for entry in part.regulations]
    return [Proof(str(about), entry) for about, entry in entries if entry.evidence]


def _opened(proofs: list[Proof], viewer: Viewer | None) -> list[Proof]:
    """The proofs, with the first one marked that stands on the open page."""
    for number, proof in enumerate(proofs):
        entry = proof.entry
        if viewer and entry.evidence == viewer.evidence and (entry.evidence_page or 1) == viewer.page:
            return [*proofs[:number], replace(proof, is_open=True), *proofs[number + 1 :]]
    return proofs


def _viewer(door: Door, evidence: Evidence, page: str, place: dict[str, str]) -> Viewer:
    viewer = viewer_of(evidence, page, **place)
    image, original = door(viewer)
    return replace(viewer, image_url=image, download_url=original)
