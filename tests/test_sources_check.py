"""`sources check` through the command: what a person is told of each source, and what to do about it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from loopback import LoopbackServer, Reply

from tui.cli import main

ITEM = (
    "<item><guid>{0}</guid><title>{0}</title><link>https://wire.example/{0}</link><pubDate>{1}</pubDate>"
    "<description>{2}</description></item>"
)
SAID = "“We will count every truck at the gate,” envoy Karim Lotfy told Sample Wire."
DAY = "Fri, 19 Dec 2025 08:00:00 GMT"


def rss(*items: str, top: str = "") -> str:
    return f'<rss version="2.0"><channel><title>Sample</title>{top}{"".join(items)}</channel></rss>'


class Desk:
    def __init__(self, folder: Path, server: LoopbackServer) -> None:
        self.folder, self.server = folder, server
        self.sources: list[str] = []

    def add(self, name: str, reply: Reply | str, *more: str, kind: str = "feed") -> None:
        self.server.route(f"/{name}", reply)
        head = [
            f'id = "{name}"',
            f'name = "Sample {name}"',
            f'kind = "{kind}"',
            f'url = "{self.server.url("/" + name)}"',
        ]
        self.sources.append("[[sources]]\n" + "\n".join([*head, *more]) + "\n")

    def check(self, *words: str) -> Result:
        config = self.folder / "sources.toml"
        config.write_text('[polling]\nmatch_any = ["gate"]\njitter = 0\n' + "".join(self.sources))
        store = str(self.folder / "s.json")
        return CliRunner().invoke(main, ["--config", str(config), "--store", store, "sources", "check", *words])

    def told(self, name: str) -> str:
        result = self.check(name)
        assert not result.exception or isinstance(result.exception, SystemExit), result.exception
        return result.output


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with LoopbackServer() as server:
        yield Desk(tmp_path, server)


def test_a_good_source_line_by_line(desk: Desk) -> None:
    late = ITEM.format("late", DAY, SAID)
    early = ITEM.format("early", "Thu, 18 Dec 2025 08:00:00 GMT", "The gate.")
    other = ITEM.format("other", DAY, "Something else.")
    desk.add("wire", rss(early, late, other, top="<ttl>120</ttl>"))
    result = desk.check()
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert lines[0] == f"wire  Sample wire  {desk.server.url('/wire')}"
    assert lines[1].startswith("  ok      HTTP 200, RSS 2.0, ") and lines[1].endswith(" s")
    assert lines[2:] == [
        "  items   3 came, 2 kept by match_any, newest 19 Dec 2025 08:00Z",
        "  next    it would be asked again in 2 h 0 min",
        "  newest  late",
        "          https://wire.example/late",
        f"  text    {len(SAID)} characters: what the source itself gives",
        "  read    1 quote, 0 figures, 0 evidence",
        "          Karim Lotfy: “We will count every truck at the gate,”",
    ]
    assert not (desk.folder / "s.json").exists()


@pytest.mark.parametrize(
    ("reply", "why", "do"),
    [
        (Reply(status=401), "HTTP 401 Unauthorized", "name an environment variable under `secret`"),
        (Reply(status=403), "HTTP 403 Forbidden", "ask it for permission"),
        (Reply(status=404), "HTTP 404 Not Found", "the address is wrong"),
        (Reply(status=410), "HTTP 410 Gone", "take it out"),
        (Reply(status=429, headers={"Retry-After": "60"}), "HTTP 429", "longer interval"),
        (Reply(status=503), "HTTP 503", "asked again by itself"),
        ("<html><head><title>Wire</title><link rel=alternate type='application/rss+xml' href='/rss.xml'></head></html>",
         'a web page came instead of a feed: "Wire"; the page names a feed at http', "give the address of a feed"),
        ("", "the answer was empty", ""),
        ("Please slow down.", 'plain text came instead of a feed: "Please slow down."', "give the address of a feed"),
    ],
)  # fmt: skip
def test_what_is_wrong_and_what_to_do(desk: Desk, reply: Reply | str, why: str, do: str) -> None:
    desk.add("wire", reply)
    result = desk.check()
    assert result.exit_code == 3
    assert f"  why     {why}" in result.output
    assert do in result.output
    assert "/rss.xml" not in why or desk.server.url("/rss.xml") in result.output


def test_what_works_but_wants_a_look(desk: Desk) -> None:
    desk.add("empty", rss())
    desk.add("strange", rss(ITEM.format("a", DAY, "Nothing of it.")))
    desk.add("undated", rss(ITEM.format("gate", "", "The gate.")))
    desk.server.route("/new", rss(ITEM.format("gate", DAY, "The gate.")))
    desk.add("moved", Reply(status=301, headers={"Location": "/new"}))
    assert "the address may have gone out of use" in desk.told("empty")
    assert "match_any = [] in its entry keeps all" in desk.told("strange")
    assert "no item has a date that can be read" in desk.told("undated")
    assert f'url = "{desk.server.url("/new")}"' in desk.told("moved")


def test_all_are_asked_and_one_failure_is_done_in_part(desk: Desk) -> None:
    desk.add("one", Reply(status=500))
    desk.add("two", rss(ITEM.format("gate", DAY, "The gate.")))
    desk.add("off", rss(), "enabled = false")
    result = desk.check()
    assert result.exit_code == 3
    heads = [line.split("  ")[0] for line in result.output.splitlines() if not line.startswith(" ")]
    assert heads == ["one", "two"]
    assert not desk.server.asked("/off")
    assert desk.check("off").exit_code == 0 and desk.server.asked("/off")


def test_as_json(desk: Desk) -> None:
    desk.add("wire", rss(ITEM.format("gate", DAY, SAID)))
    desk.add("bad", Reply(status=404))
    result = desk.check("--json")
    assert result.exit_code == 3
    good, bad = json.loads(result.output)
    assert (good["id"], good["status"], good["format"], good["items"], good["kept"]) == ("wire", "ok", "RSS 2.0", 1, 1)
    assert good["quotes"] == ["Karim Lotfy: “We will count every truck at the gate,”"]
    assert good["newest"] == "2025-12-19T08:00:00Z" and good["seconds"] >= 0
    assert (bad["status"], bad["http_status"], bad["newest"]) == ("error", 404, None)


def test_the_article_of_one_item_is_read(desk: Desk) -> None:
    desk.server.route("/story", f"<html><body><article><h1>Gate</h1><p>{SAID}</p></article></body></html>")
    item = ITEM.format("gate", DAY, "Short.").replace("https://wire.example/gate", desk.server.url("/story"))
    desk.add("wire", rss(item), "full_text = true")
    assert "characters: its whole text" in desk.check().output


def test_names_and_numbers_that_are_not_there(desk: Desk) -> None:
    desk.add("wire", rss())
    result = desk.check("wrie")
    assert result.exit_code == 2 and 'no source has the id "wrie"' in result.output
    desk.add("broken", rss(), "interval = 1")
    result = desk.check("broken")
    assert result.exit_code == 2 and "interval: found 1" in result.output
    desk.sources.clear()
    desk.add("off", rss(), "enabled = false")
    assert "no source is on" in desk.check().output


def test_nothing_acts_on_a_terminal(desk: Desk) -> None:
    evil = "&#27;]52;c;x&#7;\u202e[/b]gate"
    desk.add("wire", rss(ITEM.format(evil, DAY, evil)))
    desk.add("bad", "\x1b]0;owned\x07 \x9b2J refused")
    printed = desk.check().output
    assert not set(printed) & set("\x1b\x07\x9b\u202e")
    assert "[/b]gate" in printed
