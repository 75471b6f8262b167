"""The lives of panel, sheet and decision, each as one table."""

from django.utils.translation import gettext_lazy as _

from assessment import policies
from assessment.models import DecisionState, PanelState, SheetState
from paritrana.lib.workflow import Transition

PANEL = {
    "close_documents": Transition(
        _("Close the document assessment"),
        frozenset({PanelState.OPEN}),
        PanelState.DOCUMENTS_CLOSED,
        policies.may_close,
    ),
    "close": Transition(
        _("Close the panel"),
        frozenset({PanelState.OPEN, PanelState.DOCUMENTS_CLOSED}),
        PanelState.CLOSED,
        policies.may_close,
    ),
}

SHEET = {
    "sign": Transition(
        _("Sign the sheet"), frozenset({SheetState.DRAFT}), SheetState.SIGNED, policies.may_score
    ),
    "reopen": Transition(
        _("Reopen the sheet"), frozenset({SheetState.SIGNED}), SheetState.DRAFT, policies.may_reopen
    ),
}

DECISION = {
    "approve": Transition(
        _("Approve the decision"),
        frozenset({DecisionState.PREPARED}),
        DecisionState.APPROVED,
        policies.may_approve,
    ),
    "withdraw": Transition(
        _("Withdraw the decision"),
        frozenset({DecisionState.PREPARED}),
        DecisionState.WITHDRAWN,
        policies.may_withdraw,
    ),
}
