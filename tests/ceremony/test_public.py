"""The public pages: what they show, what they leave out, and how many queries they take."""

import csv
import io

import pytest
from django.urls import reverse

from ceremony import archive
from ceremony.models import ArchiveAward
from paritrana.regions.models import Region
from tests.reading import drawn_together

pytestmark = pytest.mark.django_db

PAGES = [
    "/",
    "/?province=32&period=2020",
    "/arsip/",
    "/arsip/4/",
    "/arsip/8/",
    "/arsip/2/finalis/",
    "/wilayah/32/",
    "/wilayah/32.75/",
    "/wilayah/96/",
    "/wilayah/95.01/",
    "/cari/",
    "/cari/?q=bekasi",
    "/cari/?q=tidakada",
]


@pytest.fixture
def loaded(db) -> None:
    archive.load()


def table(response) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["id", "en"])
def test_anyone_can_read_it_in_both_languages(loaded, client, page, language):
    client.cookies["language"] = language
    response = client.get(page)
    assert response.status_code == 200
    assert response["Content-Language"] == language


@pytest.mark.parametrize("page", ["/", "/arsip/", "/cari/", "/wilayah/32/"])
def test_an_empty_archive_is_no_error(client, page):
    assert client.get(page).status_code == 200


@pytest.mark.parametrize(
    "page", ["/arsip/99/", "/arsip/99/finalis/", "/wilayah/99/", "/wilayah/x/", "/arsip/0/penghargaan.csv"]
)
def test_what_is_unknown_is_not_found(loaded, client, page):
    assert client.get(page).status_code == 404


def test_they_only_read(loaded, client):
    for page in PAGES:
        assert client.post(page).status_code == 405


@pytest.mark.parametrize(
    ("page", "queries"),
    [
        ("/", 4),
        ("/?province=32&period=2020", 4),
        ("/arsip/", 4),
        ("/arsip/4/", 6),
        ("/arsip/2/finalis/", 4),
        ("/wilayah/32/", 9),
        ("/wilayah/32.75/", 8),
        ("/cari/", 4),
        ("/cari/?q=kota", 5),
        ("/cari/penghargaan.csv", 2),
        ("/arsip/8/penghargaan.csv", 2),
        ("/arsip/2/finalis.csv", 2),
    ],
)
def test_the_number_of_queries_is_known(loaded, client, django_assert_num_queries, page, queries):
    client.get(page)  # the first request of a process reads what later ones share
    with django_assert_num_queries(queries):
        client.get(page)


@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_takes_the_same_queries_for_one_row_and_for_three(
    loaded, client, django_assert_num_queries, rows
):
    kept = ArchiveAward.objects.filter(edition__number=8).order_by("position")[:rows]
    ArchiveAward.objects.filter(edition__number=8).exclude(
        pk__in=list(kept.values_list("pk", flat=True))
    ).delete()
    client.get("/arsip/8/")
    with django_assert_num_queries(6):
        response = client.get("/arsip/8/")
    assert len(response.context["lines"]) == rows


def test_home_draws_every_province_as_a_link_with_its_number(loaded, client):
    page = client.get("/").content.decode()
    assert page.count('<a href="?province=') == 38
    assert 'aria-label="Sulawesi Utara: 6 penghargaan"' in page
    assert 'aria-label="Aceh: 0 penghargaan"' in page
    assert "41 penghargaan yang tercatat dengan sumber jelas" in page
    assert "5 catatan yang sumbernya bertentangan dan 3 catatan bersumber lemah" in page
    assert "492 usulan, 67 finalis, periode 2020" in page


def test_home_shows_the_awards_of_the_province_that_was_chosen(loaded, client):
    context = client.get("/?province=32").context["map"]
    assert (context.chosen.code, context.total) == ("32", 3)
    assert [award.recipient for award in context.awards] == [
        "Provinsi Jawa Barat",
        "Kota Bekasi",
        "Kota Cimahi",
    ]
    assert client.get("/?province=zz").context["map"].chosen.code == "71"


def test_numbers_in_drawings_have_no_thousands_mark(loaded, client):
    page = client.get("/").content.decode()
    assert 'width="1196"' in page
    assert 'x="1140"' in page
    assert "1.196" not in page


