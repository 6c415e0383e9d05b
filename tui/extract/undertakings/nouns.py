"""Nouns that name an undertaking, and what governs them: "reconstruction has begun", "rejected a withdrawal".

The nearest word that says something is asked first; a mere mention gives nothing.
"""

from __future__ import annotations

from tui.extract.undertakings import meanings as means
from tui.extract.undertakings.anchors import Anchor
from tui.extract.undertakings.clauses import Clauses, Verdict
from tui.extract.undertakings.predicates import CHAIN, Mood, forms, is_noun, mood, word_set
from tui.records import EvidenceLabel

_OWN_WORD = frozenset({"refuse", "demand", "pledge", "deny"})
_AUXILIARIES = word_set("have has had is are was were will would must should could may might can")
_WAITS = frozenset({"before", "until", "unless", "without"})
_WITH_AID = word_set("seek seeks seeking sought including include includes included")
_NOT_GERUNDS = word_set("remaining during existing following ongoing incoming outgoing cooking entering blocking")
_TALK = word_set(
    "move progress transition to "
    "talk question discussion prospect sign chance hint possibility of about on further more any immediate full"
)
_NOT_YET = word_set("any every each future possible potential further")
_ADHERES = word_set("commitment committed adherence bound recommitted")
_GATES = word_set("crossing crossings gate gates terminal")
_LETS = frozenset(f for lemma in ("allow", "permit", "let", "grant", "guarantee", "enable") for f in forms(lemma))
_ARTICLES = frozenset({"the", "a", "an", "its", "their", "this"})


def known_verb(word: str) -> bool:
    """Whether a word form is a verb of some class."""
    known = means.CLASS_OF.get(word)
    return known is not None and known[1].form in ("past", "s")


