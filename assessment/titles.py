"""Under which title a winner of a ranking is honoured. Pure but for the name of a zone or province."""

from assessment.models import Placing
from assessment.queries.pool import FINAL
from paritrana.programme.rulebook import Ranking


def title_of(placing: Placing, ranking: Ranking) -> str:
    """The title a winner's place stands for, in Indonesian as on the certificate.

    Of the final ranking Terbaik I, Terbaik II …; of any other its own name, followed by the zone or province where each
    has one winner (quota), or else by the rank where there are several winner places.
    """
    if ranking.code == FINAL:
        return f"Terbaik {roman(placing.rank or 0)}"
    quota = ranking.selection.get("quota")
    home = placing.nomination.region or placing.nomination.organisation.region
    if quota and quota["max"] == 1 and home:
        return f"{ranking.name.id} {home.get_zone_display() if quota['by'] == 'zone' else (home.province or home).name}"
    if int(ranking.selection["winners"]) > 1:
        return f"{ranking.name.id} {roman(placing.rank or 0)}"
    return ranking.name.id


def roman(number: int) -> str:
    """1 → I, 4 → IV, as titles number their places."""
    written = ""
    for value, letters in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        written, number = written + letters * (number // value), number % value
    return written
