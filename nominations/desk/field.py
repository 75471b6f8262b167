"""What waits about field checks: a visit for whoever goes, a drawn nominee without visitor for the secretariat."""

from collections.abc import Iterable
from datetime import datetime
from itertools import islice

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from nominations.models import Nomination
from nominations.queries.field import rounds_without_visitor, waiting_visits
from paritrana.lib import clock
from paritrana.lib.permissions import Actor, Permission
from paritrana.programme.calendar import closing_of, is_open, stage_of
from paritrana.programme.models import StageCode
from paritrana.web import moments
from paritrana.web.desk import Step, waiting

MOST = 5
"""Visits shown on one desk; the page of the round lists the others."""


@waiting
def field_checks(actor: Actor) -> Iterable[Step]:
    """For whoever is to visit a nominee: each visit that waits while its stage is open, the earliest first."""
    if not actor.may(Permission.VERIFY):
        return
    now = clock.now()
    in_time = (visit for visit in waiting_visits(actor) if _is_in_time(visit.nomination, now))
    for visit in islice(in_time, MOST):
        nomination = visit.nomination
        stage = stage_of(nomination.round, StageCode.VERIFICATION)
        if visit.visit_on:
            sentence = _("Visit %(name)s on %(day)s") % {
                "name": nomination,
                "day": moments.day(visit.visit_on, get_language() or "id"),
            }
        else:
            sentence = _("Visit %(name)s") % {"name": nomination}
        yield Step(
            sentence=sentence,
            reason=_("It was drawn for a field check. The checklist opens on a phone."),
            button=_("Open the field check"),
            url=reverse("nominations:field_check", args=[visit.public_id]),
            about=f"{nomination.round} · {nomination.category}",
            due_at=closing_of(stage, nomination.home) if stage else None,
            timezone=nomination.round.timezone,
            is_example=nomination.is_example,
        )
    for round_, number in rounds_without_visitor(actor):
        yield Step(
            sentence=ngettext(
                "%(n)s nomination was drawn and nobody has been asked to go",
                "%(n)s nominations were drawn and nobody has been asked to go",
                number,
            )
            % {"n": number},
            reason=_("Verification can't end before the visit, or without a reason why there was none."),
            button=_("Say who goes"),
            url=reverse("nominations:field_checks", args=[round_.public_id]),
            about=str(round_),
            timezone=round_.timezone,
            is_example=round_.edition.is_example,
        )


def _is_in_time(nomination: Nomination, now: datetime) -> bool:
    return bool(is_open(nomination.round, StageCode.VERIFICATION, now, nomination.home))
