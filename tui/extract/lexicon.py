"""Words by meaning: what can happen to those who are counted, and what can be counted.

An *action* is what a verb or a noun of action says ("killed", "the release of"); a *thing* is what the head of the
counted noun phrase is ("hostages", "trucks"). `measure_of` joins both into a measure of the contract.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from tui.records import Measure

Action = Literal[
    "kill", "injure", "lose", "abduct", "hold", "free", "return", "recover", "detain", "displace", "affect", "destroy",
    "enter", "deploy", "violate", "attack", "die",
]  # fmt: skip
Thing = Literal[
    "people", "captive", "prisoner", "body", "death", "injury", "casualty", "truck", "pallet", "violation", "attack",
    "building", "troops", "patient", "household", "share", "arrest", "paper", "plain",
]  # fmt: skip


class Verb(NamedTuple):
    action: Action
    active: bool
    """Can take the counted as its object: "killed 24 people"."""
    passive: bool
    """Can be said of the counted: "24 people were killed", "24 people died"."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


VERBS: dict[str, Verb] = {}


def _add(action: Action, forms: str, *, active: bool = True, passive: bool = True) -> None:
    for form in forms.split():
        VERBS[form] = Verb(action, active, passive)


def _regular(action: Action, stems: str) -> None:
    """Regular verbs given in the infinitive. The past form is passive as well; the others are only active."""
    for stem in stems.split():
        if stem.endswith("e"):
            past, third, gerund = stem + "d", stem + "s", stem[:-1] + "ing"
        elif stem.endswith("y") and stem[-2] not in "aeiou":
            past, third, gerund = stem[:-1] + "ied", stem[:-1] + "ies", stem + "ing"
        else:
            past, third, gerund = (
                stem + "ed",
                stem + ("es" if stem.endswith(("s", "sh", "ch", "x", "z")) else "s"),
                stem + "ing",
            )
        _add(action, past)
        _add(action, f"{stem} {third} {gerund}", passive=False)


_regular(
    "kill",
    "kill murder massacre slaughter assassinate execute martyr behead lynch eliminate neutralise neutralize",
)
_add("kill", "gunned mowed wiped")
_add("kill", "wipes wiping", passive=False)
_add("kill", "slain gunned-down")
_add("kill", "slay slays slaying", passive=False)
_add(
    "die",
    "crushed frozen froze suffocated asphyxiated electrocuted "
    "dead died die dies dying perished perish perishes succumbed succumb drowned deceased lifeless",
    active=False,
)
_regular("injure", "injure wound maim hurt-badly stab harm hospitalise hospitalize bruise")
_add("injure", "hurt shot beaten beat")
_add("injure", "shoot shoots shooting hurts hurting beats beating", passive=False)
_add("injure", "sustained", active=False)
_add("kill", "lost loses losing lose", passive=False)
_add("lose", "missing unaccounted disappeared vanished trapped unknown buried", active=False)
_regular("abduct", "abduct kidnap")
_add("abduct", "kidnapped")
_add("abduct", "kidnapping", passive=False)
_add("hold", "held jailed imprisoned kept incarcerated remaining captive withheld")
_add(
    "hold",
    "hold holds holding keeps keeping jails jailing imprisons imprisoning withhold withholds withholding",
    passive=False,
)
_add("hold", "remain remains remained languish languishing", active=False)
_regular("free", "release exchange swap liberate")
_add("free", "freed swapped")
_add("free", "free frees freeing swap swapping", passive=False)
_regular("return", "return transfer transport repatriate receive deliver")
_add("return", "bused bussed ferried flown deported escorted", active=False)
_add("return", "gave given surrendered turned handed sent brought transferred received returned")
_add(
    "return",
    "hand hands handing send sends sending bring brings bringing transferring "
    "transfers receive receives receiving return returns returning",
    passive=False,
)
_regular("recover", "recover retrieve extract exhume unearth locate pull discover dig")
_add("recover", "found dug recovered")
_add("recover", "find finds finding", passive=False)
_regular("detain", "detain arrest apprehend capture haul seize")
_add("detain", "nabbed")
_add("detain", "nab nabs nabbing", passive=False)
_add("detain", "round rounds rounding rounded", passive=False)
_add("detain", "rounded-up")
_regular("displace", "displace uproot evacuate dispossess evict relocate expel")
_add("displace", "homeless fled fleeing flee flees", active=False)
_regular("affect", "affect impact deprive expose")
_regular("destroy", "destroy demolish damage raze flatten level bulldoze burn wreck ruin torch gut")
_add("destroy", "hit struck collapsed collapse collapsing flooded", active=False)
_add("destroy", "blown blew blowing dynamited", active=True)
_add("destroy", "razed levelled leveled burnt uninhabitable")
_regular("enter", "enter cross reach pass arrive offload collect admit unload bring-in clear distribute")
_add("enter", "picked")
_add("enter", "let lets went gone go goes going entering let letting")
_add("deploy", "based", active=False)
_regular("deploy", "deploy station contribute pledge dispatch commit")
_add("deploy", "deployed")
_regular("violate", "violate breach")
_add("violate", "broke broken break breaks breaking")

