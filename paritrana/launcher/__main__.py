"""The launcher's commands: python -m paritrana.launcher setup|run|test …, called by the scripts in bin/."""

import os
import subprocess
import sys

from paritrana.launcher import ground, packages, portal, trial
from paritrana.launcher.chores import command
from paritrana.launcher.environment import portal_environment
from paritrana.launcher.hold import Hold
from paritrana.launcher.places import ROOT, private, var
from paritrana.launcher.processes import Family
from paritrana.launcher.register import Register
from paritrana.launcher.signals import Stopped, listen
from paritrana.launcher.words import Refused, say

HELP = """\
bin/run            sets up whatever is missing and runs the portal until Ctrl-C or SIGTERM
bin/run codes      prints the present one-time code of the demo account that has a second factor
bin/run manage …   runs a management command of the portal with its database
bin/run --help     prints this

BIND          address to listen on; default 127.0.0.1, this machine only
PORT          port to listen on; default 8000, and the next free one when it is taken
DATABASE_URL  a PostgreSQL 15 or newer to use instead of a private one: postgresql://user:password@host/name
REDIS_URL     a Redis to use as broker instead of a private one or of files
PARITRANA_VAR folder of all run-time data; default var/ in the checkout"""


def main(words: list[str]) -> int:
    """Does what the words ask for; returns the exit status."""
    listen()
    try:
        return dispatch(*words)
    except Stopped as stopped:
        return 0 if words[:1] == ["run"] else 128 + stopped.signum
    except Refused as refusal:
        print(refusal, file=sys.stderr)
    except PermissionError as error:
        print(
            f"{error.filename} belongs to another account: start as that one, or remove it.", file=sys.stderr
        )
    return 1


def dispatch(task: str = "run", *rest: str) -> int:
    """One function per task."""
    if task == "setup" and rest in {(), ("dev",)}:
        packages.install("requirements.txt", *["requirements-dev.txt"] * len(rest))
    elif task == "test":
        return trial.test(list(rest))
    elif task == "run" and rest[:1] in {("--help",), ("-h",)}:
        say(HELP)
    elif task == "run" and not rest:
        portal.run()
    elif task == "run" and rest == ("codes",):
        return manage("demo", "--codes")
    elif task == "run" and rest[0] == "manage" and rest[1:]:
        return manage(*rest[1:])
    else:
        raise Refused(f"Unknown: {' '.join([task, *rest])}\n\n{HELP}")
    return 0


def manage(*words: str) -> int:
    """Runs a management command with the database of the running portal, or with one started for the moment."""
    packages.install("requirements.txt")
    home = var()
    hold = Hold(home / "run" / "hold")
    family = Family(Register(home / "run" / "children"))
    alone = hold.take()
    try:
        if alone:
            family.register.reap()
            base = ground.database(home / "postgres", private(home / "log"), family)
            facts = {"database_url": base.url, "redis_url": os.environ.get("REDIS_URL")}
        else:
            facts = hold.facts
        if "database_url" not in facts:
            raise Refused("The portal is just starting; try again in a moment.")
        kind = os.environ.get("PARITRANA_ENV") or "demo"
        env = portal_environment(home, facts["database_url"], facts["redis_url"], kind)
        return subprocess.run(command(*words), cwd=ROOT, env=env, check=False).returncode
    finally:
        if alone:
            family.stop()
            hold.leave()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
