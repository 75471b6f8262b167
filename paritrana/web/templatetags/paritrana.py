"""`{% load paritrana %}`: numbers and moments in the reader's language, shapes of states, icons, bars."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django import forms, template
from django.forms import BaseForm, BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from paritrana.lib.decimals import rounded
from paritrana.web import dayscale, icons, moments, numbers

register = template.Library()

COUNT = re.compile(r"[0-9]{1,18}|[0-9]{1,3}([., ])[0-9]{3}(?:\1[0-9]{3})*")


def _language() -> str:
    return "en" if (get_language() or "id").startswith("en") else "id"


# ---- numbers ----------------------------------------------------------------------------------------------------
@register.filter(is_safe=False)
def count(number: int | None) -> str:
    """`{{ 941402|count }}`: 941.402; – for no value."""
    return numbers.NOTHING if number is None else numbers.count(number, _language())


@register.filter(is_safe=False)
def percent(share: numbers.Share, places: int = 2) -> str:
    """`{{ share|percent }}` of a Fraction or (covered, total): 68,06 %."""
    return numbers.percent(share, _language(), places)


@register.filter(is_safe=False)
def points(figure: numbers.Figure | None, places: int | None = None) -> str:
    """`{{ "74.7555"|points }}`: 74,7555."""
    return numbers.NOTHING if figure in (None, "") else numbers.points(figure, _language(), places)


@register.filter(is_safe=False)
def signed(figure: numbers.Figure | None, places: int | None = None) -> str:
    """`{{ "0.6000"|signed }}`: +0,6000."""
    return numbers.NOTHING if figure in (None, "") else numbers.signed(figure, _language(), places)


@register.filter(is_safe=False)
def signed_count(number: int | None) -> str:
    """`{{ -1234|signed_count }}`: −1.234; a difference between two counts."""
    if number in (None, ""):
        return numbers.NOTHING
    return ("+" if number > 0 else "") + numbers.count(number, _language())


@register.simple_tag
def share_of(covered: int | None, total: int | None) -> Fraction | None:
    """`{% share_of covered total as share %}`: the exact share, or None."""
    return None if covered is None or not total else Fraction(covered, total)


@register.filter
def whole(text: int | str | None) -> int | None:
    """What was typed as a count, with or without one kind of mark between thousands; None while it is no count."""
    typed = str("" if text is None else text).strip()
    return int(re.sub("[., ]", "", typed)) if COUNT.fullmatch(typed) else None


# ---- moments ----------------------------------------------------------------------------------------------------
@register.filter
def wib(moment: datetime | None) -> str:
    """21 Des 2020 14.00 WIB."""
    return zoned(moment, moments.WIB)


@register.filter
def zoned(moment: datetime | None, zone: str = moments.WIB) -> str:
    """`{{ closes_at|zoned:"Asia/Makassar" }}`: 21 Des 2020 15.00 WITA."""
    return moments.zoned(moment, _language(), zone or moments.WIB) if moment else numbers.NOTHING


@register.filter
def zoned_short(moment: datetime | None, zone: str = moments.WIB) -> str:
    """14 Des 23.59 WIB, without the year."""
    return moments.zoned(moment, _language(), zone or moments.WIB, year=False) if moment else numbers.NOTHING


@register.filter
def zoned_long(moment: datetime | None, zone: str = moments.WIB) -> str:
    """Senin 14 Des 2020 23.59 WIB."""
    return (
        moments.zoned(moment, _language(), zone or moments.WIB, weekday=True) if moment else numbers.NOTHING
    )


@register.filter
def hour(moment: datetime | None, zone: str = moments.WIB) -> str:
    """10.42."""
    return moments.hour(moment, _language(), zone or moments.WIB) if moment else numbers.NOTHING


@register.filter
def seconds(moment: datetime | None, zone: str = moments.WIB) -> str:
    """10.42.18, for the clock of the server."""
    return moments.hour(moment, _language(), zone or moments.WIB, seconds=True) if moment else numbers.NOTHING


@register.filter
def day(on: date | None) -> str:
    """21 Des 2020."""
    return moments.day(on, _language()) if on else numbers.NOTHING


@register.filter
def short_day(on: date | None) -> str:
    """21 Des."""
    return moments.short_day(on, _language()) if on else numbers.NOTHING


@register.filter
def long_day(on: date | None) -> str:
    """9 September 2021."""
    return moments.long_day(on, _language()) if on else numbers.NOTHING


@register.filter
def time_left(until: datetime, now: datetime) -> str:
    """`{{ closes_at|time_left:now }}`: 5 hari 13 jam lagi."""
    return moments.time_left(until, now)


@register.filter
def countdown(until: datetime, now: datetime) -> str:
    """`{{ due_at|countdown:now }}`: 18.20 minutes and seconds, 00.00 once the moment has come; clock.js runs it on."""
    minutes, left = divmod(max(0, int((until - now).total_seconds())), 60)
    return f"{minutes:02}{':' if _language() == 'en' else '.'}{left:02}"


@register.filter
def iso(moment: date | datetime | None) -> str:
    """For the attribute `datetime` of <time>."""
    return moment.isoformat() if moment else ""


@register.filter
def digest_short(digest: str) -> str:
    """9f2c 71d0 … e41b: enough to compare by eye; the whole digest stands in the title."""
    return f"{digest[:4]} {digest[4:8]} … {digest[-4:]}" if digest and len(digest) > 16 else digest


# ---- shapes, icons, bars ----------------------------------------------------------------------------------------
@register.simple_tag
def icon(name: str, size: int = 16) -> SafeString:
    """`{% icon "download" %}`: a Bootstrap drawing, always beside a word."""
    return icons.icon(name, size)


@register.simple_tag
def state(shape: str, word: str, tone: str = "") -> SafeString:
    """`{% state "done" _("Complete") %}`: shape and word. Shapes: none doing done valid warn bad not."""
    return format_html(
        '<span class="state {}">{}<span>{}</span></span>',
        tone or icons.TONES[shape],
        icons.shape(shape),
        word,
    )


@register.simple_tag
def shape(name: str) -> SafeString:
    """The shape alone, where the word stands elsewhere in the row."""
    return icons.shape(name)


@register.simple_tag
def example_tag() -> SafeString:
    """The tag `contoh` of invented content."""
    return format_html('<span class="tag">{}</span>', gettext("example"))


@register.inclusion_tag("components/bar.html")
def bar(
    part: int | numbers.Share, whole: int | None = None, *, tall: bool = False, target: numbers.Share = None
) -> dict[str, Any]:
    """`{% bar 8 10 %}` or `{% bar share %}`: the filled part of a track; `target` is a share, drawn as a tick.

    The bar repeats a number that stands beside it, so screen readers pass over it.
    """
    share = numbers.as_fraction(part if whole is None else (part, whole)) or Fraction(0)
    goal = numbers.as_fraction(target)
    return {
        "filled": rounded(min(max(share, Fraction(0)), Fraction(1)) * 100, 2),
        "tall": tall,
        "target": None if goal is None else rounded(goal * 100, 2),
    }


@register.inclusion_tag("components/calendar.html")
def stage_calendar(stages: Iterable[Any], now: datetime, zone: str = moments.WIB) -> dict[str, Any]:
    """Stages (label, opens_at, closes_at, words, is_example) to true day scale with the line of now."""
    return dayscale.drawing(list(stages), now, zone, _language())


def _first_control(field: BoundField) -> str:
    """The id a link can lead to; a group of boxes has none of its own, so its first box."""
    return field.id_for_label or (field.subwidgets[0].id_for_label if kind(field) == "choices" else "")


@register.inclusion_tag("components/errors.html")
def error_list(*forms: BaseForm) -> dict[str, Any]:
    """All errors of the forms with links to their fields, for the head of the page."""
    found = []
    for form in forms:
        for name, all_words in form.errors.items():
            field = form[name] if name in form.fields else None
            found += [
                {
                    "id": _first_control(field) if field else "",
                    "label": field.label if field else "",
                    "words": words,
                }
                for words in all_words
            ]
    return {"errors": found}


@register.filter
def control(field: BoundField) -> SafeString:
    """The field's control with the classes of its kind; components/field.html puts label, hint and error round it."""
    widget = field.field.widget
    kind = "form-select" if isinstance(widget, forms.Select) else "form-control"
    if isinstance(widget, forms.CheckboxInput | forms.RadioSelect | forms.CheckboxSelectMultiple):
        kind = "form-check-input"
    own = widget.attrs.get("class", "")
    wrong = "is-invalid" if field.errors else ""
    return field.as_widget(attrs={"class": " ".join(filter(None, [kind, own, wrong]))})


