"""Oddities in a claim, each in one sentence with both figures. They ask for an explanation and never refuse a figure.

Which are looked for, from which limit on, and in which words is data (paritrana.programme.checking); how each is
found stands in oddities.py. Pure: works on the claim as it is, without the database.
"""

from dataclasses import dataclass

from nominations import oddities
from nominations.claim import Claim
from paritrana.programme.checking import Check
from paritrana.programme.rulebook import CategoryRules


@dataclass(frozen=True)
class Remark:
    """One oddity: which rule found it, what it is about (the code of a metric or group), and the sentence.

    `asks`: submission waits until it is explained.
    """

    rule: str
    about: str
    sentence: str
    explained: bool
    asks: bool = True

    @property
    def is_open(self) -> bool:
        """Waits for an explanation."""
        return self.asks and not self.explained


def remarks_on(rules: CategoryRules, claim: Claim) -> list[Remark]:
    """All oddities of a claim, in the order of the rulebook: entry by entry, check by check."""
    found = [_remark(check, oddity, claim) for check in rules.checks for oddity in _find(check, rules, claim)]
    order = [metric.code for metric in rules.metrics] + [group.code for group in rules.groups]
    return sorted(found, key=lambda remark: order.index(remark.about))


def _find(check: Check, rules: CategoryRules, claim: Claim) -> list[oddities.Oddity]:
    finder = oddities.FINDERS.get(check.rule)
    return list(finder(check, rules, claim)) if finder else []


def _remark(check: Check, oddity: oddities.Oddity, claim: Claim) -> Remark:
    figure, group = claim.figures.get(oddity.about), claim.groups.get(oddity.about)
    explained = bool(figure.explanation if figure else group and group.note) or not check.asks
    return Remark(check.rule, oddity.about, str(check.sentence) % oddity.words, explained, check.asks)
