"""The forms of a brief: safe whatever the text, whole in one file, and the same in all that they say."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import msgspec
import pytest
from accord_records import SINCE, UNTIL, Writer, accord, material, stored
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.cli import main
from tui.report.brief import FORMS, Brief, fit, make
from tui.report.brief.chart import chart
from tui.report.brief.page import as_html
from tui.report.brief.plain import CELLS, as_markdown, as_text
from tui.report.period import PeriodError, begin, end
from tui.text import width


class Page(HTMLParser):
    """What a browser would see."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "path", "circle", "rect", "polyline"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-3:]}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.words.append(data)


ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "header", "section", "footer", "div", "h1", "h2", "h3", "p",
    "ul", "li", "span", "bdi", "cite", "a", "svg", "path", "text", "polyline", "circle", "rect",
}  # fmt: skip


def is_safe(html: str) -> Page:
    page = Page(html)
    assert page.open == []
    for tag, attributes in page.tags:
        assert tag in ALLOWED
        assert not [a for a in attributes if a.startswith("on") or a in ("src", "srcdoc", "style", "action")]
        if "href" in attributes:
            assert tag == "a" and re.match(r"https?://", attributes["href"] or "")
    assert len([t for t, _ in page.tags if t == "style"]) == 1
    return page


ACCORD = accord()


@pytest.fixture(scope="module")
def week() -> Brief:
    return make(material(), ACCORD, SINCE, UNTIL, UNTIL)


# ------------------------------------------------------------------ HTML


def test_the_page_fetches_nothing_runs_nothing_and_allows_nothing_else(week: Brief) -> None:
    html = as_html(week)
    page = is_safe(html)
    (policy,) = [a["content"] for t, a in page.tags if a.get("http-equiv") == "Content-Security-Policy"]
    assert policy is not None and "default-src 'none'" in policy
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"'sha256-{digest}'" in policy
    assert "url(" not in style[1] and "@import" not in style[1]
    assert "@media print" in style[1] and "@page" in style[1]


def test_hostile_text_is_text(week: Brief) -> None:
    page = is_safe(as_html(week))
    assert any("<script>alert('x')</script>" in w for w in page.words)
    assert "javascript:" not in as_html(week)


def test_text_from_outside_finds_its_own_direction(week: Brief) -> None:
    html = as_html(week)
    assert '<span dir="auto">“الشاحنات' in html
    assert '<bdi class="who">سائق شاحنة</bdi>' in html


ANY = st.text(min_size=1, max_size=40) | st.sampled_from(["</p><script>", "]]>", "<!--", "&#60;b", "“”\u202e", "|a|b|"])


@settings(deadline=None, max_examples=40)
@given(ANY, ANY, ANY)
def test_any_text_is_inert_in_every_form(words: str, who: str, outlet: str) -> None:
    w = Writer()
    at = SINCE + timedelta(days=1)
    url = f"https://wire.example/{words}"
    w.quote(at, words, who, None, role=outlet, outlet=outlet, url=url)
    w.proof(at, "truce", "one.truce", "alleged_violation", who, words, outlet=outlet, url=url, on=("", outlet))
    w.count(at, "killed_since_truce", 7, who, outlet=outlet, derived=words)
    brief = fit(make(material(w.entries), ACCORD, SINCE, UNTIL, UNTIL))
    is_safe(as_html(brief))
    for line in as_text(brief).splitlines():
        assert width(line) <= CELLS or "https://" in line
        assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", line)
    for line in as_markdown(brief).splitlines():
        assert "](" not in line.replace("](<https://", "")
        assert not re.search(r"(?<!\\)<(?!https://)", line)
    assert msgspec.json.decode(FORMS["json"](brief), type=Brief) == brief


def test_an_address_ends_no_cell_of_a_table() -> None:
    w = Writer()
    at = SINCE + timedelta(days=1)
    w.proof(at, "truce", "one.truce", "alleged_violation", "tolvar-front", "The Front spoke of shells.",
            url="https://wire.example/a|b")  # fmt: skip
    w.proof(at, "truce", "one.truce", "denied", "marenia", "Marenia denied it.")
    (row,) = [x for x in as_markdown(make(material(w.entries), ACCORD, SINCE, UNTIL, UNTIL)).splitlines()
              if "spoke of shells" in x and x.startswith("|")]  # fmt: skip
    assert row.count("|") == 3 and "<https://wire.example/a%7Cb>" in row


# ------------------------------------------------------------------ charts


def test_a_chart_draws_a_line_a_claimant_and_names_each_without_colour(week: Brief) -> None:
    (killed,) = [f for f in week.figures if f.indicator == "killed_since_truce"]
    svg = ElementTree.fromstring(chart(killed))
    lines = svg.findall("polyline")
    assert len(lines) == 2 and len({x.get("stroke-dasharray") for x in lines}) == 2
    labels = " ".join(t.text or "" for t in svg.findall("text"))
    assert "Tolvar health office" in labels and "Joint Relief Office" in labels
    assert "at least 213" in labels
    assert "20 Nov 2026" in labels


