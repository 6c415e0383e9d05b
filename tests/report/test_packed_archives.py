"""Archives that are packed with Zstandard, and JSON that is an array or stands over several lines."""

from __future__ import annotations

import contextlib
import gzip
import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from archive_samples import answer, article, page, record, rows
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.cli import main
from tui.report.archives import inputs
from tui.report.archives.values import NotClosed, TooLong, values

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    zstd = pytest.importorskip("backports.zstd")

BOM = b"\xef\xbb\xbf"


def run(*words: str | Path, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(main, ["extract", *map(str, words)], input=stdin)


def ids(result: Result) -> list[object]:
    return [json.loads(line)["id"] for line in result.stdout.splitlines()]


# ------------------------------------------------------------------ Zstandard


def test_zstandard_is_unpacked_whatever_the_name_says(tmp_path: Path) -> None:
    skipped = b"\x51\x2a\x4d\x18" + (4).to_bytes(4, "little") + b"abcd"
    web = record("response", "http://w.example/", answer(page(3)))
    for name, data, expected in (
        ("a.jsonl.zst", zstd.compress(rows([1])), ["a1"]),
        ("several.jsonl.zst", zstd.compress(rows([1])) + zstd.compress(rows([2])), ["a1", "a2"]),
        ("parallel.jsonl.zst", skipped + zstd.compress(rows([1])) + skipped, ["a1"]),
        ("plain", zstd.compress(rows([2])), ["a2"]),
        ("named.gz.jsonl", zstd.compress(rows([2])), ["a2"]),
        ("a.json.zst", zstd.compress(json.dumps([article(3)]).encode()), ["a3"]),
        ("page.html.zst", zstd.compress(page(4)), ["page.html.zst"]),
        ("a.warc.zst", zstd.compress(web) + zstd.compress(web), ["http://w.example/"] * 2),
        ("web", zstd.compress(web), ["http://w.example/"]),
    ):
        (tmp_path / name).write_bytes(data)
        result = run(tmp_path / name)
        assert (result.exit_code, ids(result), result.stderr) == (0, expected, ""), name
    assert ids(run("-", stdin=zstd.compress(rows([5])))) == ["a5"]
    assert len(ids(run(tmp_path, "--workers", "2"))) == 9  # a folder leaves out the two whose names say nothing


def test_damaged_zstandard_is_read_up_to_the_damage(tmp_path: Path) -> None:
    whole = b"".join(zstd.compress(rows([n])) for n in range(9))
    for name, data, said in (
        ("torn.jsonl.zst", whole[:-9], "the file ends in the middle"),
        ("rubbish.jsonl.zst", whole + b"rubbish", "nothing after it was read"),
    ):
        (tmp_path / name).write_bytes(data)
        result = run(tmp_path / name)
        found = ids(result)
        assert (result.exit_code, found[:8]) == (3, [f"a{n}" for n in range(8)]), name
        assert result.stderr.startswith(f"ceasefire-tui: {tmp_path / name}:{len(found) + 1}: is damaged"), name
        assert said in result.stderr and len(result.stderr.splitlines()) == 1


def test_without_the_extra_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("backports", "compression"):
        monkeypatch.setitem(sys.modules, name, None)
    (tmp_path / "a.jsonl.zst").write_bytes(zstd.compress(rows([1])))
    (tmp_path / "b.jsonl").write_bytes(rows([2]))
    result = run(tmp_path)
    assert (result.exit_code, ids(result)) == (3, ["a2"])
    assert result.stderr == (
        f"ceasefire-tui: {tmp_path / 'a.jsonl.zst'}: reading .zst needs backports.zstd: "
        "pip install 'ceasefire-tui[zstd]'\n"
    )
    assert run("-", stdin=zstd.compress(rows([1]))).exit_code == 3


# ------------------------------------------------------------------ JSON


@pytest.mark.parametrize("before", [b"", BOM, b" \r\n", BOM + b"\n"])
@pytest.mark.parametrize("indent", [None, 0, 2])
def test_an_array_is_read_however_it_is_laid_out(before: bytes, indent: int | None, tmp_path: Path) -> None:
    laid = before + json.dumps([article(1), article(2)], indent=indent).encode() + b"\n"
    (tmp_path / "a.json").write_bytes(laid)
    (tmp_path / "unnamed").write_bytes(laid)
    (tmp_path / "a.json.gz").write_bytes(gzip.compress(laid))
    for name in ("a.json", "unnamed", "a.json.gz"):
        result = run(tmp_path / name)
        assert (result.exit_code, ids(result), result.stderr) == (0, ["a1", "a2"], ""), name
    assert ids(run("-", stdin=laid)) == ["a1", "a2"]


def test_one_article_over_several_lines_and_json_lines_by_another_name(tmp_path: Path) -> None:
    pretty = json.dumps(article(1), indent=2).encode()
    (tmp_path / "a.json").write_bytes(pretty)
    (tmp_path / "b.json").write_bytes(rows([2, 3]))
    (tmp_path / "c.json").write_bytes(b"[]")
    assert ids(run(tmp_path)) == ["a1", "a2", "a3"]
    assert ids(run("-", stdin=pretty + b"\n" + pretty)) == ["a1", "a1"]


def test_elements_that_are_no_articles_are_named_by_their_number(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"[%s, 7, {bad}, {}, %s" % (rows([1]).strip(), rows([2]).strip()[:-5]))
    result = run(path)
    assert (result.exit_code, ids(result)) == (3, ["a1"])
    said = [line.removeprefix(f"ceasefire-tui: {path}") for line in result.stderr.splitlines()]
    for line, start in zip(
        said,
        ("#2: expected an object", "#3: is no JSON", '#4: "text" is missing', "#5: the file ends in the middle of it"),
        strict=True,
    ):
        assert line.startswith(start)


def test_an_element_without_end_is_told_and_costs_no_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "MAX_ITEM", 1 << 20)
    path = tmp_path / "a.json"
    path.write_bytes(b"[" + rows([1]).strip() + b', {"text": "' + b"x" * (5 << 20) + b'"}]')
    result = run(path)
    assert (result.exit_code, ids(result)) == (3, ["a1"])
    assert f"{path}#2: is longer than 1 MB" in result.stderr


