"""The content of one nomination. These know no actor: whoever calls has shown the nomination to the reader."""

from typing import Any

from nominations import content
from nominations.claim import Claim
from nominations.models import (
    Answer,
    Entry,
    Evidence,
    Figure,
    Nomination,
    ProtectedGroup,
    Regulation,
    Statement,
)
from paritrana.programme import reading
from paritrana.programme.rulebook import CategoryRules

CITED = ("evidence__document",)
COPIED = ("copied_from",)


def claim_of(nomination: Nomination) -> Claim:
    """Everything the nomination files, in six queries. Figures and groups in the order of the rulebook."""
    return Claim(
        nomination=nomination,
        answers={answer.question: answer for answer in _of(Answer, nomination).select_related(*COPIED)},
        figures={figure.metric: figure for figure in _of(Figure, nomination).select_related(*CITED)},
        groups={group.group: group for group in _of(ProtectedGroup, nomination).select_related(*CITED)},
        regulations=list(_of(Regulation, nomination).select_related(*CITED, *COPIED)),
        statements=list(_of(Statement, nomination).select_related(*COPIED)),
        evidence=list(_of(Evidence, nomination).select_related("document")),
    )


def rules_of(noun: Nomination | Entry) -> CategoryRules:
    """The rules in force for a nomination, or for the nomination of an entry.

    Without a query when the row came through `seen`, which brings the rulebook's key along.
    """
    category = (noun if isinstance(noun, Nomination) else noun.nomination).category  # type: ignore[attr-defined]
    key = getattr(noun, "rulebook_pk", None)
    return reading.rules_in(key, category.level, category.code) if key else reading.rules_of(category)


def entry_of(nomination: Nomination, public_id: str) -> Entry:
    """The group, regulation or paragraph of that nomination with that public id; LookupError for none."""
    for model in (ProtectedGroup, Regulation, Statement):
        if found := model.objects.filter(nomination=nomination, public_id=public_id).first():
            return found
    raise LookupError(f"{nomination.public_id} has no entry {public_id}")


def digest_of(nomination: Nomination) -> str:
    """The digest of what it holds now; after submission the same as `nomination.digest`."""
    return content.digest_of(claim_of(nomination))


def _of(model: Any, nomination: Nomination) -> Any:
    return model.objects.filter(nomination=nomination).order_by("id")