class Nouns(Clauses):
    """The rules for nouns."""

    def noun(self, a: Anchor) -> Verdict | None:
        t = self.texts
        before = t[a.at - 1] if a.at > a.low else ""
        if "never" in (near := t[max(a.low, a.at - 5) : a.at]) and "be" in near:
            return Verdict("refused", a.at, a.at)  # "there would never be a second state"
        no = self._no_before(a)
        if no is not None:
            existential = self._existential(a, no)
            if existential is not None:
                return existential
        if a.topic == "truce" and a.at + 1 < a.high and t[a.at + 1] in ("line", "lines"):
            return None
        a = self._with_relative(a)
        table = means.TOPIC_CLASS.get(a.topic, {})
        resume = self._behind_aside(a)
        candidates: list[tuple[int, int]] = []
        for i in range(max(a.low, a.at - 14), min(a.high, a.at + 14)):
            w = t[i]
            if i in (a.at, a.thing):
                continue
            if w == "part" and t[i - 1] == "as":
                continue
            if (w == "going" and t[i + 1 : i + 2] == ["to"]) or (w == "bound" and t[i + 1 : i + 2] != ["by"]):
                continue  # "is going to happen", "bound for the coast"
            cls = (table.get(w) or means.CLASS_OF.get(w) or ("",))[0] or means.NOUN_CLASS.get(w, "")
            if not cls:
                continue
            low, high = min(i, a.at), max(i, a.at)
            cost = high - low
            if i > resume > a.at:
                cost, low = i - resume + 2, resume  # "the truce, now in its third week, has been ..."
            cost += 3 * sum(t[k] in (",", "and") for k in range(low + 1, high))
            cost += 4 * sum(k in self.places and k not in (a.at, a.thing) for k in range(low + 1, high))
            if w in means.NOUN_CLASS and cls in means.LIGHT and (w not in means.CLASS_OF or is_noun(t, i)):
                cost += 6
            if any(o.act and low < o.at < high and o.topic != a.topic for o in self.anchors):
                cost += 8  # another undertaking's verb stands between
            if any(o.act and o.at == i and o.topic == a.topic for o in self.anchors):
                cost += 6  # that verb is judged by itself
            if i > a.at and t[a.at + 1] in _AUXILIARIES:
                cost -= 2  # the noun is the subject of what follows
            candidates.append((cost, i))
        if a.topic == "truce" and (broken := self._breaking_it(a)) is not None:
            return broken
        for cost, i in sorted(candidates):
            if cost > 15:
                break
            found = self._governed(a, i)
            if found is not None:
                if a.topic == "aid_entry" and found.label == "under_way" and means.SHORT.search(self.surface):
                    return found._replace(label="partial")
                if (
                    a.topic == "aid_entry"
                    and found.label == "under_way"
                    and {"only", "just"} & set(t[max(0, a.at - 3) : a.at])
                ):
                    return found._replace(label="partial")  # "only one crossing works"
                if before in ("partial", "limited") and found.label in ("under_way", "completed"):
                    return found._replace(label="partial")
                return found
        if a.topic == "aid_entry" and means.TOO_FEW.search(self.window(a)):
            return Verdict("stalled", a.at, a.at)
        return self._modal(a)

    def _behind_aside(self, a: Anchor) -> int:
        """Index of the comma that ends an aside behind the noun; 0 when there is none."""
        if a.at + 1 >= a.high or self.texts[a.at + 1] != ",":
            return 0
        for j in range(a.at + 2, min(a.high - 1, a.at + 20)):
            if self.texts[j] == ",":
                return j if self.texts[j + 1] in _AUXILIARIES or known_verb(self.texts[j + 1]) else 0
        return 0

    def _breaking_it(self, a: Anchor) -> Verdict | None:
        """ "The truce ..., while the parties blame one another for breaches"."""
        for i in range(a.at + 1, len(self.texts) - 1):
            known = means.CLASS_OF.get(self.texts[i])
            if known and known[0] == "violate" and known[1].form == "ing" and self.texts[i + 1] in ("it", "them"):
                said = self.alleged(i)
                return said if said.mood == "accused" else None
        return None

    def _with_relative(self, a: Anchor) -> Anchor:
        """The anchor with the clause that hangs on it, or that it is a question of: "the second phase, which has not
        begun", "failed to agree on who sits on the committee"."""
        if a.kind in ("who", "which", "if", "whether") and a.low and self.texts[a.low - 1] in ("on", "over", "about"):
            return a._replace(low=next((s.low for s in self.segments if s.high == a.low), a.low))
        behind = a.at + 1
        if behind < len(self.texts) and self.texts[behind] == ",":
            behind += 1
        for s in self.segments:
            if s.low == behind and s.kind == "which" and self.texts[s.low] == "which" and a.kind == "main":
                return a._replace(high=s.high)
        return a

    def _modal(self, a: Anchor) -> Verdict | None:
        """The noun is the subject of a modal, whatever the verb: "disarmament must come first"."""
        if a.topic in ("truce", "aid_entry", "rafah_opening") or self.texts[a.at] in means.WHOLE:
            return None
        for j in range(a.at + 1, min(a.high, a.at + 5)):
            w = self.texts[j]
            owed = w in ("has", "have", "had", "needs", "need") and self.texts[j + 1 : j + 2] == ["to"]
            if w in ("must", "should") or owed:
                return Verdict("demanded", j, a.at)
            if w in ("will", "would", "won't"):
                if any(t in means.SEES or t in ("cost", "costs") for t in self.texts[j + 1 : j + 3]):
                    return None  # it is named as the frame of something else, or estimated
                if w == "won't" or "not" in self.texts[j + 1 : j + 3]:
                    return None
                return Verdict("pledged", j, a.at)
        return None

    def _no_before(self, a: Anchor) -> int | None:
        """Index of the "no" of "no full withdrawal", "no talk of a withdrawal"."""
        for j in range(a.at - 1, max(a.low, a.at - 5) - 1, -1):
            if self.texts[j] == "no":
                return j
            if self.texts[j] not in _TALK and j < a.at - 1:
                return None
        return None

    def _existential(self, a: Anchor, no: int) -> Verdict | None:
        """ "There will be no withdrawal", "there has been no withdrawal"."""
        for j in range(a.at - 1, max(a.low, a.at - 7) - 1, -1):
            w = self.texts[j]
            if w in ("will", "would", "won't", "can", "could", "shall", "wouldn't"):
                waits = any(t in _WAITS for t in self.texts[a.at + 1 : a.at + 8])
                return Verdict("conditional" if waits else "refused", a.at, j)
            if w in ("is", "are", "was", "were", "been", "remains", "with"):
                waits = any(t in _WAITS for t in self.texts[a.at + 1 : a.at + 8])
                return Verdict("conditional" if waits else "stalled", a.at, j)
        if no == a.low or self.texts[no - 1] in (":", "said", "says", ","):
            # a headline: "No withdrawal before ..."
            waits = any(t in _WAITS for t in self.texts[a.at + 1 : a.at + 8])
            return Verdict("conditional" if waits else "stalled", a.at, no)
        return None

    def _governed(self, a: Anchor, i: int) -> Verdict | None:
        w = self.texts[i]
        known = means.TOPIC_CLASS.get(a.topic, {}).get(w) or means.CLASS_OF.get(w)
        nominal = known is None or (is_noun(self.texts, i) and w in means.NOUN_CLASS)
        if nominal:
            cls = means.NOUN_CLASS.get(w, "")
            if not cls:
                return None
            m = self.noun_mood(i, a.low)
        else:
            assert known is not None
            cls, verb = known
            adjective = verb.form == "past" and self.texts[i - 1 : i] and self.texts[i - 1] in _ARTICLES
            if adjective and w != "sticking_point" and not (cls == "stall" and i + 1 == a.at):
                return None  # "the agreed level"; but "the delayed withdrawal" is late
            if (
                verb.form == "past"
                and self.texts[i - 1 : i] == [","]
                and i + 1 < len(self.texts)
                and self.texts[i + 1] in ("by", "in", "on", "last", "with")
            ):
                return None  # "the truce, brokered by two states, ..." only says which
            if w == "complete" and (0 < a.at - i <= 3 or self.texts[i - 1] == "considered"):
                return None  # "a complete withdrawal"
            if cls == "condition" and not any(t in ("to", "on", "with") for t in self.texts[i + 1 : i + 14]):
                return None
            if not cls or (is_noun(self.texts, i) and verb.form in ("base", "s") and verb.lemma not in ("take_over",)):
                return None
            m = mood(self.texts, i, verb.form, a.low)
            if m.kind == "effort":
                m = m._replace(kind="ongoing")
            if i > a.at and verb.form == "past" and m.left == i and self._only_which(a, i):
                return None
            between = self.texts[a.at + 1 : i]
            if verb.form == "past" and m.left == i and _ARTICLES & set(between) and {"is", "are", "was"} & set(between):
                return None  # "the weapons are a right guaranteed by ..."
            if self.nobody(a, m.left):
                m = m._replace(negated=not m.negated)
        label = self.label_noun(a, i, cls, m, nominal)
        if label is None:
            return None
        if (
            self.planned
            and label in ("under_way", "completed")
            and any(t in ("is", "are") for t in self.texts[m.left : i])
        ):
            label = "pledged"
        if cls == "violate" and nominal and label == "alleged_violation":
            return self.alleged(i)
        # who rejects, demands or promises says so itself; "would begin" is somebody's account of it
        return Verdict(label, i, m.left, "" if cls in _OWN_WORD or label == "conditional" else m.kind)

    def _only_which(self, a: Anchor, i: int) -> bool:
        """ "The exchange agreed in May has not happened": the bare participle says which, the verb behind it what."""
        after = self.texts[i + 1 : min(a.high, i + 10)]
        return (
            after[:1] != []
            and after[0] in ("in", "on", "last", "by", "at", "under", "during", "this")
            and any(t in _AUXILIARIES for t in after[1:])
        )

    def noun_mood(self, i: int, low: int) -> Mood:
        negated = any(t in ("no", "not", "without", "never") for t in self.texts[max(low, i - 3) : i])
        for j in range(i - 1, max(low, i - 14) - 1, -1):
            if self.texts[j] in ("see", "bring") and not is_noun(self.texts, j):
                seen = mood(self.texts, j, "base", low)
                if seen.kind in ("future", "due", "weak", "required"):
                    return Mood("required", negated != seen.negated, seen.left)  # "is expected to see the start of"
            if i - j <= 5 and CHAIN.get(self.texts[j]) == "failed":
                return Mood("failed", negated, j)  # "have yet to receive a proposal"
            known = means.CLASS_OF.get(self.texts[j])
            if known and known[0] in means.GOVERNS and not is_noun(self.texts, j):
                inner = mood(self.texts, j, known[1].form, low)
                if inner.kind in ("obliged", "urged", "refused", "failed", "future") and known[0] not in (
                    "deny",
                    "refuse",
                ):
                    return inner._replace(negated=negated != inner.negated)
                return Mood(means.GOVERNS[known[0]], negated != inner.negated, inner.left)
            if self.texts[j] in (",",) and i - j > 8:
                break
        return Mood("realised", negated, i)

    def label_noun(self, a: Anchor, i: int, cls: str, m: Mood, nominal: bool) -> EvidenceLabel | None:
        kind, neg, topic = m.kind, m.negated, a.topic
        left = i < a.at
        if a.act is False and not self._argument(a, i, left, cls):
            return None
        if cls == "violate" and not nominal and not left and not self._comes_to_rest(a, i):
            return None  # what breaks after it is something else
        if cls == "violate":
            if nominal and self.texts[i - 1 : i] and self.texts[i - 1] in _NOT_YET and not neg and kind != "denied":
                return None  # "will answer any violation"
            if nominal and any(t in means.WATCHING for t in self.texts[max(0, i - 3) : i]):
                return None
            if topic not in ("truce", "phase_two") and not left:
                return None
            if kind in ("denied", "refused") or neg:
                return "denied"
            if kind in ("future", "weak", "threatened", "infinitive"):
                return None  # what would be a breach is none yet
            return "demanded" if kind in ("urged", "obliged") else "alleged_violation"
        if cls == "comply" and nominal and any(t in means.WATCHING for t in self.texts[max(0, i - 3) : i]):
            return None  # "will oversee the implementation"
        if cls == "deny":
            return "denied"
        if cls == "refuse":
            if kind in ("urged", "obliged"):
                return "demanded"
            return "pledged" if neg else "refused"
        if cls == "demand":
            if not left and not nominal:
                return "demanded" if kind in ("realised", "ongoing") and topic != "truce" else None
            if neg:
                return None
            return "pledged" if self.provides and not self.spoken else "demanded"
        if cls == "stall":
            if kind in ("urged", "obliged") or (neg and kind in ("weak", "future") and not nominal):
                return "demanded"  # "cannot be delayed any further"
            if nominal and (lifted := self._lifted(a, i)) is not None:
                return lifted
            if kind == "denied" or (neg and kind in ("realised", "ongoing", "present")):
                return "denied"
            if kind == "threatened":
                return "refused" if topic in ("aid_entry", "rafah_opening") else None
            if kind in ("promised", "due", "future") and not nominal:
                return "refused"
            if kind == "accused":
                return "alleged_violation" if topic != "bodies_return" else "stalled"
            if kind in ("weak", "infinitive", "gerund") and not nominal:
                return None
            return "stalled"
        if cls == "undone":
            return "stalled"
        if cls == "condition":
            return "conditional"
        if (
            cls == "entail"
            and self.texts[i] == "including"
            and any(t in means.URGING or CHAIN.get(t) == "urged" for t in self.texts[max(0, i - 14) : i])
        ):
            return "demanded"
        if cls == "entail" and self.texts[i] == "including" and left and not neg:
            achieved = any(t in means.ACHIEVED for t in self.texts[max(0, i - 9) : i])
            if achieved:
                return "partial" if "partial" in self.texts[max(i, a.at - 4) : a.at] else "under_way"
        if cls == "entail":
            return "pledged" if left and not neg and kind not in ("denied", "accused") else None
        if cls == "necessary":
            if topic == "aid_entry" and a.thing is None:
                return None  # aid that is needed is not yet a demand to let it in
            return "demanded" if not neg else None
        if cls == "pledge" and (self.texts[i] == "considered" and not nominal and "be" in self.texts[m.left : i]):
            return None  # "cannot be considered complete"
        if cls == "pledge" and self.texts[i] in means.HAILS and left and topic in means.GIVEN and not neg:
            return "completed" if self.whole(a) else "under_way"  # what is welcomed has happened
        if cls == "pledge" and any(t in ("cost", "costs") for t in self.texts[i + 1 : i + 4]):
            return None  # an estimate
        if cls == "pledge":
            if nominal and not left and i == a.at + 1 and topic == "truce":
                return None  # "truce proposals": which proposals, not what became of the truce
            if (
                nominal
                and self.texts[i] in means.DOCUMENTS
                and not (left and self.texts[i + 1] in ("for", "of", "on", "to"))
            ):
                return None
            if kind == "refused" or (neg and kind in ("realised", "present", "weak", "future")):
                passive = any(w in ("been", "was", "were") for w in self.texts[m.left : i])
                return "stalled" if self.nobody(a, m.left) or passive else "refused"
            if kind in ("urged", "obliged"):
                return "demanded"
            return "stalled" if kind == "failed" else "pledged"
        if cls == "end":
            if any(t in means.HOLDS_OFF for t in self.texts[i + 1 : i + 6]):
                return None  # "the truce ended two years of war"
            if kind == "present" and self.texts[i] in ("expires", "lapses"):
                return None  # a date, and no news of it
            if topic in ("truce", "phase_two"):
                return "stalled" if kind in ("realised", "present", "ongoing") and not neg else None
            return "stalled" if topic in ("political_track",) else None
        if cls in ("begin", "make", "continue", "hold", "announce", "comply", "complete", "lift", "discuss"):
            return self._progress(a, cls, m)
        return None

    def _lifted(self, a: Anchor, i: int) -> EvidenceLabel | None:
        """What becomes of a restriction that is eased: "restrictions on aid have been removed", "eased its curbs"."""
        for j in (*range(i + 1, min(a.high, i + 9)), *range(i - 1, max(a.low, i - 5) - 1, -1)):
            known = means.CLASS_OF.get(self.texts[j])
            if known and known[0] == "lift" and not is_noun(self.texts, j):
                return self._progress(a, "lift", mood(self.texts, j, known[1].form, a.low))
        return None

    def _progress(self, a: Anchor, cls: str, m: Mood) -> EvidenceLabel | None:
        kind, neg, topic = m.kind, m.negated, a.topic
        if cls == "announce" and topic == "aid_entry":
            return "under_way" if not neg and kind in ("realised", "present") else None
        if cls == "announce" and topic != "truce":
            if not neg and kind in ("realised", "present") and "completion" in self.texts[max(a.low, a.at - 5) : a.at]:
                return "completed"
            return "pledged" if not neg and kind in ("realised", "present") else None
        if kind in ("urged", "obliged"):
            return "pledged" if kind == "obliged" and self.terms and not self.spoken else "demanded"
        if kind in ("future", "due", "weak", "promised", "required"):
            return "refused" if neg else "pledged"
        if kind in ("refused", "denied"):
            return "refused" if kind == "refused" else "denied"
        if (
            topic == "truce"
            and cls == "comply"
            and (kind == "failed" or (neg and kind in ("realised", "present", "ongoing")))
        ):
            return "alleged_violation"
        if kind in ("failed", "stopped"):
            return "stalled"
        if (kind in ("infinitive", "gerund") and cls == "discuss") or (kind == "gerund" and cls == "hold"):
            return "under_way"
        if kind == "gerund" and cls == "complete" and m.left and self.texts[m.left - 1] == "," and not neg:
            return "completed"  # "..., completing the release of all of them"
        if kind in ("accused", "threatened", "infinitive", "gerund"):
            return None
        if neg:
            return "partial" if cls == "complete" else "stalled"
        if cls == "complete":
            prepared = any(t in ("preparations", "preparation", "talks") for t in self.texts[a.low : m.left])
            return "under_way" if kind == "ongoing" or prepared else "completed"
        if cls == "announce":
            return "under_way" if kind == "ongoing" else "completed"
        return "under_way"

    def _argument(self, a: Anchor, i: int, left: bool, cls: str) -> bool:
        """Whether the noun is what the predicate is about, and not its time, its reason or a mere modifier."""
        if a.topic not in ("truce", "phase_two", "aid_entry", "rafah_opening", "prisoner_exchange"):
            return True
        t = self.texts
        after = t[a.at + 1] if a.at + 1 < a.high else ""
        if cls == "violate" and i == a.at + 1:
            return True  # "truce violations"
        if a.topic == "rafah_opening" and a.thing is None and cls != "stall" and "crossing" not in t:
            return False  # the town
        if a.topic == "phase_two" and t[a.at] in ("plan", "deal", "agreement"):
            # the deal as a whole: only that it has got stuck
            stuck = cls == "stall" and not left and means.CLASS_OF.get(t[i], ("",))[0] == "stall"
            return stuck and self._comes_to_rest(a, i)
        if a.topic == "truce" and cls == "pledge" and t[i] in _ADHERES and 0 < a.at - i <= 8:
            return any(w in ("to", "by") for w in t[i + 1 : i + 3])  # "its commitment to all terms of the deal"
        if a.topic == "truce" and t[a.at] in means.AGREEMENTS and cls not in ("violate", "comply"):
            return cls == "hold" and 0 < i - a.at <= 4 and after not in ("to", "for")
        if a.topic == "aid_entry" and a.thing is None and self._loose(a, i):
            return False
        if a.topic == "aid_entry" and (
            cls in ("hold", "announce", "comply", "make", "end", "discuss", "begin") and not self._of_aid(a, i, cls)
        ):
            return False
        j = a.at - 1
        while j >= a.low and (
            t[j] in ("the", "a", "an", "this", "its", "new", "current", "fragile", "shaky", "their", "israeli", "gaza")
            or t[j].endswith(("-brokered", "-backed", "-long", "-day", "-month", "-week", "-old"))
        ):
            j -= 1
        before = t[j] if j >= a.low else ""
        if before == "as" and i > a.at and (known_verb(t[i]) or t[i] in means.TOPIC_CLASS.get(a.topic, {})):
            return True  # "as the truce took hold"
        if before in ("under", "during", "since", "despite", "amid", "before", "after", "as", "from", "in"):
            return False
        if before == "of":
            # "violations of the truce" is about the truce, "the terms of the truce" is not
            head = t[j - 1] if j > a.low else ""
            return (
                head in means.NOUN_CLASS or head in means.CLASS_OF or head in ("opening", "entry") or a.topic != "truce"
            )
        return not (a.topic == "truce" and after in means.MODIFIED and cls != "violate")

    def _comes_to_rest(self, a: Anchor, i: int) -> bool:
        """ "the deal is delayed", "the talks have stalled", not "the deal paused the fighting"."""
        known = means.CLASS_OF.get(self.texts[i])
        lemma = known[1].lemma if known else ""
        return lemma in means.COMES_TO_REST or any(
            t in ("is", "are", "was", "were", "been", "being") for t in self.texts[a.at : i]
        )

    def _loose(self, a: Anchor, i: int) -> bool:
        """Whether aid is the object of another verb than the one at `i`: "is needed to stop gangs stealing aid"."""
        if i > a.at:
            return False
        if self.texts[i] in _WITH_AID:
            return True
        return any(t.endswith("ing") and len(t) > 5 and t not in _NOT_GERUNDS for t in self.texts[i + 1 : a.at])

    def _of_aid(self, a: Anchor, i: int, cls: str) -> bool:
        if self.texts[a.at] in _GATES:
            return True  # a crossing that opens, works, stays shut
        if cls == "make" and a.thing is not None and self.texts[i] in _LETS:
            return True  # "must allow unhindered access"
        if cls == "announce":
            return i < a.at and a.thing is not None and self.texts[a.at] in ("arrival", "entry", "delivery", "passage")
        return cls == "begin" and abs(i - a.at) <= (8 if a.thing is not None else 3)
