"""Loading an agreement file that was checked before, without checking it again.

What was read and checked is kept in the user's cache folder under a digest of the files and of the program that checked
them. It may be thrown away at any time.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path

import msgspec

from tui import __version__
from tui.agreement import model
from tui.agreement.model import Agreement

__all__ = ["load"]


def load(which: str) -> Agreement:
    """As `tui.agreement.load`; raises the same."""
    before = _kept_as(which)
    if before is not None:
        with contextlib.suppress(OSError, msgspec.MsgspecError):
            return msgspec.json.decode(before.read_bytes(), type=Agreement)
    agreement = model.load(which)
    if before is not None and before == _kept_as(which):  # the file was not changed meanwhile
        _keep(before, agreement)
    return agreement


def _kept_as(which: str) -> Path | None:
    """Where it is kept; None when there is no such file, which `tui.agreement.load` tells."""
    here = Path(__file__).parent
    own = here / "data" / f"{which}.toml"
    digest = hashlib.blake2b(__version__.encode(), digest_size=12)
    try:
        for path in (own if own.is_file() else Path(which), here / "data" / "actors.toml"):
            data = path.read_bytes()
            digest.update(b"%d " % len(data) + data)
        for module in sorted(here.glob("*.py")):
            stat = module.stat()
            digest.update(b"%d %d " % (stat.st_size, stat.st_mtime_ns))
    except (OSError, ValueError):
        return None
    import platformdirs

    name = "".join(c if c.isalnum() or c in "-_" else "-" for c in Path(which).stem)[:60]
    return Path(platformdirs.user_cache_dir("ceasefire-tui")) / f"agreement-{name}-{digest.hexdigest()}.json"


def _keep(path: Path, agreement: Agreement) -> None:
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        for old in path.parent.glob(f"{path.name.rpartition('-')[0]}-*.*"):
            old.unlink(missing_ok=True)
        # whole or not there, also for another process that starts at the same time
        fd, name = tempfile.mkstemp(dir=path.parent, prefix=".agreement-")
        with os.fdopen(fd, "wb") as file:
            # not MessagePack, which gives every moment back in UTC: the day begins where the agreement is
            file.write(msgspec.json.encode(agreement))
        Path(name).replace(path)
