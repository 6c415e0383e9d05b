from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tui.config import Source
from tui.sources import file
from tui.sources.items import Item, SourceError

EIGHT = datetime(2025, 12, 19, 8, tzinfo=UTC)


def source(path: str, **fields: Any) -> Source:
    return Source(id="folder", name="Folder", kind="file", path=path, **fields)


def read(base: Path, path: str = ".", **fields: Any) -> list[Item]:
    return file.read(source(path, **fields), base)


def touch(path: Path, moment: datetime = EIGHT) -> None:
    os.utime(path, (moment.timestamp(), moment.timestamp()))


# ------------------------------------------------------------------ texts


def test_a_text_with_a_title(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text("Crossing opens\n\nFirst paragraph.\n\nSecond paragraph.\n")
    touch(path)
    (item,) = read(tmp_path)
    assert (item.id, item.title, item.text) == ("story.txt", "Crossing opens", "First paragraph.\nSecond paragraph.")
    assert item.published == EIGHT
    assert item.link == path.resolve().as_uri()
    assert item.complete


def test_a_text_with_headers(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Published: 2025-12-19T10:00:00+02:00\nSource: Sample Wire\nURL: https://wire.example/1\n\n"
        "Crossing opens\n\nFirst paragraph.\n"
    )
    (tmp_path / "b.md").write_text("# Crossing opens\n\n**Date:** 19 December 2025\n\nFirst paragraph.\n")
    by_id = {i.id: i for i in read(tmp_path, timezone="Asia/Jerusalem")}
    assert by_id["a.txt"].published == EIGHT
    assert (by_id["a.txt"].outlet, by_id["a.txt"].link) == ("Sample Wire", "https://wire.example/1")
    assert by_id["b.md"].published == datetime(2025, 12, 18, 22, tzinfo=UTC)
    for item in by_id.values():
        assert (item.title, item.text) == ("Crossing opens", "First paragraph.")


def test_a_text_without_a_title(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("First line of many,\nsecond line.\n\nThird: it goes on.")
    (item,) = read(tmp_path)
    assert item.title == "note"
    assert item.text == "First line of many,\nsecond line.\nThird: it goes on."


def test_a_first_paragraph_that_stands_alone_is_read_with_the_rest(tmp_path: Path) -> None:
    lead = "OLD FERRY (Sample Wire) - The ferry was shelled on Tuesday, the council said."
    (tmp_path / "a.txt").write_text(f"Published: 2025-12-19\n\n{lead}\n\nUpland denied it.\n")
    (tmp_path / "b.md").write_text("# The ferry runs again.\n\nUpland said so.\n")
    by_id = {i.id: i for i in read(tmp_path)}
    assert (by_id["a.txt"].title, by_id["a.txt"].text) == (lead, f"{lead}\nUpland denied it.")
    assert (by_id["b.md"].title, by_id["b.md"].text) == ("The ferry runs again.", "Upland said so.")


def test_a_text_of_one_line(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("The gate is shut.")
    (item,) = read(tmp_path)
    assert item.text == "The gate is shut."


def test_encodings(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Überfahrt – “ja”".encode("cp1252"))
    (tmp_path / "b.txt").write_bytes("Überfahrt – “ja”".encode("utf-16"))
    assert {i.text for i in read(tmp_path)} == {"Überfahrt – “ja”"}


# ------------------------------------------------------------------ other types


def test_json_lines_as_extract_reads_them(tmp_path: Path) -> None:
    rows = [
        {
            "id": "a1",
            "text": "First.\nSecond.",
            "title": "T",
            "published": "2025-12-19T08:00:00Z",
            "source": "Sample Wire",
        },
        {"id": 2, "text": "Third."},
    ]
    (tmp_path / "x.jsonl").write_text("\n".join(json.dumps(r) for r in rows) + '\n{"id": "half')
    touch(tmp_path / "x.jsonl", datetime(2025, 12, 20, tzinfo=UTC))
    first, second = read(tmp_path)
    assert (first.id, first.title, first.text, first.outlet) == ("a1", "T", "First.\nSecond.", "Sample Wire")
    assert first.published == EIGHT
    assert (second.id, second.title) == ("2", "Third.")
    assert second.published == datetime(2025, 12, 20, tzinfo=UTC)


def test_json(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text('{"id": "a", "text": "One."}')
    (tmp_path / "list.json").write_text('[{"id": "b", "text": "Two."}, {"text": "Three."}]')
    (tmp_path / "feed.json").write_text(
        '{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "c", "content_text": "Four."}]}'
    )
    assert {i.id: i.text for i in read(tmp_path)} == {"a": "One.", "b": "Two.", "list.json:2": "Three.", "c": "Four."}


def test_pages_and_feeds(tmp_path: Path) -> None:
    (tmp_path / "p.html").write_text(
        "<html><head><title>Notice</title><meta name='date' content='2025-12-19T08:00:00Z'></head>"
        "<body><main><p>The gate is shut.</p></main></body></html>"
    )
    (tmp_path / "f.xml").write_text(
        '<rss version="2.0"><channel><item><title>One</title><guid>g1</guid></item></channel></rss>'
    )
    by_id = {i.id: i for i in read(tmp_path)}
    assert (by_id["p.html"].title, by_id["p.html"].text) == ("Notice", "The gate is shut.")
    assert by_id["p.html"].published == EIGHT
    assert by_id["g1"].title == "One"


# ------------------------------------------------------------------ which files


def test_paths_folders_and_globs(tmp_path: Path) -> None:
    for name in ("a/1.txt", "a/2.md", "a/b/3.txt", "a/.hidden.txt", "a/4.doc"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Text of {name}.")
    assert {i.id for i in read(tmp_path, "a")} == {"1.txt", "2.md"}
    assert {i.id for i in read(tmp_path, "a/*.txt")} == {"1.txt"}
    assert {i.id for i in read(tmp_path, "a/**/*.txt")} == {"1.txt", "3.txt"}
    assert {i.id for i in read(tmp_path, "a/1.txt")} == {"1.txt"}
    assert {i.id for i in read(Path("/nowhere"), str(tmp_path / "a" / "*.md"))} == {"2.md"}


def test_the_newest_file_comes_first(tmp_path: Path) -> None:
    for day in (3, 1, 2):
        path = tmp_path / f"{day}.txt"
        path.write_text("Text.")
        touch(path, datetime(2025, 12, day, tzinfo=UTC))
    assert [i.id for i in read(tmp_path)] == ["3.txt", "2.txt", "1.txt"]


def test_a_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text("Text.")
    assert [i.id for i in read(Path("/nowhere"), "~/texts")] == ["a.txt"]


def test_a_path_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match='"missing" does not exist'):
        read(tmp_path, "missing")


@pytest.mark.parametrize("path", ["empty", "empty/*.txt"])
def test_a_folder_that_waits_for_its_first_text_is_no_error(tmp_path: Path, path: str) -> None:
    (tmp_path / "empty").mkdir()
    assert read(tmp_path, path) == []


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b"x" * 101, "has 101 bytes, more than 100"),
        ("a.json", b"{", "not valid JSON"),
        ("a.json", b'{"words": 1}', 'expected an object with "text"'),
        ("a.jsonl", b"nonsense\n", "line 1 is not valid JSON"),
        ("a.xml", b"<catalog/>", "no feed"),
    ],
)
def test_a_file_that_cannot_be_read(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(SourceError, match=f"{name}: .*{words}"):
        read(tmp_path, max_bytes=100)
    (tmp_path / "good.txt").write_text("Good.")
    assert [i.id for i in read(tmp_path, max_bytes=100)] == ["good.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="pipes in the file system")
def test_pipes_devices_and_loops_are_left_alone(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing")
    assert read(tmp_path) == []
    (tmp_path / "real.txt").write_text("Real.")
    (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")
    assert [i.id for i in read(tmp_path)] == ["real.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="pipes in the file system")
def test_a_file_that_became_a_pipe_does_not_block(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Text.")
    info = path.stat()
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(SourceError, match="not a regular file"):
        file._read_one(path, info, source("a.txt"))


# ------------------------------------------------------------------ changes


def test_the_fingerprint_tells_a_changed_folder(tmp_path: Path) -> None:
    seen = []

    def changed() -> bool:
        seen.append(file.fingerprint(source("."), tmp_path))
        return len(seen) > 1 and seen[-1] != seen[-2]

    (tmp_path / "a.txt").write_text("One.")
    touch(tmp_path / "a.txt")
    changed()
    assert not changed()
    (tmp_path / "a.txt").write_text("More.")
    touch(tmp_path / "a.txt")
    assert changed()
    (tmp_path / "b.txt").write_text("One.")
    assert changed()
    (tmp_path / "ignored.doc").write_text("One.")
    assert not changed()
    (tmp_path / "b.txt").unlink()
    assert changed()
