"""What a ranking shows of each nomination beside rank and name: the columns an asker chooses from. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from paritrana.programme.rulebook import CategoryRules, Ranking


@dataclass(frozen=True)
class Shown:
    """A column: its code in addresses and orders, its head, the weight below it where it has one, and what it holds."""

    code: str
    title: "str | Promise"
    weight: str = ""
    is_points: bool = False

    @property
    def kind(self) -> str:
        """aspect, criterion, or the code itself."""
        return self.code.partition(":")[0]

    @property
    def key(self) -> str:
        """The code of the aspect or criterion."""
        return self.code.partition(":")[2]


def offered(rules: CategoryRules, ranking: Ranking) -> list[Shown]:
    """All columns in the order in which they stand, whatever the order they are asked in."""
    points = []
    for aspect in ranking.aspects:
        points.append(Shown(f"aspect:{aspect.code}", aspect.name, aspect.weight, is_points=True))
        points += [
            Shown(f"criterion:{code}", rules.criterion(code).name, weight, is_points=True)
            for code, weight in aspect.criteria
        ]
    return [
        Shown("province", _("Province")),
        Shown("zone", _("Zone")),
        *points,
        Shown("total", _("Total"), is_points=True),
        Shown("decided", _("Separated by")),
        Shown("selection", _("Selection")),
        Shown("remarks", _("Remarks")),
    ]


def usual(rules: CategoryRules, ranking: Ranking) -> list[Shown]:
    """The columns of somebody who has not chosen."""
    return [shown for shown in offered(rules, ranking) if shown.kind not in ("province", "zone", "criterion")]


def chosen(rules: CategoryRules, ranking: Ranking, codes: Iterable[str]) -> list[Shown]:
    """The offered columns among these codes, the usual ones for none."""
    wanted = set(codes)
    return [shown for shown in offered(rules, ranking) if shown.code in wanted] or usual(rules, ranking)
