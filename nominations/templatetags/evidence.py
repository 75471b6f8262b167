"""`{% load evidence %}`: addresses of places in files."""

from django import template

from nominations.models.claim import CitedEntry
from nominations.viewer import address_of

register = template.Library()


@register.simple_tag
def place_of(entry: CitedEntry) -> str:
    """The address that opens the viewer at the place an entry points to; "" when it points to none."""
    if entry.evidence is None:
        return ""
    return address_of(entry.evidence, entry.evidence_page, entry.evidence_place, entry.mark)
