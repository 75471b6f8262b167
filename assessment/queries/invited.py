"""Who is invited to the interview: the winner places of the newest shortlist (docs/scoring.md)."""

from django.db.models import QuerySet

from assessment.models import Panel
from assessment.queries.pool import INVITED, SHORTLIST, newest
from nominations.models import Nomination


def invited(panel: Panel) -> QuerySet[Nomination]:
    """The nominations of the panel that hold a winner place of its newest shortlist, in the order of their ids.

    Empty while no shortlist has been taken. The order of the ranking is deliberately not kept: nobody who plans the
    interviews needs it.
    """
    shortlist = newest(panel, SHORTLIST)
    if shortlist is None:
        return Nomination.objects.none()
    places = shortlist.placings.filter(selection=INVITED)
    return (
        Nomination.objects.filter(pk__in=places.values("nomination_id"))
        .select_related("region", "organisation__region__province")
        .order_by("id")
    )
