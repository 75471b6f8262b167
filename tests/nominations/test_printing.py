"""The whole nomination on paper: everything in it, the stamp on every page until it is filed, and no comment."""

import io

import pypdfium2
import pytest
from django.urls import reverse

from nominations import actions
from nominations.models import Nomination, State
from nominations.printing import WHOLE, build_whole
from paritrana.accounts.queries import actor_of
from paritrana.documents import rendering
from paritrana.documents.models import ReportRun
from paritrana.lib.verdict import Refused
from tests.factories.nominations import BEKASI, make_nomination, verifier_of, while_open
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


def pages_of(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(io.BytesIO(content))
    return [page.get_textpage().get_text_bounded().replace("\ufffe", "") for page in document]


def printed(nomination: Nomination, by) -> bytes:
    return build_whole(actor_of(by), {"nomination": nomination.public_id}, lambda done, total: None).content


def test_it_is_ordered_made_by_the_worker_and_says_on_every_page_that_it_is_no_filing(client_as):
    draft = make_nomination(figures=BEKASI)
    by = actor_of(draft.created_by)
    figure = draft.figures.get(metric="formal")
    actions.save(
        figure,
        changes={"covered": 940000, "explanation": "Pekerja lintas wilayah."},
        version=figure.version,
        by=by,
    )
    for number in range(12):
        row = actions.add_statement(draft, section="innovation", by=by)
        actions.save(row, changes={"text": f"Inovasi {number}. " + "Uraian panjang. " * 60}, version=0, by=by)
    actions.comment(draft, text="Hanya antara kita.", by=by)
    client = client_as(draft.created_by)
    answer = client.post(reverse("nominations:print", args=[draft.public_id]))
    run = ReportRun.objects.get(report=WHOLE)
    assert answer.url == reverse("documents:run", args=[run.public_id])
    rendering.render(run.pk)
    run.refresh_from_db()
    assert (run.state, run.progress, run.total) == ("done", 3, 3)
    download = client.get(reverse("documents:download", args=[run.public_id]))
    pages = pages_of(b"".join(download.streaming_content))
    assert len(pages) > 1
    assert all("DRAF,BELUMDIAJUKAN" in "".join(page.split()) for page in pages)
    words = " ".join(" ".join(pages).split())
    digest = draft.evidence.get().document.sha256
    for text in (
        "940.000", "929.199", "101,16", "Pekerja lintas wilayah.", "rekap.pdf", "hlm. 1", "Inovasi 11.", "contoh",
        digest[:24],
    ):  # fmt: skip
        assert text.replace(" ", "") in words.replace(" ", ""), text
    assert "antara kita" not in words


def test_what_was_filed_has_its_findings_and_digest_and_no_stamp():
    filed = make_nomination(State.SUBMITTED)
    with while_open(filed.round, "verification"):
        actions.ask(filed, text="Mohon lampirkan surat BPS.", by=verifier_of(filed.round))
    words = " ".join(pages_of(printed(filed, filed.created_by)))
    assert "Mohon lampirkan surat BPS." in " ".join(words.split())
    assert filed.digest[:12] in words
    assert "BELUMDIAJUKAN" not in "".join(words.split())


def test_nobody_prints_what_they_do_not_see(client_as):
    draft = make_nomination()
    stranger = make_person("province_secretariat", region=draft.round.region)
    assert client_as(stranger).post(reverse("nominations:print", args=[draft.public_id])).status_code == 404
    with pytest.raises(Refused):
        printed(draft, stranger)
