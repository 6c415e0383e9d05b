"""`agreement check` on the mistakes that people make: each is told with file, line, key and what to write instead."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tui.agreement import available
from tui.agreement.plainly import offer, unparsed
from tui.cli import main
from tui.report.agreements import template

ACTORS = "# ---------------------------------------------------------------- actors"
MILESTONE = f"""[[milestones]]
date = 2026-10-05
text = "The bridge is open"
prov = ["Sample Wire 2026-10-05"]
events = [
  {{commitment = "one.truce", status = "done", claimant = "ostrand", via = "Sample Wire"}},
]
{ACTORS}"""


def check(path: Path) -> Result:
    result = CliRunner().invoke(main, ["agreement", "check", str(path)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


MISTAKES = [
    # old, new, words of the line that is meant, what is said
    ("deadline = 2026-10-20", "deadline = 20-10-2026", "20-10-2026", "a day is written year first, such as 2026-10-20"),
    ("deadline = 2026-10-20", 'deadline = "soon"', '"soon"', "deadline of commitment"),
    ("T12:00:00+00:00", "T12:00:00", "T12:00:00", "has no offset; write 2024-11-27T04:00:00+02:00"),
    ("T12:00:00+00:00", "", "effective", "effective: is a day, expected a moment with its offset"),
    ('[[indicators]]\nid = "killed', '[[indicator]]\nid = "killed', "[[indicator]]",
     'unknown key "indicator" (did you mean "indicators"?)'),
    ("[[documents]]", "[documents]", "[documents]", "write [[documents]] before each"),
    ("target = 12                               #", 'target = "twelve" #', "twelve",
     'target of commitment "one.captives": is text, expected a number'),
    ('river-movement = "accepted"}\nindicators = ["killed', 'river-movement = "agreed"}\nindicators = ["killed',
     "agreed", "known: accepted, accepted-with-reservation, rejected, unstated"),
    ('topic = "truce"\nkind', 'topic = "ceasefire"\nkind', '"ceasefire"', "known: truce, hostage_release"),
    ('topic = "withdrawal"\nkind', 'topic = "withdrawl"\nkind', '"withdrawl"', '(did you mean "withdrawal"?)'),
    ('title = "Fire ends in the valley"\n', 'title = "Fire ends in the valley"\ntitle = "again"\n', '"again"',
     "title stands twice in the same entry"),
    ('obligated = ["northland", "river-movement"]\n', "", "[[commitments]]",
     'commitment "one.truce": has no "obligated", which it needs'),
    ('title = "Captives come home"', 'title = "Captives come home', "Captives come home",
     "a quotation mark is missing in this line"),
    ('title = "Captives come home"', "title = “Captives come home”", "“Captives", "quotation marks are straight ones"),
    ('match = [{measure = "trucks", rate', 'match = [{mesure = "trucks", rate', "mesure", '(did you mean "measure"?)'),
    ('match = [{measure = "trucks", rate', 'match = [{measure = "truck", rate', '"truck"', '(did you mean "trucks"?)'),
    ('progress = ["troops', 'progres = ["troops', "progres =", 'unknown key "progres" (did you mean "progress"?)'),
    ('stall = ["truce * on hold"]', 'stall = "truce * on hold"', "on hold",
     'evidence.stall of commitment "one.truce": is text, expected a list in brackets'),
    ('obligated = ["river-movement"]', 'obligated = "river-movement"', 'obligated = "river',
     'obligated of commitment "one.captives": is text, expected a list'),
    ('id = "my-accord" ', 'id = "../my-accord" ', "../my-accord", "names the store"),
    ('id = "my-accord" ', 'id = "" ', 'id = ""', "names the store"),
    ('side = "mediator"\nrole = "mediator (invented)"', 'side = "mediators"\nrole = "mediator (invented)"',
     '"mediators"', '(did you mean "mediator"?)'),
    ("order = 2", "order = 1", "order = 1", 'order of phase "two": 1 is that of phase "one" too'),
    ('basis = ["accord 3"]', 'basis = ["article 3"]', "article 3", "basis begins with the id of a document: accord"),
    ('asserted_by = "northland"}]', 'asserted_by = "northland", on = "one.captive"}]', "one.captive",
     '(did you mean "one.captives"?)'),
    (ACTORS, MILESTONE, "done", 'events[0].status of milestone 1: "done" is none of the words'),
    ('id = "two"\norder', "order", "[[phases]]", 'phase 2: has no "id", which it needs'),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "where", "said"), MISTAKES)
def test_a_mistake_is_told_with_line_and_what_to_write(
    old: str, new: str, where: str, said: str, tmp_path: Path
) -> None:
    assert template().count(old) == 1
    path = tmp_path / "mine.toml"
    path.write_text(template().replace(old, new))
    result = check(path)
    assert result.exit_code == 3, result.stdout
    (told,) = [line for line in result.stdout.splitlines() if said in line]
    lines = [n for n, line in enumerate(path.read_text().splitlines(), 1) if where in line]
    assert any(told.startswith(f"{path}:{n}: ") for n in lines), (told, lines)
    assert "Expected `" not in told and "`" not in told, "in words, not in those of the parser"


NOTES = [
    ('asserted_by = "northland"}]', 'asserted_by = "northlnd"}]', "northlnd", '(did you mean "northland"?)'),
    ('timezone = "UTC"', 'timezone = "Asia/Beirut"', "effective =", "its days begin by the first"),
    ('stall = ["suspended the handover"]', 'stall = ["suspended the handover"]\nend = ["called off the exchange"]',
     "end = [\"called", "has nothing that could end"),
    (ACTORS, MILESTONE.replace("2026-10-05", "2126-10-05").replace('"done"', '"under_way"'), "date = 2126",
     "is ahead: what is expected stands as a deadline"),
    ('unit = "trucks/day"\naggregation = "rate"\ntarget = 60\n', 'unit = "USD"\naggregation = "rate"\n',
     "", "3 indicators"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "where", "said"), NOTES)
def test_what_may_be_meant_so_is_a_note(old: str, new: str, where: str, said: str, tmp_path: Path) -> None:
    assert template().count(old) == 1
    path = tmp_path / "mine.toml"
    path.write_text(template().replace(old, new))
    result = check(path)
    assert result.exit_code == 0, result.stdout
    (told,) = [line for line in result.stdout.splitlines() if said in line]
    if where:
        lines = [n for n, line in enumerate(path.read_text().splitlines(), 1) if where in line]
        assert any(told.startswith(f"note: {path}:{n}: ") for n in lines), (told, lines)


def test_an_indicator_in_a_unit_that_no_text_is_read_for_needs_no_match(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    text = template().replace('match = [{measure = "trucks", rate = "day"}]\n', "")
    path.write_text(text.replace('unit = "trucks/day"', 'unit = "USD"'))
    assert "note: " in check(path).stdout and check(path).exit_code == 0
    path.write_text(text)
    assert check(path).exit_code == 3


@pytest.mark.parametrize("name", available())
def test_what_ships_has_nothing_to_mend(name: str) -> None:
    result = CliRunner().invoke(main, ["agreement", "check", name])
    assert result.exit_code == 0, [x for x in result.stdout.splitlines() if not x.startswith("note: ")]


LINES = template().splitlines()


@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.integers(0, len(LINES) - 1), st.sampled_from(["drop", "cut", "twice", "quote", "bracket"]), st.integers(0, 60)
)
def test_no_damage_to_a_line_ends_in_a_traceback(tmp_path: Path, n: int, damage: str, at: int) -> None:
    line = LINES[n]
    damaged = {
        "drop": [],
        "cut": [line[:at]],
        "twice": [line, line],
        "quote": [line.replace('"', "“", 1)],
        "bracket": [line.replace("[", "", 1)],
    }[damage]
    path = tmp_path / "mine.toml"
    path.write_text("\n".join([*LINES[:n], *damaged, *LINES[n + 1 :]]) + "\n")
    result = check(path)
    assert result.exit_code in (0, 3)
    for told in result.stdout.splitlines()[:-1]:
        assert re.match(rf"(?:note: )?{re.escape(str(path))}:\d+: \S", told), told
        assert "`" not in told


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=200), st.text(max_size=80), st.integers(0, 12))
def test_whatever_a_parser_says_is_told_in_a_line(text: str, message: str, number: int) -> None:
    line, said = unparsed(f"{message} (at line {number}, column 3)", text)
    assert said.startswith("is not valid TOML: ") and (line is None or line >= 0)


def test_few_words_are_listed_and_of_many_the_nearest() -> None:
    assert offer("stal", ["progress", "stall"]) == ' (did you mean "stall"?); known: progress, stall'
    assert offer("zzz", ["progress", "stall"]) == "; known: progress, stall"
    assert offer("key1", [f"key{n}" for n in range(10, 30)]).count("key") == 1
    assert offer("x", []) == ""
