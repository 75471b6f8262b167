"""Handing a draft on, and the drafts that lack an officer or an approver."""

from datetime import date

import pytest
from django.urls import reverse

from nominations import actions
from nominations.desk import drafts as desk
from nominations.models import Nomination, State
from nominations.queries.people import told_about
from nominations.queries.unattended import unattended_seen_by
from paritrana.accounts.models import Membership, User
from paritrana.accounts.queries import actor_of
from paritrana.audit.queries import trail_of
from paritrana.lib.verdict import Refused
from paritrana.notifications.models import Message
from tests.factories.nominations import BEKASI, approver_of, make_nomination, officer_of
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> Nomination:
    draft = make_nomination(figures=BEKASI)
    approver_of(draft.organisation)
    return draft


def leave(user: User) -> None:
    """The person's roles have ended."""
    Membership.objects.filter(user=user).update(valid_until=date(2001, 1, 1))


def secretariat(draft: Nomination) -> User:
    return make_person("province_secretariat", region=draft.round.region)


def address(draft: Nomination) -> str:
    return reverse("nominations:entrust", args=[draft.public_id])


def test_an_officer_hands_the_draft_to_a_colleague_with_a_note(client_as, draft):
    colleague = officer_of(draft.organisation)
    client = client_as(draft.created_by)
    sent = {"to": colleague.public_id, "note": "Tinggal bagian anggaran."}
    assert client.post(address(draft), sent).status_code == 302
    draft.refresh_from_db()
    assert draft.keeper == colleague
    told = Message.objects.get(kind="nomination.entrusted")
    assert told.recipient == colleague
    assert told.params["note"] == "Tinggal bagian anggaran."
    assert trail_of(draft).get(verb="nomination.entrust").reason == "Tinggal bagian anggaran."
    page = client_as(colleague).get(reverse("nominations:nomination", args=[draft.public_id]))
    assert f"Dipegang {colleague}" in page.content.decode()
    assert colleague.pk in told_about(draft)  # of findings and outcome too


def test_only_an_officer_of_the_nominee_takes_it_and_what_was_typed_stays(client_as, draft):
    by, stranger = actor_of(draft.created_by), make_person("officer")
    for nobody in (stranger, draft.created_by, User.objects.get(name__startswith="Sekretaris Daerah")):
        with pytest.raises(Refused):
            actions.entrust(draft, to=nobody, by=by)
    page = client_as(draft.created_by).post(
        address(draft), {"to": stranger.public_id, "note": "Sudah diketik."}
    )
    assert page.status_code == 422
    assert "Sudah diketik." in page.content.decode()
    long = {"to": officer_of(draft.organisation).public_id, "note": "a" * 501}
    assert client_as(draft.created_by).post(address(draft), long).status_code == 422


def test_once_its_keeper_has_left_secretariat_operator_and_approver_hand_it_on(client_as, draft):
    colleague = officer_of(draft.organisation)
    verifier, operator = secretariat(draft), make_person("admin")
    assert client_as(verifier).get(address(draft)).status_code == 404  # a draft is its nominee's alone
    assert not unattended_seen_by(actor_of(verifier)).exists()
    leave(draft.created_by)
    elsewhere = make_person("province_secretariat", region=make_nomination(State.SUBMITTED).round.region)
    assert list(unattended_seen_by(actor_of(verifier))) == [draft]
    (step,) = desk.unattended(actor_of(verifier))
    assert step.sentence == "1 draf tidak memiliki petugas atau penyetuju"
    del elsewhere
    page = client_as(verifier).get(reverse("nominations:unattended")).content.decode()
    assert str(draft) in page
    assert "886.113" not in page
    for who in (verifier, operator):
        assert client_as(who).get(address(draft)).status_code == 200
        assert (
            client_as(who).get(reverse("nominations:nomination", args=[draft.public_id])).status_code == 404
        )
    assert (
        client_as(operator).post(address(draft), {"to": colleague.public_id, "note": ""}).status_code == 302
    )
    draft.refresh_from_db()
    assert draft.keeper == colleague
    assert not unattended_seen_by(actor_of(verifier)).exists()
    assert client_as(verifier).get(address(draft)).status_code == 404


def test_while_the_keeper_is_there_an_approver_is_told_to_ask(client_as, draft):
    approver = User.objects.get(name__startswith="Sekretaris Daerah")
    page = client_as(approver).get(address(draft))
    assert page.status_code == 403
    assert "Mintalah kepada petugas itu" in page.content.decode()


def test_when_the_only_approver_has_gone_page_and_secretariat_say_so(client_as, draft):
    approver = User.objects.get(name__startswith="Sekretaris Daerah")
    for name in ("nomination", "review"):
        page = client_as(draft.created_by).get(reverse(f"nominations:{name}", args=[draft.public_id]))
        assert "yang dapat mengajukan" not in page.content.decode()
    leave(approver)
    for name in ("nomination", "review"):
        page = client_as(draft.created_by).get(reverse(f"nominations:{name}", args=[draft.public_id]))
        assert f"Tidak ada orang di {draft.organisation} yang dapat mengajukan" in page.content.decode()
    (step,) = desk.unattended(actor_of(draft.created_by))
    assert "Tidak ada yang dapat mengajukan" in step.sentence
    page = client_as(secretariat(draft)).get(reverse("nominations:unattended")).content.decode()
    assert "Tidak ada yang dapat mengajukannya" in page
    assert address(draft) not in page  # its officer is there; only a role helps


def test_an_approver_who_wrote_in_it_is_none_who_may_submit(draft):
    approver = User.objects.get(name__startswith="Sekretaris Daerah")
    Membership.objects.create(
        user=approver, role="officer", organisation=draft.organisation, valid_from=date(2000, 1, 1)
    )
    row = draft.answers.first()
    actions.save(row, changes={"text": "Ditulis penyetuju."}, version=row.version, by=actor_of(approver))
    assert list(unattended_seen_by(actor_of(secretariat(draft)))) == [draft]


def test_what_was_submitted_is_handed_to_nobody(draft):
    filed = make_nomination(State.SUBMITTED)
    with pytest.raises(Refused):
        actions.entrust(filed, to=officer_of(filed.organisation), by=actor_of(filed.created_by))
