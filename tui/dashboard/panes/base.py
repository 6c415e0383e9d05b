"""What all panes have in common: a numbered frame with a title, counts in the frame, a filter, and a card."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from tui.dashboard.footer import content
from tui.dashboard.lines import Line, Span, cut, line_width, paragraph
from tui.dashboard.pinned import Drawn, PinnedFirst
from tui.dashboard.rows import Lines, Model, Rows

if TYPE_CHECKING:
    from tui.dashboard.blocks import Block, Target
    from tui.dashboard.filter import Filter
    from tui.dashboard.view import View

VIEWING = "This is a view: it asks no source, and shows what another process stores."


def goes_on(view: View) -> str:
    """How a person who looks back at nothing comes on."""
    return (
        f"{view.keymap.shown('day.after')} in the time line goes a day on · {view.keymap.shown('back')} returns to now"
    )


LOADING = Lines([(), (Span("  Opening the store …"),)])


class Pane(Rows):
    """One pane of the board. Subclasses say which model they show and what stands in their frame."""

    NUMBER: ClassVar[int]
    LABEL: ClassVar[str]

    DEFAULT_CSS = """
    Pane { border: round $c-border; border-title-color: $c-dim; border-subtitle-color: $c-dim;
        border-subtitle-align: right; background: $background; color: $foreground; }
    Pane:focus { border: heavy $c-accent; border-title-color: $foreground; border-title-style: bold;
        border-subtitle-color: $foreground; }
    Pane.-asking { border: heavy $c-accent; border-title-color: $foreground; border-title-style: bold; }
    Pane.-ascii { border: ascii $c-border; scrollbar-size: 0 0; }
    Pane.-ascii:focus { border: ascii $c-accent; }
    """

    def __init__(self, *, ascii_only: bool = False) -> None:
        super().__init__(LOADING, ascii_only=ascii_only, id=self.LABEL_ID, classes="-ascii" if ascii_only else "")
        self.filter: Filter | None = None
        """What is let through, when not everything is."""
        self.view: View | None = None
        self.listed: Model = Lines()
        self.border_title = f"{self.NUMBER} {self.LABEL}"
        """The list as it is built, without what pins do to it."""
        self._drawn: tuple[object, ...] = ()
        self._state: tuple[object, ...] = ()
        self._framed: tuple[object, ...] = ()
        self._framed_above = 0

    LABEL_ID: ClassVar[str]

    # -------------------------------------------------------------- for subclasses

    def build(self, view: View) -> Model:
        """The rows, through the filter."""
        raise NotImplementedError

    def right(self, view: View) -> str:
        """What stands at the right of the top border."""
        return ""

    def heads(self, view: View, cells: int) -> Sequence[tuple[int, str]]:
        """Names of columns for the top border, each with the cell of a row at which it begins."""
        return ()

    def foot(self, view: View) -> str:
        """What stands at the right of the bottom border: counts and legend."""
        return ""

    def empty(self, view: View) -> list[str]:
        """What to read, and to do, when there is no row."""
        return ["Nothing yet."]

    def total(self, view: View) -> int:
        """How many rows there would be without a filter."""
        return 0

    def card(self, key: str) -> list[Block]:
        """Everything about the row with `key`."""
        return []

    def target(self, key: str) -> Target | None:
        return None

    def pins(self, view: View) -> tuple[str, ...]:
        """Keys that are pinned; those of other panes do no harm."""
        return view.snapshot.pins

    def pinned(self, view: View) -> list[Drawn]:
        """Pinned rows that the list itself does not hold any more."""
        return []

    def new_keys(self, view: View) -> set[str] | frozenset[str]:
        """Keys of rows that are new since the last look."""
        return set()

    # -------------------------------------------------------------- drawing

    def depends(self, view: View) -> tuple[object, ...]:
        """The parts of the snapshot that this pane draws."""
        return (view.snapshot,)

    def update_view(self, view: View, *, force: bool = False) -> None:
        """Draw `view` from now on; nothing is done when what this pane draws is what it was."""
        parts = self.depends(view)
        state = (
            view.layout,
            view.zoomed,
            view.roomy,
            view.folded,
            view.look,
            view.now.date(),
            view.snapshot.offline_since,
            view.snapshot.pins,
            # until then an empty pane says that the store is being opened
            view.opening,
            self.filter,
            self.size,
        )
        same = len(parts) == len(self._drawn) and all(a is b for a, b in zip(parts, self._drawn, strict=True))
        if same and state == self._state and not force:
            self.view = view
            return
        # the parts are held, so that no other object can take their identity
        self._drawn, self._state = parts, state
        self.view = view
        model = self.build(view)
        self.listed = model
        if view.snapshot.pins:
            model = PinnedFirst(model, self.pins(view), self.pinned(view))
        if not len(model):
            model = self._placeholder(view)
        self.show(model)
        self.frame()

    def set_filter(self, chosen: Filter | None) -> None:
        self.filter = chosen if chosen is not None and (chosen or chosen.problem) else None
        if self.view is not None:
            self.update_view(self.view)

    def _placeholder(self, view: View) -> Lines:
        width = max(20, self.scrollable_content_region.width or self.size.width or 40)
        if self.filter:
            hidden, back = self.total(view), view.keymap.shown("back")
            clears = f"{hidden:,} hidden by the filter · {back} clears it" if hidden else f"{back} clears the filter"
            text = [f"Nothing matches  {self.filter.text}", clears]
        else:
            text = ["Opening the store …"] if view.opening else self.empty(view)
        lines: list[Line] = [()] if self.size.height > len(text) + 2 else []
        for n, part in enumerate(text):
            step, dot, rest = part.partition(". ")
            if dot and step.isdigit():
                # a step of several: what wraps stands under its words
                lines += paragraph(rest, width - 2, indent=5, first=(Span(f"  {step}", "strong"),))
            else:
                lines += paragraph(part, width - 2, "text" if n == 0 else "dim", indent=2)
        return Lines(lines)

    def frame(self) -> None:
        """Write title and counts into the border."""
        if self.view is None:
            return
        view = self.view
        room = max(0, self.size.width - 2 if self.size.width else 76)
        title = f"{self.NUMBER} {self.LABEL}"
        if self._ascii and self.has_focus:
            title = f"> {title} <"
        left: list[Span] = [Span(title)]
        if self.filter:
            left.append(Span(f" / {self.filter.text}", "accent"))
        if self.filter is not None and self.filter.problem:
            left.append(Span(f"  {self.filter.problem}", "trouble"))
        if self.above:
            left.append(Span(f"  ▲ {self.above} new above, {view.keymap.shown('first')}", "accent"))
        heads = self.heads(view, self.scrollable_content_region.width) if not self.filter and not self.above else ()
        framed = (tuple(left), tuple(heads), self.right(view), self.foot(view), room, self.has_focus)
        if framed != self._framed:  # a title that is set is a pane that is painted
            self._framed = framed
            self.border_title = self._spread(tuple(left), heads, framed[2], room)
            self.border_subtitle = content(cut((Span(framed[3]),), room - 4), ascii_only=self._ascii)
        self._framed_above = self.above

    def frame_moved(self) -> None:
        """`frame`, when there is more or less above than stands in it."""
        if self.above != self._framed_above:
            self.frame()

    def _spread(self, left: Line, heads: Sequence[tuple[int, str]], right: str, room: int) -> Content:
        """Title, names of columns and right part as one label, with the border drawn on between them."""
        # the border itself takes a corner, a dash and a space at either end
        room -= 4
        left = cut(left, room)
        edge = "-" if self._ascii else "━" if self.has_focus else "─"
        colour = f"not bold {'$c-accent' if self.has_focus else '$c-border'}"
        parts: list[Content | str | tuple[str, str]] = [content(left, ascii_only=self._ascii)]
        used = line_width(left)
        last = room - (len(right) + 3 if right else 0)
        for at, name in heads:
            # a row begins two cells before the title
            gap = at - 2 - used - 2
            if gap < 1 or used + gap + 2 + len(name) > last:
                continue
            parts += [" ", (edge * gap, colour), " ", (name, "not bold $c-dim")]
            used += gap + 2 + len(name)
        gap = room - used - len(right) - 2
        if right and gap >= 2:
            parts += [" ", (edge * gap, colour), " ", content((Span(right),), ascii_only=self._ascii)]
        return Content.assemble(*parts)

    def watch_has_focus(self, has_focus: bool) -> None:
        super().watch_has_focus(has_focus)
        self.refresh()
        self.frame()

    def on_resize(self) -> None:
        super().on_resize()
        if self.view is not None and self.cursor is None:
            self.update_view(self.view, force=True)
        self.frame()
