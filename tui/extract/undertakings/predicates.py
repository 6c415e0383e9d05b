"""Verbs and verb groups: what a predicate says of an undertaking, and in which mood it stands.

Claimant, modality, negation and time are read here before any phrase is matched: "has released", "would release",
"has yet to release" and "was told to release" share a verb and say four different things.
"""

from __future__ import annotations

from typing import NamedTuple

from tui.extract.document import Token


def word_set(text: str) -> frozenset[str]:
    """A word list as a set."""
    return frozenset(text.split())


class Verb(NamedTuple):
    """A word form that may be a verb."""

    lemma: str
    form: str
    """"base" (also present), "s", "past" (also participle), "ing"."""


_DOUBLING = word_set(
    """bar stop ship admit permit commit submit occur defer allot swap ban plan drag step bog lag scrap drop trap
    fulfil unravel cancel transfer patrol expel compel propel control refer slip shut"""
)


def _inflect(base: str) -> dict[str, str]:
    """Forms of a regular verb; an underscore joins a particle that stays as it is."""
    stem, mark, rest = base.partition("_")
    rest = mark + rest
    if stem.endswith("e"):
        past, ing, third = stem + "d", stem[:-1] + "ing", stem + "s"
    elif stem.endswith("y") and stem[-2] not in "aeiou":
        past, ing, third = stem[:-1] + "ied", stem + "ing", stem[:-1] + "ies"
    else:
        double = stem + stem[-1] if stem in _DOUBLING else stem
        past, ing = double + "ed", double + "ing"
        third = stem + ("es" if stem.endswith(("s", "sh", "ch", "x", "o")) else "s")
    return {stem + rest: "base", third + rest: "s", past + rest: "past", ing + rest: "ing"}


_IRREGULAR = """
begin begins began,begun beginning|hold holds held holding|send sends sent sending|bring brings brought bringing
leave leaves left leaving|give gives gave,given giving|take takes took,taken taking|go goes went,gone going
get gets got,gotten getting|let lets let letting|set sets set setting|come comes came,come coming
withdraw withdraws withdrew,withdrawn withdrawing|rebuild rebuilds rebuilt rebuilding
break breaks broke,broken breaking
meet meets met meeting|fall falls fell,fallen falling|freeze freezes froze,frozen freezing
withhold withholds withheld withholding
say says said saying|tell tells told telling|make makes made making|run runs ran,run running
uphold upholds upheld upholding
keep keeps kept keeping|seek seeks sought seeking|lay lays laid laying|pay pays paid paying|shut shuts shut shutting
cut cuts cut cutting|undergo undergoes underwent,undergone undergoing|drive drives drove,driven driving
quit quits quit quitting|mean means meant meaning|find finds found finding|see sees saw,seen seeing
blow blows blew,blown blowing|drive drives drove,driven driving|fly flies flew,flown flying
stick sticks stuck sticking|draw draws drew,drawn drawing|strike strikes struck striking
choose chooses chose,chosen choosing
swear swears swore,sworn swearing|forbid forbids forbade,forbidden forbidding|lead leads led leading
rise rises rose,risen rising|sell sells sold selling|lose loses lost losing|stand stands stood standing
put puts put putting|lie lies lay lying|deny denies denied denying|overrun overruns overran,overrun overrunning
"""


def _irregular() -> dict[str, dict[str, str]]:
    table = {}
    for entry in _IRREGULAR.replace("\n", "|").split("|"):
        if not entry.strip():
            continue
        base, third, past, ing = entry.split()
        forms = {base: "base", third: "s", ing: "ing"}
        for p in past.split(","):
            forms[p] = "base" if p == base else "past"
        table[base] = forms
    return table


_IRREGULARS = _irregular()
# forms that are present and past alike: read as past, since reports are of the past
_SAME = {"let": "past", "set": "past", "shut": "past", "cut": "past", "quit": "past", "put": "past"}


def forms(lemma: str) -> dict[str, str]:
    """Word form -> form name of a lemma; `hand_over` inflects its first word."""
    head, mark, rest = lemma.partition("_")
    if head in _IRREGULARS:
        return {f + mark + rest: (_SAME.get(f) or form) for f, form in _IRREGULARS[head].items()}
    return _inflect(lemma)


# ------------------------------------------------------------------ what a predicate says of its object or subject

