"""Chromium for the tests of one module. A plugin of tests/conftest.py.

Playwright runs once at a time in a process, and beside a running event loop of its own, in which nothing else that is
asynchronous can run (pyHanko's signing, say): so it ends with the module.
"""

import os
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright

from paritrana.accounts.models import User

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A running browser; each test opens contexts of its own in it and closes them."""
    # Playwright's event loop stands beside Django's calls, which would take it for asynchronous code.
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_as(
    chromium: Browser, live_server: object, client_as: Callable[[User], Client]
) -> Iterator[Callable[..., Page]]:
    """`open_as(person, path, language="id", **options)` → a page of the live server in a context of the person's own.

    `fresh`: they have just shown their second factor, as locks ask for. Errors of a script and of the browser's wall (CSP) fail the test. `options` are Playwright's of a context.
    """
    contexts, complaints = [], []
    url = live_server.url  # type: ignore[attr-defined]

    def listen(page: Page) -> None:
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None
        )

    def open_(
        person: User, path: str = "/meja/", *, language: str = "id", fresh: bool = False, **options: object
    ) -> Page:
        options.setdefault("viewport", {"width": 1440, "height": 900})
        context = chromium.new_context(base_url=url, locale="id-ID", **options)  # type: ignore[arg-type]
        session = client_as(person, fresh=fresh).cookies["sessionid"].value
        for name, value in (("sessionid", session), ("language", language)):
            context.add_cookies([{"name": name, "value": value, "url": url}])
        contexts.append(context)
        page = context.new_page()
        listen(page)
        page.goto(path)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert complaints == []
