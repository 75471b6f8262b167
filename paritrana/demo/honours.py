"""The ceremony of the example's published round: a hall, a running order, guests and prizes, all of it invented."""

from datetime import timedelta

from assessment.models import Decision
from ceremony.actions import ceremony as ceremonies
from ceremony.models import Ceremony
from paritrana.lib import clock
from paritrana.lib.permissions import Actor


def ceremony_of(decision: Decision, *, by: Actor) -> Ceremony:
    """Plans the ceremony of a published decision a week ahead, postponed once, with offices at every place."""
    round_ = decision.panel.round
    begins = clock.now().replace(hour=3, minute=0, second=0, microsecond=0) + timedelta(days=7)
    ceremony = ceremonies.plan(
        [round_],
        by=by,
        title=f"Contoh: Penganugerahan Provinsi {round_.region}",
        mode="hybrid",
        place="Aula kantor gubernur (contoh)",
        planned_at=begins,
    )
    ceremonies.bring_in(ceremony, by=by)
    for handover in ceremony.handovers.select_related("award__nomination__region"):
        ceremonies.set_people(
            handover,
            by=by,
            presenter=f"Gubernur {round_.region}",
            presenter_capacity="head",
            receiver=f"Kepala daerah {handover.award.nomination.region}",
            receiver_capacity="deputy" if handover.position % 2 else "head",
        )
        ceremonies.promise(handover, by=by, kind="trophy", description="contoh")
    for office, organisation in (
        ("Kepala dinas tenaga kerja", f"Pemerintah Provinsi {round_.region}"),
        ("Kepala kantor wilayah", "BPJS Ketenagakerjaan"),
    ):
        ceremonies.invite(ceremony, by=by, office=office, organisation=organisation, seat="A")
    return ceremonies.postpone(
        ceremony,
        by=by,
        planned_at=begins + timedelta(days=7),
        place=ceremony.place,
        reason="Contoh: aula dipakai acara lain",
    )
