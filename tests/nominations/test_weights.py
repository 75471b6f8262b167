"""How heavy pages are, compressed: the first under 200 KB with all it needs, further ones under 60 KB."""

import gzip
import re

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from tests.factories.nominations import BEKASI, make_nomination

pytestmark = pytest.mark.django_db

FIRST, FURTHER = 200 * 1024, 60 * 1024
ASSET = re.compile(r'(?:href|src)="/static/([^"?]+)"')
KINDS = ("css", "js", "woff2", "svg")


def assets_of(page: str) -> set[str]:
    """What the page asks for besides itself: sheets, scripts, and the fonts it asks for early."""
    named = {name for name in ASSET.findall(page) if name.endswith(KINDS)}
    return {name for name in named if "print" not in name}


def weight_of(name: str) -> int:
    """Bytes of a static file as it leaves, compressed with Brotli unless it is a font."""
    found = finders.find(name)
    assert found, name
    with open(found, "rb") as file:
        content = file.read()
    return len(content) if name.endswith("woff2") else len(brotli.compress(content))


@pytest.fixture
def pages(client_as):
    """The pages an officer walks through, as (address, words)."""
    draft = make_nomination(figures=BEKASI)
    client = client_as(draft.created_by)
    evidence = draft.evidence.get()
    addresses = [
        reverse("desk"),
        reverse("nominations:list"),
        reverse("nominations:nomination", args=[draft.public_id]),
        reverse("nominations:section", args=[draft.public_id, "coverage"]),
        reverse("nominations:section", args=[draft.public_id, "groups"]),
        reverse("nominations:files", args=[draft.public_id]),
        reverse("nominations:evidence", args=[evidence.public_id]),
        reverse("nominations:review", args=[draft.public_id]),
    ]
    return [(address, client.get(address).content.decode()) for address in addresses]


def test_the_first_page_is_light_with_all_it_asks_for_and_the_further_ones_lighter(pages):
    cached: set[str] = set()
    heavy = []
    for number, (address, words) in enumerate(pages):
        fresh = assets_of(words) - cached
        cached |= fresh
        weight = len(gzip.compress(words.encode())) + sum(weight_of(name) for name in fresh)
        if weight > (FURTHER if number else FIRST):
            heavy.append(f"{address}: {weight // 1024} KB with {sorted(fresh)}")
    assert cached, "no page asked for a sheet"
    assert heavy == []
