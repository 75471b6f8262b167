"""What waits for assessor, chair, secretariat and decider."""

from collections.abc import Iterable
from functools import partial

from django.db.models import Exists, OuterRef, prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessment.interview import desk as desk_interview  # noqa: F401 its steps register themselves
from assessment.models import Answer, Invitation, PanelState, SignOffState, Snapshot
from assessment.policies.sheet import must_score
from assessment.queries.doors import (
    READERS,
    in_regions,
    panels_seen_by,
    rules_for,
    seats_seen_by,
    snapshots_seen_by,
)
from assessment.queries.panel import completeness_of_each
from assessment.queries.queue import queues_of, stage_in_hand, with_open_sheets
from assessment.steps import RANKED, next_step_of
from paritrana.lib.permissions import Actor, Permission
from paritrana.programme.calendar import bring_stages, calendar_of, stage_of
from paritrana.programme.queries import stages_along
from paritrana.web.desk import Fact, Piece, Step, place, waiting

place(gettext_lazy("Queue"), "assessment:home", Permission.SCORE, order=20)
place(
    gettext_lazy("Panels"), "assessment:panels", Permission.SEAT, Permission.LEAD, Permission.AUDIT, order=35
)
place(
    gettext_lazy("Rounds"),
    "assessment:rounds",
    Permission.VERIFY,
    Permission.DECIDE,
    Permission.AUDIT,
    order=28,
)
place(gettext_lazy("Rankings"), "assessment:rankings", *READERS, order=40)
place(
    gettext_lazy("Decisions"),
    "assessment:decisions",
    Permission.PREPARE,
    Permission.DECIDE,
    Permission.AUDIT,
    order=45,
)

MOST = 5
"""Panels looked into for one desk; whoever has more finds them in the list."""


@waiting
def invitations(actor: Actor) -> Iterable[Step]:
    """For everyone: seats one is offered and has not answered."""
    if not (actor.may(Permission.SCORE) or actor.may(Permission.LEAD)):
        return
    offered = Invitation.objects.filter(user_id=actor.user_id, answer=Answer.WAITING)
    for offer in offered.select_related("panel__round__region", "panel__round__edition", "panel__category")[
        :MOST
    ]:
        yield Step(
            sentence=_("You are offered a seat on a panel"),
            reason=_("%(duty)s. Until you accept nothing of the panel opens to you.")
            % {"duty": offer.get_duty_display()},
            button=_("Answer the invitation"),
            url=reverse("assessment:invitation", args=[offer.public_id]),
            about=str(offer.panel),
            timezone=offer.panel.round.timezone,
            is_example=offer.panel.round.edition.is_example,
        )


@waiting
def sheets(actor: Actor) -> Iterable[Step]:
    """For assessors: each seat with sheets to sign, with its deadline."""
    if not actor.may(Permission.SCORE):
        return
    seen = with_open_sheets(seats_seen_by(actor).exclude(panel__state=PanelState.CLOSED))
    seats = list(
        seen.prefetch_related(None).annotate(stages=stages_along("panel__round")).order_by("-id")[:MOST]
    )
    for seat in seats:
        bring_stages(seat.panel.round, seat.stages)
    for queue in queues_of([(seat, rules_for(seat, seat.panel)) for seat in seats]):
        seat, following = queue.seat, queue.next_after()
        if following is None:
            continue
        left = queue.total - queue.done
        yield Step(
            sentence=ngettext("%(n)d sheet waits for you", "%(n)d sheets wait for you", left) % {"n": left},
            reason=_("%(stage)s: %(done)d of %(total)d are signed. Next: %(name)s.")
            % {"stage": queue.stage_words, "done": queue.done, "total": queue.total, "name": following.name},
            button=_("Open the sheet"),
            task=following.name,
            url=reverse("assessment:sheet", args=[following.sheet]),
            about=str(seat.panel),
            due_at=queue.closes_at,
            timezone=seat.panel.round.timezone,
            facts=(Fact(_("Signed"), str(queue.done), _("of %(n)s") % {"n": queue.total}),),
            main=partial(Piece, "assessment/_desk_sheets.html", {"queue": queue}),
            calendar=partial(calendar_of, seat.panel.round),
            is_example=seat.panel.round.edition.is_example,
        )


