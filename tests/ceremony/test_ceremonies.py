"""The ceremony: who arranges it, its running order, its prizes, and the papers printed for it."""

import re
from datetime import timedelta
from io import BytesIO

import pypdf
import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from ceremony.actions import ceremony as actions
from ceremony.models import Ceremony, CeremonyState, Prize
from ceremony.queries.ceremony import ceremonies_seen_by
from ceremony.workflow import CEREMONY
from paritrana.accounts.queries import actor_of
from paritrana.accounts.roles import ROLES
from paritrana.documents import rendering, store
from paritrana.documents.actions import order
from paritrana.lib import clock
from paritrana.lib.verdict import Refused
from paritrana.regions.models import Region
from tests.factories.ceremony import make_approved, make_published, publisher_of
from tests.factories.people import make_person
from tests.factories.programme import make_edition, make_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def decision():
    return make_published(winners=3)


@pytest.fixture
def by(decision):
    return publisher_of(decision)


def planned(by, *rounds, **other) -> Ceremony:
    values = {"title": "Penganugerahan", "mode": "on_site", "place": "Gedung Sate"} | other
    return actions.plan(list(rounds), by=by, planned_at=clock.now() + timedelta(days=3), **values)


@pytest.fixture
def ceremony(decision, by) -> Ceremony:
    made = planned(by, decision.panel.round)
    actions.bring_in(made, by=by)
    return made


def recipients(ceremony: Ceremony) -> list[str]:
    return [row.award.title for row in ceremony.handovers.select_related("award").order_by("position")]


def test_winners_come_in_once_with_the_best_at_the_end_and_their_certificate_as_prize(ceremony, by):
    assert recipients(ceremony) == ["Terbaik III", "Terbaik II", "Terbaik I"]
    assert actions.bring_in(ceremony, by=by) == 0
    assert set(Prize.objects.values_list("kind", flat=True)) == {"certificate"}


@pytest.mark.parametrize(
    ("of", "to", "expected"),
    [
        (1, 3, ["Terbaik II", "Terbaik I", "Terbaik III"]),
        (3, 1, ["Terbaik I", "Terbaik III", "Terbaik II"]),
        (2, 2, ["Terbaik III", "Terbaik II", "Terbaik I"]),
        (1, 99, ["Terbaik II", "Terbaik I", "Terbaik III"]),
    ],
)
def test_an_award_moves_within_the_running_order_and_the_others_close_up(ceremony, by, of, to, expected):
    actions.move(ceremony.handovers.get(position=of), by=by, to=to)
    assert recipients(ceremony) == expected
    assert list(ceremony.handovers.values_list("position", flat=True)) == [1, 2, 3]


def test_a_joint_ceremony_takes_each_secretariats_own_winners_only(decision, by):
    edition = decision.panel.round.edition
    other = make_approved(make_round(edition, region=Region.objects.get(code="33")), winners=2)
    joint = planned(by, decision.panel.round, other.panel.round)
    assert actions.bring_in(joint, by=by) == 3
    assert actions.bring_in(joint, by=publisher_of(other)) == 2
    assert joint.handovers.count() == 5


def test_rounds_of_two_editions_make_no_ceremony_nor_does_a_foreign_round(decision, by):
    with pytest.raises(Refused):
        planned(by, decision.panel.round, make_round(make_edition(), region=Region.objects.get(code="33")))
    with pytest.raises(Refused):
        planned(by, make_round(decision.panel.round.edition, region=Region.objects.get(code="33")))


def test_a_postponed_ceremony_remembers_what_was_planned_at_first(ceremony, by):
    first = ceremony.planned_at
    with pytest.raises(Refused):
        actions.postpone(ceremony, by=by, planned_at=first, place="", reason=" ")
    later = first + timedelta(days=30)
    moved = actions.postpone(ceremony, by=by, planned_at=later, place="Istana", reason="Banjir")
    assert (moved.first_planned_at, moved.planned_at, moved.place) == (first, later, "Istana")


def test_a_ceremony_is_held_once_and_never_in_the_future(ceremony, by):
    with pytest.raises(Refused):
        actions.note_held(ceremony, by=by, held_at=clock.now() + timedelta(hours=1))
    with pytest.raises(Refused):
        actions.write_minutes(ceremony, by=by, minutes="x")
    actions.note_held(ceremony, by=by, held_at=clock.now())
    actions.write_minutes(ceremony, by=by, minutes="Berjalan tertib.")
    with pytest.raises(Refused):
        actions.move(ceremony.handovers.get(position=1), by=by, to=2)
    with pytest.raises(Refused):
        actions.cancel(ceremony, by=by, reason="x")


