"""Records as they go on file: without what every field is by default, and without the citation of each record, which is
that of the update they stand under."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any, TypeVar

import msgspec

from tui.records import (
    Change,
    Cite,
    Entry,
    Evidence,
    EvidenceRecord,
    Figure,
    FigureRecord,
    Quote,
    QuoteRecord,
    SourceState,
    Update,
    cite,
)

_R = TypeVar("_R", bound=msgspec.Struct)


def _spec(kind: type[msgspec.Struct], *, without: tuple[str, ...] = (), types: bool = True) -> list[Any]:
    """Fields of a record's type, for a type made from it: so a field that is added there is kept."""
    spec: list[Any] = []
    for f in msgspec.structs.fields(kind):
        if f.name in without:
            continue
        of = f.type if types else Any
        if f.default is not msgspec.NODEFAULT:
            spec.append((f.name, of, f.default))
        elif f.default_factory is not msgspec.NODEFAULT:
            spec.append((f.name, of, msgspec.field(default_factory=f.default_factory)))
        else:
            spec.append((f.name, of))
    # fields without a default come first where they are given by place
    return sorted(spec, key=len)


def _slimmer(
    kind: type[msgspec.Struct], *, without: tuple[str, ...] = (), inner: tuple[str, Callable[[Any], Any]] | None = None
) -> Callable[[Any], Any]:
    """What makes of a record one that says only what differs from the defaults, for writing; `inner` names a field that
    is to be treated likewise."""
    spec = _spec(kind, without=without, types=False)
    names = [f[0] for f in spec]
    made: Any = msgspec.defstruct(f"Slim{kind.__name__}", spec, omit_defaults=True)
    values = attrgetter(*names)
    if inner is None:
        return lambda record: made(*values(record))
    at, slim = names.index(inner[0]), inner[1]

    def with_inner(record: Any) -> Any:
        given = list(values(record))
        given[at] = slim(given[at])
        return made(*given)

    return with_inner


def _without_cite(kind: type[_R]) -> tuple[Any, Callable[[Any, Cite], _R]]:
    """The record's type less its citation, for reading, and what makes the record of it."""
    spec = _spec(kind, without=("cite",))
    line = msgspec.defstruct(f"{kind.__name__}Line", spec, kw_only=True)
    # written out as a call, as dataclasses do it: to collect the fields at each call takes five times as long
    given = ", ".join(f"{f[0]}=line.{f[0]}" for f in spec)
    make: Callable[[Any, Cite], _R] = eval(f"lambda line, own: kind(cite=own, {given})", {"kind": kind})
    return line, make


# ------------------------------------------------------------------ writing

_slim_update, _slim_change, _slim_state = _slimmer(Update), _slimmer(Change), _slimmer(SourceState)
_slim_quote = _slimmer(QuoteRecord, without=("cite",), inner=("quote", _slimmer(Quote)))
_slim_figure = _slimmer(FigureRecord, without=("cite",), inner=("figure", _slimmer(Figure)))
_slim_evidence = _slimmer(EvidenceRecord, without=("cite",), inner=("evidence", _slimmer(Evidence)))
_encode = msgspec.json.Encoder().encode


def transaction(entries: Iterable[Entry], changes: Iterable[Change]) -> dict[str, Any]:
    """The document of a transaction, for the table's `insert`."""
    return {"entries": [_pack(e) for e in entries], "changes": [_slim_change(c) for c in changes]}


def entry_json(entry: Entry) -> bytes:
    """One entry, as in `transaction`."""
    return _encode(_pack(entry))


def change_json(change: Change) -> bytes:
    """One change, as in `transaction`."""
    return _encode(_slim_change(change))


def state_json(state: SourceState) -> bytes:
    """How one source is doing."""
    return _encode(_slim_state(state))


def update_json(update: Update) -> bytes:
    """An update alone."""
    return _encode(_slim_update(update))


def record_json(record: QuoteRecord | FigureRecord | EvidenceRecord) -> bytes:
    """One record, without its citation."""
    if isinstance(record, QuoteRecord):
        return _encode(_slim_quote(record))
    return _encode(_slim_figure(record) if isinstance(record, FigureRecord) else _slim_evidence(record))


def _pack(entry: Entry) -> dict[str, Any]:
    packed: dict[str, Any] = {"update": _slim_update(entry.update)}
    if entry.quotes:
        packed["quotes"] = [_slim_quote(q) for q in entry.quotes]
    if entry.figures:
        packed["figures"] = [_slim_figure(f) for f in entry.figures]
    if entry.evidence:
        packed["evidence"] = [_slim_evidence(e) for e in entry.evidence]
    return packed


# ------------------------------------------------------------------ reading

_QuoteLine, _quote = _without_cite(QuoteRecord)
_FigureLine, _figure = _without_cite(FigureRecord)
_EvidenceLine, _evidence = _without_cite(EvidenceRecord)
_several: Any = tuple  # of types that were made above, which no type checker can follow
_entry_fields: list[Any] = [
    ("update", Update),
    ("quotes", _several[_QuoteLine, ...], ()),
    ("figures", _several[_FigureLine, ...], ()),
    ("evidence", _several[_EvidenceLine, ...], ()),
]
_EntryLine: Any = msgspec.defstruct("EntryLine", _entry_fields, kw_only=True)
# what is not named is passed over, which costs a fraction of making it
_cited = {"id", *(f.name for f in msgspec.structs.fields(Cite))}
_uncited = tuple(f.name for f in msgspec.structs.fields(Update) if f.name not in _cited)
_CiteLine: Any = msgspec.defstruct("CiteLine", _spec(Update, without=_uncited), kw_only=True)
_cite_field: tuple[str, Any] = ("update", _CiteLine)


