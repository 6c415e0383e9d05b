from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.agreement import load as load_agreement
from tui.config import Config, ConfigError, bundled, cross_check, load, parse, user_file

SOURCE = '[[sources]]\nid = "wire"\nname = "Sample Wire"\nkind = "feed"\nurl = "https://wire.example/rss"\n'


def read(text: str, **environ: str) -> Config:
    return parse(text.encode(), "sources.toml", Path(), environ=environ)


def test_a_small_file_is_enough() -> None:
    config = read(SOURCE)
    assert config.which_agreement == "gaza-2025"
    assert [s.id for s in config.sources] == ["wire"]
    assert config.problems == ()


@pytest.mark.parametrize(
    ("text", "where", "words"),
    [
        ("[polling]\ninterva = 300\n", "sources.toml:2", 'unknown key "interva" (did you mean "interval"?)'),
        ('[polling]\ninterval = "often"\n', "sources.toml:2", 'found "often", expected a whole number'),
        ("[polling]\ninterval = 5\n", "sources.toml:2", "expected 60 to 604,800"),
        ("[agreemint]\n", "sources.toml:1", 'did you mean "agreement"?'),
        ("polling = 3\n", "sources.toml:1", "expected a table: write [polling]"),
        ("[sources]\nid = 1\n", "sources.toml", "write [[sources]]"),
        ("[panes]\nshow = ['quots']\n", "sources.toml:2", "quots"),
        ('[polling]\nuser_agent = "desk é"\n', "sources.toml:2", "letters without accents"),
        ("[polling\n", "line 1", "not valid TOML"),
        ('[panes]\ncitation = "{who}: {words}"\n', "sources.toml:2", "unknown field {who}"),
        ('[agreement]\nid = "a"\nfile = "b"\n', "sources.toml:3", "keep one of them"),
    ],
)
def test_a_mistake_outside_a_source_names_place_and_remedy(text: str, where: str, words: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read(text)
    message = str(caught.value)
    assert where in message
    assert words in message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("lines", "line", "words"),
    [
        ('url = "htps://wire.example/"', 5, "expected an address that begins with https://"),
        ('url = "https:///rss"', 5, "with a host"),
        ('url = "https://user:pw@wire.example/"', 5, "name an environment variable"),
        ('url = "https://wire.example/"\ninterval = "15m"', 6, 'found "15m", expected a whole number'),
        ('url = "https://wire.example/"\nintervall = 900', 6, 'did you mean "interval"?'),
        ('url = "https://wire.example/"\ninterval = 3', 6, "at least 120 seconds"),
        ('url = "https://wire.example/"\nmap = {title = "t"}', 6, "is for api sources"),
        ('url = "https://wire.example/"\nlinks = "["', 6, "is for page sources"),
        ('url = "https://wire.example/"\ntimezone = "Gaza"', 6, 'such as "Asia/Gaza"'),
        ('url = "https://wire.example/"\npages = 3', 2, "pages"),
        ('url = "https://wire.example/"\nnext = "links.next"', 6, "is for api sources"),
        ('url = "https://wire.example/"\nheaders = {Host = "other.example"}', 6, "set by the program itself"),
        ('url = "https://wire.example/"\nheaders = {X-Desk = "a\\nb"}', 6, "expected one line"),
        ('url = "https://wire.example/"\nheaders = {"X Desk" = "a"}', 6, "expected the name of a header"),
        ("", 2, "url is missing"),
        ('url = "https://wire.example/"\nsecret = [{type = "header", name = "k", env = "WIRE_KEY"}]', 6,
         "environment variable WIRE_KEY is not set"),
    ],
)  # fmt: skip
def test_a_mistake_in_one_source_turns_only_that_one_off(lines: str, line: int, words: str) -> None:
    bad = f'[[sources]]\nid = "bad"\nname = "Bad"\nkind = "feed"\n{lines}\n'
    config = read(bad + SOURCE)
    assert [(s.id, s.enabled) for s in config.sources] == [("bad", False), ("wire", True)]
    (problem,) = config.problems
    assert problem.source == "bad"
    assert words in problem.message
    assert f"sources.toml:{line}" in problem.message or line == 2


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("pages = 3", "how the next page is asked for is missing; set next or next_param"),
        ('pages = 21\nnext = "n"', "found 21, expected 1 to 20"),
        ('pages = 2\nnext = "n"\nmethod = "POST"', "is for the method GET"),
        ('pages = 2\nnext_param = "page"\nnext_step = 0', "next_step: found 0"),
    ],
)
def test_pages_of_an_api_are_bounded(lines: str, words: str) -> None:
    api = '[[sources]]\nid = "api"\nname = "Api"\nkind = "api"\nurl = "https://wire.example/"\nmap = {title = "t"}\n'
    (problem,) = read(api + lines).problems
    assert words in problem.message
    assert not read(api + 'pages = 20\nnext = "links.next"').problems


