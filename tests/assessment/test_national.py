"""The shape of the national round of 2018, end to end: 107 nominations, 13 invited, interviews, places.

The regions are real, the figures and scores are generated from a seed and the edition is marked as an example. Bulk rows
stand for what other tests walk through the actions (filing, verifying, writing sheets); everything from the close on is done
by the actions themselves.
"""

import copy
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from assessment import scoring, work
from assessment.actions import decision as decisions
from assessment.actions import job as jobs
from assessment.actions import notice
from assessment.actions import panel as panels
from assessment.chosen import ChosenForm
from assessment.invariants import altered_sheets
from assessment.models import OutcomeNotice, Snapshot
from assessment.queries.invited import invited
from assessment.queries.pack import pack_of, result_of
from assessment.reports import workbook
from paritrana.accounts.queries import actor_of
from paritrana.programme.reading import rules_of
from paritrana.regions.models import Region
from tests.assessment.reckoned import evaluated
from tests.assessment.recount import recount
from tests.factories.assessment import (
    cleared,
    close,
    seat_assessor,
    seat_chair,
    secretariat_of,
    shift_calendar,
)
from tests.factories.bulk import signed_by_all, verified_pool
from tests.factories.people import make_person
from tests.factories.programme import category_of, make_edition, make_round, rulebook

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[2]
FILED, INVITED, PLACES = 107, 13, 3


def rules_of_2018() -> dict:
    """The example rulebook with as many invitations as the national round of 2018 had."""
    content = copy.deepcopy(rulebook())
    for category in content["categories"]:
        if (category["code"], category["level"]) == ("regency_city", "national"):
            next(one for one in category["rankings"] if one["code"] == "shortlist")["selection"][
                "winners"
            ] = INVITED
    return content


def taken(panel, ranking: str) -> Snapshot:
    """A snapshot as a worker takes it from the secretariat's order."""
    job = jobs.order_snapshot(panel, ranking, by=secretariat_of(panel.round))
    work.run(job.pk)
    job.refresh_from_db()
    assert job.state == "done", job.error
    return job.snapshot


def counted_outside(snapshot: Snapshot, folder: Path) -> bytes:
    """What the one command of the pack's page prints, in a process that knows nothing of the portal."""
    pack = folder / f"{snapshot.ranking}.json"
    pack.write_text("".join(pack_of(snapshot)))
    command = [
        sys.executable,
        "-S",
        "-m",
        "assessment.scoring",
        str(pack),
    ]  # -S: no installed package is in reach
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=True, env={}).stdout


def test_107_nominations_13_invited_and_3_places(tmp_path):
    edition = make_edition(content=rules_of_2018(), is_example=True)
    round_ = make_round(edition, open_stage="document")
    regions = Region.objects.filter(province__isnull=False).order_by("code")[:FILED]
    pool = verified_pool(round_, regions)
    panel = panels.found(round_, category_of(round_), decree="SK 2018", by=secretariat_of(round_))
    seat_chair(panel)
    for _number in range(5):
        seat_assessor(panel)

    # documents → shortlist → auditor → invitations
    signed_by_all(panel, "document", pool, seed=2018)
    panel = close(panel)
    shortlist = taken(panel, "shortlist")
    assert shortlist.placings.filter(status="ranked").count() == FILED
    shortlist = cleared(shortlist)
    notice.invite(shortlist, by=secretariat_of(round_))
    assert OutcomeNotice.objects.filter(outcome="invited").count() == INVITED
    assert OutcomeNotice.objects.count() == FILED

    # interviews → final → auditor → decision by two persons
    shift_calendar(round_, "interview")
    guests = list(invited(panel))
    assert len(guests) == INVITED
    signed_by_all(panel, "interview", guests, seed=2019)
    panel = close(panel)
    final = cleared(taken(panel, "final"))
    assert final.placings.count() == INVITED
    decision = decisions.prepare(
        final,
        places=decisions.suggested(final),
        decree="Penetapan contoh 2018",
        decided_on=date(2018, 12, 21),
        severity_note="Sidang pleno melihatnya.",
        by=secretariat_of(round_),
    )
    decisions.approve(decision, by=actor_of(make_person("decider")))
    assert [place.rank for place in decision.places.order_by("rank")] == [1, 2, 3][:PLACES]
    assert not list(altered_sheets())

    # anybody recounts it: the command of the project, and a count written apart from it
    for snapshot in (shortlist, final):
        written = "".join(result_of(snapshot)).encode()
        assert counted_outside(snapshot, tmp_path) == written + b"\n"
        assert scoring.digest(json.loads(written)) == snapshot.result_digest
        assert recount(json.loads("".join(pack_of(snapshot)))) == json.loads(written)["placings"]

    # and the workbook, reckoned by another program, gives the same figures
    chosen = ChosenForm({}, final, rules_of(panel.category))
    path = workbook.write(final, chosen, "en", lambda done, total: None)
    cells = evaluated(path)
    total = chr(ord("A") + 2 + len(chosen.ranking.aspects))
    for number, placing in enumerate(final.placings.order_by("position"), start=2):
        assert cells["RANKING", f"A{number}"] == placing.rank
        assert f"{float(cells['RANKING', f'{total}{number}']):.4f}" == placing.total
    about = {cells["ABOUT", f"A{row}"]: cells["ABOUT", f"B{row}"] for row in range(2, 8)}
    assert about["Invented example"] == "yes"
