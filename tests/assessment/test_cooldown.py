"""Former winners that pause: the rulebook says how long and down to which rank, approved decisions say who."""

import pytest

from assessment.queries.facts import facts_of
from ceremony import archive
from paritrana.programme.models import Edition
from paritrana.programme.reading import rules_of
from tests.factories.assessment import make_nomination, make_panel
from tests.factories.ceremony import make_approved, make_decision
from tests.factories.programme import make_edition, make_round, rulebook

pytestmark = pytest.mark.django_db
RULE = {"editions": 1, "rank": 2}


def with_rule(rule):
    content = rulebook()
    for category in content["categories"]:
        for ranking in category["rankings"]:
            ranking["cool_down"] = rule
    return content


def cooling(decision, *, editions_between=0, rule=RULE):
    """The former places' nominees in an edition after that decision's: {former rank: does it cool down?}."""
    region = decision.panel.round.region
    for _number in range(editions_between):
        make_edition()
    panel = make_panel(
        make_round(make_edition(content=with_rule(rule)), region=region, open_stage="document")
    )
    former = {}
    for place in decision.places.select_related("nomination__organisation", "nomination__region"):
        nomination = make_nomination(panel.round, place.nomination.region.code)
        nomination.organisation = place.nomination.organisation
        nomination.save()
        former[nomination.public_id] = place.rank
    rules = rules_of(panel.category)
    entries = facts_of(panel, rules, rules.ranking("final")).entries
    return {former[entry.id]: entry.cooldown for entry in entries}


def test_the_last_editions_winners_pause_down_to_the_rank_of_the_rule():
    assert cooling(make_approved(winners=3)) == {1: True, 2: True, 3: False}


def test_without_a_rule_nobody_pauses():
    assert cooling(make_approved(winners=2), rule=None) == {1: False, 2: False}


def test_the_pause_ends_with_the_editions_of_the_rule():
    assert cooling(make_approved(winners=2), editions_between=1) == {1: False, 2: False}
    longer = RULE | {"editions": 2}
    assert cooling(make_approved(winners=2), editions_between=1, rule=longer) == {1: True, 2: True}


def test_a_decision_that_waits_for_its_second_person_counts_for_nothing():
    assert cooling(make_decision(winners=2)) == {1: False, 2: False}


# ---- what is on record of editions before the portal
def national_panel(rule, *, is_example=False, number=6):
    """The national panel of an edition of that number, with the archive's winners of edition 5 and one of edition 4 filed."""
    edition = make_edition(content=with_rule(rule), is_example=is_example)
    Edition.objects.filter(pk=edition.pk).update(number=number)
    edition.refresh_from_db()
    panel = make_panel(make_round(edition, open_stage="document"))
    for code in ("96.03", "35.09", "71.71", "32.75"):  # first, second, third of edition 5; third of edition 4
        make_nomination(panel.round, code)
    return panel


def paused(panel) -> set[str]:
    rules = rules_of(panel.category)
    found = facts_of(panel, rules, rules.ranking("final")).entries
    return {entry.name for entry in found if entry.cooldown}


def test_former_winners_on_record_pause_where_the_portal_has_not_decided():
    archive.load()
    assert paused(national_panel(RULE)) == {"Kabupaten Raja Ampat", "Kabupaten Jember"}


def test_the_record_counts_as_many_editions_as_the_rule_and_only_for_real_ones():
    archive.load()
    assert "Kota Bekasi" in paused(national_panel({"editions": 2, "rank": 3}))
    assert paused(national_panel(RULE, is_example=True, number=7)) == set()
