"""The dossier from the room's page: for those who lead or keep the room and have no sheet beside which it stands."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from assessment.interview.policies import may_read_dossier
from assessment.models import Interview
from assessment.queries.doors import rules_for
from assessment.queries.evidence import dossier_of
from assessment.queries.interview_doors import files_seen_by
from assessment.views.sheet import LOOKED_AT
from nominations.models import Evidence
from paritrana.documents import delivery
from paritrana.web.gate import gate


@gate(files_seen_by, may_read_dossier)
def dossier(request: HttpRequest, interview: Interview) -> HttpResponse:
    """Claim, verified figures and evidence of one nominee, with what it handed in for the interview."""
    looked_at = {name: request.GET.get(key, "") for name, key in LOOKED_AT.items()}
    rules = rules_for(interview, interview.session.panel)
    context = {
        "interview": interview,
        "session": interview.session,
        "desk": dossier_of(interview, rules, **looked_at),
        "handed_in": interview if interview.presentation_id else None,
    }
    if request.htmx:
        return render(request, "assessment/_viewer.html", context)
    return render(request, "assessment/interview/dossier.html", context)


@gate(files_seen_by, may_read_dossier)
def page_image(request: HttpRequest, interview: Interview, evidence: str, page: int) -> HttpResponse:
    """The picture of one page of evidence, through the door of the room."""
    return delivery.page_image(_evidence(interview, evidence).document, page, request.GET.get("picture", ""))


@gate(files_seen_by, may_read_dossier)
def original(request: HttpRequest, interview: Interview, evidence: str) -> HttpResponse:
    """The original file, as a download."""
    found = _evidence(interview, evidence)
    return delivery.attachment(found.document, found.file_name)


def _evidence(interview: Interview, public_id: str) -> Evidence:
    found = interview.nomination.evidence.select_related("document").filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found
