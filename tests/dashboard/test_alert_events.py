"""Events, rules, quiet hours and delivery of alerts, one by one; and the dashboard as their voice."""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest
from dashboard_day import NOW, agreement, at, figure, figures, phases, quote, quotes, sources
from dashboard_fake import FakeMonitor, FakeSnapshot
from dashboard_run import settle
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.agreement.ledger import ledger
from tui.alerts import Event, Herald, State
from tui.alerts.deliver import osc9, osc777, run_command, through
from tui.alerts.events import events, silences
from tui.alerts.gate import Alert, Gate, Telling
from tui.alerts.herald import summary
from tui.alerts.rules import Matcher, matches
from tui.config import Config
from tui.config.alerts import Alerting, AlertRule, Moved, Quiet
from tui.dashboard.app import DashboardApp

DAY = timedelta(days=1)
BASE = FakeSnapshot(now=NOW)


def seen(before: FakeSnapshot, *later: FakeSnapshot, newer_than: timedelta = DAY) -> list[Event]:
    state = State.of(before)
    return [e for look in later for e in events(state, look, newer_than)]


def rule(**fields: object) -> AlertRule:
    return AlertRule(**{"id": "r", "on": "quote", "deliver": ("bell",), **fields})  # type: ignore[arg-type]


def event(kind: str = "quote", **fields: object) -> Event:
    given = {"at": NOW, "text": "words", "agreement": "gaza-2025", "subject": "x", "key": "k", **fields}
    return Event(kind=kind, **given)  # type: ignore[arg-type]


# ------------------------------------------------------------------ events


def test_what_is_there_already_is_no_event() -> None:
    assert seen(BASE, BASE, replace(BASE, now=NOW + DAY)) == []


def test_a_word_that_changes_is_one_event_and_a_persons_own_word_none() -> None:
    first = phases()[0].commitments[0]
    changed = msgspec.structs.replace(first, word="SUSPENDED")
    by_hand = msgspec.structs.replace(first, word="DONE", grade="*", proposed=f"{first.word} {first.detail}".strip())

    def with_(status: object) -> FakeSnapshot:
        phase = msgspec.structs.replace(phases()[0], commitments=(status, *phases()[0].commitments[1:]))
        return replace(BASE, phases=(phase, *phases()[1:]))

    (found,) = seen(BASE, with_(changed), with_(changed))
    assert (found.kind, found.subject, found.was, found.now) == ("status", "p1.truce", first.word, "SUSPENDED")
    assert found.phase == "p1" and found.text.startswith(f"Military operations stop: {first.word} -> SUSPENDED, per")
    assert seen(BASE, with_(by_hand), with_(first)) == []
    back = seen(BASE, with_(changed), with_(first))
    assert [e.now for e in back] == ["SUSPENDED", first.word]


def test_a_side_that_disputes_for_the_first_time_is_an_event() -> None:
    calm = next(s for s in phases()[0].commitments if not s.disputed)
    index = phases()[0].commitments.index(calm)

    def with_(*disputed: tuple[str, int]) -> FakeSnapshot:
        statuses = list(phases()[0].commitments)
        statuses[index] = msgspec.structs.replace(calm, disputed=disputed)  # type: ignore[arg-type]
        return replace(BASE, phases=(msgspec.structs.replace(phases()[0], commitments=tuple(statuses)), *phases()[1:]))

    found = seen(with_(), with_(("israel", 1)), with_(("israel", 2)), with_(("israel", 2), ("palestinian", 1)), with_())
    assert [(e.kind, e.now) for e in found] == [("disputed", "israel 1"), ("disputed", "israel 2, palestinian 1")]


