"""The zone that an article's day is told in: its publisher's, where the address, the language or the page's own day
tells it.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from capture_import.fields.dates.urls import url_to_country
from capture_import.fields.dates.words import load_home_zones

_DAY = timedelta(days=1)


def home_zone(url: str, languages: Sequence[str] = ()) -> ZoneInfo | None:
    """Return the zone of the publisher's country, else of its language's; None where neither has a single one."""
    zones = load_home_zones()
    name = zones.get(url_to_country(url))
    for tag in languages:
        name = name or zones.get(f"lang:{tag[:2].lower()}")
    return _zone(name) if name else None


def in_zone(day: date, hour: int, minute: int, name: str) -> datetime:
    """Return the time of a clock in a zone of the IANA database, with the offset that the zone has then.

    >>> in_zone(date(2025, 7, 1), 12, 5, "Europe/Kyiv").isoformat()
    '2025-07-01T12:05:00+03:00'
    """
    moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=_zone(name))
    return moment.replace(tzinfo=timezone(moment.utcoffset() or timedelta()))


def to_local(moment: datetime, zone: ZoneInfo) -> datetime | date:
    """Return a time in a zone; of the very beginning of a day there the day alone, which is all that was meant."""
    local = moment.astimezone(zone)
    return local.date() if local.time() == time() else local.replace(tzinfo=timezone(local.utcoffset() or timedelta()))


def to_day_shown(moment: datetime, shown: date, zone: ZoneInfo | None, *, is_certain: bool) -> datetime | None:
    """Return a time in universal time in the zone that makes it the day that the publisher shows; None where none does.

    No zone is further than twelve hours behind universal time, or fourteen before. Where the publisher's country is not
    known, it is the nearest whole hour that makes it that day; unless the day is certain (an address has it), only for
    a time near midnight.
    """
    day = moment.date()
    is_later, is_earlier = shown - day == _DAY and moment.hour >= 10, day - shown == _DAY and moment.hour < 12
    if not is_later and not is_earlier:
        return None
    if zone:
        local = moment.astimezone(zone)
        return local.replace(tzinfo=timezone(local.utcoffset() or timedelta())) if local.date() == shown else None
    if not is_certain and 2 < moment.hour < 20:
        return None
    hours = 24 - moment.hour if is_later else -(moment.hour + 1)
    return moment.astimezone(timezone(timedelta(hours=hours)))


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError, ValueError):
        return None
