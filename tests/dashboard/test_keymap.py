"""Keys of a person's own: what works, what is shown, what is refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from dashboard_fake import FakeMonitor
from dashboard_run import settle
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.config import ConfigError, KeyChoice, parse
from tui.dashboard.app import DashboardApp
from tui.dashboard.footer import Bar, footer_line
from tui.dashboard.keymap import Keymap, shown
from tui.dashboard.keys import TABLE, Place
from tui.dashboard.lines import plain
from tui.dashboard.screens.help import Help, help_blocks


def chosen(text: str) -> tuple[KeyChoice, ...]:
    return parse(f"[keys]\n{text}\n".encode(), "sources.toml", Path(), environ={}).keys


def app(text: str, copied: list[str] | None = None) -> DashboardApp:
    def copier(words: str) -> str:
        if copied is not None:
            copied.append(words)
        return "copied with a test"

    return DashboardApp(FakeMonitor(), keys=chosen(text), copier=copier)


async def test_another_key_does_it_and_the_old_one_no_more() -> None:
    copied: list[str] = []
    own = app('cite = "K"\n"pane.2" = "f2,é"\nhelp = "J,f1"', copied)
    async with own.run_test(size=(120, 40)) as pilot:
        await pilot.press("f2")
        await settle(pilot)
        assert own.board.pane("quotes").has_focus
        await pilot.press("y")
        await settle(pilot)
        assert copied == []
        await pilot.press("K")
        await settle(pilot)
        assert copied and copied[0].startswith("“The list of names")
        await pilot.press("1", "é")
        await settle(pilot)
        assert own.board.pane("quotes").has_focus
        await pilot.press("question_mark")
        await settle(pilot)
        assert not isinstance(own.screen, Help)
        await pilot.press("J")
        await settle(pilot)
        assert isinstance(own.screen, Help)
        assert "J close" in plain(own.screen.query_one("#bottom", Bar).line)
        await pilot.press("f1")
        await settle(pilot)
        assert own.screen is own.board


async def test_two_keys_change_places() -> None:
    own = app('down = "k"\nup = "j"')
    async with own.run_test(size=(120, 40)) as pilot:
        await pilot.press("2", "k")
        await settle(pilot)
        pane = own.board.pane("quotes")
        assert pane.cursor == "quote:q-u2"
        await pilot.press("j")
        await settle(pilot)
        assert pane.cursor == "quote:q-u1"


async def test_footer_help_palette_and_hints_show_what_is_in_force() -> None:
    own = app('filter = "F"\nseen = "X"\n"pane.1" = "f1"\nquit = "Q,ctrl+c"')
    async with own.run_test(size=(200, 60)) as pilot:
        await pilot.press("f1")
        await settle(pilot)
        foot = plain(own.board.query_one("#footer", Bar).line)
        assert " F filter" in foot and "/ filter" not in foot and "X all seen" in foot and "F1 2 3 4 5 pane" in foot
        assert foot.rstrip().endswith("Q quit")
        assert any("X marks all seen" in str(p.border_subtitle) for p in own.board.panes())
        commands = {c.title: c.help for c in own.get_system_commands(own.board)}
        assert commands["Mark everything as seen"] == "Key X" and commands["Quit"] == "Key Q"
    text = "\n".join(plain(line) for block in help_blocks("board", own.keymap) for line in block.draw(100))
    assert re.search(r"\n  F +filter the pane", text) and re.search(r"\n  pane\.1 +F1\n", text)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('filtre = "f"', 2, 'unknown key "filtre" (did you mean "filter"?); known: help'),
        (
            'filter = "z"',
            2,
            "keys.filter: z is also the key of zoom (the pane alone on the screen, and back) in",
        ),
        ('zoom = "F"\nfilter = "F"', 3, "is also the key of zoom"),
        ('filter = "ctrl+p"', 2, "is also the key of commands"),
        ('filter = "q"', 2, "is also the key of quit"),
        ('"reader.next" = "y"', 2, "is also the key of cite"),
        ('filter = ""', 2, "expected keys with commas between them"),
        ('filter = "f,"', 2, "the comma itself is written comma"),
        ("filter = 3", 2, "found 3, expected keys such as"),
        ('filter = "entr"', 2, 'which is no key (did you mean "enter"?)'),
        ('filter = "ctrl+i"', 2, "the same as for tab; write tab"),
        ('filter = "ctrl+1"', 2, "terminals send ctrl only with a letter"),
        ('filter = "shift+f"', 2, 'the character that shift gives, such as "F"'),
        ('filter = "ctrl+enter"', 2, "many terminals send the same as for enter alone"),
        ('filter = "hyper+f"', 2, "no more than ctrl+, alt+ or shift+"),
        ('filter = "ctrl+ctrl+f"', 2, "no more than ctrl+, alt+ or shift+"),
        ('filter = "\\u0301"', 2, "which is no character that a key gives"),
    ],
)
def test_what_cannot_be_is_refused_with_file_and_line(text: str, line: int, words: str) -> None:
    with pytest.raises(ConfigError) as caught:
        Keymap(chosen(text))
    message = str(caught.value)
    assert message.startswith(f"sources.toml:{line}: keys") and words in message and "\n" not in message


def test_keys_is_a_table() -> None:
    with pytest.raises(ConfigError, match=r"sources.toml:1: keys is a list, expected a table: write \[keys\]"):
        parse(b"keys = ['f']\n", "sources.toml", Path(), environ={})


def test_dotted_ids_need_no_quotation_marks() -> None:
    assert chosen('pane.1 = "f1"') == (KeyChoice("pane.1", "f1", "sources.toml:2"),)


@pytest.mark.parametrize(
    ("keys", "canonical", "written"),
    [
        ("?", "question_mark", "?"),
        ("question_mark", "question_mark", "?"),
        ("+", "plus", "+"),
        ("ctrl+F", "ctrl+f", "^f"),
        ("CTRL+f", "ctrl+f", "^f"),
        ("alt+x", "alt+x", "M-x"),
        ("shift+Up", "shift+up", "S-↑"),
        ("PgDn", "pagedown", "PgDn"),
        ("comma", "comma", ","),
        ("Esc", "escape", "Esc"),
        ("é", "é", "é"),
        ("§", "section_sign", "section_sign"),
        ("ф", "ф", "ф"),
    ],
)
def test_a_key_is_named_as_the_screen_names_it(keys: str, canonical: str, written: str) -> None:
    from textual.keys import _character_to_key

    keymap = Keymap([KeyChoice("card", keys, "x:1")], [k for k in TABLE if k.id == "card"])
    assert keymap.changed["card"] == canonical
    assert shown(canonical) == written
    if len(keys) == 1:
        assert _character_to_key(keys) == canonical


@settings(deadline=None, max_examples=200)
@given(st.sampled_from([k.id for k in TABLE]), st.text(max_size=12))
def test_any_choice_is_a_key_map_or_a_plain_refusal(name: str, keys: str) -> None:
    try:
        keymap = Keymap([KeyChoice(name, keys, "f:1")])
    except ConfigError as error:
        assert str(error).startswith("f:1: keys") and "\n" not in str(error)
        return
    places: tuple[Place, ...] = ("board", "reader", "drawer", "compare", "help")
    for place in places:
        taken = [part for key in keymap.of(place) for part in key.keys.split(",")]
        assert len(taken) == len(set(taken))
        assert plain(footer_line(place, 80, keymap=keymap)).rstrip().endswith("quit")


def test_every_command_refuses_keys_that_cannot_be(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from tui.cli import main

    file = tmp_path / "sources.toml"
    file.write_text('[keys]\nfilter = "z"\n')
    result = CliRunner().invoke(main, ["--config", str(file), "--store", str(tmp_path / "s.json"), "status"])
    assert result.exit_code == 2 and f"{file}:2: keys.filter: z is also the key of zoom" in result.output


def test_in_ascii_every_key_is_written_in_ascii_and_by_its_name() -> None:
    keymap = Keymap((KeyChoice("card", "up", "x:1"), KeyChoice("up", "k", "x:2")), ascii_only=True)
    assert all(k.shown.isascii() for k in keymap.table)
    assert keymap.shown("open") == "Ent" and keymap.shown("card") == "Up"
    assert "Ent open" in plain(footer_line("board", 200, keymap=keymap))
    assert Keymap().shown("open") == "⏎"
