"""A citation in the form that the person wants, from the key to what is copied."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from dashboard_day import agreement, at, evidence, figure, phases, quote
from dashboard_fake import FakeMonitor
from dashboard_run import settle
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.agreement import overrides
from tui.config.citing import DATES, FIELDS, TemplateError, read_template
from tui.dashboard.app import DashboardApp
from tui.dashboard.citation import Cited, Parts, of_change, of_commitment, of_evidence, of_figure, of_quote
from tui.dashboard.styles import ap, ap_day, chicago, form_of, long_day, render
from tui.records import Change

SAID = quote("c", "Ada Example", "We will look at it", at(9), via="AFP", role="minister")


def test_ap_attributes_in_running_text() -> None:
    assert render(of_quote(SAID), "ap") == (
        "“We will look at it,” Ada Example, minister, said, AFP reported Dec. 19, 2025, in a text carried by Sample"
        " Wire. https://sample.example/c"
    )
    asked = quote("c", "Ada Example", "“Will it hold?”", at(9))
    assert render(of_quote(asked), "ap").startswith("“Will it hold?” Ada Example said, Sample Wire reported Dec. 19,")
    reported = quote("c", "Ada Example", "that it would be looked at", at(9), kind="indirect")
    assert render(of_quote(reported), "ap").startswith("It would be looked at, Ada Example said, Sample Wire reported")
    nobody = quote("c", None, "Words", at(9))
    assert "a speaker whom the text does not name said" in render(of_quote(nobody), "ap")


def test_ap_shortens_months_as_it_does() -> None:
    written = [ap_day(date(2026, month, 3)).split()[0] for month in range(1, 13)]
    assert written == ["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."]
    assert long_day(date(2026, 9, 3)) == "September 3, 2026"


def test_chicago_is_a_note_with_the_day_of_access_before_the_address() -> None:
    assert render(of_quote(SAID), "chicago") == (
        "“We will look at it” (Ada Example, minister), quoted in AFP, “A report,” Sample Wire, December 19, 2025,"
        " accessed December 19, 2025, https://sample.example/c."
    )
    titled = msgspec.structs.replace(SAID, cite=msgspec.structs.replace(SAID.cite, title="Is “soon” now?", via=None))
    assert "quoted in “Is ‘soon’ now?,” Sample Wire," in render(of_quote(titled), "chicago")
    undated = msgspec.structs.replace(SAID, cite=msgspec.structs.replace(SAID.cite, published=None))
    assert "Sample Wire, n.d., accessed December 19, 2025," in render(of_quote(undated), "chicago")


def test_a_figure_keeps_claimant_days_and_what_limits_it_in_every_form() -> None:
    value = figure(
        "c", "killed_since_truce", 395, "gaza-moh", date(2025, 12, 17), at(9), qualifier="at least",
        baseline="truce-oct11",
    )  # fmt: skip
    value = msgspec.structs.replace(value, derived="sum of daily rows")
    cited = of_figure(value, agreement())
    label = cited.parts[0].label
    running = render(cited, "ap")
    assert running.startswith(f"{label}: at least 395, counted since Oct. 11, 2025, as of Dec. 17, 2025, according to ")
    assert "[derived: sum of daily rows]" in running
    note = render(cited, "chicago")
    assert "counted since October 11, 2025, as of December 17, 2025)" in note and "derived: sum of daily rows" in note
    own = render(cited, form_of("{value} [({role}) ]{claimant} {as_of:%Y-%m-%d} {link}"))
    assert (
        own.startswith("at least 395 ")
        and "2025-12-17 https://" in own
        and own.endswith("[derived: sum of daily rows]")
    )
    assert "()" not in own


def test_evidence_status_and_change_have_their_forms() -> None:
    step = evidence("c", "p1.truce", "partial", "hamas", at(9), "“Soon” was said. One more convoy moved.")
    running = render(of_evidence(step, agreement()), "ap")
    assert running.startswith(
        "“‘Soon’ was said. One more convoy moved,” Sample Wire reported Dec. 19, 2025, attributing it to Hamas."
    )
    assert "cited in “A report,” Sample Wire" in render(of_evidence(step, agreement()), "chicago")
    status = phases()[0].commitments[0]
    for form in ("ap", "chicago"):
        words = render(of_commitment(status, agreement()), form)
        assert "IN FORCE" in words and "DISPUTED by claimants" in words and "Egypt, Qatar" in words
        assert "VIOLATED" not in words
    override = overrides.make(agreement(), "p1.truce", "DONE", "signed", "AB", at(10))
    by_hand = overrides.apply(phases(), [override])[0].commitments[0]
    words = render(of_commitment(by_hand, agreement()), form_of("{value}: {claimant} {outlet} {published}"))
    assert "set by hand: signed (AB, 19 Dec 2025)" in words and "by the rules: IN FORCE" in words
    change = Change(id="x", at=at(9), kind="quote", mark="revised", text="Ada Example, words changed", source="sample")
    for form in ("plain", "ap", "chicago"):
        assert "Ada Example, words changed" in render(of_change(change), form) and "09:00Z" in render(
            of_change(change), form
        )


def test_a_template_of_ones_own_leaves_out_what_is_empty() -> None:
    template = form_of("{claimant}[, {role}]: {words} ({outlet}[ via {via}], {published}, {link}) [[{{x}}]]")
    assert render(of_quote(SAID), template) == (
        "Ada Example, minister: “We will look at it” (Sample Wire via AFP, 19 Dec 2025, https://sample.example/c) [{x}]"
    )
    bare = quote("c", "Ada Example", "We will look at it", at(9))
    assert render(of_quote(bare), template).startswith("Ada Example: “We will look at it” (Sample Wire, 19 Dec 2025")


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("apa", "expected one of plain, ap, chicago, or a template"),
        ("{claimant} {word} {outlet} {published}", "unknown field {word}; did you mean {words}? known: kind, claimant"),
        ("{claimant} {words} {link}", "does not tell a date"),
        ("{words} {link} {published}", "does not tell who says so"),
        ("{claimant} {words} {published}", "does not tell where it stands"),
        ("{claimant} {words:%d} {link} {published}", "only dates say how they are written"),
        ("{claimant} {words} {link} {published:%Q}", "as strftime writes it"),
        ("{claimant} {words} {link} {published} {", "has a { without its pair"),
        ("{claimant} {words} {link} {published} [x", "has a [ without its ]"),
        ("{claimant} {words} {link} {published} x]", "has a ] without its ["),
        ("{claimant} {words} {link} {published} [a [b] c]", "has a [ inside [ ]"),
        ("{claimant} {words} {link} {published} \x1b[2J", "control characters"),
    ],
)
def test_a_template_that_cannot_be_used_says_why(template: str, words: str) -> None:
    with pytest.raises(TemplateError) as caught:
        form_of(template)
    assert words in str(caught.value) and "\n" not in str(caught.value)


_LITERAL = st.text(alphabet="abc “”éא%:.,[]{}", max_size=12)


@settings(deadline=None, max_examples=150)
@given(st.lists(_LITERAL, min_size=5, max_size=5), st.text(alphabet="xyz {}[]", max_size=20))
def test_literals_and_values_come_out_as_they_went_in(pieces: list[str], value: str) -> None:
    quoted = [p.replace("{", "{{").replace("}", "}}").replace("[", "[[").replace("]", "]]") for p in pieces]
    names = ["claimant", "words", "link", "published"]
    source = "".join(f"{piece}{{{name}}}" for piece, name in zip(quoted, names, strict=False)) + quoted[4]
    template = read_template(source)
    made = template.fill({"claimant": value, "words": "W", "link": "L", "published": date(2026, 1, 2)})
    assert (
        made
        == "".join(f"{piece}{filled}" for piece, filled in zip(pieces, [value, "W", "L", "2 Jan 2026"], strict=False))
        + pieces[4]
    )


@settings(deadline=None, max_examples=150)
@given(st.text(alphabet="{}[]: %dclaimantwordslinkpublished", max_size=60))
def test_any_text_is_a_template_or_a_plain_refusal(text: str) -> None:
    try:
        template = read_template(text)
    except TemplateError as error:
        assert str(error) and "\n" not in str(error)
        return
    assert template.fields <= set(FIELDS)
    template.fill({name: date(2026, 1, 2) if name in DATES else "x" for name in FIELDS})


@settings(deadline=None, max_examples=100)
@given(
    st.text(max_size=30),
    st.sampled_from(["", "direct", "mixed", "indirect"]),
    st.sampled_from(["quote", "figure", "evidence", "status", "change", "source", "text"]),
    st.booleans(),
)
def test_every_form_keeps_words_and_notes_of_anything(words: str, spoken: str, kind: str, dated: bool) -> None:
    when = date(2026, 1, 2) if dated else None
    parts = Parts(
        kind, "Somebody", words, label="L", value="V", spoken=spoken, outlet="O", published=when, notes=("derived: x",),  # type: ignore[arg-type]
    )  # fmt: skip
    for made in (ap(parts), chicago(parts)):
        assert "derived: x" in made


async def _copied(form: str, *keys: str) -> str:
    copied: list[str] = []

    def copier(text: str) -> str:
        copied.append(text)
        return "copied with a test"

    app = DashboardApp(FakeMonitor(), citation=form, copier=copier)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press(*keys)
        await settle(pilot)
    return copied[-1]


async def test_y_copies_in_the_form_of_the_configuration() -> None:
    assert (await _copied("plain", "2", "y")).startswith("“The list of names reached us this morning")
    assert "Basil Exampleson, spokesman for the relief committee, said, Sample" in await _copied("ap", "2", "y")
    assert ", quoted in “" in await _copied("chicago", "2", "y")
    own = await _copied("{claimant} | {words} | {outlet} | {published:%Y}", "2", "y")
    assert own.startswith("Basil Exampleson | “The list") and own.endswith("| Sample Wire | 2025")


async def test_y_in_the_comparison_copies_every_account_in_that_form() -> None:
    every = (await _copied("chicago", "3", "v", "y")).split("\n")
    assert len(every) >= 2 and all("cited in “" in line and "as of December" in line for line in every)


def test_a_cited_line_is_its_plain_form() -> None:
    line = Cited("plain words")
    assert line == "plain words" and line.parts == () and render(line, "ap") == "plain words"
    assert render("words of no record", "chicago") == "words of no record"
