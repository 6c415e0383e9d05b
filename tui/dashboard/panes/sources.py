"""Pane 5: the sources. Which one failed, since when, why, and when it is asked again."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tui.dashboard.blocks import Block, Target
from tui.dashboard.footer import Part, Spot
from tui.dashboard.keymap import Keymap
from tui.dashboard.lines import Line, Role, Span, cell, cut, fit, line_width, safe
from tui.dashboard.panes.base import Pane
from tui.dashboard.view import Health, View, health
from tui.dashboard.words import clock, stamp

if TYPE_CHECKING:
    from tui.config import Source
    from tui.dashboard.rows import Model
    from tui.records import SourceState

NOT_KEPT = "How sources did then is not kept."


def source_line(view: View, source: Source, state: SourceState, width: int) -> Line:
    """A source: state in a word, name, last good answer, kind, then what it gave or why it failed."""
    word, why = health(source, state, view.now)
    role: Role = "trouble" if word == "ERR" else "strong" if word == "STALE" else "dim" if word == "off" else "text"
    names = 18 if width < 70 else 26 if width < 110 else 34
    when = stamp(state.last_ok, view.now) if state.last_ok else "—"
    if word == "ERR":
        if state.failures > 1:
            why += f" ({state.failures}×)"
        if state.next_try is not None:
            why += f", next try {clock(state.next_try, view.now)}"
    return fit(
        (
            Span(" "),
            *cell("…" if word == "..." else word, 6, role),
            *cell(safe(source.name, 80), names - 1, "dim" if word == "off" else "text"),
            Span(" "),
            *cell(when, max(7, len(when) + 1), "dim"),
            *(cell(source.kind, 5, "dim") if width >= 110 else ()),
            Span(safe(why, 300), "dim" if word in ("off", "...") else "text"),
        ),
        width,
    )


def summary(view: View) -> dict[Health, list[Source]]:
    """Sources by state."""
    found: dict[Health, list[Source]] = {}
    for source, state in view.snapshot.sources:
        found.setdefault(health(source, state, view.now)[0], []).append(source)
    return found


def _behind(keymap: Keymap) -> tuple[Part, ...]:
    """The panes that a narrow screen does not show, for the end of the line of sources."""
    return (
        ((Span(f"{keymap.shown('pane.4')} changes", "dim"),), "pane('changes')"),
        ((Span("  "),), ""),
        ((Span(f"{keymap.shown('pane.5')} sources", "dim"),), "pane('sources')"),
        ((Span(" "),), ""),
    )


def sources_spots(columns: int, keymap: Keymap) -> list[Spot]:
    """What a click on the line of sources does."""
    found, at = [], columns
    for line, action in reversed(_behind(keymap)):
        at -= line_width(line)
        if action and at >= 0:
            found.append(Spot(at, at + line_width(line), action))
    return found


def sources_bar(view: View, columns: int) -> Line:
    """The one line that stands for the pane on a narrow screen."""
    end: Line = tuple(span for line, _ in _behind(view.keymap) for span in line)
    if view.back is not None:
        return (*fit((Span(" Sources  ", "dim"), Span(NOT_KEPT)), columns - line_width(end)), *end)
    found = summary(view)
    good = f"ok {len(found.get('ok', []))}" if found.keys() - {"off"} else "none is on"
    spans: list[Span] = [Span(" Sources  ", "dim"), Span(good)]
    names: dict[Health, str] = {"ERR": "ERR", "STALE": "STALE", "...": "waiting"}
    for word, name in names.items():
        if not (sources := found.get(word)):
            continue
        role: Role = "trouble" if word == "ERR" else "text"
        spans += [Span(" · ", "dim"), Span(f"{name} {len(sources)}", role)]
        if word != "...":
            spans.append(Span(" " + ", ".join(safe(s.name, 40) for s in sources[:2])))
    if off := found.get("off"):
        spans += [Span(" · ", "dim"), Span(f"off {len(off)}", "dim")]
    return (*fit(cut(spans, columns - line_width(end) - 2), columns - line_width(end)), *end)


class Sources:
    """Model of the pane: those in trouble first, then in file order, those that are off last."""

    def __init__(self, view: View, rows: list[tuple[Source, SourceState]]) -> None:
        self.view = view
        order = {"ERR": 0, "STALE": 1, "off": 3}
        self.rows = sorted(rows, key=lambda r: order.get(health(r[0], r[1], view.now)[0], 2))

    def __len__(self) -> int:
        return len(self.rows)

    def key(self, index: int) -> str | None:
        return f"source:{self.rows[index][0].id}"

    def line(self, index: int, width: int) -> Line:
        return source_line(self.view, *self.rows[index], width)


class SourcesPane(Pane):
    NUMBER = 5
    LABEL = "Sources"
    LABEL_ID: ClassVar[str] = "sources"

    def build(self, view: View) -> Model:
        # how sources did at an earlier moment is not kept, and how they do now would be no answer
        known = view.snapshot.sources if view.back is None else ()
        rows = [r for r in known if not self.filter or self.filter.source(view, *r)]
        return Sources(view, rows)

    def foot(self, view: View) -> str:
        if view.back is not None:
            return ""
        found = summary(view)
        names: tuple[Health, ...] = ("ok", "ERR", "STALE", "...", "off")
        told = ((word, "waiting" if word == "..." else word) for word in names if word in found)
        return " · ".join(f"{len(found[word])} {name}" for word, name in told)

    def empty(self, view: View) -> list[str]:
        if view.back is not None:
            return [NOT_KEPT]
        return ["No sources in sources.toml.", "ceasefire-tui init writes one with examples."]

    def total(self, view: View) -> int:
        return len(view.snapshot.sources) if view.back is None else 0

    def find(self, key: str) -> tuple[Source, SourceState] | None:
        """The source of a row, with its state."""
        wanted = key.partition(":")[2]
        if self.view is not None:
            for source, state in self.view.snapshot.sources:
                if source.id == wanted:
                    return source, state
        return None

    def card(self, key: str) -> list[Block]:
        found = self.find(key)
        from tui.dashboard.cards import source_card

        return source_card(self.view, *found) if found is not None and self.view is not None else []

    def target(self, key: str) -> Target | None:
        found = self.find(key)
        if found is None or self.view is None:
            return None
        source, state = found
        word, why = health(source, state, self.view.now)
        words = (
            f"{source.name}: {word}, {why}; last good answer {state.last_ok.isoformat() if state.last_ok else 'never'}"
        )
        return Target(url=source.url or "", citation=words, source=source.id)

    def new_keys(self, view: View) -> set[str]:
        return {f"source:{ref}" for ref in view.marks}