def test_a_figure_moves_and_the_first_of_a_series_is_told_too() -> None:
    more = figure("t0", "killed_since_truce", 410, "gaza-moh", date(2025, 12, 19), NOW, baseline="truce-oct11")
    later = replace(BASE, figures=ledger(agreement(), [more, *figures()]))
    found = [e for e in seen(BASE, later, later) if e.kind == "figure"]
    assert [(e.subject, e.was, e.now) for e in found] == [("killed_since_truce", 402, 410)]
    assert "was 402" in found[0].text and "gaza-moh" in found[0].claimants and "Sample Wire" in found[0].text
    new = figure("n0", "killed_since_truce", 9, "idf", date(2025, 12, 19), NOW, baseline="truce-oct10")
    (first,) = [
        e for e in seen(BASE, replace(BASE, figures=ledger(agreement(), [new, *figures()]))) if e.kind == "figure"
    ]
    assert first.was is None and "first reading" in first.text


def test_what_was_computed_from_a_claimants_values_is_another_series() -> None:
    # the claimant's own 402 and a dataset's sum of its daily values stand side by side, and neither has moved
    summed = figure("d0", "killed_since_truce", 394, "gaza-moh", date(2025, 12, 18), NOW, baseline="truce-oct11")
    summed = msgspec.structs.replace(summed, derived="sum of the daily values")
    both = replace(BASE, figures=ledger(agreement(), [summed, *figures()]))
    assert len({s.derived for row in both.figures for s in row.series if row.indicator.id == "killed_since_truce"}) == 2
    again = replace(both, figures=ledger(agreement(), [*figures(), summed]))
    assert [e.text for e in seen(both, again, both) if e.kind == "figure"] == []


def test_a_figure_that_was_published_long_ago_is_no_news() -> None:
    old = figure("o0", "killed_since_truce", 410, "gaza-moh", date(2025, 12, 19), NOW, baseline="truce-oct11")
    later = replace(BASE, figures=ledger(agreement(), [old, *figures()]), now=NOW + 7 * DAY)
    assert [e for e in seen(BASE, later) if e.kind == "figure"] == []
    assert [e.now for e in seen(BASE, later, newer_than=8 * DAY) if e.kind == "figure"] == [410]


def test_small_steps_add_up_to_the_way_that_is_told() -> None:
    matcher = Matcher([rule(on="figure", by=10)], "gaza-2025")
    told = []
    for was, now in ((100, 104), (104, 108), (108, 111), (111, 112), (112, 101)):
        found = event("figure", was=was, now=now, series="s")
        told += [e.now for e, _ in matcher.wanted([found], BASE)]
    assert told == [111, 101]
    percent = Matcher([rule(on="figure", by="50%")], "gaza-2025")
    assert [
        bool(percent.wanted([event("figure", was=w, now=n, series="s")], BASE)) for w, n in ((10, 14), (14, 15))
    ] == [
        False,
        True,
    ]


def test_the_same_words_cut_otherwise_are_the_same_event() -> None:
    said = quote("n1", "Basil Exampleson", "Nothing has been signed so far, and nobody should say otherwise", NOW)
    cut = quote("n2", "Basil Exampleson", "nothing has been signed so far", NOW, outlet="Daily Example")
    late = quote("n3", "Basil Exampleson", "This was said a week ago", NOW - 7 * DAY)
    two = quote("n1", "Basil Exampleson", "A second sentence of the same text", NOW)
    two = msgspec.structs.replace(two, id="q-n1b")
    found = seen(
        BASE,
        replace(BASE, quotes=(said, two, *quotes())),
        replace(BASE, quotes=(cut, late, said, two, *quotes())),
    )
    assert [e.kind for e in found] == ["quote"]
    assert "and 1 more in the same text (Sample Wire)" in found[0].text and found[0].records == ("q-n1b", "q-n1")


def test_a_source_is_silent_when_it_was_asked_in_vain() -> None:
    (first, state), *others = sources()
    on = msgspec.structs.replace(first, enabled=True)

    def look(**fields: object) -> FakeSnapshot:
        return replace(BASE, sources=((on, msgspec.structs.replace(state, **fields)), *others))  # type: ignore[arg-type]

    six = timedelta(hours=6)
    # asleep ourselves: not asked since
    asleep = look(last_ok=NOW - DAY, last_try=NOW - DAY, status="ok")
    assert on.id not in [e.subject for e in silences(asleep, six, "answers")]
    vain = look(last_ok=NOW - DAY, last_try=NOW, status="error", error="HTTP 500")
    (found,) = [e for e in silences(vain, six, "answers") if e.subject == on.id]
    assert "HTTP 500" in found.text
    old = look(last_ok=NOW, last_try=NOW, newest=NOW - DAY, status="ok")
    assert on.id in [e.subject for e in silences(old, six, "items")]
    assert on.id not in [e.subject for e in silences(old, six, "answers")]


