"""The whole pipeline through the public door: loopback servers and folders in, the command's own output out."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from loopback import LoopbackServer, Reply, Request

from tui.cli import main
from tui.store.archive import open as open_archive

STORY = Path(__file__).parent / "fixtures" / "sample_wire_story.txt"
DAY = datetime(2025, 12, 19, 8, tzinfo=UTC)


@pytest.fixture
def server() -> Iterator[LoopbackServer]:
    with LoopbackServer() as running:
        yield running


class Desk:
    """A configuration and a store in a folder, and the command run on them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.config = folder / "sources.toml"
        self.store = folder / "store.json"

    def configure(self, *sources: str) -> None:
        head = "[polling]\ntimeout = 2\nconnect_timeout = 1\nmatch_any = []\n"
        self.config.write_text(head + "\n".join(f"[[sources]]\n{s}\n" for s in sources))

    def run(self, *words: str) -> Result:
        return CliRunner().invoke(main, ["--config", str(self.config), "--store", str(self.store), *words])

    def rows(self, kind: str) -> list[dict[str, str]]:
        """What the store holds of one kind, without the shipped record."""
        result = self.run("export", kind)
        return [r for r in csv.DictReader(io.StringIO(result.stdout)) if r.get("record") != "true"]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def feed(name: str, server: LoopbackServer, *more: str) -> str:
    return "\n".join([f'id = "{name}"', f'name = "Sample {name.title()}"', 'kind = "feed"',
                      f'url = "{server.url("/" + name)}"', *more])  # fmt: skip


SAID = "“We will count every truck at the gate,” envoy Karim Lotfy told Sample Wire."


def rss(text: str = SAID, guid: str = "g1", link: str = "https://wire.example/1") -> str:
    return (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Sample</title>'
        f"<item><guid>{guid}</guid><title>Gate</title><link>{link}</link><pubDate>{format_datetime(DAY)}</pubDate>"
        f"<content:encoded><![CDATA[<p>{text}</p>]]></content:encoded></item></channel></rss>"
    )


def rdf(text: str) -> str:
    return (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://rdf.example/"><title>S</title>'
        "<link>https://rdf.example/</link><description>d</description></channel>"
        '<item rdf:about="https://rdf.example/1"><title>One</title><link>https://rdf.example/1</link>'
        f"<description>{text}</description><dc:date>{DAY.isoformat()}</dc:date></item></rdf:RDF>"
    )


def atom(text: str) -> str:
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>S</title><id>urn:s</id>'
        "<updated>2025-12-19T08:00:00Z</updated>"
        "<entry><id>urn:s:1</id><title>One</title><link href='https://atom.example/1'/>"
        "<updated>2025-12-19T08:00:00Z</updated>"
        f"<content type='html'>&lt;p&gt;{text}&lt;/p&gt;</content></entry></feed>"
    )


def json_feed(text: str) -> str:
    item = {"id": "1", "url": "https://json.example/1", "title": "One", "content_text": text,
            "date_published": "2025-12-19T08:00:00Z"}  # fmt: skip
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "S", "items": [item]})


def test_four_formats_are_recognised_and_read(desk: Desk, server: LoopbackServer) -> None:
    say = "“Words of the {} feed were said out loud,” envoy Karim Lotfy told reporters."
    server.route("/rss", rss(say.format("first")))
    server.route("/rdf", rdf(say.format("second")))
    server.route("/atom", atom(say.format("third")))
    server.route("/json", json_feed(say.format("fourth")))
    desk.configure(*(feed(n, server) for n in ("rss", "rdf", "atom", "json")))
    result = desk.run("poll", "--once", "--json")
    assert result.exit_code == 0, result.output
    events = [json.loads(line) for line in result.stdout.splitlines()]
    assert {e["event"] for e in events} >= {"poll", "stored", "changed"}
    assert all(e["at"].endswith("Z") for e in events)
    quotes = desk.rows("quotes")
    assert {q["source"] for q in quotes} == {"rss", "rdf", "atom", "json"}
    assert all("Karim Lotfy" in q["speaker"] and q["published"] == "2025-12-19T08:00:00Z" for q in quotes)


