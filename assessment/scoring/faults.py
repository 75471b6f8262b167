"""What is wrong with a pack, and where."""

import re
from typing import NamedTuple

# What would break "one fault a line" or cannot be printed: controls, line separators, lone surrogates.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class Fault(NamedTuple):
    """One fault: the path of the value (`$.rules.aspects[0].weight`) and a sentence in English."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


class PackFaults(Exception):
    """A pack is refused; `faults` lists every reason."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


def printable(text: str) -> str:
    """Return `text` with every character that cannot stand on one printed line as `\\uXXXX`."""
    if text.isprintable():
        return text
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def member(path: str, key: str) -> str:
    """Return the path of the member `key` of the object at `path`."""
    return f"{path}.{printable(key)}"
