"""What is wrong in a recap, by sheet, row and column. A fault is plain data, so that it can be kept and shown later."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, "str | Promise"] = {
    "no_header": _("The first row must name the columns. Missing: %(names)s."),
    "unknown_column": _("There is no column “%(value)s” in a recap. Remove or rename it."),
    "column_twice": _("The column “%(value)s” is there twice."),
    "unnamed_column": _("The column %(value)s has no name. Name it, or remove it."),
    "not_utf8": _("This is not UTF-8 text. Save the table as “CSV UTF-8”."),
    "quotes": _(
        "A quotation mark is not closed, or stands inside a value. From this row on nothing could be read."
    ),
    "broken_workbook": _("The workbook is damaged. Open it, save it as XLSX and bring it again."),
    "hidden_sheet": _(
        "The sheet is hidden and has rows. Show it or delete it, so that nothing unseen is counted."
    ),
    "merged": _("The cells %(value)s are merged. Write each value into its own row."),
    "formula": _("There is a formula. Paste the values instead."),
    "date_for_number": _("There is a date where a count is expected. Format the column as a number."),
    "separated": _("“%(value)s” has separators. Write the count in digits only."),
    "nothing": _("Nothing stands here, and the column must be filled."),
    "sum": _("This is a line of totals. Remove it: a recap has one row for a nominee, segment and month."),
    "not_a_count": _("“%(value)s” is no count. Write a whole number in digits."),
    "too_large": _("“%(value)s” is larger than any count of people."),
    "covered_above_zero": _("There are members out of a total of 0."),
    "number_for_code": _(
        "“%(value)s” is stored as a number, so zeros may be lost. Format the column as text and write it in full."
    ),
    "shortened": _(
        "“%(value)s” was shortened by the spreadsheet, and digits are lost. Format the column as text and write it in full."
    ),
    "bad_npwp": _("“%(value)s” has %(digits)s digits; an NPWP has 15 or 16. Leading zeros may be lost."),
    "bad_code": _("“%(value)s” is no region code such as 32.75. Zeros may be lost."),
    "unknown_region": _("There is no region with the code “%(value)s”."),
    "code_and_name": _("“%(value)s” has the code %(names)s, another than this row's."),
    "outside_scope": _("%(value)s does not belong to this round."),
    "no_key": _("The row names nobody: code, NPP, NPWP and name are all empty."),
    "unknown_segment": _("“%(value)s” is no segment of the rulebook: %(names)s."),
    "bad_period": _("“%(value)s” is no period such as 2025-12."),
    "outside_period": _("%(value)s lies outside the assessed period."),
    "twice": _("The same nominee, segment and period stand in row %(value)s already."),
    "cells": _("The row has %(value)s cells, the header %(names)s. A separator may be inside a value."),
    "empty": _("The file has no rows below its header."),
    "bom": _("The file begins with a UTF-8 mark (BOM). It was read without it."),
    "semicolons": _("The columns are separated by semicolons. They were read as such."),
    "refused": _("The file was refused: %(value)s"),
    "tabs": _("The columns are separated by tabs. They were read as such."),
    "read_as": _("The column “%(value)s” was read as %(names)s."),
    "left_out": _("The column “%(value)s” is a running number. It was left out."),
    "hidden_rows": _("Rows of this sheet are hidden, perhaps by a filter. They were read too."),
    "no_table": _("This is neither a CSV file nor an XLSX workbook."),
}

NOTES = frozenset({"bom", "semicolons", "tabs", "read_as", "left_out", "hidden_rows"})
"""What is said but is not wrong: nothing waits for it."""

Fault = dict[str, Any]
"""{"sheet", "row", "column", "code", "params"}; row 0 and column "" mean the whole sheet."""


def fault(code: str, *, sheet: str = "", row: int = 0, column: str = "", **params: object) -> Fault:
    """One fault; KeyError for a code without a sentence."""
    assert code in SENTENCES  # noqa: S101 a fault without a sentence is a mistake of this program
    short = {name: str(value)[:200] for name, value in params.items()}
    return {"sheet": sheet, "row": row, "column": column, "code": code, "params": short}


def sentence_of(found: Fault) -> str:
    """The fault in words, in the reader's language."""
    return str(SENTENCES[found["code"]]) % found["params"]
