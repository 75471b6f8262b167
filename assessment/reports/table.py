"""The shortlist as CSV, at once. The database writes it row by row: words and figures are made in the query.

A ranking of 20,000 takes about as long as COPY of its bare rows, and no memory. The words come from queries.ranking: each
outcome, tie step and set of remarks that occurs is put into words once and looked up in the query.
"""

import csv
import io
import json
import tempfile
from typing import IO, Any

from django.db import connection
from django.db.models import Case, Expression, F, Func, JSONField, QuerySet, TextField, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, Replace
from django.utils.translation import gettext as _

from assessment.columns import Shown
from assessment.models import Placing, Snapshot
from assessment.queries.phrasing import decided_words, remark_words, selection_words, stamp_of
from paritrana.documents.press.csv import LIVE, MARK, SEPARATORS, harmless
from paritrana.programme.rulebook import CategoryRules, Ranking
from paritrana.regions.models import Zone

BEGINS_A_FORMULA = f"^( *[{''.join(sign for sign in LIVE if sign != '-')}-])"
IN_MEMORY = 1 << 20
"""Bytes of a file that stay in memory; a longer one lies in a temporary file."""


class _Remarks(Func):
    """The remarks in words, joined; its second expression is the JSON object of all words."""

    template = (
        "(SELECT string_agg(words.given ->> said.code, '; ' ORDER BY said.place) FROM (SELECT %(expressions)s) AS"
        " words(said, given), jsonb_array_elements_text(words.said) WITH ORDINALITY AS said(code, place))"
    )
    output_field = TextField()


def write(
    snapshot: Snapshot,
    rules: CategoryRules,
    placings: QuerySet[Placing],
    columns: list[Shown],
    language: str,
) -> IO[bytes]:
    """The file: ranked ones in order, then the others with their status; figures exactly as the snapshot holds them."""
    ranking = rules.ranking(snapshot.ranking)
    between, point = SEPARATORS.get(language, SEPARATORS["en"])
    made = {shown.code: _expression(shown, placings, rules, ranking, point) for shown in columns}
    stamp = f"{snapshot.pack_digest[:19]}… {stamp_of(snapshot)}".strip()
    rows = placings.order_by("position").values_list(
        F("rank"),
        _harmless(
            Coalesce("nomination__region__name", "nomination__organisation__name", output_field=TextField())
        ),
        *made.values(),
        Value(stamp, output_field=TextField()),
    )
    out: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115, the response closes it
    out.write((MARK + _heads(columns, between)).encode())
    query, given = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        copy = f"COPY ({query}) TO STDOUT (FORMAT csv, DELIMITER '{between}', ENCODING 'UTF8')"
        cursor.copy_expert(cursor.mogrify(copy, given), out)
    out.seek(0)
    return out


def file_name(snapshot: Snapshot, ending: str) -> str:
    """A name that tells round, category, ranking and snapshot, and no nominee."""
    panel = snapshot.panel
    region = panel.round.region_code or "nasional"
    kind = "gladi" if snapshot.is_rehearsal else "peringkat"
    return f"{kind}-{region}-{panel.category.code}-{snapshot.ranking}-{snapshot.number}.{ending}"


def _heads(columns: list[Shown], between: str) -> str:
    titles = [_("Rank"), _("Nominee")]
    titles += [f"{shown.title} ({shown.weight})" if shown.weight else str(shown.title) for shown in columns]
    line = io.StringIO()
    csv.writer(line, delimiter=between, lineterminator="\n").writerow(map(harmless, [*titles, _("Snapshot")]))
    return line.getvalue()


def _expression(
    shown: Shown, placings: QuerySet[Placing], rules: CategoryRules, ranking: Ranking, point: str
) -> Expression:
    if shown.code == "total":
        return _figure(F("total"), point)
    if shown.is_points:
        holder = "aspects" if shown.kind == "aspect" else "criteria"
        return _figure(KeyTextTransform(shown.key, holder), point)
    if shown.code == "decided":
        steps = placings.order_by().values_list("decided_by", flat=True).distinct()
        return _cases([({"decided_by": step}, decided_words(step, rules, ranking)) for step in steps if step])
    if shown.code == "selection":
        outcomes = placings.order_by().values("status", "selection", "gate").distinct()
        return _cases([(_is(one), selection_words(Placing(**one), ranking)) for one in outcomes])
    if shown.code == "remarks":
        return _remarks(placings, rules)
    home = ("nomination__region__", "nomination__organisation__region__")
    if shown.code == "zone":
        region, home = "nomination__region", "nomination__organisation__region__zone"
        return _cases(
            [({f"{region}__zone": zone}, words) for zone, words in Zone.choices]
            + [({region: None, home: zone}, words) for zone, words in Zone.choices]
        )
    ways = ("nomination__region__", "nomination__organisation__region__")
    return Coalesce(
        *(f"{way}{name}" for way in ways for name in ("province__name", "name")), output_field=TextField()
    )


def _harmless(text: Expression) -> Expression:
    """As press.csv.harmless: an apostrophe goes before a text that a spreadsheet would run."""
    return Func(
        text, Value(BEGINS_A_FORMULA), Value(r"'\1"), function="regexp_replace", output_field=TextField()
    )


def _figure(figure: Any, point: str) -> Expression:
    return figure if point == "." else Replace(figure, Value("."), Value(point), output_field=TextField())


def _is(outcome: dict[str, Any]) -> dict[str, Any]:
    return {
        f"{key}__isnull" if value is None else key: value is None or value for key, value in outcome.items()
    }


def _cases(words: list[tuple[dict[str, Any], Any]]) -> Expression:
    cases = [When(**condition, then=Value(harmless(str(said)))) for condition, said in words]
    return Case(*cases, default=Value(""), output_field=TextField())


def _remarks(placings: QuerySet[Placing], rules: CategoryRules) -> Expression:
    codes = {
        code for said in placings.order_by().values_list("remarks", flat=True).distinct() for code in said
    }
    words = {code: str(remark_words(code, rules)) for code in codes}
    return _Remarks(F("remarks"), Cast(Value(json.dumps(words), output_field=TextField()), JSONField()))
