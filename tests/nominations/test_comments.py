"""Comments on a draft: who reads them, who is told, what is refused, and that no one outside the team ever sees one."""

import pytest
from django.db import Error, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nominations import actions
from nominations.desk import drafts as desk
from nominations.models import Comment, Nomination, State
from nominations.queries.comments import threads_seen_by
from paritrana.accounts.models import User
from paritrana.accounts.queries import actor_of
from paritrana.audit.models import Event
from paritrana.audit.queries import trail_of
from paritrana.lib.verdict import Refused
from paritrana.notifications.models import Message
from tests.factories.nominations import BEKASI, a_region, approver_of, make_nomination, submit
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db

WORDS = "Angka ini tahun lalu 890.000. Mohon diperiksa."


@pytest.fixture
def draft() -> Nomination:
    return make_nomination(figures=BEKASI)


@pytest.fixture
def approver(draft) -> User:
    return approver_of(draft.organisation)


def said(draft: Nomination, by: User, **place: str) -> Comment:
    return actions.comment(draft, text=WORDS, by=actor_of(by), **place)


def test_an_approver_comments_on_a_figure_and_the_officer_finds_it_there_at_the_end_and_on_the_desk(
    client_as, draft, approver
):
    place = "coverage/figure.formal"
    url = reverse("nominations:comments", args=[draft.public_id])
    answer = client_as(approver).post(url, {"about": place, "text": WORDS})
    assert answer.status_code == 302
    officer = client_as(draft.created_by)
    for name, args in (("section", ["coverage"]), ("review", []), ("nomination", []), ("comments", [])):
        page = officer.get(reverse(f"nominations:{name}", args=[draft.public_id, *args])).content.decode()
        assert WORDS in page, name
    assert (
        WORDS
        not in officer.get(reverse("nominations:section", args=[draft.public_id, "money"])).content.decode()
    )
    (step,) = desk.comments(actor_of(draft.created_by))
    assert step.sentence == "1 komentar menunggu Anda"
    assert WORDS in step.reason
    assert list(desk.comments(actor_of(approver))) == []  # whose own word was the last
    assert list(Message.objects.filter(kind="comment.written").values_list("recipient", flat=True)) == [
        draft.created_by_id
    ]


def test_a_reply_turns_the_waiting_round_and_settling_ends_it(client_as, draft, approver):
    thread = said(draft, approver, section="coverage", entry="figure.formal")
    url = reverse("nominations:comment", args=[thread.public_id])
    assert client_as(draft.created_by).post(url, {"text": "Sudah dicocokkan."}).status_code == 302
    assert list(desk.comments(actor_of(draft.created_by))) == []
    (step,) = desk.comments(actor_of(approver))
    assert "Sudah dicocokkan." in step.reason
    assert client_as(approver).post(url, {"text": "", "settle": ""}).status_code == 302
    thread.refresh_from_db()
    assert thread.settled_by_id == approver.pk
    assert list(desk.comments(actor_of(draft.created_by))) == []
    review = client_as(approver).get(reverse("nominations:review", args=[draft.public_id])).content.decode()
    assert WORDS not in review
    actions.reply(thread, text="Masih berbeda.", by=actor_of(approver))  # a reply opens it again
    thread.refresh_from_db()
    assert thread.settled_at is None


def test_a_comment_is_no_work_on_the_draft_and_keeps_nobody_from_submitting(draft, approver):
    said(draft, approver)
    assert submit(draft, approver).state == State.SUBMITTED


@pytest.mark.parametrize(
    "role", ["province_secretariat", "national_secretariat", "assessor", "auditor", "officer"]
)
def test_nobody_else_ever_sees_a_comment_not_even_after_submission(client_as, draft, approver, role):
    thread = said(draft, approver, section="coverage", entry="figure.formal")
    submit(draft, approver)
    region = None if role == "national_secretariat" else draft.round.region
    other = make_person(role, region=a_region("33.74") if role == "officer" else region)
    client = client_as(other)
    assert client.get(reverse("nominations:comment", args=[thread.public_id])).status_code == 404
    assert client.get(reverse("nominations:comments", args=[draft.public_id])).status_code in {403, 404}
    assert not threads_seen_by(actor_of(other)).exists()
    for name in ("nomination", "review", "verify"):
        page = client.get(reverse(f"nominations:{name}", args=[draft.public_id]), follow=True)
        assert WORDS not in page.content.decode()


