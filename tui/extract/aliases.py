"""The actors of an agreement by all their spellings: one index an agreement, built once.

Matching follows the rules of the actor registry: accents, apostrophes and hyphens do not count, the article of
an Arabic name is optional, an acronym must be written as one, a capital city speaks for its government only
beside a verb of speech.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Literal, NamedTuple

from tui.agreement.model import Actor, Agreement
from tui.extract.cues import words as words_of

AliasKind = Literal["name", "short", "ambiguous", "metonym", "nominal", "voice", "place"]

_APOSTROPHES = str.maketrans("", "", "'’‘`ʼʻʿʾ´")
_SPACES = str.maketrans({"-": " ", "‐": " ", "‑": " ", "–": " ", "\xa0": " ", "\u202f": " ", ".": " ", "/": " "})
ARTICLES = frozenset(("al", "el", "as", "ash", "ad", "at", "az", "an", "ar"))
_DEMONYMS = {
    "israeli": "israel", "israelis": "israel", "palestinian": "palestine", "palestinians": "palestine",
    "lebanese": "lebanon", "qatari": "qatar", "egyptian": "egypt", "turkish": "turkey", "türkiye": "turkey",
    "turkiye": "turkey", "american": "us", "ethiopian": "ethiopia", "eritrean": "eritrea", "jordanian": "jordan",
    "french": "france", "kenyan": "kenya", "tigrayan": "tigray", "gazan": "gaza", "usa": "us",
    "army": "military", "armed": "military", "defense": "defence", "center": "centre", "stabilization": "stabilisation",
    "ministries": "ministry", "spokesperson": "spokesman", "spokeswoman": "spokesman",
}  # fmt: skip
_OFFICIALS = words_of(
    """
    official officials government authorities authority leaders leadership side minister ministers sources
    source diplomat diplomats negotiator negotiators delegation cabinet ministry presidency spokesman
    mediators mediator administration envoy media
    """
)
_STOP = words_of("the of for in and a an to s on")


class Alias(NamedTuple):
    """One spelling: folded words, whom it means, how far it can be trusted alone."""

    words: tuple[str, ...]
    actor: str | None
    kind: AliasKind
    case: str
    """upper: only in capitals; cap: each word needs its capital; any."""
    local: bool = False
    """Words that any body could bear, but that mean this one in a story set in the agreement's places."""


_GENERIC = words_of(
    """
    government governmental federal national local regional health media press interior foreign defence military
    civil civilian police security public joint central administrative technocratic multinational international
    militant armed resistance occupation terror terrorist group groups movement movements force forces authority
    authorities ministry minister ministers office offices official officials committee committees council board
    agency agencies commission mission organisation organization department mediator mediators donor donors
    country countries faction factions guarantor guarantors side party parties president presidency prime cabinet
    parliament leader leaders leadership spokesman spokespeople envoy delegation coalition front service services
    administration staff union court chief general senior source sources observers monitors monitor army troops
    two three four five six peace people war states
    """
)
_DESCRIPTIVE = words_of("group groups movement militants fighters rebels")
"""Words that only describe a body, whoever's it is: "the Sampleland group"."""


def generic(word: str) -> bool:
    """Whether a folded word names no body in particular: "authority", "officials"."""
    return _DEMONYMS.get(word, word) in _GENERIC or word in _GENERIC


class Index(NamedTuple):
    """All spellings by their first folded word, longest first; and bags of words for claimant phrases."""

    first: dict[str, tuple[Alias, ...]]
    small: frozenset[str]
    """Those of them that may stand in a text as they are, in small letters."""
    bags: dict[str, tuple[tuple[frozenset[str], str], ...]]
    """A rare word of the bag -> bags with it."""
    states: dict[str, str]
    """A country's one-word name, as demonyms are folded -> state."""
    heads: dict[str, tuple[str, ...]]
    """Last word of an institution's names ("ministry") -> actors, for "the ministry"."""
    vocabulary: frozenset[str]
    """Words without any of which a phrase names no actor."""
    places: frozenset[str]
    """Single words that place a story: no surnames."""


@lru_cache(maxsize=32768)
def fold(word: str) -> tuple[str, ...]:
    """Folded words of one token: "Sa'ar" -> saar, "al-Hayya's" -> hayya, "Hamas-run" -> hamas, run."""
    if word.endswith(("'s", "’s")):
        word = word[:-2]
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    words = word.casefold().translate(_APOSTROPHES).translate(_SPACES).split()
    if len(words) > 1:
        words = [w for w in words if w not in ARTICLES] or words
    return tuple(words)


def fold_all(text: str) -> tuple[str, ...]:
    """Folded words of a phrase, without articles inside names."""
    found: list[str] = []
    for part in text.split():
        found.extend(fold(part.strip('(),;:"“”')))
    if len(found) > 1:
        found = [w for w in found if w not in ("al", "el")] or found
    return tuple(found)


def _bagged(text: str) -> list[str]:
    return [_DEMONYMS.get(w, w) for w in fold_all(text) if w not in _STOP]


def bag_of(text: str) -> frozenset[str]:
    """Words of a phrase with demonyms and spellings made one, for "Israel's military" = "the Israeli army"."""
    return frozenset(_bagged(text))


