"""What waits for officers, approvers and the secretariats, and their places in the top bar."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import partial

from django.db.models import Q
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from nominations import (
    completeness,
    desk_field,  # noqa: F401 its steps register themselves
    desk_pieces,
)
from nominations.claim import Claim
from nominations.completeness import Completeness
from nominations.deadlines import can_be_written, deadline_of
from nominations.models import FindingState, Nomination, State
from nominations.pages import gap_link
from nominations.policies import WRITING_VERBS, has_worked_on, may_edit
from nominations.queries import calls_for, nominations_seen_by, rules_of, whole_claim_of
from nominations.queries.comments import waiting_comments
from nominations.queries.findings import findings_seen_by
from nominations.queries.on_behalf import on_behalf_for
from nominations.queries.unattended import unattended_seen_by
from nominations.queries.verification import queue_of
from paritrana.lib import clock
from paritrana.lib.permissions import Actor, Permission
from paritrana.programme.calendar import calendar_of, is_open, stage_of
from paritrana.programme.models import Round, StageCode
from paritrana.programme.queries import open_or_extended
from paritrana.web import moments
from paritrana.web.desk import Fact, Step, place, waiting

place(
    gettext_lazy("Nominations"),
    "nominations:list",
    Permission.DRAFT,
    Permission.SUBMIT,
    Permission.VERIFY,
    Permission.AUDIT,
    order=20,
)
place(gettext_lazy("Verification"), "nominations:verification_queue", Permission.VERIFY, order=30)

place(gettext_lazy("BPJS recap"), "nominations:recaps", Permission.VERIFY, order=32)

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
def questions(actor: Actor) -> Iterable[Step]:
    """For a nominee: findings that wait for its answer, the one due first."""
    own = actor.organisations(Permission.DRAFT) | actor.organisations(Permission.SUBMIT)
    if not own:
        return
    mine = Q(nomination__organisation__in=own) | Q(nomination__filer__in=own)
    waiting_ = findings_seen_by(actor).filter(
        mine, state=FindingState.OPEN, nomination__state__in=[State.SUBMITTED, State.RETURNED]
    )
    for finding in waiting_.order_by("due_at", "id")[:MOST]:
        yield Step(
            sentence=_("A question about the nomination of %(name)s") % {"name": finding.nomination},
            reason=finding.title,
            button=_("Answer the finding"),
            url=reverse("nominations:finding", args=[finding.public_id]),
            about=f"{finding.nomination.organisation} · {finding.nomination.round}",
            due_at=finding.due_at,
            timezone=finding.nomination.timezone,
            is_example=finding.nomination.is_example,
        )


@waiting
def calls(actor: Actor) -> Iterable[Step]:
    """For officers: rounds that are open for their organisation and have no nomination of it yet."""
    if not actor.may(Permission.DRAFT):
        return
    for call in calls_for(actor, clock.now()):
        if call.nomination is None:
            yield Step(
                sentence=_("Registration is open for %(name)s") % {"name": call.organisation},
                reason=_("There is no nomination yet in the category %(category)s.")
                % {"category": call.category},
                button=_("Begin the nomination"),
                url=reverse("nominations:start"),
                about=f"{call.category} · {call.round}",
                due_at=call.closes_at,
                timezone=call.timezone,
                is_example=call.round.edition.is_example,
            )


@waiting
def verifications(actor: Actor) -> Iterable[Step]:
    """For secretariats: how many nominations wait for verification, a step for each round."""
    if not actor.may(Permission.VERIFY):
        return
    now = clock.now()
    rounds: dict[int, list[Nomination]] = {}
    queue = queue_of(actor).filter(state=State.SUBMITTED).prefetch_related("round__stages__extensions")
    for nomination in queue.order_by("submitted_at", "id")[:500]:
        rounds.setdefault(nomination.round_id, []).append(nomination)
    for nominations in rounds.values():
        first, number = nominations[0], len(nominations)
        stage = stage_of(first.round, StageCode.VERIFICATION)
        if stage and stage.closes_at <= now and not is_open(first.round, stage.code, now, first.home):
            yield _closed(first.round, number, stage.closes_at)
            continue
        yield Step(
            sentence=ngettext(
                "%(n)s nomination waits for verification", "%(n)s nominations wait for verification", number
            )
            % {"n": number},
            reason=_("The longest waiting is %(name)s.") % {"name": first},
            button=_("Verify %(name)s") % {"name": first},
            url=reverse("nominations:verify", args=[first.public_id]),
            about=str(first.round),
            due_at=stage.closes_at if stage else None,
            timezone=first.round.timezone,
            is_example=first.is_example,
            facts=(Fact(_("Waiting"), str(number)),),
            main=partial(desk_pieces.verification_main, actor, first.round),
            aside=partial(desk_pieces.verification_aside, actor, first.round),
            calendar=partial(calendar_of, first.round),
        )


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


def _closed(round_: Round, number: int, closed_at: datetime) -> Step:
    """What waits although its time has passed: the way out is an extension."""
    return Step(
        sentence=ngettext(
            "%(n)s nomination has no outcome, and verification has closed",
            "%(n)s nominations have no outcome, and verification has closed",
            number,
        )
        % {"n": number},
        reason=_("Extend the stage for the round or a single region; verdicts are possible again at once."),
        button=_("Open the round's calendar"),
        url=reverse("nominations:calendar", args=[round_.public_id]),
        about=str(round_),
        due_at=closed_at,
        timezone=round_.timezone,
        is_example=round_.edition.is_example,
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
    approver = desk_pieces.approver_of(nomination)
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
        main=partial(desk_pieces.draft_main, actor, nomination, claim, whole),
        aside=partial(desk_pieces.draft_aside, actor, nomination, claim, whole),
        calendar=partial(calendar_of, nomination.round, nomination.home),
    )


@waiting
def offers(actor: Actor) -> Iterable[Step]:
    """For a branch or secretariat that may file on behalf and has no draft of the kind yet."""
    if not actor.may(Permission.DRAFT):
        return
    found = on_behalf_for(actor, clock.now())[:1]
    if found and Nomination.objects.filter(filer__in=actor.organisations(Permission.DRAFT)).exists():
        return
    for offer in found:
        yield Step(
            sentence=_("You can file on behalf of a region"),
            reason=_("Registration is open in %(round)s, category %(category)s.")
            % {"round": offer.round, "category": offer.category},
            button=_("Choose a region"),
            url=reverse("nominations:start"),
            about=offer.filer.name,
            due_at=offer.closes_at,
            timezone=offer.filer.region.timezone if offer.filer.region else offer.round.timezone,
            is_example=offer.round.edition.is_example,
        )
