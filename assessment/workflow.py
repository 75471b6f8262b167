"""The lives of panel, sheet, snapshot's signoff and decision, each as one table."""

from django.utils.translation import gettext_lazy as _

from assessment.models import DecisionState, PanelState, SheetState, SignOff, SignOffState
from assessment.policies.panel import may_close
from assessment.policies.ranking import may_approve, may_clear, may_withdraw
from assessment.policies.sheet import may_reopen, may_score
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Verdict
from paritrana.lib.workflow import Transition

PANEL = {
    "close_documents": Transition(
        _("Close the document assessment"),
        frozenset({PanelState.OPEN}),
        PanelState.DOCUMENTS_CLOSED,
        may_close,
    ),
    "close": Transition(
        _("Close the panel"),
        frozenset({PanelState.OPEN, PanelState.DOCUMENTS_CLOSED}),
        PanelState.CLOSED,
        may_close,
    ),
}

SHEET = {
    "sign": Transition(_("Sign the sheet"), frozenset({SheetState.DRAFT}), SheetState.SIGNED, may_score),
    "reopen": Transition(_("Reopen the sheet"), frozenset({SheetState.SIGNED}), SheetState.DRAFT, may_reopen),
}


def _may_clear(actor: Actor, signoff: SignOff) -> Verdict:
    return may_clear(actor, signoff.snapshot)


SIGNOFF = {
    "sign": Transition(
        _("Sign the ranking off"),
        frozenset({SignOffState.WAITING, SignOffState.RETURNED}),
        SignOffState.SIGNED,
        _may_clear,
    ),
    "return": Transition(
        _("Hand it back"), frozenset({SignOffState.WAITING}), SignOffState.RETURNED, _may_clear
    ),
}

DECISION = {
    "approve": Transition(
        _("Approve the decision"),
        frozenset({DecisionState.PREPARED}),
        DecisionState.APPROVED,
        may_approve,
    ),
    "withdraw": Transition(
        _("Withdraw the decision"),
        frozenset({DecisionState.PREPARED}),
        DecisionState.WITHDRAWN,
        may_withdraw,
    ),
}
