"""The running portal and the browser that journeys share; screenshots go to var/screenshots."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys.people import Visitor
from tests.journeys.running import Running, portal

ROOT = Path(__file__).resolve().parents[2]
SCREENSHOTS = ROOT / "var" / "screenshots"


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The one running portal, filled with the demo."""
    with portal(tmp_path_factory.mktemp("portal")) as started:
        yield started


@pytest.fixture
def open_as(running: Running, chromium: Browser) -> Iterator[Callable[..., Visitor]]:
    """`open_as("assessor", "sulsel")` → a visitor signed in as that demo person, in a context of their own."""
    contexts: list[BrowserContext] = []

    def open_(
        sign_in: str | None = None, *, width: int = 1440, language: str = "id", script: bool = True
    ) -> Visitor:
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, base_url=running.url, java_script_enabled=script
        )
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
