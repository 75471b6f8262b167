"""Handing a draft to another officer, and the drafts that lack somebody."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from nominations import actions
from nominations.deadlines import deadline_of
from nominations.forms.entrusting import EntrustForm
from nominations.forms.unattended import UnattendedFilter
from nominations.models import Nomination
from nominations.policies.nomination import is_nominee
from nominations.policies.teamwork import may_entrust
from nominations.queries.team import team_of
from nominations.queries.unattended import entrusted_by, lacking, unattended_seen_by
from nominations.reports.lists import UNATTENDED
from nominations.views.portfolio import order_list
from paritrana.lib.permissions import Actor, Permission
from paritrana.lib.verdict import Refused
from paritrana.web.gate import gate
from paritrana.web.paging import page_of


@gate(entrusted_by, may_entrust, methods=("GET", "POST"))
def entrust(request: HttpRequest, nomination: Nomination) -> HttpResponse:
    """Asks to whom, and hands the draft on."""
    officers = team_of(nomination, Permission.DRAFT).exclude(pk=nomination.kept_by_id)
    form = EntrustForm(officers, request.POST or None)
    own = is_nominee(request.actor, nomination)
    if request.method == "POST" and form.is_valid():
        try:
            actions.entrust(nomination, **form.cleaned_data, by=request.actor)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The draft has been handed over; the officer has been told."))
            return (
                redirect("nominations:nomination", nomination.public_id)
                if own
                else redirect("nominations:unattended")
            )
    context = {
        "nomination": nomination,
        "form": form,
        "officers": officers.exists(),
        "keeper": nomination.keeper or nomination.created_by,
        "own": own,
    }
    return render(request, "nominations/entrust.html", context, status=422 if form.errors else 200)


@gate()
def unattended(request: HttpRequest) -> HttpResponse:
    """For secretariats and the operator: the drafts that lack an officer or an approver, and what to do about it."""
    actor = _watching(request)
    form = UnattendedFilter(unattended_seen_by(actor), request.GET)
    found = form.rows().prefetch_related(*UNATTENDED.beside)
    page = page_of(found, request.GET.get("after", ""), order=form.order)
    context = {
        "found": page,
        "form": form,
        "rows": [(nomination, lacking(nomination), deadline_of(nomination)) for nomination in page.rows],
        "operates": actor.may(Permission.MANAGE_ACCOUNTS),
        "asked": [(name, value) for name, value in request.GET.items() if name != "after" and value],
        "kinds": UNATTENDED.kinds,
    }
    return render(request, "nominations/unattended.html", context)


@gate(methods=("POST",))
def export_unattended(request: HttpRequest) -> HttpResponse:
    """Orders what that list shows, all its pages, as a file."""
    _watching(request)
    return order_list(request, UNATTENDED)


def _watching(request: HttpRequest) -> Actor:
    """The asker, if looking after drafts that lack somebody is theirs; a missing page to anybody else."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not (actor.may(Permission.VERIFY) or actor.may(Permission.MANAGE_ACCOUNTS)):
        raise Http404
    return actor
