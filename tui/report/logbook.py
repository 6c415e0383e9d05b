"""The log of a service: a line an event, in files that are rotated, without secrets."""

from __future__ import annotations

import contextlib
import logging
import os
import re
import sys
import time
from collections.abc import Mapping
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

import filelock

from tui.config import Config
from tui.output import OutputError
from tui.text import one_line

LINE = 2000
"""Characters of a line at most."""
_LEVELS = {"error": logging.ERROR}
_USERINFO = re.compile(r"(?<=://)[^/\s@]+(?=@)")
_SIZE = re.compile(r"(\d{1,6})\s*([kKmMgG]?)[bB]?\Z")
_UNIT = {"": 1, "k": 1 << 10, "m": 1 << 20, "g": 1 << 30}


def parse_size(text: str) -> int:
    """ "5M" -> 5242880. Raises ValueError."""
    found = _SIZE.fullmatch(text.strip())
    if not found or not int(found[1]):
        raise ValueError(f'found "{text}", expected a size such as 500k, 5M or 1G')
    return int(found[1]) * _UNIT[found[2].lower()]


class Redactor:
    """Takes secrets out of what is written: the values of the variables that the configuration names, as they are and
    as an address has them, the values of parameters of those names, and user names and passwords in addresses."""

    def __init__(self, config: Config, environ: Mapping[str, str] = os.environ) -> None:
        from urllib.parse import quote

        values: set[str] = set()
        names: set[str] = set()
        for source in config.sources:
            for secret in source.secret:
                names.add(re.escape(quote(secret.name)))
                value = environ.get(secret.env, "").strip()
                if value:
                    values |= {value, quote(value, safe="")}
        # the longest first, so that one which holds another goes as a whole
        found = "|".join(re.escape(v) for v in sorted(values, key=len, reverse=True))
        self._values = re.compile(found) if found else None
        self._named = re.compile(rf"(?<=[?&])({'|'.join(sorted(names))})=[^&\s#]*") if names else None

    def __call__(self, text: str) -> str:
        """The text without secrets."""
        if self._values is not None:
            text = self._values.sub("***", text)
        if self._named is not None:
            text = self._named.sub(r"\1=***", text)
        return _USERINFO.sub("***", text)


class Logbook:
    """Where a service writes what it does. Close it at the end.

    When a line cannot be written the service goes on, and standard error is told once until a line can be written
    again: nothing that is stored depends on it.
    """

    def __init__(self, path: Path, size: int, keep: int, redact: Redactor) -> None:
        """`size` bytes of a file at most, `keep` earlier files beside it. Raises `OutputError`."""
        self._redact = redact
        self._lock = filelock.FileLock(path.with_name(path.name + ".lock"), timeout=0, thread_local=False)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._take()
            self._handler = _Handler(path, maxBytes=size, backupCount=keep, encoding="utf-8", errors="replace")
        except OSError as error:
            self._give_back()
            raise OutputError(f"{path}: the log cannot be written: {error.strerror or error}") from error
        formatter = logging.Formatter("%(asctime)s %(levelname)-5s %(message)s", "%Y-%m-%dT%H:%M:%SZ")
        formatter.converter = time.gmtime
        self._handler.setFormatter(formatter)
        # what libraries warn of belongs there too; their chatter does not
        self._handler.addFilter(self._cleaned)
        self._logger = logging.getLogger("ceasefire-tui.service")
        self._logger.setLevel(logging.INFO)
        self._logger.propagate = False
        self._logger.addHandler(self._handler)
        logging.getLogger().addHandler(self._handler)

    def _cleaned(self, record: logging.LogRecord) -> bool:
        if record.levelno < logging.WARNING and record.name != self._logger.name:
            return False
        record.msg, record.args = self._redact(one_line(record.getMessage(), LINE)), ()
        record.exc_info = record.exc_text = record.stack_info = None
        return True

    def note(self, text: str, level: int = logging.INFO) -> None:
        """One line."""
        self._logger.log(level, "%s", text)

    def event(self, event: Mapping[str, Any]) -> None:
        """What the monitor told, as `key=value` behind the name of the event."""
        fields = " ".join(f"{k}={_shown(v)}" for k, v in event.items() if k not in ("event", "at") and v is not None)
        self.note(f"{event['event']} {fields}".strip(), _LEVELS.get(event["event"], logging.INFO))

    def close(self) -> None:
        """Give the file back."""
        self._logger.removeHandler(self._handler)
        logging.getLogger().removeHandler(self._handler)
        with contextlib.suppress(OSError):  # the disk is full; what was told of it was told
            self._handler.close()
        self._give_back()

    def _take(self) -> None:
        """Raise `OutputError` where another process writes the log: each would move the other's files away."""
        try:
            self._lock.acquire()
        except filelock.Timeout:
            path = self._lock.lock_file.removesuffix(".lock")
            raise OutputError(
                f"{path}: another process writes this log; give each a file of its own with --log"
            ) from None
        except OSError:
            return  # no room for a lock beside it; the log itself may be a device

    def _give_back(self) -> None:
        if self._lock.is_locked:
            with contextlib.suppress(OSError):
                Path(self._lock.lock_file).unlink()
            self._lock.release()


class _Handler(RotatingFileHandler):
    """Tells of a disk that takes no more once, not at every line."""

    _failing = False
    _failed = False

    def emit(self, record: logging.LogRecord) -> None:
        self._failed = False
        super().emit(record)
        self._failing = self._failed

    def handleError(self, record: logging.LogRecord) -> None:
        error = sys.exc_info()[1]
        if not self._failing:
            said = error.strerror if isinstance(error, OSError) and error.strerror else error
            sys.stderr.write(f"ceasefire-tui: {self.baseFilename}: the log cannot be written: {said}\n")
        self._failed = True


def _shown(value: Any) -> str:
    text = str(value)
    return f'"{text}"' if re.search(r"[\s\"=]", text) or not text else text
