"""A panel of nine with a chair and three nominees, laid into the portal of the journeys beside the demo.

Runs inside the portal (`manage.py shell`): `lay()` prints as JSON who is there, with the cookie of a session for each.
"""

import json

from django.conf import settings
from django.test import Client

from nominations.models import Nomination
from nominations.queries.claims import digest_of
from paritrana.accounts.models import User
from paritrana.programme.models import Edition
from tests.factories import assessment as rounds
from tests.factories.people import make_person, sign_in
from tests.factories.programme import make_round

CITIES = ("32.75", "32.73", "32.76")
"""Three nominees; the first employs one of the assessors."""


def lay() -> None:
    """Prints the public id of the panel, the names of the nominees, and {who: cookie of a session}."""
    edition = Edition.objects.get(label="Edisi Contoh")
    round_ = make_round(edition, region=rounds.region(rounds.WEST_JAVA), open_stage="interview")
    panel = rounds.make_panel(round_)
    nominations = [rounds.make_nomination(round_, code) for code in CITIES]
    for nomination in nominations:
        Nomination.objects.filter(pk=nomination.pk).update(digest=digest_of(nomination))
    people = {"chair": rounds.seat_chair(panel)}
    for number in range(1, 10):
        seat = rounds.seat_assessor(panel, works_for=CITIES[0] if number == 1 else "")
        people[f"assessor{number}"] = seat.user
    rounds.close(panel, reason="Tanpa penilaian dokumen.")
    rounds.hand_out(panel)
    people["secretariat"] = make_person("province_secretariat", region=round_.region)
    for number, nomination in enumerate(nominations, 1):
        people[f"officer{number}"] = make_person("officer", organisation=nomination.organisation)
    print(
        json.dumps(
            {
                "panel": panel.public_id,
                "nominees": [nomination.name for nomination in nominations],
                "cookie": settings.SESSION_COOKIE_NAME,
                "cookies": {who: _session(user) for who, user in people.items()},
            }
        )
    )


def _session(user: User) -> str:
    client = Client()
    sign_in(client, user, fresh=True)
    return client.cookies[settings.SESSION_COOKIE_NAME].value
