"""The papers of a ceremony and the books of an edition, printed by the worker with the asker's rights."""

from collections import Counter
from datetime import timedelta
from itertools import groupby
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ceremony import ceremony_queries, queries
from ceremony.models import Award, Certificate, Publication
from ceremony.policies import may_print_books, may_report_programme
from nominations.models import Nomination
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
        Certificate.objects.filter(award__in=[award.pk for award in awards], state="issued").values_list(
            "award_id", "serial"
        )
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
        "ceremonies": edition.ceremonies.filter(state="held").prefetch_related("rounds__region"),
    }
    content = pdf.render("print/ceremony/book.html", context, get_language() or "id")
    progress(4, 4)
    return Product(content, f"buku-penghargaan-{edition.number}.pdf", pdf.MEDIA_TYPE)


def build_annual(actor: Actor, parameters: dict[str, Any], progress: Progress) -> Product:
    """The annual report of the programme ({"edition": number}): funnel, spread, timeliness. Counts only."""
    may_report_programme(actor).require()
    edition = _edition(actor, parameters)
    filed = Nomination.objects.filter(round__edition=edition)
    published = Publication.objects.filter(decision__panel__round__edition=edition)
    honoured = Award.objects.filter(decision__publication__in=published)
    submitted = filed.exclude(submitted_at=None)
    funnel = [
        (_("Begun"), filed.count()),
        (_("Submitted"), submitted.count()),
        (_("Honoured"), honoured.values("nomination").distinct().count()),
    ]
    progress(1, 3)
    spread = Counter(
        str(round_.region or _("National"))
        for round_ in (row.round for row in submitted.select_related("round__region"))
    )
    waits = [
        (row.published_at - first)
        for row in published.select_related("decision__panel__round")
        if (
            first := submitted.filter(round=row.decision.panel.round)
            .order_by("submitted_at")
            .values_list("submitted_at", flat=True)
            .first()
        )
    ]
    progress(2, 3)
    context = {
        "edition": edition,
        "funnel": _bars(dict(funnel)),
        "spread": _bars(spread),
        "rounds": edition.rounds.count(),
        "published": published.count(),
        "longest": max(waits, default=timedelta()).days,
        "postponed": [row for row in edition.ceremonies.all() if row.planned_at != row.first_planned_at],
    }
    content = pdf.render("print/ceremony/annual.html", context, get_language() or "id")
    progress(3, 3)
    return Product(content, f"laporan-tahunan-{edition.number}.pdf", pdf.MEDIA_TYPE)


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
