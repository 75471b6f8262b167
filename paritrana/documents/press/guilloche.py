"""The one curve of the house: the mark, the border of the certificate and its watermark, as SVG path data.

A wave is laid along a line, a ring or a rosette. Periods are whole numbers, so every side of the border begins and
ends in phase with its corner and every ring closes. Sizes are in the unit of the caller (px for the mark, mm on
paper). The same arguments give the same text, so a certificate is a pure function of its data.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import cos, pi, sin

Curve = Callable[[float], tuple[float, float]]
"""A point for every t from 0 to 2π."""

STRANDS = 9
"""Lines of the main band; each is shifted by a ninth of a period."""
UNDER_STRANDS = 5
ARCS = 4
"""Cubic arcs for one period of a wave: off the true curve by less than a fiftieth of its amplitude."""


@dataclass(frozen=True)
class Border:
    """A border: colours of the band, of the lines under it and of the ring; periods of its long and short sides.

    Periods are whole and even, so that every side meets its corners in phase.
    """

    ink: str = "#5b2150"
    under: str = "#b47da8"
    ring: str = "#ebdde8"
    long: int = 36
    short: int = 24


def mark(size: float = 28) -> str:
    """The woven ring beside the name: r = R + a·cos(7t + φ), φ = 0 and π, R = .36 and a = .115 of the size."""
    middle, radius, swing = size / 2, 0.36 * size, 0.115 * size
    rings = [ring_line(radius, lambda t, shift=shift: swing * cos(7 * t + shift)) for shift in (0.0, pi)]
    return " ".join(path(_moved(line, middle), 7 * ARCS, closed=True, places=2) for line in rings)


def wave(amplitude: float, periods: int, swell: int, phase: float = 0.0) -> Callable[[float], float]:
    """d(t) = A·(.72 + .28·cos(h·t))·sin(n·t + φ)."""
    return lambda t: amplitude * (0.72 + 0.28 * cos(swell * t)) * sin(periods * t + phase)


def band(length: float, amplitude: float, periods: int) -> str:
    """One side of the border from x = 0 to `length`: nine lines with n = `periods`, h = n/2, shifted by 2πk/9.

    `periods` must be even, so that h is whole and the side ends as it began.
    """
    return _straight(length, amplitude, periods, _half(periods), STRANDS)


def under_band(length: float, amplitude: float, periods: int) -> str:
    """The five lines below `band(length, amplitude, periods)`: n halved and h doubled."""
    return _straight(length, amplitude, _half(periods), periods, UNDER_STRANDS)


def ring(radius: float, amplitude: float, periods: int, strands: int = STRANDS) -> str:
    """The band bent to a ring about (0, 0): the watermark."""
    swell = _half(periods)
    return " ".join(
        path(ring_line(radius, wave(amplitude, periods, swell, phase)), periods * ARCS, closed=True)
        for phase in _phases(strands)
    )


def rosette(radius: float, lobes: int = 12, rings: int = 8) -> str:
    """A flower about (0, 0): rings of `lobes` waves, one within the other, every second turned by half a lobe."""
    lines = []
    for number in range(rings):
        outer = radius * (1 - 0.085 * number)
        swing = outer * 0.16
        shift = pi * (number % 2)
        lines.append(
            path(
                ring_line(outer - swing, lambda t, swing=swing, shift=shift: swing * cos(lobes * t + shift)),
                lobes * ARCS,
                closed=True,
            )
        )
    return " ".join(lines)


def ring_line(radius: float, offset: Callable[[float], float]) -> Curve:
    """The wave `offset` laid around a circle about (0, 0)."""
    return lambda t: ((radius + offset(t)) * cos(t), (radius + offset(t)) * sin(t))


def path(curve: Curve, arcs: int, *, closed: bool = False, places: int = 3) -> str:
    """SVG path data of the curve as cubic arcs that share their tangents."""
    step = 2 * pi / arcs
    ends = [curve(step * i) for i in range(arcs)] + [curve(0.0) if closed else curve(2 * pi)]
    slopes = [_slope(curve, step * i) for i in range(arcs + 1)]
    words = [f"M{_figure(ends[0][0], places)} {_figure(ends[0][1], places)}C"]
    for (x0, y0), (u0, v0), (x1, y1), (u1, v1) in zip(ends, slopes, ends[1:], slopes[1:], strict=False):
        arc = (x0 + u0 * step / 3, y0 + v0 * step / 3, x1 - u1 * step / 3, y1 - v1 * step / 3, x1, y1)
        words.append(" ".join(_figure(figure, places) for figure in arc))
    return words[0] + " ".join(words[1:]) + ("Z" if closed else "")


def _straight(length: float, amplitude: float, periods: int, swell: int, strands: int) -> str:
    lines = [wave(amplitude, periods, swell, phase) for phase in _phases(strands)]
    # the faster of the two waves decides how many arcs the line needs
    arcs = max(periods, swell) * ARCS
    return " ".join(path(lambda t, d=line: (length * t / (2 * pi), d(t)), arcs) for line in lines)


def _phases(strands: int) -> list[float]:
    return [2 * pi * strand / strands for strand in range(strands)]


def _half(periods: int) -> int:
    if periods <= 0 or periods % 2:
        raise ValueError("only an even number of periods meets its corner in phase")
    return periods // 2


def _moved(curve: Curve, by: float) -> Curve:
    return lambda t: (curve(t)[0] + by, curve(t)[1] + by)


def _slope(curve: Curve, t: float, reach: float = 1e-4) -> tuple[float, float]:
    (x0, y0), (x1, y1) = curve(t - reach), curve(t + reach)
    return (x1 - x0) / (2 * reach), (y1 - y0) / (2 * reach)


def _figure(value: float, places: int) -> str:
    """That many decimals at most, without trailing zeros and never −0."""
    text = f"{value:.{places}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
