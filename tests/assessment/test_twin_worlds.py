"""What nobody may learn changes nothing they can open: the same bytes, the same number of queries."""

import pytest
from django.urls import reverse

from assessment.actions import conflict as conflicts
from assessment.models import ScoreSheet
from nominations.models import Verification
from paritrana.accounts.queries import actor_of
from tests.assessment.twins import differing, minutes_later, read, world
from tests.factories.assessment import close, fill, judged_panel, sign, snapshot_of
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db

LOW, HIGH = ({"legal_force": level, "implementation": level} for level in ("1", "5"))


def at(name: str, *args: str, query: str = "") -> str:
    return reverse(f"assessment:{name}", args=args) + query


def sheets_of(panel):
    return ScoreSheet.objects.filter(seat__panel=panel).select_related("seat__user").order_by("id")


class TestBeforeTheClose:
    """Two assessors score high or low, one before or after the other, with more or less still to do."""

    def build(self, secret: str):
        panel = judged_panel(nominations=2, assessors=3)
        others = list(sheets_of(panel).exclude(seat__number=2))
        first, second, third, _fourth = (
            others if secret == "high" else [others[2], others[1], others[0], others[3]]
        )
        with minutes_later(5 if secret == "high" else 50):
            sign(first, HIGH if secret == "high" else LOW)
        with minutes_later(60):
            sign(third, LOW)
        with minutes_later(61):
            fill(second, HIGH if secret == "high" else {"legal_force": "2"})
        return panel

    @pytest.mark.parametrize("role", ["assessor", "chair", "province_secretariat", "decider"])
    def test_scores_order_and_timing_of_others_change_no_answer(self, role, monkeypatch):
        answers = [self.answers(secret, role, monkeypatch) for secret in ("high", "low")]
        assert differing(*answers) == {}
        assert {status for status, _body, _n in answers[0].values()} >= {200, 404}

    def answers(self, secret, role, monkeypatch):
        with world(monkeypatch):
            panel = self.build(secret)
            seat = {"assessor": 2, "chair": 1}.get(role)
            person = (
                panel.seats.get(number=seat).user if seat else make_person(role, region=panel.round.region)
            )
            own = sheets_of(panel).filter(seat__number=2).first()
            addresses = [
                reverse("desk"),
                reverse("notifications:inbox"),
                at("home"),
                at("panels"),
                at("rankings"),
            ]
            addresses += [at("panel", panel.public_id, query=query) for query in ("", "?kursi=3", "?kursi=4")]
            addresses += [
                at("queue", own.seat.public_id),
                at("mirror", own.seat.public_id),
                at("conflicts", panel.public_id),
            ]
            addresses += [at("panel_close", panel.public_id), at("panel_sealed", panel.public_id)]
            for sheet in (own, *sheets_of(panel).exclude(seat__number=2)):
                addresses += [at(name, sheet.public_id) for name in ("sheet", "sheet_sign", "sheet_reopen")]
            with minutes_later(90):
                return read(person, addresses)


class TestInConflict:
    """A file closed by a conflict comes out first or last, on other figures; a chair and an assessor are kept from it."""

    def build(self, secret: str):
        panel = judged_panel(nominations=3, assessors=3)
        hidden = panel.round.nominations.order_by("id")[1]
        if secret == "last":
            Verification.objects.filter(nomination=hidden, metric="formal").update(covered=100)
        for seat in panel.seats.filter(number__in=[1, 2]).select_related("user"):
            conflicts.declare(seat, hidden, text="Mantan atasan.", by=actor_of(seat.user))
        for number, sheet in enumerate(sheets_of(panel)):
            if sheet.nomination_id == hidden.pk:
                if sheet.seat.number != 2:
                    sign(sheet, HIGH if secret == "first" else LOW)
            else:
                sign(sheet, {"legal_force": str(2 + number % 3), "implementation": "3"})
        close(panel)
        snapshot_of(panel)
        return panel, hidden, snapshot_of(panel)

    @pytest.mark.parametrize("number", [1, 2])
    def test_what_is_closed_by_a_conflict_changes_no_answer(self, number, monkeypatch):
        answers = [self.answers(secret, number, monkeypatch) for secret in ("first", "last")]
        assert differing(*answers) == {}

    def answers(self, secret, number, monkeypatch):
        with world(monkeypatch):
            panel, hidden, snapshot = self.build(secret)
            key, seat = snapshot.public_id, panel.seats.select_related("user").get(number=number)
            keys = [nomination.public_id for nomination in panel.round.nominations.order_by("id")]
            addresses = [
                reverse("desk"),
                reverse("notifications:inbox"),
                at("home"),
                at("rankings"),
                at("decisions"),
            ]
            addresses += [at("panel", panel.public_id, query=query) for query in ("", "?kursi=3")]
            addresses += [
                at("ranking", key, query=query) for query in ("", "?pilihan=winner", "?q=kota", "?after=2")
            ]
            addresses += [
                at(name, key) for name in ("differences", "pack", "shortlist_csv", "signoff", "invite")
            ]
            addresses += [at("why", key, nomination) for nomination in keys]
            addresses += [
                at("compare", key, query="?usulan=" + "&usulan=".join(pair))
                for pair in (keys, keys[::2], keys[:2])
            ]
            addresses += [at("queue", seat.public_id), at("mirror", seat.public_id)]
            addresses += [
                at("sheet", sheet.public_id) for sheet in sheets_of(panel).filter(nomination=hidden)
            ]
            posts = [(at("annex", key), {"usulan": [nomination]}) for nomination in keys]
            posts += [(at(name, key), {}) for name in ("recount", "analysis")]
            found = read(seat.user, addresses, posts)
            if number == 1:
                assert found[at("why", key, hidden.public_id)][0] == 404
                assert found[at("why", key, keys[0])][0] == found[at("ranking", key)][0] == 200
                assert hidden.name not in found[at("ranking", key)][1]
                assert found[at("differences", key)][0] == found[at("shortlist_csv", key)][0] == 403
            return found

    def test_without_a_conflict_the_same_pages_do_differ(self, monkeypatch):
        """The proof can fail: somebody who may read the ranking reads another place in each world."""
        pages = []
        for secret in ("first", "last"):
            with world(monkeypatch):
                panel, _hidden, snapshot = self.build(secret)
                reader = make_person("province_secretariat", region=panel.round.region)
                pages.append(read(reader, [at("ranking", snapshot.public_id)]))
        assert differing(*pages)
