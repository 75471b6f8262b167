"""The receipt: everything filed, on paper, for those who see the nomination; and its public check."""

import io

import pypdfium2
import pytest
from django.urls import reverse

from nominations import actions
from nominations.models import State
from nominations.reports import build_receipt
from paritrana.accounts.queries import actor_of
from paritrana.documents import rendering
from paritrana.documents.models import ReportRun
from paritrana.lib.verdict import Refused
from tests.factories.nominations import BEKASI, approver_of, make_nomination, submit
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


def words_of(content: bytes) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(content))
    return " ".join("\n".join(page.get_textpage().get_text_bounded() for page in document).split())


def filed():
    draft = make_nomination(figures=BEKASI)
    by = actor_of(draft.created_by)
    group = draft.groups.get(group="satlinmas")
    actions.save(
        group,
        changes={"people": 1711, "units": 56, "unit_kind": "kelurahan", "note": "<b>54</b>"},
        version=0,
        by=by,
    )
    row = actions.add_regulation(draft, by=by)
    actions.save(
        row,
        changes={"kind": "Perda", "number": "18", "year": 2011, "subject": "Ketenagakerjaan"},
        version=0,
        by=by,
    )
    row = actions.add_statement(draft, section="integration", by=by)
    actions.save(row, changes={"text": "DPMPTSP terhubung."}, version=0, by=by)
    return submit(draft, approver_of(draft.organisation))


def test_the_receipt_carries_all_that_was_filed_with_digest_and_time():
    nomination = filed()
    product = build_receipt(
        actor_of(nomination.submitted_by), {"nomination": nomination.public_id}, lambda done, total: None
    )
    words = words_of(product.content)
    for text in (
        "886.113", "929.199", "95,36", "1.711", "56 kelurahan", "<b>54</b>", "Perda", "2011", "DPMPTSP terhubung.",
        "rekap.pdf, hlm. 1", nomination.digest[:32], nomination.public_id, str(nomination.submitted_by), "contoh",
    ):  # fmt: skip
        assert text.replace(" ", "") in words.replace(" ", "").replace("\ufffe", ""), text
    assert product.file_name == f"tanda-terima-{nomination.public_id}.pdf"


def test_the_worker_prints_it_and_both_people_download_it(client_as):
    nomination = filed()
    url = reverse("nominations:receipt", args=[nomination.public_id])
    officer = client_as(nomination.created_by)
    assert officer.get(url).status_code == 409  # not printed yet
    rendering.render(ReportRun.objects.get().pk)
    for person in (nomination.created_by, nomination.submitted_by):
        answer = client_as(person).get(url)
        assert answer.status_code == 200
        assert b"".join(answer.streaming_content)[:5] == b"%PDF-"
    assert client_as(make_person("officer")).get(url).status_code == 404


def test_a_stranger_gets_no_receipt_and_a_draft_has_none(client_as):
    nomination = make_nomination(State.SUBMITTED)
    with pytest.raises(Refused):
        build_receipt(
            actor_of(make_person("officer")), {"nomination": nomination.public_id}, lambda done, total: None
        )
    draft = make_nomination()
    answer = client_as(draft.created_by).get(reverse("nominations:receipt", args=[draft.public_id]))
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Ketik sidik"),
        ("0" * 64, "tidak dikenal"),
        ("abc", "tidak dikenal"),
        ("<script>", "tidak dikenal"),
    ],
)
def test_anyone_may_ask_and_learns_only_whether_it_is_known(client, typed, words):
    page = client.get(reverse("nominations:receipt_check"), {"digest": typed}).content.decode()
    assert words in page
    assert '<script>"' not in page


def test_a_genuine_receipt_is_known_however_it_is_typed(client):
    nomination = make_nomination(State.SUBMITTED)
    digest = nomination.digest
    for typed in (digest, digest.upper(), f"sha256:{digest}", f"{digest[:32]} {digest[32:]}"):
        page = client.get(reverse("nominations:receipt_check"), {"digest": typed}).content.decode()
        assert "Tanda terima ini asli" in page
        assert nomination.name not in page


def test_the_digest_of_a_draft_is_unknown(client):
    from nominations.queries import digest_of

    draft = make_nomination(figures=BEKASI)
    page = client.get(reverse("nominations:receipt_check"), {"digest": digest_of(draft)}).content.decode()
    assert "tidak dikenal" in page
