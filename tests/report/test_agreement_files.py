"""`agreement list|show|check|new`: agreements as files, and what is said of one that is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.agreement import AgreementError, available, load
from tui.agreement.lines import Lines
from tui.cli import main
from tui.extract import read
from tui.report.agreements import template


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(w) for w in words])


def line_of(words: str, nth: int = 0) -> int:
    return [n for n, line in enumerate(template().splitlines(), 1) if words in line][nth]


# ------------------------------------------------------------------ list, show, new


def test_those_that_ship_are_listed_and_shown() -> None:
    listed = run("agreement", "list")
    assert [line.split()[0] for line in listed.stdout.splitlines()] == list(available())
    assert [a["id"] for a in json.loads(run("agreement", "list", "--json").stdout)] == list(available())
    for name in available():
        agreement = load(name)
        shown = run("agreement", "show", name).stdout
        for commitment in agreement.commitments:
            assert f"[{commitment.id}]" in shown
            assert all(agreement.claimant_label(who) in shown for who in commitment.obligated)
        assert json.loads(run("agreement", "show", name, "--json").stdout)["id"] == name
    assert "[gaza-2025]" in run("agreement", "show").stdout.splitlines()[0]
    assert "[tigray-2022]" in run("--agreement", "tigray-2022", "agreement", "show").stdout.splitlines()[0]


def test_the_template_is_written_once_and_has_nothing_to_mend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("agreement", "new")
    assert (result.exit_code, result.stdout) == (0, "my-agreement.toml\n")
    assert Path("my-agreement.toml").read_text() == template() == run("agreement", "new", "-").stdout
    checked = run("agreement", "check", "my-agreement.toml")
    assert checked.exit_code == 0
    assert checked.stdout == "my-agreement.toml: nothing to mend: 4 commitments, 3 indicators, 6 actors of its own\n"
    assert run("agreement", "new").exit_code == 2
    assert run("agreement", "new", tmp_path / "no" / "x.toml").exit_code == 1


def test_the_template_reads_texts_about_it(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(template())
    reading = read(
        "EASTBRIDGE (Sample Wire) - Northland's troops opened fire on Westbridge on Monday, the River Movement said.\n"
        "At least 7 people have been killed in the valley since the truce began on 3 October, the health office said.\n"
        "“The bridge stays open,” envoy Sanna Orell told Sample Wire. Ostrand said 12 captives had been released.\n"
        "An average of 41 trucks a day crossed last week, the bridge authority said.",
        agreement=load(path),
    )
    assert [q.speaker_id for q in reading.quotes if q.kind == "direct"] == ["sanna-orell"]
    assert {(f.indicator, f.value) for f in reading.figures} >= {
        ("killed_since_truce", 7),
        ("captives_released", 12),
        ("trucks_per_day", 41),
    }
    assert ("one.truce", "alleged_violation") in {(e.commitment_id, e.status) for e in reading.evidence}


def test_the_template_is_watched_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(template())
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "a.txt").write_text(
        "All captives have been released, Ostrand said on Monday. Northland confirmed that all captives were returned."
    )
    config = tmp_path / "sources.toml"
    config.write_text('[[sources]]\nid = "in"\nname = "In"\nkind = "file"\npath = "inbox"\nmatch_any = []\n')
    words = ("--config", config, "--agreement", path, "--store", tmp_path / "s.json")
    assert run(*words, "poll", "--once").exit_code == 0
    status = json.loads(run(*words, "status", "--json").stdout)
    found = {c["id"]: c["word"] for p in status["phases"] for c in p["commitments"]}
    assert found["one.captives"] == "DONE"


# ------------------------------------------------------------------ check

_FAULTS = [
    ('parties = ["northland"', 'parties = ["northlnd"', "parties = ", 'actor "northlnd" (did you mean "northland"?)'),
    ('indicators = ["captives_released"]', 'indicators = ["freed"]', '"freed"', 'unknown indicator "freed"'),
    ('basis = ["accord 3"]', 'basis = ["annex 3"]', "annex 3", 'unknown document "annex"'),
    ('id = "two.withdrawal"\nphase = "two"', 'id = "two.withdrawal"\nphase = "tow"', '"tow"', 'unknown phase "tow"'),
    ('parent = "ostrand"', 'parent = "ostland"', '"ostland"', 'unknown actor "ostland"'),
    ('id = "one.aid"', 'id = "one.truce"', 'id = "one.truce"', 'commitment "one.truce": is defined twice'),
    ('timezone = "UTC"', 'timezone = "Utopia/Port"', "timezone", '"Utopia/Port" is no zone'),
    ("deadline = 2026-10-20", "deadline = 2026-09-20", "deadline", "cannot be met: the agreement was signed"),
    ('aliases = ["bridge authority"]', 'aliases = ["Kingdom of Ostrand"]', "Kingdom of Ostrand",
     'is a name of actor "bridge-authority" too'),
    ('match = [{measure = "trucks", rate = "day"}]', "", 'id = "trucks_per_day"', "has no match"),
    ('stall = ["truce * on hold"]', 'stall = ["opened fire"]', '"opened fire"', 'stands under'),
    ('stall = ["truce * on hold"]', 'stall = ["§ 12%"]', "§ 12%", "is found in no text"),
    ('stall = ["truce * on hold"]', 'stall = ["* …"]', "* …", "holds no word"),
    ('kind = "quota"\n', 'kind = "quotum"\n', "quotum", '"quotum" is none of the words that stand here'),
    ('short = "Fire ends"', 'shirt = "Fire ends"', "shirt", 'unknown key "shirt" (did you mean "short"?)'),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "where", "said"), _FAULTS)
def test_a_fault_is_told_with_its_line(old: str, new: str, where: str, said: str, tmp_path: Path) -> None:
    assert template().count(old) == 1
    path = tmp_path / "mine.toml"
    path.write_text(template().replace(old, new))
    result = run("agreement", "check", path)
    assert result.exit_code == 3, result.stdout
    lines = [n for n, line in enumerate(path.read_text().splitlines(), 1) if where in line]
    told = [line for line in result.stdout.splitlines() if said in line]
    assert told, result.stdout
    assert any(line.startswith(f"{path}:{n}: ") for line in told for n in lines), result.stdout


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    text = template()
    for old, new, *_ in _FAULTS[:5]:
        text = text.replace(old, new)
    path = tmp_path / "mine.toml"
    path.write_text(text)
    result = run("agreement", "check", path)
    for *_, said in _FAULTS[:5]:
        assert said in result.stdout
    assert result.stdout.splitlines()[-1] == f"{path}: 5 faults"
    numbers = [int(line.removeprefix(f"{path}:").split(":")[0]) for line in result.stdout.splitlines()[:-1]]
    assert numbers == sorted(numbers)
    with pytest.raises(AgreementError, match=r"mine\.toml:\d+: .*unknown"):
        load(path)


def test_a_note_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(template().replace('stall = ["truce * on hold"]', 'stall = ["uneasy calm"]'))
    result = run("agreement", "check", path)
    assert result.exit_code == 0
    assert "note: " in result.stdout and "names no act by itself" in result.stdout
    assert result.stdout.splitlines()[-1] == f"{path}: no fault, 1 note"


def test_commitments_without_phrases_and_actors_without_aliases_are_told(tmp_path: Path) -> None:
    text = template()
    a = text.index('[commitments.evidence]\nprogress = ["troops')
    b = text.index("# ------", a)
    text = (text[:a] + text[b:]).replace('aliases = ["Republic of Northland", "Northland government"]\n', "")
    path = tmp_path / "mine.toml"
    path.write_text(text)
    told = run("agreement", "check", path).stdout
    assert 'commitment "two.withdrawal": has no phrases of its own: only the general rules for "withdrawal"' in told
    assert "note: " in told and 'actor "northland": has no aliases: only "Northland" is recognised' in told


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (None, 2, "cannot be read"),
        (b"\xff\xfe", 3, "is not UTF-8"),
        (b"x = [", 3, "is not valid TOML"),
        (b"", 3, "schema is None"),
        (b'schema = "ceasefire-agreement/1"\n', 3, "which it needs"),
    ],
)
def test_what_is_no_agreement_is_told_in_a_line_or_two(
    content: bytes | None, code: int, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "mine.toml"
    if content is not None:
        path.write_bytes(content)
    result = run("agreement", "check", path)
    assert result.exit_code == code
    assert said in result.output and "Traceback" not in result.output
    assert len(result.output.splitlines()) <= 2


def test_those_that_ship_refer_to_nothing_that_is_missing() -> None:
    for name in available():
        result = run("agreement", "check", name)
        assert result.exit_code in (0, 3)
        assert "unknown" not in result.stdout and "defined twice" not in result.stdout
        for line in result.stdout.splitlines()[:-1]:
            assert line.removeprefix("note: ").split(":")[1].isdigit(), line


def test_an_unknown_id_is_told_with_the_nearest() -> None:
    result = run("agreement", "check", "lebanon-2042")
    assert result.exit_code == 2
    assert 'did you mean "lebanon-2024"?' in result.stderr


# ------------------------------------------------------------------ lines

_KEYS = st.lists(st.sampled_from(["id", "title", "kind", "places"]), unique=True, max_size=4)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(["phases", "actors"]), _KEYS, st.booleans()), max_size=8))
def test_lines_are_found(blocks: list[tuple[str, list[str], bool]]) -> None:
    text = ["# a file", 'id = "top"']
    expected: list[tuple[str, int, str | None, int]] = [("", 0, "id", 2)]
    count = {"phases": 0, "actors": 0}
    for section, keys, more in blocks:
        text.append(f"[[{section}]]")
        expected.append((section, count[section], None, len(text)))
        for key in keys:
            text.append(f'{key} = "[[{section}]] of {key}"')
            expected.append((section, count[section], key, len(text)))
        if more:
            text += [f"[{section}.evidence]", 'progress = ["one",', '"two words"]']
            expected.append((section, count[section], "progress", len(text) - 1))
        count[section] += 1
    lines = Lines("\n".join(text), "f.toml")
    for section, entry, key, number in expected:
        assert lines.at(section, entry, key) == f"f.toml:{number}"
    for section in count:
        assert 1 <= lines.number(section, 99, "nowhere", "at all") <= len(text)


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=300), st.sampled_from(["", "commitments"]), st.integers(0, 3), st.none() | st.text(max_size=5))
def test_no_text_breaks_the_lines(text: str, section: str, entry: int, key: str | None) -> None:
    assert Lines(text, "f").number(section, entry, key, key) >= 1
