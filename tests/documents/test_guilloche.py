"""The curve of the house closes, meets its corners in phase, and is what the mark on every page shows."""

import re
from math import cos, hypot, pi, sin

import pytest
from django.conf import settings

from paritrana.documents.press import guilloche


def points(path: str) -> list[list[tuple[float, float]]]:
    """The ends of the arcs of each line of the path."""
    lines = []
    for line in path.split("M")[1:]:
        numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", line)]
        pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
        lines.append([pairs[0], *pairs[3::3]])
    return lines


@pytest.mark.parametrize(("length", "periods"), [(267, 36), (180, 24)])
def test_a_side_begins_and_ends_in_the_same_phase(length, periods):
    lines = points(guilloche.band(length, 4.2, periods))
    assert len(lines) == 9
    for line in lines:
        (x0, y0), (x1, y1) = line[0], line[-1]
        assert (x0, x1) == (0, length)
        assert y0 == pytest.approx(y1, abs=0.011)


@pytest.mark.parametrize("side", [guilloche.band, guilloche.under_band])
def test_long_and_short_sides_meet_the_corner_at_the_same_height(side):
    long, short = points(side(267, 4.2, 36)), points(side(180, 4.2, 24))
    assert [line[0][1] for line in long] == [line[0][1] for line in short]


def test_a_side_follows_the_formula_and_stays_inside_its_swing():
    length, swing, n = 267, 4.2, 36
    for strand, line in enumerate(points(guilloche.band(length, swing, n))):
        for x, y in line:
            t = 2 * pi * x / length
            wanted = swing * (0.72 + 0.28 * cos(n / 2 * t)) * sin(n * t + 2 * pi * strand / 9)
            assert y == pytest.approx(wanted, abs=0.03)
            assert abs(y) <= swing


def test_the_arcs_lie_on_the_curve_between_their_ends():
    wave = guilloche.wave(4.2, 36, 18)
    path = guilloche.path(lambda t: (267 * t / (2 * pi), wave(t)), 36 * guilloche.ARCS, places=5)
    first, *arcs = re.findall(r"[MC]([^MC]*)", path)
    (x0, y0), numbers = map(float, first.split()), list(map(float, arcs[0].split()))
    for at in range(0, len(numbers), 6):
        x1, y1, x2, y2, x3, y3 = numbers[at : at + 6]
        x, y = (x0 + 3 * x1 + 3 * x2 + x3) / 8, (y0 + 3 * y1 + 3 * y2 + y3) / 8  # the middle of the arc
        assert y == pytest.approx(wave(2 * pi * x / 267), abs=4.2 / 50)
        x0, y0 = x3, y3


def test_an_odd_number_of_periods_is_refused():
    for make in (lambda: guilloche.band(100, 4, 35), lambda: guilloche.ring(10, 1, 7)):
        with pytest.raises(ValueError, match="in phase"):
            make()


def test_rings_close_and_stay_between_their_radii():
    for line in points(guilloche.ring(62, 7, 36)):
        assert line[0] == line[-1]
        assert all(62 - 7 - 0.01 <= hypot(x, y) <= 62 + 7 + 0.01 for x, y in line)


def test_a_rosette_reaches_its_radius_and_no_further():
    radii = [hypot(x, y) for line in points(guilloche.rosette(7)) for x, y in line]
    assert max(radii) <= 7.01
    assert max(radii) > 6.7


def test_the_mark_on_the_pages_is_the_curve():
    component = (settings.BASE_DIR / "templates/components/mark.html").read_text(encoding="utf-8")
    assert f'd="{guilloche.mark(28)}"' in component
    picture = (settings.BASE_DIR / "static/img/mark.svg").read_text(encoding="utf-8")
    assert f'd="{guilloche.mark(32)}"' in picture


def test_equal_arguments_give_equal_text():
    assert guilloche.rosette(7) == guilloche.rosette(7)
    assert "-0 " not in guilloche.band(267, 4.2, 36)
