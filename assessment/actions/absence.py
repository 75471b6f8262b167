"""A nominee that did not come to its interview: the nomination is absent from here on, and rankings taken before are due again."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assessment.actions.locking import locked_panel
from assessment.models import Decision, DecisionState, Panel
from assessment.models.sheet import SheetStage
from assessment.queries.pool import FINAL
from assessment.queries.standing import stages_of
from nominations import actions as nominations
from nominations.models import Nomination
from nominations.policies.nomination import may_verify
from paritrana.accounts.queries import holders
from paritrana.lib.permissions import Actor, Permission
from paritrana.lib.verdict import Refused
from paritrana.notifications.actions import tell


@transaction.atomic
def record_absence(nomination: Nomination, *, ground: str, by: Actor) -> Nomination:
    """Records that a verified nominee was absent, and how that was established.

    Waits for a snapshot that is being taken. Rankings that place the nomination stay as they are, can't be signed off or
    decided on any more, and the secretariat is told that new ones are due. Raises Refused while a decision stands that the
    absence would shake: the final one, one that weighs interviews, or one that still waits for its approval on a ranking
    with this nomination. A title on documents alone, once approved, was won whoever comes to the interview.
    """
    may_verify(by, nomination).require()
    panel = Panel.objects.filter(round=nomination.round_id, category=nomination.category_id).first()
    if panel is not None:
        panel = locked_panel(panel)
        _no_decision_is_shaken(panel, nomination)
    absent = nominations.mark_absent(nomination, ground=ground, by=by)
    if panel is not None and panel.snapshots.filter(is_rehearsal=False, placings__nomination=absent).exists():
        tell(
            "ranking.outdated",
            to=holders(Permission.RANK, panel.round.region_code),
            about=panel,
            url=reverse("assessment:panel", args=[panel.public_id]),
            params={"panel": str(panel), "nomination": absent.name},
        )
    return absent


def _no_decision_is_shaken(panel: Panel, nomination: Nomination) -> None:
    standing = Decision.objects.filter(panel=panel).exclude(state=DecisionState.WITHDRAWN)
    for decision in standing.select_related("snapshot"):
        on_interviews = decision.ranking == FINAL or SheetStage.INTERVIEW in stages_of(decision.snapshot)
        if decision.state == DecisionState.APPROVED and on_interviews:
            raise Refused(
                _(
                    "Decision %(decree)s on this pool has been approved. What was decided changes only by an annulment, "
                    "with its ground and two persons."
                )
                % {"decree": decision.decree}
            )
        ranks_it = decision.snapshot.placings.filter(nomination=nomination).exists()
        if decision.state == DecisionState.PREPARED and (on_interviews or ranks_it):
            raise Refused(
                _("Decision %(decree)s rests on a ranking with this nomination. Withdraw the decision first.")
                % {"decree": decision.decree}
            )
