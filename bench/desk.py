"""The scoring desk with a country's sheets in the base, as ratios.

    python bench/desk.py [SHEETS=100000] [NOMINATIONS=20000] [TIMES=15]

Makes a throw-away database on the server of DATABASE_URL, seeds it by statements, measures, and drops it. One panel of
five assessors and forty nominations is looked at; all other sheets lie with panels of every province beside it. The
yardstick is a bare Django view over the same rows: the forty sheets of one seat with their nominees as plain text,
behind the same middleware and the same signed-in person. Medians; ratios hold on any machine.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from measuring import copies, database, median, opened

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
NAME, MINE = "bench_desk", 40
SHEETS, NOMINATIONS, TIMES = (
    int(word) for word in [*sys.argv[1:4], *("100000", "20000", "15")[len(sys.argv) - 1 :]]
)


def seed() -> Any:
    """The base; gives the panel that is looked at."""
    from assessment.models import Clearance, Panel, ScoreSheet, Seat
    from nominations.models import Nomination
    from paritrana.accounts.models import Organisation
    from paritrana.programme.models import Round
    from tests.factories.assessment import hand_out, judged_panel

    panel = judged_panel(nominations=1, assessors=5)
    nomination, seat = panel.round.nominations.get(), panel.seats.get(number=2)
    copies(
        Organisation,
        nomination.organisation,
        f"generate_series(1, {NOMINATIONS}) n",
        name="'Pemerintah contoh ' || n",
    )
    level = panel.category.level
    copies(
        Round,
        panel.round,
        f"(SELECT id AS region FROM regions_region WHERE province_id IS NULL AND id <> {panel.round.region_id}) r",
        region_id="r.region",
    )
    copies(
        Panel,
        panel,
        "(SELECT r.id AS round, c.id AS category FROM programme_round r JOIN programme_category c"
        f" ON c.edition_id = r.edition_id AND c.level = '{level}' WHERE r.id <> {panel.round_id}) p",
        round_id="p.round",
        category_id="p.category",
    )
    panels = f"(SELECT id, round_id, category_id, row_number() OVER (ORDER BY id) - 1 AS n FROM assessment_panel WHERE id <> {panel.pk})"
    others = Panel.objects.count() - 1
    # Nine people of the base sit on all the other panels; nobody of theirs is measured.
    copies(
        Seat,
        seat,
        f"{panels} p, generate_series(1, 9) s",
        panel_id="p.id",
        number="s",
        user_id="(SELECT id FROM accounts_user WHERE id NOT IN (SELECT user_id FROM assessment_seat WHERE panel_id ="
        f" {panel.pk}) ORDER BY id OFFSET s - 1 LIMIT 1)",
    )
    copies(
        Nomination,
        nomination,
        f"(SELECT id AS organisation, row_number() OVER (ORDER BY id) - 1 AS n FROM accounts_organisation"
        f" WHERE name LIKE 'Pemerintah contoh %') o JOIN {panels} p ON p.n = o.n % {others}"
        f" AND o.n >= {MINE}",
        organisation_id="o.organisation",
        region_id="NULL",
        round_id="p.round_id",
        category_id="p.category_id",
    )
    copies(
        Nomination,
        nomination,
        f"(SELECT id AS organisation FROM accounts_organisation WHERE name LIKE 'Pemerintah contoh %' ORDER BY id LIMIT {MINE}) o",
        organisation_id="o.organisation",
        region_id="NULL",
        public_id="'m' || lpad((row_number() OVER ())::text, 11, '0')",
    )
    hand_out(panel)
    sheet = ScoreSheet.objects.filter(seat=seat).first()
    copies(
        ScoreSheet,
        sheet,
        "(SELECT s.id AS seat, n.id AS nomination FROM assessment_seat s JOIN assessment_panel p ON p.id = s.panel_id"
        " JOIN nominations_nomination n ON n.round_id = p.round_id AND n.category_id = p.category_id"
        f" WHERE p.id <> {panel.pk} LIMIT {SHEETS}) x",
        seat_id="x.seat",
        nomination_id="x.nomination",
    )
    counts = {
        model.__name__: model.objects.count() for model in (Nomination, ScoreSheet, Panel, Seat, Clearance)
    }
    print(counts, file=sys.stderr)
    return panel


def signed_in(person: Any) -> Any:
    """A browser-like client."""
    from django.test import Client

    from tests.factories.people import sign_in

    client = Client()
    sign_in(client, person)
    return client


def bare(request: Any, seat: int) -> Any:
    """The yardstick: the sheets of one seat as plain text."""
    from django.http import HttpResponse

    from assessment.models import ScoreSheet

    rows = ScoreSheet.objects.filter(seat=seat).select_related(
        "nomination__region", "nomination__organisation"
    )
    return HttpResponse("\n".join(f"{row.nomination.name} {row.state} {row.scores}" for row in rows))


bare.guard = None  # type: ignore[attr-defined] # no page of the portal


def measure(panel: Any) -> None:
    """Prints one line a page: how many times the yardstick it takes, and its queries."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.urls import path, reverse

    from assessment.models import ScoreSheet
    from paritrana import urls

    urls.urlpatterns.append(path("bench-bare/<int:seat>/", bare))
    seat = panel.seats.select_related("user").get(number=3)
    sheet = ScoreSheet.objects.filter(seat=seat).first()
    assessor, chair = signed_in(seat.user), signed_in(panel.seats.get(duty="chair").user)
    save = reverse("assessment:sheet_save", args=[sheet.public_id])
    versions = {"version": sheet.version}

    def get(client: Any, name: str, *args: str) -> Callable[[], object]:
        return lambda: opened(client.get(reverse(name, args=args)))

    def autosave() -> None:
        level = str(1 + versions["version"] % 5)
        asked = {"field": "score-legal_force", "score-legal_force": level} | versions
        versions["version"] = opened(assessor.post(save, asked)).json()["version"]

    yardstick = median(lambda: opened(assessor.get(f"/bench-bare/{seat.pk}/")), TIMES)
    print(f"{'bare page, 41 rows':30} {yardstick:8.1f} ms   1.00")
    for name, ask in (
        ("desk", get(assessor, "desk")),
        ("queue", get(assessor, "assessment:queue", seat.public_id)),
        ("sheet", get(assessor, "assessment:sheet", sheet.public_id)),
        ("grid", get(assessor, "assessment:grid", seat.public_id, "legal_force")),
        ("panel dashboard", get(chair, "assessment:panel", panel.public_id)),
        ("saving a score", autosave),
    ):
        taken = median(ask, TIMES)
        with CaptureQueriesContext(connection) as queries:
            ask()
        asked = sum(query["sql"] not in ("BEGIN", "COMMIT") for query in queries)
        print(f"{name:30} {taken:8.1f} ms {taken / yardstick:6.2f}   {asked} queries in all")


def main() -> None:
    """Database, seed, figures."""
    with database(NAME):
        measure(seed())


if __name__ == "__main__":
    main()
