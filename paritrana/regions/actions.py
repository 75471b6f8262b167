"""Writing the map into the database."""

from typing import Any

from django.db import transaction

from paritrana.audit.actions import record
from paritrana.lib.permissions import Actor
from paritrana.regions import gazetteer
from paritrana.regions.models import Alias, Region

SYSTEM = Actor(name="system")
FIELDS = ("kind", "name", "zone", "timezone", "valid_from", "province_id", "predecessor_id")


def load(*, by: Actor = SYSTEM) -> int:
    """Brings the map to the state of the tables and returns how many regions and spellings changed. Twice does no harm.

    A region that is not in the tables stays: regions end, they are not deleted.
    """
    with transaction.atomic():
        changed = write(Region, Alias)
        if changed:
            record("region.load", Region.objects.earliest("code"), by=by, changes={"rows": [None, changed]})
    return changed


def write(regions: Any, aliases: Any) -> int:
    """The writing itself, for `load` and for the migration, which hands in its own state of the two models."""
    known = {region.code: region for region in regions.objects.all()}
    changed = 0
    # Provinces first: a regency needs its province's row, a young province its predecessor's.
    for young in (False, True):
        changed += _write(
            regions,
            known,
            [e for e in gazetteer.entries() if not e.province and bool(e.predecessor) == young],
        )
    changed += _write(regions, known, [e for e in gazetteer.entries() if e.province])
    wanted = {(known[code].pk, name) for code, name in gazetteer.spellings()}
    present = {(alias.region_id, alias.name): alias.pk for alias in aliases.objects.all()}
    aliases.objects.filter(pk__in=[pk for key, pk in present.items() if key not in wanted]).delete()
    added = sorted(wanted - present.keys())
    aliases.objects.bulk_create([aliases(region_id=region, name=name) for region, name in added])
    return changed + len(added) + len(present.keys() - wanted)


def _write(regions: Any, known: dict[str, Any], entries: list[gazetteer.Entry]) -> int:
    new, altered = [], []
    for entry in entries:
        values = {
            "kind": entry.kind,
            "name": entry.name,
            "zone": entry.zone,
            "timezone": entry.timezone,
            "valid_from": entry.valid_from,
            "province_id": known[entry.province].pk if entry.province else None,
            "predecessor_id": known[entry.predecessor].pk if entry.predecessor else None,
        }
        region = known.get(entry.code)
        if region is None:
            known[entry.code] = region = regions(code=entry.code, **values)
            new.append(region)
        elif any(getattr(region, field) != value for field, value in values.items()):
            for field, value in values.items():
                setattr(region, field, value)
            altered.append(region)
    regions.objects.bulk_create(new)
    if altered:
        regions.objects.bulk_update(altered, FIELDS)
    return len(new) + len(altered)
