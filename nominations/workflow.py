"""The life of a nomination. Editing is a step that stays in the draft; it stands here so that one table says it all."""

from django.utils.translation import gettext_lazy as _

from nominations.models import State
from nominations.policies import may_edit, may_submit, may_verify, may_withdraw
from paritrana.lib.workflow import Transition

TRANSITIONS = {
    "edit": Transition(_("Continue writing"), frozenset({State.DRAFT}), State.DRAFT, may_edit),
    "submit": Transition(_("Submit the nomination"), frozenset({State.DRAFT}), State.SUBMITTED, may_submit),
    "withdraw": Transition(
        _("Withdraw the nomination"), frozenset({State.DRAFT, State.SUBMITTED}), State.WITHDRAWN, may_withdraw
    ),
    "judge": Transition(_("Give a verdict"), frozenset({State.SUBMITTED}), State.SUBMITTED, may_verify),
    "verify": Transition(_("Finish verification"), frozenset({State.SUBMITTED}), State.VERIFIED, may_verify),
    "declare_ineligible": Transition(
        _("Declare ineligible"), frozenset({State.SUBMITTED}), State.INELIGIBLE, may_verify
    ),
    "mark_absent": Transition(_("Mark as absent"), frozenset({State.VERIFIED}), State.ABSENT, may_verify),
}
