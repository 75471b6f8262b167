"""The roles: title, what each does in one sentence, and its permissions. A page to hand to an auditor."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from paritrana.lib.permissions import Permission as P


@dataclass(frozen=True)
class Role:
    """A role and what follows from it. `second_factor`: must sign in with one."""

    title: "str | Promise"
    prose: "str | Promise"
    permissions: frozenset[P]
    second_factor: bool = True


ROLES: dict[str, Role] = {
    "officer": Role(
        _("Officer"),
        _("Drafts the nomination of one's organisation, uploads evidence and answers findings."),
        frozenset({P.DRAFT}),
        second_factor=False,
    ),
    "approver": Role(
        _("Approver"),
        _("Checks and submits what an officer has drafted; never a nomination one has drafted oneself."),
        frozenset({P.SUBMIT}),
        second_factor=False,
    ),
    "province_secretariat": Role(
        _("Provincial secretariat"),
        _("Runs the round of one province: verifies, seats the panel, takes snapshots, prepares the plenary."),
        frozenset({P.VERIFY, P.SEAT, P.RANK, P.PREPARE, P.AWARD}),
    ),
    "assessor": Role(
        _("Assessor"),
        _("Declares conflicts, scores the nominations of one's panel, signs the sheets."),
        frozenset({P.SCORE}),
    ),
    "chair": Role(
        _("Panel chair"),
        _("Sees who is complete, never a score; reopens a sheet with a reason; closes the panel."),
        frozenset({P.LEAD}),
    ),
    "national_secretariat": Role(
        _("National secretariat"),
        _("Writes the rulebook, follows all rounds, and runs the national one like a province its own."),
        frozenset({P.VERIFY, P.SEAT, P.RANK, P.PREPARE, P.AWARD, P.WRITE_RULEBOOK, P.FOLLOW}),
    ),
    "decider": Role(
        _("Decider"),
        _("Approves, as the second person, the decision that the secretariat has prepared."),
        frozenset({P.DECIDE}),
    ),
    "auditor": Role(
        _("Auditor"),
        _("Reads everything of one's rounds with the trail; each sealed read is recorded; changes nothing."),
        frozenset({P.AUDIT}),
    ),
    "admin": Role(
        _("Operator"),
        _("Keeps accounts, roles and settings; sees no scores."),
        frozenset({P.MANAGE_ACCOUNTS}),
    ),
}

ROLE_CHOICES = [(code, role.title) for code, role in ROLES.items()]
