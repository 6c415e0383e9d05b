"""What a brief says of a week of the invented accord, and what it must never say."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

import desk_records
import msgspec
import pytest
from accord_records import SINCE, START, UNTIL, Writer, accord, config, many, material, seven_weeks, stored
from desk_records import DAY

from tui.agreement import Agreement
from tui.records import Entry
from tui.report.brief import FORMS, Brief, fit, gather, make, words
from tui.report.brief.fit import CLAIMS, EVIDENCE, LINES, PAGES
from tui.report.brief.model import Cited
from tui.report.brief.outline import compared
from tui.report.brief.plain import as_text
from tui.store.archive import open as open_archive


@pytest.fixture(scope="module")
def agreement() -> Agreement:
    return accord()


@pytest.fixture(scope="module")
def week(agreement: Agreement) -> Brief:
    return make(material(), agreement, SINCE, UNTIL, UNTIL)


def only(things: object, **wanted: object) -> object:
    (found,) = [t for t in things if all(getattr(t, k) == v for k, v in wanted.items())]  # type: ignore[attr-defined]
    return found


def cited_in(thing: object) -> list[Cited]:
    """Everything cited in a brief."""
    if isinstance(thing, Cited):
        return [thing]
    if isinstance(thing, msgspec.Struct):
        return [c for name in thing.__struct_fields__ for c in cited_in(getattr(thing, name))]
    if isinstance(thing, tuple):
        return [c for part in thing for c in cited_in(part)]
    return []


# ------------------------------------------------------------------ statuses


def test_a_status_that_moved_stands_with_its_words_and_those_of_the_other_side(week: Brief) -> None:
    moved = {m.commitment: m for p in week.phases for m in p.moved}
    prisoners = moved["one.prisoners"]
    assert (prisoners.before.word, prisoners.after.word, prisoners.after.detail) == (
        "NO MOVE", "IN PROGRESS", "210 of 300",
    )  # fmt: skip
    assert [c.words for c in prisoners.evidence] == ["Marenia said that it had now released 210 of 300 prisoners."]
    truce = moved["one.truce"]
    assert truce.what == ("disputed",) and truce.after.word == "IN FORCE"
    assert truce.after.disputed == ("tolvar 1",)
    assert [(c.side, c.label) for c in truce.evidence] == [("tolvar", "alleges a violation"), ("marenia", "denies")]
    aid = moved["one.aid"]
    assert aid.what == ("detail",) and {c.who for c in aid.evidence} == {
        "Marenian crossings authority", "Joint Relief Office",
    }  # fmt: skip


def test_what_stood_still_is_not_told_as_moved(agreement: Agreement) -> None:
    before = make(material(), agreement, UNTIL, UNTIL + timedelta(hours=3), UNTIL + timedelta(hours=3))
    assert not [m for p in before.phases for m in p.moved if m.what != ("detail",)]
    assert before.count.updates == 24, "counted by whoever gathered them"
    assert before.figures == () and before.speakers == () and before.disputes == ()


def test_the_words_of_one_side_never_fill_what_is_shown(agreement: Agreement) -> None:
    crowded = fit(make(material(many(12)), agreement, SINCE, UNTIL, UNTIL))
    truce = only([m for p in crowded.phases for m in p.moved], commitment="one.truce")
    assert isinstance(truce, msgspec.Struct)
    assert {c.side for c in truce.evidence} == {"marenia", "tolvar"}  # type: ignore[attr-defined]


# ------------------------------------------------------------------ figures


def test_differences_are_of_one_claimant_and_say_over_how_long(week: Brief) -> None:
    killed = only(week.figures, indicator="killed_since_truce")
    found = {s.claimant: s for s in killed.series}  # type: ignore[attr-defined]
    health = found["Tolvar health office"]
    assert (health.latest.day, health.earlier.day, health.days) == (date(2026, 11, 20), date(2026, 11, 14), 6)
    assert health.difference == health.latest.value - health.earlier.value > 0
    assert health.bound == "at least" and "(derived, of two “at least”)" in compared(health)
    relief = found["Joint Relief Office"]
    assert relief.bound == "" and relief.difference == relief.latest.value - relief.earlier.value
    assert health.since == relief.since == START
    assert not killed.differ  # type: ignore[attr-defined]  # they speak of different days


@pytest.mark.parametrize(
    ("before", "now", "why"),
    [
        ({"qualifier": "about"}, {"qualifier": "about"}, "about"),
        ({"qualifier": "at least"}, {}, "at least"),
        ({"value_max": 90.0}, {}, "range"),
        ({"rate": "week"}, {}, "per"),
    ],
)
def test_what_cannot_be_subtracted_is_not(agreement: Agreement, before: dict, now: dict, why: str) -> None:
    w = Writer()
    w.count(SINCE - timedelta(days=2), "killed_since_truce", 70, "tolvar-health", **before)
    w.count(SINCE + timedelta(days=2), "killed_since_truce", 80, "tolvar-health", **now)
    (part,) = make(material(w.entries), agreement, SINCE, UNTIL, UNTIL).figures
    (series,) = part.series
    assert series.difference is None and why in series.why_none
    assert series.earlier is not None, "the earlier value is shown all the same"


def test_nothing_is_computed_across_claimants_or_baselines(agreement: Agreement) -> None:
    w = Writer()
    w.count(SINCE - timedelta(days=2), "killed_since_truce", 70, "relief-office")
    w.count(SINCE - timedelta(days=2), "killed_since_truce", 60, "tolvar-health", since=date(2026, 10, 1))
    w.count(SINCE + timedelta(days=2), "killed_since_truce", 80, "tolvar-health")
    (part,) = make(material(w.entries), agreement, SINCE, UNTIL, UNTIL).figures
    (series,) = part.series
    assert series.earlier is None and series.difference is None
    assert {s.claimant for s in part.unchanged} == {"Joint Relief Office", "Tolvar health office"}


def test_a_count_that_falls_is_a_question(agreement: Agreement) -> None:
    w = Writer()
    w.count(SINCE - timedelta(days=2), "killed_since_truce", 70, "tolvar-health")
    w.count(SINCE + timedelta(days=2), "killed_since_truce", 61, "tolvar-health")
    (part,) = make(material(w.entries), agreement, SINCE, UNTIL, UNTIL).figures
    assert any("fell from 70" in note for note in part.series[0].notes)
    assert part.series[0].difference == -9


# ------------------------------------------------------------------ disputes, linkage, what was expected


def test_accounts_that_differ_stand_in_columns_of_the_parties_in_alphabetical_order(week: Brief) -> None:
    assert [d.commitment for d in week.disputes] == ["one.truce", "two.withdrawal"]
    for dispute in week.disputes:
        assert [c.title for c in dispute.columns] == ["Marenia", "Tolvar"]
        assert all(x.side == c.side for c in dispute.columns for x in c.claims)
    assert [c.who for c in week.disputes[1].others] == ["Ostrand"]


def test_each_column_has_the_same_room_in_a_brief_that_is_limited(agreement: Agreement) -> None:
    w = Writer()
    for n in range(6):
        at = SINCE + timedelta(hours=n + 1)
        w.proof(at, "truce", "one.truce", "alleged_violation", "tolvar-front", f"The Front said that shell {n} fell.")
        w.proof(at, "truce", "one.truce", "denied", f"marenian office {n}", f"Marenia denied shell {n}.")
    short = fit(make(material(w.entries), agreement, SINCE, UNTIL, UNTIL))
    assert all(len(c.claims) <= CLAIMS for d in short.disputes for c in d.columns)
    assert all(len(m.evidence) <= EVIDENCE for p in short.phases for m in p.moved)
    assert short.more["sentences"] > 0


def test_conditions_and_what_did_not_come_are_told_with_who_said_so(week: Brief) -> None:
    assert [(t.commitment, t.cited.who, t.on) for t in week.linkage] == [
        ("two.withdrawal", "Marenia", "Weapons laid down (“before heavy weapons are handed over”)"),
        ("two.weapons", "Tolvar Front",
         "Marenian troops leave Tolvar (“until the last Marenian soldier has left”)"),
    ]  # fmt: skip
    council, gate = week.expected
    assert (council.state, council.due, council.days, council.said) == (
        "overdue", date(2026, 11, 18), 4, "Lake States Council",
    )  # fmt: skip
    assert council.cited is not None and not council.cited.fresh
    assert (gate.state, gate.due) == ("ahead", date(2026, 11, 27))


def test_what_could_not_be_seen_is_told(week: Brief) -> None:
    found = [(u.kind, u.source, u.text) for u in week.unseen]
    assert ("down", "Lake Radio", "not answering since 20 Nov 2026 00:00Z: HTTP 503: try later") in found
    assert any(k == "down" and s == "Sample Post" and "answered again" in t for k, s, t in found)
    assert ("never", "", "Never Times") in found
    assert ("silent", "", "answer, and carried nothing: Quiet Herald") in found


def test_what_came_late_is_named_with_outlet_and_date(agreement: Agreement, tmp_path: Path) -> None:
    """Filed between two briefs, it would stand in neither."""
    deliveries = []
    for n in range(5):
        entry, _ = desk_records.a_day()[0]
        late = msgspec.structs.replace(
            entry.update, id=f"late{n}", origin=f"late{n}", title=f"Note {n}",
            published=DAY - timedelta(hours=3 + n), fetched=DAY + timedelta(hours=1),
        )  # fmt: skip
        deliveries.append((Entry(update=late), []))
    store = desk_records.stored(tmp_path / "s.json", deliveries)
    end = DAY + timedelta(hours=20)
    found = make(gather(config(tmp_path), agreement, store, DAY, end), agreement, DAY, end, end)
    (told,) = (u for u in found.unseen if u.kind == "late")
    assert told.text.startswith("5 updates dated before the period came during it") and told.text.endswith("and 2 more")
    assert f"“Note 0” (Sample Wire, {words.moment(DAY - timedelta(hours=3))})" in told.text
    (line,) = (g.text for g in found.glance if g.lead == "Not seen")
    assert line.endswith("5 updates of before the period came during it")


# ------------------------------------------------------------------ the whole


def test_everything_is_cited_and_no_link_leads_anywhere_but_the_web(week: Brief) -> None:
    found = cited_in(week)
    assert len(found) > 30
    assert all(c.who and c.outlet and c.at for c in found)
    assert all(c.url is None or c.url.startswith("https://") for c in found)
    assert any(c.url is None for c in found), "the script's address is no link"


def test_the_order_in_which_records_came_changes_nothing(agreement: Agreement, week: Brief) -> None:
    rng = random.Random(7)
    for _ in range(4):
        entries = seven_weeks()
        rng.shuffle(entries)
        again = make(material(entries), agreement, SINCE, UNTIL, UNTIL)
        assert msgspec.structs.replace(again, count=week.count) == week


def test_a_store_gives_the_brief_that_its_records_give(agreement: Agreement, week: Brief, tmp_path: Path) -> None:
    store = stored(tmp_path / "s.json")
    found = make(gather(config(tmp_path), agreement, store, SINCE, UNTIL), agreement, SINCE, UNTIL, UNTIL)
    assert msgspec.structs.replace(found, unseen=week.unseen) == week
    assert found.unseen == week.unseen


def test_a_period_that_is_past_is_told_in_the_words_that_stood_then(agreement: Agreement, tmp_path: Path) -> None:
    w = Writer()
    w.quote(SINCE + timedelta(days=1), "First the gate, then the road.", "Ilen Varro", "ilen-varro")
    w.quote(SINCE + timedelta(days=1), "First the road, then the gate.", "Ilen Varro", "ilen-varro")
    first, second = w.entries
    later = msgspec.structs.replace(second.update, id=first.update.id, revision=2, fetched=UNTIL + timedelta(days=1))
    with open_archive(tmp_path / "s.json") as archive:
        archive.put([first])
        archive.put([msgspec.structs.replace(second, update=later)])
    for now, said in ((UNTIL, "then the gate"), (UNTIL + timedelta(days=2), "then the road")):
        found = gather(config(tmp_path), agreement, tmp_path / "s.json", SINCE, UNTIL, now)
        (speaker,) = make(found, agreement, SINCE, UNTIL, now).speakers
        assert said in speaker.quotes[0].words


def test_two_pages_hold_what_matters_and_say_what_is_left_out(agreement: Agreement) -> None:
    whole = make(material(many(12)), agreement, SINCE, UNTIL, UNTIL)
    short = fit(whole)
    assert short.pages == PAGES and short.more["quotes"] > 20
    assert {m.commitment for p in short.phases for m in p.moved} == {
        m.commitment for p in whole.phases for m in p.moved
    }
    assert short.unseen == whole.unseen and short.expected == tuple(
        msgspec.structs.replace(d, cited=e.cited) for d, e in zip(whole.expected, short.expected, strict=True)
    )
    # one of each speaker before a second of anybody
    counts = [len(s.quotes) for s in short.speakers]
    assert max(counts) == 1 or len(short.speakers) == len(whole.speakers)
    lines = [x for x in as_text(short).splitlines() if x.strip() and "https://" not in x]
    assert len(lines) <= PAGES * LINES * 1.6
    assert fit(whole, None) is whole and whole.more == {}
    left = sum(len(s.quotes) for s in whole.speakers) - sum(len(s.quotes) for s in short.speakers)
    assert short.more["quotes"] == left


def test_the_first_lines_tell_what_stands_below(week: Brief, agreement: Agreement) -> None:
    found = {g.lead: g for g in week.glance}
    assert list(found) == ["Moved", "Newly disputed", "Did not come", "In the days ahead", "Not seen"]
    assert found["Moved"].count == 3 and "Prisoners released, NO MOVE → IN PROGRESS" in found["Moved"].text
    assert found["Moved"].text.endswith("2 in detail, dispute or grade only")
    assert found["Newly disputed"].text == "The guns fall silent"
    assert found["Did not come"].text == "Interim council governs, due 18 Nov 2026"
    assert found["In the days ahead"].text == "27 Nov 2026, Aid, 200 trucks a day"
    assert found["Not seen"].text == "2 sources down for some or all of it; 1 source silent; 1 source never heard"
    # what is left out below for want of room is counted here all the same
    crowded = make(material(many(12)), agreement, SINCE, UNTIL, UNTIL)
    assert fit(crowded, 1).glance == crowded.glance


def test_what_is_ahead_is_not_cut_away_for_what_did_not_come(agreement: Agreement) -> None:
    w = Writer()
    announced = [c for c in agreement.commitments if c.kind not in ("continuous", "quota")]
    for n, day in enumerate([*range(-6, 0), 2, 3]):
        c, due = announced[n % len(announced)], UNTIL + timedelta(days=day)
        name = ("ostrand", "marenia", "tolvar-front")[n // len(announced)]
        on = f"on {due:%d %B}"
        said = f"{name} said that it would come {on}. " + "The road there is long and the gate is narrow. " * 12
        w.proof(SINCE - timedelta(days=9), c.topic, c.id, "pledged", name, said, due=due.date(), due_text=on)
    brief = make(material(w.entries), agreement, SINCE, UNTIL, UNTIL)
    groups = [d.group for d in brief.expected]
    assert groups == sorted(groups, key=("missed", "ahead", "came", "overdue").index)
    assert groups.count("missed") >= 5 and groups.count("ahead") == 2
    short = fit(brief, 1)
    kept = [d.group for d in short.expected]
    assert "ahead" in kept and kept.count("missed") < groups.count("missed")
    text = as_text(short)
    assert text.index("Due in the period, and did not come") < text.index("In the days ahead\n---")


def test_a_day_that_was_named_long_before_much_else_was_announced_is_ahead_all_the_same(
    agreement: Agreement, tmp_path: Path
) -> None:
    w = Writer()
    c = next(c for c in agreement.commitments if c.kind == "process")
    due = UNTIL + timedelta(days=3)
    said = f"Ostrand said that it would come on {due:%d %B}."
    w.proof(SINCE - timedelta(days=40), c.topic, c.id, "pledged", "ostrand", said, due=due.date(), due_text="on a day")
    for n in range(60):
        at = SINCE - timedelta(days=30) + timedelta(hours=n)
        w.proof(at, c.topic, c.id, "pledged", "marenia", f"Marenia said for the {n}th time that it would come.")
    with open_archive(tmp_path / "s.json") as archive:
        archive.put(w.entries)
    brief = make(gather(config(tmp_path), agreement, tmp_path / "s.json", SINCE, UNTIL), agreement, SINCE, UNTIL, UNTIL)
    assert [(d.group, d.due) for d in brief.expected] == [("ahead", due.date())]


def test_the_days_ahead_are_told_also_when_nobody_named_one(agreement: Agreement) -> None:
    for form in FORMS.values():
        text = " ".join(form(fit(make(material([]), agreement, SINCE, UNTIL, UNTIL))).split())
        assert "Nobody has given a day in the coming week for anything." in text or form is FORMS["json"]


def test_the_first_brief_ever_says_that_nothing_was_collected(agreement: Agreement, tmp_path: Path) -> None:
    found = gather(config(tmp_path), agreement, tmp_path / "none.json", SINCE, UNTIL)
    brief = make(found, agreement, SINCE, UNTIL, UNTIL)
    assert brief.glance[0].text.startswith("nothing was collected yet")
    text = " ".join(as_text(fit(brief)).split())
    assert "Store: nothing was collected yet: `ceasefire-tui poll`, or the open dashboard, does that" in text
    assert "Where things stand: Phase one" in text
    with open_archive(tmp_path / "empty.json"):
        pass
    opened = gather(config(tmp_path), agreement, tmp_path / "empty.json", SINCE, UNTIL)
    empty = make(opened, agreement, SINCE, UNTIL, UNTIL)
    assert empty.glance == brief.glance


def test_days_are_told_by_whose_calendar_they_are(agreement: Agreement, week: Brief) -> None:
    far = msgspec.structs.replace(agreement, timezone="Pacific/Auckland")
    text = " ".join(as_text(make(material(), far, SINCE, UNTIL, UNTIL)).split())
    assert "Times and days of publication are UTC (Z); what is due is due by the calendar of Pacific/Auckland." in text
    assert "calendar of" not in as_text(week)


def test_a_week_without_anything_is_a_brief_too(agreement: Agreement) -> None:
    empty = make(material([]), agreement, SINCE, UNTIL, UNTIL)
    text = as_text(fit(empty))
    assert "Nothing found in the period." in text
    assert "Nothing was found in the period on any of the 8 commitments." in text
