"""The only door to comments: those who write or submit the nomination, and nobody else whatever they may see of it."""

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from nominations.models import Comment, Nomination, State
from nominations.queries.seen import RELATED
from paritrana.lib.permissions import Actor, Permission

MOST = 100
"""Threads looked through for one desk."""


def threads_seen_by(actor: Actor) -> QuerySet[Comment]:
    """The first comments of the threads that an actor may read, with what is said to each."""
    found = Comment.objects.filter(_of_team(actor), answers=None)
    related = (f"nomination__{name}" for name in RELATED)
    return found.select_related("written_by", "settled_by", *related).prefetch_related("replies__written_by")


def threads_of(nomination: Nomination) -> list[Comment]:
    """All threads of a nomination that the reader may read: open ones first, then the latest. Two queries."""
    rows = nomination.comments.filter(answers=None).select_related("written_by", "settled_by")
    found = list(rows.prefetch_related("replies__written_by"))
    return sorted(found, key=lambda thread: (thread.settled_at is not None, -thread.pk))


def open_comments(nomination: Nomination) -> list[Comment]:
    """The first comments of its open threads, the oldest first, each with the number of `said` replies. One query."""
    rows = nomination.comments.filter(answers=None, settled_at=None).select_related("written_by")
    return list(rows.annotate(said=Count("replies")).order_by("id"))


def waiting_comments(actor: Actor) -> dict[Nomination, list[Comment]]:
    """By draft the open threads in which somebody else has the last word (`last_by`, `last_text`). Two queries."""
    lines = Comment.objects.filter(Q(pk=OuterRef("pk")) | Q(answers=OuterRef("pk"))).order_by("-id")
    found = Comment.objects.filter(
        _of_team(actor), answers=None, settled_at=None, nomination__state__in=[State.DRAFT, State.RETURNED]
    )
    found = found.annotate(
        last_person=Subquery(lines.values("written_by")[:1]),
        last_by=Subquery(lines.values("written_by__name")[:1]),
        last_text=Subquery(lines.values("text")[:1]),
    ).exclude(last_person=actor.user_id)
    related = (f"nomination__{name}" for name in RELATED)
    rows = found.select_related(*related).prefetch_related("nomination__round__stages").order_by("id")
    waiting: dict[Nomination, list[Comment]] = {}
    for thread in rows[:MOST]:
        waiting.setdefault(thread.nomination, []).append(thread)
    return waiting


def _of_team(actor: Actor) -> Q:
    own = actor.organisations(Permission.DRAFT) | actor.organisations(Permission.SUBMIT)
    return Q(nomination__organisation__in=own) | Q(nomination__filer__in=own)
