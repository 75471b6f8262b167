"""What waits when a round is open: a nomination of one's own, or one on behalf of a region."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from nominations.models import Nomination
from nominations.queries import calls_for
from nominations.queries.on_behalf import on_behalf_for
from paritrana.lib import clock
from paritrana.lib.permissions import Actor, Permission
from paritrana.web.desk import Step, waiting


@waiting
def calls(actor: Actor) -> Iterable[Step]:
    """For officers: rounds that are open for their organisation and have no nomination of it yet."""
    if not actor.may(Permission.DRAFT):
        return
    for call in calls_for(actor, clock.now()):
        if call.nomination is None:
            yield Step(
                sentence=_("Registration is open for %(name)s") % {"name": call.organisation},
                reason=_("There is no nomination yet in the category %(category)s.")
                % {"category": call.category},
                button=_("Begin the nomination"),
                url=reverse("nominations:start"),
                about=f"{call.category} · {call.round}",
                due_at=call.closes_at,
                timezone=call.timezone,
                is_example=call.round.edition.is_example,
            )


@waiting
def offers(actor: Actor) -> Iterable[Step]:
    """For a branch or secretariat that may file on behalf and has no draft of the kind yet."""
    if not actor.may(Permission.DRAFT):
        return
    found = on_behalf_for(actor, clock.now())[:1]
    if found and Nomination.objects.filter(filer__in=actor.organisations(Permission.DRAFT)).exists():
        return
    for offer in found:
        yield Step(
            sentence=_("You can file on behalf of a region"),
            reason=_("Registration is open in %(round)s, category %(category)s.")
            % {"round": offer.round, "category": offer.category},
            button=_("Choose a region"),
            url=reverse("nominations:start"),
            about=offer.filer.name,
            due_at=offer.closes_at,
            timezone=offer.filer.region.timezone if offer.filer.region else offer.round.timezone,
            is_example=offer.round.edition.is_example,
        )
