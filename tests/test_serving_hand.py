"""What a person does by hand in a tab of a browser is kept by the server, which holds the store, and seen in all."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tui.agreement import load
from tui.agreement.hand import KEPT_AS, unpack
from tui.agreement.overrides import OverrideError
from tui.cli import main
from tui.config import Config, Source
from tui.monitor import Monitor
from tui.reaching import Answer, Deed, Reaching
from tui.store.archive import open as open_archive

aiohttp = pytest.importorskip("aiohttp", reason="the extra serve is not installed")
pytest.importorskip("textual_serve", reason="the extra serve is not installed")

from tab import until  # noqa: E402

from tui.serving.holding import holding  # noqa: E402

SAID = "Egypt said that the Rafah crossing has been opened in both directions.\n"
RAFAH = "p1.rafah"


def configured(folder: Path) -> list[str]:
    (folder / "story.txt").write_text(SAID)
    (folder / "sources.toml").write_text(
        f'[[sources]]\nid = "a"\nname = "Sample Wire"\nkind = "file"\npath = "{folder}/*.txt"\nmatch_any = []\n'
    )
    return ["--config", str(folder / "sources.toml"), "--store", str(folder / "s.json")]


def run(words: list[str], *more: str) -> Result:
    return CliRunner().invoke(main, [*words, *more])


# ------------------------------------------------------------------ through the door


@contextlib.asynccontextmanager
async def served(words: list[str]) -> AsyncIterator[tuple[str, asyncio.subprocess.Process]]:
    """The command on a free port: its address, and its process; it ends in silence."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tui.cli", *words, "serve", "--port", "0",
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    try:
        yield (await asyncio.wait_for(process.stdout.readline(), 60)).decode().strip().rstrip("/"), process
    finally:
        if process.returncode is None:
            process.terminate()
        _, said = await asyncio.wait_for(process.communicate(), 60)
        assert (process.returncode, said) == (0, b"")


async def type_(socket: aiohttp.ClientWebSocketResponse, *steps: tuple[str, str]) -> None:
    for keys, words in steps:
        for key in keys:
            await socket.send_json(["stdin", key])
        try:
            await until(socket, words)
        except TimeoutError:
            raise AssertionError(f"{keys!r} did not lead to {words!r}") from None


@pytest.fixture
def words(tmp_path: Path) -> list[str]:
    """The options for a store that holds what one text says."""
    made = configured(tmp_path)
    assert run(made, "poll", "--once").exit_code == 0
    return made


async def test_a_pin_and_a_look_of_a_tab_are_kept_and_seen_in_another(words: list[str]) -> None:
    async with served(words) as (base, _), aiohttp.ClientSession() as session:
        origin, url = {"Origin": base}, f"{base}/ws?width=120&height=40"
        async with session.ws_connect(url, headers=origin, max_msg_size=0) as first:
            await until(first, "news of ")  # what is stored is on the screen
            await type_(
                first,
                ("3m", "Pinned to the top."),
                ("A", "All marked as seen. "),
            )
            async with session.ws_connect(url, headers=origin, max_msg_size=0) as second:
                await until(second, "news of ")
                await type_(second, ("u", "Taken back: the pin."))
    acts = open_archive(Path(words[-1]), read_only=True)
    assert [a.what for a in unpack(acts.note(KEPT_AS))] == ["pin", "pin"]  # the second takes the first back
    acts.close()
    assert run(words, "changes").exit_code == 0  # nothing since the look that the tab has kept


async def test_a_server_that_is_terminated_closes_its_tabs_and_leaves_nothing_behind(words: list[str]) -> None:
    async with (
        served(words) as (base, process),
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{base}/ws", headers={"Origin": base}, max_msg_size=0) as tab,
    ):
        await until(tab, "news of ")
        process.terminate()
        async with asyncio.timeout(60):
            async for _ in tab:
                pass
        assert tab.close_code == aiohttp.WSCloseCode.GOING_AWAY


# ------------------------------------------------------------------ the two ends


@contextlib.asynccontextmanager
async def pair(folder: Path) -> AsyncIterator[tuple[Monitor, Reaching, Reaching]]:
    """One that writes, and two views that reach it."""
    configured(folder)
    source = Source(id="a", name="Sample Wire", kind="file", path=f"{folder}/*.txt", match_any=())
    config = Config(file="(test)", base=folder, sources=(source,))
    writer = Monitor(config, load(), folder / "s.json", poll=False)
    await writer.open()
    await writer.once()
    async with holding({writer.agreement.id: writer}) as socket:
        if socket is None:
            pytest.skip("no sockets of this kind here")
        views = [
            Reaching(config, load(), folder / "s.json", poll=False, read_only=True, socket=socket) for _ in range(2)
        ]
        for view in views:
            await view.open()
        yield writer, views[0], views[1]
        for view in views:
            await view.stop()
    await writer.stop()


