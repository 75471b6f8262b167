"""The allocation against what it promises, on tasks drawn at random and on some worked by hand."""

from collections import Counter
from itertools import combinations, product

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.allocation import Task, allocate, loads
from assessment.models import Allocation, Conflict, ScoreSheet
from paritrana.notifications.models import Message
from tests.factories.assessment import make_nomination, make_panel, seat_assessor
from tests.factories.people import make_person


@st.composite
def tasks(draw, *, people=6, files=8):
    seats = list(range(1, draw(st.integers(1, people)) + 1))
    nominations = [f"n{number}" for number in range(draw(st.integers(1, files)))]
    pairs = list(product(seats, nominations))
    closed = draw(st.sets(st.sampled_from(pairs), max_size=len(pairs)))
    open_pairs = [pair for pair in pairs if pair not in closed]
    kept = draw(st.sets(st.sampled_from(open_pairs), max_size=3)) if open_pairs else set()
    return Task(
        seats=seats,
        nominations=nominations,
        per_nomination=draw(st.integers(1, len(seats))),
        most=draw(st.none() | st.integers(1, len(nominations))),
        closed=closed,
        kept=kept,
        seed=draw(st.text(max_size=4)),
    )


@given(tasks())
@settings(max_examples=150, deadline=None)
def test_what_an_allocation_never_does(task):
    found = allocate(task)
    assert len(set(found.pairs)) == len(found.pairs)
    assert not set(found.pairs) & (set(task.closed) | set(task.kept))
    readers = Counter(nomination for _seat, nomination in set(found.pairs) | set(task.kept))
    short = {lack.nomination: lack.missing for lack in found.lacks}
    for nomination in task.nominations:
        assert readers[nomination] >= task.per_nomination - short.get(nomination, 0)
        if nomination not in short:
            extra = Counter(n for _s, n in task.kept)[nomination]
            assert readers[nomination] == max(task.per_nomination, extra)
    if task.most is not None:
        before = Counter(seat for seat, _nomination in task.kept)
        assert all(load <= max(task.most, before[seat]) for seat, load in loads(task, found.pairs).items())
    assert allocate(task) == found  # the same seed, the same pairs


@given(tasks(people=3, files=3))
@settings(max_examples=60, deadline=None)
def test_it_is_as_full_and_as_even_as_any(task):
    """Against every subset of the open pairs: nobody finds fewer missing readers, or the same more evenly."""
    open_pairs = [
        pair
        for pair in product(task.seats, task.nominations)
        if pair not in task.closed and pair not in task.kept
    ]
    found = allocate(task)

    def value(pairs):
        load = Counter(seat for seat, _n in set(pairs) | set(task.kept))
        before = Counter(seat for seat, _n in task.kept)
        readers = Counter(n for _s, n in set(pairs) | set(task.kept))
        had = Counter(n for _s, n in task.kept)
        if any(readers[n] > max(task.per_nomination, had[n]) for n in task.nominations):
            return None
        if task.most is not None and any(load[s] > max(task.most, before[s]) for s in task.seats):
            return None
        missing = sum(max(0, task.per_nomination - readers[n]) for n in task.nominations)
        return missing, sum(amount**2 for amount in load.values())

    every = (subset for size in range(len(open_pairs) + 1) for subset in combinations(open_pairs, size))
    assert value(found.pairs) == min(best for subset in every if (best := value(subset)) is not None)


def test_it_says_what_is_impossible_and_who_is_kept_away():
    task = Task([1, 2, 3], ["a", "b"], per_nomination=2, closed={(1, "a"), (2, "a")})
    lack = allocate(task).lacks[0]
    assert (lack.nomination, lack.missing, lack.in_conflict, lack.full) == ("a", 1, (1, 2), ())
    full = allocate(Task([1, 2], ["a", "b", "c"], per_nomination=1, most=1)).lacks
    assert (len(full), full[0].missing, full[0].full) == (1, 1, (1, 2))


