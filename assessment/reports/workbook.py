"""The ranking as a workbook that reckons: change a score, and totals and ranks follow.

Sheets: ranking, points, one per assessor (by anonymous label), metrics, rules, about. Row n of all of them is the
same nomination. User text is written as text and never as a formula.
"""

import os
import tempfile
from pathlib import Path

import xlsxwriter
from django.utils import translation
from django.utils.translation import gettext as _
from xlsxwriter.utility import xl_col_to_name

from assessment.queries.ranking import Board
from assessment.reports import formulas
from assessment.reports.about import facts_of
from assessment.reports.inputs import TOP, Inputs
from paritrana.documents import store
from paritrana.documents.press.xlsx import text
from paritrana.programme.rulebook import Criterion


def write(board: Board, language: str) -> Path:
    """Writes the workbook into a temporary file and returns its path."""
    handle, name = tempfile.mkstemp(dir=store.incoming(), suffix=".xlsx")
    os.close(handle)
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with translation.override(language), xlsxwriter.Workbook(name, options) as book:
        _Writer(board, book).write()
    return Path(name)


class _Writer(Inputs):
    """Adds what is reckoned: points, ranking, and what the file says about itself."""

    def write(self) -> None:
        """All sheets."""
        self.write_inputs()
        self._points()
        self._ranking()
        self._about()

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
        cells = [f"{formulas.quoted(label)}!${column}${row + 1}" for label in self.labels]
        return formulas.aggregate(cells, self._rule_of(criterion.code), self.ranking.min_scores)

    def _rule_of(self, code: str) -> str:
        """Trimmed only where every verified nomination with enough scores has at least five, else the mean."""
        if self.ranking.aggregate != "trimmed":
            return self.ranking.aggregate
        counts = [
            row.placing.scores_counted[code]
            for row in self.rows
            if self.dossiers[row.placing.nomination.public_id].entry["status"] == "verified"
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


def _shown(value: str | None) -> float | str:
    return "" if value is None else float(value)
