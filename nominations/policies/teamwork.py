"""Who works together on a draft, and how: policies of its comments, its history, and the hands it lies in."""

from django.utils.translation import gettext_lazy as _

from nominations.models import Comment, Nomination, State
from nominations.policies.nomination import is_nominee, may_edit
from nominations.queries.unattended import is_kept
from paritrana.lib.permissions import Actor, Permission
from paritrana.lib.verdict import YES, Verdict, no

WRITABLE = frozenset({State.DRAFT, State.RETURNED})


def may_read_comments(actor: Actor, noun: Nomination | Comment) -> Verdict:
    """Comments stay between those who write and submit: no verifier, assessor, auditor or ministry ever reads one."""
    nomination = noun.nomination if isinstance(noun, Comment) else noun
    if is_nominee(actor, nomination):
        return YES
    return no(_("Comments on a draft are read by those who write and submit it, and by nobody else."))


def may_comment(actor: Actor, noun: Nomination | Comment) -> Verdict:
    """Whoever writes or submits the nomination comments on it, and settles comments, while it can be written."""
    nomination = noun.nomination if isinstance(noun, Comment) else noun
    if not (verdict := may_read_comments(actor, nomination)):
        return verdict
    if nomination.state in WRITABLE:
        return YES
    return no(
        _(
            "The nomination is no draft any more (state: %(state)s), so its comments are closed. They can still be read."
        )
        % {"state": nomination.get_state_display()}
    )


def may_read_history(actor: Actor, nomination: Nomination) -> Verdict:
    """Who wrote what and when is read by those who write and submit it; auditors read it in the trail."""
    if is_nominee(actor, nomination):
        return YES
    return no(
        _("The history of a draft is read by those who write and submit it. Auditors find it in the trail.")
    )


def may_entrust(actor: Actor, nomination: Nomination) -> Verdict:
    """An officer hands a draft to a colleague. Once its keeper no longer writes there, so do the approver, the round's
    secretariat and the operator."""
    if nomination.state not in WRITABLE:
        return no(
            _("Only what can still be written is handed over (state: %(state)s).")
            % {"state": nomination.get_state_display()}
        )
    if may_edit(actor, nomination):
        return YES
    outside = actor.may(Permission.MANAGE_ACCOUNTS) or actor.covers(
        Permission.VERIFY, nomination.round.region_code
    )
    if not (outside or is_nominee(actor, nomination)):
        return no(_("Only those who write and submit this nomination hand it over."))
    if is_kept(nomination):
        return no(
            _("The officer who keeps this draft still has the role, and hands it over. Ask that officer.")
        )
    return YES
