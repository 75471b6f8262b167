"""Orders of reports: asked once, built with the asker's rights, never lost, never twice."""

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import timedelta
from itertools import product
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError
from django.utils import translation

from paritrana import celery
from paritrana.accounts.models import User
from paritrana.accounts.queries import actor_of
from paritrana.audit.models import Event
from paritrana.documents import actions, lease, rendering, store, sweeping
from paritrana.documents.models import Document, ReportRun, RunState
from paritrana.documents.registry import SYSTEM, Report, actor_for, register, report_of
from paritrana.documents.workflow import TRANSITIONS
from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused
from tests.documents import probes
from tests.factories.people import make_person, make_user

ROOT = Path(__file__).resolve().parents[2]


def content_of(run: ReportRun) -> str:
    run.refresh_from_db()
    return store.path_of(run.document.sha256).read_text()


def verbs() -> list[str]:
    return list(Event.objects.filter(noun="reportrun").order_by("id").values_list("verb", flat=True))


# ---- ordering -----------------------------------------------------------------------------------------------------
def test_an_order_is_a_row_and_a_message_once_it_is_committed(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as sent:
        run = actions.order("tests.quick", {"round": "abc"}, by=SYSTEM, language="en")
    assert len(sent) == 1
    assert (run.state, run.parameters, run.language, run.asked_by) == ("queued", {"round": "abc"}, "en", None)
    assert verbs() == ["reportrun.order"]


def test_an_order_that_is_rolled_back_leaves_nothing(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as sent, pytest.raises(RuntimeError), transaction.atomic():
        actions.order("tests.quick", {}, by=SYSTEM)
        raise RuntimeError
    assert sent == []
    assert not ReportRun.objects.exists()


def test_the_same_key_gives_the_same_run(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as sent:
        first = actions.order("tests.quick", {}, by=SYSTEM, key="receipt:1")
        second = actions.order("tests.quick", {}, by=SYSTEM, key="receipt:1")
        other = actions.order("tests.quick", {}, by=SYSTEM, key="receipt:2")
    assert first == second != other
    assert len(sent) == 2
    assert verbs() == ["reportrun.order"] * 2


@pytest.mark.django_db(transaction=True)
def test_twenty_orders_with_one_key_at_once_make_one_run():
    found = []

    def ask() -> None:
        try:
            found.append(actions.order("tests.quick", {}, by=SYSTEM, key="receipt:1").pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(found), len(set(found))) == (20, 1)
    assert verbs() == ["reportrun.order"]


def test_the_language_is_the_one_the_asker_reads(db):
    with translation.override("en"):
        assert actions.order("tests.quick", {}, by=SYSTEM).language == "en"
    with translation.override("id"):
        assert actions.order("tests.quick", {}, by=SYSTEM).language == "id"


def test_an_unknown_report_is_a_programming_error(db):
    with pytest.raises(KeyError):
        actions.order("tests.nothing", {}, by=SYSTEM)


def test_two_reports_with_one_code_are_found():
    with pytest.raises(ValueError, match=r"tests\.quick"):
        register(Report("tests.quick", "", report_of("tests.quick").build))


# ---- building -----------------------------------------------------------------------------------------------------
def test_a_run_becomes_a_file_with_the_askers_rights_and_language(db):
    officer = make_person("officer", name="Pejabat")
    run = actions.order("tests.quick", {"a": 1}, by=actor_of(officer), language="en")
    rendering.render(run.pk)
    assert content_of(run) == "Pejabat|['officer']|en|{'a': 1}"
    assert (run.state, run.progress, run.total, run.file_name) == ("done", 10, 10, "uji.txt")
    assert run.document.media_type == "text/plain"
    assert verbs() == ["reportrun.order", "reportrun.finish"]


def test_rights_are_those_of_the_moment_of_building(db):
    officer = make_person("officer", name="Pejabat")
    run = actions.order("tests.quick", {}, by=actor_of(officer))
    officer.memberships.update(valid_until="2001-01-01")
    rendering.render(run.pk)
    assert content_of(run).startswith("Pejabat|[]|")


def test_a_closed_account_is_nobody(db):
    officer = make_person("officer")
    officer.is_active = False
    assert actor_for(officer) == Actor()
    assert actor_for(None) == SYSTEM


def test_a_product_written_to_a_file_is_moved_away(db):
    run = actions.order("tests.from_file", {}, by=SYSTEM)
    rendering.render(run.pk)
    run.refresh_from_db()
    assert run.document.size == 3_000_000
    assert list(store.incoming().iterdir()) == []


def test_building_twice_does_no_harm(db):
    run = actions.order("tests.quick", {}, by=SYSTEM)
    rendering.render(run.pk)
    run.refresh_from_db()
    finished_at = run.finished_at
    rendering.render(run.pk)
    run.refresh_from_db()
    assert (run.finished_at, run.attempts) == (finished_at, 1)
    assert verbs() == ["reportrun.order", "reportrun.finish"]


def test_a_worker_that_comes_too_late_overwrites_nothing(db):
    """Two workers built the run; the second to finish finds it done."""
    run = actions.order("tests.quick", {}, by=SYSTEM)
    slow = lease.take(run.pk)
    ReportRun.objects.update(lease_until=clock.now() - timedelta(seconds=1))
    rendering.render(run.pk)
    run.refresh_from_db()
    first = run.document
    rendering._finish(slow, probes.Product(b"lain", "lain.txt", "text/plain"), "0" * 64, 4)
    run.refresh_from_db()
    assert run.document == first
    with pytest.raises(lease.Overtaken):
        lease.progress_of(slow)(1, 1)


def test_a_refusal_ends_the_run_with_its_sentence(db):
    run = actions.order("tests.refused", {}, by=SYSTEM)
    rendering.render(run.pk)
    run.refresh_from_db()
    assert (run.state, run.error, run.attempts) == ("failed", "You may not see this any more.", 1)
    assert verbs() == ["reportrun.order", "reportrun.fail"]


def test_a_fault_is_tried_three_times_with_pauses_and_then_said(db):
    run = actions.order("tests.broken", {}, by=SYSTEM)
    for attempt in (1, 2):
        rendering.render(run.pk)
        run.refresh_from_db()
        assert (run.state, run.attempts) == ("queued", attempt)
        assert run.error
        assert run.resend_at > clock.now() + timedelta(seconds=10 * attempt - 5)
    rendering.render(run.pk)
    run.refresh_from_db()
    assert (run.state, run.attempts) == ("failed", 3)
    assert run.public_id in run.error
    assert "ZeroDivisionError" not in run.error


def test_without_the_pdf_library_the_run_waits_and_says_why(db):
    run = actions.order("tests.without_press", {}, by=SYSTEM)
    for _ in range(5):
        rendering.render(run.pk)
    run.refresh_from_db()
    assert (run.state, run.attempts, run.error) == ("queued", 0, "The machine lacks pango.")
    run.report = "tests.quick"  # pango came
    run.save()
    rendering.render(run.pk)
    run.refresh_from_db()
    assert (run.state, run.error) == ("done", "")


def test_a_report_that_has_left_the_portal_ends_with_a_sentence(db):
    run = actions.order("tests.quick", {}, by=SYSTEM)
    ReportRun.objects.update(report="old.report")
    for _ in range(3):
        rendering.render(run.pk)
    run.refresh_from_db()
    assert (run.state, run.title) == ("failed", "old.report")


def test_two_runs_with_equal_bytes_share_one_document(db):
    runs = [actions.order("tests.quick", {}, by=SYSTEM) for _ in range(2)]
    for run in runs:
        rendering.render(run.pk)
    assert content_of(runs[0]) == content_of(runs[1])
    assert Document.objects.count() == 1


# ---- the lease ----------------------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_a_run_is_taken_by_one_worker_only():
    run = actions.order("tests.quick", {}, by=SYSTEM)
    taken = []

    def work() -> None:
        try:
            taken.append(lease.take(run.pk) is not None)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == [False] * 9 + [True]


def test_progress_renews_the_lease_and_does_not_write_every_time(db, django_assert_num_queries):
    run = actions.order("tests.quick", {}, by=SYSTEM)
    taken = lease.take(run.pk)
    ReportRun.objects.update(lease_until=clock.now())
    tell = lease.progress_of(taken)
    with django_assert_num_queries(4):  # the first and the last: the clock and the row
        for done in range(1, 1001):
            tell(done, 1000)
    run.refresh_from_db()
    assert (run.progress, run.total) == (1000, 1000)
    assert run.lease_until > clock.now() + timedelta(seconds=50)


@pytest.mark.django_db(transaction=True)
def test_the_lease_is_kept_while_a_report_is_busy_in_one_long_step(monkeypatch):
    monkeypatch.setattr(lease, "BEAT", 0.1)
    run = actions.order("tests.quick", {}, by=SYSTEM)
    taken = lease.take(run.pk)
    ReportRun.objects.update(lease_until=clock.now())
    with lease.heartbeat(taken):
        time.sleep(0.6)
    run.refresh_from_db()
    assert run.lease_until > clock.now() + timedelta(seconds=50)


WORKER = """
import django; django.setup()
import sys
from paritrana.documents import rendering
from tests.documents import probes
rendering.render(int(sys.argv[1]))
"""


@pytest.mark.django_db(transaction=True)
def test_a_killed_worker_loses_no_work(tmp_path):
    """A real process takes the run and dies by kill -9; the sweeper hands it on; three deaths and it is said."""
    sign = tmp_path / "busy"
    run = actions.order("tests.hanging", {"sign": str(sign)}, by=SYSTEM)
    database = connection.settings_dict
    address = (
        f"postgresql://{database['USER']}@/{database['NAME']}?host={database['HOST']}&port={database['PORT']}"
    )
    environment = os.environ | {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "paritrana.settings"}
    for death in range(1, lease.ATTEMPTS + 1):
        worker = subprocess.Popen([sys.executable, "-c", WORKER, str(run.pk)], cwd=ROOT, env=environment)
        for _ in range(300):
            if sign.exists():
                break
            time.sleep(0.1)
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        sign.unlink()
        run.refresh_from_db()
        assert (run.state, run.attempts, run.progress) == ("running", death, 1)
        assert lease.take(run.pk) is None  # the lease still runs
        ReportRun.objects.update(lease_until=clock.now(), resend_at=clock.now())  # a minute passes
        assert run.pk in sweeping.sweep()
    rendering.render(run.pk)
    run.refresh_from_db()
    assert run.state == "failed"
    assert run.error


# ---- the sweeper --------------------------------------------------------------------------------------------------
def later(seconds: int):
    return clock.set_to(clock.now() + timedelta(seconds=seconds))


def test_a_lost_message_is_sent_again_after_five_seconds_and_then_once_a_minute(db):
    run = actions.order("tests.quick", {}, by=SYSTEM)
    assert sweeping.sweep() == []
    with later(6):
        assert sweeping.sweep() == [run.pk]
        assert sweeping.sweep() == []
    with later(50):
        assert sweeping.sweep() == []
    with later(70):
        assert sweeping.sweep() == [run.pk]


def test_a_run_that_has_ended_is_left_alone(db):
    done, failed = (actions.order(f"tests.{name}", {}, by=SYSTEM) for name in ("quick", "refused"))
    rendering.render(done.pk)
    rendering.render(failed.pk)
    with later(3600):
        assert sweeping.sweep() == []


def test_a_long_queue_is_handed_out_in_portions(db, monkeypatch):
    monkeypatch.setattr(sweeping, "AT_A_TIME", 3)
    runs = [actions.order("tests.quick", {}, by=SYSTEM).pk for _ in range(5)]
    with later(6):
        assert sweeping.sweep() == runs[:3]
        assert sweeping.sweep() == runs[3:]


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_down_loses_no_order(monkeypatch, caplog):
    def unreachable(*task: object, **options: object) -> None:
        raise ConnectionRefusedError("no broker")

    monkeypatch.setattr(celery.app, "send_task", unreachable)
    run = actions.order("tests.quick", {}, by=SYSTEM)
    assert "waits for the sweeper" in caplog.text
    with later(6):
        assert sweeping.sweep() == [run.pk]
    monkeypatch.undo()
    sent = []
    monkeypatch.setattr(celery.app, "send_task", lambda name, kwargs, **options: sent.append((name, kwargs)))
    with later(120):
        sweeping.sweep()
    assert sent == [("documents.render_run", {"run_id": run.pk})]


def test_files_of_dead_processes_are_cleared(db):
    old, young = store.incoming() / "old", store.incoming() / "young"
    old.touch()
    young.touch()
    os.utime(old, (0, 0))
    sweeping.sweep()
    assert [path.name for path in store.incoming().iterdir()] == ["young"]


# ---- the life of a run --------------------------------------------------------------------------------------------
def run_in(state: str, asker: User | None) -> ReportRun:
    run = actions.order("tests.quick", {}, by=actor_of(asker) if asker else SYSTEM)
    if state == RunState.DONE:
        rendering.render(run.pk)
    elif state == RunState.FAILED:
        ReportRun.objects.update(state=state, error="x", finished_at=clock.now(), attempts=3)
    elif state == RunState.EXPIRED:
        ReportRun.objects.update(state=state, finished_at=clock.now())
    else:
        ReportRun.objects.update(state=state)
    run.refresh_from_db()
    return run


@pytest.mark.parametrize(("name", "state"), list(product(TRANSITIONS, RunState.values)))
@pytest.mark.parametrize("who", ["asker", "another", "operator", "nobody", "system"])
def test_every_step_in_every_state_for_everyone(db, name, state, who):
    asker = make_person("officer")
    run = run_in(state, asker)
    actor = {
        "asker": lambda: actor_of(asker),
        "another": lambda: actor_of(make_user()),
        "operator": lambda: actor_of(make_person("admin")),
        "nobody": Actor,
        "system": lambda: SYSTEM,
    }[who]()
    allowed = name == "retry" and state in (RunState.FAILED, RunState.EXPIRED) and who == "asker"
    verdict = TRANSITIONS[name].verdict(actor, run)
    assert bool(verdict) is allowed
    assert allowed or str(verdict.sentence)


def test_a_failed_run_is_ordered_again_with_all_its_attempts(db):
    asker = make_person("officer")
    run = run_in(RunState.FAILED, asker)
    with pytest.raises(Refused):
        actions.retry(run, by=SYSTEM)
    actions.retry(run, by=actor_of(asker))
    with pytest.raises(Refused):
        actions.retry(run, by=actor_of(asker))
    rendering.render(run.pk)
    run.refresh_from_db()
    assert (run.state, run.attempts) == ("done", 1)
    assert verbs() == ["reportrun.order", "reportrun.retry", "reportrun.finish"]


@pytest.mark.parametrize(
    "lie",
    [
        {"state": "done"},
        {"state": "failed", "error": "x"},
        {"state": "failed", "finished_at": "2020-01-01T00:00Z"},
        {"state": "lost"},
        {"finished_at": "2020-01-01T00:00Z"},
    ],
)
def test_the_database_refuses_a_run_that_contradicts_itself(db, lie):
    run = actions.order("tests.quick", {}, by=SYSTEM)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportRun.objects.filter(pk=run.pk).update(**lie)
