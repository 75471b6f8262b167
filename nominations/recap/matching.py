"""Whom the rows of a recap count: by region code, by what was matched by hand before, by NPP or NPWP, by name.

Works on batches, so that a recap of 100,000 rows asks a fixed number of questions for each thousand.
"""

from collections.abc import Iterable

from django.db.models.functions import Upper

from nominations.models import Answer
from nominations.models.recap import RecapCount, RecapName
from nominations.recap.names import name_key
from paritrana.accounts.models import Organisation, OrganisationKind
from paritrana.programme.models import Round
from paritrana.regions.models import Alias, Region

EMPLOYERS = (OrganisationKind.BUSINESS, OrganisationKind.VILLAGE)
REMEMBERED = "name:"


def regions_by_name(round_: Round) -> dict[str, Region]:
    """The region that each name, spelling or name matched by hand stands for in a round's recap, by name_key.

    A name that two regions share stands for neither: Bekasi must say whether it is Kota or Kabupaten.
    """
    inside = {round_.region_id, *round_.joined.values_list("region", flat=True)} - {None}
    regions = {
        region.pk: region
        for region in Region.objects.all()
        if not inside or region.pk in inside or region.province_id in inside
    }
    names: dict[str, set[int]] = {}
    for region in regions.values():
        names.setdefault(name_key(region.name), set()).add(region.pk)
    for name, pk in Alias.objects.values_list("name", "region_id"):
        if pk in regions:
            names.setdefault(name_key(name), set()).add(pk)
    by_hand = RecapName.objects.filter(key__startswith=REMEMBERED, region__in=regions)
    names |= {key.removeprefix(REMEMBERED): {pk} for key, pk in by_hand.values_list("key", "region_id")}
    return {key: regions[next(iter(found))] for key, found in names.items() if len(found) == 1}


class Matcher:
    """Finds regions and organisations for the counts of one round's recap."""

    def __init__(self, round_: Round):
        self._by_code = dict(Region.objects.values_list("code", "pk"))
        self._by_name = regions_by_name(round_)

    def match(self, counts: Iterable[RecapCount]) -> None:
        """Sets region or organisation of each count it finds somebody for; the others stay unmatched."""
        counts = list(counts)
        keys = {key for count in counts for key in keys_of(count)}
        remembered = {known.key: known for known in RecapName.objects.filter(key__in=keys)}
        numbered = _by_number(counts)
        firms = _by_firm(counts)
        for count in counts:
            known = next((remembered[key] for key in keys_of(count) if key in remembered), None)
            if count.code:
                count.region_id = self._by_code.get(count.code)
            elif known:
                count.region_id, count.organisation_id = known.region_id, known.organisation_id
            elif (
                found := numbered.get(count.npp) or numbered.get(count.npwp) or firms.get(count.name.upper())
            ):
                count.organisation_id = found
            elif not count.npp and not count.npwp and (region := self._by_name.get(name_key(count.name))):
                count.region_id = region.pk


def _by_number(counts: list[RecapCount]) -> dict[str, int]:
    """The organisation that gave a NPP or NPWP in a nomination. A number that two gave stands for neither."""
    spelled = {count.npp: count.npp for count in counts if count.npp}
    for count in counts:
        if old := count.npwp[1:]:
            dotted = f"{old[:2]}.{old[2:5]}.{old[5:8]}.{old[8]}-{old[9:12]}.{old[12:]}"
            spelled |= dict.fromkeys((count.npwp, old, dotted), count.npwp)
    answers = Answer.objects.filter(question__in=("npp", "npwp"), text__in=spelled)
    found: dict[str, set[int]] = {}
    for text, pk in answers.values_list("text", "nomination__organisation_id"):
        if pk:
            found.setdefault(spelled[text], set()).add(pk)
    return _only(found)


def _by_firm(counts: list[RecapCount]) -> dict[str, int]:
    names = {count.name.upper() for count in counts if count.name}
    firms = Organisation.objects.filter(kind__in=EMPLOYERS).annotate(key=Upper("name")).filter(key__in=names)
    found: dict[str, set[int]] = {}
    for pk, name in firms.values_list("pk", "key"):
        found.setdefault(name, set()).add(pk)
    return _only(found)


def _only(found: dict[str, set[int]]) -> dict[str, int]:
    return {key: next(iter(pks)) for key, pks in found.items() if len(pks) == 1}


def keys_of(count: RecapCount) -> list[str]:
    """What a count is remembered by, the surest first."""
    keys = [f"npp:{count.npp}" if count.npp else "", f"npwp:{count.npwp}" if count.npwp else ""]
    if count.name and not any(keys):
        keys.append(f"{REMEMBERED}{name_key(count.name)}")
    return [key for key in keys if key]
