"""The walk down the order that gives out winner and reserve places."""

from collections import Counter
from itertools import groupby

from assessment.scoring.order import Ranked
from assessment.scoring.pack import Nomination, Rules


def select(rules: Rules, ranked: list[Ranked]) -> dict[str, str]:
    """Return the outcome of each ranked nomination by id.

    `winner`, `reserve`, `none`, `special` (cool-down), `quota` (its group is full), `undecided` (the plenary
    decides) or `pending` (depends on that).
    """
    walk = _Walk(rules)
    for _, members in groupby(ranked, key=lambda item: item.rank):
        walk.give([item.reckoning.nomination for item in members])
    return walk.outcomes


class _Walk:
    """The places left and the winners of each quota group on the way down."""

    def __init__(self, rules: Rules) -> None:
        self.quota = rules.quota
        self.winners = rules.winners
        self.reserves = rules.reserves
        self.won: Counter[str | None] = Counter()
        self.pending = False
        self.outcomes: dict[str, str] = {}

    def give(self, members: list[Nomination]) -> None:
        """Decide the members of one rank."""
        if self.pending:
            self._mark(members, "pending")
            return
        cooling = [member for member in members if member.cooldown]
        members = [member for member in members if not member.cooldown]
        self._mark(cooling, "special" if self.winners > 0 else "none")
        full = [member for member in members if self._is_full(member)]
        members = [member for member in members if not self._is_full(member)]
        self._mark(full, "quota" if self.winners + self.reserves > 0 else "none")
        if members:
            self._give_places(members)

    def _give_places(self, members: list[Nomination]) -> None:
        if self.winners > 0 and len(members) <= self.winners and self._within_quota(members):
            self._mark(members, "winner")
            self.winners -= len(members)
            self.won.update(member.group for member in members)
        elif self.winners == 0 and 0 < len(members) <= self.reserves:
            self._mark(members, "reserve")
            self.reserves -= len(members)
        elif self.winners == self.reserves == 0:
            self._mark(members, "none")
        else:
            self._mark(members, "undecided")
            # With a quota, what follows depends on whom the plenary takes; without one only on how many.
            self.pending = self.quota is not None
            taken = min(len(members), self.winners)
            self.winners -= taken
            self.reserves -= min(len(members) - taken, self.reserves)

    def _is_full(self, member: Nomination) -> bool:
        return self.quota is not None and self.won[member.group] >= self.quota.most

    def _within_quota(self, members: list[Nomination]) -> bool:
        if self.quota is None:
            return True
        groups = Counter(member.group for member in members)
        return all(self.won[group] + count <= self.quota.most for group, count in groups.items())

    def _mark(self, members: list[Nomination], outcome: str) -> None:
        self.outcomes.update((member.id, outcome) for member in members)