def test_the_same_id_twice_keeps_the_first() -> None:
    config = read(SOURCE + SOURCE)
    assert [s.enabled for s in config.sources] == [True, False]
    assert len({s.id for s in config.sources}) == 2
    assert "already the id of the source at sources.toml:2" in config.problems[0].message


def test_a_secret_stands_in_the_environment_only() -> None:
    text = SOURCE + 'secret = [{type = "query", name = "key", env = "WIRE_KEY"}]\n'
    assert read(text, WIRE_KEY="s3cret").problems == ()
    assert "WIRE_KEY" in read(text).problems[0].message


def test_a_source_that_is_off_needs_no_secret() -> None:
    text = SOURCE + 'enabled = false\nsecret = [{type = "query", name = "key", env = "WIRE_KEY"}]\n'
    assert read(text).problems == ()


def test_the_file_is_looked_for_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load(environ={}).file == str(bundled())
    user_file().parent.mkdir(parents=True)
    user_file().write_text(SOURCE)
    assert load(environ={}).file == str(user_file())
    Path("sources.toml").write_text(SOURCE.replace("wire", "here"))
    assert [s.id for s in load(environ={}).sources] == ["here"]
    with pytest.raises(ConfigError, match="no such file"):
        load("elsewhere.toml")


@pytest.mark.parametrize("which", ["gaza-2025", "lebanon-2024", "tigray-2022"])
def test_the_bundled_file_is_right_for_every_agreement(which: str) -> None:
    agreement = load_agreement(which)
    config = cross_check(
        load(bundled(), environ={}),
        actors={a.id for a in agreement.actors},
        indicators={i.id for i in agreement.indicators},
        baselines={b.id for b in agreement.baselines},
        agreement=agreement.id,
    )
    assert config.problems == ()
    on = [s for s in config.sources if s.enabled]
    assert len(on) >= 10
    assert not any(s.secret for s in on), "what is on must work without a key"
    assert all(s.reason for s in config.sources if not s.enabled), "what is off says why"
    ours = [s for s in on if which in s.agreements]
    assert len(ours) >= 3, "each agreement has sources of its own"
    assert {s.side for s in ours} >= {"un"}
    assert len([s for s in on if not s.agreements or which in s.agreements]) >= 14


def test_names_are_checked_against_the_agreement() -> None:
    text = SOURCE + 'publisher = "hammas"\n'
    config = cross_check(read(text), actors={"hamas"}, indicators=set(), baselines=set())
    assert not config.sources[0].enabled
    assert 'did you mean "hamas"?' in config.problems[0].message
    with pytest.raises(ConfigError, match="killed_since_truc"):
        cross_check(
            read('[panes]\nindicators = ["killed_since_truc"]\n'),
            actors=set(),
            indicators={"killed_since_truce"},
            baselines=set(),
        )


@given(st.binary(max_size=300))
@settings(deadline=None)
def test_any_bytes_are_read_or_refused_in_one_line(data: bytes) -> None:
    try:
        parse(data, "f", Path(), environ={})
    except ConfigError as error:
        assert str(error).startswith("f")
        assert "\n" not in str(error)


def test_for_how_long_texts_are_kept_is_days() -> None:
    assert read("[store]\nkeep_text = 0\n").store.keep_text == 0
    with pytest.raises(ConfigError, match=r":2: store.keep_text: found -1, expected days"):
        read("[store]\nkeep_text = -1\n")
