"""The life of a certificate. Issuing comes with the decision's approval, so no button stands for it."""

from django.utils.translation import gettext_lazy as _

from ceremony.models import CertificateState
from ceremony.policies import may_end
from paritrana.lib.workflow import Transition

HOLDS = frozenset({CertificateState.ISSUED})

TRANSITIONS = {
    "replace": Transition(_("Replace this certificate"), HOLDS, CertificateState.REPLACED, may_end),
    "revoke": Transition(_("Revoke this certificate"), HOLDS, CertificateState.REVOKED, may_end),
}
