"""Pools at the edge of what a ranking is for: nothing assessed, ties at the border, quotas that bind, nobody ranked."""

import copy

import openpyxl
import pytest
from django.urls import reverse

from assessment.actions import panel as panels
from assessment.actions import signoff
from assessment.actions.notice import may_go_out
from assessment.chosen import ChosenForm
from assessment.queries.advice import analysis_of
from assessment.recounting import recount
from assessment.reports import paper, table, workbook
from paritrana.accounts.queries import actor_of
from paritrana.programme.reading import rules_of
from tests.factories.assessment import counted_again, make_nomination, region, secretariat_of, snapshot_of
from tests.factories.people import make_person
from tests.factories.programme import category_of, make_edition, make_round, rulebook

pytestmark = pytest.mark.django_db


def measured_panel(nominations: dict[str, dict], **selection):
    """A panel whose shortlist weighs two metrics and no score at all; `nominations` {region: figures}."""
    content = copy.deepcopy(rulebook())
    for category in content["categories"]:
        if category["code"] == "regency_city":
            shortlist = next(one for one in category["rankings"] if one["code"] == "shortlist")
            shortlist["aspects"] = [aspect | {"weight": "100"} for aspect in shortlist["aspects"][:1]]
            shortlist["selection"] = selection or {"winners": 1}
    round_ = make_round(make_edition(content=content), region=region("32"), open_stage="document")
    for code, figures in nominations.items():
        make_nomination(round_, code, figures=figures)
    return panels.found(round_, category_of(round_), decree="SK 1", by=secretariat_of(round_))


def selections(snapshot) -> list[str | None]:
    return list(snapshot.placings.order_by("position").values_list("selection", flat=True))


def every_file(snapshot) -> list[bytes]:
    """The ranking as CSV, workbook and paper."""
    chosen = ChosenForm({}, snapshot, rules_of(snapshot.panel.category))
    made = table.write(snapshot, chosen.rules, snapshot.placings.all(), chosen.columns, "id").read()
    path = workbook.write(snapshot, chosen, "id", lambda done, total: None)
    assert openpyxl.load_workbook(path).worksheets[0].max_row == 1 + snapshot.placings.count()
    return [made, path.read_bytes(), paper.render(snapshot, chosen, "id")]


def test_without_any_assessed_criterion_the_figures_alone_rank():
    panel = measured_panel({"32.75": {"formal": (900, 1000)}, "32.73": {"formal": (800, 1000)}})
    snapshot = snapshot_of(panel)
    assert selections(snapshot) == ["winner", "none"]
    assert snapshot.placings.first().scores_counted == {}
    assert recount(snapshot).is_equal
    counted_again(snapshot)
    assert analysis_of(snapshot).outcome["agreement"] == {}
    signoff.sign(snapshot, by=actor_of(make_person("auditor", region=panel.round.region)))
    assert all(every_file(snapshot))


def test_a_tie_at_the_border_is_the_plenarys_and_nobody_is_invited_before(client_as):
    panel = measured_panel({"32.75": {}, "32.73": {}})
    snapshot = snapshot_of(panel)
    assert selections(snapshot) == ["undecided", "undecided"]
    counted_again(snapshot)
    signoff.sign(snapshot, by=actor_of(make_person("auditor", region=panel.round.region)))
    assert "pleno" in str(may_go_out(type(snapshot).objects.get()).sentence)
    client = client_as(make_person("province_secretariat", region=panel.round.region))
    page = client.get(reverse("assessment:ranking", args=[snapshot.public_id])).text
    assert page.count("Diputuskan pleno") >= 2


def test_a_quota_leaves_places_free_rather_than_break():
    found = {
        "32.75": {"formal": (900, 1000)},
        "32.73": {"formal": (800, 1000)},
        "32.76": {"formal": (700, 1000)},
    }
    panel = measured_panel(found, winners=2, reserves=0, quota={"by": "province", "max": 1})
    assert selections(snapshot_of(panel)) == ["winner", "quota", "quota"]


def test_nobody_ranked_and_one_alone_still_make_a_ranking_with_its_files(client_as):
    for figures in ({"arrears_months": "9"}, {}):
        panel = measured_panel({"32.75": figures})
        snapshot = snapshot_of(panel)
        assert recount(snapshot).is_equal
        counted_again(snapshot)
        client = client_as(make_person("province_secretariat", region=panel.round.region))
        for name, args in (
            ("ranking", []),
            ("why", [snapshot.placings.get().nomination.public_id]),
            ("signoff", []),
        ):
            page = client.get(reverse(f"assessment:{name}", args=[snapshot.public_id, *args]))
            assert page.status_code == 200, name
        assert b"Kota Bekasi" in every_file(snapshot)[0]
