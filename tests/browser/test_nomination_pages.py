"""axe on every page of a nomination: desk, sections, files, evidence viewer, check and submit. Nothing serious, nothing
sticks out."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from nominations import actions
from nominations.models import Nomination
from paritrana.accounts.queries import actor_of
from paritrana.documents import pages as drawing
from tests.factories.nominations import BEKASI, a_region, approver_of, make_nomination

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.browser,
    pytest.mark.needs("chromium"),
]

SECTIONS = ("profile", "coverage", "groups", "regulations", "money", "integration", "innovation", "contact")


def addresses(draft: Nomination) -> list[str]:
    """The pages of an officer on a draft with a figure to explain, a regulation, a paragraph and a file."""
    by, key = actor_of(draft.created_by), draft.public_id
    row = actions.add_regulation(draft, by=by)
    actions.save(row, changes={"kind": "Perda", "number": "18", "year": 2011}, version=0, by=by)
    actions.add_statement(draft, section="innovation", by=by)
    file, figure = draft.evidence.get(), draft.figures.get(metric="formal")
    drawing.draw(file.document_id)
    sections = [reverse("nominations:section", args=[key, code]) for code in SECTIONS]
    others = [
        reverse(f"nominations:{name}", args=[key]) for name in ("nomination", "files", "review", "withdraw")
    ]
    return [
        reverse("desk"),
        reverse("nominations:start"),
        *sections,
        *others,
        reverse("nominations:cite_figure", args=[figure.public_id]),
        reverse("nominations:evidence", args=[file.public_id]),
    ]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 360)])
def test_axe_finds_nothing_serious_on_the_pages_of_a_nomination(
    chromium, live_server, client_as, scheme, width
):
    draft = make_nomination(region=a_region("32.75"), figures=BEKASI | {"informal": (1509, 1000)})
    context = chromium.new_context(
        base_url=live_server.url, viewport={"width": width, "height": 900}, color_scheme=scheme
    )
    found: list[tuple[str, str, str]] = []

    def look(person, paths: list[str]) -> None:
        cookie = client_as(person).cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        page = context.new_page()
        for path in paths:
            answer = page.goto(path)
            assert answer is not None
            assert answer.status == 200, path
            for rule in Axe().run(page).response["violations"]:
                if rule["impact"] in {"serious", "critical"}:
                    found.append((path, rule["id"], rule["nodes"][0]["html"][:200]))
            if page.evaluate("document.documentElement.scrollWidth - innerWidth") > 0:
                found.append((path, "sticks out", ""))

    look(draft.created_by, addresses(draft))
    whole = make_nomination(region=a_region("32.73"), figures=BEKASI)
    checking = [reverse(f"nominations:{name}", args=[whole.public_id]) for name in ("review", "submit")]
    look(approver_of(whole.organisation), [reverse("desk"), *checking])
    context.close()
    assert found == []
