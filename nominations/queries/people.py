"""Who stands behind a nomination, for messages."""

from nominations.models import Nomination
from paritrana.accounts.queries import members_of
from paritrana.lib.permissions import Permission


def told_about(nomination: Nomination) -> list[int]:
    """Who is told what becomes of it: who began, keeps and submitted it; and where another organisation files on the
    nominee's behalf, the nominee's own officers and approvers too."""
    known = {nomination.created_by_id, nomination.kept_by_id}
    known.add(nomination.submitted_by_id or nomination.created_by_id)
    return sorted(known | set(own_people(nomination) if nomination.filer_id else ()))


def own_people(nomination: Nomination) -> list[int]:
    """The officers and approvers of the nominated organisation itself."""
    return members_of([nomination.organisation_id], Permission.DRAFT, Permission.SUBMIT)
