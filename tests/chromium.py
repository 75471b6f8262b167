"""Chromium for the tests of one module. A plugin of tests/conftest.py.

Playwright runs once at a time in a process, and beside a running event loop of its own, in which nothing else that is
asynchronous can run (pyHanko's signing, say): so it ends with the module.
"""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

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
