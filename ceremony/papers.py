"""The papers of a ceremony and the books of an edition, printed by the worker with the asker's rights."""

from collections import Counter
from fractions import Fraction
from itertools import groupby
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ceremony import annual
from ceremony.models import CeremonyState, Certificate, CertificateState, Publication
from ceremony.policies.certificate import may_print_books, may_report_programme
from ceremony.queries import ceremony as ceremony_queries
from ceremony.queries import certificate as queries
from paritrana.documents.press import pdf
from paritrana.documents.registry import Product, Progress, Report, register
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused
from paritrana.programme.models import Edition


def build_script(actor: Actor, parameters: dict[str, Any], progress: Progress) -> Product:
    """What the announcer reads out, in the running order ({"ceremony": public id})."""
    return _of_ceremony(actor, parameters, progress, "script", "naskah-pembawa-acara")


def build_cards(actor: Actor, parameters: dict[str, Any], progress: Progress) -> Product:
    """A card for every winner, large enough to be read from the hall ({"ceremony": public id})."""
    return _of_ceremony(actor, parameters, progress, "cards", "kartu-panggung")


def build_book(actor: Actor, parameters: dict[str, Any], progress: Progress) -> Product:
    """The book of honours of an edition ({"edition": number}): contents, charts, lists. Published honours only."""
    edition = _edition(actor, parameters)
    awards = list(queries.public_awards().filter(decision__panel__round__edition=edition))
    if not awards:
        raise Refused(_("Nothing of this edition has been published yet, so its book is empty."))
    progress(1, 4)
    serials = dict(
        Certificate.objects.filter(
            award__in=[award.pk for award in awards], state=CertificateState.ISSUED
        ).values_list("award_id", "serial")
    )
    progress(2, 4)
    chapters = [
        (decision, [(award, serials.get(award.pk, "")) for award in rows])
        for decision, rows in groupby(awards, key=lambda award: award.decision)
    ]
    context = {
        "edition": edition,
        "chapters": chapters,
        "total": len(awards),
        "by_category": _bars(Counter(str(award.decision.panel.category) for award in awards)),
        "by_round": _bars(
            Counter(str(award.decision.panel.round.region or _("National")) for award in awards)
        ),
        "ceremonies": edition.ceremonies.filter(state=CeremonyState.HELD).prefetch_related("rounds__region"),
        "corrections": [award for award in awards if award.corrects],
    }
    content = pdf.render("print/ceremony/book.html", context, get_language() or "id")
    progress(4, 4)
    return Product(content, f"buku-penghargaan-{edition.number}.pdf", pdf.MEDIA_TYPE)


def build_annual(actor: Actor, parameters: dict[str, Any], progress: Progress) -> Product:
    """The annual report of the programme ({"edition": number}): funnel, coverage, spread, timeliness. Counts only."""
    may_report_programme(actor).require()
    edition = _edition(actor, parameters)
    funnel, provinces = annual.funnel(edition), annual.provinces(edition)
    progress(1, 4)
    coverage = annual.coverage(edition)
    progress(2, 4)
    ways = annual.ways(edition)
    longest = max((way.days[-1] or 0 for way in ways), default=0)
    took_part = sum(province.submitted > 0 for province in provinces)
    nowhere = funnel["submitted"] - sum(province.submitted for province in provinces)
    context = {
        "edition": edition,
        "funnel": _bars({label: funnel[step] for step, label in FUNNEL.items()}),
        "categories": _bars(dict(annual.by_category(edition))),
        "zones": _bars(dict(annual.by_zone(provinces))),
        "provinces": provinces,
        "took_part": took_part,
        "submitted": funnel["submitted"],
        "nowhere": nowhere,
        "coverage": coverage,
        "ways": [(way, _parts(way, longest)) for way in ways],
        "longest": longest,
        "rounds": edition.rounds.count(),
        "published": Publication.objects.filter(decision__panel__round__edition=edition).count(),
        "postponed": [row for row in edition.ceremonies.all() if row.planned_at != row.first_planned_at],
    }
    progress(3, 4)
    content = pdf.render("print/ceremony/annual.html", context, get_language() or "id")
    progress(4, 4)
    return Product(content, f"laporan-tahunan-{edition.number}.pdf", pdf.MEDIA_TYPE)


FUNNEL = {
    "begun": _("Begun"),
    "submitted": _("Submitted"),
    "verified": _("Verified"),
    "honoured": _("Honoured"),
}


STEPS = ("#ddbfd6", "#b47da8", "#5b2150")
"""Colours of the parts of a way: until verified, approved, published."""


def _parts(way: annual.Way, longest: int) -> list[tuple[str, str, str]]:
    """(left, width, colour) of the parts of a way's bar in millimetres, all ways in one scale of 70 mm."""
    scale = Fraction(70, max(1, longest))
    return [
        (f"{float(start * scale):.2f}", f"{float((end - start) * scale):.2f}", colour)
        for (start, end), colour in zip(way.steps, STEPS, strict=False)
    ]


def _of_ceremony(
    actor: Actor, parameters: dict[str, Any], progress: Progress, paper: str, name: str
) -> Product:
    ceremony = ceremony_queries.ceremonies_seen_by(actor).filter(public_id=parameters["ceremony"]).first()
    if ceremony is None:
        raise Refused(_("This ceremony is not open to you."))
    handovers = list(ceremony_queries.running_order(ceremony))
    if not handovers:
        raise Refused(_("The running order is empty. Bring in the winners, then print."))
    progress(1, 2)
    context = {"ceremony": ceremony, "handovers": handovers}
    content = pdf.render(f"print/ceremony/{paper}.html", context, get_language() or "id")
    progress(2, 2)
    return Product(content, f"{name}-{ceremony.public_id}.pdf", pdf.MEDIA_TYPE)


def _edition(actor: Actor, parameters: dict[str, Any]) -> Edition:
    may_print_books(actor).require()
    edition = Edition.objects.filter(number=parameters["edition"]).first()
    if edition is None:
        raise Refused(_("This edition is not known here."))
    return edition


def _bars(counts: dict[Any, int]) -> list[tuple[Any, int, str]]:
    """(label, count, width in millimetres) for the bars of one chart, in one scale."""
    most = max(counts.values(), default=0) or 1
    return [(label, count, f"{count * 90 / most:.1f}") for label, count in counts.items()]


register(Report("ceremony.script", _("Announcer's script"), build_script))
register(Report("ceremony.cards", _("Wall cards"), build_cards))
register(Report("ceremony.book", _("Book of honours"), build_book))
register(Report("ceremony.annual", _("Annual report of the programme"), build_annual))