def test_another_seed_gives_another_allocation_as_even():
    seats, files = list(range(1, 10)), [f"n{n}" for n in range(30)]
    found = [allocate(Task(seats, files, per_nomination=3, seed=seed)) for seed in ("a", "b")]
    assert found[0].pairs != found[1].pairs
    for proposal in found:
        assert set(loads(Task(seats, files, 3), proposal.pairs).values()) == {10}


def test_a_second_run_leaves_what_stands_and_fills_the_rest():
    seats, files = [1, 2, 3, 4], [f"n{n}" for n in range(6)]
    first = allocate(Task(seats, files[:4], per_nomination=2, seed="x"))
    again = allocate(Task(seats, files, per_nomination=2, kept=first.pairs, seed="x"))
    assert {nomination for _seat, nomination in again.pairs} == set(files[4:])
    assert set(loads(Task(seats, files, 2, kept=first.pairs), again.pairs).values()) == {3}


# ---- on a panel
@pytest.mark.django_db
def test_a_proposal_tells_nobody_and_hands_out_exactly_its_pairs(client_as):
    panel = make_panel()
    for code in ("32.75", "32.73", "32.76", "32.71"):
        make_nomination(panel.round, code)
    for works_for in ("32.75", "", ""):
        seat_assessor(panel, works_for=works_for)
    client = client_as(make_person("province_secretariat", region=panel.round.region))
    address = reverse("assessment:allocation", args=[panel.public_id])
    asked = {"do": "propose", "per_nomination": "2", "most": "", "seed": "s"}
    told = Message.objects.filter(kind="panel.sheets_ready")
    assert client.post(address, asked).status_code == 302
    page = client.get(address)
    assert sorted(row.total for row in page.context["rows"]) == [2, 3, 3]
    assert (ScoreSheet.objects.count(), told.count()) == (0, 0)
    proposal = Allocation.objects.get()
    tied = proposal.panel.seats.get(number=1)
    home = Conflict.objects.get(seat=tied).nomination.public_id
    reader = next(seat for seat, nomination in proposal.pairs if nomination == home)
    moved = {"do": "move", "what": f"{reader},{home}", "to": "1", "version": "1"}
    assert client.post(address, moved).status_code == 409  # into a conflict
    giver, other, taker = next(
        (seat, n, to)
        for seat, n in proposal.pairs
        for to in (1, 2, 3)
        if [to, n] not in proposal.pairs and (to, n) != (1, home)
    )
    moved = {"do": "move", "what": f"{giver},{other}", "to": str(taker), "version": "1"}
    assert client.post(address, moved).status_code == 302
    assert client.post(address, moved).status_code == 409  # a stale page
    proposal.refresh_from_db()
    assert ([taker, other] in proposal.pairs, proposal.changed_by_hand) == (True, 1)
    assert client.post(address, {"do": "hand_out"}).status_code == 302
    laid = ScoreSheet.objects.values_list("seat__number", "nomination__public_id")
    assert {tuple(pair) for pair in proposal.pairs} == set(laid)
    assert told.count() == 3
    make_nomination(panel.round, "32.77")
    client.post(address, asked)
    assert {n for _s, n in Allocation.objects.get(handed_out_at=None).pairs} == {
        panel.round.nominations.latest("id").public_id
    }


@pytest.mark.django_db
def test_what_is_impossible_is_said_in_words(client_as):
    panel = make_panel()
    make_nomination(panel.round, "32.75")
    for works_for in ("32.75", ""):
        seat_assessor(panel, works_for=works_for)
    client = client_as(make_person("province_secretariat", region=panel.round.region))
    address = reverse("assessment:allocation", args=[panel.public_id])
    answer = client.post(address, {"do": "propose", "per_nomination": "2", "seed": "s"})
    assert answer.status_code == 409
    assert "Kota Bekasi" in answer.text
    assert answer.context["reasons"][0].in_conflict == "1"
    assert not Allocation.objects.exists()
    assert client.post(address, {"do": "propose", "per_nomination": "3", "seed": "s"}).status_code == 409
