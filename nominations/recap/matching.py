"""Whom the rows of a recap count: by region code, by what was matched by hand before, by NPP, by name with its spellings.

Works on batches, so that a recap of 100,000 rows asks a fixed number of questions for each thousand.
"""

from collections.abc import Iterable

from nominations.models import Answer
from nominations.models.recap import RecapCount, RecapName
from paritrana.accounts.models import Organisation, OrganisationKind
from paritrana.programme.models import Round
from paritrana.regions.gazetteer import key_of
from paritrana.regions.models import Alias, Region

EMPLOYERS = (OrganisationKind.BUSINESS, OrganisationKind.VILLAGE)


class Matcher:
    """Finds regions and organisations for the counts of one round's recap."""

    def __init__(self, round_: Round):
        regions = list(Region.objects.all())
        self._by_code = {region.code: region.pk for region in regions}
        names: dict[str, set[int]] = {}
        for region in regions:
            if round_.region_id in {None, region.pk, region.province_id}:
                names.setdefault(key_of(region.name), set()).add(region.pk)
        inside = {pk for found in names.values() for pk in found}
        for name, pk in Alias.objects.values_list("name", "region_id"):
            if pk in inside:
                names.setdefault(key_of(name), set()).add(pk)
        # A name that two regions share stands for neither.
        self._by_name = {key: next(iter(found)) for key, found in names.items() if len(found) == 1}

    def match(self, counts: Iterable[RecapCount]) -> None:
        """Sets region or organisation of each count it finds somebody for; the others stay unmatched."""
        counts = list(counts)
        keys = {key for count in counts for key in keys_of(count)}
        remembered = {known.key: known for known in RecapName.objects.filter(key__in=keys)}
        numbers = {count.npp for count in counts if count.npp}
        by_npp = dict(
            Answer.objects.filter(question="npp", text__in=numbers).values_list(
                "text", "nomination__organisation_id"
            )
        )
        names = {count.name for count in counts if count.name}
        firms: dict[str, set[int]] = {}
        for pk, name in Organisation.objects.filter(kind__in=EMPLOYERS, name__in=names).values_list(
            "pk", "name"
        ):
            firms.setdefault(name, set()).add(pk)
        for count in counts:
            known = next((remembered[key] for key in keys_of(count) if key in remembered), None)
            if count.code:
                count.region_id = self._by_code.get(count.code)
            elif known:
                count.region_id, count.organisation_id = known.region_id, known.organisation_id
            elif count.npp in by_npp:
                count.organisation_id = by_npp[count.npp]
            elif len(firms.get(count.name, ())) == 1:
                count.organisation_id = next(iter(firms[count.name]))
            elif not count.npp and not count.npwp:
                count.region_id = self._by_name.get(key_of(count.name))


def keys_of(count: RecapCount) -> list[str]:
    """What a count is remembered by, the surest first."""
    keys = [f"npp:{count.npp}" if count.npp else "", f"npwp:{count.npwp}" if count.npwp else ""]
    if count.name and not any(keys):
        keys.append(f"name:{key_of(count.name)}")
    return [key for key in keys if key]
