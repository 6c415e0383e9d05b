"""How the command begins: a frame at once, then the dashboard; whatever is not plain is told as by the command line."""

from __future__ import annotations

import contextlib
import os
import select
import struct
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.agreement import AgreementError, load
from tui.agreement.checked import load as load_checked
from tui.config.errors import ConfigError
from tui.config.look import Look, first_look, look_of
from tui.config.reading import parse
from tui.curtain import frame
from tui.start import plain

Factory = pytest.TempPathFactory
termios = pytest.importorskip("termios")
PATIENCE = 60.0


class Terminal:
    """The command on a pseudo-terminal."""

    def __init__(self, *words: str) -> None:
        import fcntl
        import pty

        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
            # nothing else of the tests' own environment, where readline and pictures of screens leave theirs
            given = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
            given |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
            os.execve(sys.executable, [sys.executable, "-m", "tui", *words], given)
        self.output = b""
        self.code: int | None = None

    def until(self, words: str) -> None:
        end = time.monotonic() + PATIENCE
        while words.encode() not in self.output:
            # a dashboard that shows something else draws on: its clock goes
            assert time.monotonic() < end and self._read(), f"{words!r} was not drawn: {self.output[-800:]!r}"

    def type(self, keys: str) -> None:
        os.write(self.fd, keys.encode())

    @property
    def echoes(self) -> bool:
        """Whether keys are shown as they are typed."""
        return bool(termios.tcgetattr(self.fd)[3] & termios.ECHO)

    def end(self) -> int:
        """Read to the end; the exit code."""
        while self._read():
            pass
        if self.code is None:
            _, status = os.waitpid(self.pid, 0)
            self.code = os.waitstatus_to_exitcode(status)
        return self.code

    def _read(self) -> bool:
        assert select.select([self.fd], [], [], PATIENCE)[0], f"nothing came: {self.output[-800:]!r}"
        try:
            data = os.read(self.fd, 65_536)
        except OSError:  # Linux says so when the program has ended
            return False
        self.output += data
        return bool(data)


@pytest.fixture
def terminal(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Terminal]:
    config = tmp_path / "sources.toml"
    config.write_text(request.param, encoding="utf-8")
    made = Terminal("--config", str(config), "--store", str(tmp_path / "s.json"))
    yield made
    if made.code is None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(made.pid, 9)
        os.waitpid(made.pid, 0)
    os.close(made.fd)


@pytest.mark.parametrize("terminal", ["[polling]\ninterval = 900\n"], indirect=True)
def test_a_frame_stands_at_once_and_keys_pressed_then_are_not_lost(terminal: Terminal) -> None:
    terminal.until("2 Latest quotes")
    terminal.type("q")
    assert terminal.end() == 0, "the dashboard has read the key"
    assert terminal.output.rfind(b"\x1b[?1049l") > terminal.output.rfind(b"\x1b[?1049h")
    assert terminal.echoes, "the terminal is as it was"


@pytest.mark.parametrize("terminal", ["[polling]\ninterval = 900\n"], indirect=True)
def test_what_is_pressed_before_anything_is_known_is_heard_then(terminal: Terminal) -> None:
    terminal.until("loading")
    terminal.type("4?")
    terminal.until("changes since your last look")
    terminal.type("q")
    assert terminal.end() == 0


@pytest.mark.parametrize(
    "terminal", ['[panes]\ntheme = "calm-light"\nshow = ["quotes", "figures"]\nascii = true\n'], indirect=True
)
def test_the_first_frame_has_the_look_that_was_chosen(terminal: Terminal) -> None:
    terminal.until("Killed since truce")
    dashboard = terminal.output[terminal.output.rindex(b"\x1b[?1049h") :].decode()
    assert "48;2;251;250;247" in dashboard, "the light ground"
    assert "48;2;21;24;28" not in dashboard, "no dark one before it"
    assert "1 Phases" not in dashboard and "╭" not in dashboard
    terminal.type("q")
    assert terminal.end() == 0


@pytest.mark.parametrize("terminal", ["[poling]\n"], indirect=True)
def test_a_mistake_is_told_on_the_terminal_that_comes_back(terminal: Terminal) -> None:
    assert terminal.end() == 2
    assert terminal.echoes
    before, left, after = terminal.output.partition(b"\x1b[?1049l")
    assert b"loading" in before and left
    told = after.decode()
    assert "poling" in told and "polling" in told and "sources.toml" in told and "Traceback" not in told


