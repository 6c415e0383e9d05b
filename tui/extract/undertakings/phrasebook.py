"""Turns of phrase that name no undertaking and yet tell of one: "the guns have fallen silent", "not a stone has been
laid", "the buses have left the prison".

A table by topic, in words that any agreement may use. In a pattern "a/b" parts alternatives, "?a" may be missing,
"{NAME}" is a word of a list, "*" is up to five words of the same sentence. One word is the key: "=word" takes the
label as it stands, "^verb" is a verb whose mood decides, in any form, and "#word" a noun of which something is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tui.extract.undertakings import subjects as sub
from tui.extract.undertakings.anchors import Here
from tui.extract.undertakings.inflection import forms, word_set
from tui.records import EvidenceLabel, Topic

_LISTS: dict[str, frozenset[str]] = {
    "HOSTAGES": sub.HOSTAGES,
    "PRISONERS": sub.PRISONERS,
    "AID": sub.AID | sub.GOODS,
    "WEAPONS": sub.WEAPONS,
    "SOLDIERS": word_set("troops soldiers tanks army forces military idf battalions brigades"),
    "TROOPS": sub.TROOPS,
    "PEOPLE": sub.PEOPLE,
    "FLED": sub.RETURNERS | sub.DISPLACED | word_set("fled owners people inhabitants"),
    "HELPERS": word_set("msf aid_worker unrwa ngo ngos charity charities oxfam agencies groups organisations"),
    "JAILS": sub.JAILS,
    "TRUCE": word_set("truce ceasefire"),
    "ARE": word_set("are is were was be been"),
    "ITS": word_set("its their the his any all these those remaining heavy hidden"),
    "NAMED": frozenset(f for v in ("name", "appoint", "announce", "choose", "select", "agree") for f in forms(v)),
    "TOWARDS": word_set("to for toward towards into north south"),
    "FRONTIER": word_set("border crossing crossings gate gates al-arish egypt kerem fence terminal"),
    "FOREIGN": word_set("foreign turkish qatari pakistani arab muslim such indonesian outside international"),
    "ROLLED": frozenset(
        f for v in ("leave", "depart", "set_off", "pull_out", "emerge", "roll", "drive", "exit") for f in forms(v)
    ),
}
_HOME, _TOLD, _ANY = "home", "told", ""
# topic, label ("" where the key decides), where it counts, patterns
_TABLE: tuple[tuple[Topic, EvidenceLabel | None, str, tuple[str, ...]], ...] = (
    ("truce", "under_way", _HOME, (
        "guns/weapons/cannons/fronts * =silent/quiet",
        "=calm/quiet ?has/have returned/prevailed/settled/reigned/prevails",
    )),
    ("truce", "stalled", _ANY, (
        "{TRUCE} * in ?complete =tatters/shreds/ruins", "{TRUCE} * by a =thread",
        "{TRUCE} * on ?the =brink/verge/ropes",
        "{TRUCE} * only on =paper", "{TRUCE} * in =name ?only", "{TRUCE} * on its last =legs",
    )),
    ("truce", "alleged_violation", _HOME, (
        "=broke/broken/breaking/betrayed/betraying its/their/his ?own word/promise/promises/pledges/commitments",
        "=reneged/reneging/reneges on ?its/their/the ?own commitments/obligations/promises/pledges/agreement/deal",
    )),
    ("truce", "alleged_violation", _ANY, (
        "=coup/aggression/assault/attack against/on ?the ?gaza agreement/deal/truce/ceasefire/accord",
    )),
    ("truce", "demanded", _ANY, (
        "=refrain from * * {TRUCE}", "=avoid/avoiding/prevent any/all actions/steps/action/acts * * {TRUCE}",
    )),
    ("withdrawal", "refused", _HOME, (
        "{SOLDIERS} * =stay/stays/staying put",
        "=expand/expands/expanding/widen/widening/enlarge * buffer zone/perimeter",
        "=holding_on_to/hold_on_to/hold_onto/holding_onto * zone/corridor/perimeter/posts/hills",
        "=cling/clings/clinging to ?its/the * zone/corridor/perimeter/posts/hills",
    )),
    ("withdrawal", "partial", _HOME, ("{SOLDIERS} * {ARE} =still in/inside/on/at/behind/beyond",)),
    ("withdrawal", "stalled", _HOME, (
        "{SOLDIERS} * have/has/haven't/hasn't/had ?not ?yet =moved/budged/left/withdrawn/pulled_back",
        "{SOLDIERS} {ARE} ?still =where they/it", "{SOLDIERS} =stay/remain/stand/sit where they/it",
        "not ?one/a/single {SOLDIERS} * =left/moved/withdrawn/pulled_back",
    )),
    ("withdrawal", None, _HOME, (
        "#deployment/repositioning/redeployment along/on/behind/to ?the ?agreed line/lines/yellow_line",
        "{SOLDIERS} * ^abandon/evacuate ?its/their/the/several/two/three posts/positions/bases",
    )),
    ("hostage_release", "under_way", _ANY, (
        "{HOSTAGES} * {ARE} ?now ?in ?the ?hands ?of/with ?the =red_cross/icrc",
        "{HOSTAGES} * {ARE} ?now ?safely ?back in/on =israel/israeli",
    )),
    ("hostage_release", "completed", _ANY, (
        "every/all * {HOSTAGES} * * * =accounted for",
    )),
    ("bodies_return", "completed", _ANY, (
        "every/all * {HOSTAGES} * dead/deceased * =accounted for", "every/all * {HOSTAGES} * * dead * =accounted for",
    )),
    ("prisoner_release", None, _HOME, ("{PRISONERS} * ^reunite", "{PRISONERS} * ^step_off/disembark/alight")),
    ("prisoner_release", "under_way", _ANY, (
        "=bus/buses/coaches/convoy/minibuses * {ROLLED} * {JAILS}", "=buses/coaches/minibuses * {PRISONERS} * {ROLLED}",
    )),
    ("aid_entry", None, _ANY, ("{AID} * ^set_off/depart/head {TOWARDS}", "{AID} * ^set_off *")),
    ("aid_entry", "stalled", _ANY, (
        "=ordered/orders/ordering/told/instructed * {HELPERS} * to stop/leave/cease/halt/suspend/quit/end",
        "{AID} * =denied/refused entry/access/passage/permission/clearance", "{AID} * =stranded/rotting/idling",
    )),
    ("aid_entry", "stalled", _HOME, (
        "{AID} * =waiting/queueing/queuing/parked/loaded in/at/on/outside/near/along ?the {FRONTIER}",
        "{AID} * =waiting/queueing/queuing/parked/loaded on the egyptian side",
        "{AID} * {ARE} * =waiting/parked/loaded for days/weeks/months/permission/clearance/approval",
    )),
    ("aid_entry", "partial", _HOME, (
        "=facilitated * of * humanitarian/aid movements/missions/convoys",
        "humanitarian/aid movements/missions/convoys/requests * * * =facilitated * * impeded/denied/cancelled/rejected",
    )),
    ("aid_entry", None, _HOME, ("bakeries/bakery/kitchens * ^reopen/restart",)),
    ("rafah_opening", "stalled", _ANY, (
        "no/nobody/none * through/via/at =rafah", "no/nobody/none * get_through/got_through/gets_through =rafah",
    )),
    ("disarmament", "refused", _ANY, (
        "{WEAPONS} * red =line/lines", "{WEAPONS} * off the =table",
        "{WEAPONS} * not ?up for =discussion/negotiation/debate",
        "{WEAPONS} {ARE} a/an/our/its ?legitimate/natural/inherent/sacred =right",
        "{WEAPONS} * =sacred/untouchable/non-negotiable", "=cling/clings/clung/clinging to ?its/their/the * {WEAPONS}",
        "=hide/hides/hid/hiding/bury/burying/stash/stashing {ITS} {WEAPONS}",
        "=anything/everything but surrendering/surrender/disarming/disarm/giving_up/handing_over",
    )),
    ("disarmament", "stalled", _ANY, (
        "{WEAPONS} =stay/stays/remain/remains where it/they is/are",
        "{WEAPONS} * =stay/stays/remain/remains in its/their/hidden/the ?hands/place",
        "=still has/have/holds/hold/keeps/keep its/their/the {WEAPONS}",
        "not/no ?a/one ?single {WEAPONS} * =handed_over/given_up/surrendered/collected/turned_in/laid_down",
    )),
    ("disarmament", None, _ANY, ("^put ?its/their/the/all {WEAPONS} beyond use",)),
    ("disarmament", "partial", _ANY, (
        "percent/cent/%/most/half * {ARE} ?now =free of * {WEAPONS}",
        "area/zone/sector/region/south * * {ARE} ?now =clear/free/cleared of ?all ?hezbollah/hamas ?heavy {WEAPONS}",
    )),
    ("disarmament", "completed", _ANY, (
        "{ARE} ?now ?completely/entirely =free of ?all/hezbollah/hamas/its {WEAPONS}",
    )),
    ("disarmament", None, _ANY, (
        "^strip of ?its/their/all {WEAPONS}", "^rid ?the gaza/strip/enclave/territory/country of {WEAPONS}",
        "^leave ?its/their/the ?heavy {WEAPONS} behind",
        "^renounce ?its/their/the ?armed {WEAPONS}/struggle", "^take_over ?all {ITS} {WEAPONS}",
        "^take_over hezbollah/hamas {WEAPONS}", "^lay_aside/put_away/lock_away/deposit {ITS} {WEAPONS}",
        "#monopoly on/of/over ?the ?use ?of {WEAPONS}/force",
    )),
    ("stabilisation_force", "pledged", _ANY, (
        "=readies/readying/earmarks/earmarked/assembling * {TROOPS} * force/mission/gaza/stabilisation_force",
    )),
    ("stabilisation_force", "stalled", _HOME, (
        "no/not ?a/one ?single {FOREIGN} {TROOPS} * =patrol/patrols/arrived/deployed/landed/set_foot/has/have/is/are",
        "no {FOREIGN} {TROOPS} * {ARE} * =in/inside/on",
    )),
    ("stabilisation_force", None, _TOLD, ("#boots on the ground",)),
    ("stabilisation_force", "refused", _ANY, (
        "no {FOREIGN} ?or ?{FOREIGN} {TROOPS} =in gaza",
        "=opposition/opposed/objection/objections to any/a/the {FOREIGN} presence/role/troops/soldiers",
    )),
    ("stabilisation_force", None, _ANY, (
        "^pick/name/appoint/choose/select/nominate * commander/head/chief/general/leader * stabilisation_force",
    )),
    ("interim_authority", "stalled", _HOME, (
        "technocratic_committee/technocrats/committee/panel * =stuck/stranded/sits/waits/waiting in cairo/egypt",
        "technocratic_committee/technocrats/committee/panel * still/remains =in/outside cairo/egypt/gaza",
    )),
    ("phase_two", "under_way", _HOME, (
        "=clearing/clears/cleared/paving/paves/paved/opening/opens ?the way/path/door/ground for/to * second_phase",
    )),
    ("interim_authority", None, _TOLD, ("#members/line-up/composition/names/chairman/head * {NAMED}",)),
    ("interim_authority", None, _HOME, ("hamas/movement/group * ^step_aside/step_down/bow_out",)),
    ("reconstruction", "partial", _HOME, (
        "less/only ?than a/one/two/three tenth/fifth/quarter/third/percent of * rubble/debris * =cleared/removed",
    )),
    ("reconstruction", "pledged", _HOME, (
        "put/puts/putting/laid * money/cash/funds/billion/dollars on the =table * reconstruction/rebuilding/rebuild",
    )),
    ("reconstruction", None, _HOME, ("rubble/debris * {ARE} ^clear/remove/cart_away",)),
    ("reconstruction", "stalled", _HOME, (
        "not/no ?a/one ?single =brick/stone/house/home/wall/bag",
        "=donors/donor * hold_back/wait/waiting/hesitate/hesitant",
    )),
    ("reconstruction", None, _HOME, (
        "^break ground * homes/housing/houses/city/neighbourhood/district",
        "^lay ?the ?first foundation/foundations/cornerstone",
    )),
    ("return_of_displaced", "stalled", _HOME, (
        "=out_of_bounds/off_limits/off-limits * {FLED}", "{FLED} * nowhere to =return/go",
        "no =home/homes/house/houses to return/go_back/come_back ?to",
    )),
    ("return_of_displaced", "under_way", _HOME, (
        "{PEOPLE} who/that ?have/had ?already =went_back/gone_back/returned/came_back",
        "=those who ?have/had ?already went_back/gone_back/returned/came_back",
    )),
    ("return_of_displaced", None, _HOME, ("{PEOPLE} * ^trickle/pour/drift/crowd back/home/north/northwards",)),
)  # fmt: skip
_GAP = 5
_STOPS = frozenset(".;:!?")


class _Slot(NamedTuple):
    words: frozenset[str] | None
    """None: up to `_GAP` words."""
    optional: bool = False


class _Turn(NamedTuple):
    topic: Topic
    label: EvidenceLabel | None
    where: str
    before: tuple[_Slot, ...]
    """Nearest to the key first."""
    after: tuple[_Slot, ...]
    form: str
    """Form of the verb; "" for a given label, "#" for a noun."""


def _slot(token: str) -> _Slot:
    if token == "*":
        return _Slot(None)
    optional = token.startswith("?")
    words: set[str] = set()
    for part in token.lstrip("?").split("/"):
        words |= _LISTS[part[1:-1]] if part.startswith("{") else {part}
    return _Slot(frozenset(words), optional)


def _book() -> dict[str, list[_Turn]]:
    found: dict[str, list[_Turn]] = {}
    for topic, label, where, patterns in _TABLE:
        for pattern in patterns:
            tokens = pattern.split()
            k = next(i for i, t in enumerate(tokens) if t[0] in "=^#")
            before, after = tuple(map(_slot, reversed(tokens[:k]))), tuple(map(_slot, tokens[k + 1 :]))
            sign, keys = tokens[k][0], tokens[k][1:].split("/")
            of_verbs = {f: form for key in keys for f, form in forms(key).items()}
            words = of_verbs if sign == "^" else dict.fromkeys(keys, "#" if sign == "#" else "")
            for word, form in words.items():
                found.setdefault(word, []).append(_Turn(topic, label, where, before, after, form))
    return found


_BOOK = _book()
KEYS = frozenset(_BOOK)


def _reach(texts: Sequence[str], i: int, step: int, slots: tuple[_Slot, ...], k: int = 0) -> int | None:
    """Index of the last word that slots[k:] take from i on in the direction of `step`; None where they do not fit."""
    if k == len(slots):
        return i - step
    slot = slots[k]
    if slot.words is None:
        for gap in range(_GAP + 1):
            found = _reach(texts, i + step * gap, step, slots, k + 1)
            if found is not None:
                return found
            at = i + step * gap
            if not 0 <= at < len(texts) or texts[at] in _STOPS:
                return None
        return None
    if 0 <= i < len(texts) and texts[i] in slot.words:
        found = _reach(texts, i + step, step, slots, k + 1)
        if found is not None:
            return found
    return _reach(texts, i, step, slots, k + 1) if slot.optional else None


def saying(h: Here) -> None:
    """What a turn of phrase at this word tells of, unless the words have told of that topic already."""
    for turn in _BOOK[h.word]:
        if any(a.topic == turn.topic for a in h.found):
            continue
        if turn.where and not (h.told_of(turn.topic) or (turn.where == _HOME and h.setting.home)):
            continue
        first = _reach(h.texts, h.i - 1, -1, turn.before)
        if first is None or _reach(h.texts, h.i + 1, 1, turn.after) is None:
            continue
        if turn.topic == "hostage_release" and any(t in sub.BODIES for t in h.texts[first : h.i]):
            continue  # "the hostages' bodies are back in Israel"
        thing = first if turn.before else None
        if turn.label is not None:
            h.says(turn.topic, turn.label, thing)
        elif turn.form == "#":
            h.noun(turn.topic, h.i)
        else:
            h.act(turn.topic, turn.form, thing)
