"""The build fails on a route that nobody guards."""

from collections.abc import Iterator
from typing import Any

from django.core.checks import Error, register
from django.urls import URLPattern, URLResolver, get_resolver


def routes(
    resolver: URLResolver | None = None, prefix: str = "", space: str = ""
) -> Iterator[tuple[str, str, Any]]:
    """Every route of the site as (name with its namespace, path, view)."""
    for entry in (resolver or get_resolver()).url_patterns:
        path = f"{prefix}{entry.pattern}"
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from routes(entry, path, inner)
        elif isinstance(entry, URLPattern):
            yield f"{space}{entry.name or ''}", path, entry.callback


@register()
def every_route_is_guarded(app_configs: Any, **options: Any) -> list[Error]:
    """A view needs @gate or @public; both leave their Guard on it."""
    return [
        Error(
            f"The route {path!r} ({name or 'no name'}) has no gate.",
            hint="Put @gate or @public on its view.",
            id="paritrana.E001",
        )
        for name, path, view in routes()
        if not hasattr(view, "guard")
    ]
