"""A portal's database that lives as long as a measurement."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg2


@contextmanager
def database(name: str) -> Iterator[None]:
    """Within the block DATABASE_URL names a migrated database of that name on the server it named before; afterwards it is gone.

    Django is set up in the block, without mail, and with addresses of static files that need no collected manifest.
    """
    server = os.environ["DATABASE_URL"]
    drop = f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'
    _on(server, drop, f'CREATE DATABASE "{name}"')
    os.environ["DATABASE_URL"] = urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "paritrana.settings")
    try:
        import django

        django.setup()
        from django.conf import settings
        from django.core.management import call_command
        from django.db import connections
        from django.test.utils import setup_test_environment

        setup_test_environment()
        plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
        settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
        call_command("migrate", verbosity=0)
        yield
        connections.close_all()
    finally:
        os.environ["DATABASE_URL"] = server
        _on(server, drop)


def _on(server: str, *statements: str) -> None:
    """Runs statements outside any transaction on the server's own database."""
    with closing(psycopg2.connect(urlunsplit(urlsplit(server)._replace(path="/postgres")))) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
