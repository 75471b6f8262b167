"""Photos of a ceremony: drawn anew, so that nothing says where and with what they were taken; after it was held."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from ceremony.actions import ceremony as ceremonies
from ceremony.actions import photos as actions
from ceremony.models import Ceremony, Photo
from ceremony.queries.ceremony import photos_seen_by
from paritrana.accounts.queries import actor_of
from paritrana.documents import store
from paritrana.lib import clock
from paritrana.lib.verdict import Refused
from paritrana.regions.models import Region
from tests.factories.ceremony import make_published, publisher_of
from tests.factories.forgeries import with_other_byte
from tests.factories.people import make_person
from tests.factories.photos import jpeg
from tests.factories.uploads import pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def decision():
    return make_published(winners=1)


@pytest.fixture
def by(decision):
    return publisher_of(decision)


@pytest.fixture
def ceremony(decision, by) -> Ceremony:
    made = ceremonies.plan(
        [decision.panel.round], by=by, title="Acara", mode="on_site", place="", planned_at=clock.now()
    )
    return ceremonies.note_held(made, by=by, held_at=clock.now())


def add(ceremony: Ceremony, by, content: bytes, name: str = "foto.jpg") -> Photo:
    return actions.add_photo(ceremony, by=by, upload=SimpleUploadedFile(name, content), caption="Aula")


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_neither_place_nor_device_of_a_photo_is_kept(ceremony, by, kind, settings):
    content = jpeg(kind=kind)
    assert b"Kamera Rahasia" in content
    photo = add(ceremony, by, content)
    kept = [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]
    assert kept
    for path in kept:
        assert b"Kamera Rahasia" not in path.read_bytes()
    shown = Image.open(BytesIO(store.path_of(photo.document.sha256).read_bytes()))
    assert (shown.format, shown.size) == ("WEBP", (300, 200))
    assert not dict(shown.getexif())


def test_a_document_is_no_photo(ceremony, by):
    with pytest.raises(Refused, match="JPEG"):
        add(ceremony, by, pdf(), "foto.pdf")
    assert not Photo.objects.exists()


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7 no picture", jpeg()[:700], b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>"]
)
def test_what_is_no_whole_picture_is_refused_with_a_sentence(ceremony, by, content):
    with pytest.raises(Refused):
        add(ceremony, by, content)
    assert not Photo.objects.exists()


def test_the_same_photo_is_added_once_and_before_the_ceremony_none(ceremony, by, decision):
    add(ceremony, by, jpeg())
    with pytest.raises(Refused):
        add(ceremony, by, jpeg())
    planned = ceremonies.plan(
        [decision.panel.round], by=by, title="Lain", mode="on_site", place="", planned_at=clock.now()
    )
    with pytest.raises(Refused):
        add(planned, by, jpeg("red"))


def test_only_those_who_see_the_ceremony_see_its_photos_and_they_can_be_taken_out(ceremony, by, client_as):
    photo = add(ceremony, by, jpeg())
    west, central = (Region.objects.get(code=code) for code in ("32", "33"))
    own, other = (make_person("province_secretariat", region=region) for region in (west, central))
    assert photos_seen_by(actor_of(own)).exists()
    assert client_as(other).get(f"/foto-acara/{photo.public_id}/").status_code == 404
    client = client_as(own)
    answer = client.get(f"/foto-acara/{photo.public_id}/")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    page = client.get(f"/acara/{ceremony.public_id}/").content.decode()
    assert f'src="/foto-acara/{photo.public_id}/" alt="Aula"' in page
    client.post(f"/foto-acara/{photo.public_id}/hapus/")
    assert not Photo.objects.exists()


def test_a_refused_file_keeps_the_caption_that_was_typed(ceremony, client_as):
    client = client_as(make_person("province_secretariat", region=Region.objects.get(code="32")))
    broken = SimpleUploadedFile("foto.jpg", with_other_byte(jpeg()[:600], 1))
    answer = client.post(
        f"/acara/{ceremony.public_id}/foto/", {"upload": broken, "caption": "Panggung utama"}
    )
    assert answer.status_code == 200
    assert "Panggung utama" in answer.content.decode()
    assert answer.context["form"].non_field_errors()
