"""What measurements share: a portal's database that lives as long as they do, and the stopwatch."""

import os
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any
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


def median(ask: Callable[[], object], times: int) -> float:
    """Milliseconds of one asking, after two to warm up."""
    taken = []
    for number in range(times + 2):
        begun = time.perf_counter()
        ask()
        if number >= 2:
            taken.append(time.perf_counter() - begun)
    return statistics.median(taken) * 1000


def opened(answer: Any) -> Any:
    """The answer, if it is one: a refusal would be measured as a very quick page."""
    if answer.status_code != 200:
        raise SystemExit(f"{answer.status_code}: {answer.content[:300]!r}")
    return answer


def copies(model: Any, template: Any, source: str, **columns: str) -> None:
    """Inserts a copy of the template's row for each row of `source`; `columns` {column: expression} differ."""
    from django.db import connection

    table = model._meta.db_table
    names = [field.column for field in model._meta.concrete_fields if not field.primary_key]
    if "public_id" in names:
        columns.setdefault("public_id", f"'{table[:1]}' || lpad((row_number() OVER ())::text, 11, '0')")
    given = ", ".join(columns.get(name, f't."{name}"') for name in names)
    listed = ", ".join(f'"{name}"' for name in names)
    statement = (
        f"INSERT INTO {table} ({listed}) SELECT {given} FROM {table} t, {source} WHERE t.id = {template.pk}"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement)
        cursor.execute(f"ANALYZE {table}")
