"""A citation in the form that the person wants: plain, AP, Chicago, or a template of their own.

AP: attribution in running text, months as the Associated Press shortens them, commas inside the marks. Chicago: the
note of the notes-and-bibliography form, day of access before the address. Whatever the form, what limits a claim
(derived, disputed, reported speech, shipped record, demonstration) is never left out.
"""

from __future__ import annotations

from datetime import date

from tui.config.citing import FORMS, Template, read_template
from tui.dashboard.citation import NOBODY, Cited, Parts

Form = str | Template
"""One of `FORMS`, or a template."""

_AP = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
_LONG = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def form_of(chosen: str) -> Form:
    """What `[panes] citation` says. Raises `TemplateError` for a template that cannot be used."""
    return chosen if chosen in FORMS else read_template(chosen)


def render(cited: str, form: Form) -> str:
    """`cited` in the chosen form; a text that has no parts stays as it is."""
    parts = cited.parts if isinstance(cited, Cited) else ()
    if form == "plain" or not parts:
        return str(cited)
    if isinstance(form, Template):
        return "\n".join(_filled(p, form) for p in parts)
    return "\n".join((chicago if form == "chicago" else ap)(p) for p in parts)


def ap_day(when: date) -> str:
    """ "Nov. 22, 2026"."""
    return f"{_AP[when.month - 1]} {when.day}, {when.year}"


def long_day(when: date) -> str:
    """ "November 22, 2026"."""
    return f"{_LONG[when.month - 1]} {when.day}, {when.year}"


# ------------------------------------------------------------------ AP


def ap(parts: Parts) -> str:
    """`“We will go on,” Ada Example, minister, said Nov. 21, 2026, Sample Wire reported Nov. 22, 2026. https://…`"""
    says = {"quote": _ap_quote, "figure": _ap_figure, "evidence": _ap_evidence, "status": _ap_status}.get(parts.kind)
    if says is None:
        sentence = _stopped(parts.words)
    else:
        sentence = _stopped(says(parts))
    notes = [n for n in parts.notes if n != "reported speech"]  # words without marks say that themselves
    return " ".join(x for x in (sentence, f"[{'; '.join(notes)}]" if notes else "", parts.link) if x)


def _ap_quote(parts: Parts) -> str:
    who = "a speaker whom the text does not name" if parts.claimant == NOBODY else parts.claimant
    who += f", {parts.role}," if parts.role else ""
    said = f"said {ap_day(parts.said)}" if parts.said else "said"
    words = parts.words.removeprefix("that ") if parts.spoken == "indirect" else parts.words
    if parts.spoken == "indirect":
        words = words[:1].upper() + words[1:]
    return f"{_led_on(words)} {who} {said}, {_ap_where(parts)}"


def _ap_figure(parts: Parts) -> str:
    who = "a source that the text does not name" if parts.claimant == NOBODY else parts.claimant
    since = f", counted since {ap_day(parts.since)}" if parts.since else ""
    day = f", as of {ap_day(parts.as_of)}" if parts.as_of else ""
    return f"{parts.label}: {parts.value}{since}{day}, according to {who}, {_ap_where(parts)}"


def _ap_evidence(parts: Parts) -> str:
    named = "naming no source" if parts.claimant == NOBODY else f"attributing it to {parts.claimant}"
    inner = parts.words.replace("“", "‘").replace("”", "’")
    return f"{_led_on(f'“{inner}”')} {_ap_where(parts)}, {named}"


def _ap_status(parts: Parts) -> str:
    since = f", since {ap_day(parts.since)}" if parts.since else ""
    newest = f"; newest evidence: {_ap_where(parts)}" if parts.outlet else ""
    return f"{parts.label}: {parts.value}, according to {parts.claimant}{since}{newest}"


