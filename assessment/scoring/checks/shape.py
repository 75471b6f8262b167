"""The questions every check asks: is it an object with these keys, a list, a text, a count, a figure?

Each answers with the value, or with something empty after listing the fault. A value that is BROKEN or whose
key is missing has been listed already, so nothing more is said about it: one fault makes no others up.
"""

from collections.abc import Collection, Container
from fractions import Fraction
from typing import Any

from assessment.scoring.faults import Fault, member
from assessment.scoring.figures import figure_refusal
from assessment.scoring.strict import BROKEN


class Members(dict[str, Any]):
    """The members of an object; asking for one that is not there gives BROKEN."""

    def __missing__(self, key: str) -> Any:
        return BROKEN


class Findings:
    """Collects the faults of one pack."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def add(self, path: str, message: str) -> None:
        """List one fault."""
        self.faults.append(Fault(path, message))

    def members(self, value: Any, path: str, required: str, *, optional: str = "") -> Members:
        """Return an object that has all `required` keys and else only `optional` ones (words in a string)."""
        given = self.mapping(value, path)
        if given is None:
            return Members()
        needed, allowed = required.split(), optional.split()
        for key in needed:
            if key not in given:
                self.add(member(path, key), "This key is missing.")
        for key in given:
            if key not in needed and key not in allowed:
                self.add(member(path, key), "This key is unknown.")
        return given

    def mapping(self, value: Any, path: str) -> Members | None:
        """Return an object with keys of any name, None if it is none."""
        return Members(value) if self._is(value, path, dict, "This must be an object.") else None

    def items(self, value: Any, path: str) -> list[Any] | None:
        """Return a list, None if it is none."""
        return list(value) if self._is(value, path, list, "This must be a list.") else None

    def text(self, value: Any, path: str, *, filled: bool = False) -> str | None:
        """Return a string, which with `filled` must not be empty."""
        if not self._is(value, path, str, "This must be a string."):
            return None
        if filled and not value:
            self.add(path, "This must not be empty.")
        return str(value)

    def integer(self, value: Any, path: str) -> int | None:
        """Return an integer of any size and sign."""
        return int(value) if self._is(value, path, int, "This must be an integer.") else None

    def count(self, value: Any, path: str, least: int = 0, most: int | None = None) -> int | None:
        """Return an integer from `least` to `most`."""
        number = self.integer(value, path)
        if number is None or least <= number and (most is None or number <= most):
            return number
        limits = f"at least {least}" if most is None else f"from {least} to {most}"
        self.add(path, f"This must be {limits}.")
        return None

    def flag(self, value: Any, path: str) -> None:
        """Ask for true or false."""
        if value is not BROKEN and not isinstance(value, bool):
            self.add(path, "This must be true or false.")

    def figure(self, value: Any, path: str) -> Fraction | None:
        """Return the exact value of a decimal string."""
        if not self._is(value, path, str, "A figure is a decimal string."):
            return None
        message = figure_refusal(value)
        if message:
            self.add(path, message)
            return None
        return Fraction(value)

    def points(self, value: Any, path: str) -> Fraction | None:
        """Return the exact value of a figure from 0 to 100."""
        exact = self.figure(value, path)
        if exact is not None and not 0 <= exact <= 100:
            self.add(path, "Points lie between 0 and 100.")
        return exact

    def choice(self, value: Any, path: str, options: Collection[str]) -> str | None:
        """Return a string that is one of `options`."""
        text = self.text(value, path)
        if text is None or text in options:
            return text
        self.add(path, f"This must be one of: {' '.join(options)}.")
        return None

    def known(self, value: Any, path: str, declared: Container[str] | None, noun: str) -> str | None:
        """Return a string that is declared; with `declared` None (its list is no list) any string will do."""
        text = self.text(value, path)
        if text is None or declared is None or text in declared:
            return text
        self.add(path, f"There is no such {noun}.")
        return None

    def unique(self, value: Any, path: str, seen: dict[str, Any], noun: str) -> str | None:
        """Return a string that is not yet among `seen`; the second of two is at fault."""
        text = self.text(value, path)
        if text is not None and text in seen:
            self.add(path, f"This {noun} is used twice.")
        return text

    def _is(self, value: Any, path: str, kind: type, message: str) -> bool:
        if value is BROKEN:
            return False
        if isinstance(value, kind) and not (kind is int and isinstance(value, bool)):
            return True
        self.add(path, message)
        return False