@register.filter
def kind(field: BoundField) -> str:
    """check (one box), choices (radio or many boxes) or line."""
    widget = field.field.widget
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "choices"
    return "check" if isinstance(widget, forms.CheckboxInput) else "line"


@register.inclusion_tag("components/sort.html", takes_context=True)
def sort_head(context: template.Context, key: str, label: str, down_first: bool = False) -> dict[str, Any]:
    """The words of a sortable column; the address keeps `sort=key` or `sort=-key` and drops the page.

    Put `{% sorted_as key %}` into the <th> beside it.
    """
    current = context["request"].GET.get("sort", "")
    ascending, descending = current == key, current == f"-{key}"
    following = f"-{key}" if ascending or (down_first and not descending) else key
    query = context["request"].GET.copy()
    query["sort"] = following
    query.pop("after", None)
    query.pop("page", None)
    arrow = "up" if ascending else "down" if descending else ""
    return {"label": label, "url": f"?{query.urlencode()}", "arrow": arrow}


@register.simple_tag(takes_context=True)
def sorted_as(context: template.Context, key: str) -> SafeString | str:
    """`<th {% sorted_as "total" %}>`: the attribute aria-sort of the column that is sorted."""
    current = context["request"].GET.get("sort", "")
    order = "ascending" if current == key else "descending" if current == f"-{key}" else ""
    return format_html('aria-sort="{}"', order) if order else ""
