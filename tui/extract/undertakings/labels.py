"""What a predicate makes of the noun that it governs: class and mood to label, topic by topic."""

from __future__ import annotations

from tui.extract.undertakings import meanings as means
from tui.extract.undertakings.anchors import Anchor
from tui.extract.undertakings.clauses import Clauses
from tui.extract.undertakings.inflection import forms, word_set
from tui.extract.undertakings.predicates import Mood, is_noun, mood
from tui.extract.undertakings.verb_classes import CHAIN
from tui.records import EvidenceLabel

_WITH_AID = word_set("seek seeks seeking sought including include includes included")
_NOT_GERUNDS = word_set("remaining during existing following ongoing incoming outgoing cooking entering blocking")
_NOT_YET = word_set("any every each future possible potential further")
_ADHERES = word_set("commitment committed adherence bound recommitted")
_STARTS = word_set("start launch beginning")
_ALMOST = means.SOME | {"nearly", "almost", "far", "half"}
_GATES = word_set("crossing crossings gate gates terminal")
_LETS = frozenset(f for lemma in ("allow", "permit", "let", "grant", "guarantee", "enable") for f in forms(lemma))


def known_verb(word: str) -> bool:
    """Whether a word form is a verb of some class."""
    known = means.CLASS_OF.get(word)
    return known is not None and known[1].form in ("past", "s")


_BODIES = ("interim_authority", "stabilisation_force")
_PASSIVE = word_set("is are was were be been being")
_NOWHERE = word_set("nowhere deadlock deadlocked fruitless inconclusive")
"""Where talks lead that bring nothing nearer."""
_CLOSE = word_set(", ; : . ( ) that which who because while although but")


class Labels(Clauses):
    """The rules from class and mood to label."""

    def label_noun(self, a: Anchor, i: int, cls: str, m: Mood, nominal: bool) -> EvidenceLabel | None:
        kind, neg, topic = m.kind, m.negated, a.topic
        left = i < a.at
        if kind == "unreal":
            return None
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
            if cls == "announce" and i > a.at and topic in _BODIES and _PASSIVE.isdisjoint(self.texts[a.at + 1 : i]):
                return None  # "the board announced that ...": it speaks, and nothing is said of what becomes of it
            said = self._progress(a, cls, m)
            if cls == "discuss" and said == "under_way" and self._to_no_end(a, i):
                return "stalled"
            almost = not _ALMOST.isdisjoint(self.texts[max(a.low, i - 2) : i])
            return "partial" if said == "completed" and almost else said
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
            started = not _STARTS.isdisjoint(self.texts[max(a.low, a.at - 4) : a.at])
            if not neg and kind == "realised" and started:
                return "under_way"  # "announced the start of the second phase"
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

    def _to_no_end(self, a: Anchor, i: int) -> bool:
        """ "talks on the handover have not moved forward", "have led nowhere", not "have not ended"."""
        t = self.texts
        for j in range(max(a.at, i) + 1, min(a.high, max(a.at, i) + 9)):
            if t[j] in _CLOSE:
                return False
            if t[j] in _NOWHERE:
                return True
            if (t[j] in ("not", "never") or t[j].endswith(("n't", "n’t"))) and j + 1 < a.high:
                verb = next((w for w in t[j + 1 : j + 4] if w not in ("yet", "been", "so", "far", "be")), "")
                return means.CLASS_OF.get(verb, ("",))[0] not in ("end", "stall", "refuse")
        return False

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
