"""The life of a nomination. Editing is a step that stays in the draft; it stands here so that one table says it all."""

from django.utils.translation import gettext_lazy as _

from nominations.models import FieldCheckState, FindingState, ObjectionState, RecapState, State
from nominations.policies.field import may_assign, may_visit
from nominations.policies.nomination import (
    may_answer,
    may_ask,
    may_edit,
    may_load_recap,
    may_object,
    may_settle_objection,
    may_submit,
    may_take_over,
    may_verify,
    may_withdraw,
)
from paritrana.lib.workflow import Transition

WRITABLE = frozenset({State.DRAFT, State.RETURNED})
OUTCOMES = frozenset({State.VERIFIED, State.INELIGIBLE})

TRANSITIONS = {
    "edit": Transition(_("Continue writing"), frozenset({State.DRAFT}), State.DRAFT, may_edit),
    "mend": Transition(_("Continue writing"), frozenset({State.RETURNED}), State.RETURNED, may_edit),
    "submit": Transition(_("Submit the nomination"), WRITABLE, State.SUBMITTED, may_submit),
    "withdraw": Transition(
        _("Withdraw the nomination"),
        frozenset({State.DRAFT, State.SUBMITTED, State.RETURNED}),
        State.WITHDRAWN,
        may_withdraw,
    ),
    "judge": Transition(_("Give a verdict"), frozenset({State.SUBMITTED}), State.SUBMITTED, may_verify),
    "verify": Transition(_("Finish verification"), frozenset({State.SUBMITTED}), State.VERIFIED, may_verify),
    "declare_ineligible": Transition(
        _("Declare ineligible"), frozenset({State.SUBMITTED, State.RETURNED}), State.INELIGIBLE, may_verify
    ),
    "give_back": Transition(_("Give back"), frozenset({State.SUBMITTED}), State.RETURNED, may_verify),
    "mark_absent": Transition(_("Mark as absent"), frozenset({State.VERIFIED}), State.ABSENT, may_verify),
}

ON_BEHALF = {
    "take_over": Transition(_("Take over"), frozenset({State.DRAFT}), State.DRAFT, may_take_over),
}
"""What only a nomination that another files on the nominee's behalf knows."""

OBJECTING = {
    "object": Transition(_("Object"), OUTCOMES, "", may_object),
    "reopen": Transition(_("Verify again"), OUTCOMES, State.SUBMITTED, may_verify),
}
"""What may follow an outcome: the nominee objects, which changes no state, and an upheld objection verifies again."""

UNVISITED = frozenset({FieldCheckState.DRAWN, FieldCheckState.ASSIGNED})

FIELD_CHECKS = {
    "assign": Transition(_("Assign the field check"), UNVISITED, FieldCheckState.ASSIGNED, may_assign),
    "write": Transition(
        _("Write down what is found"),
        frozenset({FieldCheckState.ASSIGNED}),
        FieldCheckState.ASSIGNED,
        may_visit,
    ),
    "complete": Transition(
        _("Complete the field check"),
        frozenset({FieldCheckState.ASSIGNED}),
        FieldCheckState.DONE,
        may_visit,
    ),
    "call_off": Transition(_("Call off the field check"), UNVISITED, FieldCheckState.CALLED_OFF, may_assign),
}

FINDINGS = {
    "answer": Transition(
        _("Answer the finding"), frozenset({FindingState.OPEN}), FindingState.ANSWERED, may_answer
    ),
    "ask_again": Transition(
        _("Ask again"), frozenset({FindingState.OPEN, FindingState.ANSWERED}), FindingState.OPEN, may_ask
    ),
    "settle": Transition(
        _("Settle the finding"),
        frozenset({FindingState.OPEN, FindingState.ANSWERED}),
        FindingState.SETTLED,
        may_ask,
    ),
}
RECAPS = {
    "load": Transition(
        _("Load the recap"), frozenset({RecapState.READY}), RecapState.LOADING, may_load_recap
    ),
}
"""What a person does with a recap; checking and loading themselves are the worker's (actions.recap_work)."""

OBJECTIONS = {
    "uphold": Transition(
        _("Uphold the objection"),
        frozenset({ObjectionState.FILED}),
        ObjectionState.UPHELD,
        may_settle_objection,
    ),
    "reject": Transition(
        _("Reject the objection"),
        frozenset({ObjectionState.FILED}),
        ObjectionState.REJECTED,
        may_settle_objection,
    ),
}
