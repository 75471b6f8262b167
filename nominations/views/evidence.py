"""Files: attaching them, pointing figures to them, looking into them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nominations import actions, pages
from nominations.actions.uploading import purpose_of
from nominations.citing import where
from nominations.forms.evidence import CiteForm, ReplaceForm, UploadForm
from nominations.models import Evidence, Figure, Nomination, ProtectedGroup, Regulation
from nominations.models.claim import CitedEntry
from nominations.policies.nomination import may_attach, may_edit, may_open, may_replace
from nominations.queries import (
    claim_of,
    entries_seen_by,
    evidence_seen_by,
    filed_elsewhere,
    nominations_seen_by,
    rules_of,
)
from nominations.viewer import Viewer, viewer_of
from nominations.views.writing import section_of
from paritrana.documents import delivery
from paritrana.documents.partial import unfinished
from paritrana.documents.signers import signers_of
from paritrana.lib.verdict import Refused
from paritrana.web.gate import gate


@gate(nominations_seen_by, methods=("GET", "POST"))
def files(request: HttpRequest, nomination: Nomination) -> HttpResponse:
    """The files of a nomination; who may write attaches more, several at once. Each refusal names its file."""
    refused: list[tuple[str, Any]] = []
    verdict = may_attach(request.actor, nomination)
    if request.method == "POST":
        uploads = request.FILES.getlist("files")
        taken = 0
        for upload in uploads:
            try:
                actions.attach(nomination, upload, by=request.actor)
                taken += 1
            except Refused as refusal:
                refused.append((upload.name or "", refusal.sentence))
        if not uploads:
            refused.append(("", _("Choose at least one file.")))
        if taken:
            words = ngettext("%(n)s file attached.", "%(n)s files attached.", taken) % {"n": taken}
            messages.success(request, words)
        if not refused:
            return redirect("nominations:files", nomination.public_id)
    claim, elsewhere = claim_of(nomination), filed_elsewhere(nomination)
    cited = [*claim.figures.values(), *claim.groups.values(), *claim.regulations]
    context = {
        "nomination": nomination,
        "rows": [
            (
                file,
                sum(entry.evidence_id == file.pk for entry in cited),
                signers_of(file.document),
                elsewhere.get(file.document_id),
            )
            for file in claim.evidence
        ],
        "form": UploadForm(),
        "may_attach": verdict,
        "unfinished": unfinished(purpose_of(nomination), request.actor) if verdict else [],
        "refused": refused,
    }
    return render(request, "nominations/files.html", context, status=409 if refused else 200)


@gate(evidence_seen_by, may_replace, methods=("GET", "POST"))
def replace(request: HttpRequest, evidence: Evidence) -> HttpResponse:
    """Puts a newer file in the place of one; says how many figures will ask to be confirmed."""
    form = ReplaceForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.replace(evidence, form.cleaned_data["file"], by=request.actor)
        except Refused as refusal:
            form.add_error("file", refusal.sentence)
        else:
            messages.success(request, _("The file was replaced. Confirm the places that point to it."))
            return redirect("nominations:files", evidence.nomination.public_id)
    context = {"evidence": evidence, "nomination": evidence.nomination, "form": form}
    return render(request, "nominations/replace.html", context, status=422 if form.errors else 200)


@gate(evidence_seen_by, methods=("POST",))
def detach(request: HttpRequest, evidence: Evidence) -> HttpResponse:
    """Takes a file out of the draft."""
    try:
        actions.detach(evidence, by=request.actor)
    except Refused as refusal:
        messages.error(request, str(refusal.sentence))
    return redirect("nominations:files", evidence.nomination.public_id)


def _citer(model: type[CitedEntry]) -> Callable[..., HttpResponse]:
    @gate(entries_seen_by(model), may_edit, methods=("GET", "POST"))
    def cite(request: HttpRequest, entry: Any) -> HttpResponse:
        """Points an entry to file and page; a new file may be attached on the way."""
        nomination = entry.nomination
        claim = claim_of(nomination)
        form = CiteForm(entry, claim.evidence, request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            try:
                _cite(entry, form.cleaned_data, claim.evidence, request)
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
            else:
                return redirect(pages.section_url(nomination, section_of(entry), entry.public_id))
        context = {
            "nomination": nomination,
            "form": form,
            "name": _name(entry),
            "back": pages.section_url(nomination, section_of(entry), entry.public_id),
        }
        return render(request, "nominations/cite.html", context, status=422 if form.errors else 200)

    cite.__name__ = f"cite_{model._meta.model_name}"
    return cite


cite_figure = _citer(Figure)
cite_group = _citer(ProtectedGroup)
cite_regulation = _citer(Regulation)


def _cite(entry: CitedEntry, typed: dict[str, Any], evidence: list[Evidence], request: HttpRequest) -> None:
    if typed["upload"] is not None and request.FILES:
        chosen: Evidence | None = actions.attach(entry.nomination, typed["upload"], by=request.actor)  # type: ignore[attr-defined]
    else:
        chosen = next((file for file in evidence if file.public_id == typed["file"]), None)
    actions.cite(
        entry,
        evidence=chosen,
        page=typed["page"],
        place=typed["place"],
        version=typed["version"],
        by=request.actor,
    )


def _name(entry: Any) -> str:
    rules = rules_of(entry)
    if isinstance(entry, Figure):
        return str(rules.metric(entry.metric).name)
    if isinstance(entry, ProtectedGroup):
        return str(next(group.name for group in rules.groups if group.code == entry.group))
    return str(entry) or _("Regulation")


@gate(evidence_seen_by, may_open)
def view(request: HttpRequest, evidence: Evidence) -> HttpResponse:
    """The pages of a file as pictures, one at a time."""
    asked = {name: request.GET.get(name, "") for name in ("place", "mark", "row", "zoom")}
    viewer = viewer_of(evidence, request.GET.get("page", ""), **asked)
    context = {"nomination": evidence.nomination, "viewer": viewer, "cited": _cited(request, viewer)}
    return render(request, "nominations/evidence.html", context)


def _cited(request: HttpRequest, viewer: Viewer) -> str:
    """In words, the place that the address was opened at, while that page is shown."""
    place = request.GET.get("place", "")[:100]
    return where(viewer.kind, viewer.page, place) if place or viewer.marks else ""


@gate(evidence_seen_by, may_open)
def page_image(request: HttpRequest, evidence: Evidence, number: int) -> HttpResponse:
    """The picture of one page."""
    return delivery.page_image(evidence.document, number, request.GET.get("picture", ""))


@gate(evidence_seen_by, may_open)
def download(request: HttpRequest, evidence: Evidence) -> HttpResponse:
    """The original, as an attachment."""
    return delivery.attachment(evidence.document, evidence.file_name)
