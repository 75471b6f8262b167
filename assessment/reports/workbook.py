"""The ranking as a workbook that reckons: change a score, and totals and ranks follow.

Sheets: ranking, points, one per assessor (by anonymous label), metrics, rules, about. User text is written as text and
never as a formula. All sheets grow row by row to disk, so 20,000 nominations take no more memory than a hundred.
"""

import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import xlsxwriter
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _
from xlsxwriter.utility import xl_col_to_name

from assessment.chosen import ChosenForm
from assessment.columns import offered
from assessment.counting import Bundle
from assessment.models import Placing, Snapshot
from assessment.queries.pack import bundles_among
from assessment.queries.ranking import Row, rows_among
from assessment.reports import formulas
from assessment.reports.about import facts_of
from assessment.reports.inputs import TOP, Inputs
from assessment.reports.layout import HERE, Layout
from nominations.models import Figure
from paritrana.documents import store
from paritrana.documents.press.xlsx import text
from paritrana.documents.registry import Progress

CHUNK = 200
"""Nominations that are read at a time."""


def write(snapshot: Snapshot, chosen: ChosenForm, language: str, progress: Progress) -> Path:
    """Writes the chosen placings into a temporary file and returns its path.

    Of a part of the ranking the ranks are written as they stand in the whole; of the whole they reckon.
    """
    handle, name = tempfile.mkstemp(dir=store.incoming(), suffix=".xlsx")
    os.close(handle)
    options = {
        "constant_memory": True,
        "tmpdir": str(store.incoming()),
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with translation.override(language), xlsxwriter.Workbook(name, options) as book:
        _Writer(snapshot, chosen, book).write(progress)
    return Path(name)


class _Writer(Inputs):
    """Adds what is reckoned: points, ranking, and what the file says about itself."""

    def __init__(self, snapshot: Snapshot, chosen: ChosenForm, book: xlsxwriter.Workbook):
        rules, labels = chosen.rules, json.loads(snapshot.frame)["assessors"]
        super().__init__(book, Layout(rules, rules.ranking(snapshot.ranking), labels))
        self.snapshot, self.chosen = snapshot, chosen
        self.placings = chosen.among(snapshot.placings.all())
        self.is_whole = not chosen.filters()
        self.last = TOP + self.placings.filter(status="ranked").count()
        self.reckoned = [(key, _template(self.layout, key, self._rule_of(key))) for key in self._keys()]
        self.ranked = _ranked_templates(self.layout)

    def write(self, progress: Progress) -> None:
        """All sheets."""
        self._heads()
        total = self.placings.count()
        number = TOP
        for row, bundle, claims in _lines(self.snapshot, self.chosen, self.placings):
            name = text(row.name)
            self._points(number, name, row.placing)
            self._ranking(number, name, row)
            self.write_inputs(number, name, bundle, claims)
            number += 1
            if number % CHUNK == TOP:
                progress(number - TOP, total)
        self._about()

    def _keys(self) -> list[str]:
        return [*self.layout.codes, *(f"aspect:{code}" for code in self.layout.aspects), "total"]

    def _rule_of(self, code: str) -> str:
        """Trimmed only where every verified nomination with enough scores has at least five, else the mean."""
        if self.ranking.aggregate != "trimmed" or code not in {one.code for one in self.layout.assessed}:
            return self.ranking.aggregate
        verified = self.snapshot.placings.filter(status__in=["ranked", "gated", "incomplete"])
        counts = {found[code] for found in verified.values_list("scores_counted", flat=True).iterator()}
        enough = [count for count in counts if count >= self.ranking.min_scores]
        return "trimmed" if enough and min(enough) >= 5 else "mean"

    def _heads(self) -> None:
        ranked, points = self.sheets[:2]
        names = {shown.code: str(shown.title) for shown in offered(self.rules, self.ranking)}
        names |= {shown.key: names[shown.code] for shown in offered(self.rules, self.ranking) if shown.key}
        self.heads(points, [(_("Nominee"), 36), *((names[key], 14) for key in self._keys())])
        heads = [(_("Rank"), 8), (_("Nominee"), 36)]
        heads += [(f"{aspect.name} ({aspect.weight})", 14) for aspect in self.ranking.aspects]
        heads += [(_("Total"), 14), (_("Separated by"), 28), (_("Selection"), 28), (_("Remarks"), 40)]
        heads += [(_("Total in the snapshot"), 14)]
        heads += [(_("Tie step %(n)d") % {"n": n}, 12) for n in range(1, len(self.ranking.tie_break) + 1)]
        extra = [shown for shown in self.chosen.columns if shown.kind in ("province", "zone")]
        self.heads(ranked, [*heads, *((str(shown.title), 24) for shown in extra)], fixed=2)
        shown_codes = {shown.code for shown in self.chosen.columns}
        order = [f"aspect:{code}" for code in self.layout.aspects] + [
            "total",
            "decided",
            "selection",
            "remarks",
        ]
        for column, code in enumerate(order, start=2):
            if code not in shown_codes:
                ranked.set_column(column, column, heads[column][1], None, {"hidden": True})

    def _points(self, row: int, name: str, placing: Placing) -> None:
        sheet, figures = (
            self.sheets[1],
            placing.criteria | {f"aspect:{code}": points for code, points in placing.aspects.items()},
        )
        sheet.write_string(row, 0, name, self.words)
        for column, (key, formula) in enumerate(self.reckoned, start=1):
            value = placing.total if key == "total" else figures.get(key)
            style = self.strong if key == "total" else self.figure
            sheet.write_formula(row, column, formula.replace(HERE, str(row + 1)), style, _cached(value))

    def _ranking(self, row: int, name: str, found: Row) -> None:
        sheet, placing, total = self.sheets[0], found.placing, 2 + len(self.layout.aspects)
        keys = [total, *range(total + 5, total + 5 + len(self.ranking.tie_break))]
        if placing.rank is not None and self.is_whole:
            columns = [xl_col_to_name(key) for key in keys]
            rank = formulas.rank(columns, row + 1, TOP + 1, self.last)
            sheet.write_formula(row, 0, rank, self.plain, placing.rank)
        elif placing.rank is not None:
            sheet.write_number(row, 0, placing.rank, self.plain)
        sheet.write_string(row, 1, name, self.words)
        values = [placing.aspects.get(code) for code in self.layout.aspects] + [placing.total]
        for column, (formula, value) in enumerate(zip(self.ranked, values, strict=False), start=2):
            style = self.strong if column == total else self.figure
            sheet.write_formula(row, column, formula.replace(HERE, str(row + 1)), style, _cached(value))
        for place, words in enumerate((found.decided, found.selection, "; ".join(found.remarks)), start=1):
            sheet.write_string(row, total + place, text(words), self.words)
        self.number(sheet, row, total + 4, placing.total, self.figure)
        if placing.rank is not None:
            for column, formula in zip(keys[1:], self.ranked[len(values) :], strict=True):
                sheet.write_formula(row, column, formula.replace(HERE, str(row + 1)), self.figure, "")
        homes = [cell.value for cell in found.cells if cell.shown.kind in ("province", "zone")]
        for place, home in enumerate(homes, start=total + 5 + len(self.ranking.tie_break)):
            sheet.write_string(row, place, text(home), self.words)

    def _about(self) -> None:
        sheet = self.sheets[-1]
        self.heads(sheet, [(_("About"), 32), ("", 90)])
        facts = facts_of(self.snapshot, self.ranking)
        if words := self.chosen.words():
            facts.append((_("Only a part"), words))
        for row, (label, value) in enumerate(facts, start=TOP):
            sheet.write_string(row, 0, text(label), self.words)
            sheet.write_string(row, 1, text(value), self.words)


def _lines(
    snapshot: Snapshot, chosen: ChosenForm, placings: QuerySet[Placing]
) -> Iterator[tuple[Row, Bundle, dict[str, Figure]]]:
    """Each placing in order with what went in and what was claimed; three queries a CHUNK."""
    for rows in rows_among(placings, chosen.rules, snapshot.ranking, chosen.columns, CHUNK):
        ids = [row.placing.nomination_id for row in rows]
        bundles = {one.entry["id"]: one for one in bundles_among(snapshot, ids)}
        claims: dict[int, dict[str, Figure]] = {}
        for figure in Figure.objects.filter(nomination__in=ids).only(
            "nomination_id", "metric", "covered", "total", "value"
        ):
            claims.setdefault(figure.nomination_id, {})[figure.metric] = figure
        for row in rows:
            yield row, bundles[row.placing.nomination.public_id], claims.get(row.placing.nomination_id, {})


def _template(layout: Layout, key: str, rule: str) -> str:
    """The formula of a criterion's, an aspect's or the total's points in row `#`."""
    ranking = layout.ranking
    if key == "total":
        cells = [layout.points(f"aspect:{code}") for code in layout.aspects]
        return formulas.weighted(cells, [layout.weights[f"aspect:{code}"] for code in layout.aspects])
    if key.startswith("aspect:"):
        aspect = next(one for one in ranking.aspects if f"aspect:{one.code}" == key)
        codes = [code for code, _weight in aspect.criteria]
        weights = [layout.weights[f"criterion:{code}"] for code in codes]
        return formulas.weighted([layout.points(code) for code in codes], weights)
    criterion = layout.rules.criterion(key)
    if criterion.kind == "metric":
        return formulas.metric_points(layout.value(layout.rules.metric(criterion.metric)), criterion.scale)
    return formulas.aggregate(layout.scores(criterion), rule, ranking.min_scores)


def _ranked_templates(layout: Layout) -> list[str]:
    """The formulas of the ranking's sheet in row `#`: aspects and total rounded, then the keys of the tie chain."""
    precision = layout.ranking.precision
    keys = [*(f"aspect:{code}" for code in layout.aspects), "total"]
    return [formulas.rounded(layout.points(key), precision) for key in keys] + [
        formulas.tie_key(layout.tie(step), precision, lower_first=step.startswith("-"))
        for step in layout.ranking.tie_break
    ]


def _cached(value: str | None) -> float | str:
    return "" if value is None else float(value)
