"""Dates and times as people write them: 21 Des 2020 14.00 WIB (id), 21 Dec 2020 14:00 WIB (en)."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext, ngettext

WIB = "Asia/Jakarta"
ZONES = {"Asia/Jakarta": "WIB", "Asia/Pontianak": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}

MONTHS = {
    "id": [
        "Januari",
        "Februari",
        "Maret",
        "April",
        "Mei",
        "Juni",
        "Juli",
        "Agustus",
        "September",
        "Oktober",
        "November",
        "Desember",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
SHORT = {
    "id": ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"],
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
}
WEEKDAYS = {
    "id": ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}


def day(on: date, language: str) -> str:
    """21 Des 2020."""
    return f"{on.day} {SHORT[_known(language)][on.month - 1]} {on.year}"


def short_day(on: date, language: str) -> str:
    """21 Des, where the year is plain from the page."""
    return f"{on.day} {SHORT[_known(language)][on.month - 1]}"


def long_day(on: date, language: str) -> str:
    """9 September 2021, for letters and certificates."""
    return f"{on.day} {MONTHS[_known(language)][on.month - 1]} {on.year}"


def hour(moment: datetime, language: str, zone: str = WIB, seconds: bool = False) -> str:
    """14.00 (id) or 14:00 (en), without the zone."""
    mark = "." if _known(language) == "id" else ":"
    return in_zone(moment, zone).strftime(f"%H{mark}%M{mark}%S" if seconds else f"%H{mark}%M")


def zoned(moment: datetime, language: str, zone: str = WIB, weekday: bool = False, year: bool = True) -> str:
    """21 Des 2020 14.00 WIB, with the weekday in front or without the year where asked."""
    local = in_zone(moment, zone)
    on = day(local, language) if year else short_day(local, language)
    name = f"{WEEKDAYS[_known(language)][local.weekday()]} " if weekday else ""
    return f"{name}{on} {hour(moment, language, zone)} {zone_name(zone)}"


def zone_name(zone: str) -> str:
    """WIB, WITA or WIT; another zone by its place."""
    return ZONES.get(zone, zone.rpartition("/")[2].replace("_", " "))


def in_zone(moment: datetime, zone: str) -> datetime:
    """The moment in that zone; a moment without a zone is a programming error."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment.astimezone(ZoneInfo(zone))


def span(seconds: int) -> str:
    """How long that is, in its two largest units: 5 hari 13 jam, 13 jam 20 menit, 20 menit."""
    days, rest = divmod(max(seconds, 0), 86_400)
    hours, rest = divmod(rest, 3_600)
    minutes = rest // 60
    parts = [
        ngettext("%(n)d day", "%(n)d days", days) % {"n": days} if days else "",
        ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours} if hours else "",
        ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes} if minutes and not days else "",
    ]
    return " ".join(part for part in parts if part) or gettext("less than a minute")


def time_left(until: datetime, now: datetime) -> str:
    """5 hari 13 jam lagi; "closed" once the moment has come."""
    seconds = int((until - now).total_seconds())
    return gettext("%(span)s left") % {"span": span(seconds)} if seconds > 0 else gettext("time is up")


def _known(language: str) -> str:
    return language if language in SHORT else "id"