# ------------------------------------------------------------------ rules


@pytest.mark.parametrize(
    ("wanted", "found", "yes"),
    [
        ({}, {}, True),
        ({"speaker": ("exampleson",)}, {"claimants": ("basil-exampleson", "Basil Exampleson")}, True),
        ({"speaker": ("minister",)}, {"claimants": ("A B",), "role": "foreign Minister"}, True),
        ({"speaker": ("exampleson",)}, {"claimants": ("Somebody",)}, False),
        ({"words": ("CROSSING",)}, {"words": "the crossing is open"}, True),
        ({"words": ("crossing",)}, {"words": "the road is open"}, False),
        ({"on": "status"}, {}, False),
        ({"on": "status", "word": ("done",)}, {"kind": "status", "now": "DONE"}, True),
        ({"on": "status", "word": ("done",)}, {"kind": "status", "now": "STALLED"}, False),
        ({"on": "status", "phase": ("p1",)}, {"kind": "status", "phase": "p2"}, False),
        ({"on": "disputed", "indicator": ("i",)}, {"kind": "disputed", "subject": "c", "phase": "p1"}, False),
        ({"on": "disputed", "indicator": ("i",)}, {"kind": "disputed", "subject": "i"}, True),
        ({"on": "disputed", "commitment": ("c",)}, {"kind": "disputed", "subject": "c", "phase": "p1"}, True),
        ({"on": "disputed", "commitment": ("c",)}, {"kind": "disputed", "subject": "i"}, False),
        ({"on": "figure", "claimant": ("moh",)}, {"kind": "figure", "claimants": ("gaza-moh",), "now": 1}, True),
    ],
)
def test_filters(wanted: dict[str, object], found: dict[str, object], yes: bool) -> None:
    kind = str(found.pop("kind", "quote"))
    assert matches(rule(**wanted), event(kind, **found)) is yes


def test_an_event_that_two_rules_want_is_one_alert() -> None:
    matcher = Matcher([rule(id="a"), rule(id="b"), rule(id="c", enabled=False)], "gaza-2025")
    ((_, rules),) = matcher.wanted([event()], BASE)
    assert [r.id for r in rules] == ["a", "b"]


# ------------------------------------------------------------------ when


def test_quiet_hours_may_go_over_midnight_and_over_a_change_of_the_clock() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    night = Quiet(time(22), time(7), berlin)
    assert night.holds(time(23)) and night.holds(time(0)) and night.holds(time(6, 59))
    assert not night.holds(time(7)) and not night.holds(time(21, 59))
    noon = Quiet(time(12), time(14), berlin)
    assert noon.holds(time(12)) and not noon.holds(time(14)) and not noon.holds(time(0))
    gate = Gate(Alerting(quiet="22:00-07:00", timezone="Europe/Berlin"), [])
    assert gate.is_quiet(datetime(2026, 7, 1, 4, 30, tzinfo=UTC))  # 06:30 in summer
    assert not gate.is_quiet(datetime(2026, 7, 1, 5, 30, tzinfo=UTC))
    assert gate.is_quiet(datetime(2026, 1, 1, 5, 30, tzinfo=UTC))  # 06:30 in winter


def test_what_is_beyond_the_rate_is_told_together() -> None:
    gate = Gate(Alerting(per_hour=2), [rule()])
    alerts = [Alert(event(key=str(n)), ("r",)) for n in range(5)]
    assert [len(t.alerts) for t in gate.admit(alerts, NOW)] == [1, 1]
    assert gate.admit([], NOW + timedelta(minutes=59)) == []
    (digest,) = gate.admit([], NOW + timedelta(minutes=60))
    assert digest.digest and [a.event.key for a in digest.alerts] == ["2", "3", "4"]


