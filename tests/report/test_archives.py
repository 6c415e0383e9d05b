"""`extract` on archives, as people call it: what is read, in which order, and what is said of what cannot be."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import pytest
from archive_samples import answer, article, packed, page, record, rows, text
from click.testing import CliRunner, Result

from tui.cli import main
from tui.report.archives import inputs


def run(*words: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["extract", *map(str, words)], input=stdin)


def ids(result: Result) -> list[object]:
    return [json.loads(line)["id"] for line in result.stdout.splitlines()]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A folder with one file of each kind, some below others, and some that are none of ours."""
    top = tmp_path / "archive"
    (top / "b" / "deep").mkdir(parents=True)
    (top / "c.d").mkdir()
    (top / "a.jsonl").write_bytes(rows([0, 1]))
    (top / "b" / "deep" / "x.jsonl.gz").write_bytes(gzip.compress(rows([2])))
    (top / "b" / "story.txt").write_text(text(3))
    (top / "b" / "zz.NDJSON").write_bytes(rows([4]))
    (top / "c.d" / "page.html").write_bytes(page(5))
    (top / "c.d" / "page.html.gz").write_bytes(gzip.compress(page(6)))
    (top / "web.warc.gz").write_bytes(packed([record("response", "http://w.example/7", answer(page(7)))]))
    (top / ".hidden.jsonl").write_bytes(rows([90]))
    (top / "photo.jpg").write_bytes(b"\xff\xd8")
    (top / "notes").write_bytes(rows([91]))
    return top


EXPECTED = ["a0", "a1", "a2", "b/story.txt", "a4", "c.d/page.html", "c.d/page.html.gz", "http://w.example/7"]


def test_a_folder_is_read_with_all_below_it_in_the_order_of_names(archive: Path) -> None:
    result = run(archive)
    assert (result.exit_code, ids(result)) == (0, EXPECTED)
    assert "other kinds were passed over: .jpg 1, without ending 1" in result.stderr
    for line in result.stdout.splitlines():
        row = json.loads(line)
        (quote,) = [q for q in row["quotes"] if q["kind"] == "direct"]
        assert quote["text"].startswith("“Truck ") and "Karim Lotfy" in quote["speaker"]


STRAY = (
    ("package.json", b'{\n  "name": "viewer",\n  "version": "1.0"\n}\n'),
    ("list.json", b'["a", "b", {"title": "no text here"}]'),
    ("b/log.jsonl", b'{"level": "info", "message": "begun"}\n' * 50),
    ("b/packed.json.gz", gzip.compress(b'{"settings": {"text": 1}}')),
)


def test_json_without_an_article_is_passed_over_in_a_folder_and_told(archive: Path, tmp_path: Path) -> None:
    plain = run(archive)
    for name, data in STRAY:
        (archive / name).write_bytes(data)
    for workers in ("1", "2"):
        result = run(archive, "--workers", workers)
        assert (result.exit_code, result.stdout_bytes) == (0, plain.stdout_bytes)
        (said,) = [line for line in result.stderr.splitlines() if "no article" in line]
        assert str(archive / "b" / "log.jsonl") in said and said.endswith("and 1 more")
    # whoever names a file means it
    named = run(archive / "package.json")
    assert named.exit_code == 3 and '"text" is missing' in named.stderr
    # they do not count among the inputs: an output begun without them is gone on with
    out = tmp_path / "out.jsonl"
    for name, _ in STRAY:
        (archive / name).unlink()
    assert run(archive, "--output", out).exit_code == 0
    before = out.read_bytes()
    for name, data in STRAY:
        (archive / name).write_bytes(data)
    assert run(archive, "--output", out, "--resume").exit_code == 0
    assert out.read_bytes() == before


def test_one_row_without_a_text_among_articles_is_told_as_such(tmp_path: Path) -> None:
    folder = tmp_path / "f"
    folder.mkdir()
    (folder / "a.jsonl").write_bytes(b'{"title": "no text"}\n' + rows([1]))
    (folder / "b.json").write_bytes(b'{"text": broken}')
    (folder / "c.jsonl").write_bytes(rows([2]))
    result = run(folder)
    assert (result.exit_code, ids(result)) == (3, ["a1", "a2"])
    assert f'{folder / "a.jsonl"}:1: "text" is missing' in result.stderr
    assert f"{folder / 'b.json'}#1: is no JSON" in result.stderr


