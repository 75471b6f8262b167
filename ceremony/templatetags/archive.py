"""`{% load archive %}`: days that are only partly known, and sources as links."""

from urllib.parse import urlsplit

from django import template
from django.utils.translation import get_language

from paritrana.web.moments import MONTHS

register = template.Library()


@register.filter
def known_day(text: str) -> str:
    """`{{ "2021-09-09"|known_day }}`: 9 September 2021; "2021-09" is September 2021; other words stay as they are."""
    months = MONTHS["en" if (get_language() or "id").startswith("en") else "id"]
    parts = text.split("-")
    if not (1 <= len(parts) <= 3 and all(part.isdigit() for part in parts)):
        return text
    year, *rest = parts
    words = [str(int(rest[1]))] if len(rest) == 2 else []
    words += [months[int(rest[0]) - 1]] if rest else []
    return " ".join([*words, year])


@register.filter
def sources(text: str) -> list[dict[str, str]]:
    """The sources of a row: an address becomes a link that names its host, others stay words."""
    listed = []
    for source in text.split(" | "):
        parts = urlsplit(source)
        if parts.scheme in {"http", "https"} and parts.hostname:
            listed.append({"words": parts.hostname.removeprefix("www."), "url": source})
        else:
            listed.append({"words": source, "url": ""})
    return listed
