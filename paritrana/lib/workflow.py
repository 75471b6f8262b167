"""The life of a noun as one table: buttons, guards, the diagram in the docs and the exhaustive test read it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from paritrana.lib.verdict import Policy, Verdict, no


@dataclass(frozen=True)
class Transition:
    """One step: the words on its button, the states it may leave, the state it reaches, and who may take it."""

    label: "str | Promise"
    from_: frozenset[str]
    to: str
    policy: Policy

    def verdict(self, actor: Any, noun: Any) -> Verdict:
        """May this actor take the step on this noun, in the state the noun is in now?"""
        if noun.state not in self.from_:
            return no(
                _(
                    "This step is not possible in the present state (%(state)s). Reload the page to see the next step."
                )
                % {"state": noun.get_state_display()}
            )
        return self.policy(actor, noun)


def steps(table: dict[str, Transition], actor: Any, noun: Any) -> Iterable[tuple[str, Transition, Verdict]]:
    """The steps that leave the noun's present state, each with the verdict for this actor."""
    for name, transition in table.items():
        if noun.state in transition.from_:
            yield name, transition, transition.verdict(actor, noun)
