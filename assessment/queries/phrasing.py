"""What a placing says, in words: its outcome, what decided it, its remarks, and the stamp on its files."""

from django.utils.translation import gettext as _

from assessment.models import Placing, SignOffState, Snapshot
from assessment.queries.pool import SHORTLIST
from paritrana.programme.rulebook import CategoryRules, Ranking


def is_draft(snapshot: Snapshot) -> bool:
    """Has the auditor not signed the snapshot off? True for every rehearsal."""
    signoff = getattr(snapshot, "signoff", None)
    return signoff is None or signoff.state != SignOffState.SIGNED


def stamp_of(snapshot: Snapshot) -> str:
    """The word that every file of the snapshot carries; "" once the auditor has signed."""
    if snapshot.is_rehearsal:
        return _("REHEARSAL")
    return _("DRAFT") if is_draft(snapshot) else ""


def decided_words(step: str | None, rules: CategoryRules, ranking: Ranking) -> str:
    """What separates a placing from the one above, in words."""
    if step is None:
        return ""
    if step == "total":
        return _("Total")
    if step == "equal":
        return _("Equal rank")
    return _("Step %(n)d: %(name)s") % {
        "n": ranking.tie_break.index(step) + 1,
        "name": step_name(step, rules, ranking),
    }


def step_name(step: str, rules: CategoryRules, ranking: Ranking) -> str:
    """The name of a step of the tie chain, such as "coverage" or "fewer months in arrears"."""
    kind, code = step.lstrip("-").split(":", 1)
    if kind == "aspect":
        name = next(str(aspect.name) for aspect in ranking.aspects if aspect.code == code)
    else:
        name = str(rules.criterion(code).name if kind == "criterion" else rules.metric(code).name)
    return _("%(name)s, less first") % {"name": name} if step.startswith("-") else name


def selection_words(placing: Placing, ranking: Ranking) -> str:
    """The outcome of a placing in words; for one outside the ranking its status.

    The winner places of a shortlist are the invitations to the interview: nobody has won anything there.
    """
    if placing.status != "ranked":
        return status_words(placing)
    if ranking.code == SHORTLIST and placing.selection in ("winner", "none"):
        return _("Invited") if placing.selection == "winner" else _("Not invited")
    return {
        "winner": _("Winner"),
        "reserve": _("Reserve"),
        "special": _("Special, former winner"),
        "undecided": _("The plenary decides"),
        "pending": _("Waits for the plenary"),
        "quota": _("Quota is full"),
    }.get(placing.selection or "", _("Not selected"))


def status_words(placing: Placing) -> str:
    """Why a nomination is not in the ranking."""
    if placing.status == "gated":
        return _("Outside: condition “%(gate)s”") % {"gate": placing.gate}
    return {
        "incomplete": _("Incomplete: too few scores"),
        "withdrawn": _("Withdrawn"),
        "ineligible": _("Ineligible"),
        "absent": _("Absent"),
    }.get(placing.status, placing.status)


def remark_words(remark: str, rules: CategoryRules) -> str:
    """A remark of the result in words."""
    kind, _colon, code = remark.partition(":")
    if kind == "above_100":
        return _("%(name)s is above 100 per cent and counts as 100") % {"name": rules.metric(code).name}
    if kind == "not_proven":
        return _("%(name)s: not proven, 0 points") % {"name": rules.criterion(code).name}
    if kind == "spread":
        return _("%(name)s: the scores lie far apart") % {"name": rules.criterion(code).name}
    if kind == "recused_sheet":
        return _("A sheet of %(label)s is set aside: conflict of interest") % {"label": code}
    return remark
