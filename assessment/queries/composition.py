"""The composition of a panel, and which of its places are filled."""

from dataclasses import dataclass

from assessment.models import Answer, Invitation, Panel, Seat
from paritrana.programme.compositions import FREE, Composition, Place, composition_in, compositions_in
from paritrana.programme.models import Edition, Rulebook


def rulebook_key(edition: Edition) -> int | None:
    """The key of the rules in force in an edition."""
    newest = Rulebook.objects.filter(edition=edition).order_by("-version").values_list("pk", flat=True)
    return newest.first()


def composition_of(panel: Panel, key: int | None = None) -> Composition:
    """The seats and rules of the panel by the rulebook (`key`, where it is at hand); FREE for one without a composition."""
    if not panel.composition:
        return FREE
    key = key or getattr(panel, "rulebook_pk", None) or rulebook_key(panel.round.edition)
    return composition_in(key, panel.composition) if key else FREE


def compositions_for(edition: Edition, level: str) -> list[Composition]:
    """The compositions that a new panel of that level may have, the proposed one first."""
    key = rulebook_key(edition)
    return [found for found in compositions_in(key) if found.level == level] if key else []


@dataclass(frozen=True)
class PlaceRow:
    """A place of the composition: who sits there, who has been asked."""

    place: Place
    seats: list[Seat]
    waiting: list[Invitation]

    @property
    def is_vacant(self) -> bool:
        """Nobody sits there and nobody has been asked."""
        return not self.seats and not self.waiting


def places_of(panel: Panel, seats: list[Seat], invitations: list[Invitation]) -> list[PlaceRow]:
    """The composition's places with the sitting seats and the unanswered invitations that name them."""
    return [
        PlaceRow(
            place,
            [seat for seat in seats if seat.place == place.code and seat.is_sitting],
            [offer for offer in invitations if offer.place == place.code and offer.answer == Answer.WAITING],
        )
        for place in composition_of(panel).places
    ]
