"""A claim with its verdicts in one query, for pages that are opened again and again: the scoring desk."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Model, OuterRef

from nominations.claim import Claim
from nominations.listing import Part, parts_of
from nominations.models import (
    Answer,
    EntryVerdict,
    Evidence,
    Figure,
    Nomination,
    ProtectedGroup,
    Regulation,
    Statement,
    Verification,
)
from paritrana.documents.models import Document
from paritrana.lib.along import along, made
from paritrana.programme.rulebook import CategoryRules

ROWS = (Answer, Figure, ProtectedGroup, Regulation, Statement, Evidence, Verification, EntryVerdict)


def laid_out_at_once(nomination: Nomination, rules: CategoryRules) -> tuple[list[Part], list[Evidence]]:
    """(the claim section by section with its verdicts, its files), as `claims.laid_out` gives them.

    The rows are whole but for the people on them (who saved, who verified), which the desk doesn't name.
    """
    found = (
        Nomination.objects.filter(pk=nomination.pk)
        .values_list(*(_rows_of(model) for model in ROWS), _documents())
        .get()
    )
    rows = {model: [made(model, row) for row in some] for model, some in zip(ROWS, found, strict=False)}
    documents = {row["id"]: made(Document, row) for row in found[-1]}
    files = {file.pk: file for file in rows[Evidence]}
    for file in files.values():
        file.document, file.nomination = documents[file.document_id], nomination
    for model in (Figure, ProtectedGroup, Regulation):
        for entry in rows[model]:
            entry.evidence = files.get(entry.evidence_id)
    claim = Claim(
        nomination=nomination,
        answers={answer.question: answer for answer in rows[Answer]},
        figures={figure.metric: figure for figure in rows[Figure]},
        groups={group.group: group for group in rows[ProtectedGroup]},
        regulations=rows[Regulation],
        statements=rows[Statement],
        evidence=rows[Evidence],
    )
    return parts_of(rules, claim, rows[Verification], rows[EntryVerdict]), claim.evidence


def _rows_of(model: type[Model]) -> ArraySubquery:
    mine = model._default_manager.filter(nomination=OuterRef("pk")).order_by("id")
    return along(mine)


def _documents() -> ArraySubquery:
    mine = Document.objects.filter(
        pk__in=Evidence.objects.filter(nomination=OuterRef(OuterRef("pk"))).values("document")
    )
    return along(mine)
