"""`python3 -m assessment.scoring PACK.json`: the result of a pack in canonical form, or its faults."""

import gc
import sys
from contextlib import suppress

from assessment.scoring.faults import Fault, PackFaults
from assessment.scoring.fingerprint import canonical
from assessment.scoring.pack import read
from assessment.scoring.result import rank

USAGE = "usage: python3 -m assessment.scoring PACK.json"


def main(arguments: list[str]) -> int:
    """Print the result of the pack named in `arguments`, or its faults on standard error.

    Returns the exit code: 0 ranked, 2 wrong usage, unreadable file or faults, 1 the result cannot be written.
    """
    if len(arguments) != 1:
        return _refuse(USAGE)
    try:
        with open(arguments[0], "rb") as file:
            source = file.read()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return _refuse(str(Fault("$", f"The file cannot be read: {reason}.")))
    try:
        result = canonical(rank(read(source)))
    except PackFaults as refused:
        return _refuse(str(refused))
    try:
        _print(1, result)
    except OSError as error:
        _refuse(f"The result cannot be written: {error.strerror}.")
        return 1
    return 0


def _refuse(message: str) -> int:
    # Without standard error the exit code has to do.
    with suppress(OSError):
        _print(2, message.encode())
    return 2


def _print(stream: int, text: bytes) -> None:
    """Write bytes and a newline, whatever encoding the terminal claims."""
    with open(stream, "wb", closefd=False) as out:
        out.write(text + b"\n")


if __name__ == "__main__":
    gc.disable()  # One short run makes no cycles; looking for them takes a third of the time of a large pack.
    sys.exit(main(sys.argv[1:]))
