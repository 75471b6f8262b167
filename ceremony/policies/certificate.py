"""Who may honour, and the sentence if not."""

from django.utils.translation import gettext_lazy as _

from assessment.models import Decision, DecisionState
from assessment.policies.authority import audits, no_part
from assessment.queries.pool import FINAL
from ceremony.models import Batch, Certificate, CertificateRequest, CertificateState, RequestState
from paritrana.lib.permissions import NATIONAL, Actor, Permission
from paritrana.lib.verdict import YES, Verdict, first_no, no

HANDLE = (Permission.AWARD, Permission.DECIDE)
"""Permissions with which somebody sees the certificates of their own round under embargo; auditors see them too."""


def may_see_certificates(actor: Actor, decision: Decision) -> Verdict:
    """Certificates exist once the decision is approved; until publication only those who handle them see any."""
    if decision.state != DecisionState.APPROVED:
        return no(
            _(
                "The decision is not approved yet. Its certificates get their serial numbers with the approval."
            )
        )
    region = decision.panel.round.region_code
    if (
        is_published(decision)
        or audits(actor, region)
        or any(actor.covers(right, region) for right in HANDLE)
    ):
        return YES
    return no(_("The certificates are under embargo until the results are published."))


def may_award(actor: Actor, decision: Decision) -> Verdict:
    """The secretariat of the round handles its certificates."""
    if not actor.covers(Permission.AWARD, decision.panel.round.region_code):
        return no(_("Only the secretariat of this round handles its certificates."))
    return YES


def may_publish(actor: Actor, decision: Decision) -> Verdict:
    """The secretariat publishes an approved decision, by another person than the one who approved it."""
    return first_no(
        may_award(actor, decision),
        may_see_certificates(actor, decision),
        _once(decision),
        _second_person(actor, decision),
        no_part(actor, decision.panel),
    )


def may_ask(actor: Actor, certificate: Certificate) -> Verdict:
    """The secretariat asks to replace or revoke a certificate that holds, once at a time."""
    return first_no(may_award(actor, certificate.decision), _holds(certificate), _nothing_open(certificate))


def may_log_printing(actor: Actor, certificate: Certificate) -> Verdict:
    """The secretariat prints its certificates, on file and on paper."""
    return may_award(actor, certificate.decision)


def may_end(actor: Actor, certificate: Certificate) -> Verdict:
    """A certificate is replaced or revoked by the decider's confirmation of what the secretariat asked."""
    if not actor.covers(Permission.DECIDE, certificate.decision.panel.round.region_code):
        return no(
            _("Only the decider of this round ends a certificate, after the secretariat has asked for it.")
        )
    return YES


def may_answer(actor: Actor, request: CertificateRequest) -> Verdict:
    """The decider of the round answers, never the person who asked."""
    if not actor.covers(Permission.DECIDE, request.certificate.decision.panel.round.region_code):
        return no(_("The decider of this round answers this request. You are told when it is done."))
    if actor.user_id == request.asked_by_id:
        return no(_("You asked for this yourself. Another person of the committee answers it."))
    return YES


def may_hold(actor: Actor, batch: Batch) -> Verdict:
    """The secretariat holds the press."""
    if batch.held_at:
        return no(_("The press is held already."))
    return may_award(actor, batch.decision)


def may_release(actor: Actor, batch: Batch) -> Verdict:
    """The secretariat lets a held press go on."""
    if not batch.held_at:
        return no(_("The press is not held."))
    return may_award(actor, batch.decision)


def may_thank(actor: Actor, batch: Batch) -> Verdict:
    """The secretariat thanks participants and assessors from the final decision, once all results of the pool are public.

    Whoever is thanked as a participant has won nothing, so a decision under embargo would show in who is left out. A held
    press waits.
    """
    if batch.decision.ranking != FINAL:
        return no(
            _(
                "Participants and assessors are thanked once, from the decision on the final ranking. Issue these "
                "certificates there."
            )
        )
    if not is_published(batch.decision):
        return no(
            _(
                "Participants and assessors get their certificates once the results are public. Publish them first."
            )
        )
    approved = Decision.objects.filter(panel=batch.decision.panel_id, state=DecisionState.APPROVED)
    if embargoed := approved.filter(publication=None).first():
        return no(
            _(
                "Decision %(decree)s on this pool is still under embargo, and who is not thanked would show who won. "
                "Publish it first."
            )
            % {"decree": embargoed.decree}
        )
    if batch.held_at:
        return no(_("The press is held. Let it go on, then issue these certificates."))
    return may_award(actor, batch.decision)


def may_print_books(actor: Actor, noun: object = None) -> Verdict:
    """Secretariats, deciders and auditors print the books of an edition."""
    if any(actor.may(right) for right in (*HANDLE, Permission.AUDIT)):
        return YES
    return no(_("Only secretariats, deciders and auditors print the books of an edition."))


def may_report_programme(actor: Actor, noun: object = None) -> Verdict:
    """The annual report counts the nominations of all rounds, so it is for those who follow or audit them all."""
    if actor.may(Permission.FOLLOW) or actor.covers(Permission.AUDIT, NATIONAL):
        return YES
    return no(
        _(
            "The annual report counts all rounds. Only the national secretariat and the national auditor order it."
        )
    )


def is_published(decision: Decision) -> bool:
    """Are the honours of the decision public?"""
    return hasattr(decision, "publication")


def _once(decision: Decision) -> Verdict:
    if is_published(decision):
        return no(_("This decision has been published already. Its results stand on the public page."))
    return YES


def _second_person(actor: Actor, decision: Decision) -> Verdict:
    if actor.user_id == decision.approved_by_id:
        return no(_("You approved this decision yourself. Another person of the secretariat publishes it."))
    return YES


def _holds(certificate: Certificate) -> Verdict:
    if certificate.state != CertificateState.ISSUED:
        return no(
            _("This certificate has ended already (%(state)s).") % {"state": certificate.get_state_display()}
        )
    return YES


def _nothing_open(certificate: Certificate) -> Verdict:
    if certificate.requests.filter(state=RequestState.OPEN).exists():
        return no(_("A request about this certificate waits for the decider already."))
    return YES
