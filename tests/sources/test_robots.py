from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tui.config import Polling, Source
from tui.records import SourceState
from tui.sources.ask import Ask
from tui.sources.bounds import RETRY_AFTER_MAX
from tui.sources.fetch import Answer
from tui.sources.items import SourceError
from tui.sources.poller import Poller, utcnow
from tui.sources.robots import Robots, Rule, allows, parse
from tui.sources.visit import Visitor

TEXT = """
# A sample
User-agent: other-bot
Disallow: /

User-Agent: sample
User-agent: third   # two names, one group
Allow: /news/open
Disallow: /news/
Disallow: /*?print=
Disallow: /*.pdf$

Sitemap: https://wire.example/map.xml

User-agent: *
Disallow: /private
"""


@pytest.mark.parametrize("agent", ["sample", "THIRD"])
@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True),
        ("/news/1", False),
        ("/news/open/2", True),
        ("/other?print=1", False),
        ("/a/b.pdf", False),
        ("/a/b.pdf.html", True),
        ("/%6Eews/1", False),
        ("/private", True),
        ("/robots.txt", True),
    ],
)
def test_rules_of_the_named_group(agent: str, path: str, allowed: bool) -> None:
    assert allows(parse(TEXT, agent), f"https://wire.example{path}") is allowed


def test_rules_for_everybody() -> None:
    rules = parse(TEXT, "stranger")
    assert not allows(rules, "https://wire.example/private/1")
    assert allows(rules, "https://wire.example/news/1")


@pytest.mark.parametrize("text", ["", "<html>no</html>", "Disallow: /", "User-agent: *\nDisallow:", "\x00\xff: /\n::"])
def test_texts_without_rules_allow(text: str) -> None:
    assert allows(parse(text, "sample"), "https://wire.example/x")


def test_the_longest_rule_counts() -> None:
    assert allows((Rule(False, "/a"), Rule(True, "/a")), "https://wire.example/a")
    assert not allows((Rule(True, "/"), Rule(False, "/a*c$")), "https://wire.example/abc")
    assert allows((Rule(True, "/"), Rule(False, "/a*c$")), "https://wire.example/abcd")


def test_many_stars_are_matched_in_linear_steps() -> None:
    # a backtracking matcher would not come back from this
    assert allows((Rule(False, "/" + "*a" * 2000 + "b$"),), "https://wire.example/" + "a" * 50_000)


class Site:
    """Answers for robots.txt, and a clock."""

    def __init__(self, answer: str | SourceError) -> None:
        self.answer = answer
        self.asked: list[str] = []
        self.now = 0.0

    async def fetch(self, url: str) -> str:
        self.asked.append(url)
        await asyncio.sleep(0)
        if isinstance(self.answer, SourceError):
            raise self.answer
        return self.answer

    def robots(self) -> Robots:
        return Robots("sample/1.0 (+mailto:desk@wire.example)", self.fetch, lambda: self.now)


async def test_a_host_is_asked_once_a_day() -> None:
    site = Site(TEXT)
    robots = site.robots()
    answers = await asyncio.gather(*(robots.allowed(f"https://wire.example/news/{n}") for n in range(5)))
    assert answers == [False] * 5
    assert site.asked == ["https://wire.example/robots.txt"]
    site.answer, site.now = "", 90_000.0
    assert await robots.allowed("https://wire.example/news/1")
    assert len(site.asked) == 2
    await robots.allowed("http://wire.example:8080/x")
    assert site.asked[-1] == "http://wire.example:8080/robots.txt"


@pytest.mark.parametrize(
    ("status", "allowed"), [(404, True), (403, True), (410, True), (429, False), (500, False), (None, False)]
)
async def test_a_host_that_gives_none(status: int | None, allowed: bool) -> None:
    site = Site(SourceError("no", http_status=status))
    robots = site.robots()
    assert await robots.allowed("https://wire.example/x") is allowed
    site.answer, site.now = "", 4_000.0
    assert await robots.allowed("https://wire.example/x")


async def test_this_machine_is_not_asked() -> None:
    site = Site("User-agent: *\nDisallow: /")
    assert await site.robots().allowed("http://127.0.0.1:8000/x")
    assert site.asked == []


class Wire:
    """Stands for the fetcher: an invented outlet with a feed, two articles and a robots.txt."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def get(self, ask: Ask, **_: object) -> Answer:
        self.asked.append(ask.url)
        items = "".join(f"<item><title>{n}</title><link>/{n}/x</link></item>" for n in ("open", "shut"))
        bodies = {
            "/feed": f'<rss version="2.0"><channel>{items}</channel></rss>',
            "/robots.txt": "User-agent: *\nDisallow: /shut",
        }
        path = ask.url.removeprefix("https://wire.example")
        body = bodies.get(path, "<html><body><main><p>The words of the article.</p></main></body></html>").encode()
        return Answer(status=200, url=ask.url, body=body, digest=str(RETRY_AFTER_MAX))

    async def aclose(self) -> None:
        pass


async def test_articles_are_read_where_programs_are_welcome(tmp_path: Path) -> None:
    wire = Wire()
    visitor = Visitor(
        Polling(),
        tmp_path,
        lambda _, __: False,
        gap=0.0,
        make_fetcher=lambda _: wire,  # type: ignore[arg-type, return-value]
    )
    texts: dict[str, str] = {}

    async def deliver(_: object, items: object, __: object) -> None:
        texts.update({i.title: i.text for i in items})  # type: ignore[attr-defined]

    async def report(_: SourceState) -> None:
        pass

    source = Source(id="w", name="Wire", kind="feed", url="https://wire.example/feed", full_text=True)
    poller = Poller(
        [source],
        Polling(),
        base=tmp_path,
        deliver=deliver,
        report=report,
        known=lambda _, __: False,
        clock=utcnow,
        visitor=visitor,
    )
    (state,) = await poller.once()
    await poller.aclose()
    assert texts == {"open": "The words of the article.", "shut": ""}
    assert state.error == "1 of 2 articles could not be read: robots.txt asks programs not to read it"
    assert "https://wire.example/shut/x" not in wire.asked
