"""What verbs say of an undertaking, by class, and the small words round them: auxiliaries, modals, links to a verb."""

from __future__ import annotations

from tui.extract.undertakings.inflection import forms, word_set

CLASSES: dict[str, str] = {
    # first steps
    "begin": "begin start launch commence kick_off proceed resume initiate advance inaugurate restart go_ahead"
    " take_place happen occur emerge materialise materialize take_shape kick_in get_under_way roll_out",
    # the end reached
    "complete": "complete conclude finish finalise finalize fulfil fulfill achieve accomplish wind_up wrap_up",
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
    " fade dim recede evaporate"
    " languish flounder outlaw hamstring fray teeter wobble creak erode hobble stymie scupper sabotage paralyse"
    " paralyze bog mire",
    "condition": "tie link condition depend hinge",
    "refuse": "refuse reject rule_out oppose decline dismiss resist rebuff spurn veto renounce scrap abandon"
    " walk_away back_out backtrack vote_against vote_down opt_out turn_down balk shun spurn",
    "demand": "demand urge press insist appeal ask want request exhort implore pressure push plead beg order"
    " instruct expect_of call_on call_for",
    "pledge": "agree pledge promise vow commit plan intend propose offer approve accept hope expect aim schedule"
    " greenlight okay ok adopt"
    " earmark back support undertake consider guarantee prepare endorse welcome seek sign_up volunteer"
    " authorise authorize",
    "violate": "violate breach break flout infringe contravene ignore trample disregard",
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
    "entail": "envisage envision include involve entail foresee cover feature provide_for stipulate contain comprise"
    " indicate outline lay_out set_out",
    "necessary": "need",
}

# ------------------------------------------------------------------ the words around a verb

BE = word_set("be is are was were been being am 's 're isn't aren't wasn't weren't")
HAVE = word_set("have has had having 've haven't hasn't hadn't")
DO = word_set("do does did don't doesn't didn't")
FUTURE = word_set("will would shall 'll won't wouldn't")
POSSIBLE = word_set("may might could can couldn't can't cannot")
OBLIGED = word_set("must should ought shouldn't mustn't")
NEGATION = word_set("not never n't no nor neither")
ADVERBS = word_set(
    """also already still now just only even ever soon finally fully partly partially largely mostly again then yet
    immediately quickly first so far recently currently effectively formally officially reportedly allegedly
    repeatedly all both either once promptly gradually simultaneously successfully completely entirely really
    actually later unilaterally deliberately safely previously once long jointly directly today yesterday
    tomorrow indeed thus better out"""
)
DETERMINERS = word_set(
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
    " offer propose proposal going",
    "promised": "agree pledge promise vow commit undertake accept guarantee committed obliged approve"
    " authorise authorize agreement consent undertaking commitment decide decision",
    "required": "require mandate oblige obligate bind stipulate commit_to provide_for required bound",
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
for _w in word_set("forced forcing compelled compelling compel compels oblige"):
    CHAIN[_w] = "urged"
for _w in ["meant", "intended", "designed", "tasked", "mandated"]:
    CHAIN[_w] = "weak"
for _w in word_set(
    """effort efforts work working preparation preparations preparing ability bid step steps process
    attempts"""
):
    CHAIN[_w] = "effort"