CLASSES: dict[str, str] = {
    # first steps
    "begin": "begin start launch commence kick_off proceed resume initiate advance inaugurate restart go_ahead"
    " take_place happen occur emerge materialise materialize",
    # the end reached
    "complete": "complete conclude finish finalise finalize fulfil fulfill achieve accomplish",
    "continue": "expedite hasten continue progress expand increase accelerate intensify ramp_up scale_up step_up"
    " speed_up facilitate",
    # bodies and programmes come into being
    "make": "establish form create set_up appoint name convene unveil assemble constitute staff train deploy"
    " install ensure lead_to result_in bring_about"
    " finance fund organise organize implement carry_out activate",
    "stall": "delay stall postpone suspend halt pause freeze block impede hamper hinder obstruct prevent bar"
    " restrict limit falter drag_on lag slow hold_up hold_back withhold thwart undermine derail complicate jeopardise"
    " jeopardize stop deadlock fall_short break_down bog_down cut_off choke throttle ban curb close shut shutter seal"
    " stonewall procrastinate put_off bog_down shut_down run_aground cancel struggle call_off shelve slip defer"
    " drag_out push_back set_back"
    " languish flounder outlaw hamstring",
    "condition": "tie link condition depend hinge",
    "refuse": "refuse reject rule_out oppose decline dismiss resist rebuff spurn veto renounce scrap abandon"
    " walk_away back_out backtrack vote_against vote_down opt_out",
    "demand": "demand urge press insist appeal ask want request exhort implore pressure push plead beg order"
    " instruct expect_of call_on call_for",
    "pledge": "agree pledge promise vow commit plan intend propose offer approve accept hope expect aim schedule"
    " back support undertake consider guarantee prepare endorse welcome seek sign_up volunteer authorise authorize",
    "violate": "violate breach break flout infringe contravene ignore",
    "deny": "deny downplay play_down discount",
    "announce": "announce declare reach sign broker secure clinch strike ratify take_effect take_hold come_into_force"
    " come_into_effect go_into_effect go_into_force enter_into_force enter_into_effect extend renew prolong",
    "comply": "uphold respect honour honor abide adhere comply observe maintain implement enforce stick live_up",
    "end": "collapse unravel implode end expire lapse crumble",
    "hold": "hold survive endure last",
    "remain": "remain linger stay",
    "lift": "lift ease relax remove loosen",
    "discuss": "discuss negotiate",
    # what a text or a plan holds for later
    "entail": "envisage envision include involve entail foresee cover feature provide_for stipulate contain comprise",
    "necessary": "need",
}

# ------------------------------------------------------------------ the words around a verb

_BE = word_set("be is are was were been being am 's 're isn't aren't wasn't weren't")
_HAVE = word_set("have has had having 've haven't hasn't hadn't")
_DO = word_set("do does did don't doesn't didn't")
_FUTURE = word_set("will would shall 'll won't wouldn't")
_POSSIBLE = word_set("may might could can couldn't can't cannot")
_OBLIGED = word_set("must should ought shouldn't mustn't")
_NEGATION = word_set("not never n't no nor neither")
_ADVERBS = word_set(
    """also already still now just only even ever soon finally fully partly partially largely mostly again then yet
    immediately quickly first so far recently currently effectively formally officially reportedly allegedly
    repeatedly all both either once promptly gradually simultaneously successfully completely entirely really
    actually later unilaterally deliberately safely previously once long jointly directly today yesterday
    tomorrow indeed thus better out"""
)
_DETERMINERS = word_set(
    """a an the this that these those its their his her our my your any every each some no another further full
    complete immediate partial total swift first second next last initial israeli"""
)
NOUN_PREPOSITIONS = word_set("of for on after before since until during despite about over by with in from without")

# words that govern "to VERB" (or "of/from VERB-ing"): what they make of the verb
CHAIN: dict[str, str] = {}
for _mood, _words in {
    "begun": "begin start commence continue keep resume proceed move",
    "weak": "hope want wish aim seek plan intend prepare expect consider try attempt look like likely ready willing"
    " prepared due set scheduled supposed slated poised about planned expected hoping looking keen keenness able"
    " intention intent desire readiness willingness"
    " offer propose going",
    "promised": "agree pledge promise vow commit undertake accept guarantee committed obliged approve"
    " authorise authorize agreement consent undertaking commitment decide decision",
    "required": "require oblige obligate bind stipulate commit_to provide_for required bound",
    "needed": "need have supposed_to",
    "refused": "refuse decline reject oppose resist refusal unwilling reluctant reluctance hesitate",
    "failed": "fail unable failure inability neglect yet struggle impossible difficult",
    "urged": "urge call press demand ask tell order pressure push request appeal exhort implore warn insist"
    " call_on call_for instruct want demands pressed calls appeals",
    "let": "allow permit let enable authorise authorize",
    "stopped": "stop prevent bar block ban halt cease forbid prohibit keep_from impede hamper hinder restrict",
    "accused": "accuse blame suspect",
    "denied": "deny denial",
    "threatened": "threaten warn threat",
}.items():
    for _w in _words.split():
        for _f in forms(_w) if _w.isalpha() or "_" in _w else (_w,):
            CHAIN.setdefault(_f, _mood)
