"""Saying by hand whom a row of a recap stands for."""

from django.db import transaction
from django.utils.translation import gettext as _

from nominations.actions.recap import ask_about
from nominations.models.recap import Recap, RecapCount, RecapName
from nominations.policies.nomination import may_bring_recap
from nominations.recap.matching import keys_of
from paritrana.accounts.models import Organisation
from paritrana.audit.actions import record
from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused
from paritrana.regions.models import Region


@transaction.atomic
def match_by_hand(
    count: RecapCount, *, region: Region | None = None, organisation: Organisation | None = None, by: Actor
) -> int:
    """Says whom an unmatched row stands for, remembers it, and matches every row of the recap like it; gives how many."""
    recap = (
        Recap.objects.select_for_update(of=("self",)).select_related("round__region").get(pk=count.recap_id)
    )
    may_bring_recap(by, recap.round).require()
    if (region is None) == (organisation is None):
        raise Refused(_("Choose either a region or an organisation."))
    key = next(iter(keys_of(count)))
    stands = {"region": region, "organisation": organisation}
    stamp = {"matched_at": clock.now(), "matched_by_id": by.user_id}
    RecapName.objects.update_or_create(key=key, defaults=stands | stamp)
    alike = [
        row for row in recap.counts.filter(region=None, organisation=None).iterator() if key in keys_of(row)
    ]
    if region:
        _refuse_counting_twice(alike, region)
    RecapCount.objects.filter(pk__in=[row.pk for row in alike]).update(**stands)
    name = str(region or organisation)
    record("recap.match", recap, by=by, region=recap.round.region_code, changes={key: [None, name]})
    ask_about(recap, by=by)
    return len(alike)


def _refuse_counting_twice(rows: list[RecapCount], region: Region) -> None:
    """Rows of one region, segment and month would add up. Employers are counted in it with numbers of their own."""
    for row in rows:
        same = RecapCount.objects.filter(recap=row.recap_id, region=region, npp="", npwp="")
        counted = same.filter(segment=row.segment, month=row.month).first()
        if counted and not row.npp and not row.npwp:
            raise Refused(
                _(
                    "Row %(row)s counts %(name)s in the same segment and month already; both would add up. "
                    "Mend the file and bring it as the next version."
                )
                % {"row": counted.row, "name": region}
            )