def test_a_loud_rule_is_told_in_quiet_hours_and_the_others_later() -> None:
    loud, calm = rule(id="loud", quiet=False), rule(id="calm")
    gate = Gate(Alerting(quiet="13:00-15:00"), [loud, calm])
    (now,) = gate.admit([Alert(event(), ("loud", "calm"))], NOW)
    assert now.alerts[0].rules == ("loud",) and not now.digest
    (later,) = gate.admit([], NOW + timedelta(hours=1))
    assert later.alerts[0].rules == ("calm",)


@settings(deadline=None, max_examples=100)
@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 5)), max_size=30), st.integers(1, 4), st.booleans())
def test_no_alert_is_lost_or_told_twice(steps: list[tuple[int, int]], per_hour: int, quiet: bool) -> None:
    gate = Gate(Alerting(per_hour=per_hour, quiet="20:00-04:00" if quiet else None), [rule()])
    now, made, told = NOW, 0, []
    for minutes, count in steps:
        now += timedelta(minutes=minutes)
        alerts = [Alert(event(key=str(made + n)), ("r",)) for n in range(count)]
        made += count
        tellings = gate.admit(alerts, now)
        assert not (tellings and gate.is_quiet(now))
        told += [a.event.key for t in tellings for a in t.alerts]
    told += [a.event.key for a in gate.held]
    assert sorted(told, key=int) == [str(n) for n in range(made)]


def test_how_far_is_far() -> None:
    assert Moved(5, True).reached(100, 105) and not Moved(5, True).reached(100, 104.9)
    assert Moved(5, True).reached(0, 1) and not Moved(5, True).reached(0, 0)
    assert Moved(10, False).reached(30, 20) and not Moved(10, False).reached(30, 21)


# ------------------------------------------------------------------ how


def test_notifications_are_plain_text_behind_the_programs_name() -> None:
    assert osc9("4;3;50") == "\x1b]9;ceasefire-tui: 4,3,50\a"
    assert osc777("a;b") == "\x1b]777;notify;ceasefire-tui;a,b\a"
    assert through("\x1b]9;x\a", {"TMUX": "/tmp/t,1,0"}) == "\x1bPtmux;\x1b\x1b]9;x\a\x1b\\"
    assert through("\x1b]9;x\a", {"STY": "1.pts"}) == "\x1bP\x1b]9;x\a\x1b\\"
    assert through("\x1b]9;x\a", {}) == "\x1b]9;x\a"


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=300))
def test_nothing_of_a_text_ends_or_leaves_the_notification(text: str) -> None:
    for made, lead in ((osc9(text), "\x1b]9;"), (osc777(text), "\x1b]777;notify;ceasefire-tui;")):
        inner = made.removeprefix(lead).removesuffix("\a")
        assert made == f"{lead}{inner}\a"
        assert not any(ord(c) < 0x20 or 0x7F <= ord(c) <= 0x9F for c in inner)
        assert ";" not in inner and len(inner) < 300


async def test_a_command_that_leaves_a_child_behind_does_not_hold_us(tmp_path: Path) -> None:
    assert await run_command(["sh", "-c", "sleep 30 & exit 0"], b"x" * 200_000, 20, tmp_path) is None


async def test_a_command_that_is_ended_takes_its_children_along(tmp_path: Path) -> None:
    said = await run_command(["sh", "-c", "sleep 30; touch survived"], b"", 0.2, tmp_path)
    assert said == "sh took longer than 0.2 seconds and was ended" and not (tmp_path / "survived").exists()


def test_a_digest_in_one_line() -> None:
    alerts = [Alert(event(text=f"event {n}"), ("r",)) for n in range(3)]
    assert summary(alerts, 2) == "3 alerts; 2 older ones let go: event 0 | event 1 | event 2"


