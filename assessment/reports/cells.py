"""Worksheets whose formulas are ours alone."""

from xlsxwriter.worksheet import Worksheet


class Cells(Worksheet):
    """A worksheet that takes formulas as they stand.

    XlsxWriter looks through every formula thirty times for functions newer than the file format, which takes two
    thirds of the time of a large ranking. The formulas of a ranking (reports.formulas) use none of them; a test
    holds that.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")
