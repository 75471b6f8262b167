"""What was claimed, what was verified and what it gave: the figures of one placing side by side."""

from dataclasses import dataclass
from typing import Any

from assessment.queries.why import Why
from nominations.models import Figure
from paritrana.programme.rulebook import CategoryRules, Metric


@dataclass(frozen=True)
class Claim:
    """One metric: the claim and the verified figure as a pack spells them, and the points of each criterion on it."""

    metric: Metric
    claimed: dict[str, Any] | None
    verified: dict[str, Any] | None
    points: list[tuple[str, str | None]]
    file: str
    page: int | None

    @property
    def is_corrected(self) -> bool:
        """Did the verifier change what was claimed? What nobody claimed was not changed but added."""
        return self.claimed is not None and self.claimed != self.verified


def claims_of(why: Why, rules: CategoryRules) -> list[Claim]:
    """Every metric of the category, in its order; one query. The claim has not changed since it was submitted."""
    figures = {
        figure.metric: figure
        for figure in Figure.objects.filter(nomination=why.placing.nomination_id).select_related("evidence")
    }
    found = [(metric, figures.get(metric.code)) for metric in rules.metrics]
    return [
        Claim(
            metric=metric,
            claimed=_spelled(figure) if figure else None,
            verified=why.metrics.get(metric.code),
            points=[
                (str(criterion.name), why.placing.criteria.get(criterion.code))
                for criterion in rules.criteria
                if criterion.metric == metric.code and criterion.code in why.placing.criteria
            ],
            file=figure.evidence.file_name if figure and figure.evidence else "",
            page=figure.evidence_page if figure and figure.evidence else None,
        )
        for metric, figure in found
    ]


def _spelled(figure: Figure) -> dict[str, Any] | None:
    if figure.value is not None:
        return {"value": str(figure.value)}
    if figure.covered is None and figure.total is None:
        return None
    return {"covered": figure.covered, "total": figure.total}
