"""For whom an organisation can file on behalf at this moment, and what stands in the way."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from nominations.behalf import covers
from nominations.models import Nomination, State
from nominations.queries.calls import open_rounds, rules_in_round
from nominations.queries.seen import nominations_seen_by
from paritrana.accounts.models import Organisation, OrganisationKind
from paritrana.lib.permissions import Actor, Permission
from paritrana.programme.calendar import closing_of, stage_of, takes_part
from paritrana.programme.models import Category, Round, StageCode
from paritrana.regions.models import Region, RegionKind


@dataclass(frozen=True)
class OnBehalf:
    """An open category of a round in which the filer may file for the governments of those regions."""

    filer: Organisation
    round: Round
    category: Category
    closes_at: datetime
    regions: tuple[Region, ...]

    @property
    def key(self) -> str:
        """Names it in a form."""
        return f"{self.round.public_id}-{self.category.pk}-{self.filer.public_id}"

    def region(self, code: str) -> Region | None:
        """The region with that code, if one may file for it here."""
        return next((region for region in self.regions if region.code == code), None)


def on_behalf_for(actor: Actor, now: datetime) -> list[OnBehalf]:
    """Where the actor's organisations may file on behalf, the earliest deadline first. A fixed number of queries."""
    filers = Organisation.objects.filter(pk__in=actor.organisations(Permission.DRAFT), region__isnull=False)
    filers = list(
        filers.filter(kind__in=[OrganisationKind.BPJS_BRANCH, OrganisationKind.COMMITTEE]).select_related(
            "region"
        )
    )
    if not filers:
        return []
    areas = {filer.region.province_id or filer.region_id for filer in filers if filer.region}
    regions = list(
        Region.objects.filter(Q(pk__in=areas) | Q(province__in=areas))
        .filter(valid_until=None)
        .order_by("name")
    )
    found = []
    for round_ in open_rounds(areas, now):
        stage = stage_of(round_, StageCode.REGISTRATION)
        for category in round_.edition.categories.all():
            if category.level != round_.level or stage is None:
                continue
            rules = rules_in_round(round_, category)
            if rules.verification.by_promotion:
                continue
            for filer in filers:
                fitting = (r for r in regions if _fits(r, filer, round_, rules.nominee))
                mine = {r: until for r in fitting if (until := closing_of(stage, r)) > now}
                if filer.kind in rules.on_behalf and mine:
                    found.append(OnBehalf(filer, round_, category, min(mine.values()), tuple(mine)))
    return sorted(found, key=lambda one: (one.closes_at, one.category.pk))


def in_the_way(actor: Actor, round_: Round, category: Category, region: Region | None) -> Nomination | None:
    """The nomination of that region which is there already, if the actor may open it."""
    found = of_region(nominations_seen_by(actor), round_, category, region)
    return found.exclude(state=State.WITHDRAWN).first()


def of_region(
    nominations: QuerySet[Nomination], round_: Round, category: Category, region: Region | None
) -> QuerySet[Nomination]:
    """Those of a region in a category of a round."""
    return nominations.filter(round=round_, category=category, region=region, region__isnull=False)


def government_of(region: Region) -> Organisation:
    """The government of a region, made when nobody has been registered for it yet. Call it within a transaction."""
    known = (
        Organisation.objects.filter(kind=OrganisationKind.GOVERNMENT, region=region).order_by("id").first()
    )
    prefix = "Pemerintah Provinsi" if region.kind == RegionKind.PROVINCE else "Pemerintah"
    return known or Organisation.objects.create(
        kind=OrganisationKind.GOVERNMENT, name=f"{prefix} {region.name}", region=region
    )


def _fits(region: Region, filer: Organisation, round_: Round, nominee: str) -> bool:
    kind = "province" if region.kind == RegionKind.PROVINCE else "regency_city"
    if kind != nominee or not covers(filer, region):
        return False
    return takes_part(round_, region)