_ACTION_NOUNS: dict[Action, str] = {
    "kill": "killing killings death deaths murder murders massacre massacres assassination execution martyrdom loss",
    "injure": "injury injuries wounding wounds injuring",
    "free": "release liberation freeing freedom exchange swap",
    "return": "return handover transfer repatriation delivery receipt",
    "recover": "recovery retrieval discovery extraction exhumation",
    "detain": "arrest arrests detention detentions",
    "displace": "displacement evacuation expulsion",
    "abduct": "abduction abductions kidnapping kidnappings capture",
    "lose": "disappearance",
    "destroy": "destruction demolition demolitions damage",
    "enter": "entry arrival passage crossing entrance",
    "deploy": "deployment",
    "hold": "captivity imprisonment",
}
ACTION_NOUNS: dict[str, Action] = {w: action for action, words in _ACTION_NOUNS.items() for w in words.split()}

BODY_NOUNS = _words("body bodies remains corpse corpses coffin coffins")

_THINGS: dict[Thing, str] = {
    "body": "body bodies remains corpse corpses coffin coffins recoveries retrievals",
    "death": "death deaths fatality fatalities martyr martyrs dead killed killings killing",
    "injury": "injury injuries injured wounded wounds",
    "casualty": "casualty casualties victims",
    "captive": "hostage hostages captive captives abductee abductees",
    "prisoner": "prisoner prisoners detainee detainees inmate inmates",
    "truck": "truck trucks truckload truckloads lorry lorries tanker tankers lorryload lorryloads",
    "pallet": "pallet pallets",
    "violation": "violation violations breach breaches infringement infringements infraction infractions",
    "attack": (
        "attack attacks incident incidents raid raids strike strikes airstrike airstrikes assault assaults "
        "bombing bombings shooting shootings ambush ambushes "
        "incursion incursions bombardment bombardments shelling shellings"
    ),
    "building": (
        "building buildings home homes house houses structure structures apartment apartments residence residences "
        "school schools mosque mosques hospital hospitals dwelling dwellings tower towers shelter shelters tent tents "
        "facility facilities clinic clinics bakery bakeries block blocks"
    ),
    "troops": "troop troops peacekeeper peacekeepers",
    "patient": "patient patients evacuees",
    "arrest": "arrest arrests detentions",
    "household": "family families household households",
    "paper": (
        "statement statements report reports document documents video videos photo photos photograph photographs "
        "image images list lists letter letters page pages copy copies map maps page round rounds meeting meetings "
        "talk talks session sessions call calls seat seats time times thing things issue issues step steps message "
        "reason reasons question questions goal goals way ways condition conditions option options record records "
        "game games point points case cases product products event events proposal proposals member-states draft "
        "drafts idea ideas sum sums fund funds asset assets ship ships aircraft drone drones missile missiles "
        "rocket rockets tank tanks weapon weapons tunnel tunnels bomb bombs shell shells vehicle vehicles area "
        "areas village villages town towns country countries nation nations state states city cities part parts "
        "side sides project projects programme program company companies bank banks crossing crossings phase "
        "sheep goat goats lamb lambs cow cows cattle livestock animal animals donkey donkeys horse horses camel camels "
        "dog dogs chicken chickens bird birds tree trees beehive beehives "
        "phases article articles book books film films song songs paper papers survey surveys study studies"
    ),
}
THINGS: dict[str, Thing] = {w: thing for thing, words in _THINGS.items() for w in words.split()}

PEOPLE = _words(
    """people person persons civilian civilians resident residents citizen citizens individual individuals man men
    woman women child children boy boys girl girls minor minors youth youths baby babies infant infants teenager
    teenagers toddler toddlers adult adults elderly national nationals soldier soldiers officer officers
    policeman policemen police fighter fighters militant militants gunman gunmen terrorist terrorists commander
    commanders member members journalist journalists reporter reporters worker workers doctor doctors medic
    medics nurse nurses paramedic paramedics personnel staff employee employees driver drivers fisherman
    fishermen farmer farmers protester protesters protestor protestors demonstrator demonstrators settler
    settlers refugee refugees migrant migrants student students pupil pupils teacher teachers worshipper
    worshippers bystander bystanders passenger passengers peacekeeper peacekeepers servicemen serviceman
    servicewomen reservist reservists relative relatives suspect suspects others other victim victims survivor
    survivors mother mothers father fathers brother brothers sister sisters son sons daughter daughters parent
    parents sibling siblings returnee returnees traveller travellers traveler travelers operative operatives
    agent agents official officials guard guards rescuer rescuers volunteer volunteers inhabitant inhabitants
    villager villagers leader leaders activist activists lawyer lawyers shepherd shepherds"""
)

