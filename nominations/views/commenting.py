"""Comments on a draft: all of its threads, and one thread."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from nominations import actions
from nominations.anchors import Anchor, anchors_of
from nominations.forms.comment import CommentForm, ReplyForm
from nominations.listing import parts_of
from nominations.models import Comment, Nomination
from nominations.pages import section_url
from nominations.policies.nomination import may_edit
from nominations.policies.teamwork import may_comment, may_read_comments
from nominations.queries import nominations_seen_by, rules_of
from nominations.queries.claims import claim_of
from nominations.queries.comments import threads_of, threads_seen_by
from paritrana.lib.verdict import Refused
from paritrana.web.gate import gate


@gate(nominations_seen_by, may_read_comments, methods=("GET", "POST"))
def comments(request: HttpRequest, nomination: Nomination) -> HttpResponse:
    """All threads of a nomination, the open ones first, and the form that begins another (`?about=`: its place)."""
    anchors = anchors_of(parts_of(rules_of(nomination), claim_of(nomination)))
    first = {"about": request.GET.get("about", "")}
    form = CommentForm(anchors, request.POST or None, initial=first)
    status = 200
    if request.method == "POST":
        try:
            if form.is_valid():
                actions.comment(nomination, text=form.cleaned_data["text"], **form.place(), by=request.actor)
                return redirect("nominations:comments", nomination.public_id)
            status = 422
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
            status = 409
    threads = threads_of(nomination)
    context = {
        "nomination": nomination,
        "threads": [(thread, _place(thread, anchors)) for thread in threads],
        "open": sum(thread.settled_at is None for thread in threads),
        "form": form,
        "may_comment": may_comment(request.actor, nomination),
        "zone": nomination.timezone,
    }
    return render(request, "nominations/comments.html", context, status=status)


@gate(threads_seen_by, may_read_comments, methods=("GET", "POST"))
def comment(request: HttpRequest, comment: Comment) -> HttpResponse:
    """One thread: reply to it, or mark it as settled."""
    nomination = comment.nomination
    form = ReplyForm(request.POST or None, settles="settle" in request.POST)
    status = 200
    if request.method == "POST":
        try:
            if form.is_valid():
                _speak(request, comment, form.cleaned_data["text"])
                return redirect("nominations:comments", nomination.public_id)
            status = 422
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
            status = 409
    anchors = anchors_of(parts_of(rules_of(nomination), claim_of(nomination)))
    context = {
        "nomination": nomination,
        "thread": comment,
        "place": _place(comment, anchors),
        "url": _url(comment, anchors) if may_edit(request.actor, nomination) else "",
        "form": form,
        "may_comment": may_comment(request.actor, nomination),
        "zone": nomination.timezone,
    }
    return render(request, "nominations/comment.html", context, status=status)


def _speak(request: HttpRequest, thread: Comment, text: str) -> None:
    by: Any = request.actor  # type: ignore[attr-defined]
    if "settle" in request.POST:
        actions.settle_comment(thread, text=text, by=by)
    else:
        actions.reply(thread, text=text, by=by)


def _place(thread: Comment, anchors: list[Anchor]) -> str:
    """What a thread is about in words; of a row that was removed only its section is left."""
    anchor = _anchor(thread, anchors)
    if anchor is None:
        return ""
    return f"{anchor.section_name} · {anchor.label}" if anchor.name else anchor.section_name


def _url(thread: Comment, anchors: list[Anchor]) -> str:
    anchor = _anchor(thread, anchors)
    return section_url(thread.nomination, anchor.section, anchor.fragment) if anchor else ""


def _anchor(thread: Comment, anchors: list[Anchor]) -> Anchor | None:
    mine = [anchor for anchor in anchors if anchor.section == thread.section]
    return next((anchor for anchor in mine if anchor.name == thread.entry), mine[0] if mine else None)
