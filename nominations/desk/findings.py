"""What waits for a nominee that was asked something."""

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from nominations.desk.drafts import (
    MOST,
)
from nominations.models import FindingState, State
from nominations.queries.findings import findings_seen_by
from paritrana.lib.permissions import Actor, Permission
from paritrana.web.desk import Step, waiting


@waiting
def questions(actor: Actor) -> Iterable[Step]:
    """For a nominee: findings that wait for its answer, the one due first."""
    own = actor.organisations(Permission.DRAFT) | actor.organisations(Permission.SUBMIT)
    if not own:
        return
    mine = Q(nomination__organisation__in=own) | Q(nomination__filer__in=own)
    waiting_ = findings_seen_by(actor).filter(
        mine, state=FindingState.OPEN, nomination__state__in=[State.SUBMITTED, State.RETURNED]
    )
    for finding in waiting_.order_by("due_at", "id")[:MOST]:
        yield Step(
            sentence=_("A question about the nomination of %(name)s") % {"name": finding.nomination},
            reason=finding.title,
            button=_("Answer the finding"),
            url=reverse("nominations:finding", args=[finding.public_id]),
            about=f"{finding.nomination.organisation} · {finding.nomination.round}",
            due_at=finding.due_at,
            timezone=finding.nomination.timezone,
            is_example=finding.nomination.is_example,
        )
