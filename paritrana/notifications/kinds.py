"""The kinds of messages. Each app declares its own in `messages.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.module_loading import autodiscover_modules


@dataclass(frozen=True)
class Kind:
    """A message's words, with %(name)s where its parameters go.

    The subject travels by mail, so it must name nothing sealed; the body is read in the portal only. `link(recipient,
    url)` gives the mail another address than the message's own, for a secret that only the mail may carry.
    """

    code: str  # <noun>.<what happened>
    subject: "str | Promise"
    body: "str | Promise"
    link: Callable[[Any, str], str] | None = None


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Adds a kind; ValueError when another one has its code."""
    if _kinds.setdefault(kind.code, kind) is not kind:
        raise ValueError(f"two kinds of message are called {kind.code}")
    return kind


def kind_of(code: str) -> Kind:
    """The kind of that code; KeyError when there is none."""
    return _kinds[code]


def words_of(code: str, params: dict[str, Any]) -> tuple[str, str]:
    """Subject and body in the present language; the code itself for a kind that has since left the portal."""
    kind = _kinds.get(code)
    return (str(kind.subject) % params, str(kind.body) % params) if kind else (code, "")


def link_of(code: str, recipient: Any, url: str) -> str:
    """The path that the mail of a message leads to."""
    kind = _kinds.get(code)
    return kind.link(recipient, url) if kind and kind.link else url


def discover() -> None:
    """Imports every app's `messages.py`."""
    autodiscover_modules("messages")
