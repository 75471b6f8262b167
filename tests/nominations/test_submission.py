"""Submission by a second person: once, in time, complete, and exactly what was read."""

import threading
from datetime import timedelta

import pytest
from django.db import Error, connection, transaction

from nominations import actions, content, queries
from nominations.models import Figure, Nomination, State
from paritrana.accounts.queries import actor_of
from paritrana.audit.actions import seal
from paritrana.audit.invariants import broken_links
from paritrana.audit.models import Event
from paritrana.audit.queries import trail_of
from paritrana.documents.models import ReportRun
from paritrana.lib import clock
from paritrana.lib.verdict import Refused
from paritrana.notifications.models import Message
from paritrana.programme.models import StageCode
from tests.factories.nominations import (
    BEKASI,
    approver_of,
    fill,
    make_nomination,
    officer_of,
    save_figure,
    submit,
)
from tests.factories.people import give_role, make_person


@pytest.fixture
def draft(db) -> Nomination:
    """A complete draft."""
    return make_nomination(figures=BEKASI)


@pytest.fixture
def approver(draft):
    return approver_of(draft.organisation)


def closing(nomination: Nomination):
    return nomination.round.stages.get(code=StageCode.REGISTRATION).closes_at


def test_submission_writes_digest_time_and_person_orders_the_receipt_and_tells_both(draft, approver):
    moment = closing(draft) - timedelta(hours=1)
    digest = queries.digest_of(draft)
    with clock.set_to(moment):
        submitted = actions.submit(draft, digest=digest, by=actor_of(approver))
    assert (submitted.state, submitted.digest, submitted.submitted_at) == (State.SUBMITTED, digest, moment)
    assert submitted.submitted_by == approver
    run = ReportRun.objects.get(key=f"receipt:{draft.public_id}")
    assert (run.report, run.parameters) == ("nominations.receipt", {"nomination": draft.public_id})
    told = set(Message.objects.filter(kind="nomination.submitted").values_list("recipient_id", flat=True))
    assert told == {draft.created_by_id, approver.pk}
    assert list(trail_of(draft).values_list("verb", flat=True)).count("nomination.submit") == 1


def test_the_digest_covers_everything_filed(draft):
    by = actor_of(draft.created_by)
    seen = {queries.digest_of(draft)}
    figure = draft.figures.get(metric="formal")
    for changes in ({"covered": 1}, {"source": "BPS"}, {"explanation": "x"}, {"approximate": True}):
        figure = actions.save(figure, changes=changes, version=figure.version, by=by)
        seen.add(queries.digest_of(draft))
    actions.cite(
        figure, evidence=draft.evidence.get(), page=1, place="tabel 2", version=figure.version, by=by
    )
    seen.add(queries.digest_of(draft))
    group = draft.groups.get(group="teachers")
    actions.save(group, changes={"people": 3}, version=0, by=by)
    seen.add(queries.digest_of(draft))
    row = actions.add_statement(draft, section="innovation", by=by)
    seen.add(queries.digest_of(draft))  # an empty row is not filed
    actions.save(row, changes={"text": "Baru"}, version=0, by=by)
    seen.add(queries.digest_of(draft))
    assert len(seen) == 8


def test_the_digest_stays_after_submission(draft, approver):
    submitted = submit(draft, approver)
    assert queries.digest_of(submitted) == submitted.digest
    assert content.content_of(queries.claim_of(submitted))["files"][0]["name"] == "rekap.pdf"


# ---- who --------------------------------------------------------------------------------------------------------
def test_the_drafter_can_not_submit_even_with_both_roles(draft):
    give_role(draft.created_by, "approver", draft.organisation)
    with pytest.raises(Refused, match="orang kedua"):
        submit(draft, draft.created_by)


def test_who_edited_one_field_long_ago_can_not_submit(draft, approver):
    give_role(approver, "officer", draft.organisation)
    figure = draft.figures.get(metric="formal")
    figure = actions.save(figure, changes={"source": "BPS"}, version=figure.version, by=actor_of(approver))
    actions.save(figure, changes={"source": "BPJS"}, version=figure.version, by=actor_of(draft.created_by))
    with pytest.raises(Refused, match="orang kedua"):
        submit(draft, approver)


def test_who_only_attached_a_file_can_not_submit(draft, approver):
    from tests.factories.uploads import pdf, upload

    give_role(approver, "officer", draft.organisation)
    actions.attach(draft, upload(pdf(3)), by=actor_of(approver))
    with pytest.raises(Refused, match="orang kedua"):
        submit(draft, approver)


def test_an_approver_with_both_roles_who_wrote_nothing_may_submit(draft, approver):
    give_role(approver, "officer", draft.organisation)
    assert submit(draft, approver).state == State.SUBMITTED


@pytest.mark.parametrize(
    "role", ["officer", "province_secretariat", "national_secretariat", "approver", "auditor"]
)
def test_strangers_and_other_roles_do_not_submit(draft, role):
    with pytest.raises(Refused, match="Hanya penyetuju"):
        submit(draft, make_person(role, region=draft.round.region))


def test_the_database_too_wants_two_persons(draft):
    with pytest.raises(Error, match="nomination_two_persons"), transaction.atomic():
        Nomination.objects.filter(pk=draft.pk).update(
            state=State.SUBMITTED, submitted_at=clock.now(), submitted_by=draft.created_by, digest="0" * 64
        )


