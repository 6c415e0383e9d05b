"""The one table of keys: bindings, footer and help are made from it, so a key cannot be shown without being bound.

Each key has an id, so that a person can give it another key in the configuration: see `tui.dashboard.keymap`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from textual.binding import Binding

Place = Literal[
    "board",
    "reader",
    "drawer",
    "compare",
    "figure",
    "speaker",
    "history",
    "since",
    "wordings",
    "linkage",
    "breaches",
    "dates",
    "travel",
    "help",
    "everywhere",
]


class Key(NamedTuple):
    id: str
    keys: str
    """Comma-separated, in Textual's names."""
    action: str
    shown: str
    """How the key is written in footer and help."""
    short: str
    """For the footer; empty: never in the footer."""
    long: str
    """For the help."""
    group: str
    places: tuple[Place, ...]
    weight: int = 0
    """Footer: the lower, the longer it stays when room is short."""


_BOARD: tuple[Place, ...] = ("board",)
_READER: tuple[Place, ...] = ("reader",)
_CARDS: tuple[Place, ...] = (
    "board",
    "drawer",
    "compare",
    "figure",
    "speaker",
    "history",
    "since",
    "linkage",
    "breaches",
    "dates",
)
_TEXTS: tuple[Place, ...] = (*_CARDS, "reader", "wordings")
_ALL: tuple[Place, ...] = (*_TEXTS, "help")
_READINGS: tuple[Place, ...] = ("board", "drawer", "reader", "figure", "speaker", "breaches")
_ANY: tuple[Place, ...] = ("everywhere",)
_FILTER = "filter the pane: words, who: source: side: phase: is:new is:disputed before:14:00"
_OPEN = "open: the evidence, the series, or the text itself"

