"""Whole pools at once, for tests and measurements in which size is the point and not how a row came to be."""

from collections.abc import Iterable

from assessment.actions.sheet import receipt
from assessment.models import Clearance, Panel, ScoreSheet, Seat, SheetState
from assessment.rehearsal import score_of
from nominations.models import Nomination, Verification
from paritrana.accounts.models import Organisation, OrganisationKind
from paritrana.lib import clock
from paritrana.lib.digest import sha256_of
from paritrana.programme.models import Round
from paritrana.programme.reading import rules_of
from paritrana.regions.models import Region
from tests.factories.assessment import make_nomination


def verified_pool(round_: Round, pool: Iterable[Region] | int) -> list[Nomination]:
    """A verified nomination of each region's government (of so many without a region), each with other figures than the next."""
    regions: list[Region | None] = [None] * pool if isinstance(pool, int) else list(pool)
    first = regions[0] or Region.objects.filter(province__isnull=False).order_by("code")[0]
    pattern, now = make_nomination(round_, first.code), clock.now()
    organisations = Organisation.objects.bulk_create(
        (
            Organisation(
                kind=OrganisationKind.GOVERNMENT,
                region=region or first,
                name=f"Pemerintah {region.name if region else number} (contoh)",
            )
            for number, region in enumerate(regions[1:])
        ),
        batch_size=2000,
    )
    kept = [field for field in Nomination._meta.concrete_fields if field.name not in ("id", "public_id")]
    facts = {field.attname: getattr(pattern, field.attname) for field in kept if field.name != "region"}
    rows = Nomination.objects.bulk_create(
        (
            Nomination(**facts | {"organisation_id": organisation.pk, "region": region})
            for organisation, region in zip(organisations, regions[1:], strict=True)
        ),
        batch_size=2000,
    )
    judged = list(pattern.verifications.all())
    Verification.objects.bulk_create(
        (
            Verification(
                nomination=row,
                metric=one.metric,
                verdict=one.verdict,
                reason=one.reason,
                covered=one.covered and max(0, one.covered - 5 * number % one.covered),
                total=one.total,
                value=one.value,
                verified_at=now,
                verified_by_id=one.verified_by_id,
            )
            for number, row in enumerate(rows, start=1)
            for one in judged
        ),
        batch_size=2000,
    )
    return [pattern, *rows]


def signed_by_all(
    panel: Panel,
    stage: str,
    nominations: Iterable[Nomination],
    *,
    seed: int,
    seats: Iterable[Seat] | None = None,
) -> None:
    """A signed sheet of every assessor (of those `seats`) for every nomination, on scores generated from the seed.

    Whoever is cleared already stays so.
    """
    nominations, now = list(nominations), clock.now()
    seats = [seat for seat in (panel.seats.all() if seats is None else seats) if seat.is_assessor]
    Clearance.objects.bulk_create(
        (Clearance(seat=seat, nomination=one, made_at=now) for seat in seats for one in nominations),
        ignore_conflicts=True,
    )
    ScoreSheet.objects.filter(seat__in=seats, stage=stage).delete()
    sheets = []
    for one in nominations:
        for seat in seats:
            scores = {
                criterion.code: score_of(
                    criterion, f"{seed} {one.pk} {criterion.code}", f"{seed} {seat.label} {one.pk}"
                )
                for criterion in rules_of(panel.category).assessed_in(stage)
            }
            sheet = ScoreSheet(
                seat=seat,
                nomination=one,
                stage=stage,
                state=SheetState.SIGNED,
                scores=scores,
                saved_at=now,
                signed_at=now,
                signed_by_id=seat.user_id,
            )
            sheet.digest = sha256_of(receipt(sheet))
            sheets.append(sheet)
    ScoreSheet.objects.bulk_create(sheets, batch_size=1000)
