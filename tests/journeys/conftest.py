"""The running portal and the browser that journeys share; screenshots go to var/screenshots."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.journeys.people import Visitor
from tests.journeys.running import Running, portal

ROOT = Path(__file__).resolve().parents[2]
SCREENSHOTS = ROOT / "var" / "screenshots"
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


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The one running portal, filled with the demo."""
    with portal(tmp_path_factory.mktemp("portal")) as started:
        yield started


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all journeys."""
    os.environ.setdefault(
        "DJANGO_ALLOW_ASYNC_UNSAFE", "true"
    )  # playwright's loop stands beside Django's calls
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def open_as(running: Running, browser: Browser) -> Iterator[Callable[..., Visitor]]:
    """`open_as("assessor", "sulsel")` → a visitor signed in as that demo person, in a context of their own."""
    contexts: list[BrowserContext] = []

    def open_(sign_in: str | None = None, *, width: int = 1440, language: str = "id") -> Visitor:
        context = browser.new_context(viewport={"width": width, "height": 900}, base_url=running.url)
        context.add_cookies([{"name": "language", "value": language, "url": running.url}])
        contexts.append(context)
        visitor = Visitor(context.new_page(), running)
        if sign_in:
            visitor.sign_in(sign_in)
        return visitor

    yield open_
    for context in contexts:
        context.close()


@pytest.fixture
def shoot() -> Callable[[Page, str], None]:
    """`shoot(page, "desk")` keeps a picture of the whole page."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    return lambda page, name: page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)
