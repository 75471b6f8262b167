"""The roles: title, what each does in one sentence, and its permissions. A page to hand to an auditor."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from paritrana.lib.permissions import Permission


@dataclass(frozen=True)
class Role:
    """A role and what follows from it.

    `second_factor`: must sign in with one. `held_in`: the kinds of organisation (OrganisationKind) it is held in.
    """

    title: "str | Promise"
    prose: "str | Promise"
    permissions: frozenset[Permission]
    held_in: frozenset[str] = frozenset({"committee"})
    second_factor: bool = True


FILERS = frozenset({"government", "business", "village", "bpjs_branch", "committee"})
"""Who files: nominees themselves, and on their behalf a BPJS branch or a secretariat (docs/glossary.md)."""


ROLES: dict[str, Role] = {
    "officer": Role(
        _("Officer"),
        _("Drafts the nomination of one's organisation, uploads evidence and answers findings."),
        frozenset({Permission.DRAFT}),
        held_in=FILERS,
        second_factor=False,
    ),
    "approver": Role(
        _("Approver"),
        _("Checks and submits what an officer has drafted; never a nomination one has drafted oneself."),
        frozenset({Permission.SUBMIT}),
        held_in=FILERS,
        second_factor=False,
    ),
    "province_secretariat": Role(
        _("Provincial secretariat"),
        _(
            "Runs the round of one province: verifies, seats the panel, takes snapshots, prepares the plenary."
        ),
        frozenset(
            {Permission.VERIFY, Permission.SEAT, Permission.RANK, Permission.PREPARE, Permission.AWARD}
        ),
    ),
    "assessor": Role(
        _("Assessor"),
        _("Declares conflicts, scores the nominations of one's panel, signs the sheets."),
        frozenset({Permission.SCORE}),
    ),
    "chair": Role(
        _("Panel chair"),
        _("Sees who is complete, never a score; reopens a sheet with a reason; closes the panel."),
        frozenset({Permission.LEAD}),
    ),
    "national_secretariat": Role(
        _("National secretariat"),
        _("Writes the rulebook, follows all rounds, and runs the national one like a province its own."),
        frozenset(
            {
                Permission.VERIFY,
                Permission.SEAT,
                Permission.RANK,
                Permission.PREPARE,
                Permission.AWARD,
                Permission.WRITE_RULEBOOK,
                Permission.FOLLOW,
            }
        ),
    ),
    "decider": Role(
        _("Decider"),
        _("Approves, as the second person, the decision that the secretariat has prepared."),
        frozenset({Permission.DECIDE}),
    ),
    "auditor": Role(
        _("Auditor"),
        _("Reads everything of one's rounds with the trail; each sealed read is recorded; changes nothing."),
        frozenset({Permission.AUDIT}),
        held_in=frozenset({"oversight"}),
    ),
    "admin": Role(
        _("Operator"),
        _("Keeps accounts, roles and settings; sees no scores."),
        frozenset({Permission.MANAGE_ACCOUNTS}),
    ),
}

APART: dict[str, frozenset[str]] = {
    "admin": frozenset(ROLES) - {"admin"},
    "auditor": frozenset(ROLES) - {"auditor"},
    "decider": frozenset({"province_secretariat", "national_secretariat", "admin", "auditor"}),
    "province_secretariat": frozenset({"decider", "admin", "auditor"}),
    "national_secretariat": frozenset({"decider", "admin", "auditor"}),
}
"""Roles that one person never holds at the same time: who keeps accounts doesn't take part, who audits does nothing
else, and who decides is never the secretariat that prepares. Ties to single nominations are another matter (conflicts)."""


def kept_apart(role: str, other: str) -> bool:
    """Must the two roles be held by two people?"""
    return other in APART.get(role, ()) or role in APART.get(other, ())


ROLE_CHOICES = [(code, role.title) for code, role in ROLES.items()]