@pytest.mark.parametrize(
    "terminal", ['[[sources]]\nid = "a"\nname = "A"\nkind = "feed"\nurl = "ftp://wire.example"\n'], indirect=True
)
def test_a_mistake_in_one_source_is_told_and_the_rest_opens(terminal: Terminal) -> None:
    terminal.until("Killed since truce")
    terminal.type("q")
    assert terminal.end() == 0
    told = terminal.output.partition(b"\x1b[?1049l")[2]
    assert b'"a"' in told and b"ftp" in told


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], {}),
        (["--config", "x"], {"config": "x"}),
        (["--store=y", "--agreement", "z"], {"store": "y", "agreement": "z"}),
        (["--store", "y", "view"], {"store": "y", "command": "view"}),
        (["status"], None),
        (["--config"], None),
        (["--config", "--store"], None),
        (["--config="], None),
        (["--debug"], None),
        (["view", "--as-of", "2025-12-19"], None),
        (["view", "view"], None),
        (["-h"], None),
    ],
)
def test_only_what_is_plain_goes_the_short_way(words: list[str], expected: dict[str, str] | None) -> None:
    assert plain(words, {}) == expected
    assert plain(words, {"TERM": "dumb"}) is None
    assert plain(words, {"_CEASEFIRE_TUI_COMPLETE": "bash_source"}) is None


@given(st.integers(1, 300), st.integers(1, 120))
def test_the_frame_fits_any_terminal(width: int, height: int) -> None:
    lines = frame(width, height)
    assert len(lines) <= height and all(len(line) <= width for line in lines)
    if width >= 60 and height >= 24:
        assert "3 Running figures" in "".join(lines)


_VALUES = {
    "show": ['["quotes"]', '[\n  "figures",\n  "phases",\n]', "[]", '"quotes"', '["no such pane"]'],
    "ascii": ["true", "false", "1", '"yes"'],
    "theme": ['"calm-light"', "'terminal'", '"no such theme"', "3"],
    "mouse": ["false", "true  # a word", "0.5"],
    "bidi": ['"off"', '"app"', '"sideways"'],
    "citation": ['"ap"', '"""{claimant}: {words} ({outlet}, {published},\n[ via {via}] {link})"""'],
    "quotes": ["40", "-1"],
}


@given(
    st.lists(
        st.one_of(
            st.sampled_from(["[polling]\ninterval = 900\n", "# [panes]\n", "[store]\n# theme = 'calm-light'\n"]),
            st.lists(
                st.sampled_from(sorted(_VALUES)).flatmap(lambda k: st.tuples(st.just(k), st.sampled_from(_VALUES[k])))
            ).map(lambda pairs: "[panes]\n" + "".join(f"{k} = {v}\n" for k, v in dict(pairs).items())),
            st.sampled_from(
                ['[keys]\nzoom = "Z"\n', "panes = {ascii = true}\n", "[ panes ]\nascii = true\n", '["panes"]\n']
            ),
        ),
        max_size=4,
    ).map("".join)
)
@settings(deadline=None)
def test_what_is_read_of_the_look_ahead_is_what_the_whole_file_says(tmp_path_factory: Factory, text: str) -> None:
    file = tmp_path_factory.mktemp("look") / "sources.toml"
    file.write_text(text, encoding="utf-8")
    ahead = first_look(file)
    try:
        whole = parse(text.encode(), str(file), file.parent, environ={})
    except ConfigError:
        return  # then nothing is shown but what is wrong
    assert ahead is None or ahead == look_of(whole)


def test_the_look_of_the_bundled_configuration_needs_nothing_but_its_panes(tmp_path: Path) -> None:
    assert first_look(Path(__file__).parents[1] / "sources.toml") == Look()
    with pytest.raises(ConfigError, match=r"none\.toml"):
        first_look(tmp_path / "none.toml")
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe[panes]")
    assert first_look(tmp_path / "bytes.toml") is None


def test_an_agreement_that_was_checked_is_not_read_again_until_it_changes(
    empty_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = load_checked("gaza-2025")
    assert first == load("gaza-2025")

    def unasked(*_: object, **__: object) -> None:
        raise AssertionError("read again")

    with monkeypatch.context() as patch:
        patch.setattr("tui.agreement.model.load", unasked)
        assert load_checked("gaza-2025") == first
    (kept,) = empty_home.rglob("agreement-*.json")
    for damage in (b"", b"\x00", kept.read_bytes()[:-7], msgspec.msgpack.encode({"id": 1})):
        kept.write_bytes(damage)
        assert load_checked("gaza-2025") == first
    own = tmp_path / "mine.toml"
    text = (Path(__file__).parents[1] / "tui" / "agreement" / "data" / "gaza-2025.toml").read_text(encoding="utf-8")
    own.write_text(text, encoding="utf-8")
    assert load_checked(str(own)).id == "gaza-2025"
    own.write_text(text.replace('id = "gaza-2025"', 'id = "gaza-other"', 1), encoding="utf-8")
    assert load_checked(str(own)).id == "gaza-other"
    own.write_text("no [ toml", encoding="utf-8")
    for which in (str(own), "gaza-2026", str(tmp_path / "none.toml")):
        with pytest.raises(AgreementError):
            load_checked(which)


def test_a_cache_folder_that_cannot_be_written_is_no_trouble(empty_home: Path) -> None:
    (empty_home / ".cache").write_text("a file where the folder should be")
    assert load_checked("gaza-2025") == load("gaza-2025")
