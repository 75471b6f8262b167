"""The draw can't be passed over, tried beforehand, raced, or altered; and whom it concerns can't read it."""

import shlex
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nominations import actions as nomination_actions
from nominations.actions import drawing
from nominations.actions import field as actions
from nominations.actions.extending import extend
from nominations.forms.field import DrawForm
from nominations.models import FieldSample, State
from nominations.queries.field import field_samples_seen_by
from paritrana.accounts.queries import actor_of
from paritrana.audit.actions import seal
from paritrana.audit.queries import head
from paritrana.lib import clock
from paritrana.lib.verdict import Refused
from tests.factories.field import SEED, draw, submitted
from tests.factories.nominations import a_region, judge_all, make_nomination, verifier_of
from tests.factories.people import give_role, make_person

pytestmark = pytest.mark.django_db


def test_verification_does_not_end_before_the_draw():
    nomination = submitted()
    by = verifier_of(nomination.round)
    judge_all(nomination, by)
    with pytest.raises(Refused, match="Undi sampelnya dahulu"):
        nomination_actions.verify(nomination, by=by)
    sample = draw(nomination.round, nomination.category, by=by)
    actions.call_off(sample.checks.get(), reason="Banjir.", by=by)
    assert nomination_actions.verify(nomination, by=by).state == State.VERIFIED


def test_nothing_is_drawn_while_somebody_may_still_file():
    nomination = submitted()
    stages, by = nomination.round.stages, verifier_of(nomination.round)
    more = {"closes_at": clock.now() + timedelta(days=1), "reason": "Jaringan terputus.", "by": by}
    extend(stages.get(code="registration"), region=a_region("32.73"), **more)
    with pytest.raises(Refused, match="Pendaftaran masih dibuka"):
        draw(nomination.round, nomination.category, by=by)
    assert not FieldSample.objects.exists()


def test_where_verification_goes_on_for_one_region_the_draw_still_can_be_made():
    nomination = submitted()
    by, now = verifier_of(nomination.round), clock.now()
    nomination.round.stages.filter(code="verification").update(closes_at=now - timedelta(hours=1))
    with pytest.raises(Refused, match="ditutup"):
        draw(nomination.round, nomination.category, by=by)
    more = {"closes_at": now + timedelta(days=1), "reason": "Jaringan terputus.", "by": by}
    extend(nomination.round.stages.get(code="verification"), region=nomination.region, **more)
    assert draw(nomination.round, nomination.category, by=by).drawn == [nomination.public_id]


def test_who_has_a_part_in_one_that_could_be_drawn_neither_draws_nor_reads_whom_it_drew(client_as):
    nomination = submitted()
    other = make_nomination(State.SUBMITTED, round_=nomination.round, region=a_region("32.73"))
    tied = make_person("province_secretariat", region=nomination.round.region)
    give_role(tied, "officer", nomination.organisation)
    with pytest.raises(Refused, match="mempunyai bagian"):
        draw(nomination.round, nomination.category, by=actor_of(tied))
    sample = draw(nomination.round, nomination.category)
    assert len(sample.drawn) == 2
    page = reverse("nominations:field_checks", args=[nomination.round.public_id])
    mine, other_one = (sample.checks.get(nomination=one) for one in (nomination, other))

    html = client_as(tied).get(page).content.decode()
    assert other_one.public_id in html
    assert mine.public_id not in html
    assert sample.mark not in html
    assert "1 lagi terundi" in html
    assert not field_samples_seen_by(actor_of(tied)).exists()
    colleague = make_person("province_secretariat", region=nomination.round.region)
    html = client_as(colleague).get(page).content.decode()
    assert mine.public_id in html
    assert sample.mark in html
    assert field_samples_seen_by(actor_of(colleague)).get() == sample


def test_what_is_drawn_from_is_held_and_the_mark_is_of_the_trail_at_that_moment():
    nomination = submitted()
    by = verifier_of(nomination.round)
    seal()
    with CaptureQueriesContext(connection) as caught:
        sample = draw(nomination.round, nomination.category, by=by)
    pool = [q["sql"] for q in caught if "nominations_nomination" in q["sql"] and "FOR UPDATE" in q["sql"]]
    assert len(pool) == 1
    assert len(head()) == 64
    assert sample.mark == f"{head()} {sample.drawn_at.isoformat(timespec='microseconds')}"


def test_a_shell_gets_the_seed_as_it_was_typed():
    sample = FieldSample(public_id="abc", seed="12' $(touch x) \"", mark="- 2026", size=2)
    words = shlex.split(sample.command)
    assert words == ["python", "nominations/sampling.py", sample.seed, "- 2026", "2", "<", "undian-abc.txt"]


@pytest.mark.parametrize("seed", ["satu\ndua", "satu\tdua", "satu\u2028dua"])
def test_a_seed_is_one_line(seed):
    assert "seed" in DrawForm({"seed": seed, "published_in": "Papan"}).errors
    nomination = submitted()
    with pytest.raises(Refused, match="satu baris"):
        draw(nomination.round, nomination.category, seed=seed)


def test_neither_seed_nor_place_is_empty_and_nothing_of_a_draw_is_altered():
    nomination = submitted()
    sample = draw(nomination.round, nomination.category)
    for wrong in ({"seed": SEED + "1"}, {"drawn": []}):
        with pytest.raises(DatabaseError, match="never change"), transaction.atomic():
            FieldSample.objects.filter(pk=sample.pk).update(**wrong)
    with pytest.raises(DatabaseError, match="never change"), transaction.atomic():
        FieldSample.objects.filter(pk=sample.pk)._raw_delete("default")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
    for empty in ("seed", "published_in", "mark"):
        with pytest.raises(IntegrityError), transaction.atomic():
            FieldSample.objects.filter(pk=sample.pk).update(**{empty: ""})


def test_a_place_of_blanks_is_no_place():
    nomination = submitted()
    from_nowhere = {"seed": SEED, "published_in": "  ", "by": verifier_of(nomination.round)}
    with pytest.raises(Refused, match="tempat pengumumannya"):
        drawing.draw(nomination.round, nomination.category, **from_nowhere)
