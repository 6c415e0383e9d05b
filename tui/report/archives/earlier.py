"""What an earlier run wrote, beside the inputs as they are now.

Each line says which input it was made from: its number among all inputs, where it stood, a digest. An input without a
line could not be read then, or was not there: it is read now. One that yields other items than before, such as an
archive that was damaged and is whole now, moves the numbers of those behind it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from tui.report.archives.items import Item


class OutputError(Exception):
    """The output cannot be begun or gone on with, and was not touched: names the file and what to do."""


class Input(msgspec.Struct):
    """Which input a line was made from."""

    n: int
    at: str
    digest: str
    agreement: str


class Head(msgspec.Struct):
    """The beginning of a line."""

    id: msgspec.Raw
    input: Input


class Earlier:
    """The lines of an earlier run: the first `length` bytes of a file."""

    def __init__(self, path: Path, agreement: str, length: int) -> None:
        self.path = path
        self._agreement = agreement
        self._length = length
        self._kept = 0
        """How many lines were looked at."""
        self.moves: list[tuple[int, int]] = []
        """(number from which on, by how much the inputs have moved since), after `walk`."""

    def walk(self, items: Iterable[Item]) -> Iterator[tuple[Item, bool]]:
        """The items that have no line, each with whether it stands behind all that have one; those keep to the numbers
        of the file. Raises `OutputError` when an input of the file is missing or changed."""
        self._kept, self.moves, moved = 0, [], 0
        heads = self._heads()
        head = next(heads, None)
        for item in items:
            if head is None:
                yield msgspec.structs.replace(item, number=item.number - moved), True
            elif item.digest == head.digest and (item.at == head.at or item.number == head.n + moved):
                if item.number != head.n + moved:
                    moved = item.number - head.n
                    self.moves.append((head.n, moved))
                head = next(heads, None)
            elif item.at == head.at:
                raise OutputError(
                    f"{self.path}:{self._kept}: was made from another text than {item.at} holds now; --resume needs "
                    "the same inputs in the same order, so write to another file"
                )
            else:
                yield item, False
        if head is not None:
            raise OutputError(
                f"{self.path}:{self._kept}: was made from an input that is missing now ({head.at}, the {head.n}th); "
                "--resume needs the same inputs in the same order, so write to another file"
            )

    def _heads(self) -> Iterator[Input]:
        last = 0
        with self.path.open("rb") as file:
            while file.tell() < self._length:
                line = file.readline()
                self._kept += 1
                try:
                    head = _head(line).input
                except (msgspec.MsgspecError, ValueError):
                    raise OutputError(
                        f"{self.path}:{self._kept}: is no line that `extract --output` wrote; write to another file"
                    ) from None
                if head.agreement != self._agreement:
                    raise OutputError(
                        f'{self.path}:{self._kept}: was read against the agreement "{head.agreement}", not '
                        f'"{self._agreement}"; write to another file'
                    )
                if head.n <= last:
                    raise OutputError(f"{self.path}:{self._kept}: stands out of order; write to another file")
                last = head.n
                yield head

    def moved(self, lines: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
        """Lines of the file with the numbers that their inputs have now."""
        moves, by = iter(self.moves), 0
        after = next(moves, None)
        for line in lines:
            head = _head(line)
            while after is not None and head.input.n >= after[0]:
                by, after = after[1], next(moves, None)
            number = head.input.n + by
            yield number, _renumbered(line, head, number) if by else line


def number_of(line: bytes) -> int:
    """The number of the input that a line was made from."""
    return _head(line).input.n


_DECODER = msgspec.json.Decoder(Head)


def _head(line: bytes) -> Head:
    try:
        return _DECODER.decode(line)
    except msgspec.DecodeError:  # lone surrogates, which `Job` writes as JSON's escapes, are no mistake
        return msgspec.convert(_with_raw_id(json.loads(line)), Head)


def _with_raw_id(row: Any) -> Any:
    if not isinstance(row, dict) or "id" not in row:
        return row
    return {**row, "id": msgspec.Raw(json.dumps(row["id"]))}


def _renumbered(line: bytes, head: Head, number: int) -> bytes:
    # what stands before the number is as `Job` writes it, with spaces or without
    before = re.match(rb'\{"id": ?%b, ?"input": ?\{"n": ?' % re.escape(bytes(head.id)), line)
    assert before is not None
    return line[: before.end()] + re.sub(rb"\A\d+", b"%d" % number, line[before.end() :], count=1)
