"""Copying what lasts from the nominee's last nomination."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nominations import actions
from nominations.history import entry_named
from nominations.lasting import Copy, copies_of
from nominations.models import Nomination
from nominations.models.claim import LastingEntry
from nominations.pages import section_url
from nominations.policies.nomination import may_edit
from nominations.queries import nominations_seen_by, rules_of
from nominations.queries.claims import claim_of
from nominations.queries.surroundings import last_of
from nominations.views.writing import section_of
from paritrana.lib.verdict import Refused
from paritrana.web.gate import gate


@gate(nominations_seen_by, may_edit, methods=("GET", "POST"))
def copy(request: HttpRequest, nomination: Nomination) -> HttpResponse:
    """What can be copied, section by section with its words; the button copies the sections that are ticked."""
    last = last_of(nomination, request.actor)
    rules = rules_of(nomination)
    copies = copies_of(rules, claim_of(nomination), claim_of(last)) if last else []
    chosen = request.POST.getlist("section") if request.method == "POST" else [c.section.code for c in copies]
    refused: Any = ""
    if request.method == "POST":
        try:
            if last is None:
                raise Refused(_("There is no earlier nomination of yours to copy from"))
            if not chosen:
                raise Refused(_("Tick at least one section."))
            number = actions.copy_from(nomination, last=last, sections=chosen, by=request.actor)
        except Refused as refusal:
            refused = refusal.sentence
        else:
            words = ngettext("%(n)s text was copied.", "%(n)s texts were copied.", number) % {"n": number}
            messages.success(
                request, f"{words} " + _("Look at each of them before the nomination is submitted.")
            )
            return redirect("nominations:nomination", nomination.public_id)
    context = {
        "nomination": nomination,
        "last": last,
        "period": str(last.round.edition.period_end.year) if last else "",
        "sections": _by_section(copies),
        "total": len(copies),
        "chosen": chosen,
        "refused": refused,
        "zone": nomination.timezone,
    }
    return render(request, "nominations/copy.html", context, status=409 if refused else 200)


@gate(nominations_seen_by, may_edit, methods=("POST",))
def confirm(request: HttpRequest, nomination: Nomination, entry: str) -> HttpResponse:
    """Somebody has looked at a copied text, and it still holds."""
    try:
        row = entry_named(nomination, entry)
    except LookupError:
        raise Http404 from None
    if not isinstance(row, LastingEntry):
        raise Http404
    actions.confirm_copy(row, by=request.actor)
    row.nomination = nomination  # type: ignore[attr-defined]
    return redirect(section_url(nomination, section_of(row), row.public_id))  # type: ignore[attr-defined]


def _by_section(copies: list[Copy]) -> list[tuple[Any, list[Copy]]]:
    found: dict[str, tuple[Any, list[Copy]]] = {}
    for one in copies:
        found.setdefault(one.section.code, (one.section, []))[1].append(one)
    return list(found.values())