def test_a_folder_of_nothing_but_other_json_has_failed(tmp_path: Path) -> None:
    folder = tmp_path / "f"
    folder.mkdir()
    for n in range(3):
        (folder / f"{n}.json").write_text('{"body": "they are written otherwise"}')
    result = run(folder)
    assert (result.exit_code, result.stdout) == (3, "")
    assert f"{folder}: holds no article; expected objects such as" in result.stderr


def test_several_processes_give_the_same_bytes_as_one(archive: Path) -> None:
    assert run(archive, "--workers", "2").stdout_bytes == run(archive).stdout_bytes


def test_a_file_with_an_unknown_name_is_what_its_first_bytes_say(tmp_path: Path) -> None:
    for name, data, expected in (
        ("plain", rows([1]), "a1"),
        ("packed", gzip.compress(rows([2])), "a2"),
        ("web", record("response", "http://w.example/", answer(page(3))), "http://w.example/"),
        ("packed-web", packed([record("response", "http://w.example/", answer(page(3)))]), "http://w.example/"),
    ):
        (tmp_path / name).write_bytes(data)
        assert ids(run(tmp_path / name)) == [expected], name
    assert ids(run("-", stdin=gzip.compress(rows([5])))) == ["a5"]


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    torn = tmp_path / "torn.jsonl.gz"
    torn.write_bytes(gzip.compress(b"".join(rows([n]) for n in range(2000)), mtime=0)[:-2000])
    mixed = tmp_path / "mixed.jsonl"
    mixed.write_bytes(rows([0]) + b"{nonsense\n\n[]\n" + rows([1]))
    damaged = tmp_path / "damaged.txt.gz"
    damaged.write_bytes(gzip.compress(b"x" * 5000)[:-12] + b"\0" * 12)
    empty = tmp_path / "empty"
    empty.mkdir()
    for workers in ("1", "2"):
        result = run(mixed, torn, damaged, tmp_path / "nowhere.txt", empty, mixed, "--workers", workers)
        assert result.exit_code == 3
        whole = ids(result)
        assert whole[:2] == whole[-2:] == ["a0", "a1"]
        assert whole[2:-2] == [f"a{n}" for n in range(len(whole) - 4)] and len(whole) > 500
        told = result.stderr.splitlines()
        for line, what in (
            (f"{mixed}:2: ", "is no JSON"),
            (f"{mixed}:4: ", "expected an object"),
            (f"{torn}:{len(whole) - 3}: ", "the file ends in the middle"),
            (f"{damaged}: ", "is damaged"),
            (f"{tmp_path / 'nowhere.txt'}: ", "No such file"),
            (f"{empty}: ", "holds no file to read; expected .jsonl, .json, .txt"),
        ):
            assert [t for t in told if t.startswith(f"ceasefire-tui: {line}") and what in t], line
        assert len(told) == 8


def test_a_line_without_end_costs_itself_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "MAX_ITEM", 2 << 20)
    path = tmp_path / "long.jsonl"
    path.write_bytes(rows([0]) + b'{"text": "' + b"x" * (7 << 20) + b'"}\n' + rows([1]))
    result = run(path)
    assert (result.exit_code, ids(result)) == (3, ["a0", "a1"])
    assert f"{path}:2: is longer than 2 MB" in result.stderr


# ------------------------------------------------------------------ web archives


def test_of_a_web_archive_the_pages_and_texts_are_read(tmp_path: Path) -> None:
    brotli = pytest.importorskip("brotli")
    pytest.importorskip("warcio")
    body = page(1).replace(b"said.</p>", "said, в четверг.</p>".encode("koi8-r"))
    chunked = b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in (page(3)[:99], page(3)[99:], b""))
    records = [
        record("warcinfo", "", b"software: sample\r\n", "application/warc-fields"),
        record("request", "http://w.example/0", b"GET / HTTP/1.1\r\n\r\n", "application/http; msgtype=request"),
        record("response", "http://w.example/1", answer(body, what="text/html; charset=koi8-r")),
        record("response", "http://w.example/2", answer(gzip.compress(page(2)), Content_Encoding="gzip")),
        record("response", "http://w.example/3", answer(chunked, Transfer_Encoding="chunked")),
        record("response", "http://w.example/moved", answer(b"", "301 Moved", Location="/")),
        record("response", "http://w.example/photo", answer(b"\xff\xd8", what="image/jpeg")),
        record("revisit", "http://w.example/1", answer(b"")),
        record("resource", "http://w.example/4", page(4), "text/html"),
        record("conversion", "http://w.example/5", text(5).encode(), "text/plain"),
        record("response", "http://w.example/6", answer(brotli.compress(page(6)), Content_Encoding="br")),
        record("metadata", "http://w.example/5", b"a: b", "application/warc-fields"),
    ]
    for name in ("a.warc", "a.warc.gz", "a.warc.wet.gz"):
        path = tmp_path / name
        path.write_bytes(packed(records) if name.endswith(".gz") else b"".join(records))
        result = run(path)
        assert (result.exit_code, result.stderr) == (0, "")
        assert ids(result) == [f"http://w.example/{n}" for n in range(1, 7)]
        assert "в четверг" in json.loads(result.stdout.splitlines()[0])["figures"][0]["sentence"]


