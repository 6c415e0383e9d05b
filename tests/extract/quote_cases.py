"""Texts written for the quote rules, in the styles that the gold has little of: British papers, wires, press releases.

Each case is a name, a text, and what must be found: (kind, words, mention, who it is). `words` must lie in the
quote and cover most of it; "" as the person means that nobody may be named.
"""

from __future__ import annotations

from typing import NamedTuple


class Wanted(NamedTuple):
    kind: str
    words: str
    mention: str
    who: str


def d(words: str, mention: str, who: str | None = None) -> Wanted:
    return Wanted("direct", words, mention, mention if who is None else who)


def m(words: str, mention: str, who: str | None = None) -> Wanted:
    return Wanted("mixed", words, mention, mention if who is None else who)


def i(words: str, mention: str, who: str | None = None) -> Wanted:
    return Wanted("indirect", words, mention, mention if who is None else who)


CASES: list[tuple[str, str, list[Wanted]]] = [
    # ---- order of words, speaker and cue
    (
        "quote-speaker-cue",
        "“The gate stays shut,” Mara Orlin said on Monday.",
        [d("The gate stays shut", "Mara Orlin")],
    ),
    ("quote-cue-speaker", "“The gate stays shut,” said Mara Orlin.", [d("The gate stays shut", "Mara Orlin")]),
    (
        "speaker-cue-quote",
        "Mara Orlin said: “The gate stays shut until dawn.”",
        [d("The gate stays shut until dawn", "Mara Orlin")],
    ),
    ("cue-speaker-quote", "Asked about it, Orlin said, “Ask the guards.”", [d("Ask the guards", "Orlin")]),
    (
        "cue in the middle",
        "“The gate,” Mara Orlin said, “stays shut until dawn.”",
        [d("The gate", "Mara Orlin"), d("stays shut until dawn", "Mara Orlin")],
    ),
    (
        "said with a venue",
        "“Nothing has moved,” Mara Orlin told Sample Wire in Port Sample.",
        [d("Nothing has moved", "Mara Orlin")],
    ),
    (
        "present tense",
        "“Nothing moves here,” says Orlin, who drives a truck.",
        [d("Nothing moves here", "Orlin, who drives a truck", "Orlin")],
    ),
    (
        "colon after a noun",
        "Orlin issued a short statement: “The convoy has turned back.”",
        [d("The convoy has turned back", "Orlin")],
    ),
    (
        "dash tag",
        "“We wait, and we count the trucks.” – Mara Orlin",
        [d("We wait, and we count the trucks", "Mara Orlin")],
    ),
    (
        "name tag on the next line",
        "“We wait, and we count the trucks.”\n- Mara Orlin, driver.",
        [d("We wait, and we count", "Mara Orlin")],
    ),
    (
        "speaker label",
        "Mara Orlin: “We wait, and we count the trucks.”",
        [d("We wait, and we count the trucks", "Mara Orlin")],
    ),
    (
        "participle cue",
        "The office denied the report, saying “no list was ever sent”.",
        [d("no list was ever sent", "The office")],
    ),
    (
        "adding",
        "The envoy praised the deal, adding: “It must now be carried out.”",
        [d("It must now be carried out", "The envoy")],
    ),
    ("as X put it", "As Orlin put it, “the road is longer at night”.", [d("the road is longer at night", "Orlin")]),
    (
        "according to",
        "The road was “closed in both directions”, according to Orlin.",
        [m("The road was “closed in both directions", "Orlin")],
    ),
    ("shot back", "“That is your map, not ours,” Orlin shot back.", [d("That is your map, not ours", "Orlin")]),
    # ---- source phrases
    (
        "apposition before the cue",
        "“No truck came,” Mara Orlin, a driver from Port Sample, said.",
        [d("No truck came", "Mara Orlin, a driver from Port Sample", "Mara Orlin")],
    ),
    (
        "apposition after the cue",
        "“No truck came,” said Mara Orlin, 44, a driver from Port Sample.",
        [d("No truck came", "Mara Orlin, 44, a driver from Port Sample", "Mara Orlin")],
    ),
    (
        "relative clause",
        "“No truck came,” said Mara Orlin, who has driven the road since March.",
        [d("No truck came", "Mara Orlin, who has driven the road since March", "Mara Orlin")],
    ),
    (
        "title before the name",
        "“No truck came,” said Interior Ministry spokesman Dan Keller.",
        [d("No truck came", "Interior Ministry spokesman Dan Keller", "Dan Keller")],
    ),
    (
        "nominal with a name behind",
        "The union’s president, Dan Keller, said drivers were exhausted.",
        [i("drivers were exhausted", "The union’s president, Dan Keller", "Dan Keller")],
    ),
    (
        "nickname is no quote",
        "Dan “Red” Keller said the drivers would not turn back.",
        [i("the drivers would not turn back", "Dan “Red” Keller", "Dan “Red” Keller")],
    ),
    (
        "dashes around the apposition",
        "Mara Orlin — a driver from Port Sample — said the road was empty.",
        [i("the road was empty", "Mara Orlin — a driver from Port Sample —", "Mara Orlin")],
    ),
    (
        "briefed on",
        "Two officials briefed on the talks said a list had been exchanged.",
        [i("a list had been exchanged", "Two officials briefed on the talks")],
    ),
    (
        "anonymous",
        "“It is a matter of days,” said a diplomat, who asked not to be named.",
        [d("It is a matter of days", "a diplomat, who asked not to be named", "a diplomat")],
    ),
    (
        "a list of speakers",
        "Orlin, Keller and Test said they would wait.",
        [i("they would wait", "Orlin, Keller and Test")],
    ),
    # ---- indirect
    (
        "that-clause",
        "The ministry said on Tuesday that 14 bodies had been handed over.",
        [i("14 bodies had been handed over", "The ministry")],
    ),
    ("no that", "The army said it had opened the crossing.", [i("it had opened the crossing", "The army")]),
    (
        "behind the words",
        "The crossing would open at dawn, the army said.",
        [i("The crossing would open at dawn", "the army")],
    ),
    (
        "inverted and behind",
        "The crossing will open at dawn, said the governor.",
        [i("The crossing will open at dawn", "the governor")],
    ),
    (
        "inside the words",
        "The crossing, the army said, would open at dawn.",
        [i("The crossing", "the army"), i("would open at dawn", "the army")],
    ),
    (
        "according to in front",
        "According to the port authority, nine ships are waiting.",
        [i("nine ships are waiting", "the port authority")],
    ),
    (
        "according to behind",
        "Nine ships are waiting off the coast, according to the port authority.",
        [i("Nine ships are waiting off the coast", "the port authority")],
    ),
    (
        "told somebody that",
        "Keller told reporters in Port Sample that the list was final.",
        [i("the list was final", "Keller")],
    ),
    ("told somebody", "Keller told Sample Wire the list was final.", [i("the list was final", "Keller")]),
    (
        "two verbs of one subject",
        "Keller rejected the map and said that the line had moved.",
        [i("the line had moved", "Keller")],
    ),
    (
        "two speakers in one sentence",
        "Keller said the list was final, but Orlin said it was a draft.",
        [i("the list was final", "Keller"), i("it was a draft", "Orlin")],
    ),
    ("urged", "The envoy urged both sides to honour the truce.", [i("both sides to honour the truce", "The envoy")]),
    ("promised to", "The council promised to publish the names.", [i("to publish the names", "The council")]),
    (
        "was quoted as saying",
        "Keller was quoted as saying that the road was mined.",
        [i("the road was mined", "Keller")],
    ),
    (
        "subordinate report",
        "While Keller said the road was mined, drivers kept using it.",
        [i("the road was mined", "Keller")],
    ),
    # ---- mixed
    ("fragment with a cue", "Keller called the map “a provocation” and left.", [m("the map “a provocation", "Keller")]),
    (
        "fragment in a clause",
        "Keller said the talks had reached “a dead end” over the map.",
        [m("the talks had reached “a dead end” over the map", "Keller")],
    ),
    (
        "accused",
        "Orlin accused the army of “moving the line at night”.",
        [m("the army of “moving the line at night", "Orlin")],
    ),
    # ---- marks
    (
        "British single marks",
        "‘The gate stays shut,’ said Mara Orlin. ‘It’s the drivers’ choice.’",
        [d("The gate stays shut", "Mara Orlin"), d("It’s the drivers’ choice", "Mara Orlin")],
    ),
    (
        "straight single marks",
        "'The gate stays shut,' said Mara Orlin. 'We don't know for how long.'",
        [d("The gate stays shut", "Mara Orlin"), d("We don't know for how long", "Mara Orlin")],
    ),
    (
        "doubled single marks",
        "''The gate stays shut,'' Orlin said. ''We wait.''",
        [d("The gate stays shut", "Orlin"), d("We wait", "Orlin")],
    ),
    ("guillemets", "«The gate stays shut,» said Mara Orlin.", [d("The gate stays shut", "Mara Orlin")]),
    (
        "nested",
        "“He told me ‘not today’ and drove off,” Mara Orlin said.",
        [d("He told me ‘not today’ and drove off", "Mara Orlin")],
    ),
    ("comma outside", "“The gate stays shut”, said Mara Orlin.", [d("The gate stays shut", "Mara Orlin")]),
    (
        "mixed marks",
        '“The gate stays shut," Orlin said. "We wait.”',
        [d("The gate stays shut", "Orlin"), d("We wait", "Orlin")],
    ),
    (
        "lost closing mark",
        "“The gate stays shut, and nobody says why.\nThe drivers went home.\n“We wait,” said Orlin.",
        [d("We wait", "Orlin")],
    ),
    (
        "three paragraphs of one speech",
        "Mara Orlin said: “The gate stays shut.\n“Nobody says why.\n“We count the trucks.”",
        [
            d("The gate stays shut", "Mara Orlin"),
            d("Nobody says why", "Mara Orlin"),
            d("We count the trucks", "Mara Orlin"),
        ],
    ),
    # ---- whose words go on
    (
        "goes on in the paragraph",
        "“The gate stays shut,” Mara Orlin said. “Nobody says why.”",
        [d("The gate stays shut", "Mara Orlin"), d("Nobody says why", "Mara Orlin")],
    ),
    (
        "floats below",
        "Mara Orlin said the drivers were tired.\n“We have slept in the cabs for nine days.”",
        [i("the drivers were tired", "Mara Orlin"), d("We have slept in the cabs for nine days", "Mara Orlin")],
    ),
    ("question before its speaker", "“Who drew this map?” Orlin asked.", [d("Who drew this map", "Orlin")]),
    ("full stop before its speaker", "“The gate stays shut.” Orlin said.", [d("The gate stays shut", "Orlin")]),
    (
        "two speakers in one paragraph",
        "“It is final,” Keller said. “It is a draft,” said Orlin. “Ask the envoy.”",
        [d("It is final", "Keller"), d("It is a draft", "Orlin"), d("Ask the envoy", "Orlin")],
    ),
    (
        "introduced by a colon above",
        "Mara Orlin issued the following statement:\n“The convoy has turned back, and it will not return.”",
        [d("The convoy has turned back, and it will not return", "Mara Orlin")],
    ),
    # ---- whom a pronoun means
    (
        "she in the next sentence",
        "Mara Orlin arrived at noon. “The gate stays shut,” she said.",
        [d("The gate stays shut", "she", "Mara Orlin")],
    ),
    (
        "he two paragraphs below",
        "Dan Keller runs the depot.\nThe depot holds forty trucks.\n“Nothing moves,” he said.",
        [d("Nothing moves", "he", "Dan Keller")],
    ),
    (
        "gender decides",
        "Dan Keller met Mara Orlin at the depot. “Nothing moves,” she said.",
        [d("Nothing moves", "she", "Mara Orlin")],
    ),
    (
        "gender decides the other way",
        "Mara Orlin met Dan Keller at the depot. “Nothing moves,” he said.",
        [d("Nothing moves", "he", "Dan Keller")],
    ),
    (
        "surname to full name",
        "Dan Keller runs the depot.\n“Nothing moves,” Keller said.",
        [d("Nothing moves", "Keller", "Dan Keller")],
    ),
    (
        "honorific to full name",
        "Dan Keller and Mara Keller run the depot.\n“Nothing moves,” Ms Keller said.",
        [d("Nothing moves", "Ms Keller", "Mara Keller")],
    ),
    (
        "the spokesman",
        "“Nothing moves,” said army spokesman Dan Keller.\n“It is a matter of days,” the spokesman said.",
        [d("It is a matter of days", "the spokesman", "Dan Keller")],
    ),
    (
        "they are a group",
        "The drivers’ unions met at noon. “Nothing moves,” they said.",
        [d("Nothing moves", "they", "The drivers’ unions")],
    ),
    # ---- wire and press release
    (
        "dateline",
        "PORT SAMPLE (Sample Wire) — The army said on Monday it had opened the crossing.",
        [i("it had opened the crossing", "The army")],
    ),
    (
        "press release",
        "Commenting on the report, Mara Orlin, director of Sample Aid, said:\n“This road must open today.”",
        [d("This road must open today", "Mara Orlin, director of Sample Aid,", "Mara Orlin")],
    ),
    (
        "said in a statement",
        "“The list is complete,” the movement said in a statement carried by Sample Wire.",
        [d("The list is complete", "the movement")],
    ),
    ("statement said", "“The list is complete,” the statement said.", [d("The list is complete", "the statement")]),
    (
        "wire tail",
        "The list was handed over at noon, two sources close to the talks told Sample Wire.",
        [i("The list was handed over at noon", "two sources close to the talks")],
    ),
    (
        "headline",
        "Keller says ‘nothing moves’ at the depot\nDan Keller said the depot was closed.",
        [i("the depot was closed", "Dan Keller")],
    ),
]

NOT_QUOTES: list[tuple[str, str]] = [
    ("scare quotes", "The so-called “yellow line” runs through the field."),
    ("one scare word", "The “pause” lasted nine hours and then the guns began again."),
    ("a title", "Her book, “The Road at Night”, was published in May."),
    ("a show", "The film “Nine Days” opens on Friday."),
    ("a nickname", "Dan “Red” Keller drove to the depot."),
    ("inches", 'The pipe is 6" wide and the other one 8" wide.'),
    ("apostrophes", "The drivers' trucks and the '90s road aren't what they were."),
]
