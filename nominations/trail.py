"""The trail of one nomination in words: the latest steps, with a person's saves of one entry folded into one line."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from nominations.models import Nomination
from paritrana.audit.models import Event
from paritrana.audit.queries import trail_of
from paritrana.lib.permissions import Actor
from paritrana.programme.rulebook import CategoryRules

LOOKED_AT = 100


@dataclass(frozen=True)
class Line:
    """One line: when (the latest), who, what, why, and how often in a row."""

    at: datetime
    who: str
    what: str
    why: str
    times: int = 1


BETWEEN_OFFICERS = ("nomination.entrust",)
"""Steps whose reason is a note from one officer to another; the desk reads that it was handed over, and no more."""

DESK_VERBS = ("nomination.judge", "nomination.hand_over")
"""Steps of the verification desk, which the nominee learns of when the outcome is told."""


def latest(nomination: Nomination, rules: CategoryRules, most: int, *, with_desk: bool) -> list[Line]:
    """The latest lines, newest first, from the last hundred events. One query. `with_desk`: the verifiers' steps too."""
    lines: list[Line] = []
    events = trail_of(nomination) if with_desk else trail_of(nomination).exclude(verb__in=DESK_VERBS)
    for event in events.reverse()[:LOOKED_AT]:
        why = "" if event.verb in BETWEEN_OFFICERS else event.reason
        line = Line(event.at, event.actor_name, _words(event, rules), why)
        last = lines[-1] if lines else None
        if last and (last.who, last.what, last.why) == (line.who, line.what, line.why):
            lines[-1] = replace(last, times=last.times + 1)
        else:
            lines.append(line)
    return lines[:most]


def of_others(
    nomination: Nomination, rules: CategoryRules, actor: Actor, most: int = 5
) -> tuple[datetime | None, list[Line]]:
    """(when the actor last did something here, what others have done since, newest first). One query.

    The visit itself leaves no trace, so what counts is the last step. Steps of the verification desk are left out.
    """
    events = list(trail_of(nomination).exclude(verb__in=DESK_VERBS).reverse()[:LOOKED_AT])
    mine = next((n for n, event in enumerate(events) if event.actor_id == actor.user_id), None)
    since = (events[mine].last_at or events[mine].at) if mine is not None else None
    lines: list[Line] = []
    for event in events[:mine]:
        line = Line(event.last_at or event.at, event.actor_name, _words(event, rules), event.reason)
        if not any((line.who, line.what) == (one.who, one.what) for one in lines):
            lines.append(line)
    return since, lines[:most]


def _words(event: Event, rules: CategoryRules) -> str:
    what = WORDS[event.verb]() if event.verb in WORDS else event.verb
    name = _name_of(next(iter(event.changes), ""), rules)
    return f"{what}: {name}" if name else what


def _name_of(path: str, rules: CategoryRules) -> str:
    """The entry that a changed field belongs to: figure.formal.covered is the name of the metric `formal`."""
    kind, _dot, rest = path.partition(".")
    if kind in {"regulation", "statement"}:
        return _("Regulation") if kind == "regulation" else _("Paragraph")
    code = rest.partition(".")[0]
    names = {"figure": rules.metrics, "group": rules.groups, "answer": rules.questions}.get(kind, ())
    return next((str(one.name) for one in names if one.code == code), "")


WORDS = {
    "nomination.start": lambda: _("Draft begun"),
    "nomination.take_over": lambda: _("Taken over by the nominee"),
    "nomination.save": lambda: _("Entry saved"),
    "nomination.copy": lambda: _("Texts copied from the last nomination"),
    "nomination.confirm": lambda: _("Copied text looked at"),
    "nomination.entrust": lambda: _("Handed to another officer"),
    "nomination.add": lambda: _("Row added"),
    "nomination.remove": lambda: _("Row or file removed"),
    "nomination.attach": lambda: _("File attached"),
    "nomination.replace": lambda: _("File replaced"),
    "nomination.cite": lambda: _("Evidence pointed to"),
    "nomination.submit": lambda: _("Submitted"),
    "nomination.withdraw": lambda: _("Withdrawn"),
    "nomination.judge": lambda: _("Verdict on a figure"),
    "nomination.hand_over": lambda: _("Taken in hand"),
    "nomination.give_back": lambda: _("Returned to be mended"),
    "nomination.promote": lambda: _("Sent on by the province"),
    "nomination.verify": lambda: _("Verification ended"),
    "nomination.declare_ineligible": lambda: _("Declared ineligible"),
    "nomination.mark_absent": lambda: _("Marked as absent"),
}
"""The verbs of the trail; called when shown, in the reader's language."""