def _ap_where(parts: Parts) -> str:
    when = f" {ap_day(parts.published)}" if parts.published else ""
    if parts.via:
        return f"{parts.via} reported{f'{when},' if when else ''} in a text carried by {parts.outlet}"
    undated = "" if parts.published else f" (undated; retrieved {ap_day(parts.retrieved)})" if parts.retrieved else ""
    return f"{parts.outlet} reported{when}{undated}"


def _led_on(words: str) -> str:
    """`words` as the first part of a sentence: its stop becomes a comma, inside the marks if there are any."""
    mark = words[-1:] if words[-1:] in "”\"’'" else ""
    bare = words[: len(words) - len(mark)].rstrip()
    if bare[-1:] in "?!…":
        return bare + mark
    return f"{bare.rstrip('.,;:')},{mark}"


def _stopped(sentence: str) -> str:
    return sentence if sentence.endswith((".", "?", "!", ".”", "?”", "!”")) else f"{sentence}."


# ------------------------------------------------------------------ Chicago


def chicago(parts: Parts) -> str:
    """`“We will go on” (Ada Example, minister), quoted in AFP, “Title,” Sample Wire, November 22, 2026, accessed
    November 22, 2026, https://….`"""
    who = "speaker not named" if parts.claimant == NOBODY else parts.claimant
    about = [who, parts.role]
    if parts.kind == "figure":
        about = ["source not named" if parts.claimant == NOBODY else who]
        about += [f"counted since {long_day(parts.since)}"] if parts.since else []
        about += [f"as of {long_day(parts.as_of)}"] if parts.as_of else []
    elif parts.kind == "status":
        about = [f"per {who}", f"since {long_day(parts.since)}" if parts.since else ""]
    elif parts.kind == "evidence":
        about = ["source not named" if parts.claimant == NOBODY else who]
    if parts.said:
        about.append(f"said {long_day(parts.said)}")
    lead = parts.words.rstrip(". ") if parts.kind != "change" else parts.words
    if parts.kind == "evidence":
        lead = f"“{lead.replace('“', '‘').replace('”', '’')}”"
    notes = [n for n in parts.notes if n != "reported speech"]
    if parts.kind == "change":
        return f"{lead} [{'; '.join(notes)}]"
    told = f"{lead} ({', '.join(x for x in about if x)})"
    told += f" [{'; '.join(notes)}]" if notes else ""
    return f"{told}, {_chicago_link(parts)}" if parts.outlet else f"{told}."


_VERBS = {"direct": "quoted in", "mixed": "quoted in", "indirect": "paraphrased in", "": "cited in"}


def _chicago_link(parts: Parts) -> str:
    title = f"“{parts.title.replace('“', '‘').replace('”', '’')},”" if parts.title else ""
    begun = f"{_VERBS[parts.spoken]} {parts.via + ', ' if parts.via else ''}{title}".rstrip()
    when = [long_day(parts.published) if parts.published else "n.d."]
    if parts.retrieved:
        when.append(f"accessed {long_day(parts.retrieved)}")
    rest = ", ".join([parts.outlet, *when, *([parts.link] if parts.link else [])])
    return f"{begun} {rest}."


# ------------------------------------------------------------------ the user's own


def _filled(parts: Parts, template: Template) -> str:
    note = "; ".join(parts.notes)
    values: dict[str, str | date | None] = {
        "kind": parts.kind,
        "claimant": parts.claimant,
        "role": parts.role,
        "words": parts.words,
        "label": parts.label,
        "value": parts.value,
        "as_of": parts.as_of,
        "since": parts.since,
        "said": parts.said,
        "outlet": parts.outlet,
        "via": parts.via,
        "title": parts.title,
        "published": parts.published,
        "retrieved": parts.retrieved,
        "link": parts.link,
        "sentence": parts.sentence,
        "note": note,
        "agreement": parts.agreement,
        "id": parts.id,
    }
    text = template.fill(values)
    return text if not note or "note" in template.fields else f"{text} [{note}]"
