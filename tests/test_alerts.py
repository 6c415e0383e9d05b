"""Alerts through the public door: a configuration, a loopback server, the command, and a program that is told."""

from __future__ import annotations

import json
import stat
import sys
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


def rss(*texts: str, first: int = 1, when: datetime = DAY) -> Reply:
    items = "".join(
        f"<item><guid>g{n}</guid><title>Gate {n}</title><link>https://wire.example/{n}</link>"
        f"<pubDate>{format_datetime(when)}</pubDate><description>{text}</description></item>"
        for n, text in enumerate(texts, first)
    )
    return Reply(f'<rss version="2.0"><channel><title>Sample</title>{items}</channel></rss>'.encode())


class Desk:
    """A configuration with alerts, a store, and a program that notes what it is given."""

    def __init__(self, folder: Path, server: LoopbackServer) -> None:
        self.folder = folder
        self.server = server
        self.noted = folder / "noted.jsonl"
        self.program = folder / "note"
        self.program.write_text(
            f"#!{sys.executable}\nimport sys\nopen('noted.jsonl', 'ab').write(sys.stdin.buffer.read() + b'\\n')\n"
        )
        self.program.chmod(self.program.stat().st_mode | stat.S_IXUSR)

    def configure(self, *rules: str, settings: str = "", outlets: tuple[str, ...] = ("wire",)) -> None:
        sources = "".join(
            f'[[sources]]\nid = "{o}"\nname = "Sample {o.title()}"\nkind = "feed"\nurl = "{self.server.url("/" + o)}"\n'
            for o in outlets
        )
        alerts = "".join(f"[[alerts]]\n{rule}\n" for rule in rules)
        (self.folder / "sources.toml").write_text(
            "[polling]\ntimeout = 2\nconnect_timeout = 1\nmatch_any = []\n"
            f'[alerting]\nnewer_than = "9999d"\n{settings}\n{alerts}{sources}'
        )

    def run(self, *words: str) -> Result:
        given = ["--config", str(self.folder / "sources.toml"), "--store", str(self.folder / "s.json"), *words]
        return CliRunner().invoke(main, given)

    def told(self) -> list[dict[str, object]]:
        """What the program was given, and forget it."""
        if not self.noted.exists():
            return []
        lines = self.noted.read_text().splitlines()
        self.noted.unlink()
        return [json.loads(line) for line in lines if line]


@pytest.fixture
def desk(tmp_path: Path, server: LoopbackServer) -> Desk:
    return Desk(tmp_path, server)


QUOTE = 'id = "envoy"\non = "quote"\nspeaker = ["lotfy"]\ncommand = ["./note"]'
SAID = "“We will count every truck at the gate,” envoy Karim Lotfy told Sample Wire."
AGAIN = "“Nobody has given us a date for it,” envoy Karim Lotfy told Sample Wire."
OTHER = "“The road is open again,” engineer Dana Placeholder told Sample Wire."


def test_a_command_is_given_the_event_as_json_once_an_event_and_not_once_an_outlet(
    desk: Desk, server: LoopbackServer
) -> None:
    desk.configure(QUOTE, outlets=("wire", "daily"))
    server.route("/wire", rss(SAID))
    server.route("/daily", rss(OTHER))
    assert desk.run("poll", "--once").exit_code == 0
    assert desk.told() == []  # what an empty store begins with is no news
    server.route("/wire", rss(AGAIN, OTHER, SAID, first=2))
    server.route("/daily", rss(AGAIN, first=7))
    result = desk.run("poll", "--once", "--json")
    assert result.exit_code == 0, result.output
    told = desk.told()
    assert len(told) == 1
    event = told[0]
    assert event["event"] == "alert" and event["rules"] == ["envoy"] and event["kind"] == "quote"
    assert "Nobody has given us a date" in str(event["words"]) and str(event["link"]).startswith(
        "https://wire.example/"
    )
    assert "Karim Lotfy" in str(event["text"]) and event["outlet"] in ("Sample Wire", "Sample Daily")
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["rules"] for line in lines if line["event"] == "alert"] == [["envoy"]]
    assert desk.run("poll", "--once").exit_code == 0
    assert desk.told() == []


def test_a_status_that_changes_is_told_with_what_it_was(desk: Desk, server: LoopbackServer) -> None:
    desk.configure(
        'id = "rafah"\non = "status"\ncommitment = ["p1.rafah"]\ncommand = ["./note"]',
        'id = "other"\non = "status"\ncommitment = ["p1.truce"]\ncommand = ["./note"]',
    )
    server.route("/wire", rss(OTHER))
    desk.run("poll", "--once")
    server.route(
        "/wire",
        rss("Egypt said that the Rafah crossing has been opened in both directions.", first=5, when=datetime.now(UTC)),
    )
    result = desk.run("poll", "--once")
    told = desk.told()
    assert [t["subject"] for t in told] == ["p1.rafah"], result.output
    assert told[0]["was"] != told[0]["now"] and f"{told[0]['was']} -> {told[0]['now']}" in str(told[0]["text"])
    assert " ALERT Rafah crossing" in result.stdout


