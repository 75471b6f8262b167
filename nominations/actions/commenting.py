"""Comments on a draft: written, replied to, settled. The trail says that and when; the words stay with the team."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nominations.actions.locking import locked
from nominations.counts import visible
from nominations.models import Comment, Nomination
from nominations.policies.teamwork import may_comment
from nominations.queries.seen import RELATED
from nominations.queries.team import team_of
from paritrana.audit.actions import record
from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused
from paritrana.notifications.actions import tell

LONGEST = 2000
MOST_THREADS = 500


@transaction.atomic
def comment(nomination: Nomination, *, text: str, by: Actor, section: str = "", entry: str = "") -> Comment:
    """Begins a thread about the whole, a section, or one entry in it (by its name in the trail). Tells the others.

    Raises Refused once the nomination can't be written any more, and without words or with too many.
    """
    nomination = locked(nomination)
    may_comment(by, nomination).require()
    if nomination.comments.filter(answers=None).count() >= MOST_THREADS:
        raise Refused(
            _("There are %(most)s comments already. Write to one that is there.") % {"most": MOST_THREADS}
        )
    written = Comment.objects.create(
        nomination=nomination,
        section=section,
        entry=entry,
        text=_words(text),
        written_at=clock.now(),
        written_by_id=by.user_id,
    )
    _record("write", written, by)
    _tell("comment.written", written, by)
    return written


@transaction.atomic
def reply(thread: Comment, *, text: str, by: Actor) -> Comment:
    """Says something to a thread; one that was settled is open again. Tells the others."""
    thread = _locked(thread)
    may_comment(by, thread).require()
    now = clock.now()
    said = _say(thread, text, now, by)
    if thread.settled_at:
        thread.settled_at, thread.settled_by_id = None, None
        thread.save(update_fields=["settled_at", "settled_by"])
    _record("reply", thread, by)
    _tell("comment.answered", thread, by)
    return said


@transaction.atomic
def settle_comment(thread: Comment, *, by: Actor, text: str = "") -> Comment:
    """Marks a thread as settled, with a last word if there is one. Settling it again changes nothing."""
    thread = _locked(thread)
    may_comment(by, thread).require()
    if thread.settled_at:
        return thread
    now = clock.now()
    if text.strip():
        _say(thread, text, now, by)
    thread.settled_at, thread.settled_by_id = now, by.user_id
    thread.save(update_fields=["settled_at", "settled_by"])
    _record("settle", thread, by)
    _tell("comment.settled", thread, by)
    return thread


def _locked(thread: Comment) -> Comment:
    rows = Comment.objects.select_for_update(of=("self", "nomination"))
    return rows.select_related(*(f"nomination__{name}" for name in RELATED)).get(pk=thread.pk, answers=None)


def _say(thread: Comment, text: str, now: datetime, by: Actor) -> Comment:
    return Comment.objects.create(
        nomination=thread.nomination,
        answers=thread,
        section=thread.section,
        entry=thread.entry,
        text=_words(text),
        written_at=now,
        written_by_id=by.user_id,
    )


def _words(text: str) -> str:
    words = visible(text).strip()
    if not words:
        raise Refused(_("Write a few words."))
    if len(words) > LONGEST:
        raise Refused(
            _("A comment has at most %(most)s characters; this one has %(n)s. Shorten it.")
            % {"most": LONGEST, "n": len(words)}
        )
    return words


def _record(verb: str, thread: Comment, by: Actor) -> None:
    place = "/".join(filter(None, [thread.section, thread.entry]))
    record(
        f"comment.{verb}",
        thread,
        by=by,
        region=thread.nomination.round.region_code,
        changes={"about": [None, f"{thread.nomination.public_id} {place}".strip()]},
    )


def _tell(kind: str, thread: Comment, by: Actor) -> None:
    to = team_of(thread.nomination).exclude(pk=by.user_id).values_list("pk", flat=True)
    tell(
        kind,
        to=list(to),
        about=thread,
        url=reverse("nominations:comment", args=[thread.public_id]),
        params={"name": thread.nomination.name, "who": by.name},
    )
