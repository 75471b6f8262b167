"""Award records never change: a correction is a new record that names the old one and the reason, by two persons."""

import pytest
from django.db import Error, transaction
from django.test import Client

from ceremony import actions
from ceremony.actions import ceremony as ceremonies
from ceremony.models import Award, Certificate, RequestKind
from ceremony.queries.certificate import public_awards
from paritrana.audit.models import Event
from paritrana.lib import clock
from paritrana.lib.verdict import Refused
from tests.factories.ceremony import decider_of, make_published, publisher_of, reissue

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate() -> Certificate:
    make_published(winners=1)
    return Certificate.objects.select_related("award", "decision").get()


def test_the_database_refuses_to_alter_or_delete_an_award(certificate):
    awards = Award.objects.filter(pk=certificate.award_id)
    for change in (
        lambda: awards.update(recipient="X"),
        lambda: awards.update(rank=9),
        lambda: awards._raw_delete("default"),
    ):
        with pytest.raises(Error), transaction.atomic():
            change()
    assert Award.objects.get().recipient == certificate.facts["recipient"]


def test_a_correction_is_a_new_record_that_names_the_old_one_and_the_reason(certificate):
    newer = reissue(certificate, "Pemerintah Kabupaten Bogor Raya", "Salah eja")
    old, made = certificate.award, newer.award
    assert (made.corrects, made.correction, made.recipient) == (
        old,
        "Salah eja",
        "Pemerintah Kabupaten Bogor Raya",
    )
    assert (made.rank, made.title) == (old.rank, old.title)
    assert list(public_awards()) == [made]
    assert Event.objects.filter(verb="award.correct", reason="Salah eja").count() == 1


def test_a_title_can_be_corrected_and_a_lost_paper_corrects_nothing(certificate):
    by = publisher_of(certificate.decision)
    asked = actions.ask(
        certificate, RequestKind.REPLACE, by=by, reason="Keliru", recipient=certificate.facts["recipient"], title="Terbaik Utama",
    )  # fmt: skip
    newer = actions.confirm(asked, by=decider_of(certificate.decision))
    assert (newer.award.title, newer.facts["title"]) == ("Terbaik Utama", "Terbaik Utama")
    again = reissue(newer, newer.facts["recipient"], "Hilang")
    assert again.award == newer.award
    assert Award.objects.count() == 2


def test_one_person_corrects_nothing(certificate):
    by = publisher_of(certificate.decision)
    asked = actions.ask(
        certificate, RequestKind.REPLACE, by=by, reason="Eja", recipient="Pemerintah Kabupaten Lain"
    )
    with pytest.raises(Refused):
        actions.confirm(asked, by=by)
    assert Award.objects.count() == 1


def test_results_and_check_page_show_both(certificate):
    newer = reissue(certificate, "Pemerintah Kabupaten Bogor Raya", "Salah eja")
    page = Client().get("/hasil/").content.decode()
    for words in ("Pemerintah Kabupaten Bogor Raya", certificate.award.recipient, "Salah eja"):
        assert words in page
    old, new = (Client().get(f"/periksa/{row.code}/").content.decode() for row in (certificate, newer))
    assert newer.serial in old
    assert "Salah eja" in old
    assert certificate.serial in new
    assert Client().get(f"/periksa/{newer.code}.json").json()["replaces"] == certificate.serial


@pytest.mark.parametrize("held", [False, True])
def test_the_running_order_takes_the_corrected_record_until_the_ceremony_was_held(certificate, held):
    by = publisher_of(certificate.decision)
    ceremony = ceremonies.plan(
        [certificate.decision.panel.round],
        by=by,
        title="Acara",
        mode="on_site",
        place="",
        planned_at=clock.now(),
    )
    ceremonies.bring_in(ceremony, by=by)
    if held:
        ceremonies.note_held(ceremony, by=by, held_at=clock.now())
    newer = reissue(certificate, "Pemerintah Kabupaten Bogor Raya")
    assert ceremony.handovers.get().award == (certificate.award if held else newer.award)
    assert ceremonies.bring_in(ceremony, by=by) == 0 if not held else True
