"""Finders of what a text names only by description: "the committee", "the force", "the crossing", "its obligations".

A description means an undertaking only where the text has named it before, or where the text is about the agreement
and the words beside it are those of the undertaking: "the force will deploy", not "the force of the blast".
"""

from __future__ import annotations

from tui.extract.undertakings import subjects as sub
from tui.extract.undertakings.anchors import Here
from tui.extract.undertakings.inflection import forms, word_set
from tui.extract.undertakings.meanings import ACCUSERS
from tui.extract.undertakings.predicates import mood


def _all(lemmas: str) -> frozenset[str]:
    return frozenset(f for lemma in lemmas.split() for f in forms(lemma))


def _forms_of(lemmas: str) -> dict[str, str]:
    """Word form -> form name."""
    return {f: form for lemma in lemmas.split() for f, form in forms(lemma).items()}


_THAT_BODY = word_set(
    """join joins joining joined on
    the a an this that its new gaza palestinian governing administrative transitional peace proposed planned future
    interim independent technocratic 15-member trump any such"""
)
_GIVEN_TO = _all("hand hand_over transfer give surrender deliver") | {"handing_over"}
_MEETS = _all("meet hold convene gather")
BODIES_OF_RULE = word_set("committee board panel administration council technocrats experts independents")
FORCES_ABROAD = word_set("force mission contingent contingents deployment")
GATES = word_set("crossing crossings terminal gate gates")
OBLIGATIONS = word_set(
    """clause clauses article articles obligations obligation commitments provisions terms undertakings agreement deal
    truce ceasefire"""
)

_OTHER_BODIES = word_set(
    """security war cabinet finance parliamentary red_cross knesset olympic planning central budget city
    municipal national village local press editorial advisory supervisory school football steering ethics investigation
    inquiry nobel select senate house foreign affairs defence defense commons legislative central-bank investment
    military settlement zoning higher un human rights governing-body state"""
)
_RULES = _all(
    """enter run govern administer take_over take_office assume hand_over hand transfer chair head lead join oversee
    manage work arrive start begin allow let admit
    name supervise appoint block bar prevent form set_up establish dissolve operate move"""
) - {"chair"} | word_set(
    "formation members arrival entry start chairman technocrats technocratic governance power ministries"
)
_TROOPS_DO = _all(
    """deploy send contribute mandate join train participate lead command enter arrive land patrol dispatch commit
    enforce assemble form establish authorise authorize take_part participate disarm monitor serve discuss"""
) | word_set("ground soldiers troops mandate peacekeepers participation part troop contingents")
_OTHER_FORCES = word_set(
    "air task police work labour labor driving excessive lethal deadly brute full armed use by in into with a security "
    "ground occupation rescue trade medical diplomatic observer space fact-finding"
)
_WAITS = _all("delay postpone begin start slip stall complete") | {"expected", "due"}
_NEGATED_SUBJECT = word_set("no any every each such the this that planned proposed future international multinational")
_OPENS = _all("open reopen close shut shut_down seal shutter block operate")
_HELPERS = word_set("msf aid_worker unrwa ngos ngo organisations organizations agencies charities groups")
_GOVERNS = _all("run govern administer rule manage")
_GROUND = word_set("gaza strip territory enclave region province area country affairs")
_RULERS = BODIES_OF_RULE | word_set(
    "technocratic_committee board_of_peace authority government body figures palestinians"
)


def _speaks(h: Here) -> bool:
    """Whether it is only the source of the words."""
    after = h.texts[h.i + 1 : h.i + 3]
    return after[:1] != [] and (after[0] in _SAYS or (after[0] in (",", "also", "has") and after[-1] in _SAYS))


_ROLES = word_set("envoy chief official officials spokesman spokeswoman spokesperson director commander representative")
_SAYS = word_set("said says say told adds added warned reported")


def rulers(h: Here) -> None:
    """ "The committee has not been let in", once it is known which one."""
    if h.found or _speaks(h) or any(t in _OTHER_BODIES for t in h.texts[max(0, h.i - 2) : h.i]):
        return
    if h.texts[h.i + 1 : h.i + 2] and h.texts[h.i + 1] in _ROLES:
        return  # "the board's chief envoy"
    if h.before == "the" and h.texts[max(0, h.i - 2) : h.i - 1] == ["of"] and any(t in _SAYS for t in h.span(6, -2)):
        return  # "said an official of the board"
    if h.word != "technocrats" and h.before not in _THAT_BODY and h.before != "member":
        return
    after = h.texts[h.i + 1 : h.i + 2]
    if after == ["of"] and not any(t in ("experts", "technocrats", "independents") for t in h.span(-1, 3)):
        return
    if h.word in ("experts", "independents") and h.before != "of" and not any(t in _GOVERNS for t in h.span(0, 6)):
        return
    if h.texts[h.i - 2 : h.i - 1] == ["to"] and any(t in _GIVEN_TO for t in h.span(9, -1)):
        return  # who is given the guns, the offices
    told = h.told_of("interim_authority")
    around = h.span(8, 9)
    rules = any(t in _RULES for t in around) or ("gaza" in h.texts and any(t in _MEETS for t in around))
    if told or (h.setting.home and rules):
        h.noun("interim_authority")


