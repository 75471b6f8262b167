"""What goes into a ranking, as sheets of its workbook: rules at once, metrics and assessors' sheets row by row."""

import json
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.utility import xl_col_to_name

from assessment.counting import Bundle
from assessment.reports import formulas
from assessment.reports.cells import Cells
from assessment.reports.layout import HERE, Layout
from nominations.models import Figure
from paritrana.documents.press.xlsx import text
from paritrana.programme.rulebook import Criterion

TOP = 1
"""Rows above the data: the heads."""
BASE = {"font_name": "Source Sans Pro", "valign": "top"}


class Inputs:
    """The sheets that others reckon from. Rows come in order and are gone to disk once written."""

    def __init__(self, book: xlsxwriter.Workbook, layout: Layout):
        self.layout, self.rules, self.ranking = layout, layout.rules, layout.ranking
        points = "#,##0." + "0" * self.ranking.precision
        self.head = book.add_format(BASE | {"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"})
        self.words = book.add_format(BASE | {"num_format": "@"})
        self.plain = book.add_format(BASE)
        self.figure = book.add_format(BASE | {"num_format": points})
        self.strong = book.add_format(BASE | {"num_format": points, "bold": True})
        self.sheets = [book.add_worksheet(name, Cells) for name in layout.names]
        self._rules(self.sheets[-2])
        self._metric_heads(self.sheets[-3])
        self.converted = [
            formulas.score_points(
                f"{xl_col_to_name(1 + 2 * place)}{HERE}",
                criterion.scale,
                layout.levels.get(criterion.code, ""),
            )
            for place, criterion in enumerate(layout.assessed)
        ]
        for sheet in self.sheets[2:-3]:
            heads = [(_("Nominee"), 36)]
            for criterion in layout.assessed:
                heads += [(f"{criterion.name}: {what}", 16) for what in (_("score"), _("points"))]
            self.heads(sheet, [*heads, (_("Note"), 40)])

    def heads(self, sheet: Any, heads: list[tuple[str, int]], *, fixed: int = 1) -> None:
        """The first row, and the sheet set up for A4."""
        for column, (title, width) in enumerate(heads):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, text(title), self.head)
        sheet.freeze_panes(TOP, fixed)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)

    def number(self, sheet: Any, row: int, column: int, figure: Any, style: Any = None) -> None:
        """A figure; a cell is a binary number whatever one does, the exact figures stand in the pack."""
        if figure is None:
            sheet.write_blank(row, column, None, style or self.plain)
        else:
            sheet.write_number(row, column, float(figure), style or self.plain)

    def write_inputs(self, row: int, name: str, bundle: Bundle, claims: dict[str, Figure]) -> None:
        """One nomination: its metrics, and its line on every assessor's sheet."""
        self._metrics(self.sheets[-3], row, name, bundle, claims)
        recused = {item["assessor"] for item in bundle.recusals}
        given = {(sheet["assessor"], sheet["stage"]): sheet for sheet in bundle.sheets}
        for label, sheet in zip(self.layout.labels, self.sheets[2:-3], strict=True):
            sheet.write_string(row, 0, name, self.words)
            notes = [_("Conflict of interest")] if label in recused else []
            for place, criterion in enumerate(self.layout.assessed):
                filled = {} if label in recused else given.get((label, criterion.stage), {})
                self._score(sheet, row, place, criterion, filled.get("scores", {}).get(criterion.code))
                if ground := filled.get("abstained", {}).get(criterion.code):
                    abstained = _("abstained")
                    notes.append(f"{criterion.name}: {abstained} ({ground})")
            if notes:
                sheet.write_string(row, 1 + 2 * len(self.layout.assessed), text("; ".join(notes)), self.words)

    # ---- rules: weights and tables of levels
    def _rules(self, sheet: Any) -> None:
        self.heads(sheet, [(_("Code"), 24), (_("Name"), 40), (_("Weight"), 10), (_("Scale"), 60)])
        row = TOP
        for aspect in self.ranking.aspects:
            self._weight(sheet, row, f"aspect:{aspect.code}", aspect.name, aspect.weight, "")
            row += 1
            for code, weight in aspect.criteria:
                scale = json.dumps(self.rules.criterion(code).scale, ensure_ascii=False)
                self._weight(sheet, row, f"criterion:{code}", self.rules.criterion(code).name, weight, scale)
                row += 1
        for criterion in self.layout.assessed:
            if criterion.scale["kind"] != "levels":
                continue
            row += 1
            first = row
            for level, points in criterion.scale["points"].items():
                sheet.write_string(row, 0, text(level), self.words)
                sheet.write_number(row, 1, float(points), self.plain)
                sheet.write_string(row, 3, text(criterion.words.get(level, "")), self.words)
                row += 1
            name = formulas.quoted(self.layout.names[-2])
            self.layout.levels[criterion.code] = f"{name}!$A${first + 1}:$B${row}"

    def _weight(self, sheet: Any, row: int, key: str, name: Any, weight: str, scale: str) -> None:
        sheet.write_string(row, 0, key.partition(":")[2], self.words)
        sheet.write_string(row, 1, text(name), self.words)
        sheet.write_number(row, 2, float(weight), self.plain)
        sheet.write_string(row, 3, text(scale), self.words)
        self.layout.weights[key] = f"{formulas.quoted(self.layout.names[-2])}!$C${row + 1}"

    # ---- metrics: claimed beside verified
    def _metric_heads(self, sheet: Any) -> None:
        heads = [(_("Nominee"), 36)]
        for metric in self.rules.metrics:
            words = [_("claimed"), _("verified")]
            if metric.kind == "share":
                words = [_("claimed"), _("of"), _("verified"), _("of"), _("verified per cent")]
            heads += [(f"{metric.name}: {word}", 16) for word in words]
        self.heads(sheet, heads)

    def _metrics(self, sheet: Any, row: int, name: str, bundle: Bundle, claims: dict[str, Figure]) -> None:
        sheet.write_string(row, 0, name, self.words)
        for metric in self.rules.metrics:
            column, claim = self.layout.metric_at[metric.code], claims.get(metric.code)
            verified = bundle.entry["metrics"].get(metric.code) or {}
            if metric.kind == "value":
                self.number(sheet, row, column, claim.value if claim else None)
                self.number(sheet, row, column + 1, verified.get("value"))
                continue
            covered, total = verified.get("covered"), verified.get("total")
            claimed = (claim.covered, claim.total) if claim else (None, None)
            for place, figure in enumerate((*claimed, covered, total)):
                self.number(sheet, row, column + place, figure)
            above, below = (f"{xl_col_to_name(column + place)}{row + 1}" for place in (2, 3))
            formula = f'=IF(OR({below}="",{below}=0),"",MIN(100,100*{above}/{below}))'
            share = min(100.0, 100 * covered / total) if total else ""
            sheet.write_formula(row, column + 4, formula, self.figure, share)

    # ---- one sheet per assessor
    def _score(self, sheet: Any, row: int, place: int, criterion: Criterion, score: str | None) -> None:
        column = 1 + 2 * place
        if score is not None and criterion.scale["kind"] == "levels":
            sheet.write_string(row, column, text(score), self.words)
        else:
            self.number(sheet, row, column, score)
        formula = self.converted[place].replace(HERE, str(row + 1))
        sheet.write_formula(row, column + 1, formula, self.figure, "")
