"""Lexicons of the topics by meaning: the things and people a topic is about, and the verbs that move them."""

from __future__ import annotations

from typing import cast

from tui.extract.undertakings.inflection import Verb, forms, word_set
from tui.records import Topic


def verbs(text: str) -> dict[str, Verb]:
    """All forms of the lemmas in a word list."""
    return {f: Verb(lemma, form) for lemma in text.split() for f, form in forms(lemma).items()}


# ------------------------------------------------------------------ people and things

HOSTAGES = word_set("hostage hostages captive captives abductee abductees")
BODIES = word_set("body bodies remains corpse corpses coffin coffins human_remains")
DEAD = word_set("dead deceased slain late fallen")
PRISONERS = word_set(
    "prisoner prisoners detainee detainees inmate inmates prisoners_of_war pow pows detained jailed imprisoned captured"
)
AID = word_set(
    """aid food fuel truck trucks truckload truckloads lorry lorries supplies convoy convoys flour medicine medicines
    tents gas assistance relief wheat shipment shipments tanker tankers caravans shelters goods vaccines pallets parcels
    meals rations kits diesel cargo cargoes consignment consignments blankets tarpaulins commodities
    generators"""
)
AID_NAMES = word_set(
    """cargo pallets shipments shipment consignments aid supplies convoy convoys trucks truckloads lorries assistance
    relief food fuel truck tankers"""
)
"""Those that stand for aid where no verb of entry is near."""
FORCES = word_set(
    """troop troops force forces army military soldier soldiers tank tanks idf israel israeli israelis fighters
    militants militant hezbollah hamas rsf eritrean russia russian ukraine ukrainian rebels brigades units
    garrison settlers eritrea rwanda rwandan m23 syrian militia militias guerrillas paramilitaries insurgents
    battalions"""
)
OWN_MEMBERS = word_set("hamas hezbollah")
"""Forces that are at home where they are: they hold no territory that another waits for."""
TROOPS = word_set("troops soldiers peacekeepers battalion battalions brigade contingent contingents personnel")
ABROAD = word_set(
    """stabilisation_force gaza peacekeeping peacekeepers international mission stabilisation stabilization
    multinational litani isf unifil countries nations country states state"""
)
WARRING = word_set("israel israeli idf hamas russia russian hezbollah kremlin moscow")
WEAPONS = word_set(
    """weapon weapons firearm firearms arms arsenal arsenals weaponry rocket rockets missile missiles gun guns
    rifle rifles tunnels depots caches stockpiles stockpile launchers munitions ammunition"""
)
REARMING = word_set("infrastructure capabilities tunnels military forces arsenal strength army")
PEOPLE = word_set(
    """displaced residents families people palestinians gazans civilians refugees villagers returnees evacuees
    inhabitants lebanese thousands"""
)
RETURNERS = word_set("displaced residents families villagers refugees evacuees returnees gazans inhabitants civilians")
HOME = word_set(
    """home homes north northern houses villages town towns south neighbourhoods neighborhoods area areas city"""
)
DISPLACED = word_set("displaced uprooted homeless")
PALESTINIANS = word_set("palestinian palestinians gazan gazans")
HOSTILITIES = word_set(
    "strikes attacks bombardment bombardments hostilities fighting shelling bombing offensive airstrikes"
    " raids aggression"
)
GOODS = word_set(
    """cement stoves stove insulin caravan spare-parts pipes
    steel materials generators solar-panels batteries
    antibiotics medication clothing bedding seeds fodder vaccine"""
)
"""Goods that are aid where the text is about the agreement."""
JAILS = word_set("jail jails prison prisons custody detention cells")
LINES = word_set("line lines yellow_line")
POSTS = word_set("positions points hills hilltops outposts posts heights bases")
TAKEN_PART_IN = word_set(
    """race contest election elections vote talks negotiations negotiation deal agreement accord treaty pact event
    competition tournament market markets project programme program conference meeting summit council union coalition
    government post candidacy case lawsuit court session partnership contract office campaign nomination"""
)
"""What is left by who takes part no longer: no ground is given up."""
WATCHED = word_set(
    """ceasefire truce implementation compliance agreement withdrawal cessation deal violations disarmament"""
)
CONTROL = word_set(
    """control occupation yellow_line israeli-controlled israeli-held israeli-occupied israeli-militarized
    israeli-militarised russian-controlled russian-held"""
)
SHARES = word_set(
    "half percent % cent third quarter quarters two-thirds majority most positions points hills hilltops outposts posts"
    " heights ridges villages bases"
)

# ------------------------------------------------------------------ verbs with their thing

