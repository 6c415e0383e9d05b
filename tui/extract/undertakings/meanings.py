"""What predicates mean for an undertaking: classes of verbs, nouns and adjectives, and phrases of extent and condition.

Vocabularies by meaning, for any agreement; the rules that use them are in `judge.py`.
"""

from __future__ import annotations

import re

from tui.extract.undertakings.inflection import Verb, forms, word_set
from tui.extract.undertakings.verb_classes import CLASSES
from tui.records import Topic

CLASS_OF: dict[str, tuple[str, Verb]] = {}
for _class, _lemmas in CLASSES.items():
    for _lemma in _lemmas.split():
        for _form, _kind in forms(_lemma).items():
            CLASS_OF.setdefault(_form, (_class, Verb(_lemma, _kind)))
for _w, _c in {
    "under_way": "continue", "underway": "continue", "ongoing": "continue", "no_progress": "stall",
    "not_done": "undone", "stuck": "stall", "complete": "complete", "deadlocked": "stall", "back": "",
    "off": "", "operational": "make", "impossible": "stall", "premature": "refuse", "unacceptable": "refuse",
    "effective": "", "committed": "pledge", "ready": "pledge", "willing": "pledge", "unwilling": "refuse",
    "opposed": "refuse", "void": "end", "insufficient": "stall", "imminent": "pledge", "due": "pledge",
    "overdue": "stall", "done": "complete", "objects": "refuse", "objected": "refuse", "objecting": "refuse",
    "progressing": "continue", "essential": "necessary", "necessary": "necessary",
    "crucial": "necessary", "vital": "necessary", "critical": "necessary", "paramount": "necessary",
    "mandatory": "necessary", "imperative": "necessary", "indispensable": "necessary",
    "non-negotiable": "necessary", "needed": "necessary", "urgent": "necessary", "unresolved": "stall",
    "contentious": "stall", "sticking_point": "stall", "in_force": "hold", "at_risk": "stall",
    "in_limbo": "stall", "out_of_question": "refuse", "elusive": "stall", "uncertain": "stall",
    "mandates": "pledge", "mandated": "pledge",
    "bound": "pledge", "unclear": "stall", "frozen": "stall", "on_paper": "stall",
    "distant": "stall", "doubtful": "stall", "gridlocked": "stall",
}.items():  # fmt: skip
    CLASS_OF[_w] = (_c, Verb(_w, "past"))


def _classes(text: str) -> dict[str, str]:
    """Lemma -> class, from lines "class: lemma lemma"."""
    table = {}
    for line in text.strip().split("|"):
        cls, _, lemmas = line.partition(":")
        table.update(dict.fromkeys(lemmas.split(), cls.strip()))
    return table


# verbs that say something of one topic only
OF_TOPIC: dict[Topic, dict[str, str]] = {
    "phase_two": _classes(
        "begin: enter move reach transition go shift get_to advance progress move_on proceed | stall: wait await"
    ),
    "stabilisation_force": _classes(
        "make: arrive send contribute dispatch enter join train take_control patrol lead land take_part give"
        " participate command | stall: wait await"
    ),
    "interim_authority": _classes(
        "complete: take_over take_control assume | make: run govern administer hand_over hand transfer"
        " host"
        " meet hold join oversee supervise sign manage cede relinquish enter chair arrive dissolve name choose select"
        " take_part participate convene swear_in set_foot start_work invite allow let admit permit | stall: wait await"
    ),
    "monitoring": _classes("make: chair lead join head open verify meet arrive send operate oversee host"),
    "reconstruction": _classes("make: finance clear pay host hold convene | stall: wait await"),
    "aid_entry": _classes(
        "continue: increase rise climb double triple surge enter average total serve assist cook | begin: reopen open"
        " | make: allow permit let grant guarantee enable | stall: loot intercept turn_back"
        " impose deny dwindle drop dry_up reduce halve slash cut stick wait pile_up strand queue"
    ),
    "political_track": _classes("make: recognise recognize establish | stall: wait await"),
    "rafah_opening": _classes("begin: open reopen | stall: wait await"),
    "withdrawal": _classes("condition: link condition | stall: wait await"),
    "truce": _classes("continue: enter"),
    "prisoner_exchange": _classes("complete: close"),
}
TOPIC_CLASS: dict[Topic, dict[str, tuple[str, Verb]]] = {
    topic: {f: (cls, Verb(lemma, kind)) for lemma, cls in table.items() for f, kind in forms(lemma).items()}
    for topic, table in OF_TOPIC.items()
}
TOPIC_CLASS["stabilisation_force"]["part"] = ("make", Verb("part", "past"))  # "will be part of the force"
NOUN_CLASS: dict[str, str] = {}
for _class, _nouns in {
    "violate": "defiance violation violations breach breaches infringement infringements",
    "stall": "delay delays deadlock impasse obstruction obstacles restrictions restriction curbs obstacle"
    " suspension halt"
    " blockage setback stalemate hurdle hurdles ban closure limit limits"
    " disagreement disagreements disputes differences divisions wrangling absence lack procrastination foot-dragging"
    " evasion intransigence prevarication stonewalling slowdown paralysis logjam",
    "discuss": "talks negotiations discussions consultations",
    "refuse": "rejection refusal opposition",
    "demand": "demand demands call calls appeal appeals",
    "pledge": "proposal proposals offer commitment readiness willingness intention plan plans agreement",
    "begin": "start beginning launch resumption onset",
    "continue": "preparations progress efforts steps average",
    "end": "collapse breakdown unravelling",
    "complete": "completion",
    "comply": "implementation enforcement compliance",
    "necessary": "need necessity importance priority requirement objective goal",
    "entail": "provision provisions element elements component components",
}.items():
    for _n in _nouns.split():
        NOUN_CLASS[_n] = _class
