"""Who may do what with a run, and the sentence if not."""

from django.utils.translation import gettext_lazy as _

from paritrana.documents.models import ReportRun
from paritrana.documents.registry import SYSTEM
from paritrana.lib.permissions import Actor, Permission
from paritrana.lib.verdict import YES, Verdict, no


def only_the_worker(actor: Actor, run: ReportRun) -> Verdict:
    """Steps of the press itself; no person takes them."""
    return no(_("The portal does this by itself."))


def may_retry(actor: Actor, run: ReportRun) -> Verdict:
    """Who ordered a run may order it again after it has failed or expired; the portal itself what it ordered itself."""
    if (actor.is_signed_in or actor is SYSTEM) and run.asked_by_id == actor.user_id:
        return YES
    return no(_("Only the person who ordered this file can order it again."))


def may_probe(actor: Actor, noun: object = None) -> Verdict:
    """The operator tries press, fonts and queue."""
    return YES if actor.may(Permission.MANAGE_ACCOUNTS) else no(_("Only the operator prints the test page."))