def governing(h: Here) -> None:
    """ "independents should run Gaza", "no role in governing the strip"; who rules it now is no news."""
    by = h.texts[h.i + 1 : h.i + 2] == ["by"] and any(t in _GROUND for t in h.span(5, -1))
    if (h.nominal and not h.word.endswith("ing")) or not (by or any(t in _GROUND for t in h.texts[h.i + 1 : h.i + 5])):
        return
    form = GOVERN[h.word]
    which = h.before == "to" and h.texts[max(0, h.i - 2) : h.i - 1]
    if which and which[0] in _MEANT and any(t in BODIES_OF_RULE for t in h.texts[max(0, h.i - 4) : h.i - 2]):
        return  # "the committee meant to run Gaza": only says which
    m = mood(h.texts, h.i, form, h.s.low)
    if m.kind in ("realised", "present", "ongoing") and not any(t in _RULERS for t in h.span(9, -1)):
        return
    if m.kind == "gerund":
        role = next((j for j in range(max(h.s.low, h.i - 4), h.i) if h.texts[j] in ("role", "part", "say")), None)
        if role is not None and "no" in h.texts[max(h.s.low, role - 2) : role]:
            h.says("interim_authority", "pledged", role)  # "would have no role in governing Gaza"
        elif role is not None:
            h.noun("interim_authority", role)
        return
    h.act("interim_authority", form)


_MEANT = word_set("meant supposed set named chosen appointed due tasked picked formed created")
GOVERN = _forms_of("run govern administer rule manage")


def force(h: Here) -> None:
    """ "The force will first go to ...", "any mission to disarm", "its planned contingent"."""
    if h.found or _speaks(h) or h.before in _OTHER_FORCES or h.texts[h.i + 1 : h.i + 2] == ["of"]:
        return
    if any(t in sub.WITHDRAW or t == "withdrawal" for t in h.span(4, 4)):
        return
    if (
        h.word == "deployment"
        and h.before in ("", ",", "that", "say", "says", "the", "its", "actual")
        and not any(t in sub.WARRING or t in ("army", "troops", "military", "lebanese") for t in h.texts)
    ):
        if any(t in _WAITS for t in h.span(-1, 12)):
            h.noun("stabilisation_force")
        return
    if h.word == "deployment" or h.texts[h.i + 1 : h.i + 2] in (["has"], ["will"]) or h.before in _NEGATED_SUBJECT:
        pass
    elif not h.told_of("stabilisation_force"):
        return
    near = any(t in _TROOPS_DO for t in (*h.texts[max(0, h.i - 9) : h.i], *h.texts[h.i + 1 : h.i + 10]))
    if h.told_of("stabilisation_force") or (h.setting.home and near):
        h.noun("stabilisation_force")


def crossing(h: Here) -> None:
    """A crossing that opens or closes: that of the people where it was the one named, else one for goods."""
    if h.found or "rafah" in h.texts or h.texts[h.i + 1 : h.i + 2] == ["of"]:
        return
    if h.texts[max(0, h.i - 3) : h.i] in (
        ["opening", "of", "the"],
        ["reopening", "of", "the"],
        ["closure", "of", "the"],
    ):
        return  # judged at that word
    verb = h.near(_OPENS | {"operational", "open", "closed", "shut"}, 9, 9)
    if verb is None or not (h.setting.home or h.told_of("aid_entry") or h.told_of("rafah_opening")):
        return
    if h.told_of("rafah_opening") is False and any(t in sub.TRAVELLERS | {"evacuation", "departures"} for t in h.texts):
        return
    egypt = any(t in ("egypt", "egyptian") for t in h.span(3, 4))  # the only one on that side
    people = (h.told_of("rafah_opening") or egypt) and h.word in ("crossing", "terminal", "gate")
    h.noun("rafah_opening" if people else "aid_entry", h.i)