def test_a_cancelled_ceremony_gives_its_awards_free_for_another(ceremony, by, decision):
    actions.cancel(ceremony, by=by, reason="Pandemi")
    assert actions.bring_in(planned(by, decision.panel.round), by=by) == 3


def test_a_ceremony_of_which_a_prize_was_delivered_is_not_cancelled(ceremony, by, client_as):
    prize = Prize.objects.first()
    actions.deliver(prize, by=by, delivered_on=clock.today_in_jakarta(), receiver="Sekda", receipt="BAST/1")
    with pytest.raises(Refused, match="Pindahkan penganugerahan"):
        actions.cancel(ceremony, by=by, reason="Pandemi")
    assert ceremony.handovers.count() == 3
    client = client_as(make_person("province_secretariat", region=Region.objects.get(code="32")))
    page = client.get(f"/acara/{ceremony.public_id}/batal/")
    assert (page.status_code, "tanda terimanya tetap" in page.content.decode()) == (403, True)


def test_what_was_opened_before_a_ceremony_was_cancelled_says_so(ceremony, by):
    """The pages of its places may still be open; each action asks the ceremony behind its lock."""
    prize = Prize.objects.select_related("handover__ceremony").first()
    with CaptureQueriesContext(connection) as asked:
        actions.set_people(prize.handover, by=by, presenter="Gubernur")
        actions.promise(prize.handover, by=by, kind="trophy", description="")
        guest = actions.invite(ceremony, by=by, office="Sekda", organisation="", seat="")
        actions.note_guest(guest, by=by, state="coming")
    locked = [one for one in asked if one["sql"].endswith('FOR UPDATE OF "ceremony_ceremony"')]
    assert len(locked) == 4
    actions.cancel(ceremony, by=by, reason="Pandemi")
    delivered = {"delivered_on": clock.today_in_jakarta(), "receiver": "Sekda", "receipt": ""}
    for step in (
        lambda: actions.set_people(prize.handover, by=by, presenter="Bupati"),
        lambda: actions.promise(prize.handover, by=by, kind="gold", description="10 gram"),
        lambda: actions.deliver(prize, by=by, **delivered),
        lambda: actions.move(prize.handover, by=by, to=2),
    ):
        with pytest.raises(Refused, match="dibatalkan"):
            step()


def test_a_prize_is_delivered_once_to_an_office_also_weeks_later(ceremony, by):
    prize = actions.promise(
        ceremony.handovers.get(position=1), by=by, kind="vehicle", description="Sepeda motor"
    )
    actions.note_held(ceremony, by=by, held_at=clock.now())
    today = clock.today_in_jakarta()
    with pytest.raises(Refused):
        actions.deliver(prize, by=by, delivered_on=today + timedelta(days=1), receiver="Sekda", receipt="")
    with pytest.raises(Refused):
        actions.deliver(prize, by=by, delivered_on=today, receiver=" ", receipt="")
    actions.deliver(prize, by=by, delivered_on=today, receiver="Sekda", receipt="BAST/1")
    with pytest.raises(Refused):
        actions.deliver(prize, by=by, delivered_on=today, receiver="Lain", receipt="")
    with pytest.raises(IntegrityError), transaction.atomic():
        Prize.objects.filter(pk=prize.pk).update(receiver="")


def test_an_office_is_invited_once(ceremony, by):
    words = {"office": "Kepala dinas", "organisation": "Provinsi", "seat": ""}
    actions.note_guest(actions.invite(ceremony, by=by, **words), by=by, state="came")
    with pytest.raises(Refused):
        actions.invite(ceremony, by=by, **words)


@pytest.mark.parametrize("state", CeremonyState.values)
@pytest.mark.parametrize("step", list(CEREMONY))
def test_every_step_from_every_state_for_every_role(ceremony, state, step):
    ceremony.state = state
    for role in ROLES:
        for code in ("32", "33"):
            actor = actor_of(make_person(role, region=Region.objects.get(code=code)))
            expected = (
                state == "planned"
                and role in {"province_secretariat", "national_secretariat"}
                and code == "32"
            )
            assert bool(CEREMONY[step].verdict(actor, ceremony)) == expected, (role, code)


def test_the_running_order_is_seen_by_its_own_rounds_only(ceremony):
    for role, code, sees in (
        ("province_secretariat", "32", True),
        ("decider", "32", True),
        ("auditor", "32", True),
        ("province_secretariat", "33", False),
        ("chair", "32", False),
        ("admin", "32", False),
    ):
        actor = actor_of(make_person(role, region=Region.objects.get(code=code)))
        assert ceremonies_seen_by(actor).filter(pk=ceremony.pk).exists() == sees, role


