"""Titles and the best of each zone: rankings of the rulebook beside the final one, from the panel's page to the awards."""

import copy

import pytest
from django.urls import reverse

from assessment.actions import decision as decisions
from assessment.actions import panel as panels
from assessment.actions import snapshot as snapshots
from assessment.actions.absence import record_absence
from assessment.models import RankingJob
from assessment.steps import rankings_of
from assessment.views.panel import SHOWN
from ceremony.actions import approve_decision
from ceremony.models import Award
from paritrana.accounts.queries import actor_of
from paritrana.lib.verdict import Refused
from paritrana.programme.reading import rules_of
from tests.assessment.test_workbook import as_csv
from tests.factories.assessment import cleared, make_nomination, secretariat_of, snapshot_of
from tests.factories.people import make_person
from tests.factories.programme import category_of, make_edition, make_round, rulebook

pytestmark = pytest.mark.django_db

FILED = {  # two of Sumatera, then one of each of two other zones; wage earners, others
    "11.74": (900, 100),
    "12.03": (800, 100),
    "32.75": (700, 100),
    "62.08": (300, 600),
}


def titled_panel():
    """A national panel whose rulebook has a title on one criterion and a best of each zone; no score is asked for either."""
    content = copy.deepcopy(rulebook())
    for category in content["categories"]:
        if (category["code"], category["level"]) != ("regency_city", "national"):
            continue
        pattern = next(one for one in category["rankings"] if one["code"] == "shortlist")
        coverage = pattern["aspects"][0] | {"weight": "100"}
        informal = coverage | {"criteria": [{"code": "informal_points", "weight": "100"}]}
        rest = {"tie_break": [], "spread_limit": None}
        category["rankings"] += [
            pattern
            | rest
            | {
                "code": "informal",
                "name": {"id": "Terbaik Informal", "en": "Best for informal workers"},
                "aspects": [informal],
                "selection": {"winners": 1},
            },
            pattern
            | rest
            | {
                "code": "zone",
                "name": {"id": "Terbaik Zona", "en": "Best of the zone"},
                "aspects": [coverage],
                "selection": {"winners": 5, "quota": {"by": "zone", "max": 1}},
            },
        ]
    round_ = make_round(make_edition(content=content), open_stage="document")
    for code, (formal, informal_workers) in FILED.items():
        figures = {"formal": (formal, 1000), "informal": (informal_workers, 1000)}
        make_nomination(round_, code, figures=figures)
    return panels.found(round_, category_of(round_), decree="SK 1", by=secretariat_of(round_))


def chosen(snapshot) -> dict[str, str | None]:
    """{region: selection} in the order of the ranking."""
    placings = snapshot.placings.select_related("nomination__region").order_by("position")
    return {placing.nomination.region.code: placing.selection for placing in placings}


def test_a_title_and_the_best_of_each_zone_become_awards():
    panel = titled_panel()
    assert chosen(snapshot_of(panel, "informal"))["62.08"] == "winner"
    snapshot = snapshot_of(panel, "zone")
    found = chosen(snapshot)
    assert found == {"11.74": "winner", "62.08": "winner", "12.03": "quota", "32.75": "winner"}

    snapshot = cleared(snapshot)
    by = secretariat_of(panel.round)
    head = {
        "decree": "SK 9",
        "decided_on": snapshot.taken_at.date(),
        "by": by,
        "severity_note": "Dilihat pleno.",
    }
    decision = decisions.prepare(snapshot, places=decisions.suggested(snapshot), **head)
    approve_decision(decision, by=actor_of(make_person("decider")))
    titles = {"Terbaik Zona Sumatera", "Terbaik Zona Kalimantan", "Terbaik Zona Jawa-Bali"}
    assert set(Award.objects.values_list("title", flat=True)) == titles


