"""Recording that a nominee did not come to its interview."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from assessment.actions import absence as actions
from nominations.models import Nomination
from nominations.policies.nomination import may_verify
from nominations.queries import nominations_seen_by
from paritrana.lib.verdict import Refused
from paritrana.web.gate import gate


@gate(nominations_seen_by, may_verify, methods=("GET", "POST"))
def record_absence(request: HttpRequest, nomination: Nomination) -> HttpResponse:
    """Asks how it was established, and then records it."""
    refused, typed = "", request.POST.get("reason", "")
    back = reverse("nominations:nomination", args=[nomination.public_id])
    if request.method == "POST":
        try:
            actions.record_absence(nomination, ground=typed, by=request.actor)
        except Refused as refusal:
            refused = str(refusal.sentence)
        else:
            return redirect(back)
    context = {
        "question": _("Was %(nomination)s absent from the interview?") % {"nomination": nomination.name},
        "sentence": _(
            "It is ranked no more, and its file stays as it is. Say how the absence was established."
        ),
        "action": reverse("assessment:absence", args=[nomination.public_id]),
        "reason_label": _("Ground"),
        "verb": _("Record absence"),
        "danger": True,
        "back": back,
        "refused": refused,
        "typed": typed,
    }
    return render(request, "assessment/confirm.html", context, status=409 if refused else 200)
