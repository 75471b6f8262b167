"""bin/run: the whole portal on one machine."""

import os
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from paritrana.launcher import address, ground, packages
from paritrana.launcher.chores import Chores
from paritrana.launcher.environment import portal_environment
from paritrana.launcher.hold import Hold
from paritrana.launcher.places import emptied, private, var
from paritrana.launcher.processes import Child, Family
from paritrana.launcher.register import Register
from paritrana.launcher.signals import Stopped
from paritrana.launcher.words import Refused, last_lines, say

PATIENCE = 90.0  # seconds until the web server must have answered
PATIENCE_WITH_ERRORS = 15.0  # seconds that it may answer with nothing but errors


def run() -> None:
    """Sets up what is missing, starts everything, says where it is, and looks after it until it is told to stop."""
    home = var()
    hold = Hold(home / "run" / "hold")
    if not hold.take():
        raise hold.refuse("The portal")
    family = Family(Register(home / "run" / "children"))
    try:
        for name in family.register.reap():
            say(f"ended {name}, left behind by a launcher that was killed")
        packages.install("requirements.txt")
        place = address.from_environment()  # its port stays ours as long as this name lives
        start(home, place, hold, family)
        family.watch()
    except Stopped:
        say("stopping")
        raise
    finally:
        family.stop()
        hold.leave()


def start(home: Path, place: address.Address, hold: Hold, family: Family) -> None:
    """Starts ground, portal and demo, and says that it is ready."""
    logs, kind = private(home / "log"), os.environ.get("PARITRANA_ENV") or "demo"
    hold.note(url=place.url)
    base = ground.database(home / "postgres", logs, family)
    redis_url = ground.queue(home / "broker", logs, family, os.environ.get("REDIS_URL"))
    hold.note(database_url=base.url, redis_url=redis_url)
    more = {
        "PUBLIC_ADDRESS": os.environ.get("PUBLIC_ADDRESS") or place.url,
        "TMPDIR": str(emptied(home / "tmp")),
    }
    if place.names and not os.environ.get("ALLOWED_HOSTS"):
        more["ALLOWED_HOSTS"] = ",".join(place.names)
    env = portal_environment(home, base.url, redis_url, kind, **more)
    chores = Chores(family, env, home)
    chores.catalogue()
    chores.schema(base.stamp)
    chores.static_files()
    demo = chores.begin_demo() if kind == "demo" else None
    web = family.start(web_server(place, env, logs))
    sign_ins = chores.sign_ins(demo) if demo else ""
    wait_for(place, web, family)
    for child in workers(env, logs):  # last, so that they don't take the web server's time to start
        family.start(child)
    say(f"ready {place.url}")
    if sign_ins:
        say(sign_ins)
    if demo and place.names:
        say("others on the network can reach this portal, and the demo sign-ins above are no secret")


LOGGED = "%(h)s %(t)s %(m)s %(U)s %(s)s %(B)s %(M)s"
"""Sender, moment, method, path, status, bytes, milliseconds. No query and no referrer: they hold secrets and searches."""


def web_server(place: address.Address, env: dict[str, str], logs: Path) -> Child:
    """The web server, on the port that the launcher holds."""
    argv = [sys.executable, "-m", "gunicorn", "paritrana.wsgi", "--worker-class", "gthread"]
    argv += ["--workers", "2", "--threads", "4", "--bind", f"fd://{place.door.fileno()}"]
    argv += ["--graceful-timeout", "5", "--no-control-socket", "--preload"]
    argv += ["--access-logfile", "-", "--access-logformat", LOGGED]
    return Child(
        "the web server", argv, env, logs / "web.log", essential=True, pass_fds=[place.door.fileno()]
    )


def workers(env: dict[str, str], logs: Path) -> list[Child]:
    """The worker that does what takes long, and the clock that sends it what is due."""
    celery = [sys.executable, "-m", "celery", "-A", "paritrana.celery"]
    quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    return [
        Child(
            "the worker",
            [*celery, "worker", "--concurrency", "2", *quiet, "-l", "INFO"],
            env,
            logs / "worker.log",
        ),
        Child("the clock", [*celery, "beat", "--pidfile=", "-l", "INFO"], env, logs / "beat.log"),
    ]


def wait_for(place: address.Address, web: Child, family: Family) -> None:
    """Returns when the web server answers; raises Refused with the end of its log when it does not."""
    host = "127.0.0.1" if place.host in address.EVERYWHERE | address.LOOPBACK else place.host
    host = "[::1]" if place.host == "::1" else host
    page = urllib.request.Request(
        f"http://{host}:{place.port}/healthz", headers={"Host": f"localhost:{place.port}"}
    )
    limit = time.monotonic() + PATIENCE
    while True:
        family.tend()
        try:
            with urllib.request.urlopen(page, timeout=5):
                return
        except urllib.error.HTTPError as error:
            if error.code < 500:  # it speaks
                return
            limit = min(limit, time.monotonic() + PATIENCE_WITH_ERRORS)
            reason = str(error)
        except OSError as error:
            reason = str(error)
        if time.monotonic() > limit:
            raise Refused(
                f"The web server does not answer ({reason}); the end of {web.log}:{last_lines(web.log)}"
            )
        time.sleep(0.05)
