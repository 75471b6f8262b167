"""The public face: home, the archive of editions, the history of a region, and the search."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from ceremony import archive_pages, archive_tables
from ceremony.forms.archive import ArchiveFilter, ArchiveSearch
from ceremony.models.archive import ArchiveAward, ArchiveEdition, ArchiveFinalist, ArchiveFunnel
from ceremony.queries import archive as archive_queries
from ceremony.serials import parse_serial
from paritrana.programme.models import Level
from paritrana.regions.models import Region, RegionKind
from paritrana.regions.queries import provinces
from paritrana.web.gate import public
from paritrana.web.moments import zone_name
from paritrana.web.paging import page_of

RESULTS = "results are public once published; the archive repeats what the press reports"


@public(RESULTS)
def home(request: HttpRequest) -> HttpResponse:
    """One sentence, the search, the map of national awards, the results of a period, and the funnel."""
    national = list(archive_queries.awards().filter(level=Level.NATIONAL))
    counts = ArchiveFunnel.objects.filter(level=Level.NATIONAL).select_related("edition")
    results = archive_pages.results_of(national, request.GET.get("period", ""))
    chosen_query = f"&period={results.edition}" if results and "period" in request.GET else ""
    return render(
        request,
        "ceremony/public_home.html",
        {
            "map": archive_pages.award_map(
                archive_queries.on_the_map(national),
                provinces(),
                request.GET.get("province", ""),
                lambda code: f"?province={code}{chosen_query}#map",
            ),
            "results": results,
            "funnel": archive_pages.latest_funnel(counts.order_by("position")),
        },
    )


@public(RESULTS)
def archive(request: HttpRequest) -> HttpResponse:
    """All editions since period 2017, the youngest first."""
    lines = archive_queries.editions()
    return render(
        request,
        "ceremony/public_archive.html",
        {"lines": lines, "total": sum(line.national + line.province for line in lines)},
    )


@public(RESULTS)
def archive_edition(request: HttpRequest, number: int, as_csv: bool = False) -> HttpResponse:
    """One edition: its steps, its funnel, its awards."""
    edition = get_object_or_404(ArchiveEdition, number=number)
    form = ArchiveFilter(request.GET)
    rows = form.narrow(archive_queries.awards().filter(edition=edition))
    if as_csv:
        return archive_tables.awards_csv(f"penghargaan-{edition}.csv", rows)
    counts = ArchiveFunnel.objects.filter(edition=edition, level=Level.NATIONAL).order_by("position")
    lines = archive_queries.funnel_lines(counts)
    finalists = archive_queries.things(ArchiveFinalist.objects.filter(edition=edition))
    return render(
        request,
        "ceremony/public_edition.html",
        {
            "edition": edition,
            "filters": form,
            **_award_list(request, rows),
            "counts": archive_pages.stage_table(lines),
            "finalists": finalists,
            "exports": _exports(request, "ceremony:archive_edition_csv", number),
        },
    )


@public(RESULTS)
def archive_finalists(request: HttpRequest, number: int, as_csv: bool = False) -> HttpResponse:
    """Who reached which stage in an edition, as far as it was reported."""
    edition = get_object_or_404(ArchiveEdition, number=number)
    form = ArchiveFilter(request.GET)
    rows = form.narrow(archive_queries.finalists().filter(edition=edition))
    if as_csv:
        return archive_tables.finalists_csv(f"finalis-{edition}.csv", rows)
    page = page_of(rows, request.GET.get("after", ""), order="position")
    return render(
        request,
        "ceremony/public_finalists.html",
        {
            "edition": edition,
            "filters": form,
            "rows": page.rows,
            "shown": len(page.rows),
            "next_cursor": page.next_cursor,
            "total": archive_queries.things(rows),
            "exports": _exports(request, "ceremony:archive_finalists_csv", number),
        },
    )


@public(RESULTS)
def region(request: HttpRequest, code: str, as_csv: bool = False) -> HttpResponse:
    """What is recorded about a region: its awards and the stages it reached; for a province also those of its regions."""
    place = get_object_or_404(Region.objects.select_related("province", "predecessor"), code=code)
    form = ArchiveFilter(request.GET)
    own = archive_queries.awards().filter(archive_queries.telling_of(place))
    rows = form.narrow(own)
    if as_csv:
        return archive_tables.awards_csv(f"penghargaan-{place.code}.csv", rows)
    national = archive_queries.things(own.filter(level=Level.NATIONAL))
    provincial = archive_queries.things(own.filter(level=Level.PROVINCE))
    reached = archive_queries.finalists().filter(archive_queries.telling_of(place))
    return render(
        request,
        "ceremony/public_region.html",
        {
            "place": place,
            "filters": form,
            **_award_list(request, rows),
            "national": national,
            "provincial": provincial,
            "recorded": national + provincial,
            "reached": page_of(reached, "", order="position").rows,
            "zone_name": zone_name(place.timezone),
            "spellings": place.aliases.order_by("name"),
            "neighbours": Region.objects.filter(province=place).order_by("name")
            if place.kind == RegionKind.PROVINCE
            else [],
            "exports": _exports(request, "ceremony:region_csv", code),
        },
    )


@public(RESULTS)
def search(request: HttpRequest, as_csv: bool = False) -> HttpResponse:
    """Regions and recipients by words; a serial number leads to the certificate check. Without words: all awards."""
    words = request.GET.get("q", "").strip()
    if parse_serial(words):
        return HttpResponseRedirect(f"{reverse('ceremony:check')}?serial={parse_serial(words)}")
    form = ArchiveSearch(request.GET, editions=list(ArchiveEdition.objects.order_by("-number")))
    rows = form.narrow(archive_queries.awards())
    if as_csv:
        return archive_tables.awards_csv("penghargaan.csv", rows)
    return render(
        request,
        "ceremony/public_search.html",
        {
            "words": words,
            "filters": form,
            "regions": archive_queries.found_regions(words),
            **_award_list(request, rows),
            "exports": _exports(request, "ceremony:search_csv"),
        },
    )


def _award_list(request: HttpRequest, rows: QuerySet[ArchiveAward]) -> dict[str, Any]:
    """A page of a list of awards: two queries."""
    page = page_of(rows, request.GET.get("after", ""), order="position")
    return {
        "lines": archive_pages.award_lines(page.rows),
        "shown": archive_queries.things_in(page.rows),
        "next_cursor": page.next_cursor,
        "total": archive_queries.things(rows),
    }


def _exports(request: HttpRequest, name: str, *args: Any) -> list[dict[str, str]]:
    """The download of what the filters show, all pages of it."""
    query = request.GET.copy()
    query.pop("after", None)
    return [{"label": "CSV", "url": reverse(name, args=args) + (f"?{query.urlencode()}" if query else "")}]
