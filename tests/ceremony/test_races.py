"""Serials under many hands at once, on real transactions."""

import threading
from collections.abc import Callable
from functools import partial

import pytest
from django.db import connection

from ceremony import actions, numbering
from ceremony.models import Award, Certificate, CertificateRequest, Publication, RequestKind
from ceremony.serials import Serial
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused
from paritrana.regions.models import Region
from tests.factories.ceremony import decider_of, make_approved, make_decision, publisher_of
from tests.factories.programme import make_edition, make_round

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*doings: Callable[[], object]) -> list[object]:
    """Runs all at the same moment, each on its own connection; returns what each gave or raised."""
    outcome: list[object] = [None] * len(doings)
    start = threading.Barrier(len(doings))

    def one(place: int) -> None:
        start.wait()
        try:
            outcome[place] = doings[place]()
        except Exception as error:
            outcome[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(place,)) for place in range(len(doings))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcome


def test_decisions_of_one_space_approved_at_once_count_exactly_from_one():
    decisions = []
    for _edition in range(6):  # editions of one period share their space
        round_ = make_round(make_edition(is_example=False), region=Region.objects.get(code="32"))
        decisions.append(make_decision(round_, winners=4))
    doings = [partial(actions.approve_decision, decision, by=decider_of(decision)) for decision in decisions]
    assert not [gone for gone in at_once(*doings) if isinstance(gone, Exception)]
    serials = sorted(Certificate.objects.values_list("serial", flat=True))
    assert serials == [f"PRT-2025-P32-KK-{number:04}" for number in range(1, 25)]


def test_an_approval_that_fails_among_others_leaves_no_gap(monkeypatch):
    decisions = []
    for place in range(4):
        round_ = make_round(make_edition(is_example=False), region=Region.objects.get(code="32"))
        decisions.append(make_decision(round_, names=["PT 北京"] if place == 2 else ["PT Satu", "PT Dua"]))
    take = numbering.take

    def power_cut(space: Serial, count: int) -> list[Serial]:
        given = take(space, count)
        if threading.current_thread().name == "cut":
            raise RuntimeError("the power fails after the numbers were taken")
        return given

    monkeypatch.setattr("ceremony.numbering.take", power_cut)

    def cut(by: Actor) -> None:
        threading.current_thread().name = "cut"
        actions.approve_decision(decisions[3], by=by)

    doings = [
        partial(actions.approve_decision, decision, by=decider_of(decision)) for decision in decisions[:3]
    ]
    outcome = at_once(*doings, partial(cut, decider_of(decisions[3])))
    assert [type(gone) for gone in outcome[2:]] == [Refused, RuntimeError]
    assert sorted(Certificate.objects.values_list("serial", flat=True)) == [
        f"PRT-2025-P32-KK-{number:04}" for number in range(1, 5)
    ]


def test_one_decision_approved_twice_at_once_is_approved_once():
    decision = make_decision(winners=3)
    doings = [partial(actions.approve_decision, decision, by=decider_of(decision)) for _person in range(4)]
    outcome = at_once(*doings)
    assert [type(gone) for gone in outcome].count(Refused) == 3
    assert (Award.objects.count(), Certificate.objects.count()) == (3, 3)


def test_results_published_twice_at_once_are_published_once():
    decision = make_approved(winners=1)
    doings = [partial(actions.publish, decision, by=publisher_of(decision)) for _person in range(4)]
    outcome = at_once(*doings)
    assert [type(gone) for gone in outcome].count(Refused) == 3
    assert Publication.objects.count() == 1


def test_asked_twice_at_once_and_answered_twice_at_once_only_one_counts():
    decision = make_approved(winners=1)
    certificate = Certificate.objects.get()
    asked = at_once(
        partial(actions.ask, certificate, RequestKind.REVOKE, by=publisher_of(decision), reason="keliru"),
        partial(
            actions.ask,
            certificate,
            RequestKind.REPLACE,
            by=publisher_of(decision),
            reason="ejaan",
            recipient="PT Baru",
        ),
    )
    assert [type(gone) for gone in asked].count(Refused) == 1
    request = CertificateRequest.objects.get()
    answered = at_once(*(partial(actions.confirm, request, by=decider_of(decision)) for _person in range(3)))
    assert [type(gone) for gone in answered].count(Refused) == 2
    expected = 1 if request.kind == RequestKind.REPLACE else 0
    assert Certificate.objects.filter(state="issued").count() == expected
