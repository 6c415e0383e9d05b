"""Word forms: the inflection of verbs, regular and irregular, and word lists."""

from __future__ import annotations

from typing import NamedTuple


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
    strip rid step wrap fulfil unravel cancel transfer patrol expel compel propel control refer slip shut"""
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
wind winds wound winding|teach teaches taught teaching|put puts put putting|lie lies lay lying
deny denies denied denying|overrun overruns overran,overrun overrunning
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
