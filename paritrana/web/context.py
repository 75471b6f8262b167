"""What every page knows: its places, the language, and whether this is a demo."""

from functools import cache, partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.web import desk


def page(request: HttpRequest) -> dict[str, Any]:
    """`page`: navigation, languages, demo, role, now (the server's clock); and `actor`.

    On a page that failed before sign-in was read, the actor is nobody.
    """
    actor = getattr(request, "actor", Actor())
    here = getattr(getattr(request, "resolver_match", None), "view_name", None)
    places = desk.places_for(actor) if actor.is_signed_in else desk.public_places()
    return {
        "actor": actor,
        "page": {
            "navigation": [
                {
                    "label": place.label,
                    "url": reverse(place.url_name),
                    "current": place.url_name == here,
                    # a function, which templates call: asked by pages that show the bar, once each
                    "count": cache(partial(place.count, actor)) if place.count else 0,
                }
                for place in places
            ],
            "languages": settings.LANGUAGES,
            "demo": settings.DEMO,
            "role": actor.name,
            "now": actor.read_at or SimpleLazyObject(clock.now),
        },
    }
