"""The way of a nomination where the region is of another kind: filed, counted by name in a recap, verified."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from nominations import actions
from nominations.actions import recap as recaps
from nominations.actions import recap_work
from nominations.models import State
from nominations.recap.comparing import gaps_of
from paritrana.lib import clock
from tests.factories.nominations import a_region, judge_all, make_nomination, verifier_of

pytestmark = pytest.mark.django_db

ODD = {"formal": (1, 1), "informal": (0, 99_999_999), "arrears_months": "0"}
"""The smallest and the largest that anyone may file without an explanation."""
HEAD = "kode_wilayah,nama,segmen,periode,peserta,jumlah\n"


@pytest.mark.parametrize(
    ("code", "spelled"),
    [
        ("96.71", "Kota Sorong"),  # of a province that came out of another, beside a regency of that name
        ("93.01", "Kab. Merauke"),  # likewise
        ("32.16", "KAB. BEKASI"),  # a regency beside a city of that name
        ("31.71", "Kota Adm. Jakarta Pusat"),  # an administrative city
        ("12.77", "Kota Padang Sidimpuan"),  # known under another spelling
    ],
)
def test_a_region_of_any_kind_is_filed_counted_and_verified(code, spelled):
    nomination = make_nomination(State.SUBMITTED, region=a_region(code), figures=ODD)
    by = verifier_of(nomination.round)
    table = f"{HEAD},{spelled},PU,2025-12,1,1\n,{spelled},BPU,2025-12,7,9\n"
    upload = SimpleUploadedFile("rekap.csv", table.encode())
    recap = recaps.bring(nomination.round, upload=upload, as_of=date(2025, 12, 31), by=by)
    recap_work.work_on(recap.pk)
    recaps.load(type(recap).objects.get(pk=recap.pk), by=by)
    recap_work.work_on(recap.pk)
    assert set(recap.counts.values_list("region__code", flat=True)) == {code}
    (gap,) = gaps_of(recap)
    assert (gap.metric, gap.recap) == ("informal", (7, 9))
    finding = nomination.findings.get()
    with clock.set_to(finding.due_at):  # nobody has answered
        actions.settle(finding, by=by, text="Tidak dijawab.")
        judge_all(nomination, by)
        assert actions.verify(nomination, by=by).state == State.VERIFIED