TABLE: tuple[Key, ...] = (
    Key("help", "question_mark", "help", "?", "help", "this help", "Program", (*_TEXTS, "travel"), 0),
    Key("help.close", "question_mark", "back", "?", "close", "close the help", "Program", ("help",), 0),
    # moving about
    Key("pane.1", "1", "pane('phases')", "1", "", "phases", "Panes", _BOARD),
    Key("pane.2", "2", "pane('quotes')", "2", "", "latest quotes", "Panes", _BOARD),
    Key("pane.3", "3", "pane('figures')", "3", "", "running figures", "Panes", _BOARD),
    Key("pane.4", "4", "pane('changes')", "4", "", "changes since your last look", "Panes", _BOARD),
    Key("pane.5", "5", "pane('sources')", "5", "", "sources", "Panes", _BOARD),
    Key("agreement", "w", "agreement", "w", "", "the next agreement, where several are watched", "Panes", _BOARD),
    Key("pane.next", "tab,l,right", "next_pane(1)", "Tab l →", "", "next pane", "Panes", _BOARD),
    Key("pane.previous", "shift+tab,h,left", "next_pane(-1)", "S-Tab h ←", "", "previous pane", "Panes", _BOARD),
    Key("zoom", "z", "zoom", "z", "zoom", "the pane alone on the screen, and back", "Panes", _BOARD, 6),
    Key("fold", "space", "fold", "Space", "", "fold or unfold a phase", "Panes", _BOARD, 9),
    Key("down", "j,down", "move(1)", "j ↓", "", "down", "Moving", _ALL),
    Key("up", "k,up", "move(-1)", "k ↑", "", "up", "Moving", _ALL),
    Key("page.down", "pagedown,ctrl+d", "page(1)", "PgDn", "", "a screenful down", "Moving", _ALL),
    Key("page.up", "pageup,ctrl+u", "page(-1)", "PgUp", "", "a screenful up", "Moving", _ALL),
    Key("first", "g,home", "end(False)", "g Home", "", "first", "Moving", _ALL),
    Key("last", "G,end", "end(True)", "G End", "", "last", "Moving", _ALL),
    Key("jump", "f", "jump", "f", "jump", "jump: letters at all rows; typing one goes there, a capital opens it",
        "Moving", _ALL, 7),
    Key("next", "n", "next(1)", "n", "next new", "next new row; with a filter, next row", "Moving", _BOARD, 5),
    Key("previous", "N", "next(-1)", "N", "", "previous new row; with a filter, previous row", "Moving", _BOARD),
    Key("reader.next", "n", "next(1)", "n", "next", "next record taken from the text", "Moving", _READER, 2),
    Key("reader.previous", "N", "next(-1)", "N", "previous", "previous record", "Moving", _READER, 3),
    Key("figure.next", "n", "next(1)", "n", "next claimant", "next claimant's series", "Moving", ("figure",), 5),
    Key("figure.previous", "N", "next(-1)", "N", "", "previous claimant's series", "Moving", ("figure",)),
    # the time line
    Key("travel", "t", "travel", "t", "time", "go back in time: the whole board as it would have been", "Going back",
        _BOARD, 12),
    Key("day.before", "h,left", "step(-1)", "h ←", "day before", "a day back", "Going back", ("travel",), 1),
    Key("day.after", "l,right", "step(1)", "l →", "day after", "a day on", "Going back", ("travel",), 2),
    Key("week.before", "H,pageup", "step(-7)", "H", "week before", "a week back", "Going back", ("travel",), 4),
    Key("week.after", "L,pagedown", "step(7)", "L", "week after", "a week on", "Going back", ("travel",), 5),
    Key("day.first", "g,home", "end(False)", "g Home", "", "the first day", "Going back", ("travel",)),
    Key("day.last", "G,end", "end(True)", "G End", "", "now", "Going back", ("travel",)),
    Key("day.keep", "enter", "keep", "⏎", "look around", "go to the date that was typed; look around on that day",
        "Going back", ("travel",), 3),
    Key("day.now", "escape", "leave", "Esc", "now", "back to now", "Going back", ("travel",), 1),
    # going deep
    Key("open", "enter", "open", "⏎", "open", _OPEN, "Looking closer", _CARDS, 2),
    Key("card", "i", "card", "i", "about", "all about this row, and what else its speaker said", "Looking closer",
        _BOARD, 8),
    Key("compare", "v", "compare", "v", "compare", "accounts of one figure side by side", "Looking closer",
        ("board", "drawer", "figure"), 7),
    Key("since", "c", "since", "c", "changes", "what changed since your last look, with the words that changed",
        "Looking closer", _BOARD, 11),
    Key("wordings", "c", "wordings", "c", "what changed", "how the text was changed since it was first fetched",
        "Looking closer", _READER, 4),
    Key("speaker", "a", "speaker", "a", "all said", "who said it: all that this speaker said, from the whole store",
        "Looking closer", ("board", "reader"), 9),
    Key("history", "S", "history", "S", "search", "search the texts of all months", "Looking closer", _BOARD, 12),
    Key("history.words", "slash", "filter", "/", "words", "change the words that are searched for", "Looking closer",
        ("history",), 4),
    Key("linkage", "L", "linkage", "L", "linkage", "who makes which commitment depend on what", "Looking closer",
        _BOARD, 14),
    Key("breaches", "B", "breaches", "B", "breaches", "alleged breaches, side by side", "Looking closer", _BOARD, 14),
    Key("breaches.next", "tab,l,right", "column(1)", "Tab l →", "column", "next column", "Panes", ("breaches",), 2),
    Key("breaches.previous", "shift+tab,h,left", "column(-1)", "S-Tab h ←", "", "previous column", "Panes",
        ("breaches",)),
    Key("dates", "D", "dates", "D", "dates", "what is expected by when, and what is overdue", "Looking closer",
        _BOARD, 14),
    Key("filter", "slash", "filter", "/", "filter", _FILTER, "Looking closer", _BOARD, 4),
    Key("help.find", "slash", "find", "/", "find", "find words in the help", "Looking closer", ("help",), 2),
    Key("back", "escape,backspace", "back", "Esc", "back", "back; leave zoom; clear the filter", "Looking closer",
        _ALL, 1),
    # taking away
    Key("cite", "y", "cite", "y", "cite", "copy a sourced line", "Taking away", _TEXTS, 3),
    Key("link", "Y", "link", "Y", "", "copy the link", "Taking away", _TEXTS),
    Key("browser", "o", "browser", "o", "browser", "open the link in the browser (http and https only)",
        "Taking away", _TEXTS, 8),
    Key("export", "e", "export", "e", "export", "write the rows, as they are filtered, to a file: CSV, JSON Lines, "
        "Markdown", "Taking away", ("board", "figure", "speaker"), 10),
    # a person's own hand
    Key("set", "s", "set_status", "s", "set", "set the status of a commitment by hand: word, note, initials",
        "Your hand", ("board", "drawer"), 13),
    Key("wrong", "x", "mark_wrong", "x", "wrong", "mark a reading as wrong (it stays, and counts for nothing), or take "
        "that back", "Your hand", _READINGS, 11),
    Key("pin", "m", "pin", "m", "pin", "pin the row to the top of its pane, or take the pin away", "Your hand",
        _BOARD, 14),
    Key("undo", "u", "undo", "u", "", "take back what was done by hand last: a status, a mark, a pin", "Your hand",
        _READINGS),
    # the program
    Key("refresh.one", "r", "refresh(False)", "r", "refresh", "ask the source of this row again", "Program",
        _BOARD, 10),
    Key("refresh.all", "R", "refresh(True)", "R", "", "ask all sources again", "Program", _BOARD),
    Key("seen", "A", "seen", "A", "all seen", "mark everything as seen", "Program", ("board", "since"), 9),
    Key("unseen", "U", "unseen", "U", "", "take that back", "Program", _BOARD),
    Key("pause", "p", "pause", "p", "pause", "hold the screen still (polling goes on), and go on", "Program",
        _BOARD, 11),
    Key("commands", "ctrl+p,colon", "app.command_palette", "^p", "commands", "all commands, and the themes",
        "Program", _ANY, 12),
    Key("suspend", "ctrl+z", "app.suspend_process", "^z", "",
        "set the program aside for the shell; fg takes it up again", "Program", _ANY),
    Key("quit", "q,ctrl+c", "app.quit", "q", "quit", "quit", "Program", _ANY, 0),
)  # fmt: skip


def bindings(place: Place) -> list[Binding]:
    """Bindings of one screen, or those of the app for "everywhere"."""
    # the table alone is read by commands that never open a screen
    from textual.binding import Binding

    return [
        Binding(k.keys, k.action, k.long, show=bool(k.short), key_display=k.shown, id=k.id)
        for k in TABLE
        if place in k.places
    ]


def of(place: Place, table: Iterable[Key] = TABLE) -> list[Key]:
    """Keys that work in a place, with those that work everywhere."""
    return [k for k in table if place in k.places or "everywhere" in k.places]


def groups(place: Place | None = None, table: Iterable[Key] = TABLE) -> dict[str, list[Key]]:
    """Keys by group, in the order of the table."""
    found: dict[str, list[Key]] = {}
    for key in table if place is None else of(place, table):
        found.setdefault(key.group, []).append(key)
    return found
