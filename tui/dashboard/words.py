"""How times, ages, values and claimants are worded on the screen. All times are UTC."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from tui.dashboard.lines import safe
from tui.text import in_marks, truncate, width

if TYPE_CHECKING:
    from tui.agreement.ledger import IndicatorRow, Series
    from tui.agreement.model import Agreement
    from tui.records import Cite, Figure, QuoteRecord

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

SYMBOLS = {
    "at least": "≥", "no fewer than": "≥", "not less than": "≥", "no less than": "≥", "a minimum of": "≥",
    "more than": ">", "over": ">", "upwards of": ">", "above": ">",
    "about": "~", "around": "~", "some": "~", "roughly": "~", "nearly": "~", "almost": "~", "approximately": "~",
    "an estimated": "~", "close to": "~",
    "up to": "≤", "as many as": "≤", "fewer than": "<", "less than": "<", "under": "<",
}  # fmt: skip
"""A qualifier is never dropped: where its words have no room, its sign stands before the number."""

SIDES = {
    "israel": "IL", "palestinian": "PS", "mediator": "MED", "un": "UN", "humanitarian": "HUM", "monitor": "MON",
    "media": "PRESS", "lebanon": "LB", "ethiopia": "ET", "tigray": "TG", "other": "OTHER",
}  # fmt: skip


_OF_A_SIDE = {
    "israel": "Israeli", "lebanon": "Lebanese", "ethiopia": "Ethiopian", "tigray": "Tigrayan",
}  # fmt: skip


def of_side(side: str) -> str:
    """ "Israeli", as in "the Israeli side"; the side's own name where it has no other form."""
    return _OF_A_SIDE.get(side, side[:1].upper() + side[1:])


# ------------------------------------------------------------------ time


def day(when: date, now: datetime) -> str:
    """ "22 Nov"; with the year when it is not this year's: "18 Dec 25"."""
    text = f"{when.day} {_MONTHS[when.month - 1]}"
    return text if when.year == now.year else f"{text} {when.year % 100:02d}"


def day_full(when: date) -> str:
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def stamp(at: datetime, now: datetime) -> str:
    """Time of a row: "14:02" today, else the day."""
    at, now = at.astimezone(UTC), now.astimezone(UTC)
    return f"{at:%H:%M}" if at.date() == now.date() else day(at.date(), now)


def clock(at: datetime, now: datetime) -> str:
    """ "14:07Z" today, else "21 Nov 14:07Z"."""
    at, now = at.astimezone(UTC), now.astimezone(UTC)
    return f"{at:%H:%M}Z" if at.date() == now.date() else f"{day(at.date(), now)} {at:%H:%M}Z"


def full(at: datetime | None) -> str:
    """ "22 Nov 2026 14:07Z"; "not given" for no time."""
    if at is None:
        return "not given"
    at = at.astimezone(UTC)
    return f"{day_full(at.date())} {at:%H:%M}Z"


def moment(at: datetime) -> str:
    """ "18 Dec 2025" for the end of that day, "18 Dec 2025 14:00Z" for an hour of it."""
    at = at.astimezone(UTC)
    return day_full(at.date()) if (at.hour, at.minute) == (23, 59) else full(at)


def age(span: timedelta) -> str:
    """ "42 s", "7 min", "1 h 36 m", "23 d"."""
    seconds = max(0, int(span.total_seconds()))
    if seconds < 60:
        return f"{seconds} s"
    if seconds < 3600:
        return f"{seconds // 60} min"
    if seconds < 86_400:
        return f"{seconds // 3600} h {seconds % 3600 // 60} m"
    return f"{seconds // 86_400} d"


# ------------------------------------------------------------------ values


def number(value: float | int) -> str:
    """ "1,968", "54.5", "53.2bn" from a thousand million on."""
    if abs(value) >= 1_000_000_000:
        return f"{value / 1_000_000_000:,.1f}bn".replace(".0bn", "bn")
    if isinstance(value, float) and not value.is_integer():
        return f"{value:,.2f}".rstrip("0").rstrip(".")
    return f"{int(value):,}"