def _in_line(kind: Any) -> Callable[[bytes], Any]:
    """What reads a document together with the line around it (`lines.Put` of one entry): one pass instead of two."""
    put: Any = tuple[str, str, int, kind]
    line: Any = msgspec.defstruct("InLine", [("o", tuple[put])])
    read = msgspec.json.Decoder(line).decode
    return lambda raw: read(raw).o[0][3]


_QuotesOnly: Any = msgspec.defstruct("QuotesOnly", [_cite_field, _entry_fields[1]], kw_only=True)
_FiguresOnly: Any = msgspec.defstruct("FiguresOnly", [_cite_field, _entry_fields[2]], kw_only=True)
_EvidenceOnly: Any = msgspec.defstruct("EvidenceOnly", [_cite_field, _entry_fields[3]], kw_only=True)
_UpdateOnly: Any = msgspec.defstruct("UpdateOnly", [_entry_fields[0]], kw_only=True)
_transaction_fields: list[Any] = [("entries", _several[_EntryLine, ...], ()), ("changes", tuple[Change, ...], ())]
_TransactionLine: Any = msgspec.defstruct("TransactionLine", _transaction_fields, kw_only=True)
_decode_update = msgspec.json.Decoder(Update).decode
_decode_quote = msgspec.json.Decoder(_QuoteLine).decode
_decode_figure = msgspec.json.Decoder(_FigureLine).decode
_decode_evidence = msgspec.json.Decoder(_EvidenceLine).decode
_decode_entry = msgspec.json.Decoder(_EntryLine).decode
_decode_quotes_only = _in_line(_QuotesOnly)
_decode_figures_only = _in_line(_FiguresOnly)
_decode_evidence_only = _in_line(_EvidenceOnly)
_decode_update_only = _in_line(_UpdateOnly)
_decode_entry_in_line = _in_line(_EntryLine)
_decode_state = msgspec.json.Decoder(SourceState).decode
_decode_change = msgspec.json.Decoder(Change).decode
_decode_transaction = msgspec.json.Decoder(_TransactionLine).decode


def read_transaction(raw: bytes) -> tuple[tuple[Entry, ...], tuple[Change, ...]]:
    """What `transaction` made. Raises msgspec.MsgspecError when it is nothing of the kind."""
    line = _decode_transaction(raw)
    return tuple(_unpack(e) for e in line.entries), line.changes


def read_entry(raw: bytes | msgspec.Raw) -> Entry:
    """What `entry_json` made. Raises msgspec.MsgspecError when it is nothing of the kind."""
    return _unpack(_decode_entry(raw))


def read_entry_in(line: bytes) -> Entry:
    """The entry in what a line says (`lines.payload`). Raises as `read_entry`."""
    return _unpack(_decode_entry_in_line(line))


def read_evidence_of(raw: bytes, places: Iterable[int]) -> list[EvidenceRecord]:
    """The evidence at those places of the entry in what a line says, and nothing else. Raises as `read_entry`."""
    line = _decode_evidence_only(raw)
    own = cite(line.update)
    return [_evidence(line.evidence[k], own) for k in places]


def read_figures_of(raw: bytes, places: Iterable[int]) -> list[FigureRecord]:
    """The figures at those places of the entry in what a line says, and nothing else. Raises as `read_entry`."""
    line = _decode_figures_only(raw)
    own = cite(line.update)
    return [_figure(line.figures[k], own) for k in places]


def read_quotes_of(raw: bytes, places: Iterable[int]) -> list[QuoteRecord]:
    """The quotes at those places of the entry in what a line says, and nothing else. Raises as `read_entry`."""
    line = _decode_quotes_only(raw)
    own = cite(line.update)
    return [_quote(line.quotes[k], own) for k in places]


def read_update_of(raw: bytes) -> Update:
    """The update of the entry in what a line says, without its records. Raises as `read_entry`."""
    update: Update = _decode_update_only(raw).update
    return update


def read_change(raw: bytes | msgspec.Raw) -> Change:
    """What `change_json` made. Raises msgspec.MsgspecError when it is nothing of the kind."""
    change: Change = _decode_change(raw)
    return change


def read_state(raw: bytes) -> SourceState:
    """What `state_json` made. Raises msgspec.MsgspecError when it is nothing of the kind."""
    state: SourceState = _decode_state(raw)
    return state


def read_update(raw: bytes) -> Update:
    """What `update_json` made. Raises msgspec.MsgspecError when it is nothing of the kind."""
    update: Update = _decode_update(raw)
    return update


def read_quote(raw: bytes, own: Cite) -> QuoteRecord:
    """What `record_json` made of a quote, with its citation. Raises msgspec.MsgspecError as above."""
    return _quote(_decode_quote(raw), own)


def read_figure(raw: bytes, own: Cite) -> FigureRecord:
    """What `record_json` made of a figure, with its citation. Raises msgspec.MsgspecError as above."""
    return _figure(_decode_figure(raw), own)


def read_evidence(raw: bytes, own: Cite) -> EvidenceRecord:
    """What `record_json` made of evidence, with its citation. Raises msgspec.MsgspecError as above."""
    return _evidence(_decode_evidence(raw), own)


def _unpack(line: Any) -> Entry:
    own: Cite = cite(line.update)
    return Entry(
        update=line.update,
        quotes=tuple(_quote(q, own) for q in line.quotes),
        figures=tuple(_figure(f, own) for f in line.figures),
        evidence=tuple(_evidence(e, own) for e in line.evidence),
    )