# these nouns say little by themselves: a verb near by comes first
LIGHT = word_set("discuss pledge continue begin complete comply")

BACKGROUND = word_set("since under during amid despite without alongside")
CONDITIONS = word_set("if unless until")
STRICT = re.compile(
    r"\b(?:if|unless|until|till|only (?:after|when|once|if)|provided|on condition|conditional|contingent (?:up)?on"
    r"|conditioned"
    r"|depend(?:s|ent|ing)? on|alongside|in parallel|linked to|tied to|prerequisite|precondition|in tandem|while"
    r"|before|without|as long as|so long as|once)\b",
    re.IGNORECASE,
)
TIED = re.compile(
    r"\bonly (?:after|when|once|if)\b|\balongside\b|\bin parallel\b|\bconditional\b|\bcontingent (?:up)?on\b"
    r"|\bconditioned\b|\bdepend(?:s|ent|ing)? on\b"
    r"|\blinked to\b|\btied to\b|\bprerequisite\b|\bpreconditions?\b|\bin tandem\b"
    r"|\bon (?:the )?condition\b|\bas long as\b|\bso long as\b"
    r"|\bunless\b|\b(?:un)?til\b(?! (?:further notice|now|then|the end|noon|midnight|dawn|late|early|next|last|at least"
    r"|\d|(?:Jan|Febr)uary|March|April|May|June|July|August|(?:Sept|Nov|Dec)ember|October|\w+day\b))"
    r"|\bnot before\b|\bprovided\b",
    re.IGNORECASE,
)
ALL_BUT = re.compile(r"\ball (?:but|except)\b|\bexcept (?:for )?(?:one|two|three|\d)", re.IGNORECASE)
ALL_IN_REACH = re.compile(
    r"\ball (?:of )?(?:the )?\w+ (?:that )?(?:it|they|he|we) (?:could|can|(?:was|were|had been|has been) able)",
    re.IGNORECASE,
)
N_OF_M = re.compile(
    r"\b(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|most|some|half"
    r"|several|many|majority|\w+teen|\w+ty(?:-\w+)?)"
    r" (?:out )?of (?:the |its |their |an? )?(?:total |agreed |promised |planned |remaining "
    r"|required |estimated |expected )*"
    r"(?:\d|bodies|remains|hostages|captives|prisoners|deceased|dead|trucks|living|weapons"
    r"|\w+ (?:hostages|captives|bodies))",
    re.IGNORECASE,
)
SHARE_OF = re.compile(
    r"\b(?!100\b)\d[\d.]* ?(?:per ?cent|percent|%) of (?:the|what|its|all|agreed|promised)\b", re.IGNORECASE
)
LEAVING = re.compile(r"\bleaving (?:only |just )?(?:one|two|three|four|five|six|\d+)\b(?! percent| per)", re.IGNORECASE)
SOME = word_set("partly partially partial some most half several only just mostly largely limited")
REST = re.compile(r"\b(?:another|other|remaining|more|further|rest of|remainder|last|final)\b", re.IGNORECASE)
TOO_FEW = re.compile(
    r"\b(?:not enough|too (?:few|little)|far from|no (?:aid|food|fuel|trucks|supplies|humanitarian)|insufficient"
    r"|(?:far|well) (?:below|short|fewer)|nowhere near|not nearly)\b",
    re.IGNORECASE,
)
SHORT = re.compile(
    r"\b(?:fewer|less)\b[^.;]{0,40}\bthan (?:was |were )?(?:agreed|promised|required|planned)\b"
    r"|\b(?:fewer|less)\b[^.;]{0,40}\bthan the \w+ (?:requires|provides|calls|stipulates|demands|foresees)\b"
    r"|\b(?:only|just|below|short of|fewer than|less than|out of|instead of|compared (?:to|with)"
    r"|versus|rather than|far from|of the)\b"
    r"[^.;]{0,60}?\b(?:should have|agreed|promised|required|stipulated|supposed|target|quota|planned|pledged"
    r"|provides|provided for"
    r"|committed|envisaged|due)\b"
    r"|\b(?:a|one|two|half|\d+) ?(?:third|half|quarter|fifth|tenth|fraction|percent|per cent|%)s?"
    r" of (?:what|the \w+)\b[^.;]{0,40}\b(?:agreed|promised|required|requires|planned|pledged|due|foresees|stipulates"
    r"|provides|calls|needed|envisages|deal|accord|agreement|plan)\b"
    r"|\b(?:against|compared (?:to|with)) (?:the )?(?:some |about |around )?\d[\d,]*[^.;]{0,24}?\b(?:before|prior to)"
    r" the\b"
    r"|\bagainst (?:the |an agreed |a target of )?\d[^.;]{0,60}?\b(?:agreed|promised|requires?d?|stipulated|needs?"
    r"|target"
    r"|quota|planned|pledged|agreement|deal)\b",
    re.IGNORECASE,
)
TERMS_OF = re.compile(
    r"\b(?:under|in line with|according to|as part of|in accordance with|by the terms of"
    r"|pursuant to) (?:the |its |a |an |\w+[’']s? )?"
    r"(?:\S+ ){0,5}?(?:deal|agreement|ceasefire|cease-fire|truce|accord|plan|terms|phase|stage"
    r"|resolution|pact|proposal)\b"
    r"|\b(?:deal|agreement|truce|plan|accord|resolution|proposal) (?:also )?(?:requires?|stipulates?"
    r"|provides|says|states|calls for|foresees|envisages|obliges)\b",
    re.IGNORECASE,
)
PROVIDES = re.compile(
    r"\b(?:deal|agreement|truce|plan|accord|resolution|proposal|phase|stage|terms|text|pact)(?: also)?"
    r" (?:requires?|stipulates?|provides|says|states|calls for|foresees|envisages|envisions|obliges"
    r"|demands|is supposed|is expected)\b",
    re.IGNORECASE,
)
SEES = frozenset(
    f
    for lemma in ["see", "involve", "include", "envisage", "envision", "foresee", "entail", "mean"]
    for f in forms(lemma)
)
THREAT = word_set("warned warns threatened threatens hell otherwise warning threatening")
URGING = word_set("must should expects expect")
FOR = word_set("for plan deal timetable deadline until weeks days hours months agreement")
GOVERNS = {"deny": "denied", "refuse": "refused", "demand": "urged", "entail": "required", "stall": "stopped"}
NOBODY = word_set("no_progress no none neither nobody nothing")
DENIERS = frozenset(f for lemma in ("deny", "refute", "downplay", "play_down", "discount") for f in forms(lemma))
CHARGES = word_set("allegation allegations accusation accusations charge charges claim claims")
ACHIEVED = word_set("progress achievements successes advances gains")
PROOF = word_set("evidence proof sign indication indications")
EXPECTS = frozenset(f for lemma in ("announce", "declare", "say", "confirm", "report") for f in forms(lemma))
DISAGREE = word_set("split divided disagree disagreed undecided unclear differ differed doubt unsure uncertain")
HOLDS_OFF = word_set("war fighting conflict hostilities bloodshed violence bombardment")
DISMISSERS = frozenset(f for lemma in ("dismiss", "reject") for f in forms(lemma))
"""They deny a claim ("rejected claims that ..."), but refuse a thing."""
DOUBT = word_set("believe think say said accept agree know conclude confirm commit decide see")
DEMANDERS = frozenset(
    f
    for lemma in ["demand", "insist", "urge", "require", "ask", "request", "propose", "recommend"]
    for f in forms(lemma)
)
ACCUSERS = frozenset(f for lemma in ["accuse", "blame", "allege"] for f in forms(lemma))
SPOKEN = word_set("said says saying told urged added stressed insisted insists warned stresses adding urging calling")
MODALS = word_set("would should will must shall supposed meant due required requires")
DOCUMENTS = word_set("plan plans agreement")
MODIFIED = word_set("monitors mediators plan second_phase first_phase phase line guarantors")
FORCE_USED = word_set(
    "strike strikes struck fire fired shot killed hit attack attacks attacked operation operations targeted raids raid"
)
AHEAD = word_set("will would won't shall cannot can't")
COMES_TO_REST = word_set(
    "stall falter drag_on break_down bog_down struggle deadlock slow lag run_aground stuck deadlocked in_limbo frozen"
)
WHOLE = word_set("plan deal agreement")
HAILS = frozenset(f for lemma in ("welcome", "hail", "praise", "applaud") for f in forms(lemma))
GIVEN = word_set(
    "rafah_opening phase_two hostage_release bodies_return prisoner_release prisoner_exchange aid_entry withdrawal"
)
OUTLINES = word_set("plan plans timetable timeline roadmap proposal mechanism schedule framework")
AGREEMENTS = word_set("agreement deal accord pact resolution")


WATCHING = word_set(
    """report prevent monitor verify avoid document investigate monitoring reporting preventing for oversee overseeing
    oversees supervise supervising watch guarantee"""
)
