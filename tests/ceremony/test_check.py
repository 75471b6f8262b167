"""The public check page: what it answers, what it keeps silent about, and how often it may be asked."""

import json
import re

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ceremony import actions, serials
from ceremony.forms.certificate import FILE_LIMIT
from ceremony.models import Certificate
from paritrana.documents import rendering, store
from tests.factories.ceremony import make_approved, make_published, publisher_of, reissue, revoke

pytestmark = pytest.mark.django_db

MASKED = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"|<time[^>]*>[^<]*</time>')


@pytest.fixture(autouse=True)
def _no_counters_yet():
    cache.clear()


def page(path: str, **query: str) -> bytes:
    answer = Client().get(path, query)
    assert answer.status_code == 200
    return MASKED.sub(b"", answer.content)


def only_certificate() -> Certificate:
    return Certificate.objects.select_related("run__document").get()


def printed_file(certificate: Certificate) -> bytes:
    rendering.render(certificate.run_id)
    certificate.run.refresh_from_db()
    return store.path_of(certificate.run.document.sha256).read_bytes()


def upload(content: bytes, name: str = "piagam.pdf") -> Client:
    return Client().post("/periksa/", {"file": SimpleUploadedFile(name, content, "application/pdf")})


def answered(response) -> str:
    return response.context["answer"].state


# ---- the three ways to ask ----------------------------------------------------------------------------------------
def test_the_qr_code_leads_to_a_valid_certificate():
    make_published(winners=1, is_example=False)
    certificate = only_certificate()
    answer = Client().get(f"/periksa/{certificate.code}/")
    assert answered(answer) == "valid"
    text = answer.content.decode()
    assert "Pemerintah Kabupaten Bogor" in text
    assert certificate.serial in text
    assert "contoh" not in text.partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize("typed", [str.lower, lambda serial: serial.replace("-", " "), lambda serial: serial])
def test_serial_and_code_are_read_however_they_are_typed(typed):
    make_published(winners=1)
    certificate = only_certificate()
    answer = Client().get(
        "/periksa/", {"serial": typed(certificate.serial), "code": serials.spoken_code(certificate.code)}
    )
    assert answered(answer) == "valid"


def test_a_serial_with_the_code_of_another_certificate_is_unknown():
    make_published(winners=2)
    first, second = Certificate.objects.order_by("serial")
    assert answered(Client().get("/periksa/", {"serial": first.serial, "code": second.code})) == "unknown"


def test_the_file_itself_is_recognised_and_not_kept(settings):
    make_published(winners=1)
    content = printed_file(only_certificate())
    before = {path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()}
    assert answered(upload(content)) == "valid"
    assert {path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()} == before


# ---- bad input ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("code", ["x", "0" * 10, "abcdefghij" * 30, "%27%20OR%201=1", "%E5%8C%97"])
def test_what_can_be_no_code_is_unknown(code):
    assert answered(Client().get(f"/periksa/{code}/")) == "unknown"


@pytest.mark.parametrize(
    "query", [{"serial": "", "code": ""}, {"serial": "12", "code": "34"}, {"serial": "PRT-2020-N-KK-0001"}]
)
def test_what_is_no_number_is_said_beside_the_field_and_stays_typed(query):
    answer = Client().get("/periksa/", query)
    assert answer.status_code == 422
    assert answer.context["number"].errors
    assert query["serial"] in answer.content.decode()


def test_an_empty_file_is_refused_with_a_sentence():
    answer = upload(b"")
    assert answer.status_code == 422
    assert answer.context["file"].errors


def test_a_file_that_is_too_large_is_refused_with_a_sentence():
    answer = upload(b"%PDF" + bytes(FILE_LIMIT))
    assert answer.status_code == 422
    assert "10 MB" in str(answer.context["file"].errors)


def test_a_form_without_a_file_is_refused_with_a_sentence():
    assert Client().post("/periksa/").status_code == 422


