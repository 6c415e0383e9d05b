"""Dates as feeds, pages and APIs print them -> aware datetimes in UTC.

A part that is not there is never filled from today's date: a text that names no full year, month and day (or no
year and month, for the W3C profile of ISO 8601) is no date. Without a zone the time is taken to be in `zone`,
else in UTC.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january janvier janv enero ene januar januari gennaio gen janeiro ocak ιαν ιανουαρίου"
            " января янв január يناير ינואר",
            "feb february février fevrier févr fevr febrero februar februari febbraio fevereiro fev şubat φεβ"
            " φεβρουαρίου февраля фев február februári فبراير פברואר",
            "mar march mars marzo märz mrz maart março mart μάρ μαρ μάώ μαώ μαρτίου марта мар március مارس מרץ מרס",
            "apr april avril avr abril abr aprile nisan απρ απριλίου апреля апр április أبريل ابريل אפריל",
            "may mai mayo maggio mag mei maio mayıs μάι μαι μαϊ μαΐου мая май május مايو מאי",
            "jun june juin junio juni giugno giu junho haziran ιούν ιουν ιον ιουνίου июня июн június يونيو יוני",
            "jul july juillet juil julio juli luglio lug julho temmuz ιούλ ιουλ ιολ ιουλίου июля июл július يوليو יולי",
            "aug august août aout agosto ago augustus ağustos αύγ αυγ αυγούστου августа авг augusztus"
            " أغسطس اغسطس אוגוסט",
            "sep sept september septembre septiembre settembre set setembro eylül σεπ σεπτεμβρίου сентября сен"
            " szeptember سبتمبر ספטמבר",
            "oct october octobre octubre oktober okt ottobre ott outubro out ekim οκτ οκτωβρίου октября окт október"
            " أكتوبر اكتوبر אוקטובר",
            "nov november novembre noviembre novembro kasım νοέ νοε νοεμβρίου ноября ноя نوفمبر נובמבר",
            "dec december décembre decembre déc diciembre dic dezember dez dicembre dezembro aralık δεκ δεκεμβρίου"
            " декабря дек ديسمبر דצמבר",
        ),
        start=1,
    )
    for name in names.split()
}
# RFC 822 names, with the letters of its table that are in use, and those that feeds print in practice; "IST" is
# Israel's here: this program reads its outlets.
_ZONES = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "a": -60, "n": 60, "m": -720, "y": 720,
    "at": -240, "et": -300, "ct": -360, "mt": -420, "pt": -480, "met": 60, "mest": 120,
    "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
    "akst": -540, "akdt": -480, "hst": -600, "ast": -240, "adt": -180,
    "bst": 60, "cet": 60, "mez": 60, "cest": 120, "mesz": 120, "eet": 120, "eest": 180, "ist": 120, "idt": 180,
    "trt": 180, "msk": 180, "gst": 240, "pkt": 300, "sgt": 480, "hkt": 480, "jst": 540, "kst": 540,
    "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780,
}  # fmt: skip
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")

_ZONE = (
    r"(?P<zone>z|[+\-−]\d{1,2}:?\d{2}|[+\-−]\d{1,2}|(?:gmt|utc|ut)\s?[+\-−]\d{1,2}(?::?\d{2})?"
    r"|[a-z]{2,10}/[a-z_]{1,20}(?:/[a-z_]{1,20})?|[a-z]{1,5})"
)
_TIME = (
    r"(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,:](?P<fraction>\d{1,12}))?)?"
    r"(?:\s?(?P<half>[ap])\.?m\.?)?"
)
_TAIL = r"(?:[\s,]*(?:t|at|à|-|–|\||\s)?[\s,]*" + _TIME + r")?(?:\s*\(?" + _ZONE + r"\)?)?(?:\s*\([^)]{0,40}\))?$"
_WEEKDAY = r"(?:[^\W\d_]{2,12}\.?,?\s+)?"
_MONTH = r"(?P<name>[^\W\d_]{3,10})\.?"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # 2025-12-19T08:00:00Z, 2025/1/10, 2025.12.19 8:00, 2025-12-19T080000Z
        r"^" + _WEEKDAY + r"(?P<year>\d{4})[\-/.](?P<month>\d{1,2})[\-/.](?P<day>\d{1,2})" + _TAIL,
        # 2025-12-19T08Z
        r"^(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})T(?P<hour>\d{2})" + _ZONE + "?$",
        # 2025-12-19 오후 5:00:00, 2025년 12월 19일 오후 5:00
        r"^(?P<year>\d{4})[\-./년]\s?(?P<month>\d{1,2})[\-./월]\s?(?P<day>\d{1,2})[일.]?\s?(?P<half>오전|오후)\s?"
        r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?(?P<korean>)$",
        # 2004-július-13T9:15-05:00, 2025. december 19. 8:00
        r"^(?P<year>\d{4})[\s.\-]{1,3}" + _MONTH + r"[\s\-]+(?P<day>\d{1,2})\.?" + _TAIL,
        # 2025년 12월 19일 17:00:00
        r"^(?P<year>\d{4})\s?년\s?(?P<month>\d{1,2})\s?월\s?(?P<day>\d{1,2})\s?일(?P<korean>)" + _TAIL,
        # 2025年12月19日
        r"^(?P<year>\d{4})\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日" + _TAIL,
        # 20251219T080000Z, 20251219
        r"^(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})"
        r"(?:t?(?P<hour>\d{2}):?(?P<minute>\d{2})(?::?(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,12}))?)?)?"
        r"(?:\s?" + _ZONE + r")?(?P<half>$)",
        # Fri, 19 Dec 2025 08:00:00 +0000; 19-Dec-25 8:00 pm
        r"^"
        + _WEEKDAY
        + r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?[\s\-/]+(?:of\s+|de\s+)?"
        + _MONTH
        + r",?[\s\-/]+(?:de\s+)?(?P<year>\d{4}|\d{2})(?=\D|$),?"
        + _TAIL,
        # December 19, 2025 at 8:00 am
        r"^" + _WEEKDAY + _MONTH + r"[\s\-]+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?[\s\-]+(?P<year>\d{4})(?=\D|$),?" + _TAIL,
        # Fri Dec 19 08:00:00 UTC 2025 (asctime, date(1))
        r"^" + _WEEKDAY + _MONTH + r"\s+(?P<day>\d{1,2})\s+" + _TIME + r"(?:\s+" + _ZONE + r")?\s+(?P<year>\d{4})$",
        # 08:00, 19 December 2025
        r"^"
        + _TIME
        + r"(?:\s*\(?"
        + _ZONE
        + r"\)?)?[\s,]+"
        + _WEEKDAY
        + r"(?P<day>\d{1,2})\s+"
        + _MONTH
        + r",?\s+(?P<year>\d{4})$",
    )
)
_NUMERIC = re.compile(r"^(?P<a>\d{1,2})([/.\-])(?P<b>\d{1,2})\2(?P<year>\d{4})" + _TAIL, re.IGNORECASE)
_MONTH_ONLY = re.compile(r"^(\d{4})(?:-(\d{2}))?$")
_ORDINAL = re.compile(r"^(\d{4})-?(\d{3})(t\d{2}.*)?$", re.IGNORECASE)
_WEEK = re.compile(r"^(\d{4})-?w(\d{2})(?:-?(\d))?(t\d{2}.*)?$", re.IGNORECASE)
_KOREA = timezone(timedelta(hours=9))
"""Of dates in Hangul, which print none."""
_EPOCH = re.compile(r"^-?\d{9,10}(?:\.\d+)?$|^\d{12,13}$")
_SPACES = re.compile(r"\s+")
_MAX = 100
_OLDEST, _NEWEST = 1900, 2200


def parse(text: str, zone: str | None = None) -> datetime | None:
    """The moment that `text` names, in UTC; None when it names none or one that cannot be.

    A date alone is its midnight. `zone` (IANA name) is used where the text has no zone of its own. Of the forms
    with slashes only 19/12/2025 and 12/19/2025 are sure; where both readings are possible the day comes first,
    as everywhere but in the United States, unless an "am" or "pm" follows.
    """
    text = text.translate(_DIGITS)
    return _parse(_SPACES.sub(" ", text[: _MAX * 4]).strip(), zone)


@lru_cache(maxsize=4096)
def _parse(text: str, zone: str | None) -> datetime | None:
    if not text or len(text) > _MAX or not any(c.isdigit() for c in text):
        return None
    try:
        found = _read(text, zone)
        return found if found is not None and _OLDEST <= found.year <= _NEWEST else None
    except (ValueError, OverflowError, OSError):
        return None


def _read(text: str, zone: str | None) -> datetime | None:
    if _EPOCH.match(text):
        seconds = float(text)
        return datetime.fromtimestamp(seconds / 1000 if abs(seconds) >= 1e11 else seconds, UTC)
    for pattern in _PATTERNS:
        match = pattern.match(text)
        if match:
            found = _moment(match.groupdict(), zone)
            if found is not None:
                return found
    match = _NUMERIC.match(text)
    if match:
        parts = match.groupdict()
        a, b = int(parts["a"]), int(parts["b"])
        us = b > 12 or (a <= 12 and parts["half"] is not None and match.group(2) == "/")
        return _moment({**parts, "day": str(b if us else a), "month": str(a if us else b)}, zone)
    if match := _MONTH_ONLY.match(text):
        return _local(datetime(int(match[1]), int(match[2] or 1), 1, tzinfo=UTC), None, zone)
    if match := _ORDINAL.match(text):
        day = date(int(match[1]), 1, 1) + timedelta(days=int(match[2]) - 1)
        return _dated(day, match[3], zone) if day.year == int(match[1]) else None
    if match := _WEEK.match(text):
        return _dated(date.fromisocalendar(int(match[1]), int(match[2]), int(match[3] or 1)), match[4], zone)
    return None


def _dated(day: date, time: str | None, zone: str | None) -> datetime | None:
    """A day that was named by its number, with the rest of the text."""
    return _read(f"{day.isoformat()}{time or ''}", zone)


def _moment(parts: dict[str, str | None], zone: str | None) -> datetime | None:
    name = parts.get("name")
    if name is not None:
        name = name.lower().rstrip(".")
        month = _MONTHS.get(name) or _MONTHS.get(name.removeprefix("ב"))  # "in December"
        if month is None:
            return None
    else:
        month = int(parts.get("month") or 0)
    year = int(parts["year"] or 0)
    if year < 100:
        year += 2000 if year < 70 else 1900
    hour, minute, second = (int(parts.get(k) or 0) for k in ("hour", "minute", "second"))
    half = (parts.get("half") or "").lower()
    half = {"오전": "a", "오후": "p"}.get(half, half)
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    extra = timedelta(0)
    if hour == 24:
        hour, extra = 0, timedelta(days=1)
    if second == 60:  # a leap second
        second, extra = 59, extra + timedelta(seconds=1)
    fraction = int(((parts.get("fraction") or "0") + "000000")[:6])
    stamp = parts.get("zone")
    offset: tzinfo | None = None
    if stamp:
        offset = _offset(stamp)
        if offset is None and not stamp[0].isalpha():
            return None
        if offset is None and "/" in stamp:
            zone = stamp
    elif "korean" in parts and zone is None:
        offset = _KOREA
    moment = datetime(year, month, int(parts["day"] or 0), hour, minute, second, fraction, tzinfo=UTC) + extra
    return _local(moment, offset, zone)


def _offset(stamp: str) -> timezone | None:
    """ "+02:00", "GMT+2", "EST"; None when the name is unknown."""
    stamp = stamp.lower().replace("−", "-").replace(" ", "").removeprefix("etc/")
    if stamp in _ZONES:
        return timezone(timedelta(minutes=_ZONES[stamp]))
    match = re.search(r"([+\-])(\d{1,2}):?(\d{2})?$", stamp)
    if not match:
        return None
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    if minutes > 14 * 60:
        raise ValueError("no such zone")
    return timezone(timedelta(minutes=-minutes if match[1] == "-" else minutes))


def _local(moment: datetime, offset: tzinfo | None, zone: str | None) -> datetime:
    """The clock reading of `moment` (its zone is only a stand-in) in the zone that holds, as UTC."""
    if offset is None:
        offset = _zone(zone) if zone else UTC
    return moment.replace(tzinfo=offset).astimezone(UTC)


@lru_cache(maxsize=64)
def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return UTC
