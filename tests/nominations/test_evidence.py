"""Evidence: attached once, cited with its page, read only by those who see the nomination."""

import pytest
from django.urls import reverse

from nominations import actions
from nominations.models import Evidence, State
from paritrana.accounts.queries import actor_of
from paritrana.audit.queries import trail_of
from paritrana.documents import pages as drawing
from paritrana.lib.verdict import Refused
from tests.factories.nominations import make_nomination
from tests.factories.people import make_person
from tests.factories.uploads import pdf, upload, workbook

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make_nomination()


@pytest.fixture
def by(draft):
    return actor_of(draft.created_by)


def test_a_file_is_attached_under_a_harmless_name(draft, by):
    file = actions.attach(draft, upload(pdf(2), "../../rahasia/Rekap 2025.pdf"), by=by)
    assert file.file_name == "Rekap 2025.pdf"
    assert list(trail_of(draft).values_list("verb", flat=True)) == ["nomination.start", "nomination.attach"]


def test_the_same_bytes_are_one_piece_of_evidence(draft, by):
    content = pdf()
    first = actions.attach(draft, upload(content, "a.pdf"), by=by)
    assert actions.attach(draft, upload(content, "b.pdf"), by=by) == first
    assert Evidence.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "kosong"), (b"just words", "PDF"), (b"MZ\x90\x00" + b"\x00" * 200, "PDF")],
)
def test_an_empty_or_foreign_file_is_refused_and_leaves_nothing(draft, by, content, words):
    with pytest.raises(Refused, match=words):
        actions.attach(draft, upload(content, "rekap.pdf"), by=by)
    assert not Evidence.objects.exists()
    assert trail_of(draft).count() == 1


def test_sixty_megabytes_are_refused(draft, by):
    with pytest.raises(Refused, match="50"):
        actions.attach(draft, upload(b"%PDF-1.7" + b"0" * 60 * 1024**2, "besar.pdf"), by=by)


def test_a_figure_points_to_a_page_that_the_file_has(draft, by):
    file = actions.attach(draft, upload(pdf(3)), by=by)
    figure = draft.figures.get(metric="formal")
    figure = actions.cite(figure, evidence=file, page=3, version=0, by=by)
    assert (figure.evidence, figure.evidence_page, figure.version) == (file, 3, 1)
    with pytest.raises(Refused, match="3 halaman"):
        actions.cite(figure, evidence=file, page=4, version=1, by=by)
    assert trail_of(draft).last().verb == "nomination.cite"


def test_a_workbook_is_cited_by_words(draft, by):
    file = actions.attach(draft, upload(workbook(), "rekap.xlsx"), by=by)
    figure = actions.cite(
        draft.figures.get(metric="formal"), evidence=file, place="lembar 1, baris 14", version=0, by=by
    )
    assert (figure.evidence_page, figure.evidence_place) == (None, "lembar 1, baris 14")


def test_citing_knows_versions_too(draft, by):
    file = actions.attach(draft, upload(pdf()), by=by)
    figure = draft.figures.get(metric="formal")
    actions.cite(figure, evidence=file, page=1, version=0, by=by)
    with pytest.raises(actions.Clash):
        actions.cite(figure, evidence=None, version=0, by=by)


def test_another_nominations_file_is_no_evidence(draft, by):
    other = make_nomination()
    theirs = actions.attach(other, upload(pdf()), by=actor_of(other.created_by))
    with pytest.raises(ValueError, match="another nomination"):
        actions.cite(draft.figures.get(metric="formal"), evidence=theirs, page=1, version=0, by=by)


def test_a_cited_file_stays(draft, by):
    file = actions.attach(draft, upload(pdf()), by=by)
    actions.cite(draft.figures.get(metric="formal"), evidence=file, page=1, version=0, by=by)
    with pytest.raises(Refused, match="menunjuk berkas ini"):
        actions.detach(file, by=by)
    actions.cite(draft.figures.get(metric="formal"), evidence=None, version=1, by=by)
    actions.detach(file, by=by)
    assert not Evidence.objects.exists()


def routes(evidence: Evidence) -> list[str]:
    return [
        reverse("nominations:evidence", args=[evidence.public_id]),
        reverse("nominations:page_image", args=[evidence.public_id, 1]),
        reverse("nominations:download", args=[evidence.public_id]),
    ]


def test_the_pages_of_evidence_open_for_nominee_and_verifier_and_are_missing_for_others(client_as):
    nomination = make_nomination(State.SUBMITTED)
    file = nomination.evidence.get()
    drawing.draw(file.document_id)
    readers = [
        nomination.created_by,
        nomination.submitted_by,
        make_person("province_secretariat", region=nomination.round.region),
    ]
    for reader in readers:
        client = client_as(reader)
        assert [client.get(url).status_code for url in routes(file)] == [200, 200, 200]
    strangers = [
        make_person("officer"),
        make_person("province_secretariat", region=make_nomination().region),
        make_person("assessor", region=nomination.round.region),
        make_person("admin"),
    ]
    for stranger in strangers:
        client = client_as(stranger)
        assert [client.get(url).status_code for url in routes(file)] == [404, 404, 404]


def test_the_evidence_of_a_draft_is_the_nominees_alone(client_as, draft, by):
    file = actions.attach(draft, upload(pdf()), by=by)
    client = client_as(make_person("province_secretariat", region=draft.round.region))
    assert client.get(routes(file)[2]).status_code == 404


def test_a_download_is_an_attachment_in_a_sandbox(client_as, draft, by):
    file = actions.attach(draft, upload(pdf(), "rekap.pdf"), by=by)
    answer = client_as(draft.created_by).get(routes(file)[2])
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]


# ---- in the browser's forms -------------------------------------------------------------------------------------
def test_several_files_come_at_once_and_each_refusal_names_its_file(client_as, draft):
    client = client_as(draft.created_by)
    url = reverse("nominations:files", args=[draft.public_id])
    answer = client.post(
        url, {"files": [upload(pdf(), "baik.pdf"), upload(b"", "kosong.pdf"), upload(b"x", "aneh.exe")]}
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "baik.pdf" in page
    assert "kosong.pdf:" in page
    assert "aneh.exe:" in page
    assert list(draft.evidence.values_list("file_name", flat=True)) == ["baik.pdf"]


def test_citing_takes_a_new_file_on_the_way_and_keeps_what_was_typed_when_refused(client_as, draft):
    figure = draft.figures.get(metric="formal")
    client, url = client_as(draft.created_by), reverse("nominations:cite_figure", args=[figure.public_id])
    refused = client.post(
        url, {"version": 0, "upload": upload(pdf(2), "rekap.pdf"), "page": "5", "place": ""}
    )
    assert refused.status_code == 422
    assert "2 halaman" in refused.content.decode()
    assert 'value="5"' in refused.content.decode()
    done = client.post(url, {"version": 0, "file": draft.evidence.get().public_id, "page": "2", "place": ""})
    assert done.status_code == 302
    figure.refresh_from_db()
    assert figure.evidence_page == 2
