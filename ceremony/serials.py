"""Serial numbers and check codes of certificates: how they are built, written and read back. Pure.

A serial says what the certificate is for and counts without gaps: PRT-2020-P32-KK-0003 is the third certificate
of period 2020, province 32 (N: national), category Kabupaten/Kota. Because serials can be guessed from one
another, a certificate is looked up by its check code as well, which is random.
"""

import re
import secrets
from dataclasses import dataclass

from paritrana.lib.identifiers import ALPHABET

OFFICIAL, EXAMPLE = "PRT", "CTH"
"""First word of a serial. Invented editions count in a series of their own, so no real number is ever spent on them."""

CATEGORY_LETTERS = {
    "province": "PR",
    "regency_city": "KK",
    "large": "UB",
    "medium": "UM",
    "micro": "UK",
    "village": "DS",
}
"""Letters of the categories that have stood in the award since 2017; others take the initials of their code."""

CODE_LENGTH = 10
"""Ten of thirty letters are 49 bits: at the sixty tries a minute of the check page nobody finds one by guessing."""

SERIAL = re.compile(r"(PRT|CTH)(\d{4})(N|P\d{2})([A-Z]{1,6})(\d{1,6})", re.ASCII)
NOT_SPOKEN = re.compile(r"[\s.\-‐-―−/_·]+")


@dataclass(frozen=True)
class Serial:
    """A serial taken apart. `region` is the two digits of the province, empty for the national level."""

    series: str
    year: int
    region: str
    category: str
    number: int

    @property
    def space(self) -> str:
        """All but the running number: within one space the numbers are exactly 1…n."""
        return f"{self.series}-{self.year:04}-{'P' + self.region if self.region else 'N'}-{self.category}"

    def __str__(self) -> str:
        return f"{self.space}-{self.number:04}"


def category_letters(code: str) -> str:
    """The letters of a category code: KK for regency_city; the initials of an unknown one, six at most."""
    initials = "".join(word[0] for word in re.split(r"[^a-z]+", code.lower()) if word)
    return CATEGORY_LETTERS.get(code) or initials.upper()[:6] or "X"


def parse_serial(typed: str) -> Serial | None:
    """Reads a serial however it was typed (lower case, spaces, dashes, without leading zeros); None if it is none."""
    match = SERIAL.fullmatch(_bare(typed))
    if not match:
        return None
    series, year, place, category, number = match.groups()
    return Serial(series, int(year), place[1:], category, int(number)) if int(number) else None


def new_code() -> str:
    """A random check code, as stored: ten letters without separators."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def parse_code(typed: str) -> str | None:
    """Reads a check code however it was typed; None if it can't be one."""
    bare = _bare(typed).lower()
    return bare if len(bare) == CODE_LENGTH and set(bare) <= set(ALPHABET) else None


def spoken_code(code: str) -> str:
    """The check code as it stands on paper, in two halves: 7FK2Q-9XWAB."""
    half = CODE_LENGTH // 2
    return f"{code[:half]}-{code[half:]}".upper()


def _bare(typed: str) -> str:
    return NOT_SPOKEN.sub("", typed).upper()