def test_the_trail_knows_that_and_not_what(draft, approver):
    thread = said(draft, approver)
    actions.reply(thread, text="Rahasia antara kita.", by=actor_of(draft.created_by))
    assert list(trail_of(thread).values_list("verb", flat=True)) == ["comment.write", "comment.reply"]
    told = str(list(Event.objects.values_list("changes", "reason"))) + str(
        list(Message.objects.values_list("params"))
    )
    assert WORDS not in told
    assert "Rahasia" not in told
    assert not trail_of(draft).filter(verb__startswith="comment").exists()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Tulis beberapa kata."),
        (" \n\t ", "Tulis beberapa kata."),
        ("\u202e\u200f\x00", "Tulis beberapa kata."),
        ("a" * 2001, "2000"),
        ("\N{GRINNING FACE}" * 2001, "2000"),
    ],
)
def test_bad_words_are_refused_with_a_sentence_and_stay_in_the_box(client_as, draft, typed, words):
    url = reverse("nominations:comments", args=[draft.public_id])
    page = client_as(draft.created_by).post(url, {"about": "coverage", "text": typed})
    assert page.status_code == 422
    assert words in page.content.decode()
    kept = typed.strip().replace("\x00", "")
    assert kept in page.content.decode()
    assert '<option value="coverage" selected>' in page.content.decode()
    assert not Comment.objects.exists()


def test_signs_that_turn_the_direction_are_dropped_and_markup_is_words(client_as, draft):
    url = reverse("nominations:comments", args=[draft.public_id])
    client = client_as(draft.created_by)
    client.post(
        url, {"about": "", "text": "a\u202eb\x00c\r\n<script>alert(1)</script> \U0001f468\u200d\U0001f33e"}
    )
    thread = Comment.objects.get()
    assert thread.text == "abc\n<script>alert(1)</script> \U0001f468\u200d\U0001f33e"
    assert "<script>alert" not in client.get(url).content.decode()


def test_a_place_that_is_not_there_is_refused(client_as, draft):
    url = reverse("nominations:comments", args=[draft.public_id])
    page = client_as(draft.created_by).post(url, {"about": "coverage/figure.secret", "text": WORDS})
    assert page.status_code == 422
    assert WORDS in page.content.decode()


def test_after_submission_comments_are_read_only_and_what_was_typed_comes_back(client_as, draft, approver):
    thread = said(draft, approver)
    submit(draft, approver)
    client = client_as(draft.created_by)
    for url in (
        reverse("nominations:comments", args=[draft.public_id]),
        reverse("nominations:comment", args=[thread.public_id]),
    ):
        page = client.post(url, {"about": "", "text": "Terlambat diketik."})
        assert page.status_code == 409
        assert "Terlambat diketik." in page.content.decode()
        assert "bukan draf lagi" in page.content.decode()
    with pytest.raises(Refused):
        actions.settle_comment(thread, by=actor_of(approver))


def test_what_was_said_about_a_removed_row_stands_at_its_section(client_as, draft, approver):
    by = actor_of(draft.created_by)
    row = actions.add_regulation(draft, by=by)
    said(draft, approver, section="regulations", entry=f"regulation.{row.public_id}")
    actions.remove(row, by=by)
    page = client_as(draft.created_by).get(
        reverse("nominations:section", args=[draft.public_id, "regulations"])
    )
    assert WORDS in page.content.decode()


def test_pages_cost_the_same_for_one_and_three_comments(client_as, draft, approver):
    client = client_as(draft.created_by)
    urls = [
        reverse("nominations:comments", args=[draft.public_id]),
        reverse("nominations:section", args=[draft.public_id, "coverage"]),
        reverse("nominations:review", args=[draft.public_id]),
        reverse("desk"),
    ]

    def costs() -> list[int]:
        found = []
        for url in urls:
            client.get(url)
            with CaptureQueriesContext(connection) as seen:
                client.get(url)
            found.append(len(seen))
        return found

    for number in range(3):
        thread = said(draft, approver, section="coverage", entry="figure.formal")
        actions.reply(thread, text="Baik.", by=actor_of(approver))
        if number == 0:
            one = costs()
    assert costs() == one


def test_the_database_settles_threads_as_wholes(draft, approver):
    thread = said(draft, approver)
    answer = actions.reply(thread, text="Baik.", by=actor_of(draft.created_by))
    with pytest.raises(Error), transaction.atomic():
        Comment.objects.filter(pk=answer.pk).update(settled_at=thread.written_at, settled_by=approver)
