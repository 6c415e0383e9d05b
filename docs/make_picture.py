"""Take the picture of the README: the dashboard on its demonstration recording.

.venv/bin/python docs/make_picture.py docs/dashboard.svg [COLUMNS ROWS]
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from tui.dashboard.app import DashboardApp
from tui.demo import agreement, config, recording
from tui.demo.server import Server
from tui.monitor import Monitor


async def take(columns: int, rows: int) -> str:
    script, accord = recording(), agreement()
    ahead = [0.0]
    server = Server(script, lambda: ahead[0], datetime.now(UTC))
    base = await server.start()
    try:
        with tempfile.TemporaryDirectory() as folder:
            monitor = Monitor(config(base, script, Path(folder)), accord, Path(folder) / "demo.json", demo=True)
            app = DashboardApp(monitor)
            async with app.run_test(size=(columns, rows)) as pilot:
                for moment in sorted({d.at for d in script.dispatch}):
                    ahead[0] = moment
                    await asyncio.sleep(2.5)  # the outlets are asked every other second
                await pilot.press("2", "j")
                await pilot.pause()
                picture = app.export_screenshot(title="ceasefire-tui demo")
    finally:
        await server.stop()
    # the fonts that it names would be fetched from elsewhere by whoever opens the file
    picture = re.sub(r"@font-face\s*\{[^}]*\}", "", picture)
    return re.sub(r"[ \t]+\n", "\n", picture)


if __name__ == "__main__":
    size = [int(x) for x in sys.argv[2:4]] or [120, 40]
    Path(sys.argv[1]).write_text(asyncio.run(take(*size)))
