"""Pages that belong to no single app."""

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.i18n import set_language

from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.web import desk as desks
from paritrana.web.gate import gate, public


@gate()
def desk(request: HttpRequest) -> HttpResponse:
    """The start page of everyone who is signed in: the most urgent step large, the others below."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = actor.read_at or clock.now()
    with clock.set_to(now):  # one moment for all that waits
        steps = desks.steps_for(actor, now)
        first = steps[0] if steps else None
        aside = [first.aside()] if first and first.aside else []
        context = {
            "step": first,
            "others": steps[1:],
            "main": first.main() if first and first.main else None,
            "stages": list(first.calendar()) if first and first.calendar else [],
            "beside": aside + desks.beside_for(actor),
            "now": now,
        }
    return render(request, "web/desk.html", context)


@public("what the portal is and how to get help is for everyone")
def help_page(request: HttpRequest) -> HttpResponse:
    """How to file, score and check, and whom to ask."""
    return render(request, "web/help.html")


@public("everyone may know how accessible the portal is")
def accessibility(request: HttpRequest) -> HttpResponse:
    """What works with which aids, and what does not yet."""
    return render(request, "web/accessibility.html")


@public("everyone may know what is kept about whom")
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about people, why, and for how long."""
    return render(request, "web/privacy.html")


@public("a load balancer asks whether the process lives; the answer tells nothing else")
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@public("a load balancer asks whether the portal can work; the answer tells nothing else")
def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers too; 503 when it does not. A broker that is down only delays work, so it does not count."""
    try:
        clock.now()
    except DatabaseError:
        return HttpResponse("no database\n", content_type="text/plain", status=503)
    return HttpResponse("ok\n", content_type="text/plain")


choose_language = public("anyone may read the portal in either language", methods=("POST",))(set_language)
