"""Traps of the field that concern what sources answer, each by its number in the domain notes: through the command."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from loopback import LoopbackServer, Reply

from tui.cli import main

DAY = datetime(2025, 12, 19, 8, tzinfo=UTC)


@pytest.fixture
def server() -> Iterator[LoopbackServer]:
    with LoopbackServer() as running:
        yield running


class Desk:
    """A configuration with one feed a name, a store beside it, and the command run on both."""

    def __init__(self, folder: Path, server: LoopbackServer, *names: str) -> None:
        self.config, self.store = folder / "sources.toml", folder / "store.json"
        sources = "".join(
            f'[[sources]]\nid = "{n}"\nname = "Sample {n.title()}"\nkind = "feed"\nurl = "{server.url("/" + n)}"\n'
            for n in names
        )
        self.config.write_text(f"[polling]\ntimeout = 2\nconnect_timeout = 1\nmatch_any = []\n{sources}")

    def run(self, *words: str) -> Result:
        return CliRunner().invoke(main, ["--config", str(self.config), "--store", str(self.store), *words])

    def rows(self, kind: str) -> list[dict[str, str]]:
        """What the store holds of one kind, without the shipped record."""
        found = csv.DictReader(io.StringIO(self.run("export", kind).stdout))
        return [r for r in found if r.get("record") != "true"]


def rss(text: str, *, day: str | None = None, guid: str = "g1", title: str = "Gate") -> str:
    return (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Sample</title>'
        f"<item><guid>{guid}</guid><title>{title}</title><link>https://wire.example/{guid}</link>"
        f"<pubDate>{day or format_datetime(DAY)}</pubDate>"
        f"<content:encoded><![CDATA[<p>{text}</p>]]></content:encoded></item></channel></rss>"
    )


TOLL = (
    "At least {} Palestinians have been killed in Gaza since the ceasefire began on 10 October, the health ministry "
    "in Gaza said on Thursday. Hospitals across the strip received the wounded through the night, and rescue crews "
    "were still digging in two streets of the port when the ministry spoke."
)


def test_trap_15_one_wire_text_in_two_outlets_is_one_origin(tmp_path: Path, server: LoopbackServer) -> None:
    desk = Desk(tmp_path, server, "dawn", "dusk")
    server.route("/dawn", rss(TOLL.format(391)))
    server.route("/dusk", rss(TOLL.format(391), guid="g2"))
    desk.run("poll", "--once")
    updates = desk.rows("updates")
    assert len(updates) == 2
    assert len({u["origin"] for u in updates}) == 1


def test_trap_18_a_refusal_in_plain_words_under_200_is_an_error_of_its_source(
    tmp_path: Path, server: LoopbackServer
) -> None:
    desk = Desk(tmp_path, server, "search", "wire")
    server.route("/search", Reply(body=b"Your query was too short or too long.", headers={"Content-Type": "text/html"}))
    server.route("/wire", rss(TOLL.format(391)))
    result = desk.run("poll", "--once", "--json")
    errors = {e["source"]: e["error"] for e in map(json.loads, result.stdout.splitlines()) if e["event"] == "error"}
    assert set(errors) == {"search"}
    assert "too short or too long" in errors["search"]
    assert [u["source"] for u in desk.rows("updates")] == ["wire"]


def test_trap_19_a_date_ahead_of_the_clock_is_filed_under_the_fetch_and_says_so(
    tmp_path: Path, server: LoopbackServer
) -> None:
    desk = Desk(tmp_path, server, "wire")
    server.route("/wire", rss(TOLL.format(391), day="Fri, 19 Dec 2087 08:00:00 GMT"))
    desk.run("poll", "--once")
    (update,) = desk.rows("updates")
    assert not update["published"].startswith("2087")
    assert "in the future" in update["date_note"]
    assert all(not f["at"].startswith("2087") for f in desk.rows("figures") if "at" in f)


def test_trap_20_an_item_edited_in_place_is_a_revision_and_its_old_number_is_no_second_reading(
    tmp_path: Path, server: LoopbackServer
) -> None:
    desk = Desk(tmp_path, server, "wire")
    for toll in (391, 394):
        server.route("/wire", rss(TOLL.format(toll)))
        desk.run("poll", "--once")
    (update,) = desk.rows("updates")
    assert update["revision"] == "2"
    assert [f["value"] for f in desk.rows("figures")] == ["394"]


def test_trap_23_the_body_counts_and_not_the_headline(tmp_path: Path, server: LoopbackServer) -> None:
    desk = Desk(tmp_path, server, "wire")
    server.route(
        "/wire", rss("Six people were killed in a strike on Gaza City, the office said.", title="Seven killed in Gaza")
    )
    desk.run("poll", "--once")
    assert [f["value"] for f in desk.rows("figures")] == ["6"]
