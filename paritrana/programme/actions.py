"""Opening an edition and its rounds."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from paritrana.audit.actions import record
from paritrana.lib import clock, digest
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused
from paritrana.programme.models import (
    Category,
    Edition,
    EditionState,
    JoinedProvince,
    Level,
    Round,
    Rulebook,
    Stage,
)
from paritrana.programme.policies import may_write_rulebook
from paritrana.regions.models import Region


@transaction.atomic
def open_edition(
    *,
    number: int,
    label: str,
    period: tuple[date, date],
    content: dict[str, Any],
    is_example: bool = False,
    by: Actor,
) -> Edition:
    """Opens an edition under the first version of its rulebook and freezes both under the digest."""
    may_write_rulebook(by).require()
    edition = Edition.objects.create(
        number=number,
        label=label,
        period_start=period[0],
        period_end=period[1],
        state=EditionState.OPEN,
        is_example=is_example,
    )
    rulebook = Rulebook.objects.create(
        edition=edition,
        version=1,
        content=content,
        digest=digest.sha256_of(content),
        adopted_at=clock.now(),
        adopted_by_id=by.user_id,
    )
    for position, entry in enumerate(content["categories"]):
        Category.objects.create(
            edition=edition,
            level=entry["level"],
            code=entry["code"],
            name_id=entry["name"]["id"],
            name_en=entry["name"]["en"],
            position=position,
        )
    record("edition.open", edition, by=by, changes={"rulebook": [None, rulebook.digest]})
    return edition


@transaction.atomic
def open_round(
    edition: Edition,
    *,
    region: Region | None,
    calendar: dict[str, tuple[datetime, datetime]],
    by: Actor,
    joined: Sequence[Region] = (),
) -> Round:
    """Lays out the round of a province (region None: the national one) with its calendar {stage code: (opens, closes)}.

    `joined`: further provinces whose nominees file in it; the province of the round runs it for all of them. Raises
    Refused for a province that has a round of its own in the edition, or has joined one.
    """
    may_write_rulebook(by).require()
    _have_no_round(edition, [*joined, *([region] if region else [])])
    if edition.state != EditionState.OPEN:
        raise Refused(_("The edition is not open. Open it before laying out its rounds."))
    round_ = Round.objects.create(
        edition=edition, region=region, level=Level.PROVINCE if region else Level.NATIONAL
    )
    for code, (opens_at, closes_at) in calendar.items():
        Stage.objects.create(round=round_, code=code, opens_at=opens_at, closes_at=closes_at)
    JoinedProvince.objects.bulk_create(
        JoinedProvince(round=round_, edition=edition, region=other) for other in joined
    )
    record(
        "round.open",
        round_,
        by=by,
        region=round_.region_code,
        changes={"joined": [None, [other.code for other in joined]]} if joined else {},
    )
    return round_


def _have_no_round(edition: Edition, regions: Sequence[Region]) -> None:
    taken = Q(pk__in=Round.objects.filter(edition=edition).exclude(region=None).values("region"))
    taken |= Q(pk__in=JoinedProvince.objects.filter(edition=edition).values("region"))
    if found := Region.objects.filter(taken, pk__in=[region.pk for region in regions]).first():
        raise Refused(
            _("%(region)s has a round in this edition already, its own or a joint one.") % {"region": found}
        )