def test_quiet_hours_hold_and_then_tell_as_one(desk: Desk, server: LoopbackServer) -> None:
    hours = 'quiet = "{}"\ntimezone = "Asia/Gaza"\nafter_quiet = "{}"'
    server.route("/wire", rss(OTHER))
    desk.configure(QUOTE)
    desk.run("poll", "--once")
    # quiet all day but for one minute that is not now
    now = datetime.now(UTC)
    always = f"{(now.hour + 12) % 24:02d}:01-{(now.hour + 12) % 24:02d}:00"
    never = f"{(now.hour + 12) % 24:02d}:00-{(now.hour + 12) % 24:02d}:01"
    for begin in (always,):
        desk.configure(QUOTE, settings=hours.format(begin, "digest").replace("Asia/Gaza", "UTC"))
        server.route("/wire", rss(SAID, first=2))
        desk.run("poll", "--once")
        server.route("/wire", rss(AGAIN, first=3))
        desk.run("poll", "--once")
        assert desk.told() == []
    assert "quiet now" in desk.run("alerts").stdout
    desk.configure(QUOTE, settings=hours.format(never, "digest").replace("Asia/Gaza", "UTC"))
    desk.run("poll", "--once")
    (digest,) = desk.told()
    assert digest["event"] == "digest" and len(digest["alerts"]) == 2  # type: ignore[arg-type]
    desk.configure(QUOTE, settings=hours.format(always, "drop").replace("Asia/Gaza", "UTC"))
    server.route("/wire", rss("“It is signed,” envoy Karim Lotfy told Sample Wire.", first=9))
    desk.run("poll", "--once")
    desk.configure(QUOTE)
    desk.run("poll", "--once")
    assert desk.told() == []


def test_a_silent_source_is_told_once(desk: Desk, server: LoopbackServer) -> None:
    desk.configure('id = "still"\non = "silent"\nafter = "1s"\ncommand = ["./note"]', settings="per_hour = 100")
    server.route("/wire", rss(OTHER))
    desk.run("poll", "--once")
    desk.run("poll", "--once")
    assert desk.told() == []
    server.route("/wire", Reply(status=500))
    store = desk.folder / "s.json"
    from tui.store.archive import open as open_archive

    with open_archive(store) as archive:  # it answered last a day ago
        import msgspec

        state = archive.states()["wire"]
        assert state.last_ok is not None
        from datetime import timedelta

        archive.put_states({"wire": msgspec.structs.replace(state, last_ok=state.last_ok - timedelta(days=1))})
    assert desk.run("poll", "--once").exit_code == 3
    (event,) = desk.told()
    assert event["kind"] == "silent" and event["subject"] == "wire" and "no good answer since" in str(event["text"])
    desk.run("poll", "--once")
    assert desk.told() == []


def test_alerts_test_tells_each_rule_once_and_says_how(desk: Desk) -> None:
    desk.configure(
        QUOTE,
        'id = "bell"\non = "disputed"\ndeliver = ["bell", "osc9", "toast"]\nquiet = false',
        'id = "off"\non = "disputed"\nenabled = false\ndeliver = ["bell"]',
    )
    result = desk.run("alerts", "test")
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == [
        "envoy: command ./note: ok",
        "bell: bell: no terminal here; notification (OSC 9): no terminal here; line in the dashboard: only there",
    ]
    (event,) = desk.told()
    assert event["test"] is True and "invented" in str(event["text"])
    assert desk.run("alerts", "test", "bell").stdout.startswith("bell:") and desk.told() == []
    wrong = desk.run("alerts", "test", "nobody")
    assert wrong.exit_code == 2 and 'no alert "nobody"; there are: envoy, bell, off' in wrong.output
    listed = desk.run("alerts").stdout
    assert "envoy: on quote (speaker lotfy): command ./note" in listed
    assert "bell: on disputed: bell, notification (OSC 9), line in the dashboard; also in quiet hours" in listed
    assert "off (off):" in listed


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ('["./no-such-program"]', "could not be started: No such file or directory"),
        ('["sh", "-c", "echo no paper >&2; exit 4"]', "failed with code 4: no paper"),
        ('["sh", "-c", "sleep 60"]\ntimeout = 1', "took longer than 1 seconds and was ended"),
    ],
)
def test_a_command_that_fails_is_told(desk: Desk, command: str, words: str) -> None:
    desk.configure(f'id = "x"\non = "quote"\ncommand = {command}')
    result = desk.run("alerts", "test")
    assert result.exit_code == 3
    assert 'alert "x": ' in result.stderr and words in result.stderr and "FAILED" in result.stdout
    assert "Traceback" not in result.output


