"""Dashboards and the verification queue with a country's nominations in the base, as ratios.

    python bench/rounds.py [NOMINATIONS=20000] [TIMES=15]

Makes a throw-away database on the server of DATABASE_URL with a round in each of the 38 provinces and the national one,
seeds it by statements, measures, and drops it. Two yardsticks, both bare Django views behind the same middleware and the
same signed-in person: `counts`, the nominations of all rounds counted by round, category and state in one query, as plain
text (what a dashboard shows); `rows`, fifty waiting nominations with their nominees as plain text (a page of the queue).
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from measuring import copies, database, median, opened

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
NAME = "bench_rounds"
NOMINATIONS, TIMES = (int(word) for word in [*sys.argv[1:3], *("20000", "15")[len(sys.argv) - 1 :]])


def seed() -> Any:
    """The base; gives one of the provincial rounds."""
    from nominations.models import Nomination
    from paritrana.accounts.models import Organisation
    from paritrana.programme.models import Round
    from paritrana.regions.models import Region
    from tests.factories.nominations import make_nomination
    from tests.factories.programme import make_edition, make_round, rulebook

    edition = make_edition(content=rulebook(with_samples=True))
    for province in Region.objects.filter(province=None).order_by("code"):
        make_round(edition, region=province, open_stage="verification")
    make_round(edition, open_stage="verification")
    west = Round.objects.get(edition=edition, region__code="32")
    nomination = make_nomination("submitted", round_=west, region=Region.objects.get(code="32.75"))
    copies(
        Organisation,
        nomination.organisation,
        f"generate_series(1, {NOMINATIONS - 1}) n",
        name="'Pemerintah contoh ' || n",
    )
    rounds = "(SELECT id, row_number() OVER (ORDER BY id) - 1 AS n FROM programme_round WHERE region_id IS NOT NULL)"
    copies(
        Nomination,
        nomination,
        "(SELECT id AS organisation, row_number() OVER (ORDER BY id) AS n FROM accounts_organisation"
        f" WHERE name LIKE 'Pemerintah contoh %') o JOIN {rounds} r ON r.n = o.n % 38",
        organisation_id="o.organisation",
        region_id="NULL",
        round_id="r.id",
    )
    print(Nomination.objects.count(), "nominations,", Round.objects.count(), "rounds", file=sys.stderr)
    return west


def counts(request: Any) -> Any:
    """The yardstick of the dashboards."""
    from django.db.models import Count
    from django.http import HttpResponse

    from nominations.models import Nomination

    rows = Nomination.objects.order_by().values_list("round", "category", "state").annotate(n=Count("pk"))
    return HttpResponse("\n".join(" ".join(map(str, row)) for row in rows))


def rows(request: Any) -> Any:
    """The yardstick of the queue."""
    from django.http import HttpResponse

    from nominations.models import Nomination

    found = Nomination.objects.filter(state="submitted").select_related(
        "region", "organisation", "round__region"
    )
    return HttpResponse(
        "\n".join(f"{one.name} {one.round}" for one in found.order_by("submitted_at", "id")[:50])
    )


for yardstick in (counts, rows):
    yardstick.guard = None  # type: ignore[attr-defined] # no page of the portal


def measure(west: Any) -> None:
    """Prints one line a page: how many times its yardstick it takes, and its queries."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import path, reverse

    from paritrana import urls
    from tests.factories.people import make_person, sign_in

    urls.urlpatterns += [path("bench-counts/", counts), path("bench-rows/", rows)]

    def signed_in(role: str) -> Client:
        client = Client()
        sign_in(client, make_person(role, region=None if role.startswith("national") else west.region))
        return client

    nation, province = signed_in("national_secretariat"), signed_in("province_secretariat")

    def get(client: Client, url: str) -> Callable[[], object]:
        return lambda: opened(client.get(url))

    bare = {name: median(get(nation, f"/bench-{name}/"), TIMES) for name in ("counts", "rows")}
    for name, taken in bare.items():
        print(f"{'bare ' + name:30} {taken:8.1f} ms   1.00")
    queue = reverse("nominations:verification_queue")
    for name, against, client, url in (
        ("national dashboard", "counts", nation, reverse("assessment:rounds")),
        ("dashboard of a round", "counts", province, reverse("assessment:round", args=[west.public_id])),
        (
            "field checks of a round",
            "counts",
            province,
            reverse("nominations:field_checks", args=[west.public_id]),
        ),
        ("queue of a province", "rows", province, queue),
        ("queue, all states", "rows", province, f"{queue}?state="),
    ):
        taken = median(get(client, url), TIMES)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        print(
            f"{name:30} {taken:8.1f} ms {taken / bare[against]:6.2f} × {against}   {len(queries)} queries in all"
        )


def main() -> None:
    """Database, seed, figures."""
    with database(NAME):
        measure(seed())


if __name__ == "__main__":
    main()
