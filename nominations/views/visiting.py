"""The page of one field check: a checklist on a phone for who goes, what was found for everybody else."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from nominations.actions import field as actions
from nominations.actions import visiting
from nominations.actions.drafting import Clash
from nominations.forms.field import FieldEntryForm, PhotosForm
from nominations.models import FieldCheck, FieldCheckState, FieldEntry, FieldPhoto
from nominations.pages import FormRow
from nominations.policies.field import may_visit
from nominations.queries import rules_of
from nominations.queries.field import (
    field_checks_seen_by,
    field_entries_seen_by,
    field_photos_seen_by,
    found_in,
)
from nominations.queries.surroundings import laid_out
from nominations.views.uploading import begun
from paritrana.documents import delivery
from paritrana.lib import clock
from paritrana.lib.verdict import Refused
from paritrana.programme.calendar import is_open
from paritrana.programme.models import StageCode
from paritrana.web import moments
from paritrana.web.gate import gate


@gate(field_checks_seen_by)
def field_check(request: HttpRequest, visit: FieldCheck) -> HttpResponse:
    """The checklist with its claims: to be filled by who goes, to be read by the others."""
    return _page(request, visit)


@gate(field_entries_seen_by, may_visit, methods=("POST",))
def save_field_entry(request: HttpRequest, entry: FieldEntry) -> HttpResponse:
    """Saves an item: all its fields, or the one named in `field`. The answer is a page, or JSON for the latter."""
    only = request.POST.get("field", "")
    item = next(i for i in rules_of(entry.visit.nomination).verification.checklist if i.code == entry.item)
    form = FieldEntryForm(entry, request.POST, only=only, item=item)
    if only and only not in form.fields:
        return JsonResponse({"message": ""}, status=400)
    row = FormRow(entry, form)
    if not form.is_valid():
        return _wrong(
            request, row, only, next(str(words) for errors in form.errors.values() for words in errors)
        )
    version = form.cleaned_data["version"]
    try:
        saved = visiting.write_down(entry, changes=form.changes(), version=version, by=request.actor)
    except Clash as clash:
        return _clash(request, row, only, clash)
    except Refused as refused:
        row.refused = refused.sentence
        return _wrong(request, row, only, str(refused.sentence))
    if only:
        moment = moments.hour(saved.saved_at, get_language() or "id", saved.visit.nomination.timezone)
        return JsonResponse({"version": saved.version, "saved_at": moment})
    return redirect(f"{_url(entry.visit)}#{entry.public_id}")


def _wrong(request: HttpRequest, row: FormRow, only: str, sentence: str) -> HttpResponse:
    if only:
        return JsonResponse({"message": sentence} | row.form.readings().get(only, {}), status=400)
    return _page(request, row.entry.visit, wrong=row, status=422)  # type: ignore[attr-defined]


def _clash(request: HttpRequest, row: FormRow, only: str, clash: Clash) -> HttpResponse:
    if only:
        stored = row.form.stored_in_boxes(clash.stored)[only]
        answer = {"version": clash.stored.version, "message": str(clash.sentence), "stored": stored}
        return JsonResponse(answer, status=409)
    differences = tuple(row.form.differences(clash.stored))
    row.form.over(clash.stored)
    both = FormRow(clash.stored, row.form, refused=clash.sentence, differences=differences)
    return _page(request, row.entry.visit, wrong=both, status=409)  # type: ignore[attr-defined]


@gate(field_checks_seen_by, may_visit, methods=("POST",))
def add_photos(request: HttpRequest, visit: FieldCheck) -> HttpResponse:
    """Takes photos in, several at once; each refusal names its photo. With script they come in pieces (begin_photo)."""
    refused: list[tuple[str, Any]] = []
    uploads = request.FILES.getlist("files")
    for upload in uploads:
        try:
            visiting.add_photo(visit, upload, by=request.actor, told_of_place=_told_of_place(request))
        except Refused as refusal:
            refused.append((upload.name or "", refusal.sentence))
    if not uploads:
        refused.append(("", _("Choose at least one photo.")))
    if refused:
        return _page(request, visit, photos_refused=refused, status=409)
    words = ngettext("%(n)s photo added.", "%(n)s photos added.", len(uploads)) % {"n": len(uploads)}
    messages.success(request, words)
    return redirect(f"{_url(visit)}#photos")


@gate(field_checks_seen_by, may_visit, methods=("POST",))
def begin_photo(request: HttpRequest, visit: FieldCheck) -> HttpResponse:
    """Begins the upload of a photo in pieces, or finds it again; answers like nominations:begin_upload."""
    told = _told_of_place(request)
    return begun(
        request, lambda **photo: visiting.begin_photo(visit, **photo, told_of_place=told, by=request.actor)
    )


@gate(field_photos_seen_by)
def field_photo(request: HttpRequest, photo: FieldPhoto) -> HttpResponse:
    """The photo, as it was drawn anew."""
    return delivery.page_image(photo.document, 1)


@gate(field_photos_seen_by, may_visit, methods=("POST",))
def remove_photo(request: HttpRequest, photo: FieldPhoto) -> HttpResponse:
    """Takes a photo out, while the visit is not completed."""
    try:
        visiting.remove_photo(photo, by=request.actor)
    except Refused as refusal:
        messages.warning(request, str(refusal.sentence))
    return redirect(f"{_url(photo.visit)}#photos")


@gate(field_checks_seen_by, may_visit, methods=("POST",))
def complete(request: HttpRequest, visit: FieldCheck) -> HttpResponse:
    """Ends the visit; from then on it is evidence."""
    try:
        actions.complete(visit, by=request.actor)
    except Refused as refusal:
        messages.warning(request, str(refusal.sentence))
    else:
        messages.success(request, _("The field check is completed. What was found stands beside the claim."))
    return redirect(_url(visit))


def _told_of_place(request: HttpRequest) -> bool:
    """Did the page say, when the photo was chosen, that its place is kept? An old page or a waiting phone may differ."""
    return request.POST.get("promise") == "place"


def _url(visit: FieldCheck) -> str:
    return reverse("nominations:field_check", args=[visit.public_id])


def _page(
    request: HttpRequest,
    visit: FieldCheck,
    *,
    wrong: FormRow | None = None,
    photos_refused: list[tuple[str, Any]] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The check as it is, with `wrong` in the place of the item that was not saved."""
    nomination, actor = visit.nomination, request.actor  # type: ignore[attr-defined]
    found = found_in(visit, laid_out(nomination))
    verdict = may_visit(actor, visit)
    stage_open = is_open(nomination.round, StageCode.VERIFICATION, clock.now(), nomination.home)
    writes = bool(verdict) and bool(stage_open)
    entries = [one.entry for one in found]
    context = {
        "visit": visit,
        "nomination": nomination,
        "rows": [(one, _row(one.entry, one.item, wrong)) for one in found],
        "answered": sum(bool(entry.answer) for entry in entries),
        "errors_of": [wrong.form] if wrong and wrong.form.errors else [],
        "photos": list(visit.photos.all()),
        "most_photos": rules_of(nomination).verification.photos,
        "photos_form": PhotosForm(),
        "photos_refused": photos_refused or [],
        "unfinished": visiting.unfinished_photos(visit, actor) if writes else [],
        "saved_at": max((entry.saved_at for entry in entries if entry.version), default=None),
        "writes": writes,
        "why_not": stage_open.sentence if verdict else verdict.sentence,
        "is_mine": visit.visitor_id == actor.user_id,
        "is_done": visit.state == FieldCheckState.DONE,
        "zone": nomination.round.timezone,
    }
    return render(request, "nominations/field_check.html", context, status=status)


def _row(entry: FieldEntry, item: Any, wrong: FormRow | None) -> FormRow:
    if wrong is not None and wrong.entry.pk == entry.pk:
        return wrong
    return FormRow(entry, FieldEntryForm(entry, item=item))
