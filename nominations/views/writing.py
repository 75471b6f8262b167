"""The form of a draft: one section a page, one form an entry, sent by its button or field by field."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language

from nominations import actions, pages
from nominations.completeness import completeness_of
from nominations.deadlines import deadline_of
from nominations.forms.entries import REGULATION_KINDS, SOURCES, EntryForm, form_of
from nominations.listing import Part, parts_of
from nominations.models import Answer, Entry, Figure, Nomination, ProtectedGroup, Regulation, Statement
from nominations.policies.nomination import may_edit
from nominations.queries import entries_seen_by, nominations_seen_by, rules_of, whole_claim_of
from nominations.queries.comments import open_comments
from paritrana.lib import clock
from paritrana.lib.verdict import Refused
from paritrana.programme.rulebook import Section
from paritrana.web import moments
from paritrana.web.gate import gate


@gate(nominations_seen_by, may_edit)
def section(request: HttpRequest, nomination: Nomination, section: str) -> HttpResponse:
    """One section of the form."""
    return _section_page(request, nomination, section)


def _saver(model: type[Entry]) -> Callable[..., HttpResponse]:
    @gate(entries_seen_by(model), methods=("POST",))
    def save(request: HttpRequest, entry: Any) -> HttpResponse:
        """Saves an entry: all its fields, or the one named in `field`. The answer is a page, or JSON for the latter."""
        only = request.POST.get("field", "")
        form = form_of(entry, rules_of(entry), request.POST, only=only)
        answer = _Answer(request, entry, form, only)
        if only and only not in form.fields:
            return answer.wrong("")
        if not form.is_valid():
            return answer.wrong(_first_error(form), form.readings().get(only))
        try:
            saved = actions.save(
                entry, changes=form.changes(), version=form.cleaned_data["version"], by=request.actor
            )
        except actions.Clash as clash:
            return answer.clash(clash)
        except Refused as refused:
            return answer.refused(refused)
        return answer.saved(saved)

    save.__name__ = f"save_{model._meta.model_name}"
    return save


save_figure = _saver(Figure)
save_group = _saver(ProtectedGroup)
save_regulation = _saver(Regulation)
save_statement = _saver(Statement)
save_answer = _saver(Answer)


class _Answer:
    """What a save is answered with: JSON to a script, else a page on which nothing typed is lost."""

    def __init__(self, request: HttpRequest, entry: Any, form: EntryForm, only: str):
        self.request, self.entry, self.form, self.only = request, entry, form, only

    def saved(self, entry: Any) -> HttpResponse:
        if self.only:
            zone, language = entry.nomination.timezone, get_language() or "id"
            moment = moments.hour(entry.saved_at, language, zone)
            return JsonResponse({"version": entry.version, "saved_at": moment})
        return redirect(pages.section_url(entry.nomination, section_of(entry), entry.public_id))

    def wrong(self, sentence: str, reading: dict[str, Any] | None = None) -> HttpResponse:
        if self.only:
            return JsonResponse({"message": sentence} | (reading or {}), status=400)
        return self._page(pages.FormRow(self.entry, self.form), 422)

    def refused(self, refused: Refused) -> HttpResponse:
        if self.only:
            return JsonResponse({"message": str(refused.sentence)}, status=400)
        return self._page(pages.FormRow(self.entry, self.form, refused=refused.sentence), 409)

    def clash(self, clash: actions.Clash) -> HttpResponse:
        if self.only:
            stored = self.form.stored_in_boxes(clash.stored)[self.only]
            return JsonResponse(
                {"version": clash.stored.version, "message": str(clash.sentence), "stored": stored},
                status=409,
            )
        differences = tuple(self.form.differences(clash.stored))
        self.form.over(clash.stored)
        row = pages.FormRow(clash.stored, self.form, refused=clash.sentence, differences=differences)
        return self._page(row, 409)

    def _page(self, row: pages.FormRow, status: int) -> HttpResponse:
        return _section_page(self.request, self.entry.nomination, section_of(self.entry), row, status)


@gate(nominations_seen_by, may_edit, methods=("POST",))
def add_regulation(request: HttpRequest, nomination: Nomination, section: str) -> HttpResponse:
    """Adds an empty regulation to the section."""
    entry = actions.add_regulation(nomination, by=request.actor)
    return redirect(pages.section_url(nomination, section, entry.public_id))


@gate(nominations_seen_by, may_edit, methods=("POST",))
def add_statement(request: HttpRequest, nomination: Nomination, section: str) -> HttpResponse:
    """Adds an empty paragraph to the section."""
    if _section_of(nomination, section).kind != "statements":
        raise Http404
    entry = actions.add_statement(nomination, section=section, by=request.actor)
    return redirect(pages.section_url(nomination, section, entry.public_id))


@gate(entries_seen_by(Regulation), may_edit, methods=("POST",))
def remove_regulation(request: HttpRequest, entry: Any) -> HttpResponse:
    """Takes a regulation out."""
    return _remove(request, entry)


@gate(entries_seen_by(Statement), may_edit, methods=("POST",))
def remove_statement(request: HttpRequest, entry: Any) -> HttpResponse:
    """Takes a paragraph out."""
    return _remove(request, entry)


def _remove(request: HttpRequest, entry: Any) -> HttpResponse:
    url = pages.section_url(entry.nomination, section_of(entry))
    actions.remove(entry, by=request.actor)
    return redirect(url)


def section_of(entry: Any) -> str:
    """The section of the form on which an entry stands."""
    rules = rules_of(entry)
    if isinstance(entry, Figure):
        return rules.metric(entry.metric).section
    if isinstance(entry, Statement):
        return entry.section
    if isinstance(entry, Answer):
        return rules.question(entry.question).section
    kind = "groups" if isinstance(entry, ProtectedGroup) else "regulations"
    return next(part.code for part in rules.sections if part.kind == kind)


def _section_of(nomination: Nomination, code: str) -> Section:
    for part in rules_of(nomination).sections:
        if part.code == code:
            return part
    raise Http404


def _section_page(
    request: HttpRequest,
    nomination: Nomination,
    code: str,
    wrong: pages.FormRow | None = None,
    status: int = 200,
) -> HttpResponse:
    """The section, with `wrong` in the place of the entry that was not saved."""
    _section_of(nomination, code)
    rules, claim = rules_of(nomination), whole_claim_of(nomination)
    whole = completeness_of(rules, claim)
    parts = parts_of(rules, claim)
    place = next(n for n, part in enumerate(parts) if part.section.code == code)
    part = parts[place]
    rows = [_with(row, wrong) for row in _rows(part, rules)]
    said = [thread for thread in open_comments(nomination) if thread.section == code]
    for row in rows:
        row.comments = tuple(thread for thread in said if thread.entry == row.name)
    context = {
        "nomination": nomination,
        "part": part,
        "rows": rows,
        "comments": pages.comments_elsewhere(said, rows),
        "errors_of": [row.form for row in rows if row.form.is_bound],
        "stepper": pages.stepper(nomination, whole, code),
        "rail": pages.rail(nomination, whole, code),
        "files": len(claim.evidence),
        "saved_at": max((row.entry.saved_at for row in rows if row.entry.version), default=None),
        "deadline": deadline_of(nomination),
        "zone": nomination.timezone,
        "now": clock.now(),
        "previous": parts[place - 1].section if place else None,
        "following": parts[place + 1].section if place + 1 < len(parts) else None,
        "sources": SOURCES,
        "kinds": REGULATION_KINDS,
        "add_url": _add_url(nomination, part),
    }
    return render(request, "nominations/section.html", context, status=status)


def _rows(part: Part, rules: Any) -> list[pages.FormRow]:
    rows = [
        pages.FormRow(row.figure, form_of(row.figure, rules), row, sum=part.sum_for(row))
        for row in part.figures
    ]
    rows += [
        pages.FormRow(row.entry, form_of(row.entry, rules), row) for row in (*part.answers, *part.groups)
    ]
    rows += [pages.FormRow(entry, form_of(entry, rules)) for entry in (*part.regulations, *part.statements)]
    return rows


def _with(row: pages.FormRow, wrong: pages.FormRow | None) -> pages.FormRow:
    if wrong is None or wrong.entry.pk != row.entry.pk:
        return row
    row.form, row.refused, row.differences = wrong.form, wrong.refused, wrong.differences
    return row


def _add_url(nomination: Nomination, part: Part) -> str:
    names = {"regulations": "nominations:add_regulation", "statements": "nominations:add_statement"}
    name = names.get(part.section.kind)
    return reverse(name, args=[nomination.public_id, part.section.code]) if name else ""


def _first_error(form: EntryForm) -> str:
    return next((str(words) for errors in form.errors.values() for words in errors), "")