for _w in word_set(
    """due set scheduled supposed ready willing likely poised keen able unable reluctant yet prepared free"""
):
    CHAIN[_w] = "failed" if _w in ("unable", "yet") else "refused" if _w == "reluctant" else "weak"
for _w in ["forced", "forcing", "compelled", "compelling"]:
    CHAIN[_w] = "urged"
for _w in ["meant", "intended", "designed", "tasked", "mandated"]:
    CHAIN[_w] = "weak"
for _w in word_set(
    """effort efforts work working preparation preparations preparing ability bid step steps process
    attempts"""
):
    CHAIN[_w] = "effort"


_BOUND = word_set("meant intended supposed due scheduled expected set obliged")


_PASTS = word_set(
    """met held came went said told took made gave began sent brought left flew spoke found saw put set ran led
    kept"""
)


_SUBJUNCTIVE = frozenset(
    f for lemma in ("demand", "insist", "request", "recommend", "urge") for f in forms(lemma) if f not in ("request",)
)
_GIVES = frozenset(forms("give"))
_KEEPS_WORD = frozenset(
    f for lemma in ("honour", "honor", "keep", "fulfil", "fulfill", "meet", "respect") for f in forms(lemma)
)
_BREAKS_WORD = frozenset(f for lemma in ("break", "violate", "ignore", "renege") for f in forms(lemma))
_SPANS = word_set("hours days weeks months until")


class Mood(NamedTuple):
    """How a verb stands: `kind` is one of "realised", "ongoing", "present", "future", "due", "weak", "obliged",
    "required",
    "promised", "effort", "urged", "refused", "failed", "let", "stopped", "accused", "denied", "infinitive",
    "threatened"."""

    kind: str
    negated: bool = False
    left: int = 0
    """Index of the first word of the group."""


def normal(token: Token) -> str:
    """Lower case, straight apostrophe, without the possessive."""
    word = token.text.lower()
    if "’" in word:
        word = word.replace("’", "'")
    if word.endswith("'s"):
        word = word[:-2]
    return word.rstrip("'") or word


def is_noun(words: list[str], at: int) -> bool:
    """Whether a form that may be verb or noun ("release", "delay", "return") stands as a noun here."""
    before = words[at - 1] if at else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    if (
        before == "first"
        and at > 1
        and (words[at - 2] in _OBLIGED or words[at - 2] in _FUTURE or words[at - 2] == "to")
    ):
        return False  # "must first withdraw"
    if before in _DETERMINERS or (before in ("and", "or") and after == "of"):
        return True
    if before == "not" and at > 1 and words[at - 2] == ",":
        return True  # "trucks, not promises"
    if words[at] in _MOSTLY_NOUNS and after != "to" and after not in _DETERMINERS:
        return True  # "the four-month plan for ..."
    if after in _AFTER_A_SUBJECT and not words[at].endswith(("ed", "ing")) and words[at] not in _PASTS:
        return True  # "the president's plan had begun"
    if after == "of" and "_" not in words[at] and not (before in _BE or before == "to"):
        return True
    return before in NOUN_PREPOSITIONS


_MOSTLY_NOUNS = word_set("plan plans offer offers")
_AFTER_A_SUBJECT = word_set("is are was were has had will would must should could isn't wasn't hasn't won't")
_REACH = 60
"""Words that a chain of verbs may be long; no sentence of prose has a longer one."""


def mood(words: list[str], at: int, form: str, low: int) -> Mood:
    """The mood of the verb at `at`, read leftwards down to index `low`."""
    return _read_mood(words, at, form, max(low, at - _REACH))


