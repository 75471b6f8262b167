"""The life of a run. A worker takes most steps; whoever ordered a run that failed or has expired may ask for it again,
and the app that ordered many at once may hold those that wait."""

from django.utils.translation import pgettext_lazy

from paritrana.documents.models import RunState
from paritrana.documents.policies import may_retry, only_the_worker
from paritrana.lib.workflow import Transition

TRANSITIONS = {
    "start": Transition(
        pgettext_lazy("file", "Start"),
        frozenset({RunState.QUEUED, RunState.RUNNING}),
        RunState.RUNNING,
        only_the_worker,
    ),
    "postpone": Transition(
        pgettext_lazy("file", "Postpone"), frozenset({RunState.RUNNING}), RunState.QUEUED, only_the_worker
    ),
    "finish": Transition(
        pgettext_lazy("file", "Finish"), frozenset({RunState.RUNNING}), RunState.DONE, only_the_worker
    ),
    "fail": Transition(
        pgettext_lazy("file", "Give up"), frozenset({RunState.RUNNING}), RunState.FAILED, only_the_worker
    ),
    "retry": Transition(
        pgettext_lazy("file", "Make again"),
        frozenset({RunState.FAILED, RunState.EXPIRED}),
        RunState.QUEUED,
        may_retry,
    ),
    "expire": Transition(
        pgettext_lazy("file", "Take away"), frozenset({RunState.DONE}), RunState.EXPIRED, only_the_worker
    ),
    "hold": Transition(
        pgettext_lazy("file", "Hold"), frozenset({RunState.QUEUED}), RunState.HELD, only_the_worker
    ),
    "release": Transition(
        pgettext_lazy("file", "Let go on"), frozenset({RunState.HELD}), RunState.QUEUED, only_the_worker
    ),
}
