"""Who is meant: actors of the agreement and people of the article, by any of their spellings."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cached_property

from tui.agreement.model import Agreement
from tui.extract.aliases import Alias, Index, actor_of_bag, fold, fold_all, generic, index_of
from tui.extract.cues import DETERMINERS, PREPOSITIONS, PRONOUNS, TIME_WORDS
from tui.extract.cues import words as words_of
from tui.extract.document import Document
from tui.extract.nominals import INSTITUTIONS, ROLES, Nominals, canonical_head
from tui.extract.persons import is_institution_word
from tui.extract.roster import Mention, MentionKind, Person, Roster
from tui.extract.spelling import capital, compound, follow, modifier, part_of_name, speaks

_NOBODY = (
    words_of("nobody everybody somebody anybody everyone someone anyone others people")
    | DETERMINERS
    | PRONOUNS
    | PREPOSITIONS
    | INSTITUTIONS
    | ROLES
    | TIME_WORDS
)


class People:
    """The people and institutions of one article. `source` is the outlet: a carrier, never an actor here."""

    def __init__(self, document: Document, agreement: Agreement, *, source: str | None = None) -> None:
        self.document = document
        self.agreement = agreement
        self.source = source
        self._index: Index = index_of(agreement)
        self._roster = Roster(document, self._index.places)
        self._cache: dict[tuple[str, int], str | None] = {}
        """(phrase, offset), or -1 where the answer is the same everywhere."""
        self._depends = False
        """Whether the last answer depends on what the article names before."""
        self._reader: Callable[[int, int], tuple[str | None, str | None]] | None = None

    # ------------------------------------------------------------------ who a pronoun stands for

    def follow(self, reader: Callable[[int, int], tuple[str | None, str | None]]) -> None:
        """Give the article's reader of pronouns and nominals; `find_quotes` does, `resolve_at` asks it."""
        self._reader = reader

    def resolve_at(self, start: int, end: int) -> tuple[str | None, str | None]:
        """(name, actor id) of whom the words ``text[start:end]`` stand for: "He", "its", "the ministry", "Naim".

        After `find_quotes` pronouns and nominals are followed back through the article; before it only the words
        themselves are read. Both are None for a pronoun whose antecedent stays open; the id is None for whoever is
        no actor of the agreement. Offsets are of the document; never raises.
        """
        if self._reader is not None:
            return self._reader(start, end)
        phrase = self.document.text[start:end].strip()
        if not phrase or phrase.lower() in PRONOUNS or phrase.lower() in DETERMINERS:
            return None, None
        return self.full_name(phrase), self.actor_id(phrase)

    # ------------------------------------------------------------------ mentions

    @cached_property
    def mentions(self) -> list[Mention]:
        """All named people and institutions in text order; they do not overlap."""
        found = self._actors()
        at_token = self.document.starts
        taken = {m.start for m in found}
        places = {at_token[i] for i, _, alias in self._hits if alias.kind == "place"}
        inside: list[tuple[int, int]] = [(m.start, m.end) for m in found]
        starts = [a for a, _ in inside]
        for person in self._roster.named:
            at = bisect_left(starts, person.end)
            if person.start in taken or person.start in places or (at and inside[at - 1][1] > person.start):
                continue
            found.append(person)
        found.sort(key=lambda m: m.start)
        return found

    @cached_property
    def _starts(self) -> list[int]:
        return [m.start for m in self.mentions]

    def mentions_in(self, start: int, end: int) -> list[Mention]:
        """Mentions that begin within [start, end)."""
        return self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    @cached_property
    def _hits(self) -> list[tuple[int, int, Alias]]:
        """(first token, token after the last, spelling): the longest spelling at each place, none overlapping."""
        return self._hits_in(self.document)

    def _hits_in(self, document: Document) -> list[tuple[int, int, Alias]]:
        words = document.words
        first = self._index.first
        # most names are none of the registry's: asked once of each word
        heads = {w for w in {words[i] for i in document.raised} if (folded := fold(w)) and folded[0] in first}
        raised = [i for i in document.raised if words[i] in heads]
        small = self._index.small
        if not small.isdisjoint(words):
            raised = sorted({*raised, *(i for i, w in enumerate(words) if w in small)})
        hits: list[tuple[int, int, Alias]] = []
        i = 0
        for at in raised:
            if at < i:
                continue
            folded = fold(words[at])
            if folded and folded[0] in first:
                match = self._match(words, at, folded, first[folded[0]])
                if match is not None:
                    i, alias = match
                    hits.append((at, i, alias))
        return hits

    def _match(
        self, words: Sequence[str], i: int, folded: tuple[str, ...], candidates: tuple[Alias, ...]
    ) -> tuple[int, Alias] | None:
        text = words[i]
        for alias in candidates:
            if alias.case == "upper" and not ((text[:1].isupper() and text[1:2] in ".-") or text[1:2].isupper()):
                continue
            if alias.case == "cap" and not capital(text):
                continue
            end = follow(words, i, folded, alias)
            if end > 0:
                return end, alias
        return None

    def _actors(self) -> list[Mention]:
        """Mentions of actors, with those dropped whose context speaks against them."""
        words, starts, ends = self.document.words, self.document.starts, self.document.ends
        text = self.document.text
        found: list[Mention] = []
        for i, end, alias in self._hits:
            actor = self.agreement.actor(alias.actor)
            if actor is None:
                continue
            if alias.kind in ("ambiguous", "nominal") and not self._supported(alias, starts[i]):
                continue
            if compound(words[end - 1], alias):
                continue  # "Hamas-run" says who runs it, not who speaks
            if alias.kind == "metonym" and not speaks(words, i, end):
                continue
            if (
                actor.kind == "state"
                and len(alias.words) == 1
                and part_of_name(words, i, end, apart=i > 0 and ends[i - 1] + 1 < starts[i])
            ):
                continue
            if actor.kind == "person" and len(alias.words) == 1 and modifier(words, i, end):
                continue
            start, stop = starts[i], ends[end - 1]
            surface = text[start:stop]
            if surface.endswith(("'s", "’s")):
                surface, stop = surface[:-2], stop - 2
            kind: MentionKind = "person" if actor.kind == "person" or alias.kind == "voice" else "institution"
            if alias.kind == "nominal":
                kind = "nominal"
            name = actor.name if alias.kind != "voice" else surface
            found.append(Mention(start, stop, surface, name, actor.id, kind))
        return found

    def _supported(self, alias: Alias, before: int) -> bool:
        """Whether the article names the actor, or its parent, so early, and no namesake.

        Words that any body could bear ("health authorities") are also borne out by a story that is set in a
        place of the agreement.
        """
        actor = self.agreement.actor(alias.actor)
        if actor is None:
            return False
        if alias.kind == "ambiguous":
            # a surname may stand in the headline, before the full name
            if actor.id in self._first_named:
                return True
            return actor.parent in self._first_named and alias.words[-1] not in self._roster.surnames
        return self._named_before(actor.id, before) or (alias.local and self._set_here)

    def _named_before(self, actor_id: str | None, before: int) -> bool:
        self._depends = True
        return actor_id is not None and self._first_named.get(actor_id, before) < before

    @cached_property
    def _first_named(self) -> dict[str, int]:
        """Where the article first names each actor, or somebody of its house, in so many words."""
        starts = self.document.starts
        named = [(starts[i], alias) for i, _, alias in self._hits]
        if self.document.headline:
            named = [(-1, alias) for _, _, alias in self._hits_in(Document(self.document.headline))] + named
        first: dict[str, int] = {}
        for at, alias in named:
            if alias.actor is not None and alias.kind in ("name", "voice", "short"):
                actor = self.agreement.actor(alias.actor)
                first.setdefault(alias.actor, at)
                if actor is not None and actor.parent is not None:
                    first.setdefault(actor.parent, at)
        return first

    @cached_property
    def _set_here(self) -> bool:
        """Whether the text names a place of the agreement."""
        places = {fold_all(p)[-1] for p in self.agreement.places if fold_all(p)}
        words = [*Document(self.document.headline).words, *self.document.words]
        return any(w in places for word in words if word[:1].isupper() for w in fold(word))

    # ------------------------------------------------------------------ phrases

    def person(self, phrase: str) -> Person | None:
        """The person of the article that a short mention means: "Ms Sample", "Sample's"."""
        return self._roster.person(phrase)

    def full_name(self, phrase: str) -> str:
        """The fullest name that the article knows for a short mention; the phrase itself when there is none."""
        person = self.person(phrase)
        return person.name if person is not None else phrase

    def bare_surname(self, word: str) -> bool:
        """Whether a single word that speaks can only be somebody's surname: capitalised, no body, no place."""
        low = word.lower()
        return (
            word != ""
            and capital(word)
            and not word.isupper()
            and not (
                is_institution_word(low) or low in self._index.places or low in self._index.vocabulary or low in _NOBODY
            )
        )

    def actor_id(self, phrase: str, before: int | None = None) -> str | None:
        """The actor that a claimant phrase means: "the health ministry in Hamas-run Gaza", "Israel's military".

        Words that any body could bear ("the authority", "officials") mean an actor only if the article names it, or
        its parent, before the offset `before` (default: anywhere).
        """
        limit = len(self.document.text) + 1 if before is None else before
        for key in ((phrase, -1), (phrase, limit)):
            if key in self._cache:
                return self._cache[key]
        if len(self._cache) > 4096:
            self._cache.clear()
        self._depends = False
        actor = self._actor_id(phrase[:400], limit)
        self._cache[phrase, limit if self._depends else -1] = actor
        return actor

    def _actor_id(self, phrase: str, before: int) -> str | None:
        known = self._index.vocabulary
        if not any(w in known for part in phrase.split() for w in fold(part.strip('(),;:"“”'))):
            return None
        words = Document(phrase).words
        first = self._index.first
        best: tuple[int, int, str] | None = None
        i = 0
        while i < len(words):
            folded = fold(words[i])
            step = i + 1
            if folded and folded[0] in first:
                match = self._match(words, i, folded, first[folded[0]])
                if match is not None:
                    end, alias = match
                    step = end
                    actor = self.agreement.actor(alias.actor)
                    weight = len(alias.words)
                    if (
                        actor is None
                        or compound(words[end - 1], alias)
                        or (alias.kind in ("ambiguous", "nominal") and not self._supported(alias, before))
                        or (alias.kind == "metonym" and (i > 0 or end < len(words)))
                    ):
                        pass
                    elif (
                        actor.kind == "state"
                        and weight == 1
                        and (part_of_name(words, i, end) or (i > 0 and words[i - 1].lower() in PREPOSITIONS))
                    ):
                        pass  # "a doctor in Sampleland" is not Sampleland
                    elif actor.kind == "person" and weight == 1 and modifier(words, i, end):
                        pass
                    else:
                        # a named person outranks the body that is named before: "Hamas official Bassem Naim";
                        # an owner ranks last: "the UN's humanitarian office OCHA"
                        rank = 2 * weight + (6 if actor.kind == "person" or alias.kind == "voice" else 0)
                        if weight == 1 and end < len(words) and words[i].endswith(("'s", "’s")):
                            rank = 0 if actor.kind == "state" else 1
                        if best is None or rank > best[0]:
                            best = (rank, i, actor.id)
            i = step
        bag = actor_of_bag(self._index, phrase)
        if bag is not None and bag[2] and not self._named_before(bag[1], before) and not self._set_here:
            bag = None  # "the militant group", "local health authorities": nobody in particular
        if bag is not None and (best is None or 2 * bag[0] > best[0]):
            return bag[1]
        if best is not None and best[0] > 0:
            return best[2]
        return self._nominal(phrase, before)

    def _nominal(self, phrase: str, before: int) -> str | None:
        """ "the ministry", "the army": an institution that the article has named, or whose parent it has."""
        words = fold_all(phrase)
        if not words or len(words) > 3 or phrase.split()[0].lower() not in ("the", "its", "their", "his", "her"):
            return None
        if not all(generic(w) or w in DETERMINERS for w in words):
            return None
        self._depends = True
        head = canonical_head(words[-1])
        everyone = self._index.heads.get(head, ())
        named = self.nominals.before(head, before)
        if named is not None:
            return self.actor_id(named.text, named.start) if named.text.lower() != phrase.lower() else None
        owners = [a for a in everyone if self._named_before(a, before)]
        if not owners:
            owners = [
                a
                for a in everyone
                if (x := self.agreement.actor(a)) is not None and self._named_before(x.parent, before)
            ]
        if len(owners) == 1:
            return owners[0]
        return None

    @cached_property
    def nominals(self) -> Nominals:
        """Institutions and officials of the article by the word that "the office", "the envoy" take up."""
        return Nominals(self.document)
