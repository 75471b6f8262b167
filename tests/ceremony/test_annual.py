"""The annual report counts funnel, coverage, spread and timeliness of one edition, and nothing of another."""

from datetime import timedelta
from fractions import Fraction

import pytest

from ceremony import annual
from nominations.models import Nomination, Promotion, Verification
from paritrana.lib import clock
from paritrana.regions.models import Region
from tests.factories.ceremony import make_nominee, make_published
from tests.factories.people import make_person
from tests.factories.programme import category_of, make_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def decision():
    return make_published(winners=1)


def submitted(decision, name: str, *, days_ago: int = 40, verified: bool = True) -> Nomination:
    row = make_nominee(decision.panel.round, decision.panel.category, name)
    now = clock.now()
    values = {"state": "submitted", "submitted_at": now - timedelta(days=days_ago), "digest": "0" * 64}
    if verified:
        values |= {
            "state": "verified",
            "verified_at": now - timedelta(days=30),
            "verified_by": row.created_by,
        }
    Nomination.objects.filter(pk=row.pk).update(submitted_by=make_person("approver"), **values)
    return row


def test_the_funnel_counts_how_far_nominations_came(decision):
    for number in range(3):
        submitted(decision, f"PT {number}", verified=number > 0)
    assert annual.funnel(decision.panel.round.edition) == {
        "begun": 4, "submitted": 3, "verified": 2, "honoured": 1,
    }  # fmt: skip
    assert annual.funnel(make_published(winners=2).panel.round.edition)["begun"] == 2


def test_what_is_filed_into_the_national_round_counts_once_and_at_its_own_province(decision):
    edition = decision.panel.round.edition
    national = make_round(edition)
    straight = make_nominee(national, category_of(national, "regency_city"))
    promoted = make_nominee(national, category_of(national, "regency_city"))
    for row, code in ((straight, "36.71"), (promoted, "32.71")):
        Nomination.objects.filter(pk=row.pk).update(
            region=Region.objects.get(code=code), state="submitted", submitted_at=clock.now(), digest="0" * 64,
            submitted_by=make_person("approver"),
        )  # fmt: skip
    Promotion.objects.create(
        source=submitted(decision, "PT Naik"), target=promoted, reason="Contoh", content={}, verdicts={}, promoted_at=clock.now(),
        promoted_by=make_person("national_secretariat"),
    )  # fmt: skip
    provinces = annual.provinces(edition)
    assert {row.region.code: row.submitted for row in provinces if row.submitted} == {"32": 1, "36": 1}
    assert annual.funnel(edition)["submitted"] == 2
    assert [count for _category, count in annual.by_category(edition) if count] == [2]


def test_coverage_sums_the_verified_counts_by_metric(decision):
    for number, covered in enumerate((30, 60)):
        row = submitted(decision, f"PT {number}")
        Verification.objects.create(
            nomination=row, metric="formal", covered=covered, total=100, verdict="accepted",
            verified_at=clock.now(), verified_by=row.created_by,
        )  # fmt: skip
    ((category, (found,)),) = annual.coverage(decision.panel.round.edition)
    assert category == decision.panel.category
    assert (found.nominations, found.covered, found.total, found.share) == (2, 90, 200, Fraction(9, 20))


def test_spread_names_provinces_without_a_submission_too(decision):
    submitted(decision, "PT Satu")
    found = annual.provinces(decision.panel.round.edition)
    assert len(found) == 38
    assert [(row.region.code, row.submitted, row.honoured) for row in found if row.submitted] == [
        ("32", 1, 1)
    ]
    zones = dict(annual.by_zone(found))
    assert len(zones) == 5
    assert sum(zones.values()) == 1


def test_timeliness_runs_from_the_last_submission_and_leaves_out_what_has_not_come(decision):
    submitted(decision, "PT Awal", days_ago=50)
    submitted(decision, "PT Akhir", days_ago=40)
    (way,) = annual.ways(decision.panel.round.edition)
    assert way.days == (10, 39, 39)
    assert way.steps == [(0, 10), (10, 39), (39, 39)]
    assert annual.Way("x", clock.now(), (3, 9, None)).steps == [(0, 3), (3, 9)]
