"""JSON, strictly: text to plain data, with every fault of spelling at its path.

Python's reader is more tolerant than a pack may be (keys twice, NaN, lone surrogates) and cannot say where.
So what it finds is kept in place while reading, and `clean` then walks the data, which knows the paths.
"""

import json
import re
from typing import Any, Final
from unicodedata import normalize

from assessment.scoring.faults import Fault, PackFaults, member
from assessment.scoring.figures import MOST_DIGITS


class Misspelt:
    """A number that JSON or the pack does not allow, still without a path."""

    def __init__(self, message: str) -> None:
        self.message = message


class Pairs:
    """The members of an object in which a key stands twice."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        self.pairs = pairs


# Stands for a value whose fault is already listed: whoever meets it stays silent.
BROKEN: Final = Misspelt("")

_LIMIT = 10**MOST_DIGITS
_SURROGATE = re.compile("[\ud800-\udfff]")
_TOO_LONG = f"A figure has at most {MOST_DIGITS} digits."
_NO_INTEGER = "A number is an integer, written without point and exponent; other figures are strings."


def parse(source: str | bytes) -> Any:
    """Return the data of a JSON text for `clean`. Raises PackFaults when it cannot be read at all."""
    try:
        text = source if isinstance(source, str) else source.decode("utf-8")
        return json.loads(
            text,
            parse_int=_integer,
            parse_float=lambda spelling: Misspelt(_NO_INTEGER),
            parse_constant=lambda spelling: Misspelt(f"Not JSON: {spelling}."),
            object_pairs_hook=_members,
        )
    except UnicodeDecodeError as error:
        message = f"Not UTF-8: the byte at offset {error.start} is wrong."
    except json.JSONDecodeError as error:
        message = f"Not JSON: {error.msg} (line {error.lineno}, column {error.colno})."
    except RecursionError:
        message = "Nested far deeper than a pack."
    raise PackFaults([Fault("$", message)])


def _integer(spelling: str) -> int | Misspelt:
    if spelling == "-0":
        return Misspelt("The integer zero is written without a sign.")
    # Before int(), which is slow for long spellings and refuses very long ones.
    return int(spelling) if len(spelling.lstrip("-")) <= MOST_DIGITS else Misspelt(_TOO_LONG)


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any] | Pairs:
    members = dict(pairs)
    return members if len(members) == len(pairs) else Pairs(pairs)


def clean(data: Any) -> tuple[Any, list[Fault]]:
    """Return `data` as plain JSON data in NFC, with BROKEN for each value at fault, and the faults.

    Of a key that stands twice the first value is kept. Walks without recursion, so depth does not matter.
    """
    faults: list[Fault] = []
    root: list[Any] = [None]
    todo: list[tuple[Any, str, Any, Any]] = [(data, "$", root, 0)]
    while todo:
        node, path, home, place = todo.pop()
        inner: list[tuple[Any, str, Any, Any]] = []
        if isinstance(node, (dict, Pairs)):
            home[place] = members = {}
            for key, value in node.pairs if isinstance(node, Pairs) else node.items():
                name, message = _key(key)
                where = member(path, name)
                if message:
                    faults.append(Fault(where, message))
                if name in members:
                    faults.append(Fault(where, "This key stands twice."))
                    inner.append((value, where, [None], 0))
                else:
                    members[name] = value
                    inner.append((value, where, members, name))
        elif isinstance(node, list):
            home[place] = items = list(node)
            inner.extend((item, f"{path}[{i}]", items, i) for i, item in enumerate(node))
        else:
            home[place], message = _leaf(node)
            if message:
                faults.append(Fault(path, message))
        todo.extend(reversed(inner))
    return root[0], faults


def _key(key: Any) -> tuple[str, str | None]:
    if not isinstance(key, str):
        return str(key), "A key is a string."
    name, message = _leaf(key)
    return (key, message) if name is BROKEN else (name, None)


def _leaf(node: Any) -> tuple[Any, str | None]:
    """Return the value to keep and, if it is at fault, why."""
    if isinstance(node, str):
        if node.isascii():
            return node, None
        if _SURROGATE.search(node):
            return BROKEN, "A lone surrogate is no character."
        return normalize("NFC", node), None
    if node is None or isinstance(node, bool):
        return node, None
    if isinstance(node, int):
        return (node, None) if abs(node) < _LIMIT else (BROKEN, _TOO_LONG)
    if isinstance(node, float):
        return BROKEN, _NO_INTEGER
    return BROKEN, node.message if isinstance(node, Misspelt) else "Not JSON data."
