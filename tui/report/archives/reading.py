"""One item -> one line of output. The same function in this process, in a worker, and on a cluster."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

import msgspec

from tui.agreement.model import Agreement
from tui.extract import read
from tui.report.archives.items import Done, Item
from tui.sources.encoding import decode


class InputError(Exception):
    """An input that cannot be read: the message says what is expected."""


class Job(msgspec.Struct, frozen=True):
    """What is to be done with every item."""

    agreement: Agreement
    cited: bool = False
    """Whether each line says which input it was made from."""

    def run(self, items: Iterable[Item]) -> Iterator[Done]:
        """Read items here, one after the other."""
        return (self.read(item) for item in items)

    def read(self, item: Item) -> Done:
        """What became of one item. Raises nothing but what ends a program."""
        try:
            return Done(item.number, item.at, line=self._line(item))
        except InputError as error:
            problem = str(error)
        except MemoryError:
            problem = "takes more memory to read than there is"
        except RecursionError:
            problem = "is nested too deeply to be read"
        except Exception as error:  # an archive of millions must not end with one text that finds a defect
            known = type(error).__module__.startswith("tui.")
            problem = str(error) if known else f"could not be read: a defect ({type(error).__name__}: {error})"
        return Done(item.number, item.at, problem=problem)

    def pack(self) -> bytes:
        """The job as bytes that another process, of the same version, unpacks."""
        return zlib.compress(msgspec.json.encode(self), 6)

    def _line(self, item: Item) -> bytes:
        article = _ARTICLES[item.kind](item)
        reading = read(
            article["text"],
            agreement=self.agreement,
            published=article["published"],
            source=article.get("source"),
            title=article.get("title"),
        )
        row = {"id": article["id"]}
        if self.cited:
            row["input"] = {
                "n": item.number,
                "at": item.at,
                "digest": item.digest,
                "agreement": self.agreement.id,
            }
        row |= msgspec.to_builtins(reading)
        try:
            return msgspec.json.encode(row) + b"\n"
        except UnicodeEncodeError:  # lone surrogates: valid in JSON's escapes, not in UTF-8
            return json.dumps(row).encode("ascii") + b"\n"


@lru_cache(maxsize=4)
def unpack(packed: bytes) -> Job:
    """What `Job.pack` packed; the same object for the same bytes, so that what is built for an agreement is kept."""
    return msgspec.json.decode(zlib.decompress(packed), type=Job)


# ------------------------------------------------------------------ what the kinds of items hold


def _row(item: Item) -> dict[str, Any]:
    try:
        row = json.loads(item.data)
    except UnicodeDecodeError as error:
        raise InputError(
            f"is not UTF-8, at byte {error.start + 1}; for older Western text `iconv -f CP1252 -t UTF-8` makes it that"
        ) from None
    except (ValueError, RecursionError) as error:
        raise InputError(f"is no JSON: {error}") from None
    if not isinstance(row, dict):
        raise InputError('expected an object such as {"id": "a", "text": "..."}')
    text = row.get("text")
    if not isinstance(text, str):
        raise InputError('"text" is missing, or is not a string')
    source, title = row.get("source"), row.get("title")
    return {
        "id": row.get("id", item.id),
        "text": text,
        "published": _time(row.get("published")),
        "source": source if isinstance(source, str) else None,
        "title": title if isinstance(title, str) else None,
    }


def _text(item: Item) -> dict[str, Any]:
    return {"id": item.id, "text": decode(item.data), "published": None}


def _page(item: Item) -> dict[str, Any]:
    from tui.sources.page import article

    page = article(item.data, item.url)
    return {"id": item.id, "text": page.text, "published": page.published, "title": page.title}


def _unreadable(item: Item) -> dict[str, Any]:
    raise InputError(item.data.decode("utf-8", "replace"))


_ARTICLES = {"row": _row, "text": _text, "page": _page, "unreadable": _unreadable}


def _time(value: Any) -> datetime | None:
    """A time that cannot be read is as good as none: weekdays stay unresolved, and all the rest is read."""
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        try:
            day = date.fromisoformat(value[:10])
        except ValueError:
            return None
        moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
