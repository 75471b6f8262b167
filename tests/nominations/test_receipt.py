"""The receipt: everything filed, on paper, for those who see the nomination; and its public check."""

import io
from datetime import date

import pypdfium2
import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.urls import reverse

from nominations import actions, content
from nominations.models import Entry, Evidence, FieldEntry, State
from nominations.queries import claim_of
from nominations.queries.receipts import RECEIPT
from nominations.reports.papers import build_receipt
from paritrana.accounts.queries import actor_of
from paritrana.documents import rendering, store
from paritrana.documents.models import Document, ReportRun
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


# ---- nothing that is filed escapes the digest ---------------------------------------------------------------------
TECHNICAL = {
    "id",
    "public_id",
    "version",
    "versions",
    "saved_at",
    "saved_by",
    "nomination",
    "evidence_document",
    "copied_from",
}
"""Columns that say when, by whom and where a row is kept, and nothing about the claim."""
NAMES = {"metric", "group", "question", "code", "section"}
"""Which entry it is: two of a kind never share one, and it is fixed when the row is made."""


def entry_models():
    models = apps.get_app_config("nominations").get_models()
    return [model for model in models if issubclass(model, Entry) and model is not FieldEntry]  # a visitor's


def another(field: models.Field, value: object, evidence: object) -> object:
    """A different value that the column takes."""
    if field.choices:
        return next(code for code, _words in field.choices if code and code != value)
    if isinstance(field, models.BooleanField):
        return not value
    if isinstance(field, models.ForeignKey):
        return evidence
    if isinstance(field, models.DateField):
        return date(2025, 1, 31)
    if isinstance(field, models.IntegerField):
        return (value or 2000) + 1
    return f"{value or ''}7"


def test_every_column_of_every_kind_of_entry_changes_the_digest():
    nomination = filed()
    by_hand = {"other": make_evidence(nomination)}
    silent = []
    for model in entry_models():
        for field in model._meta.concrete_fields:
            if field.name in TECHNICAL | NAMES:
                continue
            claim = claim_of(nomination)
            entry = entry_in(claim, model)
            before = content.digest_of(claim)
            if field.name == "evidence_page" or field.name == "evidence_place":
                entry.evidence = entry.evidence or by_hand["other"]
                before = content.digest_of(claim)
            setattr(entry, field.name, another(field, getattr(entry, field.name), by_hand["other"]))
            if content.digest_of(claim) == before:
                silent.append(f"{model.__name__}.{field.name}")
    assert silent == []


def make_evidence(nomination) -> Evidence:
    """A piece of evidence that is not stored: other bytes than those filed."""
    document = Document(sha256="f" * 64, size=1, media_type="application/pdf", page_count=9)
    return Evidence(nomination=nomination, document=document, file_name="lain.pdf")


def entry_in(claim, model):
    """The entry of that kind in the claim which says something."""
    rows = [
        *claim.figures.values(), *claim.groups.values(), *claim.answers.values(), *claim.regulations, *claim.statements,
    ]  # fmt: skip
    mine = [row for row in rows if isinstance(row, model)]
    assert mine, f"the claim of this test has no {model.__name__}"
    said = [row for row in mine if not row.is_blank]
    if not said and hasattr(mine[0], "text"):
        mine[0].text = "Ya."
    return (said or mine)[0]


def test_the_very_file_is_known_and_a_file_saved_anew_is_not(client):
    nomination = filed()
    run = ReportRun.objects.get(report=RECEIPT)
    rendering.render(run.pk)
    run.refresh_from_db()
    content_ = store.path_of(run.document.sha256).read_bytes()
    url = reverse("nominations:receipt_check")
    page = client.post(url, {"file": SimpleUploadedFile("tanda-terima.pdf", content_)}).content.decode()
    assert "Tanda terima ini asli" in page
    assert nomination.name not in page
    page = client.post(url, {"file": SimpleUploadedFile("a.pdf", content_ + b"\n")}).content.decode()
    assert "Berkas ini tidak dikenal" in page
    assert client.post(url, {}).status_code == 422
    assert client.post(url, {"file": SimpleUploadedFile("a.pdf", bytes(11 * 1024**2))}).status_code == 422


def test_another_file_of_the_archive_is_no_receipt(client):
    nomination = filed()
    file = store.path_of(nomination.evidence.get().document.sha256).read_bytes()
    page = client.post(
        reverse("nominations:receipt_check"), {"file": SimpleUploadedFile("a.pdf", file)}
    ).content.decode()
    assert "Berkas ini tidak dikenal" in page
