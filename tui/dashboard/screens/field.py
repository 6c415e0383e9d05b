"""A field to type into."""

from __future__ import annotations

from textual.reactive import reactive
from textual.widgets import Input


class Field(Input):
    """Its cursor does not blink: nothing on the screen moves by itself."""

    cursor_blink = reactive(False, init=False)
