"""Filing on behalf: a BPJS branch or a province's secretariat writes and submits for a government of its area.

The nomination stays the region's: `organisation` is its government, `filer` whoever files for it, until the government
takes it over. Which kinds of organisation may is the rulebook's (`on_behalf` of a category).
"""

from nominations.models import Nomination
from paritrana.accounts.models import Organisation
from paritrana.lib.permissions import Actor, Permission
from paritrana.regions.models import Region


def covers(filer: Organisation, region: Region) -> bool:
    """Does the region lie in the filer's area: its own region, or a regency or city of its province?"""
    return filer.region_id is not None and filer.region_id in {region.pk, region.province_id}


def hands_of(nomination: Nomination) -> set[int]:
    """Ids of the organisations that write and submit it: the nominee's own, and whoever files on its behalf."""
    return {nomination.organisation_id} | ({nomination.filer_id} if nomination.filer_id else set())


def is_in_hands(actor: Actor, nomination: Nomination, *permissions: Permission) -> bool:
    """Does the actor hold one of the permissions in an organisation that writes or submits it?"""
    return any(actor.organisations(permission) & hands_of(nomination) for permission in permissions)
