"""Dates and moments as a pack spells them."""

import re
from calendar import monthrange

_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt]([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]+))?Z")

Moment = tuple[str, str, str, str, str]


def is_date(text: str) -> bool:
    """Say whether `text` is `YYYY-MM-DD` and a day of the calendar."""
    found = _DATE.fullmatch(text)
    if not found:
        return False
    year, month, day = map(int, found.groups())
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def moment(text: str) -> Moment | None:
    """Return a value that orders moments in time, or None if `text` is not RFC 3339 in UTC with `Z`.

    A second 60 is a leap second, which RFC 3339 (section 5.7) knows only at the end of June and December.
    """
    found = _MOMENT.fullmatch(text)
    if not found or not is_date(found[1]):
        return None
    date, hour, minute, second, decimals = found.groups(default="")
    leap = second == "60" and (hour, minute) == ("23", "59") and date[5:] in ("06-30", "12-31")
    if hour > "23" or minute > "59" or (second > "59" and not leap):
        return None
    return date, hour, minute, second, decimals.rstrip("0")