def test_a_damaged_web_archive_is_read_up_to_the_damage(tmp_path: Path) -> None:
    records = [record("response", f"http://w.example/{n}", answer(page(n))) for n in range(4)]
    whole, third = packed(records), len(packed(records[:2]))
    plain, plain_third = b"".join(records), len(b"".join(records[:2]))
    for name, data, said in (
        ("a.warc.gz", whole[: third + 350], "in the middle"),
        ("b.warc.gz", whole[: third + 30], "in the middle"),
        ("c.warc.gz", whole[: third + 100] + b"\0" * 80 + whole[third + 180 :], "nothing after it was read"),
        ("d.warc", plain[: plain_third + 500], "in the middle of a record"),
        ("e.warc", plain[: plain_third + 30], "in the middle of a record"),
        ("f.warc", plain[:plain_third] + b"no record at all\r\n\r\n" * 9, "nothing after it was read"),
    ):
        path = tmp_path / name
        path.write_bytes(data)
        result = run(path)
        assert (result.exit_code, ids(result)) == (3, ["http://w.example/0", "http://w.example/1"]), name
        assert f"{path}@" in result.stderr and said in result.stderr, name
        assert len(result.stderr.splitlines()) == 1


def test_a_page_whose_coding_is_wrong_costs_itself_only(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    bomb = record(
        "response", "http://w.example/bomb", answer(gzip.compress(b"\0" * (65 << 20)), Content_Encoding="gzip")
    )
    bad = record("response", "http://w.example/bad", answer(b"no gzip at all", Content_Encoding="gzip"))
    refused = record("response", "http://w.example/refused", answer(b"<title>Just a moment...</title><p>Checking"))
    path.write_bytes(bad + refused + bomb + record("response", "http://w.example/1", answer(page(1))))
    result = run(path)
    assert (result.exit_code, ids(result)) == (3, ["http://w.example/1"])
    assert f"{path}@0 http://w.example/bad: its content says that it is packed with gzip, and is not" in result.stderr
    assert f"{path}@{len(bad)} http://w.example/refused: a challenge" in result.stderr
    assert "http://w.example/bomb: is longer than 64 MB" in result.stderr


def test_without_the_extra_a_web_archive_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "warcio.archiveiterator", None)
    (tmp_path / "a.warc").write_bytes(record("response", "http://w.example/", answer(page(1))))
    result = run(tmp_path / "a.warc", "-", stdin=rows([1]))
    assert (result.exit_code, ids(result)) == (3, ["a1"])
    assert "pip install 'ceasefire-tui[warc]'" in result.stderr


# ------------------------------------------------------------------ words


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--resume"], "--output FILE"),
        (["--workers", "0"], "--workers"),
        (["--workers", "2", "--dask", "tcp://127.0.0.1:1"], "exclude each other"),
        (["--output", "x.jsonl.gz"], "leave .gz away"),
    ],
)
def test_wrong_words_end_in_2(words: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*words, stdin=b"")
    assert result.exit_code == 2
    assert said in result.stderr
    assert not list(tmp_path.iterdir())


def test_the_records_of_a_text_are_the_same_from_every_kind_of_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(text(8))
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": 1, "text": text(8)}))
    (tmp_path / "a.html").write_bytes(page(8))
    found = [json.loads(run(p).stdout) for p in sorted(tmp_path.iterdir())]
    assert len({json.dumps({k: v for k, v in row.items() if k != "id"}) for row in found}) == 1
    assert article(8)["text"][found[0]["quotes"][0]["start"]] == "“"  # type: ignore[index]