def _read_mood(words: list[str], at: int, form: str, low: int) -> Mood:
    negated = False
    aux: set[str] = set()
    infinitive = False
    adverb_all = False
    j = at - 1
    while j >= low:
        w = words[j]
        if w in _NEGATION or w.endswith("n't") or w == "cannot":
            negated = True
            if w in _NEGATION:
                j -= 1
                continue
        if w in _FUTURE or w in _POSSIBLE or w in _OBLIGED:
            kind = "future" if w in _FUTURE else "obliged" if w in _OBLIGED else "weak"
            return Mood(kind, negated, j)
        if w.endswith(("'ll", "'d")) and len(w) > 3:
            return Mood("future", negated, j)  # "we'll withdraw"
        if w in _BE or w.endswith("'re"):
            aux.add("be")
            if w == "being":
                aux.add("being")
        elif w in _HAVE or w.endswith("'ve"):
            aux.add("have")
            if infinitive and not aux - {"have"}:
                return Mood("obliged", negated, j)  # "has to release"
        elif w in _DO:
            aux.add("do")
        elif w == "to":
            infinitive = True
            governed = _governor(words, j, low, negated)
            if governed is not None:
                return governed
            break
        elif w in _ADVERBS or w.endswith("ly"):
            adverb_all = adverb_all or w == "all"
        else:
            break
        j -= 1
    left = j + 1
    if infinitive:
        return Mood("infinitive", negated, left)
    if "do" in aux:
        return Mood("realised" if "did" in words[left:at] or "didn't" in words[left:at] else "present", negated, left)
    if form == "ing":
        if "be" in aux:
            return Mood("ongoing", negated, left)
        return _gerund(words, left, low, negated)
    if form == "past" and not aux:
        shared = _shared_modal(words, left, low)
        if shared is not None:
            return shared
        for k in range(left - 1, max(low, left - 8) - 1, -1):
            if words[k] in ("want", "wants", "wanted"):
                return Mood("obliged", negated, k)  # "wants the crossing opened"
            if words[k] in (",", "and", "that"):
                break
    if form == "past" or "have" in aux:
        if "being" in aux or ("be" in aux and form == "past" and _present_be(words[left:at])):
            return Mood("ongoing" if "being" in aux else "realised", negated, left)
        return Mood("realised", negated, left)
    if form == "base" and "do" not in aux and left - 1 > low and words[left - 1] in ("and", "or"):
        joined = _joined(words, left - 1, low, negated)
        if joined is not None:
            return joined
    if form == "base" and "do" not in aux:
        for k in range(left - 1, max(low, left - 7) - 1, -1):
            if words[k] in ("let", "lets", "letting"):  # "not yet let them cross"
                return _chained(words, k, low, negated)
            if words[k] in ("make", "makes", "help", "helps") or (words[k] == "have" and k < left - 1):
                # "to make the army withdraw", "would have it hand in its arms"
                return _read_mood(words, k, "base", low)
            if words[k] in _SUBJUNCTIVE and k < left - 1:  # "is demanding the fighters leave"
                return _chained(words, k, low, negated)
            if words[k] in (",", "and", "that", "which", "who"):
                break
    if (
        left == at
        and words[at] not in _PASTS
        and _opens_speech(words, at, low)
        and (form == "base" or words[at] == "let")
    ):
        return Mood("urged", negated, at)  # "Open the crossings."
    if form == "base" and low and words[low] in _FUTURE | _POSSIBLE and words[-1] != "?" and at - low <= 8:
        return Mood("future", negated, low)  # "only then will the group disarm"
    return Mood("present", negated, left)


def _opens_speech(words: list[str], at: int, low: int) -> bool:
    """Whether nothing stands before a verb in its sentence or behind a colon: nobody does it, it is asked for."""
    start = low + 1 if words[low] in _COLONS else low
    behind = words[at + 1] if at + 1 < len(words) else ""
    return at == start and (low == 0 or words[low] in _COLONS) and behind in _OBJECT_OPENS


_COLONS = frozenset(":;—–")
_OBJECT_OPENS = word_set("the all these those every our their them us in more aid food now your")


def _shared_modal(words: list[str], left: int, low: int) -> Mood | None:
    """ "must be disarmed and the land demilitarised": the second participle shares the first one's modal."""
    for k in range(left - 1, max(low, left - 5) - 1, -1):
        if words[k] == "and":
            for j in range(k - 1, max(low + 1, k - 10) - 1, -1):
                if words[j] == "be" and words[j - 1] == "to" and words[j - 2] in ("have", "has", "need", "needs"):
                    return Mood("obliged", False, j - 1)
                if words[j] == "be" and (words[j - 1] in _OBLIGED or words[j - 1] in _FUTURE):
                    return Mood("obliged" if words[j - 1] in _OBLIGED else "future", False, j - 1)
            return None
        if words[k] in _BE or words[k] in _HAVE or words[k] in (",", "that", "by"):
            return None
    return None


