"""Who may do what with a nomination, and the sentence if not."""

from django.utils.translation import gettext_lazy as _

from nominations.behalf import covers, hands_of, is_in_hands
from nominations.models import Entry, Evidence, Finding, Nomination, Objection, Recap, State
from paritrana.accounts.models import Organisation
from paritrana.audit.queries import trail_of
from paritrana.lib.permissions import Actor, Permission
from paritrana.lib.verdict import YES, Verdict, no
from paritrana.programme.models import Round
from paritrana.programme.reading import rules_of


def may_start(actor: Actor, organisation: Organisation, filer: Organisation | None = None) -> Verdict:
    """An officer drafts for the own organisation, or as `filer`'s officer on behalf of a government in its area."""
    if (filer or organisation).pk not in actor.organisations(Permission.DRAFT):
        return no(_("Only an officer of this organisation drafts its nomination. Ask one to do so."))
    if filer and (organisation.region is None or not covers(filer, organisation.region)):
        return no(
            _(
                "%(region)s lies outside the area of %(filer)s. Its own officer, or the branch there, files for it."
            )
            % {"region": organisation.region or organisation, "filer": filer}
        )
    return YES


def may_take_over(actor: Actor, nomination: Nomination) -> Verdict:
    """The nominee's own officer or approver takes over what another organisation files on its behalf."""
    if nomination.filer_id is None:
        return no(_("Nobody files this nomination on behalf of another; there is nothing to take over."))
    own = actor.organisations(Permission.DRAFT) | actor.organisations(Permission.SUBMIT)
    if nomination.organisation_id in own:
        return YES
    return no(
        _("Only an officer or approver of %(name)s takes its nomination over.")
        % {"name": nomination.organisation}
    )


def may_edit(actor: Actor, noun: Nomination | Entry) -> Verdict:
    """An officer of the organisation writes, and only until submission. Takes a nomination or one of its entries."""
    nomination = noun if isinstance(noun, Nomination) else noun.nomination  # type: ignore[attr-defined]
    if nomination.state not in {State.DRAFT, State.RETURNED}:
        return no(
            _(
                "After submission nothing in a nomination can be changed (state: %(state)s). "
                "If a figure is wrong, tell the round's secretariat before verification ends."
            )
            % {"state": nomination.get_state_display()}
        )
    if is_in_hands(actor, nomination, Permission.DRAFT):
        return YES
    return no(_("Only an officer of this organisation drafts its nomination. Ask one to do so."))


def may_submit(actor: Actor, nomination: Nomination) -> Verdict:
    """An approver of the organisation submits what others have drafted: two persons, whatever their roles."""
    if not is_in_hands(actor, nomination, Permission.SUBMIT):
        return no(
            _(
                "Only an approver of this organisation submits its nomination. Ask the approver to check and submit it."
            )
        )
    if has_worked_on(actor, nomination, verbs=WRITING_VERBS):
        return no(
            _(
                "You have worked on this nomination yourself, so a second person must submit it. "
                "Ask another approver of your organisation, or ask the operator to add one."
            )
        )
    return YES


def may_withdraw(actor: Actor, nomination: Nomination) -> Verdict:
    """A draft is withdrawn by who may write or submit it, a submitted nomination by an approver."""
    holders = actor.organisations(Permission.SUBMIT)
    if nomination.state == State.DRAFT:  # one that was returned had been submitted
        holders |= actor.organisations(Permission.DRAFT)
    if holders & hands_of(nomination):
        return YES
    return no(_("Only an approver of this organisation withdraws a nomination that was submitted."))


def may_verify(actor: Actor, nomination: Nomination) -> Verdict:
    """The secretariat of the round verifies; nobody who has a part in the nomination does."""
    if not actor.covers(Permission.VERIFY, nomination.round.region_code):
        return no(_("Only the secretariat of this round verifies its nominations."))
    works_there = any(grant.organisation_id == nomination.organisation_id for grant in actor.grants)
    if works_there or is_nominee(actor, nomination) or has_worked_on(actor, nomination):
        return no(_("You have a part in this nomination, so a colleague of the secretariat must verify it."))
    return YES


def may_promote(actor: Actor, nomination: Nomination) -> Verdict:
    """The secretariat of the provincial round sends on, and nobody who has a part in the nomination does."""
    if not actor.covers(Permission.PREPARE, nomination.round.region_code):
        return no(_("Only the secretariat of this round sends its nominations on."))
    if is_nominee(actor, nomination) or has_worked_on(actor, nomination):
        return no(_("You have a part in this nomination, so a colleague of the secretariat must send it on."))
    return YES


