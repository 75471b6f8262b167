"""Sending a nomination on into the national round, when it is due there."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ceremony.promotion import Candidate, Going, goings_of
from nominations.actions.promotion import promote
from nominations.models import Nomination
from nominations.policies.nomination import may_promote
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused
from paritrana.programme.models import Round


@transaction.atomic
def send_on(nomination: Nomination, *, by: Actor, reason: str = "") -> Nomination:
    """Sends it on as its published rank or its proposal says; returns the national nomination.

    Two at once wait for one another at the round's row, so that never more go on than the rulebook says. Raises
    Refused when it is not due, and without a reason where a person chooses.
    """
    round_ = Round.objects.select_for_update(of=("self",)).get(pk=nomination.round_id)
    may_promote(by, nomination).require()
    going, candidate = _due(round_, nomination)
    if candidate.promotion is None and candidate.refusal:
        raise Refused(candidate.refusal)
    if candidate.needs_reason and not reason.strip():
        raise Refused(
            _("Write why this one goes on: the rank alone does not decide it. It stands in the record.")
        )
    reason = reason if candidate.needs_reason else ""
    return promote(nomination, by=by, ranking=going.ranking, rank=candidate.rank, reason=reason)


def _due(round_: Round, nomination: Nomination) -> tuple[Going, Candidate]:
    for going in goings_of(round_):
        for candidate in going.candidates:
            if candidate.nomination.pk == nomination.pk:
                return going, candidate
    raise Refused(_("%(name)s is not among those that go on from this round.") % {"name": nomination.name})