@waiting
def panels(actor: Actor) -> Iterable[Step]:
    """For secretariat and chair: the next step of each panel that is theirs to take."""
    if not (actor.may(Permission.SEAT) or actor.may(Permission.LEAD)):
        return
    mine = in_regions(actor.regions(Permission.SEAT) | actor.regions(Permission.LEAD))
    seen = panels_seen_by(actor).filter(mine).prefetch_related(None).prefetch_related("seats")
    shown = list(seen.annotate(stages=stages_along("round")).order_by("-id")[: MOST * 4])
    for panel in shown:
        bring_stages(panel.round, panel.stages)
    if actor.may(Permission.RANK):
        prefetch_related_objects(shown, RANKED)
    rules_of = {panel: rules_for(panel, panel) for panel in shown}
    counted = completeness_of_each([(panel, stage_in_hand(rules_of[panel], panel)) for panel in shown])
    for panel, rules in rules_of.items():
        done, stage = counted[panel.pk], must_score(rules, panel)
        window = stage_of(panel.round, stage) if stage else None
        if found := next_step_of(actor, panel, rules, done):
            yield Step(
                sentence=found.sentence,
                reason=found.reason,
                button=found.button,
                url=reverse("assessment:panel", args=[panel.public_id])
                if found.data is not None
                else found.url,
                about=str(panel),
                due_at=window.closes_at if window else None,
                timezone=panel.round.timezone,
                is_example=panel.round.edition.is_example,
                main=partial(Piece, "assessment/_desk_panel.html", {"done": done}),
                calendar=partial(calendar_of, panel.round),
            )
        elif stage and done.signed < done.total:
            yield Step(
                sentence=_("%(signed)s of %(total)s sheets are signed")
                % {"signed": done.signed, "total": done.total},
                reason=_(
                    "The panel can close once all have signed. The page shows who is complete, never a score."
                ),
                button=_("See who is complete"),
                url=reverse("assessment:panel", args=[panel.public_id]),
                about=str(panel),
                due_at=window.closes_at if window else None,
                timezone=panel.round.timezone,
                is_example=panel.round.edition.is_example,
                main=partial(Piece, "assessment/_desk_panel.html", {"done": done}),
                calendar=partial(calendar_of, panel.round),
            )


@waiting
def rankings_to_check(actor: Actor) -> Iterable[Step]:
    """For auditors: the newest snapshots that wait for their word."""
    if not actor.may(Permission.AUDIT):
        return
    newer = Snapshot.objects.filter(
        panel=OuterRef("panel"),
        ranking=OuterRef("ranking"),
        number__gt=OuterRef("number"),
        is_rehearsal=False,
    )
    waiting_ = snapshots_seen_by(actor).filter(signoff__state=SignOffState.WAITING).exclude(Exists(newer))
    for snapshot in waiting_.exclude(taken_by=actor.user_id).order_by("-id")[:MOST]:
        name = rules_for(snapshot, snapshot.panel).ranking(snapshot.ranking).name
        yield Step(
            sentence=_("“%(ranking)s” waits for the auditor") % {"ranking": name},
            reason=_(
                "Nothing official leaves before you have signed it off: chain, recount, conflicts, findings, reasons."
            ),
            button=_("Check the ranking"),
            url=reverse("assessment:signoff", args=[snapshot.public_id]),
            about=str(snapshot.panel),
            timezone=snapshot.panel.round.timezone,
            calendar=partial(calendar_of, snapshot.panel.round),
            is_example=snapshot.panel.round.edition.is_example,
        )