RELEASE = verbs("release free liberate set_free let_go let_out walk_free")
RETURN = verbs(
    "send_back transport fly_home return hand hand_over hand_back transfer give_back turn_over repatriate bring_back"
    " bring_home come_home come_back deliver"
)
FIND = verbs("recover retrieve locate find identify search look_for exhume receive collect")
EXCHANGE = verbs("exchange swap trade")
WITHDRAW = verbs(
    "withdraw pull_back pull_out pull_away redeploy retreat vacate move_back reposition draw_back move_out"
)
PULL = verbs("pull move draw")
PLACE = verbs("position reposition redeploy")
LEAVE = verbs("leave quit exit")
KEEP = verbs("keep retain maintain")
STAY = verbs("hold control occupy remain operate stay keep retain") | {
    f: Verb(f, "past") for f in ("deployed", "stationed", "positioned", "present", "entrenched")
}
ENTER = verbs(
    """enter cross reach arrive go_in get_in get_through come_in allow_in let_in admit deliver distribute flow pour
    trickle bring transport dispatch send get go offload unload collect supply provide receive import hand_out truck
    process clear carry roll pick_up move pass allow permit let"""
)
ARRIVE = verbs("cross arrive enter reach pass leave")
CEDE = verbs("dissolve relinquish cede hand_over surrender transfer give_up")
GATES = word_set("crossing crossings gate gates terminal border")
POWER = word_set("power government governance administration rule")
TRAVELLERS = word_set("patients travellers travelers evacuees wounded passengers people")
OPEN = verbs("open reopen")
DISARM = verbs("disarm decommission demilitarise demilitarize demobilise demobilize")
GIVE_ARMS = verbs(
    "lay_down give_up surrender hand hand_over relinquish store freeze destroy collect turn_in dismantle deliver part"
    " confiscate mothball remove hand_in transfer pass yield blow_up demolish detonate put_down turn_over"
)
SEND = verbs("send contribute deploy commit provide dispatch offer pledge volunteer supply")
DEPLOY = verbs("deploy")
WATCH = verbs("monitor oversee supervise verify watch")
STOP = verbs("stop halt end cease suspend pause")
REARM = verbs("rearm rebuild restore replenish reconstitute smuggle")
OWNED = word_set("its their hamas hezbollah group movement militia of")
FOR_OTHERS = word_set("work school power office talks war fighting negotiations normal life court parliament")
GO = verbs("walk stream head trek flock travel drive march walk_out walk_free leave reach arrive")
GO_BACK = verbs("roll_back fall_back move_away depart drive_back roll_out")
LAND = verbs("land disembark deploy fly_in set_foot")
CLEAR = verbs("clear remove haul")
RECOGNISE = verbs("recognise recognize")
REBUILD = verbs("rebuild reconstruct redevelop")
COME_BACK = verbs("return come_home go_home resettle head_back go_back come_back")

# ------------------------------------------------------------------ nouns

NOUNS_OF_RELEASE = word_set("release releases freeing liberation")
NOUNS_OF_RETURN = word_set(
    "return handover transfer repatriation handing delivery handovers returning retrieval recovery"
)
NOUNS_OF_EXCHANGE = word_set("exchange exchanges swap swaps")
NOUNS_OF_ENTRY = word_set(
    """passage transfer transit supply
    offloading collection import imports provision entry delivery deliveries flow flows entrance influx
    inflow access arrival shipment shipments distribution"""
)

NAMES: dict[str, Topic] = {
    noun: cast(Topic, topic)
    for topic, nouns in {
        "withdrawal": "withdrawal withdrawals pullout pullback pullouts pullbacks redeployment drawdown",
        "disarmament": "arms_question demobilisation demobilization "
        "disarmament decommissioning demilitarisation demilitarization disarming weapons",
        "stabilisation_force": "stabilisation_force isf peacekeepers peacekeeper",
        "interim_authority": "board_of_peace technocratic_committee technocrats ncag technocratic",
        "reconstruction": "reconstruction redevelopment rebuilding debris_removal donor_conference early_recovery",
        "phase_two": "second_phase peace_plan",
        "political_track": "elections palestinian_state statehood pa_reform border_talks",
        "monitoring": "monitoring_body cmcc monitors observers",
        "truce": "ceasefire truce cessation armistice end_war agreement deal accord pact resolution",
        "rafah_opening": "rafah",
        "aid_entry": "blockade siege " + " ".join(sorted(AID_NAMES)),
    }.items()
    for noun in nouns.split()
}
"""Nouns that name the undertaking itself."""
