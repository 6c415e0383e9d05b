"""A brief on paper: two pages hold what is made to fit two pages, on A4 and on Letter."""

from __future__ import annotations

import base64
import re
from datetime import timedelta
from pathlib import Path

import pytest

pytest.importorskip("aiohttp", reason="the extra serve is not installed")

import chromium
from accord_records import SINCE, UNTIL, Writer, accord, many, material

from tui.records import Entry
from tui.report.brief import PAGES, fit, make
from tui.report.brief.page import as_html

PAPERS = {"a4": (8.27, 11.69), "letter": (8.5, 11.0)}
_LOADED = "new Promise(done => document.readyState == 'complete' ? done() : addEventListener('load', done))"
_SHEET = re.compile(rb"/Type\s*/Page\b(?!s)")


def talkative() -> list[Entry]:
    """Long sentences by many, and days that were named and passed."""
    w = Writer()
    for n in range(60):
        at = SINCE + timedelta(hours=2 * n + 1)
        words = f"The convoy of day {n} waited at the gate and was turned back in the evening, " * 4
        w.quote(at, words, f"Envoy {n % 17}", None)
    return [*many(3), *w.entries]


@pytest.mark.skipif(chromium.PROGRAM is None, reason="no Chromium is installed here")
@pytest.mark.parametrize("paper", PAPERS)
async def test_two_pages_are_two_sheets(paper: str, tmp_path: Path) -> None:
    agreement = accord()
    width, height = PAPERS[paper]
    async with chromium.page(tmp_path / "profile") as page:
        for name, entries in (("week", None), ("many", many(12)), ("talkative", talkative()), ("empty", [])):
            brief = make(material(entries), agreement, SINCE, UNTIL, UNTIL)
            file = tmp_path / f"{name}.html"
            file.write_text(as_html(fit(brief)))
            await page.ask("Page.navigate", url=file.as_uri())
            await page.ask("Runtime.evaluate", expression=_LOADED, awaitPromise=True)
            printed = await page.ask("Page.printToPDF", paperWidth=width, paperHeight=height)
            sheets = len(_SHEET.findall(base64.b64decode(printed["data"])))
            assert 1 <= sheets <= PAGES, (name, sheets)
        assert {url.partition(":")[0] for url in page.requests} <= {"file", "about"}