def test_two_readings_make_no_chart() -> None:
    w = Writer()
    for n in range(2):
        w.count(SINCE + timedelta(days=n + 1), "killed_since_truce", 7 + n, "tolvar-health")
    (part,) = make(material(w.entries), ACCORD, SINCE, UNTIL, UNTIL).figures
    assert chart(part) == ""


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 40), st.integers(0, 10**9)), min_size=3, max_size=40))
def test_every_point_and_label_lies_inside_the_drawing(readings: list[tuple[int, int, int]]) -> None:
    w = Writer()
    for who, day, value in readings:
        w.count(SINCE - timedelta(days=40 - day) + timedelta(days=6), "killed_since_truce", value, f"office {who}")
    for part in make(material(w.entries), ACCORD, SINCE, UNTIL, UNTIL).figures:
        drawn = chart(part)
        if not drawn:
            continue
        svg = ElementTree.fromstring(drawn)
        _, _, across, down = (float(x) for x in (svg.get("viewBox") or "").split())
        for line in svg.findall("polyline"):
            for point in (line.get("points") or "").split():
                x, y = map(float, point.split(","))
                assert 0 <= x <= across and 0 <= y <= down
        tops = sorted(float(t.get("y") or 0) for t in svg.findall("text") if t.get("class") == "value")
        assert all(0 <= y <= down for y in tops)
        assert all(b - a > 9 for a, b in pairwise(tops)), "no label stands on another"


# ------------------------------------------------------------------ the command


def run(store: Path, *words: str) -> Result:
    agreement = Path(__file__).parents[2] / "tui" / "demo" / "agreement.toml"
    folder = store.parent
    (folder / "sources.toml").write_text(
        '[[sources]]\nid = "sample-wire"\nname = "Sample Wire"\nkind = "file"\npath = "x"\n'
    )
    options = ["--agreement", str(agreement), "--store", str(store), "--config", str(folder / "sources.toml")]
    return CliRunner().invoke(main, [*options, "brief", *words])


def test_the_command_writes_each_form_to_a_file_or_the_terminal(tmp_path: Path) -> None:
    store = stored(tmp_path / "s.json")
    bounds = ("--since", "2026-11-15", "--until", "2026-11-22T00:00Z")
    text = run(store, *bounds)
    assert text.exit_code == 0, text.output
    assert "HARBOUR ACCORD (DEMO): WHAT CHANGED" in text.stdout
    assert "15 Nov 2026 00:00Z to 22 Nov 2026 00:00Z (7 days)" in " ".join(text.stdout.split())
    target = tmp_path / "brief.html"
    assert run(store, *bounds, "--format", "html", "--output", str(target)).exit_code == 0
    is_safe(target.read_text())
    found = json.loads(run(store, *bounds, "--format", "json").stdout)
    assert found["agreement"] == "demo-accord" and found["figures"][0]["series"][0]["difference"]
    assert "\n## Running figures\n" in run(store, *bounds, "--format", "md").stdout


def test_with_no_store_there_is_a_brief_of_the_shipped_record(tmp_path: Path) -> None:
    words = ["--store", str(tmp_path / "none.json"), "brief", "--since", "2025-12-01", "--until", "2025-12-24"]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0
    assert "shipped record" in result.stdout


def test_since_the_last_look_is_since_what_the_dashboard_noted(tmp_path: Path) -> None:
    store = stored(tmp_path / "s.json")
    result = run(store, "--since", "look", "--until", "2026-11-22T00:00Z")
    assert "19 Nov 2026 00:00Z to 22 Nov 2026 00:00Z" in result.stdout
    assert "A` in the dashboard" in run(tmp_path / "none.json", "--since", "look").stderr


NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "hours"),
    [("24h", 24), ("90min", 1.5), ("7d", 168), ("2w", 336), ("2026-11-22", 12), ("2026-11-22T10:00+02:00", 4)],
)
def test_periods_are_read(text: str, hours: float) -> None:
    assert NOON - begin(text, NOON, lambda: None) == timedelta(hours=hours)


@pytest.mark.parametrize("text", ["soon", "24", "-3h", "2026-13-01", "look", "2026-11-23"])
def test_what_is_no_period_is_told(text: str) -> None:
    with pytest.raises(PeriodError):
        begin(text, NOON, lambda: None)


def test_a_period_never_ends_in_the_future() -> None:
    assert end("2026-11-22", NOON) == NOON == end(None, NOON)
    assert end("2026-11-21", NOON) == datetime(2026, 11, 21, 23, 59, 59, tzinfo=UTC)
