"""What the archive knows of former places, for the cool-down of a ranking (assessment.queries.cooldown)."""

from assessment.models import Panel
from assessment.queries.cooldown import records
from ceremony.models.archive import ArchiveAward, ArchiveEdition, Certainty


@records
def archived(panel: Panel, rank: int) -> dict[int, set[int]]:
    """{edition before the panel's: ids of the regions placed up to that rank}, in two queries.

    Only what a source states beyond doubt: a rank that nobody printed, a weak source and rivals keep nobody from a place.
    """
    round_ = panel.round
    before = ArchiveEdition.objects.filter(number__lt=round_.edition.number)
    found: dict[int, set[int]] = {number: set() for number in before.values_list("number", flat=True)}
    awards = ArchiveAward.objects.filter(
        edition__number__in=found,
        level=round_.level,
        province=round_.region_id,
        category=panel.category.code,
        rank__lte=rank,
        region__isnull=False,
        certainty=Certainty.SURE,
        conflict_group="",
    )
    for number, region in awards.values_list("edition__number", "region_id"):
        found[number].add(region)
    return found
