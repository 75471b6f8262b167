"""One person in two roles: who has a part in a nomination decides nothing about its pool.

The one rule behind verifying, reopening, closing, preparing, approving, publishing and the auditor's gate. A part has
whoever belongs to the nominee (officer, approver or any other role there today), writes or submits for who files on its
behalf, or has started, written or submitted any of it. It is asked by `no_part_in_pool(actor, round_, category)`, one query.
"""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from nominations.models import Nomination
from nominations.policies.nomination import NOMINEE_VERBS
from paritrana.audit.models import Event
from paritrana.lib.permissions import Actor, Permission
from paritrana.lib.verdict import YES, Verdict, no
from paritrana.programme.models import Category, Round


def no_part_in_pool(actor: Actor, round_: Round, category: Category) -> Verdict:
    """No for whoever has a part in any nomination that competes there; the sentence names it and the way out."""
    found = (
        Nomination.objects.filter(round=round_, category=category, submitted_at__isnull=False)
        .filter(has_part(actor))
        .select_related("region", "organisation")
        .first()
    )
    if found is None:
        return YES
    return no(
        _(
            "You have a part in %(name)s, which competes here, so somebody else must do this. Ask the secretariat of the "
            "round, or the operator to give a colleague the role."
        )
        % {"name": found.name}
    )


def has_part(actor: Actor) -> Q:
    """The condition on nominations: the actor belongs to the nominee, or has worked on it whatever their role was."""
    own = {grant.organisation_id for grant in actor.grants if grant.organisation_id is not None}
    worked = Event.objects.filter(
        noun="nomination", noun_id=OuterRef("public_id"), actor_id=actor.user_id, verb__in=NOMINEE_VERBS
    )
    files = actor.organisations(Permission.DRAFT) | actor.organisations(Permission.SUBMIT)
    return (
        Q(organisation_id__in=own)
        | Q(filer_id__in=files)  # a committee that files has deciders and assessors too, who have no part
        | Q(created_by_id=actor.user_id)
        | Q(submitted_by_id=actor.user_id)
        | Q(Exists(worked))
    )