def text_of(run) -> str:
    rendering.render(run.pk)
    run.refresh_from_db()
    assert run.state == "done", run.error
    pages = pypdf.PdfReader(BytesIO(store.path_of(run.document.sha256).read_bytes())).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def test_script_cards_and_books_say_what_the_record_says(ceremony, by, decision):
    actions.set_people(
        ceremony.handovers.get(position=3), by=by, presenter="Gubernur", presenter_capacity="head",
        receiver="Wakil Bupati Bogor", receiver_capacity="deputy",
    )  # fmt: skip
    script = text_of(order("ceremony.script", {"ceremony": ceremony.public_id}, by=by, language="id"))
    assert script.index("Terbaik III") < script.index("Terbaik II,") < script.index("Terbaik I,")
    assert "Wakil Bupati Bogor (sebagai wakil)" in script
    cards = text_of(order("ceremony.cards", {"ceremony": ceremony.public_id}, by=by, language="id"))
    assert cards.count("Pemerintah Kabupaten") == 3
    number = {"edition": decision.panel.round.edition.number}
    book = text_of(order("ceremony.book", number, by=by, language="id"))
    assert re.search(r"CTH-\d{4}-P32-KK-0001", book)
    assert "Isi" in book
    nation = actor_of(make_person("national_secretariat"))
    assert "Laporan tahunan" in text_of(order("ceremony.annual", number, by=nation, language="id"))
    refused = order("ceremony.annual", number, by=by, language="id")
    rendering.render(refused.pk)
    refused.refresh_from_db()
    assert refused.state == "failed"  # it counts the nominations of other rounds


def test_a_book_without_a_publication_and_one_for_strangers_is_refused(by):
    unpublished = make_approved(make_round(make_edition(), region=Region.objects.get(code="33")), winners=1)
    number = {"edition": unpublished.panel.round.edition.number}
    for asker in (by, actor_of(make_person("officer", region=Region.objects.get(code="32.71")))):
        run = order("ceremony.book", number, by=asker)
        rendering.render(run.pk)
        run.refresh_from_db()
        assert (run.state, bool(run.error)) == ("failed", True)


def test_the_page_costs_as_many_queries_for_one_award_as_for_three(client_as, by, decision, ceremony):
    edition = decision.panel.round.edition
    small = make_published(make_round(edition, region=Region.objects.get(code="33")), winners=1)
    one = planned(publisher_of(small), small.panel.round)
    actions.bring_in(one, by=publisher_of(small))
    asked = []
    for made, code in ((one, "33"), (ceremony, "32")):
        client = client_as(make_person("province_secretariat", region=Region.objects.get(code=code)))
        client.get(f"/acara/{made.public_id}/")
        with CaptureQueriesContext(connection) as queries:
            page = client.get(f"/acara/{made.public_id}/")
        assert page.status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_the_pages_plan_arrange_and_keep_what_was_typed(client_as, decision):
    client = client_as(make_person("province_secretariat", region=Region.objects.get(code="32")))
    form = {
        "title": "Acara",
        "rounds": [decision.panel.round_id],
        "planned_at": "2026-12-01T10:00",
        "mode": "hybrid",
        "place": "Bandung",
    }
    assert client.post("/acara/baru/", form | {"title": ""}).status_code == 200
    answer = client.post("/acara/baru/", form, follow=True)
    made = Ceremony.objects.get()
    assert answer.redirect_chain[0][0] == f"/acara/{made.public_id}/"
    client.post(f"/acara/{made.public_id}/urutan/")
    page = client.get(f"/acara/{made.public_id}/").content.decode()
    assert page.count('draggable="true"') == 3
    last = made.handovers.get(position=3)
    client.post(f"/penyerahan/{last.public_id}/pindah/", {"to": "1"})
    last.refresh_from_db()
    assert last.position == 1
    kept = client.post(f"/acara/{made.public_id}/laksana/", {"held_at": "2999-01-01T10:00"})
    assert kept.status_code == 200
    assert "2999" in kept.content.decode()
    prize = {"kind": "boat", "description": "Perahu nelayan"}
    assert "Perahu nelayan" in client.post(f"/penyerahan/{last.public_id}/hadiah/", prize).content.decode()
    run = client.post(f"/acara/{made.public_id}/cetak/", {"paper": "script"})
    assert run.status_code == 302
