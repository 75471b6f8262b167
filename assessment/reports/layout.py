"""Where everything stands in the workbook of a ranking: its sheets, and the cell of each figure in row `#`. Pure.

Row n of all sheets but the rules is the same nomination, so that one formula serves every row: `#` is the row's number.
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from xlsxwriter.utility import xl_col_to_name

from assessment.reports import formulas
from paritrana.programme.rulebook import CategoryRules, Criterion, Metric, Ranking

HERE = "#"
"""Stands for the number of the row in formulas."""
SHARE_COLUMNS, VALUE_COLUMNS = 5, 2
"""Columns of a metric: claimed and verified, each as covered and total, and the verified per cent; or as one value."""


@dataclass
class Layout:
    """The sheets by name, and cells as formulas of other sheets write them."""

    rules: CategoryRules
    ranking: Ranking
    labels: list[str]
    weights: dict[str, str] = field(default_factory=dict)  # aspect:… and criterion:… → cell of its weight
    levels: dict[str, str] = field(default_factory=dict)  # criterion → range of its levels and their points

    def __post_init__(self) -> None:
        self.names = [_("Ranking"), _("Points"), *self.labels, _("Metrics"), _("Rules"), _("About")]
        self.codes = self.ranking.criterion_codes()
        self.aspects = [aspect.code for aspect in self.ranking.aspects]
        self.assessed = [one for one in map(self.rules.criterion, self.codes) if one.kind == "assessed"]
        self.metric_at: dict[str, int] = {}
        column = 1
        for metric in self.rules.metrics:
            self.metric_at[metric.code] = column
            column += SHARE_COLUMNS if metric.kind == "share" else VALUE_COLUMNS

    def points(self, key: str) -> str:
        """The cell of a criterion's, an aspect's (`aspect:…`) or the total's points."""
        if key == "total":
            column = 1 + len(self.codes) + len(self.aspects)
        elif key.startswith("aspect:"):
            column = 1 + len(self.codes) + self.aspects.index(key.removeprefix("aspect:"))
        else:
            column = 1 + self.codes.index(key)
        return f"{formulas.quoted(self.names[1])}!${xl_col_to_name(column)}${HERE}"

    def value(self, metric: Metric) -> str:
        """The cell of a metric's verified value or per cent."""
        width = SHARE_COLUMNS if metric.kind == "share" else VALUE_COLUMNS
        column = xl_col_to_name(self.metric_at[metric.code] + width - 1)
        return f"{formulas.quoted(self.names[-3])}!${column}${HERE}"

    def scores(self, criterion: Criterion) -> list[str]:
        """The cells of its points on the assessors' sheets."""
        column = xl_col_to_name(2 + 2 * self.assessed.index(criterion))
        return [f"{formulas.quoted(label)}!${column}${HERE}" for label in self.labels]

    def tie(self, step: str) -> str:
        """The cell that a step of the tie chain compares."""
        kind, code = step.lstrip("-").split(":", 1)
        if kind == "metric":
            return self.value(self.rules.metric(code))
        return self.points(f"aspect:{code}" if kind == "aspect" else code)
