"""The small parts: filter, citation, clipboard, right-to-left text, themes, words, and what importing costs."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from dashboard_day import LOOK, NOW, agreement, at, changes, evidence, figure, phases, quote, quotes, rows
from dashboard_fake import FakeSnapshot
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.color import Color

from tui.agreement.status import CommitmentStatus
from tui.dashboard.address import shown_address, web_address
from tui.dashboard.bidi import resolve, starts_rtl, visual
from tui.dashboard.citation import of_commitment, of_evidence, of_figure, of_quote
from tui.dashboard.clipboard import native, otherwise, takes_osc52, tool
from tui.dashboard.filter import parse
from tui.dashboard.lines import line_width, plain
from tui.dashboard.panes.changes import change_line
from tui.dashboard.panes.commitments import disputed, per, tally
from tui.dashboard.panes.figures import agreement_mark, is_old, leading
from tui.dashboard.panes.quotes import Latest, quote_line
from tui.dashboard.panes.quotes import columns as quote_columns
from tui.dashboard.rows import Lines, find
from tui.dashboard.screens.reader import marked_lines
from tui.dashboard.theme import CONTRAST, DARK, LIGHT, palette
from tui.dashboard.view import View
from tui.dashboard.words import age, amount, claimant, clock, day, number, quoted, stamp
from tui.records import Change, Figure, QuoteRecord


def view(**changed: object) -> View:
    return View(FakeSnapshot(**changed), NOW)  # type: ignore[arg-type]


# ------------------------------------------------------------------ filter


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("timetable is:new", []),
        ("who:ansari", ["q-u2"]),
        ('who:"relief committee"', ["q-u1"]),
        ("source:relief", ["q-u3"]),
        ("side:israel", ["q-u4"]),
        ("side:IL", ["q-u4"]),
        ("is:new", ["q-u1", "q-u2", "q-u3", "q-u4"]),
        ("is:new before:14:00", ["q-u2", "q-u3", "q-u4"]),
        ("phase:1 relief", ["q-u1"]),
        ("PHASE wording", []),
        ("before:2025-12-19", ["q-v8", "q-v9"]),
        ("unattributed", ["q-u6"]),
    ],
)
def test_quotes_through_the_filter(text: str, ids: list[str]) -> None:
    shown = view()
    found = [q.id for q in quotes() if parse(text).quote(shown, q)]
    if text.startswith("before:2025"):
        assert found and all(q.at < datetime(2025, 12, 19, tzinfo=UTC) for q in quotes() if q.id in found)
    else:
        assert found == ids


def test_other_panes_through_the_filter() -> None:
    shown = view()
    first = phases()[0]
    disputed_ = [s.commitment.id for s in first.commitments if parse("is:disputed").commitment(shown, s, 1)]
    assert disputed_ == ["p1.truce", "p1.line-held", "p1.aid-volume"]
    assert parse("phase:1").commitment(shown, first.commitments[0], 1)
    assert not parse("phase:2").commitment(shown, first.commitments[0], 1)
    differ = [r.indicator.id for r in rows() if parse("is:disputed").figure(shown, r)]
    assert "hostage_remains_returned" not in differ
    toll = next(r for r in rows() if r.indicator.id == "killed_since_truce")
    assert toll.standing == "apart" and "killed_since_truce" not in differ  # they begin on different days
    since_one_day = tuple(msgspec.structs.replace(s, baseline_date=None) for s in toll.series)
    assert parse("is:disputed").figure(shown, msgspec.structs.replace(toll, series=since_one_day))
    assert [r.indicator.id for r in rows() if parse("who:cogat").figure(shown, r)] == ["trucks_entered_per_day"]
    assert [r.indicator.id for r in rows() if parse("is:shipped").figure(shown, r)]
    assert [c.id for c in changes() if parse("is:trouble").change(shown, c)] == ["c6"]
    assert len([c for c in changes() if parse("is:new").change(shown, c)]) == 6
    source, state = shown.snapshot.sources[3]
    assert parse("403").source(shown, source, state) and parse("is:trouble").source(shown, source, state)
    assert not parse("wire").source(shown, source, state)


@settings(deadline=None, max_examples=80)
@given(st.text(max_size=60))
def test_a_filter_never_raises(text: str) -> None:
    chosen = parse(text)
    shown = view()
    for record in quotes()[:4]:
        assert chosen.quote(shown, record) in (True, False)
    assert chosen.figure(shown, rows()[0]) in (True, False)


def test_what_a_filter_did_not_understand_is_said() -> None:
    assert "is:new" in (parse("is:nonsense").problem or "")
    assert "14:00" in (parse("before:noon").problem or "")
    assert parse("who:").terms == () and not parse("   ")
    assert parse('who:"open mark').terms


# ------------------------------------------------------------------ citation


def test_citations_have_who_where_when_and_the_link() -> None:
    said = quote("c", "Ada Example", "We will look at it", at(9), via="AFP", role="minister")
    assert of_quote(said) == (
        "“We will look at it” (Ada Example, minister; Sample Wire via AFP, 19 Dec 2025, https://sample.example/c)"
    )
    reported = quote("c", "Ada Example", "that it would be looked at", at(9), kind="indirect")
    assert "[reported speech]" in of_quote(reported) and "“" not in of_quote(reported)
    nobody = quote("c", None, "Words", at(9))
    assert "unattributed" in of_quote(nobody)
    value = figure("c", "trucks_entered_per_day", 459, "ap", date(2025, 12, 7), at(9), qualifier="about", shipped=True)
    assert of_figure(value, agreement()).startswith(
        "Trucks entering per day (average): about 459 trucks/day (Associated Press"
    )
    assert "shipped record" in of_figure(value, agreement())
    derived = msgspec.structs.replace(value, derived="sum of daily rows")
    assert "derived: sum of daily rows" in of_figure(derived, agreement())
    step = evidence("c", "p1.truce", "partial", "hamas", at(9), "One more convoy moved.")
    assert of_evidence(step, agreement()).startswith("One more convoy moved. (Hamas; Sample Wire, 19 Dec 2025")
    status = phases()[0].commitments[0]
    words = of_commitment(status, agreement())
    assert words.startswith("Military operations stop: IN FORCE; per Egypt, Qatar; since 10 Oct 2025; DISPUTED")
    assert "VIOLATED" not in words


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://sample.example/a?b=c#d", True),
        ("http://sample.example", True),
        ("HTTPS://sample.example/", True),
        ("javascript:alert(1)", False),
        ("ftp://sample.example/", False),
        ("https:///nohost", False),
        ("https://x.example/a b", False),
        ("https://x.example/\x1b]52;c;x\x07", False),
        ("https://x.example/\u202egpj", False),
        ("//sample.example", False),
        ("", False),
        ("https://[::1", False),
    ],
)
def test_only_plain_web_addresses_are_opened(url: str, safe: bool) -> None:
    assert (web_address(url) == url) is safe


def test_a_look_alike_host_is_shown_as_it_is() -> None:
    assert shown_address("https://ехample.example/x").startswith("https://xn--")
    assert shown_address("https://sample.example/x") == "https://sample.example/x"


# ------------------------------------------------------------------ clipboard


def test_copying_says_how(tmp_path: Path) -> None:
    sent: list[str] = []
    target = tmp_path / "deep" / "citation.txt"
    how = otherwise("words", sent.append, target, {"TERM": "xterm"})
    assert sent == ["words"] and "OSC 52" in how and not target.exists()
    how = otherwise("words", sent.append, target, {"TERM": "linux"})
    assert target.read_text() == "words\n" and str(target) in how and len(sent) == 1
    assert "written to" in otherwise("x" * 100_000, sent.append, target, {"TERM": "xterm"})
    assert len(sent) == 1
    (tmp_path / "file").write_text("")
    assert "not copied" in otherwise("words", sent.append, tmp_path / "file" / "citation.txt", {"TERM": "linux"})


def test_a_native_tool_is_used_on_the_spot_only(tmp_path: Path) -> None:
    def which(name: str) -> str | None:
        return f"/usr/bin/{name}" if name == "wl-copy" else None

    assert tool({"WAYLAND_DISPLAY": "wayland-0"}, which) == ["/usr/bin/wl-copy"]
    assert tool({"WAYLAND_DISPLAY": "wayland-0", "SSH_TTY": "/dev/pts/1"}, which) is None
    assert tool({}, which) is None
    assert not takes_osc52({"TERM": "dumb"}) and takes_osc52({"TERM": "xterm-256color"})
    script, out = tmp_path / "pbcopy", tmp_path / "out"
    script.write_text(f"#!/bin/sh\ncat > {out}\n")
    script.chmod(0o755)

    def pbcopy(name: str) -> str | None:
        return str(script) if name == "pbcopy" else None

    assert native("naïve “words”", {}, pbcopy) == "copied with pbcopy"
    assert out.read_text() == "naïve “words”"
    script.write_text("#!/bin/sh\nexit 3\n")
    assert native("words", {}, pbcopy) is None
    assert native("words", {}, lambda name: None) is None


# ------------------------------------------------------------------ right to left


def test_right_to_left_text_is_set_in_visual_order() -> None:
    assert visual("plain words") == "plain words"
    assert visual("אבג") == "גבא"
    assert visual(" אבג ") == " גבא "
    assert visual("(אב)") == "(בא)"
    assert visual("\u2067אבג\u2069") == "גבא"
    assert starts_rtl("“שלום”") and not starts_rtl("Hello שלום") and not starts_rtl("123")


@settings(deadline=None, max_examples=100)
@given(st.text(alphabet="אבגד אלרמ abc ()[]123\u200c\u2067\u2069\u202e", max_size=40))
def test_reordering_never_raises_and_keeps_the_width(text: str) -> None:
    from tui.text import clean, width

    cleaned = clean(text)
    assert width(visual(cleaned)) == width(cleaned)


def test_bidi_mode_follows_the_terminal() -> None:
    assert resolve("auto", {}) == "app"
    assert resolve("auto", {"KONSOLE_VERSION": "230800"}) == "terminal"
    assert resolve("app", {"KONSOLE_VERSION": "230800"}) == "app"


def test_a_right_to_left_paragraph_stands_at_the_right_edge() -> None:
    lines = marked_lines("שלום עולם", ((0, 4),), [], 40, visual_order=True)
    assert line_width(lines[0]) == 40
    assert plain(lines[0]).startswith(" ")
    assert [s.text for s in lines[0] if s.role == "hit"] == ["שלום"]
    assert plain(marked_lines("Hello", (), [], 40, visual_order=True)[0]) == "Hello"


# ------------------------------------------------------------------ words


def test_times_and_ages() -> None:
    assert stamp(at(9, 5), NOW) == "09:05" and stamp(at(9, 5, days=3), NOW) == "16 Dec"
    assert stamp(at(9, 5, days=400), NOW) == "14 Nov 24"
    assert clock(at(9, 5), NOW) == "09:05Z" and clock(at(9, 5, days=1), NOW) == "18 Dec 09:05Z"
    assert [age(timedelta(seconds=s)) for s in (0, 42, 420, 5760, 23 * 86400)] == [
        "0 s",
        "42 s",
        "7 min",
        "1 h 36 m",
        "23 d",
    ]
    assert day(date(2025, 1, 2), NOW) == "2 Jan"
    assert LOOK < NOW


@pytest.mark.parametrize(
    ("fields", "short", "words"),
    [
        ({"value": 395, "qualifier": "at least"}, "≥395", "at least 395"),
        ({"value": 600, "qualifier": "more than"}, ">600", "more than 600"),
        ({"value": 1968}, "1,968", "1,968"),
        ({"value": 53, "qualifier": "about", "unit": "%"}, "~53%", "about 53%"),
        ({"value": 30, "value_max": 40}, "30–40", "30–40"),
        ({"value": None, "vague": "dozens"}, "dozens", "dozens"),
        ({"value": 54.5}, "54.5", "54.5"),
        ({"value": 7, "qualifier": "only"}, "only 7", "only 7"),
        ({"value": 53_200_000_000, "unit": "USD"}, "$53.2bn", "$53.2bn"),
    ],
)
def test_a_qualifier_is_never_dropped(fields: dict[str, object], short: str, words: str) -> None:
    found = Figure(start=0, end=1, **fields)  # type: ignore[arg-type]
    assert amount(found) == short and amount(found, words=True) == words


def test_numbers_have_separators() -> None:
    assert number(25700) == "25,700" and number(2.50) == "2.5" and number(-3) == "-3"


def test_a_claimant_is_worded_as_fully_as_there_is_room_and_never_by_a_partisan_alias() -> None:
    a = agreement()
    assert claimant(a, "gaza-moh", "", 60) == "health ministry in Hamas-run Gaza"
    assert claimant(a, "gaza-moh", "", 8) == "MoH"
    assert claimant(a, "cogat", "", 20) == "COGAT"
    for actor in a.actors:
        for cells in range(2, 80, 3):
            words = claimant(a, actor.id, "", cells)
            assert words not in actor.partisan_aliases and "occupation" not in words
    assert claimant(a, None, "A body that is not registered", 10) == "A body th…"


def test_quoted_words_have_marks_and_reported_speech_has_none() -> None:
    assert quoted(quote("a", "X", '"Straight marks"', at(9))) == "“Straight marks”"
    assert quoted(quote("a", "X", "that it would wait", at(9), kind="indirect")) == "that it would wait"
    assert quoted(quote("a", "X", "a “fragile” calm", at(9), kind="mixed")) == "a “fragile” calm"


def test_what_a_row_of_figures_says() -> None:
    shown = view()
    by_id = {r.indicator.id: r for r in rows()}
    toll = by_id["killed_since_truce"]
    assert leading(toll).claimant_id == "gaza-moh" and len(toll.accounts) == 2
    assert agreement_mark(toll) == "2", "values for other days are neither alike nor unlike"
    assert agreement_mark(by_id["hostage_remains_returned"]) == "=2"
    assert agreement_mark(by_id["violations_alleged_against_israel"]) == "1"
    # one claimant with two baselines does not disagree with itself
    again = figure("z", "killed_since_truce", 390, "gaza-moh", date(2025, 12, 1), at(9), baseline="truce-oct10")
    from tui.agreement.ledger import ledger

    alone = ledger(agreement(), [again, *(r for s in toll.series if s.claimant_id == "gaza-moh" for r in s.readings)])[
        0
    ]
    assert agreement_mark(alone) == "1"
    old = by_id["prisoners_released"]
    assert not is_old(shown, old, leading(old)), "its target is reached"
    late = View(FakeSnapshot(), NOW + timedelta(days=60))
    assert is_old(late, toll, leading(toll))


def test_phases_are_counted_and_never_judged() -> None:
    first = phases()[0]
    words = tally(first)
    assert words.startswith("2 done · 3 in progress · 2 in force")
    assert sum(int(part.split()[0].lstrip("+")) for part in words.split(" · ")) == len(first.commitments)
    short = tally(first, 30)
    assert len(short) <= 30
    assert sum(int(part.split()[0].lstrip("+")) for part in short.split(" · ")) == len(first.commitments)
    assert disputed(first.commitments[0]) == "DISPUTED IL:1 PS:2"
    assert disputed(first.commitments[0], 17) == "DISPUTED IL1 PS2"


# ------------------------------------------------------------------ looks, lists, imports


@pytest.mark.parametrize("name", [DARK, LIGHT, CONTRAST])
def test_contrasts(name: str) -> None:
    colours = {k: Color.parse(v) for k, v in palette(name).items()}
    ground = colours["background"]

    def ratio(role: str, on: Color = ground) -> float:
        return _ratio(colours[role], on)

    assert ratio("foreground") >= 7
    assert ratio("c-dim") >= 4.5
    assert ratio("c-accent") >= 4.5
    assert ratio("c-trouble") >= 4.5
    assert ratio("c-border") >= 3
    assert ratio("c-cursor-text", colours["c-cursor"]) >= 7


def _ratio(a: Color, b: Color) -> float:
    def luminance(colour: Color) -> float:
        parts = [c / 255 for c in (colour.r, colour.g, colour.b)]
        r, g, bl = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * bl

    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(0, 30), unique=True, max_size=20), st.integers(0, 30), st.integers(-5, 40))
def test_a_key_is_found_from_anywhere(keys: list[int], wanted: int, near: int) -> None:
    model = Lines([()] * len(keys), [str(k) for k in keys])
    expected = keys.index(wanted) if wanted in keys else None
    assert find(model, str(wanted), near) == expected


def test_importing_the_dashboard_imports_no_network_no_parser_no_store() -> None:
    code = (
        "import sys, tui.dashboard.app; "
        "bad = [m for m in ('httpx','trafilatura','feedparser','fastfeedparser','tinydb','lxml','bidi','webbrowser') "
        "if m in sys.modules]; print(bad); sys.exit(bool(bad))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("text", "some", "none"),
    [
        ("side:israel", "trucks_entered_per_day", "bodies_recovered_since_truce"),
        ("phase:1", "killed_since_truce", ""),
        ("source:afp", "soldiers_killed_since_truce", "trucks_entered_per_day"),
        ("before:2025-12-01", "prisoners_released", "killed_since_truce"),
        ("trucks", "trucks_entered_per_day", "killed_since_truce"),
        ("is:new", "trucks_entered_per_day", "prisoners_released"),
    ],
)
def test_figures_through_the_filter(text: str, some: str, none: str) -> None:
    shown = view()
    found = {r.indicator.id for r in rows() if parse(text).figure(shown, r)}
    assert some in found and none not in found


@pytest.mark.parametrize(
    ("text", "some", "none"),
    [
        ("who:qatar", "p1.truce", "p1.prisoners"),
        ("source:daily", "p1.truce", "p1.rafah"),
        ("side:palestinian", "p1.truce", "p1.hostages-living"),
        ("before:2025-12-19", "", "p1.truce"),
        ("hostages", "p1.hostages-living", "p1.truce"),
        ("is:new", "p1.truce", "p1.rafah"),
        ("SPLIT", "p1.aid-volume", "p1.truce"),
    ],
)
def test_commitments_through_the_filter(text: str, some: str, none: str) -> None:
    shown = view()
    found = {s.commitment.id for s in phases()[0].commitments if parse(text).commitment(shown, s, 1)}
    assert (not some or some in found) and none not in found


def test_quotes_of_one_item_stand_in_the_order_of_the_text() -> None:
    def piece(n: str, start: int, minute: int, item: str) -> QuoteRecord:
        made = quote(n, "Ada Example", f"Words {n}", at(13, minute))
        placed = msgspec.structs.replace(made.quote, start=start, end=start + 5)
        return msgspec.structs.replace(made, quote=placed, cite=msgspec.structs.replace(made.cite, update=item))

    late = [piece("c", 90, 30, "x"), piece("a", 5, 30, "x"), piece("b", 40, 30, "x")]
    early = [piece("e", 70, 10, "y"), piece("d", 3, 10, "y")]
    model = Latest(view(last_look=at(13, 20)), (*late, *early))
    drawn = [model.key(n) for n in range(len(model))]
    assert drawn == ["quote:q-a", "quote:q-b", "quote:q-c", None, "quote:q-d", "quote:q-e"]
    assert [model.key(n) for n in reversed(range(len(model)))] == drawn[::-1]


@pytest.mark.parametrize(
    ("words", "kind", "shown"),
    [
        ("“We have moved the line,”", "direct", "“We have moved the line”"),
        ("“We have moved the line.”", "direct", "“We have moved the line.”"),
        ("that they had “moved the line,”", "mixed", "that they had “moved the line”"),
        ("One, two, three,", "indirect", "One, two, three"),
        ("“Soon, very soon”", "direct", "“Soon, very soon”"),
    ],
)
def test_no_comma_dangles_in_a_list(words: str, kind: str, shown: str) -> None:
    assert quoted(quote("x", "Ada Example", words, at(13), kind=kind)) == shown


def test_a_change_of_a_quote_has_no_dangling_comma() -> None:
    told = Change(id="c", at=at(13), kind="quote", mark="new", text="Ada Example: “We moved it,” (Sample Wire)")
    assert "“We moved it” (Sample Wire)" in plain(change_line(view(), told, 90))


def test_the_role_stands_dimmed_behind_the_name_where_there_is_room() -> None:
    record = quote("x", "Ada Example", "We have moved the line", at(13), role="harbour spokeswoman")
    wide = quote_line(view(), record, 118, quote_columns(view(), [record], 118))
    assert "Ada Example, harbour spokeswoman " in plain(wide)
    assert next(s.role for s in wide if "spokeswoman" in s.text) == "dim"
    assert next(s.role for s in wide if "Ada Example" in s.text) == "strong"
    narrow = quote_line(view(), record, 78, quote_columns(view(), [record], 78))
    assert "spokeswoman" not in plain(narrow)
    named = quote("y", "Harbour Spokeswoman Ada Example", "We moved it", at(13), role="harbour spokeswoman")
    assert plain(quote_line(view(), named, 118, quote_columns(view(), [named], 118))).count("pokeswoman") == 1


@pytest.mark.parametrize(
    ("cells", "shown"),
    [
        (60, "via Sample Wire, source not named"),
        (27, "via Sample Wire, not named"),
        (16, "via Sample Wire"),
        (9, "via Samp…"),
    ],
)
def test_a_claim_of_nobody_is_the_outlets_and_says_so(cells: int, shown: str) -> None:
    assert claimant(agreement(), None, "unattributed (via Sample Wire)", cells).startswith(shown)


def test_a_status_of_nobody_does_not_read_per_via() -> None:
    status = phases()[0].commitments[0]
    nobody = msgspec.structs.replace(status, per=("unattributed (via Sample Wire)",))
    assert per(agreement(), nobody, 60) == "via Sample Wire, source not named"
    both = msgspec.structs.replace(status, per=("Egypt", "unattributed (via Sample Wire)"))
    assert per(agreement(), both, 60) == "per Egypt, via Sample Wire, source not named"


@pytest.mark.parametrize("cells", [14, 16, 18, 20, 26, 80])
def test_no_side_of_a_dispute_is_left_out_for_want_of_room(cells: int) -> None:
    commitment = agreement().commitments[0]
    status = CommitmentStatus(commitment=commitment, word="IN FORCE", disputed=(("marenia", 1), ("tolvar", 2)))
    flag = disputed(status, cells)
    assert len(flag) <= cells
    tags = flag.removeprefix("DISPUTED ").split()
    assert [tag[-1] for tag in tags] == ["1", "2"]