_DIRECT: dict[Thing, Measure] = {
    "death": "killed",
    "injury": "injured",
    "truck": "trucks",
    "pallet": "pallets",
    "violation": "violations",
    "arrest": "detained",
}
_OF_PEOPLE: dict[Action, Measure] = {
    "kill": "killed",
    "die": "killed",
    "injure": "injured",
    "lose": "missing",
    "abduct": "abducted",
    "hold": "held",
    "detain": "detained",
    "displace": "displaced",
    "affect": "affected",
}


_NOT_PEOPLE = _words("""trees fees knees bees committees guarantees degrees plans loans vans cans oceans doors
    floors motors factors sectors tractors reactors generators corridors containers
    trailers bulldozers rivers bunkers posters orders borders offers computers""")


def is_people(head: str, capital: bool) -> bool:
    """Whether a noun can stand for people: a listed one, or a capitalised plural ("Samplelanders", "Gazans")."""
    if head in PEOPLE or THINGS.get(head) in ("captive", "prisoner", "household", "patient", "troops"):
        return True
    if head in THINGS or head in _NOT_PEOPLE:
        return False
    if capital:
        return True
    return head.endswith(("ers", "ists", "ans", "ees", "men", "women", "ors"))


def measure_of(action: Action | None, thing: Thing, *, people: bool, dead: bool = False) -> Measure | None:
    """The measure of what happened to a thing; None when that is nothing we count.

    `people`: the head can stand for people; `dead`: the phrase says that they are no longer alive.
    """
    if thing == "death" and action == "recover":
        return "bodies_recovered"
    if thing == "death" and action in ("hold", "free"):
        return "bodies_held" if action == "hold" else "bodies_returned"
    if thing in _DIRECT and not (thing == "truck" and action in ("destroy", "attack")):
        return _DIRECT[thing]
    if thing == "attack":
        return "attacks" if action not in ("kill", "injure", "die", "destroy") else None
    if thing == "casualty" and action in (None, "affect", "enter", "return"):
        return "casualties"
    if dead and people and thing == "plain" and action in (None, "enter"):
        return "killed"
    if thing == "body" or (dead and action in ("free", "return", "recover", "hold", "lose")):
        return _of_bodies(action)
    if thing == "building":
        return "buildings" if action == "destroy" else None
    if thing == "paper":
        return None
    if action in ("kill", "die", "injure"):
        return _OF_PEOPLE[action]
    if thing == "patient":
        return "patients" if action in (None, "displace", "hold", "enter", "free", "return") else _OF_PEOPLE.get(action)
    if thing == "troops" and action in ("deploy", "return", "enter"):
        return "troops"
    if action in ("detain", "abduct"):
        return _OF_PEOPLE[action]
    if action == "deploy":
        return "troops" if people else None
    if not people:
        return None
    if action == "enter" and thing in ("captive", "prisoner"):
        return "released"  # "twenty captives crossed back into Israel"
    if action == "free":
        return "released"
    if action == "return":
        return "released" if thing in ("captive", "prisoner", "household") else None
    if action == "recover":
        return "released" if thing == "captive" else None
    if action is None:
        return None
    return _OF_PEOPLE.get(action)


def _of_bodies(action: Action | None) -> Measure | None:
    if action in ("free", "return", "enter"):
        return "bodies_returned"
    if action == "recover":
        return "bodies_recovered"
    if action in ("hold", "lose"):
        return "bodies_held"
    if action in ("kill", "die"):
        return "killed"
    return None


AUX = _words(
    """is are was were be been being has have had having will would could should may might can must do does did get
    gets got to not also already now still since then so far reportedly allegedly apparently believed thought
    feared said confirmed reported presumed known set due expected supposed scheduled likely yet about being
    left later just pronounced declared listed considered officially both all either"""
)
DETERMINERS = _words("""the a an this that these those its their his her our my your another each every some any no""")
PREPOSITIONS = _words(
    """of in on at by for from to with without within into onto over under through during since until till after
    before between among amongst across against along around near behind beyond despite toward towards upon via
    inside outside throughout off per than as like about including excluding except following amid amidst due
    because while when where whereas if unless although though whether that which who whom whose"""
)
CONJUNCTIONS = _words("and or but nor plus so yet")
PRONOUNS = _words("""he she it they we i you him her them us me himself itself themselves there here what how why""")
PUNCTUATION = frozenset(".,;:!?…()[]{}–—-\"“”‘’'«»/|•*⭕🔴·●▪+=")
ADVERBS = _words(
    """alone alive only just even still again ago later today together too also away back out up down over there
    here"""
)
NOT_ADVERBS = _words("""
    family early elderly daily weekly monthly assembly ally italy july friendly likely only
""")
IRREGULAR = _words(
    """taken given seen gone brought sent held lost shot found built born hit struck drawn began said told went
    came took drew gave saw made left fell fought led met paid ran won broke spoke wrote chose grew knew rose
    stood"""
)
"""Past forms that end a noun phrase as surely as "-ed" does."""
FINITE = _words("began said told went came took drew gave saw fell ran broke spoke wrote chose grew knew rose stood")
"""Past forms that are never participles: no noun phrase begins with them."""
