"""What goes into a ranking, as sheets of its workbook: rules, metrics, one sheet per assessor."""

import json
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.utility import xl_col_to_name

from assessment.queries.pack import dossiers_among
from assessment.queries.ranking import Board, Row
from assessment.reports import formulas
from nominations.models import Figure
from paritrana.documents.press.xlsx import text
from paritrana.programme.rulebook import Criterion, Metric

TOP = 1
"""Rows above the data: the heads."""


class Inputs:
    """The sheets that others reckon from; keeps where everything stands so that formulas can point to it."""

    def __init__(self, board: Board, book: xlsxwriter.Workbook):
        self.board, self.book = board, book
        self.rules, self.ranking = board.rules, board.ranking
        self.rows: list[Row] = [*board.ranked, *board.others]
        self.labels: list[str] = json.loads(board.snapshot.frame)["assessors"]
        self.dossiers = {
            dossier.entry["id"]: dossier
            for dossier in dossiers_among(board.snapshot, [row.placing.nomination_id for row in self.rows])
        }
        self.criteria: list[tuple[str, Criterion]] = [
            (aspect.code, self.rules.criterion(code))
            for aspect in self.ranking.aspects
            for code, _weight in aspect.criteria
        ]
        self.assessed = [criterion for _aspect, criterion in self.criteria if criterion.kind == "assessed"]
        base = {"font_name": "Source Sans Pro", "valign": "top"}
        self.head = book.add_format(base | {"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"})
        self.words = book.add_format(base | {"num_format": "@"})
        self.figure = book.add_format(base | {"num_format": "#,##0." + "0" * self.ranking.precision})
        self.plain = book.add_format(base)
        self.strong = book.add_format(
            base | {"bold": True, "num_format": "#,##0." + "0" * self.ranking.precision}
        )
        names = [_("Ranking"), _("Points"), *self.labels, _("Metrics"), _("Rules"), _("About")]
        self.sheets = {name: book.add_worksheet(name) for name in names}
        self.ranked_sheet, self.points_sheet = names[0], names[1]
        self.metrics_sheet, self.rules_sheet, self.about_sheet = names[-3:]
        self.weights: dict[str, str] = {}
        self.tables: dict[str, str] = {}
        self.values: dict[str, str] = {}

    def write_inputs(self) -> None:
        """Rules first, since the others point to them."""
        self._rules()
        self._metrics()
        for label in self.labels:
            self._assessor(label)

    # ---- rules: weights and tables of levels
    def _rules(self) -> None:
        sheet = self._sheet(
            self.rules_sheet, [(_("Code"), 24), (_("Name"), 40), (_("Weight"), 10), (_("Scale"), 60)]
        )
        row = TOP
        for aspect in self.ranking.aspects:
            self._weight(sheet, row, f"aspect:{aspect.code}", aspect.name, aspect.weight, "")
            row += 1
            for code, weight in aspect.criteria:
                scale = json.dumps(self.rules.criterion(code).scale, ensure_ascii=False)
                self._weight(sheet, row, f"criterion:{code}", self.rules.criterion(code).name, weight, scale)
                row += 1
        for criterion in self.assessed:
            if criterion.scale["kind"] != "levels":
                continue
            row += 1
            first = row
            for level, points in criterion.scale["points"].items():
                sheet.write_string(row, 0, text(level), self.words)
                sheet.write_number(row, 1, float(points), self.plain)
                sheet.write_string(row, 3, text(criterion.words.get(level, "")), self.words)
                row += 1
            self.tables[criterion.code] = f"{formulas.quoted(self.rules_sheet)}!$A${first + 1}:$B${row}"

    def _weight(self, sheet: Any, row: int, key: str, name: Any, weight: str, scale: str) -> None:
        sheet.write_string(row, 0, key.partition(":")[2], self.words)
        sheet.write_string(row, 1, text(name), self.words)
        sheet.write_number(row, 2, float(weight), self.plain)
        sheet.write_string(row, 3, text(scale), self.words)
        self.weights[key] = f"{formulas.quoted(self.rules_sheet)}!$C${row + 1}"

    # ---- metrics: claimed beside verified
    def _metrics(self) -> None:
        heads, column, places = [(_("Nominee"), 36)], 1, {}
        for metric in self.rules.metrics:
            places[metric.code] = column
            if metric.kind == "share":
                words = [_("claimed"), _("of"), _("verified"), _("of"), _("verified per cent")]
            else:
                words = [_("claimed"), _("verified")]
            heads += [(f"{metric.name}: {word}", 16) for word in words]
            column += len(words)
            self.values[metric.code] = xl_col_to_name(column - 1)
        sheet = self._sheet(self.metrics_sheet, heads)
        claims = {
            (figure.nomination_id, figure.metric): figure
            for figure in Figure.objects.filter(
                nomination__in=[row.placing.nomination_id for row in self.rows]
            )
        }
        for number, row in enumerate(self.rows, start=TOP):
            nomination = row.placing.nomination
            sheet.write_string(number, 0, text(row.name), self.words)
            for metric in self.rules.metrics:
                claim = claims.get((nomination.pk, metric.code))
                verified = self.dossiers[nomination.public_id].entry["metrics"].get(metric.code)
                self._metric(sheet, number, places[metric.code], metric, claim, verified)

    def _metric(self, sheet: Any, row: int, column: int, metric: Metric, claim: Any, verified: Any) -> None:
        if metric.kind == "value":
            self._number(sheet, row, column, claim.value if claim else None)
            self._number(sheet, row, column + 1, verified["value"] if verified else None)
            return
        for place, figure in enumerate((claim.covered, claim.total) if claim else (None, None)):
            self._number(sheet, row, column + place, figure)
        for place, figure in enumerate(
            (verified["covered"], verified["total"]) if verified else (None, None)
        ):
            self._number(sheet, row, column + 2 + place, figure)
        covered, total = (f"{xl_col_to_name(column + place)}{row + 1}" for place in (2, 3))
        formula = f'=IF(OR({total}="",{total}=0),"",MIN(100,100*{covered}/{total}))'
        share = (
            min(100.0, 100 * verified["covered"] / verified["total"])
            if verified and verified["total"]
            else ""
        )
        sheet.write_formula(row, column + 4, formula, self.figure, share)

    # ---- one sheet per assessor
    def _assessor(self, label: str) -> None:
        heads = [(_("Nominee"), 36)]
        for criterion in self.assessed:
            heads += [(f"{criterion.name}: {_('score')}", 16), (f"{criterion.name}: {_('points')}", 16)]
        sheet = self._sheet(label, [*heads, (_("Note"), 40)])
        for number, row in enumerate(self.rows, start=TOP):
            key = row.placing.nomination.public_id
            sheet.write_string(number, 0, text(row.name), self.words)
            dossier = self.dossiers[key]
            is_recused = any(item["assessor"] == label for item in dossier.recusals)
            given = {item["stage"]: item for item in dossier.sheets if item["assessor"] == label}
            notes = [_("Conflict of interest")] if is_recused else []
            for place, criterion in enumerate(self.assessed):
                filled = {} if is_recused else given.get(criterion.stage, {})
                score = filled.get("scores", {}).get(criterion.code)
                self._score(sheet, number, 1 + 2 * place, criterion, score)
                if ground := filled.get("abstained", {}).get(criterion.code):
                    notes.append(f"{criterion.name}: {_('abstained')} ({ground})")
            sheet.write_string(number, 1 + 2 * len(self.assessed), text("; ".join(notes)), self.words)

    def _score(self, sheet: Any, row: int, column: int, criterion: Criterion, score: str | None) -> None:
        if score is not None and criterion.scale["kind"] == "levels":
            sheet.write_string(row, column, text(score), self.words)
        else:
            self._number(sheet, row, column, score)
        cell = f"{xl_col_to_name(column)}{row + 1}"
        formula = formulas.score_points(cell, criterion.scale, self.tables.get(criterion.code, ""))
        sheet.write_formula(row, column + 1, formula, self.figure, "")

    # ---- small things
    def _sheet(self, name: str, heads: list[tuple[str, int]]) -> Any:
        sheet = self.sheets[name]
        for column, (title, width) in enumerate(heads):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, text(title), self.head)
        sheet.freeze_panes(TOP, 2 if name == self.ranked_sheet else 1)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        return sheet

    def _number(self, sheet: Any, row: int, column: int, figure: Any, style: Any = None) -> None:
        if figure is None:
            sheet.write_blank(row, column, None, style or self.plain)
        else:
            # A cell is a binary number whatever one does; the exact figures stand in the pack.
            sheet.write_number(row, column, float(figure), style or self.plain)