def may_attach(actor: Actor, noun: Nomination) -> Verdict:
    """Who may edit may attach files."""
    return may_edit(actor, noun)


def may_replace(actor: Actor, evidence: Evidence) -> Verdict:
    """Who may edit may put a newer file in the place of one."""
    return may_edit(actor, evidence.nomination)


def may_read_receipt(actor: Actor, nomination: Nomination) -> Verdict:
    """There is a receipt once the nomination was submitted."""
    if nomination.submitted_at:
        return YES
    return no(_("There is no receipt yet: the nomination has not been submitted."))


def may_ask(actor: Actor, finding: Finding) -> Verdict:
    """Who verifies asks, asks again, and says when a finding is settled."""
    return may_verify(actor, finding.nomination)


def may_answer(actor: Actor, finding: Finding) -> Verdict:
    """Whoever writes or submits for the organisation answers, while its nomination is being verified."""
    if not is_nominee(actor, finding.nomination):
        return no(_("Only the organisation that was asked answers a finding."))
    if finding.nomination.state not in {State.SUBMITTED, State.RETURNED}:
        return no(
            _("Verification has ended, so nothing can be answered any more. You may object to its outcome.")
        )
    return YES


def may_object(actor: Actor, nomination: Nomination) -> Verdict:
    """The nominee objects to its own outcome."""
    if is_nominee(actor, nomination):
        return YES
    return no(_("Only the nominee objects to its own outcome."))


def may_settle_objection(actor: Actor, objection: Objection) -> Verdict:
    """The secretariat that verified answers; where the rulebook asks for four eyes, another person than who ended it."""
    nomination = objection.nomination
    verdict = may_verify(actor, nomination)
    if (
        verdict
        and rules_of(nomination.category).verification.four_eyes
        and nomination.verified_by_id == actor.user_id
    ):
        return no(
            _("You ended this verification yourself; a colleague of the secretariat answers the objection.")
        )
    return verdict


def may_bring_recap(actor: Actor, round_: Round) -> Verdict:
    """The secretariat of a round brings, loads and matches its recaps."""
    if actor.covers(Permission.VERIFY, round_.region_code):
        return YES
    return no(_("Only the secretariat of this round brings its recaps."))


def may_load_recap(actor: Actor, recap: Recap) -> Verdict:
    """The same for one recap."""
    return may_bring_recap(actor, recap.round)


may_match_count = may_load_recap


def may_read_verdicts(actor: Actor, nomination: Nomination) -> Verdict:
    """The nominee reads verdicts once the outcome has been told; until then they may change and are the desk's own."""
    if nomination.verified_at is None and is_nominee(actor, nomination):
        return no(
            _("Verification has not ended. You will be told its outcome, with the verdict on each figure.")
        )
    return YES


def may_read_minutes(actor: Actor, nomination: Nomination) -> Verdict:
    """There are minutes once verification has ended."""
    if nomination.verified_at:
        return YES
    return no(_("There are no minutes yet: verification has not ended."))


def is_nominee(actor: Actor, nomination: Nomination) -> bool:
    """Does the actor write or submit for the nominee, as one of its own or of who files on its behalf?"""
    return is_in_hands(actor, nomination, Permission.DRAFT, Permission.SUBMIT)


def may_open(actor: Actor, evidence: Evidence) -> Verdict:
    """Whoever sees the nomination sees its evidence; queries.evidence_seen_by has shown it."""
    return YES


NOMINEE_VERBS = (
    "nomination.start",
    "nomination.save",
    "nomination.copy",
    "nomination.confirm",
    "nomination.add",
    "nomination.remove",
    "nomination.attach",
    "nomination.replace",
    "nomination.cite",
    "nomination.submit",
)


WRITING_VERBS = NOMINEE_VERBS[:-1]
"""Without submitting: who submitted once may submit again what was returned and mended by others."""


def has_worked_on(actor: Actor, nomination: Nomination, verbs: tuple[str, ...] = NOMINEE_VERBS) -> bool:
    """Has this person, in whatever role, started, written or submitted any of it? The trail knows."""
    return trail_of(nomination).filter(actor_id=actor.user_id, verb__in=verbs).exists()