def index_of(agreement: Agreement) -> Index:
    """The index of an agreement; built at the first call and kept on the agreement."""
    kept = agreement.__dict__.get("_alias_index")
    if isinstance(kept, Index):
        return kept
    index = _build(agreement)
    agreement.__dict__["_alias_index"] = index
    return index


def _case(alias: str) -> str:
    letters = [c for c in alias if c.isalpha()]
    if not any(c.isupper() or c.islower() for c in letters):
        return "any"  # scripts without case
    if " " not in alias and len(letters) > 1 and all(c.isupper() for c in letters):
        return "upper"
    return "cap" if any(c.isupper() for c in letters) else "any"


def _build(agreement: Agreement) -> Index:
    first: dict[str, list[Alias]] = {}
    bags: list[tuple[frozenset[str], str]] = []
    states: dict[str, str] = {}
    heads: dict[str, list[str]] = {}

    def add(spelling: str, actor: Actor | None, kind: AliasKind) -> None:
        bare = spelling.removeprefix("the ").removeprefix("The ")
        words = fold_all(bare)
        if not words:
            return
        case = _case(bare)
        vague = all(generic(w) for w in words) and len(words) <= 2
        describing = words[-1] in _DESCRIPTIVE and case != "upper"
        if kind == "name" and bare.isascii() and (case == "any" or vague or describing) and spelling != official:
            kind = "nominal"
        local = kind == "nominal" and len(words) > 1 and not describing
        alias = Alias(words, actor.id if actor else None, kind, case, local)
        known = first.setdefault(words[0], [])
        if alias not in known:
            known.append(alias)

    official: str | None = None
    for actor in agreement.actors:
        official = actor.name
        spellings = [
            actor.name,
            *actor.aliases,
            *actor.partisan_aliases,
            *actor.native,
            *actor.attribution_alternatives,
        ]
        if actor.attribution:
            spellings.append(actor.attribution)
        for spelling in spellings:
            if actor.id == "media":
                continue
            add(spelling, actor, "name")
            if actor.kind != "person" and len(bag_of(spelling)) >= 2:
                bags.append((bag_of(spelling), actor.id))
        for spelling in actor.short:
            add(spelling, actor, "short")
        for spelling in actor.ambiguous_short:
            add(spelling, actor, "ambiguous")
        for spelling in actor.metonyms:
            add(spelling, actor, "metonym")
        for spelling in actor.voices:
            add(spelling, actor, "voice")
        if actor.kind == "state":
            for spelling in (actor.name, *actor.aliases):
                bag = bag_of(spelling.partition("(")[0])
                if len(bag) == 1 and not any(generic(w) for w in bag):
                    states.setdefault(min(bag), actor.id)
        elif actor.kind in ("organ", "armed-group", "body", "igo", "ngo"):
            for spelling in (actor.name, *actor.aliases):
                words = fold_all(spelling)
                if len(words) >= 2 and words[-1].isalpha() and spelling.isascii():
                    owners = heads.setdefault(_DEMONYMS.get(words[-1], words[-1]), [])
                    if actor.id not in owners:
                        owners.append(actor.id)
    for spellings_of in agreement.actor_places.values():
        for spelling in spellings_of:
            if len(fold_all(spelling)) > 1:
                add(spelling, None, "place")
    by_word: dict[str, list[tuple[frozenset[str], str]]] = {}
    common: dict[str, int] = {}
    for bag, _ in bags:
        for w in bag:
            common[w] = common.get(w, 0) + 1
    for bag, actor_id in bags:
        by_word.setdefault(min(bag, key=lambda w: (common[w], w)), []).append((bag, actor_id))
    return Index(
        {w: tuple(sorted(found, key=lambda a: -len(a.words))) for w, found in first.items()},
        frozenset(w for w in first if "a" <= w[0] <= "z"),
        {w: tuple(found) for w, found in by_word.items()},
        states,
        {w: tuple(found) for w, found in heads.items()},
        frozenset(first)
        | frozenset(w for bag, _ in bags for w in bag)
        | frozenset(states)
        | frozenset(heads)
        | frozenset(_DEMONYMS),
        frozenset(states)
        | frozenset(
            folded[0]
            for name in (*agreement.places, *(s for spellings in agreement.actor_places.values() for s in spellings))
            if len(folded := fold_all(name)) == 1
        ),
    )


def actor_of_bag(index: Index, phrase: str) -> tuple[int, str, bool] | None:
    """(words that matched, actor, whether all are generic) of the best institution whose words all stand in the phrase.

    Their order matters only between two that fit as well: the one whose words stand first is meant. Words that any
    body could bear do not make another country's body an actor.
    """
    words = _bagged(phrase)
    bag = frozenset(words)
    best: tuple[int, str, bool] | None = None
    countries = [w for w in words if w in index.states]
    for w in words:
        for wanted, actor_id in index.bags.get(w, ()):
            if wanted <= bag and (best is None or len(wanted) > best[0]):
                vague = all(generic(x) for x in wanted) or bool(wanted & _DESCRIPTIVE)
                if vague and any(c not in wanted for c in countries):
                    continue
                best = (len(wanted), actor_id, vague)
    if best is None and bag & _OFFICIALS:
        for w in countries:
            return 1, index.states[w], False
    return best
