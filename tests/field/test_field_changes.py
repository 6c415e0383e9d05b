"""One statement through many outlets is one change and one alert, through the command as a person runs it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

from click.testing import CliRunner
from loopback import LoopbackServer

from tui.cli import main

WORDS = (
    "CAIRO (AFP) - The gate will be opened on Monday, mediators said after a night of talks in Cairo on Gaza. "
    "“Both sides will do what they said they would do,” commander Karim Lotfy told reporters at the gate, where some "
    "sixty drivers have been waiting since the weekend. Nobody else wanted to speak. "
    "He called the list “a serious beginning” and left for Doha."
)


def feed(outlet: str) -> str:
    when = format_datetime(datetime.now(UTC) - timedelta(minutes=20))
    return (
        f"<rss version='2.0'><channel><title>{outlet}</title><item><guid>{outlet}-1</guid><title>Gate to open</title>"
        f"<link>https://{outlet}.example/1</link><pubDate>{when}</pubDate><description>{WORDS}</description></item>"
        "</channel></rss>"
    )


def test_the_copies_of_a_statement_are_no_changes_of_their_own(tmp_path: Path) -> None:
    outlets = ("alpha", "beta", "gamma", "delta")
    with LoopbackServer() as server:
        sources = "".join(
            f'[[sources]]\nid = "{o}"\nname = "{o.title()} Wire"\nkind = "feed"\nurl = "{server.url("/" + o)}"\n'
            for o in outlets
        )
        (tmp_path / "sources.toml").write_text(f"[polling]\ntimeout = 5\nmatch_any = []\n{sources}")
        for outlet in outlets:
            server.route(f"/{outlet}", feed(outlet))
        at = ["--config", str(tmp_path / "sources.toml"), "--store", str(tmp_path / "s.json")]
        result = CliRunner().invoke(main, [*at, "poll", "--once"])
        assert result.exit_code == 0, result.output
        listed = CliRunner().invoke(main, [*at, "export", "changes", "--format", "jsonl"])
    quotes = [row for line in listed.stdout.splitlines() if (row := json.loads(line))["kind"] == "quote"]
    told = [row["text"].rpartition(" (")[0] for row in quotes]
    assert sorted(set(told)) == sorted(told), "each statement once"
    assert any(t == "Karim Lotfy: “Both sides will do what they said they would do”" for t in told)
    assert any(t == "Karim Lotfy: the list “a serious beginning”" for t in told), told