def _joined(words: list[str], at: int, low: int, negated: bool) -> Mood | None:
    """What the first verb of "to stop and withdraw", "must stop and withdraw" lends to the second."""
    for k in range(at - 1, max(low, at - 12) - 1, -1):
        w = words[k]
        if w == "to":
            return _governor(words, k, low, negated)
        if w in _OBLIGED or w in _FUTURE or w in _POSSIBLE:
            kind = "future" if w in _FUTURE else "obliged" if w in _OBLIGED else "weak"
            return Mood(kind, negated or "not" in words[k + 1 : k + 2], k)
        if w in (",", "that", "but"):
            return None
    return None


def _present_be(group: list[str]) -> bool:
    return bool(group) and group[0] in ("is", "are", "isn't", "aren't")


_LEAVE_TO_PASS = word_set("permission clearance go-ahead authorisation authorization permits")
_RANKS = word_set("first second third fourth fifth last latest only")
_SHARED = word_set("urged required promised obliged let refused")


def _governor(words: list[str], to: int, low: int, negated: bool, joined: bool = True) -> Mood | None:
    """What "... to" at `to` hangs on: a chain word at once before it, or one with its object between."""
    j = to - 1
    if j >= low and words[j] in _NEGATION:  # "vowed never to surrender"
        negated, j = not negated, j - 1
    if j > low and words[j] in _RANKS and words[j - 1] in ("the", "was", "is", "became"):
        ahead = any(w in _FUTURE or w in _OBLIGED for w in words[max(low, j - 6) : j])
        return Mood("future" if ahead else "realised", negated, j)  # "was the first to reach the town"
    while j >= low and (words[j] in _ADVERBS or words[j].endswith("ly")) and words[j] not in CHAIN:
        j -= 1
    if j < low:
        return Mood("due", negated, to)  # headline: "20 trucks to enter"
    w = words[j]
    if w == "which":
        return Mood("infinitive", negated, to)  # "explosives with which to blow it up"
    if w == "open" and j > low and (words[j - 1] in _BE or words[j - 1] in _ADVERBS):
        return Mood("weak", negated, j - 1)  # "is open to storing its arms"
    if w in _LEAVE_TO_PASS:
        for k in range(j - 1, max(low, j - 9) - 1, -1):
            if words[k] in _GIVES or words[k] in ("granted", "received", "got", "won"):
                return Mood("let", negated, k)
        return Mood("failed", False, j)  # "waiting for permission to enter"
    if w in ("remain", "remains", "remained"):
        return Mood("failed", negated, j)  # "one remains to be returned"
    if w in _HAVE:
        return Mood("obliged", negated, j)  # "has to withdraw"
    if w in _BE and w != "be":
        return Mood("due", negated, j)  # "militants were to leave"
    if w in ("want", "wants", "wanted"):
        inner = _chained(words, j, low, negated)
        return inner._replace(kind="weak") if inner.kind == "obliged" else inner  # what one wants to do oneself
    if w in CHAIN:
        return _chained(words, j, low, negated)
    # an object may stand between: "urged both sides to release", "allowed more trucks to enter"
    for k in range(j, max(low, j - 12) - 1, -1):
        w = words[k]
        link = CHAIN.get(w)
        if (
            link in ("urged", "let", "required", "stopped", "effort", "failed", "promised", "threatened")
            or w in _BOUND
            or w in ("expected", "wants", "want")
        ):
            if link == "failed" and w == "yet":
                continue
            return _chained(words, k, low, negated)
        if (w in _HAVE or w in _GIVES) and any(t in _SPANS for t in words[k + 1 : to]):
            return Mood("required" if w in _HAVE else "obliged", negated, k)  # "has two months to disarm"
        if w in ("expect", "expects") and j - k >= 1:
            return Mood("urged", negated, k)  # "expects Hamas to disarm" is asked of Hamas
        if w in _OBLIGED or w in ("must", "needs", "need"):
            return Mood("obliged", negated, k)
        if w in _FUTURE:
            return Mood("future", negated, k)
    # "required the group to leave the town and the army to come in"
    if joined and "and" in words[max(low, to - 8) : to]:
        for k in range(to - 2, max(low, to - 30) - 1, -1):
            if words[k] == "to":
                first = _governor(words, k, low, negated, joined=False)
                if first is not None and first.kind in _SHARED:
                    return first
    finite = any(w in _BE or w in _HAVE or w in _DO or w.endswith("ed") or w in _PASTS for w in words[low:to])
    return None if finite else Mood("due", negated, to)


