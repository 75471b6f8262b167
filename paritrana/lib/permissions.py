"""Permissions, and the actor who holds them: who acts, by which roles, for which organisation or region.

An actor is plain data. accounts builds it from the memberships that are valid at this moment; policies and
`seen_by` queries everywhere read it.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Permission(StrEnum):
    """What a role may do. Which role holds which is accounts/roles.py, printed in docs/permissions.md."""

    DRAFT = "draft"
    SUBMIT = "submit"
    VERIFY = "verify"
    SEAT = "seat"
    SCORE = "score"
    LEAD = "lead"
    RANK = "rank"
    PREPARE = "prepare"
    DECIDE = "decide"
    AWARD = "award"
    WRITE_RULEBOOK = "write_rulebook"
    FOLLOW = "follow"
    AUDIT = "audit"
    MANAGE_ACCOUNTS = "manage_accounts"


NATIONAL = ""
"""The region of a grant or round that belongs to the national level."""


@dataclass(frozen=True)
class Grant:
    """One membership: a role in an organisation, which may stand for a region."""

    role: str
    permissions: frozenset[Permission]
    organisation_id: int | None = None
    region: str = NATIONAL


@dataclass(frozen=True)
class Actor:
    """A person at work, or nobody (`Actor()`)."""

    user_id: int | None = None
    name: str = ""
    email: str = ""
    grants: tuple[Grant, ...] = field(default=())
    read_at: datetime | None = None  # the database's moment in which the grants were read
    last_ended_at: datetime | None = None  # when the last of the roles ended that are no longer held
    unread: int | None = None  # messages not opened, counted along with the grants; None: not counted

    @property
    def is_signed_in(self) -> bool:
        return self.user_id is not None

    def may(self, permission: Permission) -> bool:
        """Does any grant hold the permission, wherever?"""
        return any(permission in grant.permissions for grant in self.grants)

    def organisations(self, permission: Permission) -> set[int]:
        """Ids of the organisations in which the permission is held."""
        return {
            grant.organisation_id
            for grant in self.grants
            if permission in grant.permissions and grant.organisation_id is not None
        }

    def regions(self, permission: Permission) -> set[str]:
        """Codes of the regions for which the permission is held; NATIONAL stands for the national level."""
        return {grant.region for grant in self.grants if permission in grant.permissions}

    def covers(self, permission: Permission, region: str) -> bool:
        """Is the permission held for that region's round (NATIONAL: the national round)?"""
        return region in self.regions(permission)
