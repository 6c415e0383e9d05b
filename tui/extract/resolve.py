"""From the words at a quote to the person or institution they mean.

Names are completed from the article, pronouns follow gender, number and recency, and "the minister" or "the
group" look for the one whom the article introduced so. What stays open stays open: nobody is guessed for "they"
without a group before it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

from tui.extract.cues import DETERMINERS, HONORIFICS, PRONOUNS, words
from tui.extract.frame import Frame
from tui.extract.grammar import noun_phrase_left
from tui.extract.names import People
from tui.extract.nominals import INSTITUTIONS, ROLES
from tui.extract.outer import QUOTED, Outer, is_dash
from tui.extract.persons import Gender, gender_of_phrase, gender_of_title
from tui.extract.roster import Mention
from tui.extract.source_phrase import initial_subject
from tui.extract.speaker import NOBODY, Antecedent, Speaker, name_in, without_relative
from tui.extract.taken_up import first_name, head_noun, is_person_noun, kinds, pair, wider

_GENDERED: dict[str, Gender] = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
_GROUP = frozenset(("they", "them", "their"))
_THING = frozenset(("it", "its"))
_RELATIVE = frozenset(("who", "which", "that", "whom"))
_OPEN = frozenset(("i", "we", "you", "me", "us", "some", "many", "others", "one", "another", "most"))
_UNNAMED = frozenset(_GENDERED) | _GROUP | _THING | _RELATIVE | _OPEN | DETERMINERS | PRONOUNS
_WHERE = words("in at near outside across around toward towards")
"""Behind these stands a place."""
_LINES_BACK = 14
_HOUSES: dict[str, tuple[str, ...]] = {
    "group": ("armed-group", "ngo"), "movement": ("armed-group",), "faction": ("armed-group",),
    "agency": ("igo", "organ"), "organisation": ("igo", "ngo"), "organization": ("igo", "ngo"),
}  # fmt: skip
"""Words for kinds of actors."""
_FORMER = words("retired former veteran senior young old elderly outgoing departing top ex-")
_BEHIND_OFFICE = words("for to of with from under")
_CROWNED = words("pontiff king queen pope emir sultan prince princess patriarch sheikh")
_ASKS = words("ask press question quiz")
_DEFINITE = frozenset(("the", "his", "her", "their", "this", "that"))
_ARTICLES = frozenset(("a", "an", "one", "another"))
_HOUSE_BACK = 2000
"""Characters."""
_ROLE_WORDS = {"sen": "senator", "rep": "representative", "gov": "governor", "gen": "general", "dr": "doctor",
               "prof": "professor", "col": "colonel", "lt": "lieutenant", "capt": "captain", "rev": "reverend",
               "congressman": "lawmaker", "congresswoman": "lawmaker"}  # fmt: skip
_SEAT = re.compile(r" (?:in|of|for) (?:the )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,3}")


class Resolver:
    """Speakers of one article."""

    def __init__(self, o: Outer, people: People, frames: list[list[Frame]]) -> None:
        self.o = o
        self.people = people
        self.frames = frames
        self._firsts = [o.start[line.first] for line in o.lines]
        self._known: dict[tuple[int, int], Speaker] = {}
        self._busy: set[tuple[int, int]] = set()
        self._antecedents: dict[int, list[Antecedent]] = {}
        self._roles: dict[str, str] = {}
        self._titled: dict[str, str] = {}
        """Word of a role -> the first person whom the article gives it."""
        self._learned: dict[str, Gender] = {}
        self._houses: dict[str, str] = {}
        """Person -> the actor for whom the article says that they speak."""

    def speaker(self, frame: Frame) -> Speaker:
        """Who speaks in `frame`; `NOBODY` when it names no one."""
        if frame.source is None:
            return NOBODY if frame.named is None else self._tagged(*frame.named)
        return self._resolve(frame.source)

    def at(self, start: int, end: int) -> tuple[str | None, str | None]:
        """(name, actor id) of whom the narrator's words ``text[start:end]`` stand for; see `People.resolve_at`."""
        o = self.o
        s = bisect_left(o.start, start)
        e = bisect_left(o.start, end)
        if s > 0 and o.low[s - 1] == QUOTED and start < o.end[s - 1]:
            s, e = s - 1, s  # inside somebody's words
        phrase = self.o.text[start:end].strip()
        if e <= s or o.low[s] == QUOTED or e - s > 40:
            open_word = not phrase or phrase.lower().partition("'")[0] in _UNNAMED or len(phrase) > 400
            return (None, None) if open_word else (self.people.full_name(phrase), self.people.actor_id(phrase))
        found = self._resolve((s, e))
        return found.resolved, found.actor_id if found.resolved else None

    def _tagged(self, start: int, end: int) -> Speaker:
        mention = self.o.text[start:end]
        person = self.people.person(mention)
        name = person.name if person is not None else mention
        return Speaker(name, mention, start, end, name, self.people.actor_id(name), self._roles.get(name))

    def _resolve(self, source: tuple[int, int]) -> Speaker:
        found = self._known.get(source)
        if found is None:
            if source in self._busy or len(self._busy) > 30:
                return self._plain(source)
            self._busy.add(source)
            found = self._look(source)
            self._busy.discard(source)
            self._known[source] = found
        return found

    def _plain(self, source: tuple[int, int]) -> Speaker:
        start, end = self.o.start[source[0]], self.o.end[source[1] - 1]
        if self.o.low[source[1] - 1].endswith("'s") and end - start > 2:
            end -= 2  # "Orlin's claim that ..."
        mention = self.o.text[start:end]
        return Speaker(mention, mention, start, end, None, None, None)

    def _look(self, source: tuple[int, int]) -> Speaker:
        s, e = source
        plain = self._plain(source)
        assert plain.start is not None and plain.end is not None and plain.mention is not None
        words = self.o.low[s:e]
        if len(words) == 1:
            word = words[0].partition("'")[0]
            if word in _GENDERED or word in _GROUP or word in _THING:
                return self._follow(plain, word, s)
            if word in _RELATIVE:
                return self._relative(plain, s)
            if word in _OPEN:
                return plain
        named = name_in(self.people, plain.start, plain.end)
        if named is not None:
            name = named.name if named.kind == "nominal" else plain.mention
            person = self.people.person(self.o.text[plain.start : named.end])
            if person is not None and named.kind == "person":
                name = person.name
            elif named.kind == "person":
                name = named.name
            role = self._role(plain, named, name)
            actor = (
                named.actor_id
                or self.people.actor_id(plain.mention, plain.start)
                or self.people.actor_id(name, plain.start)
                or (self._presented(role, s) if named.kind == "person" else None)
            )
            if named.kind == "person":
                # who speaks for whom is said once, at the full name
                actor = self._houses.setdefault(name, actor) if actor is not None else self._houses.get(name)
            return plain._replace(name=name, resolved=name, actor_id=actor, role=role)
        taken = self._pair(plain, words, s)
        if taken is not None:
            return taken
        actor = self.people.actor_id(plain.mention, plain.start)
        if len(words) > 2 and words[0] == "the" and words[1] == "same":
            again = self._unnamed(words[-1], s) or (self._unnamed(None, s) if kinds(words[-1]) else None)
            if again is not None:
                return plain._replace(name=again.name, resolved=again.name, actor_id=again.actor_id or actor)
            words = ["the", *words[2:]]
        if "," in words:
            words = words[: words.index(",")]  # "The official, who declined to be named"
        if words and (words[0] == "the" or words[0] in ("his", "her", "their")) and len(words) <= 3:
            nominal = self._nominal(plain, words)
            if nominal is not None:
                return nominal._replace(actor_id=nominal.actor_id or actor)
        name = first_name(plain.mention) or without_relative(plain.mention)
        return plain._replace(name=name, resolved=name, actor_id=actor)

    # ------------------------------------------------------------------ names and roles

    def _role(self, plain: Speaker, named: Mention, name: str) -> str | None:
        assert plain.start is not None and plain.end is not None
        text = self.o.text
        after = text[named.end : plain.end].strip(" ,;–—-()\xa0\n")
        before = text[plain.start : named.start].strip(" ,;–—-\xa0\n")
        role: str | None = None
        if (
            after
            and not after.lower().startswith(("who", "which", "whose", "and ", "or ", "'", "’"))
            and len(after) < 200
        ):
            role = after
        elif len(before) > 1 and before.lower().rstrip(".") not in ("mr", "mrs", "ms", "the", "a", "an", "miss", "and"):
            role = before
        if role is after and after.startswith("of ") and before.lower() in ROLES:
            role = f"{before} {after}"  # "Ambassador Sample of Sampleland"
        if role is not None and name not in self._roles:
            self._roles[name] = role
            for w in role.lower().replace(".", "").replace(",", "").split()[:12]:
                if w in _BEHIND_OFFICE:
                    break  # "a spokesman for the governor" is no governor
                self._titled.setdefault(_ROLE_WORDS.get(w, w), name)
                self._titled.setdefault(w, name)
        return role or self._roles.get(name)

    # ------------------------------------------------------------------ pronouns and nominals

    def _follow(self, plain: Speaker, word: str, item: int) -> Speaker:
        gender = _GENDERED.get(word)
        found: Antecedent | None = None
        for antecedent in self._before(item):
            if gender is not None:
                known = self._learned.get(antecedent.name) or antecedent.gender
                if not antecedent.person or antecedent.plural or known not in (None, gender):
                    continue
                if known is None and not antecedent.speaker:
                    # somebody in the same sentence whose gender is known goes before
                    if found is None:
                        found = antecedent
                    if antecedent.line == found.line:
                        continue
                    break
                if found is not None and antecedent.line != found.line:
                    break
            elif word in _GROUP:
                if antecedent.person and not antecedent.plural:
                    continue
            elif antecedent.person or antecedent.plural:
                continue
            found = antecedent
            break
        if found is not None:
            if gender is not None:
                self._learned.setdefault(found.name, gender)
            return plain._replace(
                name=found.name,
                resolved=found.name,
                actor_id=found.actor_id or self._houses.get(found.name),
                role=self._roles.get(found.name),
            )
        return plain

    def _relative(self, plain: Speaker, item: int) -> Speaker:
        """ "who": the noun phrase right before it."""
        o = self.o
        first = o.lines[bisect_left(self._firsts, o.start[item] + 1) - 1].first
        last = item - 1
        while last > first and (o.low[last] == "," or is_dash(o.low[last])):
            last -= 1
        if last < first:
            return plain
        begin = noun_phrase_left(o, last, first)
        if begin > last:
            return plain
        before = self._resolve((begin, last + 1))
        return plain._replace(name=before.name, resolved=before.resolved, actor_id=before.actor_id, role=before.role)

    def _before(self, item: int) -> Iterator[Antecedent]:
        """Candidates before an item, nearest sentence first, its speakers and subject before other names."""
        at = self.o.start[item]
        number = bisect_left(self._firsts, at + 1) - 1
        line = self.o.lines[number]
        reported = item > line.first and self.o.low[item - 1] == ","
        tag = any(f.source == (item, item + 1) and f.contents and f.contents[0][1] <= item for f in self.frames[number])
        if reported and tag:  # "The road stays shut, it added": the road adds nothing
            for antecedent in self._of_line(number, item):
                if antecedent.speaker:
                    yield antecedent
        elif item - line.first > 2 or any(f.source is not None and f.verb < item for f in self.frames[number]):
            yield from self._of_line(number, item)
        for back in range(number - 1, max(-1, number - 1 - _LINES_BACK), -1):
            yield from self._whole_line(back)

    def _whole_line(self, number: int) -> list[Antecedent]:
        kept = self._antecedents.get(number)
        if kept is None:
            kept = self._of_line(number, self.o.lines[number].last)
            self._antecedents[number] = kept
        return kept

    def _of_line(self, number: int, limit: int) -> list[Antecedent]:
        line = self.o.lines[number]
        found: list[Antecedent] = []
        asking: list[Antecedent] = []
        for frame in self.frames[number]:
            if frame.source is not None and frame.source[1] <= limit and frame.how not in ("according", "noun"):
                speaker = self._antecedent(self._resolve(frame.source), frame.source, number, speaks=True)
                # whoever is asked speaks next, not who asks
                (asking if frame.lemma in _ASKS else found).append(speaker._replace(speaker=True))
        subject = initial_subject(self.o, line.first, limit)
        if subject is not None:
            found.append(self._antecedent(self._resolve(subject), subject, number))
        end = self.o.end[limit - 1] if limit > line.first else self.o.start[line.first]
        for mention in self.people.mentions_in(self.o.start[line.first], end):
            if mention.kind == "person":
                before = self.people.document.text[max(0, mention.start - 12) : mention.start].lower().split()
                if before and before[-1] in _WHERE and mention.actor_id is None:
                    continue  # "in Port Sample"
                person = self.people.person(mention.text)
                name = person.name if person is not None else mention.name
                gender = person.gender if person is not None else gender_of_phrase(mention.name.lower().split())
                found.append(Antecedent(name, mention.actor_id, gender, False, True, number))
            elif mention.kind == "institution":
                found.append(Antecedent(mention.name, mention.actor_id, None, False, False, number))
        return [a for a in found + asking if a.name]

    def _antecedent(
        self, speaker: Speaker, source: tuple[int, int], number: int, *, speaks: bool = False
    ) -> Antecedent:
        words = self.o.low[source[0] : source[1]]
        name = speaker.resolved or ""
        head = head_noun(words)
        person = self.people.person(name) if name else None
        gender = person.gender if person is not None else None
        if gender is None and words:
            gender = _GENDERED.get(
                words[0] if len(words) == 1 else words[-1].removesuffix("self")
            )  # "the judge herself"
        if gender is None and (person is not None or not any(w.endswith("'s") for w in words)):
            gender = gender_of_phrase(words)  # "Sample's hair" has none
        actor = self.people.agreement.actor(speaker.actor_id)
        is_person = person is not None or gender is not None or (actor is not None and actor.kind == "person")
        if not is_person and speaks and actor is None and len(words) == 1 and self.people.bare_surname(name):
            is_person = True  # "Orlin said", in a text that gives no more of the name
        if head in INSTITUTIONS and person is None and words[0] not in DETERMINERS:
            is_person = False
        plural = not is_person and (
            (head.endswith("s") and not head.endswith(("ss", "'s"))) or "and" in words or head in ("people", "police")
        )
        if (
            not is_person
            and not plural
            and words
            and head not in INSTITUTIONS
            and (words[0] in ("a", "an", "one", "another") or words[0] in HONORIFICS)
        ):
            is_person = True
        if not is_person and not plural and actor is None and words and words[0] in _DEFINITE and is_person_noun(head):
            is_person = True  # "the presiding judge"
        return Antecedent(name, speaker.actor_id, gender, plural, is_person, number)

    def _nominal(self, plain: Speaker, words: list[str]) -> Speaker | None:
        """ "the senator", "the office": whom the article named so before."""
        assert plain.start is not None
        head = words[-1]
        if head in DETERMINERS or not head.isalpha():
            return None
        if len(words) == 3 and words[1] in _FORMER:
            words = [words[0], head]  # "the retired general"
        if head in ROLES and len(words) == 2:
            person = self._official(head, plain.start)
            if person is not None:
                return self._as(plain, person)
        seated = (
            words[1:-1] and self.o.text[plain.start + len(words[0]) + 1 : plain.start + len(words[0]) + 2].isupper()
        )
        if seated and words[0] == "the" and head in ROLES:
            person = self._seated(words[1:-1], head, plain.start)
            if person is not None:
                return self._as(plain, person)
        owned = any(w.endswith(("'s", "s'")) for w in words[:-1])  # "the minister's deputy" is somebody else
        name = None if owned else self._titled.get(head)
        if name is not None and seated and words[1] not in (self._roles.get(name) or words[1]).lower():
            name = None  # the governor of another place
        if name is not None:
            return self._as(plain, name)
        if kinds(head) and len(words) == 2:
            for antecedent in self._before(bisect_left(self.o.start, plain.start)):
                if antecedent.person and antecedent.speaker:
                    role = self._roles.get(antecedent.name)
                    if role is not None and wider(head, role):
                        return self._as(plain, antecedent.name)
                    break
        if head in ROLES and len(words) == 2 and words[0] == "the":
            found = self._unnamed(head, bisect_left(self.o.start, plain.start))
            if found is not None:
                return plain._replace(name=found.name, resolved=found.name, actor_id=found.actor_id)
        if len(words) == 3 and words[1] in ("two", "three", "four", "five", "six", "eight"):
            words = [words[0], head]
        if head.endswith("s") and len(words) == 2 and words[0] == "the" and head not in INSTITUTIONS:
            for antecedent in self._before(bisect_left(self.o.start, plain.start)):
                name_words = antecedent.name.lower().split()
                if antecedent.speaker and len(name_words) > 2 and head in name_words:
                    return plain._replace(name=antecedent.name, resolved=antecedent.name, actor_id=antecedent.actor_id)
        if head in _CROWNED and len(words) == 2 and words[0] == "the":
            title = "Pope" if head == "pontiff" else head.capitalize()
            match = re.search(rf"\b{title} [A-Z][\w’'-]+", self.o.text[: plain.start])
            if match is not None:
                return self._as(plain, match[0])
        if head in INSTITUTIONS and words[0] == "the":
            named = self.people.nominals.before(head, plain.start, words[1:-1])
            if named is not None and not named.text.lower().startswith("the "):
                actor = self.people.actor_id(self._with_seat(named.start, named.end), named.end)
                return plain._replace(name=named.text, resolved=named.text, actor_id=actor)
            if head in _HOUSES:
                return self._house(plain, head)
        return None

    def _seated(self, seat: list[str], head: str, before: int) -> str | None:
        """ "the Sampleland governor": the last person named with that office and that seat beside the name."""
        starts, ends = self._people_named
        text = self.o.text
        short = next((w for w, full in _ROLE_WORDS.items() if full == head), head)
        wanted = " ".join(seat)
        last = bisect_left(starts, before)
        for at in range(last - 1, max(-1, last - 40), -1):
            ahead = text[max(0, starts[at] - 48) : starts[at]].lower()
            beside = ahead + text[ends[at] : ends[at] + 24].lower()
            if wanted in beside and (head in beside or f"{short}." in ahead):
                return self.people.full_name(text[starts[at] : ends[at]])
        return None

    def _pair(self, plain: Speaker, words: list[str], item: int) -> Speaker | None:
        """ "the latter", "the two men": the two persons of the last sentence before that names exactly two."""
        which = pair(words)
        if which is None:
            return None
        number = bisect_left(self._firsts, self.o.start[item] + 1) - 1
        for back in range(number, max(-1, number - 4), -1):
            line = self.o.lines[back]
            stop = self.o.start[item] if back == number else self.o.end[line.last - 1]
            names: list[str] = []
            for mention in self.people.mentions_in(self.o.start[line.first], stop):
                if mention.kind == "person":
                    name = self.people.full_name(mention.name)
                    if name not in names:
                        names.append(name)
            if len(names) == 2:
                if which == "both":
                    both = " and ".join(names)
                    return plain._replace(name=both, resolved=both)
                return self._as(plain, names[which == "latter"])
            if names and back < number:
                return None
        return None

    def _with_seat(self, start: int, end: int) -> str:
        """A body's name with the place behind it: "health ministry in Sampleland"."""
        seat = _SEAT.match(self.o.text, end)
        return self.o.text[start : seat.end() if seat is not None else end]

    def _as(self, plain: Speaker, name: str) -> Speaker:
        actor = self.people.actor_id(name) or self._houses.get(name)
        return plain._replace(name=name, resolved=name, actor_id=actor, role=self._roles.get(name))

    def _unnamed(self, head: str | None, item: int) -> Antecedent | None:
        """The last speaker before an item whom the article calls so and does not name: "a senior aide"."""
        for antecedent in self._before(item):
            words = antecedent.name.lower().split()
            if antecedent.speaker and words[0] in _ARTICLES and (head is None or head in words[1:]):
                return antecedent
            if antecedent.speaker and head is None:
                return None
        return None

    def _presented(self, role: str | None, item: int) -> str | None:
        """The actor of a person whose role takes up somebody not yet named: "The official, Karim Lotfy, told ..."."""
        words = role.lower().split() if role else []
        if len(words) != 2 or words[0] != "the" or words[1] not in ROLES:
            return None
        found = self._unnamed(words[1], item)
        return found.actor_id if found is not None else None

    def _official(self, head: str, before: int) -> str | None:
        """The last person whom the article calls so before an offset, of the gender that the word tells."""
        starts, ends = self._people_named
        at = self.people.nominals.official(head, before, starts, ends)
        if at is None:
            return None
        name = self.people.full_name(self.o.text[starts[at] : ends[at]])
        wanted = gender_of_title(head)
        person = self.people.person(name)
        if wanted is not None and person is not None and person.gender not in (None, wanted):
            return None
        return name

    @cached_property
    def _people_named(self) -> tuple[list[int], list[int]]:
        people = [m for m in self.people.mentions if m.kind == "person"]
        return [m.start for m in people], [m.end for m in people]

    def _house(self, plain: Speaker, head: str) -> Speaker | None:
        """ "the group", "the agency": the last actor of that kind, whose name has no such word."""
        assert plain.start is not None
        kinds = _HOUSES[head]
        for mention in reversed(self.people.mentions_in(max(0, plain.start - _HOUSE_BACK), plain.start)):
            actor = self.people.agreement.actor(mention.actor_id)
            if actor is not None and mention.kind == "institution" and actor.kind in kinds:
                return plain._replace(name=mention.name, resolved=mention.name, actor_id=actor.id)
        return None
