"""The page from which a provincial round sends nominations on into the national one."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ceremony.actions.promoting import send_on
from ceremony.promotion import goings_of
from nominations.models import Nomination
from paritrana.lib.permissions import Permission
from paritrana.lib.verdict import Refused
from paritrana.programme.models import Round
from paritrana.programme.queries import rounds_seen_by
from paritrana.web.gate import gate


class ReasonForm(forms.Form):
    """Whom, and why where a person chooses."""

    nomination = forms.CharField(max_length=20)
    reason = forms.CharField(max_length=2000, required=False)


@gate(rounds_seen_by, methods=("GET", "POST"))
def promotion(request: HttpRequest, round_: Round) -> HttpResponse:
    """Who goes on from each category, who has gone on, and what stands in the way; a button for each that is due."""
    refused, typed = "", {}
    may_send = request.actor.covers(Permission.PREPARE, round_.region_code) if round_.region else False
    if request.method == "POST":
        if not may_send:
            raise Refused(_("Only the secretariat of this round sends its nominations on."))
        form = ReasonForm(request.POST)
        chosen = (
            form.is_valid()
            and Nomination.objects.filter(
                round=round_, public_id=form.cleaned_data["nomination"], submitted_at__isnull=False
            )
            .select_related("round__region", "category", "organisation")
            .first()
        )
        try:
            if not chosen:
                raise Refused(_("Choose whom to send on."))
            sent = send_on(chosen, reason=form.cleaned_data["reason"], by=request.actor)
        except Refused as refusal:
            refused = refusal.sentence
            typed = {chosen.pk: form.cleaned_data["reason"]} if chosen else {}
        else:
            messages.success(
                request, _("%(name)s has gone on into the national round.") % {"name": sent.name}
            )
            return redirect("ceremony:promotion", round_.public_id)
    goings = goings_of(round_)
    context = {
        "round": round_,
        "goings": [
            (going, [(one, typed.get(one.nomination.pk, "")) for one in going.candidates]) for going in goings
        ],
        "due": sum(min(going.left, sum(one.is_due for one in going.candidates)) for going in goings),
        "gone_on": sum(going.gone_on for going in goings),
        "may_send": may_send,
        "follows": request.actor.may(Permission.FOLLOW),
        "refused": refused,
    }
    return render(request, "ceremony/promotion.html", context, status=409 if refused else 200)