class _Pieces(io.BytesIO):
    """A file that gives a few bytes at a time."""

    def __init__(self, data: bytes, size: int) -> None:
        super().__init__(data)
        self._size = size

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(self._size)


SIGNS = st.sampled_from(["\\", '"', '\\"', "[", "}", ","])
NO_JSON = st.binary(max_size=60) | st.text(alphabet='[]{},"\\ a1', max_size=60).map(str.encode)
ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12) | SIGNS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)


@settings(deadline=None, max_examples=150)
@given(found=st.lists(ANY, max_size=6), indent=st.sampled_from([None, 0, 3]), size=st.integers(1, 40))
def test_an_array_is_cut_where_its_elements_end(found: list[Any], indent: int | None, size: int) -> None:
    data = json.dumps(found, indent=indent, ensure_ascii=False).encode("utf-8", "surrogatepass")
    again = [json.loads(value.decode("utf-8", "surrogatepass")) for value in values(_Pieces(data, size), 1 << 20)]
    assert again == found
    objects = [{"a": f} for f in found]
    behind = b"\n ".join(json.dumps(o, indent=indent).encode() for o in objects)
    assert [json.loads(v) for v in values(_Pieces(behind, size), 1 << 20)] == objects


@settings(deadline=None, max_examples=150)
@given(
    data=st.binary(max_size=60) | st.text(alphabet='[]{},"\\ a1', max_size=60).map(str.encode), size=st.integers(1, 9)
)
def test_whatever_a_file_holds_it_is_cut_or_said_to_end_early(data: bytes, size: int) -> None:
    with contextlib.suppress(NotClosed, TooLong):
        assert all(v == v.strip(b" \t\r\n") and v for v in values(_Pieces(data, size), 50))
