"""Beginning a nomination on behalf of a region, and the region taking it over."""

from django.db import transaction
from django.urls import reverse

from nominations.actions.locking import locked
from nominations.actions.starting import start
from nominations.models import Nomination
from nominations.queries.on_behalf import government_of
from nominations.queries.people import own_people
from nominations.workflow import ON_BEHALF
from paritrana.accounts.models import Organisation
from paritrana.audit.actions import record
from paritrana.lib.permissions import Actor
from paritrana.notifications.actions import tell
from paritrana.programme.models import Category, Round
from paritrana.regions.models import Region


@transaction.atomic
def start_on_behalf(
    *, round_: Round, category: Category, region: Region, filer: Organisation, by: Actor
) -> Nomination:
    """Begins the draft of a region's government as `filer`, and tells the government's own people. Refused as `start`."""
    nomination = start(
        round_=round_, category=category, organisation=government_of(region), filer=filer, by=by
    )
    _tell(nomination, "nomination.begun_for_you", own_people(nomination), filer)
    return nomination


@transaction.atomic
def take_over(nomination: Nomination, *, by: Actor) -> Nomination:
    """The nominee itself goes on with the draft; who filed on its behalf no longer sees it, and is told."""
    nomination = locked(nomination)
    ON_BEHALF["take_over"].verdict(by, nomination).require()
    filer = nomination.filer
    if filer is None:  # the policy has refused it
        raise AssertionError("nobody to take it over from")
    nomination.filer, nomination.keeper_id = None, by.user_id
    nomination.save(update_fields=["filer", "keeper"])
    record(
        "nomination.take_over",
        nomination,
        by=by,
        region=nomination.round.region_code,
        changes={"filer": [filer.name, None]},
    )
    _tell(nomination, "nomination.taken_over", [nomination.created_by_id], nomination.organisation)
    return nomination


def _tell(nomination: Nomination, kind: str, to: list[int], who: Organisation) -> None:
    url = reverse("nominations:nomination", args=[nomination.public_id])
    if kind == "nomination.taken_over":
        url = reverse("nominations:list")  # who is told sees the nomination no longer
    tell(kind, to=to, about=nomination, url=url, params={"name": nomination.name, "who": who.name})
