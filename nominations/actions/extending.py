"""Extending a stage, and telling everyone it concerns."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from nominations.models import Nomination, State
from paritrana.accounts.models import Membership, OrganisationKind
from paritrana.accounts.queries import holders
from paritrana.accounts.roles import ROLES
from paritrana.lib import clock
from paritrana.lib.permissions import Actor, Permission
from paritrana.notifications.actions import tell
from paritrana.programme import extending
from paritrana.programme.models import Extension, Level, Stage, StageCode
from paritrana.regions.models import Region, RegionKind
from paritrana.web import moments

OF_NOMINEES = frozenset(StageCode.values) - {StageCode.DOCUMENT, StageCode.PLENARY, StageCode.DECISION}
OF_PANEL = frozenset({StageCode.DOCUMENT, StageCode.INTERVIEW, StageCode.PLENARY})
OF_DECIDER = frozenset({StageCode.PLENARY, StageCode.DECISION})
"""Whom a stage concerns, besides the secretariat that runs the round."""

FILING = [code for code, role in ROLES.items() if role.permissions & {Permission.DRAFT, Permission.SUBMIT}]


@transaction.atomic
def extend(
    stage: Stage, *, closes_at: datetime, reason: str, by: Actor, region: Region | None = None
) -> Extension:
    """programme.extending.extend, after which the secretariat, and nominees or panel where it is theirs, are told."""
    given = extending.extend(stage, closes_at=closes_at, reason=reason, by=by, region=region)
    round_, params = (
        stage.round,
        {
            "round": str(stage.round),
            "stage": str(stage.get_code_display()),
            "until": moments.zoned(closes_at, "id", region.timezone if region else stage.round.timezone),
            "reason": given.reason,
        },
    )
    secretariat = set(holders(Permission.VERIFY, round_.region_code))
    if stage.code in OF_PANEL:
        secretariat |= {*holders(Permission.SCORE, round_.region_code)}
        secretariat |= {*holders(Permission.LEAD, round_.region_code)}
    if stage.code in OF_DECIDER:
        secretariat |= {*holders(Permission.DECIDE, round_.region_code)}
    nominees = _nominees(given) if stage.code in OF_NOMINEES else set()
    # Who may open the round's calendar is led there, the others to their desk, where the new moment stands.
    for people, url in ((secretariat, calendar_url(given)), (nominees - secretariat, reverse("desk"))):
        told = sorted(people - {by.user_id})
        tell("stage.extended", to=told, about=round_, url=url, params=params)
    return given


def calendar_url(given: Extension) -> str:
    """The page of the calendar that it belongs to."""
    return reverse("nominations:calendar", args=[given.stage.round.public_id])


def _nominees(given: Extension) -> set[int]:
    """Who writes or submits for a nomination of the round, and while it is registration for a government that may file."""
    round_, region = given.stage.round, given.region
    nominations = Nomination.objects.filter(round=round_).exclude(state=State.WITHDRAWN)
    governments = Q(organisation__kind=OrganisationKind.GOVERNMENT)
    if region is not None:
        at_home = Q(organisation__region=region) | Q(organisation__region__province=region)
        nominations = nominations.filter(at_home | Q(region=region) | Q(region__province=region))
        governments &= at_home
    elif round_.level == Level.PROVINCE:
        provinces = [round_.region_id, *round_.joined.values_list("region", flat=True)]
        governments &= Q(organisation__region__in=provinces) | Q(organisation__region__province__in=provinces)
    else:
        governments &= Q(organisation__region__kind=RegionKind.PROVINCE)
    concerned = Q(organisation__in=nominations.values("organisation"))
    concerned |= Q(organisation__in=nominations.exclude(filer=None).values("filer"))
    if given.stage.code == StageCode.REGISTRATION:
        concerned |= governments
    today = clock.today_in_jakarta()
    held = Membership.objects.filter(
        concerned, role__in=FILING, user__is_active=True, valid_from__lte=today
    ).filter(Q(valid_until=None) | Q(valid_until__gte=today))
    return set(held.values_list("user_id", flat=True))
