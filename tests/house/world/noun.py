"""What an address names, as the access matrix needs it."""

from dataclasses import dataclass
from typing import Any

from nominations.models import Nomination
from paritrana.accounts.models import User
from paritrana.programme.models import Edition, Round


@dataclass(frozen=True)
class Noun:
    """What an address names, with the round and organisation it belongs to."""

    kwargs: dict[str, Any]
    round: Round
    organisation: Any = None
    owner: User | None = None


class Nouns:
    """Finds nouns of the example edition; the nouns of one app stand in a class of their own."""

    edition: Edition

    def _of(self, row: Any, nomination: Nomination, **kwargs: Any) -> Noun:
        return Noun({"public_id": row.public_id, **kwargs}, nomination.round, nomination.organisation)
