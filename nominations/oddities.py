"""How each oddity is found: a function per rule, from the claim to what is odd and the words for its sentence. Pure."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nominations import counts
from nominations.claim import Claim
from nominations.models import Figure
from nominations.models.claim import CitedEntry
from paritrana.lib.decimals import rounded
from paritrana.programme.checking import Check
from paritrana.programme.rulebook import CategoryRules
from paritrana.web import moments, numbers


@dataclass(frozen=True)
class Oddity:
    """About which metric or group, and the words that the check's sentence is filled with."""

    about: str
    words: dict[str, str]


Found = Iterator[Oddity]


def zero_total(check: Check, rules: CategoryRules, claim: Claim) -> Found:
    """A share of nobody."""
    for figure in _shares(rules, claim):
        if figure.total == 0:
            yield Oddity(figure.metric, {})


def above_100(check: Check, rules: CategoryRules, claim: Claim) -> Found:
    """More covered than there are."""
    for figure in _shares(rules, claim):
        if figure.total and (figure.covered or 0) > figure.total:
            words = {"covered": _count(figure.covered or 0), "total": _count(figure.total)}
            yield Oddity(figure.metric, words | {"share": _percent(_share(figure))})


def parts(check: Check, rules: CategoryRules, claim: Claim) -> Found:
    """A whole that is not the sum of its parts."""
    for metric in rules.metrics:
        whole, each = claim.figures.get(metric.code), [claim.figures.get(code) for code in metric.parts]
        if (
            not each
            or whole is None
            or not whole.is_whole
            or not all(part and part.is_whole for part in each)
        ):
            continue
        covered = sum(part.covered or 0 for part in each if part)
        total = sum(part.total or 0 for part in each if part)
        if (covered, total) != (whole.covered, whole.total):
            words = {"parts": _of(covered, total), "whole": _of(whole.covered or 0, whole.total or 0)}
            yield Oddity(metric.code, words)


def same(check: Check, rules: CategoryRules, claim: Claim) -> Found:
    """Two counts that speak of one thing and differ: options `here` and `there`, each "metric.field"."""
    if not check.options:
        return
    (here, here_name), (there, there_name) = (
        _named(check.options[end], rules, claim) for end in ("here", "there")
    )
    if here is not None and there is not None and here != there:
        words = {
            "here": _count(here),
            "there": _count(there),
            "here_name": here_name,
            "there_name": there_name,
        }
        yield Oddity(check.options["here"].partition(".")[0], words)


def jump(check: Check, rules: CategoryRules, claim: Claim) -> Found:
    """A share that moved by more percentage points than the limit since the edition before."""
    for figure in _shares(rules, claim):
        before = claim.around.before.get(figure.metric)
        if not before or not before.total or before.covered is None or not figure.total:
            continue
        then, now = Fraction(before.covered, before.total), _share(figure)
        if abs(now - then) * 100 > Fraction(check.limit):
            words = {"now": _percent(now), "before": _percent(then), "period": before.period}
            yield Oddity(figure.metric, words | {"change": _points(abs(now - then) * 100)})


def jump_total(check: Check, rules: CategoryRules, claim: Claim) -> Found:
    """A total that changed by more per cent than the limit since the edition before."""
    for figure in _shares(rules, claim):
        before = claim.around.before.get(figure.metric)
        if not before or not before.total or figure.total is None:
            continue
        change = abs(Fraction(figure.total - before.total, before.total)) * 100
        if change > Fraction(check.limit):
            words = {"now": _count(figure.total), "before": _count(before.total), "period": before.period}
            yield Oddity(figure.metric, words | {"change": _points(change)})


PERCENTAGE = re.compile(
    r"(?<![0-9.,])([0-9]{1,3})(?:[.,]([0-9]{1,4}))?\s*(?:%|persen|per cent|percent)", re.I
)


def share_in_text(check: Check, rules: CategoryRules, claim: Claim) -> Found:
    """A percentage in the texts, near a share and yet not what the counts give, however it is rounded."""
    shares = {figure.metric: figure for figure in _shares(rules, claim) if figure.total}
    texts = [row.text for row in claim.statements] + [answer.text for answer in claim.answers.values()]
    for found in (found for text in texts for found in PERCENTAGE.finditer(text)):
        said, places = Fraction(f"{found[1]}.{found[2] or 0}"), len(found[2] or "")
        if any(rounded(_share(figure) * 100, places) == rounded(said, places) for figure in shares.values()):
            continue
        distance = {code: abs(_share(figure) * 100 - said) for code, figure in shares.items()}
        nearest = min(distance, key=lambda code: distance[code], default=None)
        if nearest and distance[nearest] <= Fraction(check.limit):
            figure = shares[nearest]
            counts_ = _of(figure.covered or 0, figure.total or 0)
            yield Oddity(nearest, {"quote": found[0], "counts": counts_, "share": _percent(_share(figure))})


