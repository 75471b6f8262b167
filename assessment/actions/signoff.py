"""The auditor's gate: signing a snapshot off, handing it back, and the plenary's reasons for what is incomplete."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assessment.actions.locking import locked_panel
from assessment.models import Explanation, SignOff, Snapshot
from assessment.policies.ranking import may_prepare
from assessment.queries.checks import checks_of, gaps_of
from assessment.workflow import SIGNOFF
from nominations.models import Nomination
from paritrana.accounts.queries import holders
from paritrana.audit.actions import record
from paritrana.audit.queries import head
from paritrana.lib import clock
from paritrana.lib.permissions import Actor, Permission
from paritrana.lib.verdict import Refused
from paritrana.notifications.actions import tell


@transaction.atomic
def sign(snapshot: Snapshot, *, by: Actor) -> SignOff:
    """The auditor's word that this snapshot may leave; from now on its files carry no draft stamp.

    Raises Refused while a check does not hold, for a stranger and for whoever took the snapshot, and twice. The
    caller's page asks for a fresh sign-in.
    """
    signoff = _locked(snapshot)
    SIGNOFF["sign"].verdict(by, signoff).require()
    checks = checks_of(signoff.snapshot)
    open_ = [str(check.title) for check in checks if not check.holds]
    if open_:
        raise Refused(_("Some checks do not hold yet: %(checks)s.") % {"checks": "; ".join(open_)})
    before = signoff.state
    signoff.state, signoff.reason = SIGNOFF["sign"].to, ""
    signoff.checks, signoff.chain_head = {check.code: check.holds for check in checks}, head()
    signoff.ended_at, signoff.ended_by_id = clock.now(), by.user_id
    signoff.save()
    _record("signoff.sign", signoff, by, before)
    return signoff


@transaction.atomic
def give_back(snapshot: Snapshot, *, reason: str, by: Actor) -> SignOff:
    """Hands the snapshot back to the secretariat with the reason; it can still be signed once that is mended."""
    signoff = _locked(snapshot)
    SIGNOFF["return"].verdict(by, signoff).require()
    if not reason.strip():
        raise Refused(_("Give the reason for handing it back."))
    before = signoff.state
    signoff.state, signoff.reason = SIGNOFF["return"].to, reason.strip()
    signoff.ended_at, signoff.ended_by_id = clock.now(), by.user_id
    signoff.save()
    _record("signoff.return", signoff, by, before, reason=reason.strip())
    panel = signoff.snapshot.panel
    tell(
        "signoff.returned",
        to=holders(Permission.RANK, panel.round.region_code),
        about=signoff,
        url=reverse("assessment:signoff", args=[snapshot.public_id]),
        params={"panel": str(panel), "reason": reason.strip()},
    )
    return signoff


@transaction.atomic
def explain(snapshot: Snapshot, nomination: str, *, reason: str, by: Actor) -> Explanation:
    """Writes down the plenary's reason for a nomination (its public id) that is incomplete; once, and for good."""
    signoff = _locked(snapshot)
    may_prepare(by, snapshot).require()
    if not reason.strip():
        raise Refused(_("Give the plenary's reason."))
    gap = next((gap for gap in gaps_of(snapshot) if gap.public_id == nomination), None)
    if gap is None:
        raise Refused(_("This nomination needs no explanation."))
    if gap.reason:
        raise Refused(_("The plenary's reason stands already and can't be changed."))
    written = Explanation.objects.create(
        snapshot=snapshot,
        nomination=Nomination.objects.get(public_id=nomination),
        reason=reason.strip(),
        written_at=clock.now(),
        written_by_id=by.user_id,
    )
    record(
        "snapshot.explain",
        snapshot,
        by=by,
        region=signoff.snapshot.panel.round.region_code,
        reason=reason.strip(),
        changes={"nomination": [None, nomination]},
    )
    return written


def _locked(snapshot: Snapshot) -> SignOff:
    locked_panel(snapshot.panel)  # nobody takes a snapshot or records an absence meanwhile
    found = SignOff.objects.select_for_update(of=("self",)).filter(snapshot=snapshot)
    signoff = found.select_related("snapshot__panel__round__region", "snapshot__panel__category").first()
    if signoff is None:
        raise Refused(_("A rehearsal has no gate: nothing of it is official."))
    return signoff


def _record(verb: str, signoff: SignOff, by: Actor, before: str, reason: str = "") -> None:
    record(
        verb,
        signoff,
        by=by,
        region=signoff.snapshot.panel.round.region_code,
        reason=reason,
        changes={"state": [before, signoff.state], "pack": [None, signoff.snapshot.pack_digest]},
    )
