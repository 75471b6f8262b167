"""Which port, which name; and who holds the checkout."""

import json
import os
import signal
import socket
import subprocess
import sys

import pytest

from paritrana.launcher import address
from paritrana.launcher.hold import Hold
from paritrana.launcher.places import ROOT
from paritrana.launcher.words import Refused

EVERYWHERE = "0.0.0.0"  # noqa: S104 that is what is tested


def listener(port: int = 0) -> socket.socket:
    door = socket.socket()
    door.bind(("127.0.0.1", port))
    door.listen()
    return door


def test_a_taken_port_gives_the_next_free_one_and_says_so(capsys):
    with listener() as taken:
        port = taken.getsockname()[1]
        place = address.Address("127.0.0.1", port)
        place.door.close()
    assert place.port > port
    assert capsys.readouterr().out == f"port {port} is taken; using {place.port}\n"
    assert place.url == f"http://localhost:{place.port}"


def test_a_port_taken_on_all_addresses_is_taken(capsys):
    with socket.socket() as taken:
        taken.bind((EVERYWHERE, 0))
        taken.listen()
        place = address.Address("127.0.0.1", taken.getsockname()[1])
        place.door.close()
    assert "is taken" in capsys.readouterr().out


def test_the_port_is_held_until_the_web_server_has_it():
    place = address.Address("127.0.0.1", 0)
    with pytest.raises(OSError, match="in use"):
        listener(place.port)
    place.door.close()


@pytest.mark.parametrize(
    ("bind", "port", "why"), [("", "abc", "PORT must be"), ("203.0.113.9", "0", "Can't listen")]
)
def test_what_can_not_be_bound_is_refused_in_a_sentence(monkeypatch, bind, port, why):
    monkeypatch.setenv("BIND", bind)
    monkeypatch.setenv("PORT", port)
    with pytest.raises(Refused, match=why):
        address.from_environment()


def test_others_reach_it_by_name_only_when_it_listens_to_them():
    for bind, reached in (("127.0.0.1", False), (EVERYWHERE, True)):
        place = address.Address(bind, 0)
        place.door.close()
        assert bool(place.names) is reached
        assert (socket.gethostname() in place.names) is reached
        assert place.url.startswith("http://localhost:")


HOLDER = """
import sys, time; from pathlib import Path; from paritrana.launcher.hold import Hold
hold = Hold(Path(sys.argv[1])); assert hold.take(); hold.note(url="http://localhost:8123"); print(1, flush=True)
time.sleep(60)
"""


def test_the_second_learns_who_was_first_and_a_killed_holder_holds_nothing(tmp_path):
    first = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path / "hold")], cwd=ROOT, stdout=subprocess.PIPE
    )
    try:
        assert first.stdout.readline() == b"1\n"
        second = Hold(tmp_path / "hold")
        assert not second.take()
        words = str(second.refuse("The portal"))
        assert f"at http://localhost:8123: process {first.pid}, since 20" in words
    finally:
        first.send_signal(signal.SIGKILL)
        first.wait()
    assert second.take()
    assert json.loads((tmp_path / "hold").read_text())["pid"] == os.getpid()
    assert (tmp_path / "hold").stat().st_mode & 0o777 == 0o600
    second.leave()
