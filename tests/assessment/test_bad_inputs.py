"""What comes wrong to the desk and is said so: what other files of this folder do not try already."""

import pytest

from assessment.actions import sheet as sheets
from assessment.models import ScoreSheet
from assessment.spelling import read_score
from paritrana.lib.verdict import Refused
from paritrana.programme.rulebook import Criterion
from paritrana.programme.words import Words
from tests.factories.assessment import assessor_of, close, composed_panel, fill, judged_panel, middling, sign

pytestmark = pytest.mark.django_db


def own(panel):
    return (
        ScoreSheet.objects.filter(seat__panel=panel)
        .select_related("seat__user", "seat__panel__category")
        .order_by("id")
    )


def test_a_panel_below_its_quorum_closes_only_with_a_reason():
    panel = composed_panel(assessors=2, reserves=0, quorum=3)
    for sheet in own(panel):
        sign(sheet)
    with pytest.raises(Refused, match="2.*3"):
        close(panel)
    assert close(panel, reason="Satu penilai wafat.").state == "documents_closed"


def test_a_complete_draft_is_not_signed_after_the_close():
    sheet = own(judged_panel(nominations=1, assessors=2)).first()
    saved = fill(sheet, middling(sheet))
    close(sheet.seat.panel, reason="Waktu habis.")
    with pytest.raises(Refused):
        sheets.sign(sheet, version=saved.version, by=assessor_of(sheet))
    assert own(sheet.seat.panel).first().state == "draft"


@pytest.mark.parametrize(
    ("typed", "stored"), [("8,5", "8.5"), ("8.5", "8.5"), (" 08,50 ", "8.5"), ("8,25", None), ("8,5,0", None)]
)
def test_half_steps_are_written_with_comma_or_point(typed, stored):
    scale = {"kind": "range", "min": "0", "max": "10", "step": "0.5"}
    name = Words("Gagasan", "Idea")
    criterion = Criterion("idea", "assessed", name, name, scale, None, "document", {})
    if stored is None:
        with pytest.raises(Refused):
            read_score(typed, criterion)
    else:
        assert read_score(typed, criterion) == stored
