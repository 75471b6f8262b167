"""The life of an interview as one table."""

from django.utils.translation import gettext_lazy as _

from assessment.interview import policies
from assessment.models import InterviewState
from paritrana.lib.workflow import Transition

INTERVIEW = {
    "start": Transition(
        _("Begin this turn"),
        frozenset({InterviewState.PLANNED}),
        InterviewState.RUNNING,
        policies.may_preside_at,
    ),
    "reveal": Transition(
        _("Reveal together"),
        frozenset({InterviewState.RUNNING}),
        InterviewState.REVEALED,
        policies.may_preside_at,
    ),
    "finish": Transition(
        _("End this turn"),
        frozenset({InterviewState.REVEALED}),
        InterviewState.DONE,
        policies.may_preside_at,
    ),
    "mark_absent": Transition(
        _("Note the nominee as absent"),
        frozenset({InterviewState.PLANNED, InterviewState.RUNNING}),
        InterviewState.ABSENT,
        policies.may_keep_at,
    ),
    "postpone": Transition(
        _("Postpone"),
        frozenset({InterviewState.PLANNED, InterviewState.RUNNING, InterviewState.ABSENT}),
        InterviewState.POSTPONED,
        policies.may_keep_at,
    ),
    "move": Transition(
        _("Move"),
        frozenset({InterviewState.PLANNED, InterviewState.POSTPONED}),
        InterviewState.PLANNED,
        policies.may_arrange,
    ),
    "cancel": Transition(
        _("Cancel"),
        frozenset({InterviewState.PLANNED, InterviewState.POSTPONED, InterviewState.ABSENT}),
        InterviewState.CANCELLED,
        policies.may_arrange,
    ),
}