# ---- when, what, how often --------------------------------------------------------------------------------------
def test_the_last_microsecond_counts_and_the_deadline_is_too_late(draft, approver):
    late, in_time = closing(draft), closing(draft) - timedelta(microseconds=1)
    with clock.set_to(late), pytest.raises(Refused, match="sudah ditutup"):
        submit(draft, approver)
    with clock.set_to(in_time):
        assert submit(draft, approver).submitted_at == in_time


def test_an_incomplete_draft_is_refused_with_what_is_missing(approver, draft):
    figure = draft.figures.get(metric="formal")
    actions.save(figure, changes={"source": ""}, version=figure.version, by=actor_of(draft.created_by))
    with pytest.raises(Refused, match="Pekerja penerima upah: sebutkan sumbernya"):
        submit(draft, approver)


def test_covered_above_total_waits_for_its_explanation(approver, draft):
    by = actor_of(draft.created_by)
    save_figure(draft, "informal", (1509, 1000), by)
    with pytest.raises(Refused, match="jelaskan pertentangan"):
        submit(draft, approver)
    figure = draft.figures.get(metric="informal")
    actions.save(figure, changes={"explanation": "Termasuk luar daerah."}, version=figure.version, by=by)
    assert submit(draft, approver).state == State.SUBMITTED


def test_a_draft_that_changed_after_it_was_read_is_not_submitted(draft, approver):
    read = queries.digest_of(draft)
    save_figure(draft, "formal", (886000, 929199), actor_of(draft.created_by))
    with pytest.raises(Refused, match="diubah setelah Anda membukanya"):
        actions.submit(draft, digest=read, by=actor_of(approver))


def test_the_second_time_changes_nothing_and_says_so(draft, approver):
    submitted = submit(draft, approver)
    other = approver_of(draft.organisation)
    for who in (approver, other):
        with pytest.raises(Refused, match="sudah diajukan"):
            actions.submit(draft, digest=submitted.digest, by=actor_of(who))
    draft.refresh_from_db()
    assert draft.submitted_at == submitted.submitted_at
    assert ReportRun.objects.filter(report="nominations.receipt").count() == 1


def test_the_event_is_sealed_right_after_commit(draft, approver, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        submit(draft, approver)
    event = trail_of(draft).get(verb="nomination.submit")
    assert event.position is not None
    seal()
    assert list(broken_links()) == []


@pytest.mark.django_db(transaction=True)
def test_of_two_who_submit_at_once_one_does():
    draft = make_nomination(figures=BEKASI)
    actors = [actor_of(approver_of(draft.organisation)) for _ in range(6)]
    digest = queries.digest_of(draft)
    done, refused, start = [], [], threading.Barrier(len(actors))

    def run(actor):
        try:
            start.wait(timeout=10)
            done.append(actions.submit(draft, digest=digest, by=actor).submitted_by_id)
        except Refused as refusal:
            refused.append(str(refusal.sentence))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(actor,)) for actor in actors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    draft.refresh_from_db()
    assert done == [draft.submitted_by_id]
    assert len(refused) == 5
    assert Event.objects.filter(verb="nomination.submit").count() == 1
    assert ReportRun.objects.filter(report="nominations.receipt").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_save_and_a_submission_at_once_never_leave_a_digest_that_is_not_the_content():
    draft = make_nomination(figures=BEKASI)
    officer, approver = actor_of(draft.created_by), actor_of(approver_of(draft.organisation))
    digest, figure, start = queries.digest_of(draft), draft.figures.get(metric="formal"), threading.Barrier(2)
    outcomes = []

    def run(name, act):
        try:
            start.wait(timeout=10)
            act()
            outcomes.append(name)
        except Refused:
            pass
        finally:
            connection.close()

    threads = [
        threading.Thread(
            target=run, args=("submit", lambda: actions.submit(draft, digest=digest, by=approver))
        ),
        threading.Thread(
            target=run,
            args=(
                "save",
                lambda: actions.save(figure, changes={"covered": 1}, version=figure.version, by=officer),
            ),
        ),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    draft.refresh_from_db()
    assert len(outcomes) == 1
    if draft.state == State.SUBMITTED:
        assert queries.digest_of(draft) == draft.digest
    else:
        assert Figure.objects.get(pk=figure.pk).covered == 1


# ---- withdrawing ------------------------------------------------------------------------------------------------
def test_a_withdrawal_needs_a_ground_and_keeps_what_was_filed(draft, approver):
    submitted = submit(draft, approver)
    with pytest.raises(Refused, match="Tulis dasarnya"):
        actions.withdraw(submitted, ground="  ", by=actor_of(approver))
    with pytest.raises(Refused, match="Hanya penyetuju"):
        actions.withdraw(submitted, ground="Salah kategori.", by=actor_of(draft.created_by))
    gone = actions.withdraw(submitted, ground="Salah kategori.", by=actor_of(approver))
    assert (gone.state, gone.ground, gone.digest) == (State.WITHDRAWN, "Salah kategori.", submitted.digest)
    assert trail_of(draft).last().reason == "Salah kategori."


def test_an_officer_withdraws_a_draft(draft):
    assert (
        actions.withdraw(draft, ground="Ganda.", by=actor_of(officer_of(draft.organisation))).state
        == State.WITHDRAWN
    )


def test_an_archive_draft_with_nothing_required_can_be_submitted(db):
    from tests.factories.nominations import a_region
    from tests.factories.programme import make_edition, make_round, rulebook

    region = a_region("81.71")
    round_ = make_round(make_edition(content=rulebook("arsip")), region=region.province)
    nomination = make_nomination(region=region, round_=round_)
    fill(nomination, actor_of(nomination.created_by), {})
    assert submit(nomination, approver_of(nomination.organisation)).state == State.SUBMITTED
