"""Papers of a session: the day sheet before it, the minutes after it."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from assessment.interview.policies import may_watch, presiding_seat
from assessment.models import Conflict, Interview, Session
from assessment.models.interview import HELD, OFF
from assessment.queries.doors import rules_for
from assessment.queries.interview_doors import sessions_seen_by, whole
from assessment.queries.room import board_of
from paritrana.documents.press import pdf
from paritrana.documents.registry import Product, Progress
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused

DAY_SHEET = "assessment.day_sheet"


def build_day_sheet(actor: Actor, parameters: dict[str, Any], progress: Progress) -> Product:
    """Who appears when, with the nominees' zones, who comes, and who steps out; without any score."""
    session = _session(actor, parameters)
    progress(0, 1)
    turns = list(
        whole(Interview.objects.filter(session=session))
        .exclude(state__in=OFF)
        .prefetch_related("delegates")
        .order_by("starts_at", "id")
    )
    away: dict[int, list[str]] = {}
    for nomination, number, title in Conflict.objects.filter(
        seat__panel=session.panel, nomination__in=[turn.nomination_id for turn in turns]
    ).values_list("nomination_id", "seat__number", "seat__title"):
        away.setdefault(nomination, []).append(f"{number} {title}".strip())
    context = {
        "session": session,
        "rows": [(turn, away.get(turn.nomination_id, [])) for turn in turns],
        "rules": rules_for(session, session.panel).interview,
        "seats": [seat for seat in session.panel.seats.all() if seat.ended_at is None],
        "zone": session.panel.round.timezone,
    }
    content = pdf.render("print/assessment/day_sheet.html", context, get_language() or "id")
    progress(1, 1)
    return Product(content, f"lembar-harian-{session.public_id}.pdf", pdf.MEDIA_TYPE)


def build_minutes(actor: Actor, parameters: dict[str, Any], progress: Progress) -> Product:
    """What happened, turn by turn: attendance, questions, how many sheets count, changes with reasons. No score stands in it."""
    session = _session(actor, parameters)
    rules = rules_for(session, session.panel)
    turns = list(whole(Interview.objects.filter(session=session)).order_by("starts_at", "id"))
    boards = []
    for place, turn in enumerate(turns):
        progress(place, len(turns))
        board = board_of(session, rules, chosen=turn.public_id)
        names = {criterion.code: criterion.name for criterion in rules.assessed_in("interview")}
        boards.append(
            {
                "turn": turn,
                "held": turn.state in HELD,
                "board": board,
                "delegates": list(turn.delegates.all()),
                "questions": list(turn.questions.select_related("seat")),
                "changes": [(one, names.get(one.criterion, one.criterion)) for one in board.changes],
            }
        )
    context = {
        "session": session,
        "turns": boards,
        "chair": presiding_seat(session),
        "zone": session.panel.round.timezone,
    }
    content = pdf.render("print/assessment/minutes.html", context, get_language() or "id", archive=True)
    progress(len(turns), len(turns))
    return Product(content, f"berita-acara-wawancara-{session.public_id}.pdf", pdf.MEDIA_TYPE)


def _session(actor: Actor, parameters: dict[str, Any]) -> Session:
    session = sessions_seen_by(actor).filter(public_id=parameters["session"]).first()
    if session is None:
        raise Refused(_("This session is not there, or you may no longer see it."))
    may_watch(actor, session).require()
    return session