def outside_period(check: Check, rules: CategoryRules, claim: Claim) -> Found:
    """A cut-off date before or after the assessed period."""
    if claim.around.period is None:
        return
    start, end = claim.around.period
    for figure in claim.figures.values():
        if figure.cut_off_on and not start <= figure.cut_off_on <= end:
            days = {"day": figure.cut_off_on, "start": start, "end": end}
            yield Oddity(figure.metric, {name: moments.day(on, _language()) for name, on in days.items()})


def same_file_elsewhere(check: Check, rules: CategoryRules, claim: Claim) -> Found:
    """Evidence that another nominee attached too. Whose it is stays untold."""
    yield from _cited_among(claim.around.filed_elsewhere, claim)


def same_file_before(check: Check, rules: CategoryRules, claim: Claim) -> Found:
    """Evidence that proved figures of an earlier edition."""
    yield from _cited_among(claim.around.filed_before, claim)


def size(check: Check, rules: CategoryRules, claim: Claim) -> Found:
    """A firm larger or smaller than its category: options `metric`, `from`, `to` (of its total)."""
    figure = claim.figures.get(check.options.get("metric", ""))
    if figure is None or figure.total is None:
        return
    least, most = check.options.get("from"), check.options.get("to")
    if (least and figure.total < int(least)) or (most and figure.total > int(most)):
        band = f"{_count(int(least))}–{_count(int(most))}" if least and most else _one_sided(least, most)
        yield Oddity(figure.metric, {"count": _count(figure.total), "band": band})


def beyond_universe(check: Check, rules: CategoryRules, claim: Claim) -> Found:
    """A group with more people than all there are to whom it belongs."""
    for group in rules.groups:
        entry, whole = claim.groups.get(group.code), claim.figures.get(group.within or "")
        if entry and whole and entry.people and whole.total and entry.people > whole.total:
            words = {"people": _count(entry.people), "whole": _count(whole.total)}
            yield Oddity(group.code, words | {"whole_name": str(rules.metric(whole.metric).name).lower()})


def two_figures(check: Check, rules: CategoryRules, claim: Claim) -> Found:
    """A note that names another count near the one typed; within `limit` per cent it is taken to be the same thing."""
    near = Fraction(check.limit) / 100
    for code, group in claim.groups.items():
        for here in (group.people, group.units):
            for there in counts.found_in(group.note):
                if here and there != here and abs(there - here) <= here * near:
                    yield Oddity(code, {"here": _count(here), "there": _count(there)})


def approximate(check: Check, rules: CategoryRules, claim: Claim) -> Found:
    """A figure that its nominee calls approximate."""
    for code, entry in (*claim.figures.items(), *claim.groups.items()):
        if entry.approximate and not entry.is_blank:
            yield Oddity(code, {})


FINDERS: dict[str, Callable[[Check, CategoryRules, Claim], Found]] = {
    finder.__name__: finder
    for finder in (
        zero_total, above_100, parts, same, jump, jump_total, share_in_text, outside_period, same_file_elsewhere,
        same_file_before, size, beyond_universe, two_figures, approximate,
    )
}  # fmt: skip
"""By the rule's code in the data."""


def _shares(rules: CategoryRules, claim: Claim) -> list[Figure]:
    found = [claim.figures.get(metric.code) for metric in rules.metrics if metric.kind == "share"]
    return [figure for figure in found if figure and figure.covered is not None and figure.total is not None]


def _named(path: str, rules: CategoryRules, claim: Claim) -> tuple[int | None, str]:
    code, _dot, field = path.partition(".")
    figure, metric = claim.figures.get(code), rules.metric(code)
    label = str(getattr(metric, field)) or (_("Covered") if field == "covered" else _("All workers"))
    return (getattr(figure, field) if figure else None), f"{metric.name}, {label.lower()}"


def _cited_among(documents: frozenset[int], claim: Claim) -> Found:
    entries: list[tuple[str, CitedEntry]] = [*claim.figures.items(), *claim.groups.items()]
    for code, entry in entries:
        if entry.evidence and entry.evidence.document_id in documents:
            yield Oddity(code, {"file": entry.evidence.file_name})


def _one_sided(least: str | None, most: str | None) -> str:
    if least:
        return _("%(n)s or more") % {"n": _count(int(least))}
    return _("at most %(n)s") % {"n": _count(int(most or 0))}


def _share(figure: Figure) -> Fraction:
    return Fraction(figure.covered or 0, figure.total or 1)


def _language() -> str:
    return get_language() or "id"


def _count(number: int) -> str:
    return numbers.count(number, _language())


def _points(figure: Fraction) -> str:
    return numbers.points(figure, _language(), 2)


def _percent(share: Fraction) -> str:
    return numbers.percent(share, _language())


def _of(covered: int, total: int) -> str:
    return _("%(covered)s of %(total)s") % {"covered": _count(covered), "total": _count(total)}
