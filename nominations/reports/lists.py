"""Lists of nominations as files: what the asker's page shows under its search, filters and order, all pages of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from nominations.deadlines import deadline_of
from nominations.forms.portfolio import PortfolioFilter
from nominations.forms.unattended import UnattendedFilter
from nominations.models import Nomination
from nominations.queries.seen import nominations_seen_by
from nominations.queries.unattended import lacking, unattended_seen_by
from paritrana.documents.press import csv, xlsx
from paritrana.documents.press.columns import Column, Shape
from paritrana.documents.registry import Product, Progress, Report, register
from paritrana.lib.permissions import Actor


@dataclass(frozen=True)
class List:
    """One list: the rows an actor sees, how they are searched, and what stands in a line of the file."""

    code: str
    title: str | Promise
    name: str
    """Of the file, without its ending."""
    seen_by: Callable[[Actor], QuerySet[Nomination]]
    asked: type[PortfolioFilter]
    columns: list[Column]
    line: Callable[[Nomination], tuple[Any, ...]]
    beside: tuple[str, ...] = ()
    """What is read along with every thousand rows."""

    @property
    def kinds(self) -> dict[str, str]:
        """The report's code by the kind of file."""
        return {kind: f"{self.code}_{kind}" for kind in ("xlsx", "csv")}


def build(of: List, kind: str, actor: Actor, parameters: dict[str, Any], progress: Progress) -> Product:
    """The list under `parameters["asked"]`; its rows are read one by one."""
    form = of.asked(of.seen_by(actor), parameters["asked"])
    found = form.rows().prefetch_related(*of.beside)
    total = found.count()
    tie = "-id" if form.order.startswith("-") else "id"

    def rows() -> Iterator[tuple[Any, ...]]:
        for done, row in enumerate(found.order_by(form.order, tie).iterator(chunk_size=1000), start=1):
            if done % 500 == 0:
                progress(done, total)
            yield of.line(row)

    progress(0, total)
    language = get_language() or "id"
    if kind == "csv":
        return Product(b"".join(csv.stream(of.columns, rows(), language)), f"{of.name}.csv", csv.MEDIA_TYPE)
    with xlsx.Workbook(language, title="Usulan") as book:
        book.sheet(str(_("Nominations")), of.columns, rows())
    return Product(book.path, f"{of.name}.xlsx", xlsx.MEDIA_TYPE)


def _line(row: Nomination) -> tuple[Any, ...]:
    return (
        row.name,
        row.organisation.name,
        str(row.category),
        str(row.round),
        str(row.get_state_display()),
        row.created_at,
        row.submitted_at,
        row.public_id,
    )


def _lacking_line(row: Nomination) -> tuple[Any, ...]:
    missing = "; ".join(map(str, lacking(row)))
    return (
        row.name,
        row.organisation.name,
        str(row.category),
        str(row.round),
        missing,
        deadline_of(row),
        row.public_id,
    )


WHOSE = [
    Column(_("Nominee"), width=32),
    Column(_("Organisation"), width=40),
    Column(_("Category"), width=28),
    Column(_("Round"), width=32),
]
NOMINATIONS = List(
    code="nominations.list",
    title=_("List of nominations"),
    name="usulan",
    seen_by=nominations_seen_by,
    asked=PortfolioFilter,
    columns=[
        *WHOSE,
        Column(_("State"), width=16),
        Column(pgettext_lazy("nomination", "Begun"), Shape.MOMENT, width=18),
        Column(_("Submitted"), Shape.MOMENT, width=18),
        Column(_("Number"), width=16),
    ],
    line=_line,
)
UNATTENDED = List(
    code="nominations.unattended",
    title=_("Drafts that lack somebody"),
    name="draf-tanpa-orang",
    seen_by=unattended_seen_by,
    asked=UnattendedFilter,
    columns=[
        *WHOSE,
        Column(_("Missing"), width=44),
        Column(_("Deadline"), Shape.MOMENT, width=18),
        Column(_("Number"), width=16),
    ],
    line=_lacking_line,
    beside=("round__stages__extensions", "returns"),
)
for each in (NOMINATIONS, UNATTENDED):
    for kind, code in each.kinds.items():
        register(Report(code, format_lazy("{} ({})", each.title, kind.upper()), partial(build, each, kind)))
