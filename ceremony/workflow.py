"""The lives of a certificate and of what is asked of it. Issuing comes with the decision's approval."""

from django.utils.translation import gettext_lazy as _

from ceremony.models import CeremonyState, CertificateState, RequestState
from ceremony.policies.ceremony import may_arrange, may_cancel
from ceremony.policies.certificate import may_answer, may_end
from paritrana.lib.workflow import Transition

HOLDS = frozenset({CertificateState.ISSUED})

TRANSITIONS = {
    "replace": Transition(_("Replace this certificate"), HOLDS, CertificateState.REPLACED, may_end),
    "revoke": Transition(_("Revoke this certificate"), HOLDS, CertificateState.REVOKED, may_end),
}

OPEN = frozenset({RequestState.OPEN})

REQUEST = {
    "confirm": Transition(_("Confirm the request"), OPEN, RequestState.CONFIRMED, may_answer),
    "decline": Transition(_("Decline the request"), OPEN, RequestState.DECLINED, may_answer),
}

PLANNED = frozenset({CeremonyState.PLANNED})

CEREMONY = {
    "hold": Transition(_("Note that it was held"), PLANNED, CeremonyState.HELD, may_arrange),
    "cancel": Transition(_("Cancel the ceremony"), PLANNED, CeremonyState.CANCELLED, may_cancel),
}