def obligations(h: Here) -> None:
    """ "has not honoured its commitments", "to abide by the deal"."""
    if h.nominal or h.found:
        return
    what = h.near(OBLIGATIONS, 0, 6)
    if what is None or (h.texts[what] not in ("truce", "ceasefire") and not h.setting.home):
        return
    if h.texts[what + 1 : what + 2] and h.texts[what + 1] in ("on", "regarding", "concerning", "over"):
        return  # "its obligations on shelter": of something else
    end = h.texts.index(",", what) if "," in h.texts[what : what + 4] else what + 4
    if any(t in sub.NAMES and sub.NAMES[t] != "truce" for t in h.texts[h.i + 1 : end]):
        return
    if h.texts[what] in ("truce", "ceasefire", "agreement", "deal"):
        return  # the noun itself is judged
    h.act("truce", KEEP_WORD[h.word], what)


KEEP_WORD = _forms_of(
    "honour honor respect implement fulfil fulfill uphold observe meet keep commit abide adhere comply stick live_up"
)


def helpers_barred(h: Here) -> None:
    """ "banned 37 aid groups from working", "revoked the licences of aid agencies"."""
    who = h.near(_HELPERS, 0, 9)
    if who is None or h.nominal or (h.word in _SHUT and not _OFFICES & set(h.texts[h.i + 1 : who])):
        return
    if h.texts[who] in ("organisations", "organizations", "agencies", "groups", "charities") and not any(
        t in ("humanitarian", "aid", "relief", "international") for t in h.texts[h.i + 1 : who]
    ):
        return
    m = mood(h.texts, h.i, BAR[h.word], h.s.low)
    if m.kind in ("realised", "present", "ongoing") and not m.negated:
        h.says("aid_entry", "stalled", who)
    elif m.kind in ("due", "future", "weak", "promised", "infinitive") and not m.negated:
        h.says("aid_entry", "refused", who)


BAR = _forms_of("ban bar block expel revoke deregister prevent suspend outlaw prohibit forbid shut close evict")
_SHUT = frozenset(_forms_of("shut close"))
_OFFICES = {"offices", "office", "premises", "branches", "missions"}


def barred_goods(h: Here) -> None:
    """ "Stoves are still barred", "cement has not been allowed in"."""
    if h.found or not h.setting.home:
        return
    after = h.texts[h.i + 1 : h.i + 9]
    for j, t in enumerate(after):
        if t in (",", ";", "that", "which", "who"):
            return
        if t in _BARRED and any(x in ("is", "are", "was", "were", "been", "remain", "remains") for x in after[:j]):
            h.says("aid_entry", "stalled", None)
            return


_BARRED = word_set("barred banned blocked prohibited refused held_up stuck stranded")


def breaches(h: Here) -> None:
    """ "accused each other of almost daily breaches": those of the truce, where nothing else is named."""
    if h.found or not h.setting.home or any(t in sub.NAMES and sub.NAMES[t] == "truce" for t in h.texts):
        return
    before = h.texts[max(0, h.i - 14) : h.i]
    if any(t in _OTHER_BREACHES for t in h.texts) or "no" in before[-3:]:
        return
    by = h.texts[h.i + 1 : h.i + 2] == ["by"] and any(t in sub.FORCES for t in h.texts[h.i + 2 : h.i + 5])
    if not by and not any(t in ACCUSERS or t in _PROTESTS for t in before) and not _OWNERS & set(before[-2:]):
        return
    h.says("truce", "alleged_violation", h.i)


def blamed_for_fire(h: Here) -> None:
    """ "Each accused the other of firing first", where the text is about a truce."""
    if h.found or not any(t in ("truce", "ceasefire") for t in h.texts):
        return
    after = h.texts[h.i + 1 : h.i + 9]
    if "of" in after and any(t in _FIRES for t in after[after.index("of") + 1 :][:4]):
        h.says("truce", "alleged_violation", None)


BLAME = _forms_of("accuse blame")
_FIRES = word_set("firing shelling attacking bombing striking opening shooting launching killing")
_PROTESTS = _all("condemn denounce cite protest call") | {"over", "citing"}
_OWNERS = {
    "blatant",
    "flagrant",
    "gross",
    "clear",
    "grave",
    "its",
    "their",
    "israeli",
    "israel",
    "hamas",
    "occupation",
    "repeated",
    "continued",
}
_OTHER_BREACHES = word_set(
    """rights law laws humanitarian settlers settler contract data security sovereignty airspace sanctions charter
    convention conventions children journalists press protocol code"""
)
