"""Where an organisation can file at this moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from nominations.models import Nomination, State
from paritrana.accounts.models import Organisation, OrganisationKind
from paritrana.lib.permissions import Actor, Permission
from paritrana.programme import reading
from paritrana.programme.calendar import closing_of, stage_of, takes_part
from paritrana.programme.models import Category, EditionState, JoinedProvince, Round, StageCode
from paritrana.programme.queries import open_or_extended
from paritrana.programme.rulebook import CategoryRules
from paritrana.regions.models import RegionKind


@dataclass(frozen=True)
class Call:
    """An open round that one of the actor's organisations can file in, and its nomination there if there is one."""

    organisation: Organisation
    round: Round
    category: Category
    closes_at: datetime
    nomination: Nomination | None

    @property
    def timezone(self) -> str:
        """The zone in which the organisation reads the deadline."""
        return self.organisation.region.timezone if self.organisation.region else self.round.timezone


def eligible(organisation: Organisation, round_: Round, category: Category, nominee: str) -> bool:
    """May this kind of organisation compete in that category of that round? `nominee` is the category's, of the rulebook."""
    if (category.edition_id, category.level) != (round_.edition_id, round_.level):
        return False
    region = organisation.region
    if region is None or nominee_kind(organisation) != nominee:
        return False
    return takes_part(round_, region)


def nominee_kind(organisation: Organisation) -> str:
    """What the rulebook calls such a nominee: province, regency_city, business, village, or "" for none."""
    if organisation.kind == OrganisationKind.GOVERNMENT and organisation.region:
        return "province" if organisation.region.kind == RegionKind.PROVINCE else "regency_city"
    if organisation.kind in {OrganisationKind.BUSINESS, OrganisationKind.VILLAGE}:
        return str(organisation.kind)
    return ""


def calls_for(actor: Actor, now: datetime) -> list[Call]:
    """The calls open to the organisations for which the actor drafts, the earliest deadline first. Eight queries."""
    ids = actor.organisations(Permission.DRAFT)
    organisations = list(Organisation.objects.filter(pk__in=ids).select_related("region__province"))
    if not organisations:
        return []
    homes = {key for o in organisations if o.region for key in (o.region_id, o.region.province_id) if key}
    rounds = open_rounds(homes, now)
    filed = {
        (nomination.organisation_id, nomination.round_id, nomination.category_id): nomination
        for nomination in Nomination.objects.filter(organisation__in=organisations, round__in=rounds)
        .exclude(state=State.WITHDRAWN)
        .select_related("filer")
    }
    found = [
        Call(o, round_, category, _closing(round_, o), filed.get((o.pk, round_.pk, category.pk)))
        for round_ in rounds
        for category in round_.edition.categories.all()
        for o in organisations
        if eligible(o, round_, category, (rules := rules_in_round(round_, category)).nominee)
        and not rules.verification.by_promotion
    ]
    return sorted((call for call in found if call.closes_at > now), key=lambda call: call.closes_at)


def open_rounds(homes: Iterable[int], now: datetime) -> list[Round]:
    """The rounds of those provinces (ids), joint and national ones whose registration is open, at least for one region, with what a call of them needs. Six queries."""
    return list(
        Round.objects.filter(
            Q(region_id__in=homes)
            | Q(region=None)
            | Q(pk__in=JoinedProvince.objects.filter(region__in=homes).values("round")),
            edition__state=EditionState.OPEN,
            pk__in=open_or_extended(StageCode.REGISTRATION, now).values("round"),
        )
        .select_related("edition", "region")
        .prefetch_related("stages__extensions", "joined", "edition__categories", "edition__rulebooks")
    )


def rules_in_round(round_: Round, category: Category) -> CategoryRules:
    """The rules in force for a category of one of those rounds, without a further query once they are in memory."""
    newest = max(round_.edition.rulebooks.all(), key=lambda version: version.version)
    return reading.rules_in(newest.pk, category.level, category.code)


def _closing(round_: Round, organisation: Organisation) -> datetime:
    stage = stage_of(round_, StageCode.REGISTRATION)
    if stage is None:
        raise LookupError(f"{round_} has no registration")
    return closing_of(stage, organisation.region)
