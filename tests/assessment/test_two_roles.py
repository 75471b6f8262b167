"""Whoever has a part in a nomination decides nothing about its pool, whatever other role they hold."""

import pytest
from django.urls import reverse

from assessment.actions import conflict as conflicts
from assessment.actions import decision as decisions
from assessment.actions import panel as panels
from assessment.actions import seat as seats
from assessment.actions import sheet as sheets
from assessment.models import ScoreSheet
from assessment.policies.ranking import may_approve
from ceremony.policies.certificate import may_publish
from nominations.policies.nomination import may_verify
from paritrana.accounts.models import Organisation
from paritrana.accounts.queries import actor_of
from paritrana.lib.verdict import Refused
from tests.factories.assessment import (
    close,
    judged_panel,
    make_nomination,
    prepared_decision,
    secretariat_of,
    sign,
    snapshot_of,
)
from tests.factories.people import give_role, make_person

pytestmark = pytest.mark.django_db


def with_a_part_in(nomination, user, role="officer"):
    """The person also works for the nominee."""
    give_role(user, role, nomination.organisation)
    return actor_of(user)


@pytest.mark.parametrize("role", ["officer", "approver"])
def test_an_officer_or_approver_of_the_nominee_does_not_verify_it(role):
    panel = judged_panel(nominations=1, assessors=1)
    submitted = make_nomination(panel.round, "32.77", state="submitted")
    user = make_person("province_secretariat", region=panel.round.region)
    assert may_verify(actor_of(user), submitted)
    assert not may_verify(with_a_part_in(submitted, user, role), submitted)


def test_who_has_a_part_prepares_approves_and_publishes_nothing_of_the_pool():
    decision = prepared_decision()
    nomination = decision.panel.round.nominations.first()
    for role, may, noun in (
        ("decider", may_approve, decision),
        ("province_secretariat", may_publish, decision),
    ):
        user = make_person(role, region=decision.panel.round.region)
        sentences = [str(may(actor_of(user), noun).sentence)]
        sentences.append(str(may(with_a_part_in(nomination, user), noun).sentence))
        assert nomination.name not in sentences[0]
        if may is may_approve:
            assert nomination.name in sentences[1]


def test_a_secretary_who_drafted_in_the_past_prepares_nothing():
    panel = judged_panel(nominations=1, assessors=3)
    for sheet in ScoreSheet.objects.filter(seat__panel=panel).select_related("seat__user"):
        sign(sheet)
    snapshot = snapshot_of(close(panel))
    drafter = panel.round.nominations.first().created_by  # holds no role at the nominee any more
    committee = secretariat_of(panel.round).grants[0].organisation_id
    give_role(drafter, "province_secretariat", Organisation.objects.get(pk=committee))
    with pytest.raises(Refused, match=panel.round.nominations.first().name):
        decisions.prepare(snapshot, places=[], decree="SK", decided_on=None, by=actor_of(drafter))


def test_a_chair_with_a_part_leaves_the_close_to_the_deputy():
    panel = judged_panel(nominations=1, assessors=1)
    chair = panel.seats.get(duty="chair").user
    deputy = make_person("chair", region=panel.round.region)
    seats.seat(panel, user=deputy, duty="deputy", by=secretariat_of(panel.round))
    with pytest.raises(Refused):
        panels.close(panel, reason="Uji.", by=actor_of(deputy))
    tied = with_a_part_in(panel.round.nominations.first(), chair)
    with pytest.raises(Refused, match="Kota"):
        panels.close(panel, reason="Uji.", by=tied)
    assert panels.close(panel, reason="Uji.", by=actor_of(deputy)).state == "documents_closed"


def test_a_recused_chair_leaves_the_reopening_to_the_deputy(client_as):
    panel = judged_panel(nominations=1, assessors=2)
    chair = panel.seats.get(duty="chair")
    sheet = sign(ScoreSheet.objects.filter(seat__panel=panel).select_related("seat__user").first())
    by = secretariat_of(panel.round)
    conflicts.declare(chair, sheet.nomination, text="Saudara kandung.", by=by)
    with pytest.raises(Refused):
        sheets.reopen(sheet, reason="Uji.", by=actor_of(chair.user))
    assert (
        client_as(chair.user).get(reverse("assessment:sheet_reopen", args=[sheet.public_id])).status_code
        == 403
    )
    deputy = make_person("chair", region=panel.round.region)
    seats.seat(panel, user=deputy, duty="deputy", by=by)
    assert sheets.reopen(sheet, reason="Salah ketik.", by=actor_of(deputy)).state == "draft"