def amount(figure: Figure, unit: str = "", *, words: bool = False, ascii_only: bool = False) -> str:
    """A value with its qualifier, range and percent sign: "≥395", "30–40", "~53%"; `words`: "at least 395"."""
    if figure.value is None:
        return safe(figure.vague or "no number", 40)
    text = number(figure.value)
    if figure.value_max is not None:
        text += f"–{number(figure.value_max)}"
    unit = (unit or figure.unit or "").lower()
    if unit in ("%", "percent", "per cent"):
        text += "%"
    elif unit in ("usd", "us$", "$"):
        text = f"${text}"
    qualifier = (figure.qualifier or "").replace("-", " ").strip().lower()
    if not qualifier or qualifier == "exact":
        return text
    sign = SYMBOLS.get(qualifier)
    if ascii_only and sign:
        sign = {"≥": ">=", "≤": "<="}.get(sign, sign)
    return f"{sign}{text}" if sign and not words else f"{safe(qualifier, 30)} {text}"


# ------------------------------------------------------------------ who

_ACRONYM = re.compile(r"(?=(?:.*[A-Z]){2})[A-Za-z][A-Za-z0-9]{1,7}\Z")


@lru_cache(maxsize=4096)
def _forms(attribution: str, name: str, others: tuple[str, ...]) -> tuple[str, ...]:
    """Wordings of a claimant that may be shown, longest first. Of the aliases only acronyms: the others are kept to
    recognise a claimant, and some of them take a side."""
    inner = re.findall(r"\(([^)]+)\)", f"{attribution} {name}")
    short = [s for s in (*inner, *others) if _ACRONYM.match(s)]
    forms = dict.fromkeys(safe(f, 120) for f in (attribution, name, *short))
    return tuple(sorted(forms, key=width, reverse=True))


_NOBODY = re.compile(r"unattributed \(via (.+)\)\Z")


def claimant(agreement: Agreement, actor_id: str | None, named: str, cells: int) -> str:
    """The longest wording of a claimant that fits in `cells`, never a cut-off one while an acronym fits.

    Where the text names nobody, the outlet stands for it, and that it is no more than the outlet is said.
    """
    actor = agreement.actor(actor_id)
    if actor is None:
        nobody = _NOBODY.match(named)
        if nobody is None:
            return truncate(safe(named, 120), cells)
        name = f"via {safe(nobody[1], 120)}"
        for form in (f"{name}, source not named", f"{name}, not named", name):
            if width(form) <= cells:
                return form
        return truncate(name, cells)
    forms = _forms(actor.label, actor.name, (*actor.attribution_alternatives, *actor.short, *actor.aliases))
    for form in forms:
        if width(form) <= cells:
            return form
    return truncate(forms[-1], cells)


def series_claimant(agreement: Agreement, series: Series, cells: int) -> str:
    return claimant(agreement, series.claimant_id, series.claimant, cells)


def speaker(record: QuoteRecord) -> str:
    """Who said it, as far as the text says: the resolved name, else the words that stand there."""
    quote = record.quote
    named = quote.speaker or quote.speaker_resolved or quote.speaker_mention
    return safe(named, 120) if named else "unattributed"


def whole(words: str) -> str:
    """Words without the comma that only led on to "she said": it ends no sentence of the speaker's."""
    return words.replace(",”", "”")


def role(record: QuoteRecord) -> str:
    """The speaker's role as the text gives it; nothing when the name says it already."""
    text = safe(record.quote.role or "", 120)
    return "" if text.lower() in speaker(record).lower() else text


def quoted(record: QuoteRecord) -> str:
    """The words with marks if they are quoted; reported speech has none."""
    return in_marks(safe(record.quote.text, 2000), record.quote.kind)


def outlet(cite: Cite) -> str:
    """Where it stands; the shipped record is marked as such."""
    name = safe(cite.outlet, 80)
    return f"§ {name}" if cite.shipped else name


def via(cite: Cite) -> str:
    """ "Sample Wire (via AFP)": the outlet with the wire that its text names."""
    name = outlet(cite)
    return f"{name} (via {safe(cite.via, 60)})" if cite.via and cite.via != cite.outlet else name


def standing(row: IndicatorRow) -> str:
    """ ", latest values differ", and the like, behind how many they are."""
    said = {
        "agree": ", latest values agree",
        "differ": ", latest values differ",
        "apart": ", latest values not for one day or not from one start",
    }
    return said.get(row.standing, "")
