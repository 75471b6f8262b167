"""Numbers and moments are written exactly and in the reader's language; bars, sort heads and errors say what they should."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace

import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from paritrana.web import dayscale, icons, moments, numbers
from paritrana.web.templatetags import paritrana as tags
from tests.reading import drawn_together

NB = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
CLOSES = datetime(2020, 12, 21, 7, 0, tzinfo=UTC)


def rendered(source: str, language: str = "id", **context) -> str:
    with translation.override(language):
        return Template("{% load paritrana %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("number", "indonesian", "english"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (1234567, "1.234.567", "1,234,567"),
        (-5, f"{MINUS}5", f"{MINUS}5"),
    ],
)
def test_counts_part_thousands(number, indonesian, english):
    assert numbers.count(number, "id") == indonesian
    assert numbers.count(number, "en") == english


@pytest.mark.parametrize(
    ("share", "indonesian", "english"),
    [
        ((941402, 1383287), f"68,06{NB}%", "68.06%"),
        ((55289, 454088), f"12,18{NB}%", "12.18%"),
        (Fraction(872, 1000), f"87,20{NB}%", "87.20%"),
        (Fraction(1, 8) / 100, f"0,13{NB}%", "0.13%"),  # 0.125 % exactly: half up
        ((1250, 1000), f"125,00{NB}%", "125.00%"),
        ((0, 10), f"0,00{NB}%", "0.00%"),
        ((5, 0), "–", "–"),
        (None, "–", "–"),
    ],
)
def test_shares_are_rounded_half_up_without_floats(share, indonesian, english):
    assert numbers.percent(share, "id") == indonesian
    assert numbers.percent(share, "en") == english


@given(st.integers(0, 10**12), st.integers(1, 10**12))
def test_a_share_is_never_more_than_half_a_hundredth_off(covered, total):
    shown = Fraction(numbers.percent((covered, total), "en").removesuffix("%").replace(",", ""))
    assert abs(shown - Fraction(100 * covered, total)) <= Fraction(1, 200)


def test_floats_are_refused():
    for call in (
        lambda: numbers.percent(0.5, "id"),
        lambda: numbers.points(74.7555, "id"),
        lambda: numbers.count(1.0, "id"),
        lambda: numbers.signed(0.1, "id"),
    ):
        with pytest.raises(TypeError):
            call()


def test_points_keep_their_decimals():
    assert numbers.points("74.7555", "id") == "74,7555"
    assert numbers.points("74.7555", "en") == "74.7555"
    assert numbers.points("-0.3500", "id") == f"{MINUS}0,3500"
    assert numbers.points("1234.50", "id") == "1.234,50"
    assert numbers.points(Decimal("86.0000"), "id") == "86,0000"
    assert numbers.points(Fraction(2, 3), "id", 4) == "0,6667"
    with pytest.raises(TypeError, match="places"):
        numbers.points(Fraction(2, 3), "id")


def test_differences_carry_their_sign():
    assert numbers.signed("0.6000", "id") == "+0,6000"
    assert numbers.signed("-0.2000", "id") == f"{MINUS}0,2000"
    assert numbers.signed("0.0000", "id") == "0,0000"
    assert numbers.signed(Fraction(1, 10**9), "id", 4) == "0,0000"


def test_moments_name_their_zone():
    assert rendered("{{ m|wib }}", m=CLOSES) == "21 Des 2020 14.00 WIB"
    assert rendered("{{ m|wib }}", "en", m=CLOSES) == "21 Dec 2020 14:00 WIB"
    assert rendered('{{ m|zoned:"Asia/Makassar" }}', m=CLOSES) == "21 Des 2020 15.00 WITA"
    assert rendered('{{ m|zoned:"Asia/Jayapura" }}', m=CLOSES) == "21 Des 2020 16.00 WIT"
    assert rendered("{{ m|zoned_long }}", m=CLOSES) == "Senin 21 Des 2020 14.00 WIB"
    assert rendered("{{ m|zoned_short }}", m=CLOSES) == "21 Des 14.00 WIB"
    assert rendered("{{ m|hour }} {{ m|seconds }}", m=CLOSES) == "14.00 14.00.00"
    assert rendered("{{ m|wib }}", m=None) == "–"


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        moments.zoned(datetime(2020, 12, 21, 7, 0), "id")  # noqa: DTZ001 that is the point


def test_days():
    on = date(2021, 8, 9)
    assert (
        rendered("{{ d|day }} {{ d|short_day }} {{ d|long_day }}", d=on) == "9 Agu 2021 9 Agu 9 Agustus 2021"
    )
    assert rendered("{{ d|day }} {{ d|long_day }}", "en", d=on) == "9 Aug 2021 9 August 2021"


@pytest.mark.parametrize(
    ("left", "sentence"),
    [
        (timedelta(days=5, hours=13, minutes=59), "5 days 13 hours left"),
        (timedelta(days=1), "1 day left"),
        (timedelta(hours=13, minutes=20), "13 hours 20 minutes left"),
        (timedelta(minutes=1), "1 minute left"),
        (timedelta(seconds=20), "less than a minute left"),
        (timedelta(0), "time is up"),
        (timedelta(days=-3), "time is up"),
    ],
)
def test_the_time_left_is_said_in_two_units(left, sentence):
    with translation.override("en"):
        assert moments.time_left(CLOSES, CLOSES - left) == sentence


def test_a_state_is_a_shape_and_a_word():
    html = rendered('{% state "warn" word %}', word="<b>Perlu</b>")
    assert "<svg" in html
    assert "&lt;b&gt;Perlu" in html
    assert 'class="state warn"' in html
    assert set(icons.SHAPES) == set(icons.TONES)


def test_an_unknown_icon_is_an_error():
    with pytest.raises(LookupError):
        icons.icon("no-such-drawing")
    with pytest.raises(LookupError):
        icons.icon("../LICENSE")


@pytest.mark.parametrize(
    ("covered", "total", "width"), [(8, 10, "80.00%"), (15, 10, "100.00%"), (0, 0, "0.00%"), (1, 3, "33.33%")]
)
def test_a_bar_is_never_longer_than_its_track(covered, total, width):
    assert f'class="done" width="{width}"' in rendered("{% bar a b %}", a=covered, b=total)


def test_a_bar_with_a_target_marks_it_with_a_point_in_every_language():
    assert 'x1="87.50%"' in rendered("{% bar 1 2 target=goal %}", goal=Fraction(7, 8))


def test_what_was_typed_is_read_with_or_without_marks():
    assert [tags.whole(text) for text in ("886.113", "886,113", 886113, "", None, "abc", "１２")] == [
        886113,
        886113,
        886113,
        None,
        None,
        None,
        None,
    ]


def test_sorting_turns_round_and_forgets_the_page():
    request = RequestFactory().get("/x/", {"sort": "total", "q": "kota", "after": "abc"})
    html = Template('{% load paritrana %}{% sort_head "total" "Total" %}').render(
        Context({"request": request})
    )
    assert "sort=-total" in html
    assert "q=kota" in html
    assert "after" not in html
    head = Template('{% load paritrana %}{% sorted_as "total" %}').render(Context({"request": request}))
    assert head == 'aria-sort="ascending"'


class Form(forms.Form):
    name = forms.CharField(label="Nama", help_text="Seperti pada surat.")
    choice = forms.ChoiceField(label="Pilihan", choices=[("a", "Satu")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="Setuju")

    def clean(self):
        raise forms.ValidationError("Keduanya tidak cocok.")


def test_every_error_leads_to_its_field():
    html = rendered("{% error_list form %}", form=Form({}))
    for target in ("#id_name", "#id_choice_0", "#id_agreed"):
        assert f'href="{target}"' in html
        assert f'id="{target[1:]}"' in rendered('{% include "components/fields.html" %}', form=Form({}))
    assert "<li>Keduanya tidak cocok.</li>" in drawn_together(html)


def test_a_field_ties_its_hint_and_error_to_the_control():
    form = Form({})
    html = rendered('{% include "components/field.html" with field=form.name %}', form=form)
    assert 'aria-invalid="true"' in html
    for part in ("id_name_helptext", "id_name_error"):
        assert f'id="{part}"' in html
        assert part in html.split('aria-describedby="')[1].split('"')[0]


def stage(opens: datetime, closes: datetime, **more) -> SimpleNamespace:
    return SimpleNamespace(label="Pendaftaran", opens_at=opens, closes_at=closes, **more)


def test_the_calendar_is_to_true_scale():
    start = datetime(2020, 11, 15, 17, 0, tzinfo=UTC)  # midnight in Jakarta
    days = [start + timedelta(days=n) for n in (0, 10, 20)]
    drawn = dayscale.drawing(
        [stage(days[0], days[1]), stage(days[1], days[2])], days[0] + timedelta(days=5), moments.WIB, "id"
    )
    first, second = drawn["rows"]
    assert (first.past_x, first.past_width, first.coming_x, first.coming_width) == (
        "0.00",
        "25.00",
        "25.00",
        "25.00",
    )
    assert (second.past_x, second.coming_x, second.coming_width) == ("", "50.00", "50.00")
    assert drawn["now_x"] == "25.00"
    assert [tick["words"] for tick in drawn["ticks"]] == ["16 Nov", "23 Nov", "30 Nov"]
    assert first.is_now
    assert not second.is_now


def test_a_stage_that_closes_at_midnight_ended_the_day_before():
    start = datetime(2020, 12, 14, 17, 0, tzinfo=UTC)
    assert dayscale.period(start, start + timedelta(days=3), moments.WIB, "id") == "15–17 Des"
    assert dayscale.period(start, start + timedelta(days=1), moments.WIB, "id") == "15 Des"
    assert dayscale.period(start, start + timedelta(days=30), moments.WIB, "id") == "15 Des–13 Jan"


def test_no_stages_draw_nothing():
    assert rendered("{% stage_calendar stages now %}", stages=[], now=CLOSES).strip() == ""


def test_no_component_needs_an_inline_style_or_script():
    html = render_to_string("500.html")
    assert "style=" not in html
    assert "<style" not in html
    assert "<script>" not in html
