"""`poll` as a service: signals end it with nothing lost, its log rotates and keeps secrets to itself; the unit files
in the documentation are such that systemd and launchd take them."""

from __future__ import annotations

import json
import logging
import plistlib
import re
import shlex
import shutil
import signal
import subprocess
import sys
from configparser import ConfigParser
from email.utils import format_datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from desk_records import DAY
from loopback import LoopbackServer, Reply

from tui.cli import main
from tui.config import Config, Secret, Source
from tui.output import OutputError
from tui.report.logbook import Logbook, Redactor, parse_size
from tui.store.archive import open as open_archive

SERVICE = Path(__file__).parents[2] / "docs" / "service"


def feed(name: str, items: int) -> str:
    rows = "".join(
        f"<item><guid>{name}{n}</guid><title>Gate {n}</title><link>https://wire.example/{name}/{n}</link>"
        f"<pubDate>{format_datetime(DAY)}</pubDate><description>“We count truck {n} of {name} at the gate,” envoy "
        f"Karim Lotfy told Sample Wire.</description></item>"
        for n in range(items)
    )
    return f'<rss version="2.0"><channel><title>Sample {name}</title>{rows}</channel></rss>'


def configured(folder: Path, server: LoopbackServer, sources: int, items: int) -> Path:
    head = "[polling]\ntimeout = 5\nconnect_timeout = 2\nmatch_any = []\n"
    parts = []
    for n in range(sources):
        server.route(f"/s{n}", feed(f"s{n}", items))
        parts.append(f'[[sources]]\nid = "s{n}"\nname = "Sample {n}"\nkind = "feed"\nurl = "{server.url(f"/s{n}")}"\n')
    path = folder / "sources.toml"
    path.write_text(head + "\n".join(parts))
    return path


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_a_signal_in_the_midst_of_it_loses_nothing_that_was_told(tmp_path: Path, name: str) -> None:
    if not hasattr(signal, name):
        pytest.skip(f"{name} is not known here")
    store, log = tmp_path / "s.json", tmp_path / "logs" / "poll.log"
    with LoopbackServer() as server:
        config = configured(tmp_path, server, 10, 12)
        words = ["--config", str(config), "--store", str(store), "poll", "--json", "--log", str(log)]
        process = subprocess.Popen(
            [sys.executable, "-m", "tui.cli", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert process.stdout is not None and process.stderr is not None
        told = []
        for line in process.stdout:
            told.append(json.loads(line))
            if told[-1]["event"] == "stored":
                process.send_signal(getattr(signal, name))
                break
        told += [json.loads(line) for line in process.stdout]
        assert process.wait(60) == 0, process.stderr.read()
        assert process.stderr.read() == ""
        process.stdout.close()
        process.stderr.close()
    stored = {e["update"] for e in told if e["event"] == "stored"}
    with open_archive(store) as archive:  # for writing: the lock was given back
        assert archive.notice is None
        assert stored and stored <= {u.id for u in archive.updates()}
    lines = log.read_text().splitlines()
    assert "begin version=" in lines[0] and lines[-1].endswith("INFO  end")
    assert any(f"stopping: {name}" in x for x in lines)
    assert all(re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ (INFO |ERROR|WARNING) ", x) for x in lines)
    logged = {m[1] for x in lines if (m := re.search(r"stored source=\S+ update=(\S+)", x))}
    assert logged == stored


@pytest.mark.parametrize("form", ["--json", "--plain", None])
def test_it_ends_when_nobody_reads_it_any_more_and_not_at_the_next_event(tmp_path: Path, form: str | None) -> None:
    store, log = tmp_path / "s.json", tmp_path / "poll.log"
    with LoopbackServer() as server:
        config = configured(tmp_path, server, 1, 1)
        words = ["--config", str(config), "--store", str(store), "poll", "--log", str(log), *filter(None, [form])]
        process = subprocess.Popen(
            [sys.executable, "-m", "tui.cli", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert process.stdout is not None and process.stderr is not None
        if form == "--plain":
            process.stdout.readline()
        else:  # after the round nothing is due for minutes
            for line in process.stdout:
                if re.search(r"polled|\"poll\"", line):
                    break
        process.stdout.close()
        assert process.wait(60) == 1, process.stderr.read()
        assert process.stderr.read() == ""
        process.stderr.close()
    lines = log.read_text().splitlines()
    assert lines[-2].endswith("stopped: standard output: nobody reads it any more") and lines[-1].endswith("end")
    with open_archive(store) as archive:
        assert len(archive.updates()) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("once", [True, False])
def test_a_full_disk_behind_its_output_ends_it_and_what_came_is_on_file(tmp_path: Path, once: bool) -> None:
    store = tmp_path / "s.json"
    with LoopbackServer() as server, Path("/dev/full").open("w") as full:
        config = configured(tmp_path, server, 1, 1)
        words = ["--config", str(config), "--store", str(store), "poll", "--json", *(["--once"] if once else [])]
        done = subprocess.run(
            [sys.executable, "-m", "tui.cli", *words], stdout=full, stderr=subprocess.PIPE, text=True, timeout=60
        )
    assert done.returncode == 1
    assert done.stderr == "ceasefire-tui: standard output: No space left on device\n"
    with open_archive(store) as archive:
        assert len(archive.updates()) == 1


def test_one_round_logs_what_failed_and_ends_in_3(tmp_path: Path) -> None:
    log = tmp_path / "poll.log"
    with LoopbackServer() as server:
        config = configured(tmp_path, server, 2, 1)
        server.route("/s1", Reply(status=500))
        words = ["--config", str(config), "--store", str(tmp_path / "s.json"), "poll", "--once", "--log", str(log)]
        result = CliRunner().invoke(main, words)
    assert result.exit_code == 3
    (error,) = [x for x in log.read_text().splitlines() if " ERROR " in x]
    assert "source=s1" in error and "500" in error


def test_a_log_that_cannot_be_written_is_told_before_anything_is_asked(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = CliRunner().invoke(main, ["poll", "--once", "--log", str(tmp_path / "file" / "x.log")])
    assert result.exit_code == 1 and "the log cannot be written" in result.stderr
    result = CliRunner().invoke(main, ["poll", "--once", "--log", str(tmp_path / "x.log"), "--log-size", "huge"])
    assert result.exit_code == 2 and "expected a size such as" in result.stderr


# ------------------------------------------------------------------ the log

SECRET = "k/9 +y=="
WITH_SECRET = Config(
    file="(test)",
    base=Path(),
    sources=(
        Source(id="a", name="A", kind="api", url="https://api.example/x",
               secret=(Secret(type="query", name="appname", env="SAMPLE_KEY"),)),
    ),
)  # fmt: skip


def test_the_log_rotates_and_keeps_no_more_than_it_was_told(tmp_path: Path) -> None:
    path = tmp_path / "poll.log"
    book = Logbook(path, 2000, 3, Redactor(WITH_SECRET, {}))
    for n in range(200):
        book.event({"event": "poll", "at": "2025-12-19T08:00:00Z", "source": "s", "status": "ok", "items": n})
    book.close()
    files = sorted(p.name for p in tmp_path.iterdir())
    assert files == ["poll.log", "poll.log.1", "poll.log.2", "poll.log.3"]
    assert all(p.stat().st_size <= 2000 for p in tmp_path.iterdir())
    assert "items=199" in path.read_text()


def test_a_log_has_one_process_that_writes_it(tmp_path: Path) -> None:
    path = tmp_path / "logs" / "poll.log"
    first = Logbook(path, 500, 3, Redactor(WITH_SECRET, {}))
    (tmp_path / "sources.toml").write_text(
        f'[[sources]]\nid = "a"\nname = "Sample Wire"\nkind = "file"\npath = "{tmp_path}/*.txt"\n'
    )
    words = ["--config", str(tmp_path / "sources.toml"), "--store", str(tmp_path / "s.json"), "poll", "--once",
             "--log", str(path)]  # fmt: skip
    done = subprocess.run([sys.executable, "-m", "tui.cli", *words], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        f"ceasefire-tui: {path}: another process writes this log; give each a file of its own with --log"
    ]
    first.note("goes on")
    first.close()
    second = Logbook(path, 500, 3, Redactor(WITH_SECRET, {}))
    second.note("follows")
    second.close()
    assert [x.split()[-1] for x in path.read_text().splitlines()] == ["on", "follows"]
    assert [p.name for p in path.parent.iterdir()] == ["poll.log"]


def test_secrets_never_reach_the_log(tmp_path: Path) -> None:
    path = tmp_path / "poll.log"
    book = Logbook(path, 10**6, 1, Redactor(WITH_SECRET, {"SAMPLE_KEY": SECRET}))
    book.note(f"asked https://api.example/x?appname={SECRET}")
    book.event({"event": "error", "at": "", "source": "a", "error": "GET /x?b=1&appname=k%2F9%20%2By%3D%3D&c=2 failed"})
    book.note("postgresql://anna:hunter2@db.example/record and https://b:c@d.example/")
    logging.getLogger("some.library").warning("header %s\nsecond line", SECRET)
    logging.getLogger("some.library").info("chatter")
    book.close()
    text = path.read_text()
    assert SECRET not in text and "k%2F9" not in text and "hunter2" not in text and "b:c" not in text
    assert "appname=***&c=2" in text and "db.example/record" in text
    assert len(text.splitlines()) == 4 and "chatter" not in text


def test_a_full_disk_is_told_once_and_stops_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no /dev/full here")
    book = Logbook(full, 0, 1, Redactor(WITH_SECRET, {}))
    book.note("one")
    book.note("two")
    book.close()
    said = capsys.readouterr().err
    assert said.count("the log cannot be written") == 1


def test_a_folder_is_no_log(tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        Logbook(tmp_path, 10, 1, Redactor(WITH_SECRET, {}))


@pytest.mark.parametrize(("text", "size"), [("500", 500), ("500k", 512_000), ("5M", 5 << 20), ("1 GB", 1 << 30)])
def test_sizes_are_read(text: str, size: int) -> None:
    assert parse_size(text) == size


@pytest.mark.parametrize("text", ["", "0", "-1", "5T", "five"])
def test_what_is_no_size_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="expected a size"):
        parse_size(text)


# ------------------------------------------------------------------ unit files


def unit(name: str) -> ConfigParser:
    parser = ConfigParser(interpolation=None, strict=True)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string((SERVICE / name).read_text())
    return parser


def works(words: list[str]) -> None:
    """Every option of a command line is one that the command has."""
    command = words[1]
    said = CliRunner().invoke(main, [command, "--help"])
    assert said.exit_code == 0
    for word in words[2:]:
        assert not word.startswith("--") or word in said.stdout, word


def test_the_units_start_commands_that_exist_and_know_our_exit_codes() -> None:
    service = unit("ceasefire-tui.service")["Service"]
    works(shlex.split(service["ExecStart"]))
    assert service["SuccessExitStatus"] == "3" and service["RestartPreventExitStatus"] == "2"
    works(shlex.split(unit("ceasefire-brief.service")["Service"]["ExecStart"]))
    assert "07:00" in unit("ceasefire-brief.timer")["Timer"]["OnCalendar"]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")
def test_systemd_takes_the_units(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    for path in (*SERVICE.glob("*.service"), *SERVICE.glob("*.timer")):
        # its own path of the command is one of the machine that it will run on
        (tmp_path / path.name).write_text(path.read_text().replace("%h/.local/bin/ceasefire-tui", "/bin/true"))
    names = [str(p) for p in sorted(tmp_path.glob("ceasefire-*"))]
    said = subprocess.run(["systemd-analyze", "verify", "--user", *names], capture_output=True, text=True)
    if "Failed to initialize manager" in said.stderr:
        pytest.skip("no user manager here")
    assert said.returncode == 0, said.stderr
    assert not [x for x in said.stderr.splitlines() if "ceasefire" in x]


def test_launchd_takes_the_property_list() -> None:
    found = plistlib.loads((SERVICE / "tui.ceasefire.poll.plist").read_bytes())
    works(found["ProgramArguments"])
    assert found["Label"] == "tui.ceasefire.poll" and found["ExitTimeOut"] >= 60