# ---- embargo ------------------------------------------------------------------------------------------------------
def test_under_embargo_all_answers_are_those_of_an_unknown_certificate():
    make_approved(winners=1)
    certificate = only_certificate()
    content = printed_file(certificate)
    other = serials.new_code()
    for asked, unknown in (
        ((f"/periksa/{certificate.code}/", {}), (f"/periksa/{other}/", {})),
        ((f"/periksa/{certificate.code}.json", {}), (f"/periksa/{other}.json", {})),
        (
            ("/periksa/", {"serial": certificate.serial, "code": certificate.code}),
            ("/periksa/", {"serial": certificate.serial, "code": other}),
        ),
    ):
        cache.clear()
        Client().get(unknown[0], unknown[1])  # first requests fill caches of their own
        with CaptureQueriesContext(
            connection,
        ) as of_asked:
            seen = page(asked[0], **asked[1])
        with CaptureQueriesContext(connection) as of_unknown:
            missing = page(unknown[0], **unknown[1])
        assert seen.replace(certificate.code.encode(), b"CODE") == missing.replace(other.encode(), b"CODE")
        assert certificate.facts["recipient"].encode() not in seen
        assert [
            query["sql"].replace(certificate.code, "CODE")
            for query in of_asked.captured_queries
            if "ceremony" in query["sql"]
        ] == [
            query["sql"].replace(other, "CODE")
            for query in of_unknown.captured_queries
            if "ceremony" in query["sql"]
        ]
        assert len(of_asked) == len(of_unknown)
    assert answered(upload(content)) == "unknown"


def test_with_the_publication_the_same_questions_are_answered():
    decision = make_approved(winners=1)
    certificate = only_certificate()
    assert answered(Client().get(f"/periksa/{certificate.code}/")) == "unknown"
    actions.publish(decision, by=publisher_of(decision))
    assert answered(Client().get(f"/periksa/{certificate.code}/")) == "valid"


# ---- replaced, revoked, example -----------------------------------------------------------------------------------
def test_a_revoked_certificate_says_so_with_its_reason():
    make_published(winners=1)
    revoke(only_certificate())
    answer = Client().get(f"/periksa/{only_certificate().code}/")
    assert answered(answer) == "revoked"
    assert "Data terbukti keliru" in answer.content.decode()
    assert Client().get(f"/periksa/{only_certificate().code}.json").json()["state"] == "revoked"


def test_a_replaced_certificate_names_the_new_one_and_its_file_is_known_as_replaced():
    make_published(winners=1)
    old = only_certificate()
    content = printed_file(old)
    newer = reissue(old, "Pemerintah Kabupaten Bogor Raya")
    answer = Client().get(f"/periksa/{old.code}/")
    assert answered(answer) == "replaced"
    assert newer.serial in answer.content.decode()
    assert answered(upload(content)) == "replaced"
    assert answered(Client().get(f"/periksa/{newer.code}/")) == "valid"
    assert Client().get(f"/periksa/{old.code}.json").json()["replaced_by"] == newer.serial


def test_an_example_is_never_shown_without_its_mark():
    make_published(winners=1, is_example=True)
    answer = Client().get(f"/periksa/{only_certificate().code}/")
    assert "contoh" in answer.content.decode().partition("<main")[2]
    assert Client().get(f"/periksa/{only_certificate().code}.json").json()["is_example"] is True


@pytest.mark.parametrize("name", ["<b>PT Tebal</b>", 'PT "Kutip" & Rekan', "=cmd()"])
def test_names_are_shown_as_they_are_written(name):
    make_published(names=[name])
    answer = Client().get(f"/periksa/{only_certificate().code}/").content.decode()
    assert "<b>PT" not in answer
    assert Client().get(f"/periksa/{only_certificate().code}.json").json()["recipient"] == name


# ---- the twin, the language, the limit ----------------------------------------------------------------------------
def test_the_twin_has_the_same_keys_for_every_answer():
    make_published(winners=1)
    known = json.loads(Client().get(f"/periksa/{only_certificate().code}.json").content)
    unknown = json.loads(Client().get(f"/periksa/{serials.new_code()}.json").content)
    assert known.keys() == unknown.keys()
    assert unknown["state"] == "unknown"
    assert known["serial"] == only_certificate().serial


def test_more_than_sixty_checks_a_minute_are_answered_with_429_and_a_sentence(monkeypatch):
    monkeypatch.setattr("paritrana.web.rate.time.time", lambda: 1_800_000_000.0)  # all within one minute
    client = Client(REMOTE_ADDR="198.51.100.7")
    codes = [client.get(f"/periksa/{serials.new_code()}/").status_code for _ in range(61)]
    assert codes == [200] * 60 + [429]
    page = client.get("/periksa/abc/").content.decode()
    assert 'href="/periksa/abc/"' in page
    assert "/meja/" not in page.partition("<main")[2]  # a stranger has no desk
    refused = client.get("/periksa/abc.json")
    assert (refused.status_code, refused["Retry-After"]) == (429, "60")
    assert Client(REMOTE_ADDR="198.51.100.8").get("/periksa/abc/").status_code == 200
    assert client.get("/periksa/").status_code == 200