def _chained(words: list[str], at: int, low: int, negated: bool) -> Mood:
    w = words[at]
    link = CHAIN[w]
    if link == "promised" and not w.endswith(("ed", "ing")):
        for k in range(at - 1, max(low, at - 4) - 1, -1):
            if words[k] in _KEEPS_WORD or words[k] in _BREAKS_WORD:
                kept = _read_mood(words, k, "past" if words[k].endswith("ed") else "base", low)
                if (words[k] in _BREAKS_WORD) != kept.negated and kept.kind in ("realised", "present", "ongoing"):
                    return Mood("failed", False, kept.left)  # "has not honoured its pledge to leave"
    outer = _read_mood(words, at, "ing" if w.endswith("ing") else "past" if w.endswith("ed") else "base", low)
    flipped = negated != outer.negated
    if link == "urged" and CHAIN.get(words[at - 1]) == "refused" and at > low:
        return Mood("refused", False, at - 1)  # "reject requests to bring in tents"
    if link == "urged" and is_noun(words, at):
        for k in range(at - 1, max(low, at - 6) - 1, -1):
            if CHAIN.get(words[k]) in ("promised", "refused") or words[k] in ("accepted", "rejected"):
                given = words[k] != "rejected" and CHAIN.get(words[k]) != "refused"
                return Mood("promised" if given else "refused", negated, k)
    if link == "begun":
        return Mood("ongoing" if outer.kind in ("realised", "present", "ongoing") else outer.kind, flipped, outer.left)
    if link == "effort":
        for k in range(at - 1, max(low, at - 9) - 1, -1):
            v = words[k]
            if v in _OBLIGED or CHAIN.get(v) == "urged":
                return Mood("urged" if CHAIN.get(v) == "urged" else "obliged", flipped, k)
            if CHAIN.get(v) in ("stopped", "accused") and at - k <= 5:
                return Mood("failed", False, k)
        if outer.kind in ("obliged", "future", "weak", "promised", "due", "urged", "failed", "stopped", "accused"):
            return Mood(outer.kind, flipped, outer.left)
        return Mood("effort", flipped, outer.left)
    if w == "able" and (flipped or outer.kind == "realised"):
        return Mood("failed" if flipped else "realised", False, outer.left)
    if link == "weak" and outer.kind in ("stopped", "failed", "refused", "urged", "obliged", "denied", "accused"):
        return Mood(outer.kind, flipped, outer.left)
    if link == "weak":
        return Mood("obliged" if w in ("wants", "want") and not negated else "weak", flipped, outer.left)
    if link == "needed":
        return Mood("obliged", flipped, outer.left)
    if link == "let":
        if outer.kind in ("realised", "present", "ongoing", "infinitive"):
            return Mood("stopped" if flipped else "let", False, outer.left)
        return Mood(outer.kind, flipped, outer.left)
    if link == "refused":
        return Mood("promised" if flipped and outer.negated else "refused", False, outer.left)
    if link == "failed":
        return Mood("failed", False, outer.left)
    if link in ("promised", "required") and outer.kind in ("refused", "failed", "obliged", "urged"):
        return Mood(outer.kind, flipped, outer.left)
    if link == "promised" and flipped:
        # "has not agreed to disarm" is a refusal; "agreed not to attack" is a promise
        return Mood("refused" if outer.negated else "promised", not outer.negated, outer.left)
    return Mood(link, flipped, outer.left)


def _gerund(words: list[str], left: int, low: int, negated: bool) -> Mood:
    """A bare -ing form: what stands before it decides ("began withdrawing", "accused of blocking")."""
    j = left - 1
    while j >= low and words[j] in ("of", "from", "on", "to", "against", "for"):
        j -= 1
    for k in range(j, max(low, j - 7) - 1, -1):
        link = CHAIN.get(words[k])
        if link == "weak" and k == j and words[k] in ("intention", "intent", "desire", "readiness", "willingness"):
            return _chained(words, k, low, negated)
        if link in ("begun", "stopped", "accused", "denied", "refused", "urged", "promised", "effort") and (
            k == j or link in ("accused", "stopped", "urged", "denied")
        ):
            return _chained(words, k, low, negated)
    return Mood("gerund", negated, left)
