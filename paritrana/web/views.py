"""Pages that belong to no single app."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.i18n import set_language

from paritrana.lib import clock
from paritrana.web import desk as desks
from paritrana.web.gate import gate, public


@gate()
def desk(request: HttpRequest) -> HttpResponse:
    """The start page of everyone who is signed in: the most urgent step large, the others below."""
    steps = desks.steps_for(request.actor)  # type: ignore[attr-defined]
    return render(request, "web/desk.html", {"step": steps[0] if steps else None, "others": steps[1:], "now": clock.now()})


choose_language = public("anyone may read the portal in either language", methods=("POST",))(set_language)
