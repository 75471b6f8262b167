"""Editions, rounds and calendars."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import count

from django.conf import settings

from paritrana.accounts.queries import actor_of
from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.programme import actions
from paritrana.programme.models import Category, Edition, Round, StageCode
from paritrana.regions.models import Region
from tests.factories.people import make_person

_number = count(500)


def rulebook(name: str = "contoh", *, with_samples: bool = False) -> dict:
    """The content of a rulebook that the project ships; without its field checks, before whose draw no verification
    ends, unless they are what is tested."""
    content = json.loads((settings.BASE_DIR / "paritrana/data/rulebooks" / f"{name}.json").read_text())
    for entry in content["categories"] if not with_samples else ():
        entry.get("verification", {}).pop("sample", None)
    return content


def secretariat_of_the_nation() -> Actor:
    """Somebody who may write the rulebook."""
    return actor_of(make_person("national_secretariat"))


def make_edition(*, content: dict | None = None, is_example: bool = True, by: Actor | None = None) -> Edition:
    """An open edition under the example rulebook."""
    number = next(_number)
    return actions.open_edition(
        number=number,
        label=f"Edisi {number}",
        period=(date(2025, 1, 1), date(2025, 12, 31)),
        content=content or rulebook(),
        is_example=is_example,
        by=by or secretariat_of_the_nation(),
    )


def make_round(
    edition: Edition | None = None,
    *,
    region: Region | None = None,
    open_stage: str = StageCode.REGISTRATION,
    by: Actor | None = None,
    joined: Sequence[Region] = (),
) -> Round:
    """A round in which exactly that stage is open now (closing in five days); those before have closed, those after are to come."""
    by = by or secretariat_of_the_nation()
    now, order = clock.now(), [code for code, _label in StageCode.choices]
    at = order.index(open_stage)
    calendar = {
        code: (now + timedelta(days=10 * (place - at) - 5), now + timedelta(days=10 * (place - at) + 5))
        for place, code in enumerate(order)
    }
    return actions.open_round(
        edition or make_edition(by=by), region=region, calendar=calendar, by=by, joined=joined
    )


def category_of(round_: Round, code: str = "regency_city") -> Category:
    """The category of the round's edition and level."""
    return Category.objects.get(edition=round_.edition, level=round_.level, code=code)


def moment(text: str) -> datetime:
    """A moment in UTC from its ISO spelling."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