def test_a_command_gets_words_as_data_and_never_through_a_shell(desk: Desk) -> None:
    desk.program.write_text(
        f"#!{sys.executable}\nimport json, sys\nopen('noted.jsonl', 'w').write(json.dumps(sys.argv[1:]))\n"
    )
    desk.configure('id = "x"\non = "quote"\ncommand = ["./note", "$(touch pwned)", "; touch pwned", "`touch pwned`"]')
    assert desk.run("alerts", "test").exit_code == 0
    assert json.loads(desk.noted.read_text()) == ["$(touch pwned)", "; touch pwned", "`touch pwned`"]
    assert not (desk.folder / "pwned").exists()


def test_without_alerts_nothing_is_told(desk: Desk) -> None:
    desk.configure()
    result = desk.run("alerts")
    assert result.exit_code == 0 and result.stdout.startswith("No alerts: add [[alerts]]")
    assert desk.run("alerts", "test").exit_code == 0


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ('id = "x"\non = "stats"\ndeliver = ["bell"]', 'expected one of "status", "disputed", "figure"'),
        ('id = "x"\non = "status"', "deliver: is missing; say how it is told"),
        ('id = "x"\non = "status"\ndeliver = ["pager"]', '"bell", "osc9", "osc777", "toast"'),
        ('id = "x"\non = "status"\nspeaker = ["a"]\ndeliver = ["bell"]', 'is for on = "quote", this is on = "status"'),
        ('id = "x"\non = "status"\ncommitment = ["p1.rafa"]\ndeliver = ["bell"]', 'did you mean "p1.rafah"?'),
        ('id = "x"\non = "status"\nword = ["finished"]\ndeliver = ["bell"]', 'unknown word "finished"'),
        ('id = "x"\non = "figure"\nby = "5"\ndeliver = ["bell"]', 'by: found "5", expected a number more than 0'),
        ('id = "x"\non = "figure"\nby = -5\ndeliver = ["bell"]', 'by: found "-5", expected a number more than 0'),
        ('id = "x"\non = "figure"\nindicator = ["deaths"]\ndeliver = ["bell"]', 'unknown indicator "deaths"'),
        ('id = "x"\non = "silent"\nafter = "soon"\ndeliver = ["bell"]', 'expected a time such as "90m", "6h" or "2d"'),
        ('id = "x"\non = "silent"\nsource = ["wires"]\ndeliver = ["bell"]', 'did you mean "wire"?'),
        ('id = "X"\non = "silent"\ndeliver = ["bell"]', "id: found"),
        ('id = "x"\non = "quote"\ncommand = "notify-send"', "expected a list"),
        ('id = "x"\non = "quote"\ncommand = ["a"]\ntimeout = 900', "expected 1 to 300 seconds"),
        ('on = "quote"\ncommand = ["a"]', "id is missing"),
        (
            'id = "x"\non = "quote"\ncommand = ["a"]\n[[alerts]]\nid = "x"\non = "quote"\ncommand = ["a"]',
            "already the id",
        ),
    ],
)
def test_a_rule_that_cannot_be_used_is_refused_with_file_and_line(desk: Desk, rule: str, words: str) -> None:
    desk.configure(rule)
    result = desk.run("alerts")
    assert result.exit_code == 2 and words in result.stderr and "sources.toml:" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ('quiet = "22-7"', 'expected hours such as "22:00-07:00"'),
        ('quiet = "25:00-07:00"', 'expected hours such as "22:00-07:00"'),
        ('quiet = "07:00-07:00"', "leave it out"),
        ('quiet = "22:00-07:00"\ntimezone = "Gaza"', 'expected a name such as "Europe/Berlin"'),
        ("per_hour = 0", "expected 1 to 3600"),
    ],
)
def test_settings_that_cannot_be_are_refused(desk: Desk, setting: str, words: str) -> None:
    desk.configure(QUOTE, settings=setting)
    result = desk.run("alerts")
    assert result.exit_code == 2 and words in result.stderr and "alerting." in result.stderr


def test_a_rule_for_another_agreement_is_not_judged_by_this_one(desk: Desk) -> None:
    desk.configure(
        'id = "x"\non = "status"\nagreements = ["lebanon-2024"]\ncommitment = ["l1.none"]\ndeliver = ["bell"]'
    )
    result = desk.run("alerts")
    assert result.exit_code == 0 and "x (for another agreement)" in result.stdout
