"""Every state × every step × every role: what is declared here happens, and nothing else."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction

from nominations import actions, queries
from nominations.models import Nomination, State, Verdict
from nominations.workflow import TRANSITIONS
from paritrana.accounts.queries import actor_of
from paritrana.accounts.roles import ROLES
from paritrana.audit.queries import trail_of
from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused
from tests.factories.nominations import BEKASI, approver_of, make_nomination, officer_of
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db

ALLOWED = {
    (State.DRAFT, "edit"): {"officer"},
    (State.DRAFT, "submit"): {"approver"},
    (State.DRAFT, "withdraw"): {"officer", "approver"},
    (State.RETURNED, "mend"): {"officer"},
    (State.RETURNED, "submit"): {"approver"},
    (State.RETURNED, "withdraw"): {"approver"},
    (State.RETURNED, "declare_ineligible"): {"province_secretariat"},
    (State.SUBMITTED, "give_back"): {"province_secretariat"},
    (State.SUBMITTED, "withdraw"): {"approver"},
    (State.SUBMITTED, "judge"): {"province_secretariat"},
    (State.SUBMITTED, "verify"): {"province_secretariat"},
    (State.SUBMITTED, "declare_ineligible"): {"province_secretariat"},
    (State.VERIFIED, "mark_absent"): {"province_secretariat"},
}
"""Who may take which step from which state; everything that does not stand here is refused."""

EVENT = {
    "edit": "nomination.save",
    "mend": "nomination.save",
    "give_back": "nomination.give_back",
    "submit": "nomination.submit",
    "withdraw": "nomination.withdraw",
    "judge": "nomination.judge",
    "verify": "nomination.verify",
    "declare_ineligible": "nomination.declare_ineligible",
    "mark_absent": "nomination.mark_absent",
}


def edit(nomination: Nomination, by: Actor) -> None:
    figure = nomination.figures.get(metric="formal")
    actions.save(figure, changes={"source": "Dinas Tenaga Kerja"}, version=figure.version, by=by)


def judge(nomination: Nomination, by: Actor) -> None:
    version = nomination.verifications.filter(metric="formal").count()
    actions.judge(nomination, "formal", verdict=Verdict.ACCEPTED, version=version, by=by)


def give_back(nomination: Nomination, by: Actor) -> None:
    until = clock.now() + timedelta(days=2)
    actions.give_back(nomination, reason="Perbarui angka.", due_at=until, by=by)


STEPS: dict[str, Callable[[Nomination, Actor], object]] = {
    "edit": edit,
    "mend": edit,
    "give_back": give_back,
    "submit": lambda nomination, by: actions.submit(nomination, digest=queries.digest_of(nomination), by=by),
    "withdraw": lambda nomination, by: actions.withdraw(nomination, ground="Salah kategori.", by=by),
    "judge": judge,
    "verify": lambda nomination, by: actions.verify(nomination, by=by),
    "declare_ineligible": lambda nomination, by: actions.declare_ineligible(
        nomination, ground="Ganda.", by=by
    ),
    "mark_absent": lambda nomination, by: actions.mark_absent(nomination, ground="Tidak hadir.", by=by),
}


def people_of(nomination: Nomination) -> dict[str, Actor]:
    """One person of every role, at home where that role would have the most rights over this nomination."""
    region = nomination.round.region
    people = {role: actor_of(make_person(role, region=region)) for role in ROLES}
    people["national_secretariat"] = actor_of(make_person("national_secretariat"))
    people["officer"] = actor_of(officer_of(nomination.organisation))
    people["approver"] = actor_of(approver_of(nomination.organisation))
    return people


class Undo(Exception):
    """Takes a step back, so that the next role finds the same state."""


def attempt(name: str, nomination: Nomination, by: Actor) -> tuple[bool, list[str], str]:
    """(was it allowed, the events it left, the state it reached), undone afterwards."""
    before = trail_of(nomination).count()
    with suppress(Undo), transaction.atomic():
        try:
            STEPS[name](nomination, by)
        except Refused:
            allowed = False
        else:
            allowed = True
        verbs = list(trail_of(nomination).values_list("verb", flat=True))[before:]
        result = allowed, verbs, Nomination.objects.get(pk=nomination.pk).state
        raise Undo
    return result


def test_the_table_names_every_step_and_state():
    assert set(STEPS) == set(EVENT) == set(TRANSITIONS)
    assert {name for _state, name in ALLOWED} == set(TRANSITIONS)
    assert {step.to for step in TRANSITIONS.values()} | {State.DRAFT} == set(State)


@pytest.mark.parametrize("state", State.values)
def test_every_step_from_a_state_for_every_role(state):
    nomination = make_nomination(state, figures=BEKASI)
    if state == State.SUBMITTED:
        verifier = actor_of(make_person("province_secretariat", region=nomination.round.region))
        for metric in BEKASI:
            actions.judge(nomination, metric, verdict=Verdict.ACCEPTED, version=0, by=verifier)
    for role, actor in people_of(nomination).items():
        for name, step in TRANSITIONS.items():
            if (state, name) in {(State.RETURNED, "edit"), (State.DRAFT, "mend")}:
                continue  # one act under two names: saving an entry
            expected = role in ALLOWED.get((State(state), name), set())
            allowed, verbs, reached = attempt(name, nomination, actor)
            assert allowed is expected, (state, name, role)
            assert bool(step.verdict(actor, nomination)) is expected, (state, name, role)
            if allowed:
                assert (verbs, reached) == ([EVENT[name]], step.to)
            else:
                assert (verbs, reached) == ([], state)
