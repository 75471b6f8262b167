from datetime import timedelta

import pytest

from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.web import desk
from tests.factories.programme import moment

NOW = moment("2026-11-22T03:00:00")


@pytest.mark.parametrize("turned", [False, True])
def test_what_can_still_be_done_stands_before_what_is_overdue(monkeypatch, turned):
    days = {
        "in time, later": 9,
        "in time, first": 1,
        "overdue long since": -900,
        "overdue": -1,
        "undated": None,
    }
    steps = [
        desk.Step(name, "why", "do", "/", due_at=None if left is None else NOW + timedelta(days=left))
        for name, left in days.items()
    ]
    monkeypatch.setattr(desk, "_contributors", [lambda actor: reversed(steps) if turned else steps])
    with clock.set_to(NOW):
        found = [step.sentence for step in desk.steps_for(Actor())]
    assert found == ["in time, first", "in time, later", "undated", "overdue", "overdue long since"]
