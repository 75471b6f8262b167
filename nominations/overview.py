"""The sections of a nomination in one table: state, entries, evidence, when last saved. For the desk and the draft's page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nominations import pages
from nominations.claim import Claim
from nominations.completeness import Completeness
from nominations.listing import Part, parts_of
from nominations.models import Nomination
from paritrana.programme.rulebook import CategoryRules


@dataclass(frozen=True)
class SectionRow:
    """One section: its name and address, its state, n of m entries, files that prove it, and the last save."""

    label: Any
    url: str
    shape: str
    done: int
    total: int
    files: int
    saved_at: datetime | None


def sections_of(
    nomination: Nomination, rules: CategoryRules, claim: Claim, whole: Completeness
) -> list[SectionRow]:
    """The sections in the order of the form. No query: everything is in the claim."""
    rows = []
    for state, part in zip(whole.sections, parts_of(rules, claim), strict=True):
        entries = _entries(part)
        cited = {key for entry in entries if (key := getattr(entry, "evidence_id", None))}
        saved = max((entry.saved_at for entry in entries if entry.version), default=None)
        url = pages.section_url(nomination, state.section.code)
        rows.append(
            SectionRow(state.section.name, url, state.shape, state.done, state.total, len(cited), saved)
        )
    return rows


def open_remarks(
    nomination: Nomination, rules: CategoryRules, claim: Claim, whole: Completeness
) -> list[dict[str, str]]:
    """The contradictions that wait for an explanation, each with the address where it is written."""
    groups = next((section.code for section in rules.sections if section.kind == "groups"), "")
    found = []
    for remark in whole.remarks:
        entry = claim.figures.get(remark.about) or claim.groups.get(remark.about)
        if remark.is_open and entry:
            section = rules.metric(remark.about).section if remark.about in claim.figures else groups
            url = pages.section_url(nomination, section, entry.public_id)
            found.append({"sentence": remark.sentence, "url": url})
    return found


def _entries(part: Part) -> list[Any]:
    rows = [row.figure for row in part.figures] + [row.entry for row in (*part.answers, *part.groups)]
    return [*rows, *part.regulations, *part.statements]