def test_a_second_round_asks_conditionally_and_stores_nothing(desk: Desk, server: LoopbackServer) -> None:
    def answer(request: Request) -> Reply:
        if request.headers.get("if-none-match") == '"v1"':
            return Reply(status=304)
        return Reply(body=rss().encode(), headers={"ETag": '"v1"', "Last-Modified": "Fri, 19 Dec 2025 08:00:00 GMT"})

    server.route("/wire", answer)
    desk.configure(feed("wire", server))
    desk.run("poll", "--once")
    before = desk.rows("updates")
    again = desk.run("poll", "--once", "--json")
    assert server.asked("/wire")[1].headers["if-none-match"] == '"v1"'
    assert server.asked("/wire")[1].headers["if-modified-since"] == "Fri, 19 Dec 2025 08:00:00 GMT"
    assert [json.loads(line)["event"] for line in again.stdout.splitlines()] == ["poll"]
    assert desk.rows("updates") == before


def test_one_bad_source_never_stops_the_others(desk: Desk, server: LoopbackServer) -> None:
    server.route("/good", rss())
    server.route("/broken", Reply(status=500, body=b"oh no"))
    server.route("/slow", Reply(stall=True, raw=True))
    server.route("/page", Reply(body=b"<!doctype html><html><body><h1>Please log in</h1></body></html>"))
    with LoopbackServer() as gone:
        dead = gone.url("/dead")
    desk.configure(
        *(feed(n, server) for n in ("broken", "slow", "page", "good")),
        f'id = "dead"\nname = "Dead"\nkind = "feed"\nurl = "{dead}"',
    )
    result = desk.run("poll", "--once", "--json")
    assert result.exit_code == 3
    errors = {e["source"]: e["error"] for e in map(json.loads, result.stdout.splitlines()) if e["event"] == "error"}
    assert set(errors) == {"broken", "slow", "page", "dead"}
    assert "500" in errors["broken"]
    assert [u["source"] for u in desk.rows("updates")] == ["good"]
    listed = {r["id"]: r for r in json.loads(desk.run("sources", "--json").stdout)}
    assert listed["broken"]["state"] == "ERR" and listed["broken"]["next_try"]
    assert listed["good"]["state"] == "ok"


def test_a_wrong_source_in_the_file_does_not_stop_the_others_and_ends_in_2(desk: Desk, server: LoopbackServer) -> None:
    server.route("/good", rss())
    desk.configure('id = "typo"\nname = "Typo"\nkind = "feeed"\nurl = "http://127.0.0.1/"', feed("good", server))
    result = desk.run("poll", "--once")
    assert result.exit_code == 2
    assert f"{desk.config}:" in result.stderr and '"feed"' in result.stderr
    assert [u["source"] for u in desk.rows("updates")] == ["good"]


def test_full_text_comes_from_the_linked_page(desk: Desk, server: LoopbackServer) -> None:
    story = STORY.read_text().split("\n\n", 2)[2]
    paragraphs = "".join(f"<p>{p}</p>" for p in story.split("\n\n"))
    body = f"<nav>Home</nav><article><h1>Gaza truce</h1>{paragraphs}</article>"
    page = f"<html><head><title>Gaza truce</title></head><body>{body}</body></html>"
    server.route("/article", Reply(body=page.encode(), headers={"Content-Type": "text/html; charset=utf-8"}))
    server.route(
        "/wire", rss("A short summary.", link=server.url("/article")).replace("content:encoded", "description")
    )
    desk.configure(feed("wire", server, "full_text = true"))
    assert desk.run("poll", "--once").exit_code == 0
    (update,) = desk.rows("updates")
    assert "Nobody pours concrete" in update["text"] and "Home" not in update["text"]
    desk.run("poll", "--once")
    assert len(server.asked("/article")) == 1, "an article that is known is not fetched again"


