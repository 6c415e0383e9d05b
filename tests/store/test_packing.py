"""Records come back from the file as they went, whatever their fields say."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, Literal, get_args, get_origin

import msgspec
import pytest
from store_samples import sample

from tui.records import (
    Change,
    Entry,
    Evidence,
    EvidenceRecord,
    Figure,
    FigureRecord,
    Quote,
    QuoteRecord,
    Update,
    cite,
)
from tui.store import packing

AT = datetime(2026, 11, 20, 12, 30, 15, 250, tzinfo=UTC)
OF_A_TYPE: dict[Any, Any] = {
    "str": "some words",
    "int": 7,
    "float": 2.5,
    "bool": True,
    "datetime": AT,
    "date": date(2026, 11, 19),
}


def made(of: type) -> Any:
    """A value of a type that is nobody's default."""
    return full(of) if issubclass(of, msgspec.Struct) else OF_A_TYPE[of.__name__]


def full(kind: Any, **given_fields: Any) -> Any:
    """A record in which no field has its default."""
    values = dict(given_fields)
    for f in msgspec.structs.fields(kind):
        if f.name not in values:
            options = getattr(f.type, "__args__", (f.type,))
            of = next(t for t in options if t is not type(None))
            if get_origin(of) is Literal:
                of = get_args(of)[0]
            value = of if not isinstance(of, type) else made(of)
            values[f.name] = (value,) if get_origin(f.type) is tuple else value
    record = kind(**values)
    for f in msgspec.structs.fields(kind):
        assert f.default is msgspec.NODEFAULT or getattr(record, f.name) != f.default, f.name
    return record


def full_entry() -> Entry:
    update = full(Update, revision=3)
    own = cite(update)
    carrier = cite(full(Update, id="another", revision=2))
    quote, figure = full(Quote), full(Figure, measure="killed", modality="estimate")
    return Entry(
        update=update,
        quotes=(full(QuoteRecord, quote=quote, cite=own, carriers=(carrier,)),),
        figures=(full(FigureRecord, figure=figure, cite=own, carriers=(carrier,)),),
        evidence=(full(EvidenceRecord, evidence=full(Evidence), cite=own, carriers=(carrier, carrier)),),
    )


@pytest.mark.parametrize("entry", [full_entry(), sample("a", seed=3), Entry(update=sample("b").update)])
def test_an_entry_comes_back_as_it_went(entry: Entry) -> None:
    assert packing.read_entry(packing.entry_json(entry)) == entry
    whole = msgspec.json.encode(packing.transaction([entry, entry], []))
    assert packing.read_transaction(whole) == ((entry, entry), ())


def test_a_change_comes_back_as_it_went() -> None:
    change = full(Change)
    assert packing.read_change(packing.change_json(change)) == change
    whole = msgspec.json.encode(packing.transaction([], [change]))
    assert packing.read_transaction(whole) == ((), (change,))


def test_what_every_field_is_by_default_is_not_written() -> None:
    entry = sample("a", seed=3)
    assert b"null" not in packing.entry_json(entry)
    assert b'"cite"' not in packing.entry_json(full_entry())
    assert len(packing.entry_json(entry)) < len(msgspec.json.encode(entry)) / 2


def test_fields_that_a_newer_program_added_are_passed_over() -> None:
    raw = packing.entry_json(sample("a", seed=3)).replace(b'"quote":{', b'"quote":{"mood":"calm",')
    assert packing.read_entry(raw) == sample("a", seed=3)