async def test_what_is_held_and_from_where_figures_move_survives_a_restart(tmp_path: Path) -> None:
    kept: list[object] = []
    config = Config(
        file="t",
        base=tmp_path,
        alerts=(rule(id="q"), rule(id="f", on="figure", by=20)),
        alerting=Alerting(quiet="13:00-15:00"),
    )
    voice = Notebook()
    herald = Herald(config, "gaza-2025", voice, save=kept.append)
    herald.look(BASE)
    more = figure("t0", "killed_since_truce", 410, "gaza-moh", date(2025, 12, 19), NOW, baseline="truce-oct11")
    fresh = quote("n1", "Basil Exampleson", "Nothing has been signed so far", NOW)
    herald.look(replace(BASE, quotes=(fresh, *quotes()), figures=ledger(agreement(), [more, *figures()])))
    await herald.close()
    assert voice.told == []
    memory = json.loads(json.dumps(kept[-1]))
    again = Herald(config, "gaza-2025", voice, memory=memory)
    after = replace(BASE, now=NOW + timedelta(hours=2), figures=ledger(agreement(), [more, *figures()]))
    again.look(after)
    last = figure("t00", "killed_since_truce", 423, "gaza-moh", date(2025, 12, 20), NOW, baseline="truce-oct11")
    again.look(replace(after, figures=ledger(agreement(), [last, more, *figures()])))
    await again.close()
    assert voice.told == ["bell", "bell"]


class Notebook:
    """A voice that notes."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def bell(self) -> None:
        self.told.append("bell")

    def send(self, sequence: str) -> None:
        self.told.append(sequence)

    def toast(self, text: str) -> None:
        self.told.append(text)

    def trouble(self, text: str) -> None:
        self.told.append(text)


# ------------------------------------------------------------------ the dashboard as the voice


async def test_the_dashboard_tells_in_its_corner_and_runs_the_command(tmp_path: Path) -> None:
    note = f"import sys; open({str(tmp_path / 'noted')!r}, 'wb').write(sys.stdin.buffer.read())"
    config = Config(
        file="t",
        base=tmp_path,
        alerts=(rule(deliver=("toast", "bell"), speaker=("basil",), command=(sys.executable, "-c", note)),),
    )
    monitor = FakeMonitor()
    app = DashboardApp(monitor, alerts=config)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("p")  # a screen that is held still holds no alert
        monitor.announce(quotes=(quote("n1", "Basil Exampleson", "Nothing has been signed so far", NOW), *quotes()))
        ((herald, _),) = app.heralds
        await herald.drain()
        await settle(pilot)
        toasts = [n.message for n in app._notifications]
        assert any(t.startswith("ALERT Basil Exampleson: “Nothing has been signed so far”") for t in toasts), toasts
    assert json.loads((tmp_path / "noted").read_bytes())["rules"] == ["r"]


async def test_a_dashboard_that_only_reads_leaves_commands_to_the_one_that_writes(tmp_path: Path) -> None:
    config = Config(file="t", base=tmp_path, alerts=(rule(command=(sys.executable, "-c", "open('ran', 'w')")),))
    monitor = FakeMonitor(FakeSnapshot(viewing=True))
    app = DashboardApp(monitor, alerts=config)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        monitor.announce(quotes=(quote("n1", "Basil Exampleson", "Nothing has been signed", at(14, 0)), *quotes()))
        ((herald, _),) = app.heralds
        await herald.drain()
    assert not (tmp_path / "ran").exists()


async def test_an_alert_that_cannot_be_told_does_not_end_the_watch(tmp_path: Path) -> None:
    class Broken(Notebook):
        def bell(self) -> None:
            raise OSError("no bell")

    voice = Broken()
    herald = Herald(Config(file="t", base=tmp_path, alerts=(rule(),)), "gaza-2025", voice)
    herald.look(BASE)
    herald.look(replace(BASE, quotes=(quote("n1", "Basil Exampleson", "Nothing is signed", NOW), *quotes())))
    await asyncio.wait_for(herald.drain(), 10)
    await herald.close()
    assert voice.told == ["alert not told: no bell"]
    assert isinstance(Telling(()), Telling)
