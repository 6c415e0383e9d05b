"""What a person takes away from the screen: a sourced line, a link, the page itself."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tui.dashboard.address import shown_address, web_address
from tui.dashboard.lines import safe
from tui.dashboard.stage import Stage

if TYPE_CHECKING:
    from tui.dashboard.blocks import Target

if TYPE_CHECKING:
    from tui.dashboard.exporting import Given


def open_in_browser(url: str) -> bool:
    """Hand `url` to the system's browser, as one argument and never through a shell."""
    import webbrowser

    return webbrowser.open(url)


class Taking(Stage):
    """Copies and opens links; says how, or why not."""

    citation: str
    """How `y` words a sourced line: a form with a name, or a template."""
    _opener: Callable[[str], bool]
    _copier: Callable[[str], str] | None
    _fallback: Path | None

    def browse(self, target: Target | None) -> None:
        """Open the link of a row in the browser; http and https only."""
        link = web_address(target.url) if target else None
        if link is None:
            shown = safe(target.url, 80) if target and target.url else "none"
            self.say(f"No http or https link here ({shown}).")
            return
        try:
            if self.is_web:
                # the browser that shows the dashboard, and not one on the server
                self.open_url(link)
                opened = True
            else:
                opened = self._opener(link)
        except Exception as error:  # a browser that cannot start must not end the watch
            self.say(f"The browser could not be started: {error}. {shown_address(link)}", trouble=True)
            return
        self.say(f"Opened {shown_address(link)}" if opened else f"No browser here. {shown_address(link)}")

    async def cite(self, target: Target | None) -> None:
        """Copy the sourced line of a row."""
        from tui.dashboard.styles import form_of, render

        cited = render(target.citation, form_of(self.citation)) if target else ""
        await self._copy(cited, "no citation for this row")

    async def copy_link(self, target: Target | None) -> None:
        """Copy the link of a row."""
        await self._copy((web_address(target.url) or "") if target else "", "no link for this row")

    export_form = "csv"
    """The format that was chosen last."""
    export_folder: Path | None = None
    """The folder that was written to last, if one was named."""

    async def export(self, given: Callable[[], Awaitable[Given]]) -> None:
        """Ask for format and file, and write there what is on the screen."""
        from tui.dashboard.screens.exporting import Exporting
        from tui.store.errors import StoreError

        if self.is_web:
            self.say("A browser writes no file here: `ceasefire-tui export` does, where the store is.")
            return
        try:
            found = await given()
        except StoreError as error:
            self.say(str(error), trouble=True)
            return
        if not found.things:
            self.say("There is no row to export here.")
            return
        self.push_screen(Exporting(found, self.export_form, self.export_folder))

    def exported(self, given: Given, form: str, path: Path, *, named: str) -> None:
        """Say where it is, and keep the choices for the next time."""
        self.export_form = form
        self.export_folder = path.parent if Path(named.strip()).name != named.strip() else None
        self.say(f"{given.counted} written to {path}")

    async def _copy(self, text: str, nothing: str) -> None:
        if not text:
            self.say(nothing.capitalize() + ".")
            return
        if self._copier is not None:
            how = self._copier(text)
        else:
            from tui.dashboard.clipboard import native, otherwise

            done = await asyncio.to_thread(native, text)
            how = done or otherwise(text, self.copy_to_clipboard, self._citation_file())
        self.say(f"{text[:160]}{'…' if len(text) > 160 else ''}  ({how})")

    def _citation_file(self) -> Path:
        if self._fallback is not None:
            return self._fallback
        from platformdirs import user_data_path

        return user_data_path("ceasefire-tui") / "citation.txt"
