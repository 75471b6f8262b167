"""The list, the form and the autosave of nominations with many of them in the base, as ratios.

    python bench/nominations.py [NOMINATIONS=20000] [TIMES=15]

Makes a throw-away database on the server of DATABASE_URL, seeds it by statements, measures, and drops it. The yardstick
is a bare Django view over the same rows: the first fifty nominations with their regions as plain text, behind the same
middleware and the same signed-in person. Medians; ratios hold on any machine, milliseconds on none other.
"""

import sys
from pathlib import Path

from measuring import database, median, opened

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
NAME = "bench_nominations"
ROWS, TIMES = (int(word) for word in [*sys.argv[1:3], *("20000", "15")[len(sys.argv) - 1 :]])


def seed() -> tuple:
    """ROWS nominations of firms (a region is nominated once), in one open round; gives a draft of it and a reader."""
    from django.db import connection

    from nominations.models import Nomination
    from tests.factories.nominations import a_region, make_nomination
    from tests.factories.people import make_person

    draft = make_nomination(region=a_region("32.75"))
    with connection.cursor() as cursor:
        cursor.execute(ORGANISATIONS, [ROWS])
        cursor.execute(NOMINATIONS, [draft.pk])
        for table in ("accounts_organisation", "nominations_nomination"):
            cursor.execute(f"ANALYZE {table}")
    print(f"{Nomination.objects.count()} nominations", file=sys.stderr)
    return draft, make_person("national_secretariat")


ORGANISATIONS = """
INSERT INTO accounts_organisation (public_id, kind, name, region_id)
SELECT 'b' || lpad(n::text, 11, '0'), 'business', 'Perusahaan contoh ' || n, r.id
FROM generate_series(1, %s) n JOIN LATERAL (
    SELECT id FROM regions_region ORDER BY id OFFSET (n %% 500) LIMIT 1) r ON true
"""
NOMINATIONS = """
INSERT INTO nominations_nomination (public_id, round_id, category_id, organisation_id, region_id, state, ground, digest,
    files_taken, bytes_taken, created_at, created_by_id, submitted_at, submitted_by_id)
SELECT 'n' || substr(o.public_id, 2), d.round_id, d.category_id, o.id, NULL, 'submitted', '', repeat('a', 64),
    0, 0, d.created_at - o.id * interval '1 minute', d.created_by_id, d.created_at - o.id * interval '30 seconds',
    (SELECT max(id) + 0 FROM accounts_user WHERE id <> d.created_by_id)
FROM accounts_organisation o, nominations_nomination d
WHERE d.id = %s AND o.public_id LIKE 'b0%%'
"""


def signed_in(person):
    """A browser-like client."""
    from django.test import Client

    from tests.factories.people import sign_in

    client = Client()
    sign_in(client, person)
    return client


def bare(request):
    """The yardstick: fifty rows as plain text."""
    from django.http import HttpResponse

    from nominations.models import Nomination

    rows = Nomination.objects.select_related("region", "category").order_by("-created_at")[:50]
    return HttpResponse("\n".join(f"{row.region} {row.category} {row.state}" for row in rows))


bare.guard = None  # no page of the portal


def measure(draft, reader) -> None:
    """Prints one line a page: how many times the yardstick it takes."""
    from django.urls import path, reverse

    from paritrana import urls

    urls.urlpatterns.append(path("bench-bare/", bare))
    reading, writing = signed_in(reader), signed_in(draft.created_by)

    def get(client, url, **asked):
        return opened(client.get(url, asked))

    def last_page() -> str:
        """The cursor some thousand rows in."""
        cursor = ""
        for _page in range(min(200, ROWS // 50 - 1)):
            cursor = get(reading, "/usulan/", after=cursor).context["nominations"].next_cursor
        return cursor

    figure = draft.figures.get(metric="formal")
    save = reverse("nominations:save_figure", args=[figure.public_id])

    def autosave():
        figure.refresh_from_db(fields=["version", "covered"])
        asked = {"field": "covered", "version": figure.version, "covered": str((figure.covered or 0) + 1)}
        opened(writing.post(save, asked))

    far = last_page()
    section = reverse("nominations:section", args=[draft.public_id, "coverage"])
    yardstick = median(lambda: get(reading, "/bench-bare/"), TIMES)
    print(f"{'bare page, 50 rows':34} {yardstick:8.1f} ms   1.00")
    for name, ask in (
        ("list, first page", lambda: get(reading, "/usulan/")),
        ("list, 200 pages on", lambda: get(reading, "/usulan/", after=far)),
        ("list, searched", lambda: get(reading, "/usulan/", q="contoh 1999")),
        ("list, by name", lambda: get(reading, "/usulan/", sort="name")),
        ("form, one section", lambda: get(writing, section)),
        ("autosave of one field", autosave),
    ):
        taken = median(ask, TIMES)
        print(f"{name:34} {taken:8.1f} ms {taken / yardstick:6.2f}")


def main() -> None:
    """Database, seed, figures."""
    with database(NAME):
        measure(*seed())


if __name__ == "__main__":
    main()
