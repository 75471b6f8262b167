"""Counts and values as people type them. Whatever could be read in two ways is refused with the reading proposed.

A count is digits, or groups of three split by one kind of `.`, `,` or space: 886113, 886.113, 886,113, 886 113.
Pure: no database, no request.
"""

import re
import unicodedata

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from paritrana.web import numbers

LIMIT = 10**18
"""A count has at most 18 digits."""

PLAIN = re.compile(r"[0-9]+")
GROUPED = re.compile(
    r"[0-9]{1,3}(?:([., \u00a0\u202f])[0-9]{3})(?:\1[0-9]{3})*"
)  # also spaces that do not break
WORDS = {
    "ribu": 3, "rb": 3, "k": 3, "thousand": 3,
    "juta": 6, "jt": 6, "million": 6,
    "miliar": 9, "milyar": 9, "billion": 9,
}  # fmt: skip
WITH_WORD = re.compile(
    r"([0-9]+)(?:[.,]([0-9]+))?\s*(" + "|".join(sorted(WORDS, key=len, reverse=True)) + ")"
)
ABOUT = re.compile(
    r"^(?:±|\+/-|~|sekitar|kurang lebih|kira-kira|lebih dari|hampir|about|circa)\s*|\s*-?\s*an$"
)
VALUE = re.compile(r"(-?[0-9]{1,20})(?:[.,]([0-9]{1,10}))?")


class Unreadable(ValueError):
    """What was typed is no count; carries the sentence for the person, and the likely reading to take with one click."""

    def __init__(self, sentence: "str | Promise", proposal: str = "", approximate: bool = False):
        super().__init__(sentence)
        self.sentence, self.proposal, self.approximate = sentence, proposal, approximate


def read(text: str) -> int | None:
    """The count that was typed, or None for nothing. Raises Unreadable with a sentence for anything else."""
    typed = unicodedata.normalize("NFC", text).strip()
    if not typed:
        return None
    if PLAIN.fullmatch(typed) or GROUPED.fullmatch(typed):
        return _within_limits(int(re.sub(r"[^0-9]", "", typed)))
    raise _why_not(typed)


def read_value(text: str) -> str | None:
    """A value as a decimal string with a point ("2.5"), or None for nothing; the decimal mark may be a comma.

    Raises Unreadable with a sentence. Leading zeros go, and a minus zero becomes "0".
    """
    typed = unicodedata.normalize("NFC", text).strip()
    if not typed:
        return None
    if "%" in typed:
        raise Unreadable(_("This is not a percentage. Write the figure itself, for example 3 or 2,5."))
    found = VALUE.fullmatch(typed)
    if not found:
        raise Unreadable(_("Write one figure in digits, for example 3 or 2,5."))
    whole, decimals = str(int(found[1])), found[2] or ""
    if found[1].startswith("-") and int(found[1]) == 0 and int(decimals or 0):
        whole = "-0"
    return f"{whole}.{decimals}" if decimals else whole


def _within_limits(number: int) -> int:
    if number >= LIMIT:
        raise Unreadable(_("This count is too large. Write the number of people in at most 18 digits."))
    return number


def _why_not(typed: str) -> Unreadable:
    lower = visible(typed).lower()
    if "%" in lower or "persen" in lower or "percent" in lower:
        return Unreadable(
            _("Write the number of people, not a percentage. The percentage is computed from your counts.")
        )
    if lower.startswith(("-", "−")):
        return Unreadable(_("A count can't be below zero."))
    bare = ABOUT.sub("", lower).strip()
    if meant := _meant(bare):
        proposal = numbers.count(meant, get_language() or "id")
        words = {"proposal": proposal}
        if bare != lower:
            sentence = _("Write one exact count and mark it as approximate. Did you mean %(proposal)s?")
        elif len(lower) != len(typed):
            sentence = _("There are invisible signs between the digits. Did you mean %(proposal)s?")
        else:
            sentence = _("This can be read in more than one way. Did you mean %(proposal)s?")
        return Unreadable(sentence % words, proposal, approximate=bare != lower)
    return Unreadable(_("Write the count in digits, for example 10.245."))


INVISIBLE = dict.fromkeys(
    [*range(0x20), 0x7F, *range(0x80, 0xA0), 0x061C, 0x200E, 0x200F, 0xFEFF]
) | dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Control signs and marks that turn the direction of a text: nobody types them, and nobody sees them."""


def visible(text: str) -> str:
    """The text without such signs; line breaks and tabs stay, and so do the joiners inside an emoji."""
    kept = {ord("\n"), ord("\t")}
    return text.translate({sign: None for sign in INVISIBLE if sign not in kept})


def _meant(typed: str) -> int | None:
    """The count most likely meant, or None where there is no telling."""
    if found := WITH_WORD.fullmatch(typed):
        whole, decimals, places = found[1], found[2] or "", WORDS[found[3]]
        number = int(whole + decimals.ljust(places, "0")) if len(decimals) <= places else None
    elif re.fullmatch(r"[0-9][0-9.,'\s]*", typed):
        number = int(re.sub(r"[^0-9]", "", typed))
    else:
        number = None
    return number if number is not None and 0 < number < LIMIT else None


def found_in(text: str) -> list[int]:
    """The counts that stand in a running text, in their order ("10.245 + 1.711" gives both)."""
    words = re.findall(r"(?<![0-9.,])[0-9]+(?:[.,][0-9]{3})*(?![0-9]|[.,][0-9])", text)
    return [int(re.sub(r"[.,]", "", word)) for word in words if len(word) < 20]