def word(monitor: Monitor) -> tuple[str, str | None]:
    (found,) = (c for p in monitor.snapshot().phases for c in p.commitments if c.commitment.id == RAFAH)
    return found.word, found.grade


async def test_all_that_is_done_by_hand_goes_to_the_writer_and_comes_back(tmp_path: Path) -> None:
    async with pair(tmp_path) as (writer, view, other):
        assert view.snapshot().viewing and view.snapshot().reaching and not writer.snapshot().reaching
        ruled = word(writer)
        await view.set_status(RAFAH, "suspended", "closed again", "AB")
        assert word(view) == word(writer) == ("SUSPENDED", "*")
        await view.clear_status(RAFAH, "AB")
        assert word(view) == word(writer) == ruled
        (read,) = (e for p in view.snapshot().phases for c in p.commitments for e in c.evidence if not e.cite.shipped)
        await view.mark_wrong(read.id, read.cite.update, "another crossing", "AB")
        assert word(view) == word(writer) != ruled
        await view.unmark(read.id, "AB")
        assert word(view) == word(writer) == ruled
        assert await view.pin(f"commitment:{RAFAH}") is True
        assert view.snapshot().pins == writer.snapshot().pins == (f"commitment:{RAFAH}",)
        # the other view has not looked at the file since: what it would pin is pinned
        assert await other.pin(f"commitment:{RAFAH}") is True
        assert writer.snapshot().pins == (f"commitment:{RAFAH}",)
        assert await view.undo("AB") == "the pin" and view.snapshot().pins == ()
        now = writer.clock()
        await view.mark_seen(now)
        assert view.snapshot().last_look == writer.snapshot().last_look == now
        await view.mark_seen(now + timedelta(days=300))  # of a clock that goes ahead
        assert (look := writer.snapshot().last_look) is not None and look <= writer.clock()
        await view.unmark_seen()
        assert view.snapshot().last_look == writer.snapshot().last_look == now


async def test_what_is_wrong_is_told_and_nothing_is_kept(tmp_path: Path) -> None:
    async with pair(tmp_path) as (writer, view, other):
        for wrong, said in (
            (("p9.nothing", "DONE", "AB"), "no commitment"),
            ((RAFAH, "FINE", "AB"), "no status word"),
            ((RAFAH, "DONE", ""), "no initials"),
        ):
            with pytest.raises(OverrideError, match=said):
                await view.set_status(wrong[0], wrong[1], "", wrong[2])
        with pytest.raises(OverrideError, match="no record"):
            await view.mark_wrong("nothing", None, "", "AB")
        with pytest.raises(OverrideError, match="no status is set by hand"):
            await view.clear_status(RAFAH, "AB")
        assert await view.undo() is None
        # what one took for the last thing is not what was done last
        await view.set_status(RAFAH, "DONE", "", "AB")
        await view.pin(f"commitment:{RAFAH}")
        await other.set_status(RAFAH, "STALLED", "", "CD")
        with pytest.raises(OverrideError, match="somebody has done something else meanwhile"):
            await view.undo("AB")
        assert word(writer) == ("STALLED", "*")
        await view.look_back(writer.clock() - timedelta(days=1))
        with pytest.raises(OverrideError, match="this is the past"):
            await view.pin("source:a")


async def test_a_writer_that_is_gone_or_writes_something_else_is_told(tmp_path: Path) -> None:
    async with pair(tmp_path) as (writer, view, _):
        view.agreement = load("lebanon-2024")
        with pytest.raises(OverrideError, match="the store of lebanon-2024 is written by another process"):
            await view.pin("source:a")
        assert writer.snapshot().pins == ()
        view._socket = str(tmp_path / "nothing")
        with pytest.raises(OverrideError, match="does not answer; nothing was kept"):
            await view.mark_seen(writer.clock())


@pytest.mark.parametrize("sent", [b"\n", b"{}\n", b'{"do": "drop"}\n', b"\xff\n", b"x" * 200_000 + b"\n", b'{"do": '])
async def test_nonsense_on_the_socket_is_refused_and_the_next_request_is_heard(tmp_path: Path, sent: bytes) -> None:
    import msgspec

    async with pair(tmp_path) as (writer, view, _):
        reader, pipe = await asyncio.open_unix_connection(view._socket)
        with contextlib.suppress(ConnectionError):
            pipe.write(sent)
            pipe.write_eof()
            answer = await reader.read()
            assert not answer or msgspec.json.decode(answer, type=Answer).refused
        pipe.close()
        await view.pin("source:a")
        assert writer.snapshot().pins == ("source:a",)
        assert Path(view._socket).parent.stat().st_mode & 0o077 == 0
    assert not Path(view._socket).parent.exists()


def test_a_request_says_no_more_than_it_must() -> None:
    import msgspec

    assert msgspec.json.encode(Deed(do="seen")) == b'{"do":"seen"}'