def test_an_api_is_mapped_and_its_numbers_have_claimant_and_definition(desk: Desk, server: LoopbackServer) -> None:
    rows = {
        "data": [
            {
                "nr": 5,
                "head": {"title": "Report five"},
                "href": "https://api.example/5",
                "day": "2025-12-18",
                "body": SAID,
            },
        ],
        "total": {"trucks": "6,545", "as_of": "2025-12-07"},
    }
    server.route("/api", Reply(body=json.dumps(rows).encode(), headers={"Content-Type": "application/json"}))
    url = server.url("/api")
    desk.configure(
        f'id = "reports"\nname = "Sample Reports"\nkind = "api"\nurl = "{url}"\nitems = "data"\n'
        'map = {id = "nr", title = "head.title", link = "href", published = "day", text = "body"}',
        f'id = "numbers"\nname = "Sample Numbers"\nkind = "api"\nurl = "{url}"\nitems = "total"\n'
        'figures = [{indicator = "un_trucks_offloaded_total", path = "trucks", date = "as_of", claimant = "un2720", '
        'baseline = "truce-oct10"}]',
    )
    result = desk.run("poll", "--once")
    assert result.exit_code == 0, result.output
    (update,) = [u for u in desk.rows("updates") if u["source"] == "reports"]
    assert (update["title"], update["url"]) == ("Report five", "https://api.example/5")
    (figure,) = [f for f in desk.rows("figures") if f["source"] == "numbers"]
    assert (figure["value"], figure["claimant_id"], figure["as_of"]) == ("6545", "un2720", "2025-12-07")
    assert (figure["indicator"], figure["baseline"]) == ("un_trucks_offloaded_total", "truce-oct10")


def test_an_edited_item_is_a_revision_and_its_quote_is_told_as_changed(desk: Desk, server: LoopbackServer) -> None:
    desk.configure(feed("wire", server))
    server.route("/wire", rss("“First the rockets, then the road home,” envoy Karim Lotfy said."))
    desk.run("poll", "--once")
    server.route("/wire", rss("“First the rockets, then the long road home,” envoy Karim Lotfy said."))
    events = [json.loads(line) for line in desk.run("poll", "--once", "--json").stdout.splitlines()]
    (stored,) = [e for e in events if e["event"] == "stored"]
    assert stored["revision"] == 2
    (changed,) = [e for e in events if e["event"] == "changed"]
    assert changed["mark"] == "revised" and "long road" in changed["text"]
    assert len(desk.rows("quotes")) == 1


def test_a_date_in_the_future_is_clamped_and_flagged(desk: Desk, server: LoopbackServer) -> None:
    server.route("/wire", rss().replace(format_datetime(DAY), "Fri, 19 Dec 2087 08:00:00 GMT"))
    desk.configure(feed("wire", server))
    desk.run("poll", "--once")
    (update,) = desk.rows("updates")
    assert not update["published"].startswith("2087")
    assert "in the future" in update["date_note"]


def test_hostile_text_reaches_no_output(desk: Desk, server: LoopbackServer) -> None:
    evil = "&#27;]52;c;aGFja2Vk&#7;“[/b]Words \u202eof a hostile feed stay words,” envoy Karim Lotfy said.&#155;2J"
    server.route("/wire", rss(evil))
    desk.configure(feed("wire", server))
    result = desk.run("poll", "--once")
    printed = result.output + desk.run("export", "updates").stdout + desk.run("status").stdout
    assert not set(printed) & set("\x1b\x07\x9b\u202e")
    assert "[/b]Words" in desk.rows("updates")[0]["text"]


# ------------------------------------------------------------------ the story in the folder


