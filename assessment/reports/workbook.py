"""The ranking as a workbook that reckons: change a score, and totals and ranks follow.

Sheets: ranking, points, one per assessor (by anonymous label), metrics, rules, about. Row n of all of them is the
same nomination. User text is written as text and never as a formula.
"""

import json
import os
import tempfile
from pathlib import Path
from typing import Any

import xlsxwriter
from django.utils import translation
from django.utils.translation import gettext as _
from xlsxwriter.utility import xl_col_to_name

from assessment.queries.ranking import Board, Row
from assessment.reports import formulas
from assessment.reports.about import facts_of
from nominations.models import Figure
from paritrana.documents import store
from paritrana.documents.press.xlsx import text
from paritrana.programme.rulebook import Criterion, Metric

TOP = 1
"""Rows above the data: the heads."""


def write(board: Board, language: str) -> Path:
    """Writes the workbook into a temporary file and returns its path."""
    handle, name = tempfile.mkstemp(dir=store.incoming(), suffix=".xlsx")
    os.close(handle)
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with translation.override(language), xlsxwriter.Workbook(name, options) as book:
        _Writer(board, book).write()
    return Path(name)


class _Writer:
    """Lays out the sheets; keeps where everything stands so that formulas can point to it."""

    def __init__(self, board: Board, book: xlsxwriter.Workbook):
        self.board, self.book = board, book
        self.rules, self.ranking = board.rules, board.ranking
        self.rows: list[Row] = [*board.ranked, *board.others]
        self.pack = json.loads(board.snapshot.pack)
        self.entries = {entry["id"]: entry for entry in self.pack["nominations"]}
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
        names = [_("Ranking"), _("Points"), *self.pack["assessors"], _("Metrics"), _("Rules"), _("About")]
        self.sheets = {name: book.add_worksheet(name) for name in names}
        self.ranked_sheet, self.points_sheet = names[0], names[1]
        self.metrics_sheet, self.rules_sheet, self.about_sheet = names[-3:]
        self.weights: dict[str, str] = {}
        self.tables: dict[str, str] = {}
        self.values: dict[str, str] = {}

    def write(self) -> None:
        """All sheets; the rules first, since the others point to them."""
        self._rules()
        self._metrics()
        for label in self.pack["assessors"]:
            self._assessor(label)
        self._points()
        self._ranking()
        self._about()

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
                verified = self.entries[nomination.public_id]["metrics"].get(metric.code)
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
        given = {
            (item["nomination"], item["stage"]): item
            for item in self.pack["sheets"]
            if item["assessor"] == label
        }
        recused = {item["nomination"] for item in self.pack["recusals"] if item["assessor"] == label}
        for number, row in enumerate(self.rows, start=TOP):
            key = row.placing.nomination.public_id
            sheet.write_string(number, 0, text(row.name), self.words)
            notes = [_("Conflict of interest")] if key in recused else []
            for place, criterion in enumerate(self.assessed):
                filled = {} if key in recused else given.get((key, criterion.stage), {})
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

    # ---- points of criteria, aspects, total, and the keys of the tie chain
    def _points(self) -> None:
        heads = [(_("Nominee"), 36)]
        heads += [(str(criterion.name), 14) for _aspect, criterion in self.criteria]
        heads += [(str(aspect.name), 14) for aspect in self.ranking.aspects] + [(_("Total"), 14)]
        sheet = self._sheet(self.points_sheet, heads)
        for number, row in enumerate(self.rows, start=TOP):
            sheet.write_string(number, 0, text(row.name), self.words)
            for place, (_aspect, criterion) in enumerate(self.criteria, start=1):
                value = row.placing.criteria.get(criterion.code)
                sheet.write_formula(
                    number, place, self._criterion(criterion, number), self.figure, _shown(value)
                )
            for place, aspect in enumerate(self.ranking.aspects):
                cells = [f"{self._column(code)}{number + 1}" for code, _weight in aspect.criteria]
                weights = [self.weights[f"criterion:{code}"] for code, _weight in aspect.criteria]
                at = 1 + len(self.criteria) + place
                value = row.placing.aspects.get(aspect.code)
                sheet.write_formula(number, at, formulas.weighted(cells, weights), self.figure, _shown(value))
            cells = [
                f"{self._column(f'aspect:{aspect.code}')}{number + 1}" for aspect in self.ranking.aspects
            ]
            weights = [self.weights[f"aspect:{aspect.code}"] for aspect in self.ranking.aspects]
            at = 1 + len(self.criteria) + len(self.ranking.aspects)
            sheet.write_formula(
                number, at, formulas.weighted(cells, weights), self.strong, _shown(row.placing.total)
            )

    def _criterion(self, criterion: Criterion, row: int) -> str:
        if criterion.kind == "metric":
            cell = f"{formulas.quoted(self.metrics_sheet)}!${self.values[criterion.metric]}${row + 1}"
            return formulas.metric_points(cell, criterion.scale)
        column = xl_col_to_name(2 + 2 * self.assessed.index(criterion))
        cells = [f"{formulas.quoted(label)}!${column}${row + 1}" for label in self.pack["assessors"]]
        return formulas.aggregate(cells, self._rule_of(criterion.code), self.ranking.min_scores)

    def _rule_of(self, code: str) -> str:
        """Trimmed only where every verified nomination with enough scores has at least five, else the mean."""
        if self.ranking.aggregate != "trimmed":
            return self.ranking.aggregate
        counts = [
            row.placing.scores_counted[code]
            for row in self.rows
            if self.entries[row.placing.nomination.public_id]["status"] == "verified"
        ]
        enough = [count for count in counts if count >= self.ranking.min_scores]
        return "trimmed" if enough and min(enough) >= 5 else "mean"

    def _column(self, key: str) -> str:
        """The column of a criterion or `aspect:…` in the sheet of points."""
        if key.startswith("aspect:"):
            codes = [f"aspect:{aspect.code}" for aspect in self.ranking.aspects]
            return xl_col_to_name(1 + len(self.criteria) + codes.index(key))
        return xl_col_to_name(1 + [criterion.code for _aspect, criterion in self.criteria].index(key))

    # ---- the ranking itself
    def _ranking(self) -> None:
        heads = [(_("Rank"), 8), (_("Nominee"), 36)]
        heads += [(f"{aspect.name} ({aspect.weight})", 14) for aspect in self.ranking.aspects]
        heads += [(_("Total"), 14), (_("Separated by"), 28), (_("Selection"), 28), (_("Remarks"), 40)]
        heads += [(_("Total in the snapshot"), 14)]
        heads += [(_("Tie step %(n)d") % {"n": n}, 12) for n in range(1, len(self.ranking.tie_break) + 1)]
        sheet = self._sheet(self.ranked_sheet, heads)
        aspects, points = len(self.ranking.aspects), formulas.quoted(self.points_sheet)
        total, printed = 2 + aspects, 6 + aspects
        keys = [xl_col_to_name(total)] + [
            xl_col_to_name(printed + n) for n in range(1, len(self.ranking.tie_break) + 1)
        ]
        last, precision = TOP + len(self.board.ranked), self.ranking.precision
        for number, row in enumerate(self.rows, start=TOP):
            placing, at = row.placing, number + 1
            if placing.rank is not None:
                sheet.write_formula(
                    number, 0, formulas.rank(keys, at, TOP + 1, last), self.plain, placing.rank
                )
            sheet.write_string(number, 1, text(row.name), self.words)
            for place, aspect in enumerate(self.ranking.aspects):
                cell = f"{points}!${self._column(f'aspect:{aspect.code}')}${at}"
                value = placing.aspects.get(aspect.code)
                sheet.write_formula(
                    number, 2 + place, formulas.rounded(cell, precision), self.figure, _shown(value)
                )
            cell = f"{points}!${xl_col_to_name(1 + len(self.criteria) + aspects)}${at}"
            sheet.write_formula(
                number, total, formulas.rounded(cell, precision), self.strong, _shown(placing.total)
            )
            for place, words in enumerate((row.decided, row.selection, "; ".join(row.remarks)), start=1):
                sheet.write_string(number, total + place, text(words), self.words)
            self._number(sheet, number, printed, placing.total, self.figure)
            if placing.rank is not None:
                for place, step in enumerate(self.ranking.tie_break, start=1):
                    key = formulas.tie_key(
                        self._tie_cell(step, at), precision, lower_first=step.startswith("-")
                    )
                    sheet.write_formula(number, printed + place, key, self.figure, "")

    def _tie_cell(self, step: str, row: int) -> str:
        kind, code = step.lstrip("-").split(":", 1)
        if kind == "metric":
            return f"{formulas.quoted(self.metrics_sheet)}!${self.values[code]}${row}"
        column = self._column(f"aspect:{code}" if kind == "aspect" else code)
        return f"{formulas.quoted(self.points_sheet)}!${column}${row}"

    def _about(self) -> None:
        sheet = self._sheet(self.about_sheet, [(_("About"), 32), ("", 90)])
        for number, (label, value) in enumerate(facts_of(self.board), start=TOP):
            sheet.write_string(number, 0, text(label), self.words)
            sheet.write_string(number, 1, text(value), self.words)

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


def _shown(value: str | None) -> float | str:
    return "" if value is None else float(value)
