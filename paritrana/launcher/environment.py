"""The environment that the portal's programs are started with."""

import os
from pathlib import Path

from paritrana.launcher.places import kept_secret


def portal_environment(
    var: Path, database_url: str, redis_url: str | None, kind: str, **more: str
) -> dict[str, str]:
    """Our own environment and on top of it what settings.py asks for.

    `kind` is demo, test or production. The secret key is made once per folder of run-time data.
    """
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "paritrana.settings",
        "PARITRANA_ENV": kind,
        "PARITRANA_VAR": str(var),
        "SECRET_KEY": os.environ.get("SECRET_KEY") or kept_secret(var / "secret-key"),
        "DATABASE_URL": database_url,
        "REDIS_URL": redis_url or "",
        "PYTHONUNBUFFERED": "1",
        **more,
    }
    return env
