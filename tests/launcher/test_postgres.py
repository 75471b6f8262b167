"""The private PostgreSQL: made whole, closed to others, back after a crash, at home wherever the checkout is."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import psycopg2
import pytest

from paritrana.launcher import binaries, postgres
from paritrana.launcher.account import database_account
from paritrana.launcher.ground import database
from paritrana.launcher.packages import install
from paritrana.launcher.places import ROOT
from paritrana.launcher.words import Refused

AS_ROOT = os.geteuid() == 0
TMP = Path("/tmp")  # noqa: S108 the short folder of long paths


def ask(url: str, question: str):
    connection = psycopg2.connect(url)
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchone()[0] if cursor.description else None
    finally:
        connection.close()


@pytest.fixture(autouse=True)
def no_database_from_outside(monkeypatch):
    """The tests' own DATABASE_URL would be taken."""
    monkeypatch.delenv("DATABASE_URL", raising=False)


@pytest.fixture
def start(family, tmp_path):
    """Starts a private PostgreSQL in a folder, returns its address."""
    homes = []

    def begin(home: Path, **more) -> str:
        homes.append(home)
        return database(home, tmp_path / "log", family, **more).url

    yield begin
    family.stop()
    for place in map(postgres.socket_place, homes):
        if place.parent == TMP and place.exists():
            shutil.rmtree(place)  # a server that was killed leaves its socket


def test_it_answers_and_is_closed_to_others(start, open_folder):
    url = start(open_folder / "pg")
    assert ask(url, "select upper('é')") == "É"
    assert ask(url, "show listen_addresses") == ""
    for folder in (open_folder / "pg/data", open_folder / "pg/socket"):
        assert folder.stat().st_mode & 0o777 == 0o700


def test_data_survive_a_killed_server_and_a_killed_launcher(start, open_folder, family, eventually):
    url = start(open_folder / "pg")
    ask(url, "create table kept as select 42 as figure")
    server = family.children[0].process
    server.send_signal(signal.SIGKILL)
    server.wait()
    assert (open_folder / "pg/data/postmaster.pid").exists(), "an unclean stop leaves its note"
    family.children.clear()  # as after kill -9 of the launcher: nobody stops anything
    assert ask(start(open_folder / "pg"), "select figure from kept") == 42


def test_a_server_left_running_is_ended_first(start, open_folder, family):
    url = start(open_folder / "pg")
    ask(url, "create table kept as select 42 as figure")
    left = family.children.pop().process
    assert ask(start(open_folder / "pg"), "select figure from kept") == 42
    assert left.wait(1) == 0


def test_a_stale_note_with_a_reused_id_is_no_hindrance_and_its_owner_lives(start, open_folder, family):
    start(open_folder / "pg")
    note = open_folder / "pg/data/postmaster.pid"
    words = note.read_text().split("\n")
    family.stop()
    stranger = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    try:
        note.write_text("\n".join([str(stranger.pid), *words[1:]]))
        assert ask(start(open_folder / "pg"), "select 1") == 1
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_half_made_data_are_made_anew(start, open_folder):
    (open_folder / "pg/data.draft").mkdir(parents=True)
    (open_folder / "pg/data.draft/PG_VERSION").write_text("15")
    assert ask(start(open_folder / "pg"), "select 1") == 1


def test_tests_begin_anew_after_an_unclean_stop(start, open_folder, family):
    url = start(open_folder / "pg", durable=False)
    assert ask(url, "show fsync") == "off"
    ask(url, "create table lost as select 1")
    server = family.children.pop().process
    server.kill()
    server.wait()
    assert ask(start(open_folder / "pg", durable=False), "select to_regclass('lost')") is None


@pytest.mark.parametrize("name", ["with space", "a,comma", "x" * 150])
def test_any_path_will_do(start, open_folder, name):
    url = start(open_folder / name / "pg")
    assert ask(url, "select 1") == 1


def test_the_socket_moves_when_its_path_is_too_long(tmp_path):
    account = database_account()
    spare = postgres.LONGEST_SOCKET_PATH - len(str(TMP / "socket" / postgres.SOCKET_FILE)) - 1
    fits, too_long = TMP / ("a" * spare), TMP / ("a" * (spare + 1))
    assert postgres.socket_place(fits) == fits / "socket"
    assert len(os.fsencode(fits / "socket" / postgres.SOCKET_FILE)) == 106
    moved = postgres.socket_place(too_long)
    assert moved != postgres.socket_place(Path(f"{too_long}b")), "every checkout has its own"
    assert moved.parent == TMP
    assert not moved.exists()
    moved.mkdir(mode=0o755)
    try:
        with pytest.raises(Refused, match="is in the way"):
            postgres.socket_folder(too_long, account)
    finally:
        moved.rmdir()


def test_below_a_closed_home_root_keeps_the_data_elsewhere(start, closed_folder, family):
    url = start(closed_folder)
    assert ask(url, "select current_setting('data_directory')").startswith(
        "/var/lib/paritrana-" if AS_ROOT else str(closed_folder)
    )


def test_data_of_another_version_are_not_touched(open_folder, monkeypatch):
    monkeypatch.setattr(binaries, "from_package", lambda: None)
    with pytest.raises(Refused, match="made by PostgreSQL 9, which is not on this machine"):
        binaries.choose(9, lambda: None)
    monkeypatch.setattr(binaries, "on_machine", list)
    with pytest.raises(Refused, match="set DATABASE_URL"):
        binaries.choose(None, lambda: None)


def test_the_packaged_server_runs_from_a_copy_too(start, closed_folder, monkeypatch):
    install("requirements-local.txt")
    monkeypatch.setattr(binaries, "on_machine", list)
    url = start(closed_folder)
    assert ask(url, "select upper('é') || current_setting('server_version_num')") == "É180006"
    assert ask(url, "select datlocprovider from pg_database where datname = 'paritrana'") == "b"
    assert ROOT not in Path(ask(url, "select current_setting('data_directory')")).parents