def test_the_title_is_the_rankings_own_and_another_one_needs_a_reason():
    snapshot = snapshot_of(titled_panel(), "informal")
    (place,) = decisions.suggested(snapshot)
    assert place.title == "Terbaik Informal"
    other = decisions.Place(place.nomination, place.rank, "Terbaik I")
    head = {
        "decree": "SK 9",
        "decided_on": snapshot.taken_at.date(),
        "by": secretariat_of(snapshot.panel.round),
    }
    with pytest.raises(Refused, match="alasan"):
        decisions.prepare(snapshot, places=[other], **head)


def test_a_title_on_documents_lets_a_nominee_be_absent_from_the_interview_once_it_is_approved():
    snapshot = cleared(snapshot_of(titled_panel(), "informal"))
    nomination, by = (
        snapshot.placings.get(selection="winner").nomination,
        secretariat_of(snapshot.panel.round),
    )
    head = {"decree": "SK 9", "decided_on": snapshot.taken_at.date(), "by": by}
    decision = decisions.prepare(snapshot, places=decisions.suggested(snapshot), **head)
    with pytest.raises(Refused, match="SK 9"):  # it would lose its ranking before anybody approves it
        record_absence(nomination, ground="Tidak datang.", by=by)
    approve_decision(decision, by=actor_of(make_person("decider")))
    assert record_absence(nomination, ground="Tidak datang.", by=by).state == "absent"
    assert Award.objects.get().nomination == nomination


def test_a_shortlist_is_filtered_by_province_and_by_zone():
    snapshot = snapshot_of(titled_panel(), "zone")

    def ranks(**choice) -> list[tuple[str, str]]:
        return [(line[0], line[1]) for line in as_csv(snapshot, **choice)[1:]]

    everyone = ranks()
    assert len(everyone) == len(FILED)
    assert ranks(zona="sumatera") == [
        line for line in everyone if line[1] in ("Kota Langsa", "Kabupaten Tapanuli Selatan")
    ]
    assert ranks(provinsi="62") == [line for line in everyone if line[1] == "Kabupaten Sukamara"]
    assert ranks(provinsi="62", zona="sumatera") == []
    assert (
        ranks(provinsi="nowhere", zona="nowhere", pilihan="nowhere", kolom=["nomination__organisation__name"])
        == everyone
    )


def test_a_ranking_stays_taken_however_many_rehearsals_came_since(django_assert_num_queries):
    panel = titled_panel()
    taken = snapshot_of(panel, "zone")
    by, rules = secretariat_of(panel.round), rules_of(panel.category)
    for seed in range(SHOWN):
        snapshots.take(panel, "final", by=by, rehearsal=seed)
    with django_assert_num_queries(1):
        rows = rankings_of(panel, rules)
        found = {row.ranking.code: (row.newest.number, row.newest.taken_at) for row in rows if row.newest}
    assert found == {"zone": (taken.number, taken.taken_at)}


def test_the_panels_page_offers_every_ranking_again_and_its_rehearsal(fresh_client_as):
    panel = titled_panel()
    snapshot_of(panel, "zone")
    client = fresh_client_as(make_person("national_secretariat"))
    page = client.get(reverse("assessment:panel", args=[panel.public_id])).text
    for name in ("Terbaik Informal", "Terbaik Zona"):
        assert f'aria-label="Gladi: {name}"' in page
        assert f'aria-label="Ambil potret: {name}"' in page
    assert 'aria-label="Ambil potret: Peringkat akhir"' not in page  # its interviews have not been held
    client.post(reverse("assessment:rehearse", args=[panel.public_id]), {"ranking": "final"})
    client.post(reverse("assessment:snapshot_take", args=[panel.public_id]), {"ranking": "final"})
    job = RankingJob.objects.get()
    assert (job.ranking, job.seed is None) == ("final", False)
    auditor = fresh_client_as(make_person("auditor"))
    assert "Ambil potret:" not in auditor.get(reverse("assessment:panel", args=[panel.public_id])).text
