"""Icons: Bootstrap's drawings from the package `bsicons` and our ten-pixel shapes of states, as inline SVG."""

import re
from functools import cache
from importlib.resources import files

from django.utils.safestring import SafeString, mark_safe

SHAPES = {
    "none": '<circle cx="5" cy="5" r="4.25" fill="none" stroke="currentColor" stroke-width="1.3"/>',
    "doing": (
        '<circle cx="5" cy="5" r="4.25" fill="none" stroke="currentColor" stroke-width="1.3"/>'
        '<path d="M5 .75a4.25 4.25 0 0 1 0 8.5z" fill="currentColor"/>'
    ),
    "done": '<circle cx="5" cy="5" r="4.75" fill="currentColor"/>',
    "valid": '<path d="M.9 5.4 3.7 8.3 9.2 1.6" fill="none" stroke="currentColor" stroke-width="1.9"/>',
    "warn": '<path d="M5 .6 9.9 9.4H.1z" fill="currentColor"/>',
    "bad": '<path d="M1 1 9 9M9 1 1 9" fill="none" stroke="currentColor" stroke-width="1.9"/>',
    "not": '<path d="M0 5h10" fill="none" stroke="currentColor" stroke-width="1.6"/>',
}
"""○ belum · ◐ sedang · ● selesai or terpilih · ✓ sah, lengkap · ▲ perlu penjelasan · ✕ benturan, ditolak · – tidak terpilih."""

TONES = {
    "none": "ink",
    "doing": "accent",
    "done": "ok",
    "valid": "ok",
    "warn": "warn",
    "bad": "bad",
    "not": "ink",
}
"""The colour that repeats each shape unless a page asks for another (a winner is ● in accent)."""


@cache
def icon(name: str, size: int = 16) -> SafeString:
    """A drawing by its Bootstrap name, hidden from screen readers; LookupError for a name that is not in the set."""
    source = files("bsicons") / "icons" / f"{name}.svg"
    if not re.fullmatch(r"[a-z0-9-]+", name) or not source.is_file():
        raise LookupError(f"no icon is called {name!r}")
    inner = (
        re.sub(r"\s*\n\s*", "", source.read_text(encoding="utf-8")).partition(">")[2].removesuffix("</svg>")
    )
    return mark_safe(
        f'<svg class="icon" width="{int(size)}" height="{int(size)}" viewBox="0 0 16 16" fill="currentColor" aria-hidden="true">{inner}</svg>'
    )


@cache
def shape(name: str) -> SafeString:
    """The shape of a state, ten pixels wide."""
    return mark_safe(
        f'<svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">{SHAPES[name]}</svg>'
    )
