"""Oddities in a claim, each in one sentence with both figures. They ask for an explanation and never refuse a figure.

Pure: works on figures and groups as they are, without the database.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nominations import counts
from nominations.models import Figure, ProtectedGroup
from paritrana.programme.rulebook import CategoryRules, Metric
from paritrana.web import numbers

NEAR = Fraction(1, 10)
"""Two counts within a tenth of one another are taken to speak of the same thing."""


@dataclass(frozen=True)
class Remark:
    """One oddity: which rule found it, what it is about (the code of a metric or group), and the sentence.

    `asks`: submission waits until it is explained.
    """

    rule: str
    about: str
    sentence: "str | Promise"
    explained: bool
    asks: bool = True

    @property
    def is_open(self) -> bool:
        """Waits for an explanation."""
        return self.asks and not self.explained


def remarks_on(
    rules: CategoryRules, figures: Mapping[str, Figure], groups: Mapping[str, ProtectedGroup]
) -> list[Remark]:
    """All oddities of a claim, in the order of the rulebook."""
    found: list[Remark] = []
    for metric in rules.metrics:
        if metric.kind == "share" and (figure := figures.get(metric.code)):
            found += _of_share(figure)
            found += _of_whole(metric, figure, figures)
    for group in rules.groups:
        if entry := groups.get(group.code):
            found += _of_group(entry)
    return found


def _of_share(figure: Figure) -> Iterator[Remark]:
    covered, total, explained = figure.covered, figure.total, bool(figure.explanation)
    if covered is None or total is None:
        return
    if total == 0:
        yield Remark(
            "zero_total", figure.metric, _("The total is 0, so no share can be computed."), explained
        )
    elif covered > total:
        words = {"covered": _count(covered), "total": _count(total), "share": _percent(covered, total)}
        sentence = _("%(covered)s of %(total)s is %(share)s: more are covered than there are.") % words
        yield Remark("above_100", figure.metric, sentence, explained)


def _of_whole(metric: Metric, figure: Figure, figures: Mapping[str, Figure]) -> Iterator[Remark]:
    parts = [figures.get(code) for code in metric.parts]
    if not parts or not figure.is_whole or any(part is None or not part.is_whole for part in parts):
        return
    covered = sum(part.covered or 0 for part in parts if part)
    total = sum(part.total or 0 for part in parts if part)
    if (covered, total) == (figure.covered, figure.total):
        return
    words = {
        "parts": _of(covered, total),
        "whole": _of(figure.covered or 0, figure.total or 0),
    }
    sentence = _("The parts add up to %(parts)s; here it says %(whole)s.") % words
    yield Remark("parts", figure.metric, sentence, bool(figure.explanation))


def _of_group(group: ProtectedGroup) -> Iterator[Remark]:
    for here in (group.people, group.units):
        for there in counts.found_in(group.note):
            if here and there != here and abs(there - here) <= here * NEAR:
                words = {"here": _count(here), "there": _count(there)}
                sentence = _("%(here)s here, %(there)s in the note.") % words
                # The note that names the other figure is itself the explanation.
                yield Remark("two_figures", group.group, sentence, explained=True, asks=False)


def _count(number: int) -> str:
    return numbers.count(number, get_language() or "id")


def _percent(covered: int, total: int) -> str:
    return numbers.percent(Fraction(covered, total), get_language() or "id")


def _of(covered: int, total: int) -> str:
    return _("%(covered)s of %(total)s") % {"covered": _count(covered), "total": _count(total)}
