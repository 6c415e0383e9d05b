"""Word classes of English that the quote rules ask for: closed classes, reporting verbs, common verbs.

All lists are general: nothing here knows an article, a person or an event.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple


def words(text: str) -> frozenset[str]:
    """The words of a list written with spaces."""
    return frozenset(text.split())


DETERMINERS = words(
    """
    the a an this that these those some any each every no all both another such many most several few much
    more his her its their my our your one two three four five six seven eight nine ten another other others
    either neither
    """
)
SUBJECT_PRONOUNS = words("he she they i it we you who")
PRONOUNS = SUBJECT_PRONOUNS | words("him her them us me himself herself themselves itself what which whom this that")
PREPOSITIONS = words(
    """
    of for at in from with on to by against about under behind near outside as during after before among
    between inside into over through within without across along around amid despite since toward towards
    until upon via per following regarding concerning including like unlike than throughout beyond above
    below off out up down onto
    """
)
AUXILIARIES = words(
    """
    is are was were be been being am has have had having do does did will would shall should can could may
    might must isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't
    cannot couldn't shouldn't 's 'd 've 'll 're 'm
    """
)
BE = words("is are was were be been being am isn't aren't wasn't weren't gets got get 's 're 'm")
CONJUNCTIONS = words("and but or yet nor so")
SUBORDINATORS = words(
    """
    that which who whom whose what when while because if although though whether where why how unless until
    since after before as whereas
    """
)
ADVERBS = words(
    """
    also later then again still now once even just never always often sometimes already recently instead too
    soon first yet ever repeatedly further furthermore meanwhile however moreover likewise nonetheless
    nevertheless simply quickly long alone aloud earlier today yesterday tomorrow tonight there here not
    rather quite almost nearly only once twice back ago so far perhaps maybe indeed thus hence therefore
    separately previously initially ultimately afterward afterwards thereafter next actually apparently all
    both himself herself themselves itself
    """
)
_NOT_ADVERBS = words(
    """
    family ally rally reply supply july italy assembly daily weekly monthly friendly likely elderly holy
    ugly lonely belly bully fly jelly lily monopoly anomaly homily butterfly orderly deadly costly lively
    unlikely kelly emily billy sally reilly riley molly wembley lovely silly
    """
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
TIME_WORDS = frozenset(WEEKDAYS) | words(
    """today yesterday tonight tomorrow morning afternoon evening night week month year weekend earlier later recently
    last next this past late early afterward afterwards ago separately overnight midday noon"""
)
HONORIFICS = words(
    """
    mr mrs ms miss dr sir lord lady dame sen rep gov gen lt col capt sgt maj brig cmdr adm prof rev hon
    judge justice president prime minister senator governor congressman congresswoman representative
    secretary chancellor general colonel captain major lieutenant sergeant admiral commander brigadier
    ambassador professor doctor reverend father pope king queen prince princess sheikh sheik emir sultan
    imam ayatollah rabbi bishop archbishop cardinal mayor speaker chairman chairwoman chair director chief
    spokesman spokeswoman spokesperson deputy vice former attorney detective officer inspector
    superintendent constable sheriff coach foreign defence defense interior us u.s
    """
)
PARTICLES = words("de da del della di van von der den bin ibn al el la le du dos das ter ten abu ben")

# ---------------------------------------------------------------- reporting verbs

_CLAUSE_VERBS = """
say tell add ask note announce argue acknowledge admit allege answer assert assure boast brag caution charge claim
clarify comment complain concede conclude confess confirm contend continue counter cry declare demand deny disclose
elaborate emphasize emphasise exclaim explain hint imply indicate inform insist interject joke lament maintain mention
muse object observe opine point predict proclaim promise protest quip recall recount reiterate relate remark remind
repeat reply report respond retort reveal scoff shout signal speculate state stress suggest swear testify threaten
tweet underscore urge vow warn whisper wonder write advise agree affirm agonize bark beg bellow blog chant chuckle
communicate conceive confide crow deadpan decry dictate echo estimate fume gasp growl grumble gripe groan grouse
hazard holler howl implore inquire intone interrupt jest laugh lie mumble murmur mutter moan mock offer order plead
pledge posit post pray preach press propose purr quote rage rant rationalize reason reassure recite reckon
reflect rejoice request retweet roar scream screech shriek sigh sing smile snap snarl sneer sniff sob specify stammer
stipulate stutter submit suppose surmise taunt tease text theorize thunder utter venture volunteer vouch wail weep
whine yell recommend read rule forecast project certify underline summarize lecture
detail find show believe think feel hope expect fear know determine discover calculate assume guess realize realise
recognize recognise remember
anticipate intimate vent profess
count record document verify register log tally
"""
_OBJECT_VERBS = """
accuse address assail attack attribute blame blast call castigate challenge chide cite compare condemn congratulate
credit criticize criticise debate decline defend denounce deride describe discuss dismiss dispute disavow downplay dub
encourage endorse fault hail highlight jab label laud lambaste liken list name oppose outline paint phrase
portray praise question rail rebuke refer refuse refute reject renounce reprimand ridicule rip salute
scold slam skewer speak support talk tout thank title trash trumpet voice welcome brand characterize characterise
cast invoke applaud cheer deem rate express appeal bemoan accept want seek prefer see view consider use introduce admire
reference mention depict seethe fume rant
"""
_IRREGULAR = {
    "say": ("says", "said", "said", "saying"), "tell": ("tells", "told", "told", "telling"),
    "write": ("writes", "wrote", "written", "writing"), "swear": ("swears", "swore", "sworn", "swearing"),
    "speak": ("speaks", "spoke", "spoken", "speaking"), "read": ("reads", "read", "read", "reading"),
    "think": ("thinks", "thought", "thought", "thinking"), "feel": ("feels", "felt", "felt", "feeling"),
    "know": ("knows", "knew", "known", "knowing"), "find": ("finds", "found", "found", "finding"),
    "show": ("shows", "showed", "shown", "showing"), "sing": ("sings", "sang", "sung", "singing"),
    "lie": ("lies", "lied", "lied", "lying"), "weep": ("weeps", "wept", "wept", "weeping"),
    "see": ("sees", "saw", "seen", "seeing"), "seek": ("seeks", "sought", "sought", "seeking"),
    "cast": ("casts", "cast", "cast", "casting"),
    "forecast": ("forecasts", "forecast", "forecast", "forecasting"),
}  # fmt: skip
_DOUBLING = words("nod shrug grin log brag admit submit quip rip slam snap sob dub jab beg chat blog refer rebut")


def forms(lemma: str) -> tuple[str, str, str, str]:
    """(third person, past, participle, -ing) of a verb."""
    if lemma in _IRREGULAR:
        return _IRREGULAR[lemma]
    y = lemma.endswith("y") and lemma[-2] not in "aeiou"
    if lemma.endswith(("s", "sh", "ch", "x", "z", "o")):
        third = lemma + "es"
    else:
        third = lemma[:-1] + "ies" if y else lemma + "s"
    if lemma in _DOUBLING:
        double = lemma + lemma[-1]
        return third, double + "ed", double + "ed", double + "ing"
    if lemma.endswith("e"):
        return third, lemma + "d", lemma + "d", (lemma if lemma.endswith("ee") else lemma[:-1]) + "ing"
    past = lemma[:-1] + "ied" if y else lemma + "ed"
    return third, past, past, lemma + "ing"


class Cue(NamedTuple):
    """A form of a reporting verb."""

    lemma: str
    form: str
    """base, third, past or ing"""
    clause: bool
    """Whether it introduces a reported clause ("said that"); else it takes an object ("criticised the plan")."""


def _table() -> dict[str, Cue]:
    table: dict[str, Cue] = {}
    for clause, lemmas in ((False, _OBJECT_VERBS), (True, _CLAUSE_VERBS)):
        for lemma in lemmas.split():
            third, past, participle, ing = forms(lemma)
            for word, form in ((lemma, "base"), (third, "third"), (ing, "ing"), (participle, "past"), (past, "past")):
                table[word] = Cue(lemma, form, clause)
    return table


CUES: dict[str, Cue] = _table()

STRONG = words("say tell add write declare reply retort exclaim remark tweet quip insist explain")
"""Verbs that are hardly ever anything but a report of words."""

NOUN_TOO = words(
    """
    claim claims report reports demand demands comment comments answer answers charge charges note notes
    promise promises protest protests request requests remark remarks state states text texts order orders
    offer offers press question questions support supports call calls attack attacks challenge challenges
    address addresses appeal appeals debate debates detail details estimate estimates hope hopes fear fears
    joke jokes laugh laughs lecture lie lies list lists name names object objects point points post posts
    pledge pledges praise project projects quote quotes rule rules reply replies reason reasons read signal
    signals smile stress talk talks taunt title titles tweet tweets vow vows voice whisper wonder wonders
    label labels blame blast cry cries credit cast brand fault rate rates show shows find finds finding
    feeling thought thinking saying reading reporting writing ruling warning counter counters echo echoes
    use uses view views see reference references
    record records document documents count counts register registers log logs forecast forecasts
    """
)

COGNITION = words(
    """
    believe think feel hope expect fear know find show determine discover calculate assume guess realize
    realise recognize recognise remember
    """
)
"""Verbs of belief and showing: they report no words, but carry the same frame."""

SPEECH_NOUNS = words(
    """
    statement remark remarks comment comments interview tweet claim call speech question answer announcement
    accusation criticism allegation warning pledge promise reply response post message letter email e-mail
    report argument assertion suggestion testimony admission declaration apology word words briefing
    conference memo note op-ed editorial column essay blog press release address communique communiqué
    verdict joke slogan sign headline caption
    """
)

# ---------------------------------------------------------------- common verbs that report nothing

_COMMON = """
accept achieve act aim allow appear apply approve arrest arrive assume attempt attend avoid ban bear beat
become begin block bomb break bring build buy carry catch cause change check choose clear climb close collapse
collect come commit complete contact contain control cost cover create cross cut deal decide defeat delay deliver
deploy destroy die draw drive drop earn eat elect emerge end endure enjoy enter escape establish evacuate exist
fail fall favor fight fill fire flee fly follow force form gain gather get give go grow happen hear help hit hold
impose include increase invite involve join jump keep kick kill launch lay lead learn leave let live look lose
love make manage march mark mean meet mount move need obtain occur open operate own pass pay plan play pose prefer
prepare prevent produce provide pull push put reach receive recover reduce release remain remove require resign resume
return rise run save see seek seem sell send serve set settle sign sit spend stand start stay stop strike struggle
succeed suffer surround take target tend throw touch travel try turn understand use visit vote wait walk want watch
win withdraw work wound nod shrug frown grin wince blink glance stare hesitate
"""
_COMMON_IRREGULAR = """
became began broke brought built bought came caught chose cost cut dealt did drew drove ate fell fought fled flew
gave got went grew had heard held hit kept laid led learned left let lost made meant met paid put ran rose saw sought
sold sent set sat spent stood stayed struck took taught threw understood won withdrew wore woke forgot
forgave froze hid rode sank shook shot shut slept slid spread stole stuck tore
"""


def _common() -> frozenset[str]:
    found: set[str] = set(_COMMON_IRREGULAR.split())
    for lemma in _COMMON.split():
        third, past, _, _ = forms(lemma)
        found.add(third)
        if lemma[-1] in "aeiouyhkwx" or lemma.endswith(("t", "l", "r", "n", "d")):
            found.add(past)
    # third persons that are nouns far more often
    return frozenset(
        found
        - words(
            """acts aims plans votes forces visits deals fights leads moves plays runs works starts marks uses
            costs looks
            tries changes checks ends fires forms falls helps strikes returns attempts needs gains closes orders signs
            stands targets releases wounds waits tends controls covers deals increases delays drops escapes launches
            marches passes sets turns hits cuts bans blocks bombs builds buys arrests draws drives lets lives
            loves kicks contacts
            jumps mounts owns pays pulls pushes watches wins set cost cut hit shot left let spread"""
        )
    ) | words("left")


FINITE = _common()


@lru_cache(maxsize=16384)
def is_adverb(word: str) -> bool:
    """Whether a lower-case word is an adverb, by list or by -ly."""
    return word in ADVERBS or (word.endswith("ly") and len(word) > 4 and word not in _NOT_ADVERBS)