def test_a_story_dropped_into_a_folder_is_read(desk: Desk) -> None:
    inbox = desk.folder / "inbox"
    inbox.mkdir()
    desk.configure('id = "inbox"\nname = "Sample Wire"\nkind = "file"\npath = "inbox"')
    desk.run("poll", "--once")
    shutil.copy(STORY, inbox)
    assert desk.run("poll", "--once").exit_code == 0
    (update,) = desk.rows("updates")
    assert update["title"] == "Gaza truce enters tenth week with second phase in doubt"
    assert update["published"] == "2025-12-19T08:00:00Z"

    said = {q["text"].strip('"“” ,.'): q for q in desk.rows("quotes")}

    def speaker(words: str) -> str:
        (quote,) = [q for text, q in said.items() if words in text and q["kind"] != "indirect"]
        return quote["speaker"]

    assert "Talia Brenner" in speaker("There is no second phase")
    assert "Talia Brenner" in speaker("Families are still waiting")
    assert "Talia Brenner" in speaker("too slow")
    assert "Sami Odeh" in speaker("We dig where the machines")
    assert "Karim Lotfy" in speaker("A gate that opens one way")
    assert "Huda Salem" in speaker("I stopped writing")
    assert "Karim Lotfy" in speaker("Nobody pours concrete")

    figures = {(f["indicator"], f["claimant_id"]): f for f in desk.rows("figures") if f["indicator"]}
    toll = figures["killed_since_truce", "gaza-moh"]
    assert (toll["value"], toll["qualifier"], toll["since"]) == ("395", "at least", "2025-10-10")
    assert (toll["as_of"], toll["baseline"]) == ("2025-12-18", "truce-oct10")
    assert figures["soldiers_killed_since_truce", "idf"]["value"] == "3"
    assert figures["trucks_entered_per_day", "gmo"]["value"] == "145"
    assert figures["trucks_entered_per_day", "cogat"]["value"] == "600"
    assert figures["hostages_remaining", "idf"]["value"] == "1", "all but one"
    targets = [f for f in desk.rows("figures") if f["modality"] == "target"]
    assert any(f["value"] == "600" and f["measure"] == "trucks" for f in targets), "a target is no reading"

    evidence = {(e["commitment_id"], e["status"]) for e in desk.rows("evidence")}
    assert ("p1.truce", "alleged_violation") in evidence
    assert ("p1.rafah", "refused") in evidence or ("p1.rafah", "conditional") in evidence
    assert ("p2.disarmament", "refused") in evidence or ("p2.disarmament", "conditional") in evidence
    assert ("p2.isf", "stalled") in evidence

    status = desk.run("status", "--as-of", "2025-12-19").stdout
    assert "Aid entry at 600 trucks a day: SPLIT" in status


def test_everything_is_there_after_a_restart(desk: Desk) -> None:
    (desk.folder / "inbox").mkdir()
    shutil.copy(STORY, desk.folder / "inbox")
    desk.configure('id = "inbox"\nname = "Sample Wire"\nkind = "file"\npath = "inbox"')
    desk.run("poll", "--once")
    kinds = ("updates", "quotes", "figures", "evidence")
    before = [desk.rows(k) for k in kinds]
    assert all(before)
    again = desk.run("poll", "--once", "--json")
    assert "stored" not in again.stdout
    assert [desk.rows(k) for k in kinds] == before
    assert "read again" in desk.run("store", "reprocess").stdout
    assert [desk.rows(k) for k in kinds] == before, "the same rules read the same"


def test_texts_that_were_dropped_do_not_come_again_as_news(desk: Desk, server: LoopbackServer) -> None:
    server.route("/wire", rss())
    desk.configure(feed("wire", server))
    desk.run("poll", "--once")
    quotes = desk.rows("quotes")
    assert desk.run("store", "compact", "--drop-texts", "30").exit_code == 0
    assert desk.rows("updates")[0]["text"], "it was fetched today"
    with open_archive(desk.store) as archive:
        assert archive.drop_texts(datetime.now(UTC) + timedelta(days=1)) == 1
    (update,) = desk.rows("updates")
    assert update["text"] == "" and update["url"]
    assert desk.rows("quotes") == quotes, "records and links stay"
    server.route("/wire", rss() + "<!-- another body, the same item -->")
    assert "stored" not in desk.run("poll", "--once", "--json").stdout
