"""What the screens behind the board share: a header line, a body of rows, the footer, and movement."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widget import Widget

from tui.dashboard.blocks import BlockModel
from tui.dashboard.footer import Bar, content, footer
from tui.dashboard.header import header_line
from tui.dashboard.lines import Span, cut
from tui.dashboard.rows import Rows
from tui.dashboard.screens.card import Card, idle_keys
from tui.dashboard.screens.handkeys import HandKeys
from tui.dashboard.screens.jump import Jumps

if TYPE_CHECKING:
    from tui.dashboard.app import DashboardApp
    from tui.dashboard.blocks import Target
    from tui.dashboard.keys import Place
    from tui.dashboard.view import View

T = TypeVar("T")


class Behind(HandKeys, Jumps, Screen[None]):
    """A screen behind the board. Esc goes back."""

    PLACE: ClassVar[Place] = "drawer"

    DEFAULT_CSS = """
    Behind { background: $background; color: $foreground; layout: vertical; }
    Behind > #body { height: 1fr; border: heavy $c-accent; border-title-color: $foreground;
        border-title-style: bold; border-subtitle-color: $foreground; border-subtitle-align: right; }
    Behind > #body.-ascii { border: ascii $c-accent; }
    """

    @property
    def dashboard(self) -> DashboardApp:
        return cast("DashboardApp", self.app)

    def compose(self) -> ComposeResult:
        ascii_only = self.dashboard.ascii_only
        yield Bar(ascii_only=ascii_only, id="top")
        yield Card(ascii_only=ascii_only, id="body", classes="-ascii" if ascii_only else "")
        yield Bar(ascii_only=ascii_only, id="bottom")

    @property
    def body(self) -> Card:
        return self.query_one("#body", Card)

    def on_mount(self) -> None:
        # Textual calls this after the `on_mount` of a subclass
        self.draw()
        self.first().focus()

    def first(self) -> Widget:
        """What has the focus when the screen opens."""
        return self.body

    def on_resize(self) -> None:
        self.draw_bars()

    def jump_lists(self) -> list[Rows]:
        return [self.body]

    def draw(self) -> None:
        """Fill the body; subclasses add theirs."""
        self.draw_bars()

    def renew(self, view: View) -> None:
        """New records came in; subclasses that show them draw them, with the cursor where it is."""

    async def ask(self, question: Awaitable[T]) -> T | None:
        """The answer to a question to the store; None when it cannot be read, and that is told."""
        from tui.store.errors import StoreError

        try:
            return await question
        except StoreError as error:
            self.dashboard.say(str(error), trouble=True)
            return None

    def heading(self) -> tuple[str, str]:
        """What stands in the top border of the body, left, and in the bottom border, right."""
        return "", ""

    def hidden(self) -> frozenset[str]:
        """Keys that have nothing to do here, and are not shown."""
        target = self.target()
        opens = frozenset() if target is not None and target.update is not None else frozenset({"open"})
        reads = frozenset() if target is not None and target.record is not None else frozenset({"wrong"})
        return idle_keys(target) | opens | reads

    @property
    def ready(self) -> bool:
        """Whether the parts of the screen stand: a tick or a resize may come before they do."""
        return self.is_mounted and bool(self.query("#bottom"))

    def draw_bars(self) -> None:
        if not self.ready:
            return
        self.draw_frame()
        self.draw_top()
        keymap = self.dashboard.keymap
        self.query_one("#bottom", Bar).show(*footer(self.PLACE, self.size.width, hide=self.hidden(), keymap=keymap))

    def draw_frame(self) -> None:
        """Write what stands in the borders of the body."""
        name, note = self.heading()
        width = self.size.width
        plain = self.dashboard.ascii_only
        self.body.border_title = content(cut((Span(name),), width - 6), ascii_only=plain)
        self.body.border_subtitle = content(cut((Span(note),), width - 6), ascii_only=plain)

    def draw_top(self) -> None:
        """The header: how old what is shown is."""
        if not self.ready:
            return
        self.query_one("#top", Bar).show(header_line(self.dashboard.view, self.size.width, home=False))

    def target(self) -> Target | None:
        """What the keys for links, citations and the reader act on."""
        model = self.body.model
        return model.target(self.body.cursor) if isinstance(model, BlockModel) else None

    # -------------------------------------------------------------- keys

    def action_move(self, by: int) -> None:
        self.body.step(by)

    def action_page(self, direction: int) -> None:
        self.body.page(direction)

    def action_end(self, last: bool) -> None:
        self.body.end(last=last)

    def action_back(self) -> None:
        self.dismiss()

    def action_help(self) -> None:
        self.dashboard.open_help(self.PLACE)

    async def action_cite(self) -> None:
        await self.dashboard.cite(self.target())

    async def action_link(self) -> None:
        await self.dashboard.copy_link(self.target())

    def action_browser(self) -> None:
        self.dashboard.browse(self.target())

    async def action_open(self) -> None:
        await self.dashboard.read(self.target())

    def on_rows_moved(self) -> None:
        self.draw_bars()

    async def on_rows_opened(self) -> None:
        await self.action_open()