def test_weak_and_disputed_results_say_so(loaded, client):
    page = client.get("/?period=2020").content.decode()
    assert "Sumber lemah" in page
    disputed = client.get("/arsip/1/").content.decode()
    assert "Sumber bertentangan" in disputed
    assert disputed.count('<span class="rival-word">atau</span>') == 1


def test_filters_stand_in_the_address_and_the_file_holds_what_they_show(loaded, client):
    page = client.get("/arsip/8/?level=province&category=village&certainty=sure&q=desa")
    assert all(line.award.category == "village" for line in page.context["lines"])
    link = page.context["exports"][0]["url"]
    assert (
        link
        == reverse("ceremony:archive_edition_csv", args=[8])
        + "?level=province&category=village&certainty=sure&q=desa"
    )
    rows = table(client.get(link))
    assert [row["id"] for row in rows] == [line.award.code for line in page.context["lines"]]
    assert {row["category"] for row in rows} == {"village"}


def test_a_filter_that_cannot_be_read_is_passed_over(loaded, client):
    assert client.get("/arsip/8/?level=galaxy&category=%3Cscript%3E").context["total"] == 135 + 1


def test_long_lists_have_pages_and_the_file_has_all_of_them(loaded, client):
    seen, address = [], "/arsip/8/"
    while address:
        page = client.get(address)
        seen += [line.award.code for line in page.context["lines"]]
        cursor = page.context["next_cursor"]
        address = f"/arsip/8/?after={cursor}" if cursor else ""
    assert len(seen) == len(set(seen)) == 136
    assert [row["id"] for row in table(client.get("/arsip/8/penghargaan.csv"))] == seen


def test_a_region_tells_its_own_story(loaded, client):
    page = client.get("/wilayah/32.75/")
    assert [line.award.code for line in page.context["lines"]] == ["E4-N-03", "E2-32-01"]
    assert (page.context["national"], page.context["provincial"]) == (1, 1)
    text = page.content.decode()
    assert "Kota Bekasi: 2 penghargaan tercatat" in text
    assert 'href="/wilayah/32/"' in text


def test_a_province_tells_also_what_its_regions_and_its_round_won(loaded, client):
    codes = {line.award.code for line in client.get("/wilayah/32/").context["lines"]}
    assert {"E5-N-01", "E4-N-03", "E3-N-04", "E2-32-01"} <= codes
    assert "E1-N-01" not in codes


def test_a_young_province_says_what_it_was_before(loaded, client):
    text = client.get("/wilayah/96/").content.decode()
    assert "8 Desember 2022, sebelumnya bagian dari Papua Barat" in drawn_together(text)


def test_a_region_without_awards_is_not_said_to_have_none(loaded, client):
    code = (
        Region.objects.filter(kind="regency", archive_awards=None, archive_finalists=None)
        .earliest("code")
        .code
    )
    assert (
        "Itu tidak berarti bahwa penghargaan tidak pernah ada"
        in client.get(f"/wilayah/{code}/").content.decode()
    )


def test_search_finds_regions_by_other_spellings_and_recipients_by_words(loaded, client):
    page = client.get("/cari/?q=tolitoli")
    assert [region.code for region in page.context["regions"]] == ["72.04"]
    page = client.get("/cari/?q=nagari")
    assert [line.award.code for line in page.context["lines"]] == ["E8-13-02", "E4-N-04"]
    page = client.get("/cari/?q=kota&period=2019")
    assert [line.award.code for line in page.context["lines"]] == ["E3-N-04"]


def test_a_serial_number_leads_to_the_check_of_certificates(loaded, client):
    response = client.get("/cari/?q=prt-2020-p32-kk-3")
    assert response.status_code == 302
    assert response.url == reverse("ceremony:check") + "?serial=PRT-2020-P32-KK-0003"


def test_words_from_the_address_are_shown_as_words(loaded, client):
    page = client.get("/cari/?q=%3Cscript%3Ealert(1)%3C/script%3E").content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_sources_open_without_telling_where_the_reader_came_from(loaded, client):
    page = client.get("/arsip/4/").content.decode()
    assert (
        '<a href="https://radarbekasi.id/2021/09/10/pemkot-bekasi-raih-paritrana-award-2020/" rel="noopener nofollow">radarbekasi.id</a>'
        in page
    )
