"""What waits about drafts: writing on, answering comments, submitting, and drafts that lack somebody."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import partial

from django.db.models import Q
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nominations import completeness
from nominations.claim import Claim
from nominations.completeness import Completeness
from nominations.deadlines import can_be_written, deadline_of
from nominations.desk import pieces
from nominations.models import Nomination, State
from nominations.pages import gap_link
from nominations.policies.nomination import WRITING_VERBS, has_worked_on, may_edit
from nominations.queries import nominations_seen_by, rules_of, whole_claim_of
from nominations.queries.comments import waiting_comments
from nominations.queries.unattended import unattended_seen_by
from paritrana.lib import clock
from paritrana.lib.permissions import Actor, Permission
from paritrana.programme.calendar import calendar_of
from paritrana.programme.models import StageCode
from paritrana.programme.queries import open_or_extended
from paritrana.web import moments
from paritrana.web.desk import Fact, Step, waiting

MOST = 5
"""Drafts looked into for one desk; whoever has more finds them in the list."""


@waiting
def drafts(actor: Actor) -> Iterable[Step]:
    """For who writes or submits: each draft whose registration is open, with its deadline and what it lacks."""
    own = actor.organisations(Permission.DRAFT) | actor.organisations(Permission.SUBMIT)
    if not own:
        return
    now = clock.now()
    due = Q(state=State.DRAFT, round__in=open_or_extended(StageCode.REGISTRATION, now).values("round"))
    due |= Q(state=State.RETURNED)
    found = nominations_seen_by(actor).filter(due, Q(organisation__in=own) | Q(filer__in=own))
    found = found.prefetch_related("round__stages__extensions").order_by("id")[: 10 * MOST]
    for nomination in [draft for draft in found if can_be_written(draft, now)][:MOST]:
        claim = whole_claim_of(nomination)
        whole = completeness.completeness_of(rules_of(nomination), claim)
        if may_edit(actor, nomination):
            yield _draft_step(actor, nomination, claim, whole, now)
        elif not has_worked_on(actor, nomination, verbs=WRITING_VERBS):
            yield _approval_step(actor, nomination, claim, whole, now)


@waiting
def unattended(actor: Actor) -> Iterable[Step]:
    """Drafts that lack somebody: for the operator and the secretariats how many, for the nominee itself each one."""
    found = unattended_seen_by(actor)
    if actor.may(Permission.VERIFY) or actor.may(Permission.MANAGE_ACCOUNTS):
        if number := found.count():
            words = ngettext(
                "%(n)s draft lacks an officer or an approver",
                "%(n)s drafts lack an officer or an approver",
                number,
            )
            yield Step(
                sentence=words % {"n": number},
                reason=_(
                    "It waits until somebody there has the role. What is written in it stays with its nominee."
                ),
                button=_("See what is missing"),
                url=reverse("nominations:unattended"),
            )
        return
    if not actor.may(Permission.DRAFT) and not actor.may(Permission.SUBMIT):
        return
    for nomination in found.prefetch_related("round__stages").order_by("id")[:MOST]:
        yield Step(
            sentence=_("Nobody may submit the nomination of %(name)s") % {"name": nomination}
            if not nomination.has_approver  # type: ignore[attr-defined]
            else _("The officer who kept the draft of %(name)s has left") % {"name": nomination},
            reason=_("The page of the nomination says what to do."),
            button=_("Open the nomination"),
            url=reverse("nominations:nomination", args=[nomination.public_id]),
            about=str(nomination.round),
            timezone=nomination.timezone,
            is_example=nomination.is_example,
        )


@waiting
def comments(actor: Actor) -> Iterable[Step]:
    """For who writes or submits: drafts with open comments whose last word is somebody else's."""
    for nomination, threads in waiting_comments(actor).items():
        first, number = threads[0], len(threads)
        words = ngettext("%(n)s comment waits for you", "%(n)s comments wait for you", number) % {"n": number}
        yield Step(
            sentence=words,
            reason=f"{first.last_by}: {Truncator(first.last_text).chars(160)}",
            button=_("Read the comments"),
            url=reverse("nominations:comments", args=[nomination.public_id]),
            about=f"{nomination} · {nomination.round}",
            due_at=deadline_of(nomination),
            timezone=nomination.timezone,
            is_example=nomination.is_example,
        )


def _draft_step(
    actor: Actor, nomination: Nomination, claim: Claim, whole: Completeness, now: datetime
) -> Step:
    if whole.gaps:
        gap = gap_link(nomination, whole, whole.gaps[0])
        section = whole.state_of(whole.gaps[0].section).section.name
        words = _("Continue section %(name)s") % {"name": section}
        step = _step(actor, nomination, claim, whole, now)
        return replace(step, task=gap["label"], reason=gap["about"], button=words, url=gap["url"])
    return replace(
        _step(actor, nomination, claim, whole, now),
        task=_("Ask the approver to submit"),
        reason=_("Everything is filled. The approver of your organisation submits it."),
        button=_("Read everything once more"),
        url=reverse("nominations:review", args=[nomination.public_id]),
    )


def _approval_step(
    actor: Actor, nomination: Nomination, claim: Claim, whole: Completeness, now: datetime
) -> Step:
    if whole.blocking:
        reason = _("It can't be submitted yet: %(n)s required entries are missing.") % {
            "n": len(whole.blocking)
        }
    else:
        reason = _("Read everything that is filed. What you submit is exactly what you have read.")
    return replace(
        _step(actor, nomination, claim, whole, now),
        task=_("Check and submit"),
        reason=reason,
        button=_("Check the nomination"),
        url=reverse("nominations:review", args=[nomination.public_id]),
    )


def _whose(nomination: Nomination) -> str:
    if nomination.filer is None:
        return nomination.organisation.name
    return _("%(name)s, filed by %(filer)s") % {"name": nomination.name, "filer": nomination.filer}


def _step(actor: Actor, nomination: Nomination, claim: Claim, whole: Completeness, now: datetime) -> Step:
    """What every step of a draft says; task, reason, button and url are its own."""
    due_at = deadline_of(nomination)
    left = moments.span(int((due_at - now).total_seconds())) if due_at else ""
    closes = _("Returned: %(span)s left to mend it") if nomination.state == State.RETURNED else ""
    approver = pieces.approver_of(nomination)
    return Step(
        sentence=(closes or _("Registration closes in %(span)s")) % {"span": left},
        reason="",
        button="",
        url="",
        about=f"{_whose(nomination)} · {nomination.round} · {nomination.category}",
        due_at=due_at,
        timezone=nomination.timezone,
        facts=(
            Fact(_("Entries"), str(whole.done), _("of %(n)s") % {"n": whole.total}),
            Fact(_("Waiting for an explanation"), str(whole.asking)),
            Fact(_("Approver"), note=approver or _("nobody yet: ask the operator to add one")),
        ),
        is_example=nomination.is_example,
        counts_down=True,
        main=partial(pieces.draft_main, actor, nomination, claim, whole),
        aside=partial(pieces.draft_aside, actor, nomination, claim, whole),
        calendar=partial(calendar_of, nomination.round, nomination.home),
    )
