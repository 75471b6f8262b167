"""Reading the source of a page as a browser does: how its lines are broken says nothing."""

import re


def drawn_together(source: str) -> str:
    """The source without white space beside tags, and with single spaces within words."""
    return re.sub(r"\s+", " ", re.sub(r"\s*(</?[a-z][^>]*>)\s*", r"\1", source))
