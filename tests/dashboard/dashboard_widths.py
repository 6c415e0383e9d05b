"""Any text, any width, and what a line must keep to."""

from __future__ import annotations

import re

from dashboard_day import NOW
from dashboard_fake import FakeSnapshot
from hypothesis import strategies as st

from tui.dashboard.lines import Line, line_width, plain
from tui.dashboard.view import View, layout_of

FORBIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u200b\ufeff]")


HOSTILE = (
    "\x1b[2J\x1b[31mred",
    "\x1b]0;title\x07after",
    "\x1b]52;c;aGVsbG8=\x1b\\clip",
    "\x9b31mC1",
    "\u202etxet desrever\u202c",
    "[/x] [bold]not markup[/bold] [link=http://x]",
    "日本語のとても長い見出し" * 9,
    "مرحبا بالعالم هذا نص طويل جدا",
    "שלום לכולם זה טקסט",
    "e" + "\u0301" * 40,
    "\u0301starts with a mark",
    "👩‍👩‍👧‍👦 family 🏳️‍🌈",
    "\u200dleading joiner",
    "tab\tand\r\nbreaks\x0b\x0c\x85\u2028end",
    "",
    " ",
    "x" * 5000,
)


ANY = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=120))


WIDTHS = st.integers(min_value=20, max_value=220)


def check(line: Line, width: int, *, exactly: bool = False) -> None:
    assert line_width(line) <= width
    if exactly:
        assert line_width(line) == width
    assert not FORBIDDEN.search(plain(line)), plain(line)


def view(width: int, **changed: object) -> View:
    return View(FakeSnapshot(**changed), NOW, layout=layout_of(width))  # type: ignore[arg-type]
