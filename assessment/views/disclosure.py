"""What people say of their own ties, and what secretariats know of organisations that stand together."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessment.actions import conflict as conflicts
from assessment.actions import tie as ties
from assessment.forms.panel import PostForm, TieForm
from assessment.models import OrganisationTie, Panel, Post, Seat
from assessment.policies.panel import may_declare, may_disclose, may_end_tie, may_seat
from assessment.queries.disclosure import asked_of, ties_listed, ties_seen_by
from assessment.queries.doors import panel_seats_seen_by, panels_seen_by, seats_seen_by
from assessment.queries.panel import conflicts_listed
from assessment.views.coming_back import pad_left
from nominations.queries import pool
from paritrana.lib.permissions import Permission
from paritrana.lib.verdict import Refused
from paritrana.web.gate import gate

BOTH = ("GET", "POST")


@gate(seats_seen_by, may_disclose, methods=BOTH)
def disclose(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Before any file opens: what ties you to whom. Names only are shown; no file, figure or sheet."""
    asked = asked_of(seat)
    refused: Any = ""
    if request.method == "POST":
        marked = set(request.POST.getlist("tied"))
        words = {
            nomination.public_id: request.POST.get(f"words-{nomination.public_id}", "")
            for nomination in asked.waiting
            if nomination.public_id in marked
        }
        try:
            conflicts.disclose(
                seat,
                nominations=asked.waiting,
                ties=words,
                text=request.POST.get("text", ""),
                by=request.actor,
            )
        except Refused as refusal:
            refused = refusal.sentence
        else:
            messages.success(
                request, _("Your declaration is on record. The files without a tie are open to you.")
            )
            return redirect(pad_left(request, seat) or reverse("assessment:queue", args=[seat.public_id]))
    typed = [
        (n, n.public_id in request.POST.getlist("tied"), request.POST.get(f"words-{n.public_id}", ""))
        for n in asked.waiting
    ]
    context = {
        "seat": seat,
        "asked": asked,
        "rows": typed,
        "text": request.POST.get("text", asked.text),
        "refused": refused,
    }
    return render(request, "assessment/disclose.html", context, status=409 if refused else 200)


@gate(methods=BOTH)
def posts(request: HttpRequest) -> HttpResponse:
    """One's own offices outside the portal, with their days: for those who judge."""
    if not (request.actor.may(Permission.SCORE) or request.actor.may(Permission.LEAD)):
        raise Http404
    form = PostForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            closed = ties.add_post(**form.cleaned_data, by=request.actor)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, said_of_post(closed))
            return redirect("assessment:posts")
    mine = Post.objects.filter(user_id=request.actor.user_id).select_related("organisation")
    return render(
        request, "assessment/posts.html", {"form": form, "posts": mine}, status=409 if form.errors else 200
    )


def said_of_post(closed: int) -> str:
    """What is said once an office is on record that closed so many files."""
    if not closed:
        return _("The office is on record. It closes no file to you at present.")
    return ngettext(
        "The office is on record. %(count)d file is closed to you from now on; the secretariat has been told.",
        "The office is on record. %(count)d files are closed to you from now on; the secretariat has been told.",
        closed,
    ) % {"count": closed}


@gate(permission=Permission.SEAT, methods=BOTH)
def organisation_ties(request: HttpRequest) -> HttpResponse:
    """The table of organisations that stand together; secretariats keep it."""
    form = TieForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ties.tie_organisations(**form.cleaned_data, by=request.actor)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(
                request, _("The tie is on record. It counts the next time anybody writes or sheets go out.")
            )
            return redirect("assessment:ties")
    context = {"form": form, "ties": ties_listed(request.GET.get("q", ""), request.GET.get("after", ""))}
    return render(request, "assessment/ties.html", context, status=409 if form.errors else 200)


@gate(ties_seen_by, may_end_tie, methods=("POST",))
def end_tie(request: HttpRequest, tie: OrganisationTie) -> HttpResponse:
    """Ends a tie between two organisations; conflicts that came of it stay."""
    ties.end_tie(tie, by=request.actor)
    return redirect("assessment:ties")


@gate(panels_seen_by, may_seat)
def conflict_list(request: HttpRequest, panel: Panel) -> HttpResponse:
    """All conflicts of the panel, with search, filter and paging."""
    found = conflicts_listed(panel, request.GET)
    return render(request, "assessment/conflicts.html", {"panel": panel, "found": found})


@gate(panel_seats_seen_by, may_declare, methods=BOTH)
def declare_for(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The secretariat declares a tie of a seat that came to its ears, however late."""
    refused: Any = ""
    nominations = pool(seat.panel.round, seat.panel.category)
    if request.method == "POST":
        nomination = nominations.filter(public_id=request.POST.get("nomination", "")).first()
        try:
            if nomination is None:
                raise Refused(_("Choose the nominee from the list."))
            conflicts.declare(seat, nomination, text=request.POST.get("reason", ""), by=request.actor)
        except Refused as refusal:
            refused = refusal.sentence
        else:
            messages.success(request, _("The conflict is on record, and the file is closed to this seat."))
            return redirect("assessment:panel", seat.panel.public_id)
    context = {"seat": seat, "nominations": nominations, "refused": refused, "posted": request.POST}
    return render(request, "assessment/declare_for.html", context, status=409 if refused else 200)
