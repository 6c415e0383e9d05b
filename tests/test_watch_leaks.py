"""Three agreements in one dashboard with sources that they share: whatever comes, nothing of one reaches another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from loopback import LoopbackServer, Reply

from tui.agreement import load
from tui.agreement.model import Agreement
from tui.cli import main
from tui.report.agreements import template
from tui.store.archive import open as open_archive

DAY = datetime(2026, 11, 19, 8, tzinfo=UTC)
GAZA, LEBANON, BRIDGES = "gaza-2025", "lebanon-2024", "my-accord"
SAYS = {
    GAZA: "At least {n:,} people have been killed in Gaza since the truce, the health ministry in Gaza said. "
    "“Truck {n} came through Rafah,” relief officer Karim Lotfy told Sample Wire in Gaza.",
    LEBANON: "UNIFIL said it had recorded {n:,} air violations in southern Lebanon since the cessation of hostilities. "
    "“Patrol {n} left Naqoura,” officer Rana Sample told Sample Wire in southern Lebanon.",
    BRIDGES: "At least {n:,} people have been killed in the valley since the truce began on 3 October, the valley's "
    "health office said. “Ferry {n} waits at Ruun,” envoy Sanna Orell told Sample Wire at Ruun.",
}
COUNTED = {GAZA: "killed_since_truce", LEBANON: "unifil_air_violations", BRIDGES: "killed_since_truce"}
NOTHING = "The orchestra of Sample Town plays on Friday, its conductor said. Ticket {n} is sold."


class Item(NamedTuple):
    about: tuple[str, ...]
    """Agreements, in the order in which the text has them; empty for a text about something else."""
    source: str


EVERY = [
    (about, source)
    for size in range(4)
    for about in combinations((GAZA, LEBANON, BRIDGES), size)
    for source in ("wire", "post", "cedar")
]
"""What a text can be about, from each source: one, several, none."""


@st.composite
def mixed(draw: st.DrawFn) -> list[Item]:
    """All of them and some again, in any order, and within a text in any order."""
    some = draw(st.permutations([*EVERY, *draw(st.lists(st.sampled_from(EVERY), max_size=6))]))
    return [Item(tuple(draw(st.permutations(about))), source) for about, source in some]


def text(item: Item, n: int) -> str:
    return "".join(f"<p>{(SAYS[x] if x else NOTHING).format(n=n)}</p>" for x in item.about or ("",))


def feed(items: list[tuple[int, Item]]) -> bytes:
    rows = "".join(
        f"<item><guid>i{n}</guid><title>Note {n}</title><link>https://wire.example/{n}</link>"
        f"<pubDate>{format_datetime(DAY)}</pubDate><description><![CDATA[{text(item, n)}]]></description></item>"
        for n, item in items
    )
    return f'<rss version="2.0"><channel><title>Sample</title>{rows}</channel></rss>'.encode()


@pytest.fixture(scope="module")
def server() -> Iterator[LoopbackServer]:
    with LoopbackServer() as found:
        yield found


def configured(folder: Path, server: LoopbackServer) -> Path:
    (folder / "bridges.toml").write_text(template())
    sources = "".join(
        f'[[sources]]\nid = "{name}"\nname = "Sample {name}"\nkind = "feed"\nurl = "{server.url(f"/{name}")}"\n{more}\n'
        for name, more in (
            ("wire", ""),
            ("post", "match_any = []\n"),
            ("cedar", f'agreements = ["{LEBANON}"]\nmatch_any = []\n'),
        )
    )
    path = folder / "sources.toml"
    path.write_text(
        f'[agreement]\nid = "{GAZA}"\nalso = ["{LEBANON}", "bridges.toml"]\n'
        f'[polling]\nmatch_any = ["gaza", "rafah"]\njitter = 0\n{sources}'
    )
    return path


@settings(
    deadline=None, max_examples=3, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(mixed())
def test_nothing_of_one_agreement_reaches_another(
    server: LoopbackServer, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, items: list[Item]
) -> None:
    folder = tmp_path_factory.mktemp("desk")
    monkeypatch.setenv("HOME", str(folder / "home"))
    monkeypatch.setenv("XDG_DATA_HOME", str(folder / "data"))
    numbered = list(enumerate(items, 1001))
    before = len(server.requests)
    for name in ("wire", "post", "cedar"):
        server.route(f"/{name}", Reply(body=feed([(n, i) for n, i in numbered if i.source == name])))
    config = ["--config", str(configured(folder, server))]
    polled = CliRunner().invoke(main, [*config, "poll", "--once"])
    assert polled.exit_code == 0, polled.output
    asked = [r.path for r in server.requests[before:]]
    assert sorted(asked) == sorted(set(asked)), "nobody is asked twice for the sake of another agreement"
    for which, agreement in (
        (GAZA, load(GAZA)),
        (LEBANON, load(LEBANON)),
        (str(folder / "bridges.toml"), load(folder / "bridges.toml")),
    ):
        where = CliRunner().invoke(main, [*config, "--agreement", which, "store", "path"]).stdout.strip()
        with open_archive(where, read_only=True) as archive:
            own = {u.id: int(u.title.removeprefix("Note ")) for u in archive.updates() if u.source != "record"}
            wanted = {n for n, item in numbered if mine(agreement, item)}
            assert set(own.values()) == wanted
            counted = {
                (own[f.cite.update], f.figure.indicator, f.figure.value)
                for f in archive.figures()
                if f.cite.update in own and f.figure.indicator
            }
            named = {n for n, item in numbered if n in wanted and agreement.id in item.about}
            assert counted == {(n, COUNTED[agreement.id], n) for n in named}
            commitments = {c.id for c in agreement.commitments}
            assert {e.evidence.commitment_id for e in archive.evidence()} <= commitments | {None}
            assert {q.cite.update for q in archive.quotes(1000)} <= set(own)


def mine(agreement: Agreement, item: Item) -> bool:
    """Whether an item is to be kept for an agreement: it is about it, or comes from a source of its own, or from one
    of which the file's own agreement wants everything."""
    if item.source == "cedar":
        return agreement.id == LEBANON
    if item.source == "post" and agreement.id == GAZA:
        return True
    return agreement.id in item.about
