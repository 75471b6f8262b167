"""How often one address may ask for what is open to everyone."""

import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

MINUTE = 60


def too_many(request: HttpRequest, action: str, *, per_minute: int) -> bool:
    """Counts this request; True once the sender's address has asked for `action` more often than allowed this minute.

    The counter lies in the shared cache. A web server's own clock is good enough to part the minutes.
    """
    sender = get_adapter(request).get_client_ip(request)
    key = f"rate:{action}:{sender}:{int(time.time()) // MINUTE}"
    cache.add(key, 0, timeout=2 * MINUTE)
    try:
        return cache.incr(key) > per_minute
    except ValueError:  # the counter was dropped in between; the next request counts anew
        return False
