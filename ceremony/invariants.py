"""What must hold: serials count exactly 1…n, and a certificate's facts carry its own marks."""

from collections.abc import Iterator

from ceremony.models import Certificate, SerialCounter
from ceremony.serials import parse_serial


def broken_serials() -> Iterator[str]:
    """A sentence for every space whose certificates are not exactly those its counter has given."""
    given: dict[str, list[int]] = {}
    for written in Certificate.objects.order_by("serial").values_list("serial", flat=True).iterator():
        serial = parse_serial(written)
        if serial is None or str(serial) != written:
            yield f"Certificate {written}: its serial can't be read."
            continue
        given.setdefault(serial.space, []).append(serial.number)
    counters = dict(SerialCounter.objects.values_list("space", "last"))
    for space in sorted(given.keys() | counters.keys()):
        numbers, last = sorted(given.get(space, [])), counters.get(space, 0)
        if numbers != list(range(1, last + 1)):
            yield f"Space {space}: {last} serials were given, {len(numbers)} certificates carry one."


def foreign_facts() -> Iterator[str]:
    """A sentence for every certificate whose frozen facts name another serial or code."""
    for certificate in Certificate.objects.order_by("serial").iterator():
        if (certificate.facts["serial"], certificate.facts["code"]) != (certificate.serial, certificate.code):
            yield f"Certificate {certificate.serial}: its facts belong to another one."
