"""Giving more time: for a stage of a whole round, or for one region's nominees in it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from paritrana.audit.actions import record
from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused
from paritrana.programme.calendar import closing_of, takes_part
from paritrana.programme.models import Extension, Stage, StageCode
from paritrana.programme.policies import may_extend
from paritrana.regions.models import Region

OF_ONE_REGION = frozenset({StageCode.REGISTRATION, StageCode.VERIFICATION})
"""Stages in which each nominee is on its own; what a panel does, it does with all of them together."""


@transaction.atomic
def extend(
    stage: Stage, *, closes_at: datetime, reason: str, by: Actor, region: Region | None = None
) -> Extension:
    """Lets the stage close later, also when it has closed already; for the nominees of `region` only if one is given.

    Raises Refused without a reason, for a moment that is not later than what they have or has passed, for a region
    that takes no part in the round, and for one region alone where a panel works on all together.
    """
    stage = Stage.objects.select_for_update(of=("self",)).select_related("round__region").get(pk=stage.pk)
    round_ = stage.round
    may_extend(by, round_).require()
    now = clock.now()
    if not reason.strip():
        raise Refused(_("Write the reason. It stands in the record and is shown to those it concerns."))
    if region is not None:
        _takes_part(stage, region)
    before = closing_of(stage, region)
    if closes_at <= before:
        raise Refused(_("An extension only gives more time. Choose a moment after the present end."))
    if closes_at <= now:
        raise Refused(_("That moment has passed already. Choose a later one."))
    given = Extension.objects.create(
        stage=stage,
        region=region,
        instead_of=before,
        closes_at=closes_at,
        reason=reason.strip(),
        granted_at=now,
        granted_by_id=by.user_id,
    )
    if region is None:
        stage.closes_at = closes_at
        stage.save(update_fields=["closes_at"])
    record(
        "stage.extend",
        round_,
        by=by,
        region=round_.region_code,
        reason=given.reason,
        changes={
            f"{stage.code}.closes_at": [before.isoformat(), closes_at.isoformat()],
            "region": [None, region.code if region else None],
        },
    )
    return given


def _takes_part(stage: Stage, region: Region) -> None:
    if stage.code not in OF_ONE_REGION:
        raise Refused(
            _("In this stage a panel works on all nominees together. Extend it for the whole round instead.")
        )
    if not takes_part(stage.round, region):
        raise Refused(_("%(region)s takes no part in this round.") % {"region": region})
