"""Texts that change under one address: what is told of a page, of a headline, and of a feed that prints the time."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from loopback import LoopbackServer

from tui.cli import main
from tui.store.archive import open as open_archive

PAGE = "<html><head><title>Notice board</title></head><body><article><h1>Notice board</h1>{0}</article></body></html>"
ITEM = (
    '<rss version="2.0"><channel><title>S</title><item><guid isPermaLink="false">g1</guid><title>{0}</title>'
    "<link>https://wire.example/1</link><pubDate>Fri, 19 Dec 2025 08:00:00 GMT</pubDate>"
    "<description>{1}</description></item></channel></rss>"
)


class Desk:
    def __init__(self, folder: Path, server: LoopbackServer) -> None:
        self.folder, self.server = folder, server

    def watch(self, kind: str) -> None:
        (self.folder / "sources.toml").write_text(
            f'[polling]\nmatch_any = []\n[[sources]]\nid = "wire"\nname = "Sample Wire"\nkind = "{kind}"\n'
            f'url = "{self.server.url("/wire")}"\n'
        )

    def rows(self, kind: str) -> list[dict[str, str]]:
        words = ["--config", str(self.folder / "sources.toml"), "--store", str(self.folder / "s.json"), "export", kind]
        rows = csv.DictReader(io.StringIO(CliRunner().invoke(main, words).stdout))
        return [r for r in rows if r.get("record") != "true"]

    def poll(self, body: str) -> list[dict[str, Any]]:
        """What is told when the address says `body`."""
        self.server.route("/wire", body)
        words = ["--config", str(self.folder / "sources.toml"), "--store", str(self.folder / "s.json")]
        result = CliRunner().invoke(main, [*words, "poll", "--once", "--json"])
        assert result.exit_code == 0, result.output
        return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with LoopbackServer() as server:
        yield Desk(tmp_path, server)


def changes(events: list[dict[str, Any]]) -> list[str]:
    return [e["text"] for e in events if e["event"] == "changed" and e["kind"] == "update"]


def board(*paragraphs: str) -> str:
    return PAGE.format("".join(f"<p>{p}</p>" for p in paragraphs))


def test_a_page_tells_what_changed_on_it(desk: Desk) -> None:
    desk.watch("page")
    assert changes(desk.poll(board("The crossing is shut today.", "Lorries wait at the gate."))) == []
    told = changes(desk.poll(board("The crossing is open today.", "Lorries wait at the gate.", "Bring papers.")))
    assert told == [
        "Notice board: now says “The crossing is open today.” and 1 more; no longer “The crossing is shut today.” "
        "(Sample Wire)"
    ]
    assert changes(desk.poll(board("The crossing is open today.", "Lorries wait at the gate.", "Bring papers."))) == []


def test_the_time_on_a_page_is_no_news(desk: Desk) -> None:
    desk.watch("page")
    desk.poll(board("The crossing is shut today.", "Last checked at 10:15."))
    assert changes(desk.poll(board("The crossing is shut today.", "Last checked at 10:30."))) == []


def test_an_edited_headline_is_told(desk: Desk) -> None:
    desk.watch("feed")
    desk.poll(ITEM.format("Envoy rules out delay", "Words."))
    told = changes(desk.poll(ITEM.format("Envoy does not rule out delay", "Words.")))
    assert told == ["headline “Envoy rules out delay” → “Envoy does not rule out delay” (Sample Wire)"]


def test_markup_and_controls_in_a_changed_page_are_words(desk: Desk) -> None:
    desk.watch("page")
    desk.poll(board("The crossing is shut today.", "Lorries wait at the gate."))
    (told,) = changes(desk.poll(board("[/b]Open\u202e &#27;]52;c;x&#7; now.", "Lorries wait at the gate.")))
    assert "[/b]Open" in told
    assert not set(told) & set("\x1b\x07\u202e")


def test_one_text_under_another_guid_or_link_is_one_origin(desk: Desk) -> None:
    desk.watch("feed")
    words = "“We will count every truck at the gate,” envoy Karim Lotfy said on Friday."
    item = ITEM.format("Gate", words).replace("Fri, 19 Dec 2025 08:00:00 GMT", format_datetime(datetime.now(UTC)))
    desk.poll(item)
    desk.poll(item.replace(">g1<", ">g2<"))
    desk.poll(item.replace(">g1<", ">g3<").replace("/1</link>", "/1?from=rss</link>"))
    assert len(desk.rows("updates")) == 3
    assert len({u["origin"] for u in desk.rows("updates")}) == 1
    archive = open_archive(desk.folder / "s.json", read_only=True)
    (record,) = archive.quotes(10)
    archive.close()
    assert len(record.carriers) == 2


def test_an_item_that_prints_the_time_is_not_kept_for_ever(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.intake._RESTLESS", 3)
    desk.watch("feed")
    kept = [
        sum(e["event"] == "stored" for e in desk.poll(ITEM.format("Gate", f"The crossing is shut. Seen {n} times.")))
        for n in range(6)
    ]
    assert kept == [1, 1, 1, 0, 0, 0]
    quote = "“We will count every truck at the gate,” envoy Karim Lotfy said."
    events = desk.poll(ITEM.format("Gate", f"{quote} Seen 7 times."))
    assert [e["event"] for e in events].count("stored") == 1  # what says something else is kept
