"""Whether a figure is a reading of an indicator that the agreement defines.

The agreement's file says what a reading must be (`[[indicators]]`, key `match`). A target, a threat, a denial, a part
of a whole or a vague number is never one; nor is anything from a story about another truce or another country.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from tui.agreement.model import Agreement, Indicator, Match
from tui.extract.dates import truce_day, war_day
from tui.extract.places import own_places
from tui.records import Figure


def since_kind(day: date | None, agreement: Agreement) -> str:
    """Kind of the baseline that a since stands for: "truce", "aid", "war", "none", or "other" for any other day."""
    if day is None:
        return "none"
    if day == truce_day(agreement):
        return "truce"
    if day == war_day(agreement):
        return "war"
    return next((b.kind for b in agreement.baselines if b.date == day), "other")


class Asked(NamedTuple):
    """What an agreement counts beyond the measures that every text is read for."""

    matches: tuple[Match, ...]
    words: frozenset[str]
    """The words of their populations: a sentence with none of them is not looked at."""

    populations: tuple[str, ...]

    def by(self, population: str | None, sentence: str) -> bool:
        """Whether an indicator asks for a number of `population` in `sentence`."""
        if not population or not self.populations or not _has(population := population.lower(), self.populations):
            return False
        sentence = sentence.lower()
        return any(
            _has(population, m.population)
            and (not m.words or _has(sentence, m.words))
            and (not m.with_words or _has(sentence, m.with_words))
            for m in self.matches
        )


def asked_by(agreement: Agreement) -> Asked:
    """What `agreement` asks for by matches of the measure "other"."""
    matches = tuple(m for i in agreement.indicators for m in i.match if m.measure == "other" and m.population)
    populations = tuple(p for m in matches for p in m.population)
    return Asked(matches, frozenset(w for p in populations for w in p.split()), populations)


def indicator_of(figure: Figure, agreement: Agreement, *, about: bool) -> str | None:
    """Id of the indicator that `figure` is a reading of. `about`: whether its sentence is about it."""
    if not about or figure.value is None or figure.breakdown or figure.modality not in ("reported", "estimate"):
        return None
    kind = since_kind(figure.since, agreement)
    population = (figure.population or "").lower()
    sentence = figure.sentence.lower()
    for indicator in agreement.indicators:
        for match in indicator.match:
            if match.measure == figure.measure and _fits(
                indicator, match, figure, agreement, kind, population, sentence
            ):
                return indicator.id
    return None


def _fits(
    indicator: Indicator,
    match: Match,
    figure: Figure,
    agreement: Agreement,
    kind: str,
    population: str,
    sentence: str,
) -> bool:
    if match.population and not _has(population, match.population):
        return False
    if match.not_population and _has(population, match.not_population):
        return False
    if match.baseline != "any" and match.baseline != kind:
        return False
    if match.rate != figure.rate:
        return False
    if match.cumulative is not None and match.cumulative != figure.cumulative:
        return False
    if match.cumulative is None and indicator.aggregation == "cumulative" and not _whole(indicator, figure):
        return False
    if match.measure == "violations" and (party := accused(figure, agreement)) is not None:
        return not match.words or _has(party, match.words)
    if match.words and not _has(sentence, match.words):
        return False
    if match.with_words and not _has(sentence, match.with_words):
        return False
    if match.measure == "other" and (indicator.unit == "%") != (figure.unit == "percent"):
        return False
    if match.not_words and _has(sentence, match.not_words):
        return False
    return not match.place or _there(match, figure, agreement)


_ACCUSED = re.compile(
    r"\b(?:accus\w+|blam\w+)\b[^.;]{0,40}?\b(?P<of>israel|hamas|palestinian factions|the occupation|hezbollah)\b"
    r"|\b(?:violations|breaches|infringements)\b[^.;]{0,40}?\bby[ \xa0](?:the[ \xa0])?(?P<by>[\w’' \xa0-]{3,40})"
    r"|\b(?P<subject>israeli?|hamas|(?:palestinian )?factions|the (?:israeli )?(?:army|military|occupation))\b"
    r"(?:(?!\b(?:said|says|say|claim\w*|accus\w+|that|count\w*|record\w*)\b)[^.;,]){0,60}?"
    r"\b(?:violated|violating|breached|breaching|broken|broke|committed|committing|carried out|perpetrated)\b"
    r"|\b(?P<own>israeli|hamas|palestinian)(?:['’]s?)?[ \xa0](?:[\w-]+[ \xa0]){0,2}(?:violations|breaches)\b",
    re.IGNORECASE,
)


def accused(figure: Figure, agreement: Agreement) -> str | None:
    """Whom alleged violations are laid to, in the sentence's own words; else the side opposite to the claimant."""
    match = _ACCUSED.search(figure.sentence)
    if match is not None:
        party = next(g for g in match.groups() if g).lower()
        return "israel" if any(w in party for w in ("israel", "army", "military", "occupation")) else party
    side = agreement.side(figure.claimant_id)
    return {"palestinian": "israel", "israel": "hamas"}.get(side or "")


def _whole(indicator: Indicator, figure: Figure) -> bool:
    """Whether a number of a running count is the count itself and not one day's share of it."""
    if figure.cumulative or figure.qualifier == "all":
        return True
    return indicator.target is not None and indicator.target in (figure.value, figure.of)


def _there(match: Match, figure: Figure, agreement: Agreement) -> bool:
    if figure.place is None:
        return True
    place = figure.place.lower()
    return any(p in place for p in match.place) or own_places(agreement).search(figure.place) is not None


def _has(text: str, words: tuple[str, ...]) -> bool:
    """Whether any of the words stands in the text, at word boundaries."""
    return _any_of(words).search(text) is not None


@lru_cache(maxsize=256)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(w.lower()) for w in words) + r")(?!\w)")
