"""The rules are for English: of a text in another script nothing is taken, least of all a wrong speaker."""

from __future__ import annotations

import pytest

from tui.extract import read

ARABIC = "قال متحدث باسم الحركة يوم الثلاثاء إن الحركة ملتزمة بوقف إطلاق النار في غزة. وأضاف: «سنفتح». وقتل 372 شخصا."
HEBREW = 'דובר הצבא אמר ביום שני כי השער נפתח. "אנחנו ערוכים לכל תרחיש", אמר הדובר בעזה, והוסיף כי 47 משאיות עברו.'


@pytest.mark.parametrize("text", [ARABIC, HEBREW, ARABIC * 200])
def test_nothing_is_taken_from_a_text_in_another_script(text: str) -> None:
    found = read(text, title="Gaza")
    assert (found.quotes, found.figures, found.evidence) == ((), (), ())


def test_english_that_quotes_another_script_is_read() -> None:
    text = (
        f"“The gate is open,” Karim Lotfy said in Gaza on Monday, and repeated it in his own language: “{ARABIC[:40]}”."
    )
    assert [q.speaker for q in read(text).quotes][:1] == ["Karim Lotfy"]
    accents = "“La porte est ouverte à Zürich,” Karim Łotfy said. “Naïveté, déjà vu, garçon, señor, Übermut.”"
    assert read(accents).quotes
