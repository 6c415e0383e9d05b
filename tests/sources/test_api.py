from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.config import ApiFigure, Source
from tui.sources import api
from tui.sources.items import Item, SourceError

NOW = datetime(2025, 12, 20, 6, tzinfo=UTC)


def source(**fields: Any) -> Source:
    return Source(id="api", name="Sample Counts", kind="api", url="https://api.example/v1/reports", **fields)


def parse(answer: Any, **fields: Any) -> list[Item]:
    data = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
    return api.parse(data, source(**fields), NOW)


# ------------------------------------------------------------------ items


REPORTS = {
    "count": 2,
    "data": [
        {
            "id": 17,
            "fields": {
                "title": "Weekly note",
                "url": "/reports/17",
                "date": {"original": "2025-12-19T10:00:00+02:00"},
                "body-html": "<p>First.</p><p>Second.</p>",
                "source": [{"shortname": "SWO"}, {"shortname": "SWF"}],
            },
        },
        {"id": "18", "fields": {"title": "Other note", "url": "https://api.example/18", "source": []}},
    ],
}
MAP = {
    "id": "id",
    "title": "fields.title",
    "link": "fields.url",
    "published": "fields.date.original",
    "text": "fields.body-html",
    "author": "fields.source.0.shortname",
}


def test_paths_lead_to_items() -> None:
    first, second = parse(REPORTS, items="data", map=MAP, lang="en")
    assert first == Item(
        id="17",
        title="Weekly note",
        link="https://api.example/reports/17",
        published=datetime(2025, 12, 19, 8, tzinfo=UTC),
        text="First.\nSecond.",
        author="SWO",
        lang="en",
        complete=True,
    )
    assert (second.id, second.author, second.published, second.complete) == ("18", "", None, False)


def test_all_members_of_a_list() -> None:
    first, _ = parse(REPORTS, items="data", map=MAP | {"author": "fields.source.*.shortname"})
    assert first.author == "SWO, SWF"


def test_the_answer_itself_is_the_list_or_the_item() -> None:
    assert [i.title for i in parse([{"t": "a"}, {"t": "b"}], items="", map={"title": "t"})] == ["a", "b"]
    assert [i.title for i in parse({"t": "a"}, map={"title": "t"})] == ["a"]
    assert [i.title for i in parse([{"t": "a"}, {"t": "b"}], items="", select="last", map={"title": "t"})] == ["b"]


def test_keys_with_points_and_places_from_the_end() -> None:
    (item,) = parse({"a.b": "x", "rows": [1, {"c": "last"}]}, map={"title": "a.b", "summary": "rows.-1.c"})
    assert (item.title, item.summary) == ("x", "last")


def test_rendered_markup_becomes_words() -> None:
    (item,) = parse([{"title": {"rendered": "Talks &#8217;n&#8217; <em>walks</em>"}}], map={"title": "title.rendered"})
    assert item.title == "Talks ’n’ walks"


def test_ids() -> None:
    no_id = parse([{"t": "a", "u": "https://api.example/a"}, {"t": "b"}], map={"title": "t", "link": "u"})
    assert no_id[0].id == "https://api.example/a"
    assert len(no_id[1].id) == 24
    same = parse([{"i": 1, "t": "a"}, {"i": 1, "t": "b"}, {"i": 1, "t": "a"}], map={"id": "i", "title": "t"})
    assert [i.title for i in same] == ["a", "b"]
    assert len({i.id for i in same}) == 2


def test_no_rows_is_an_empty_answer() -> None:
    assert parse({"data": []}, items="data", map=MAP) == []
    assert parse({"data": None}, items="data", map=MAP) == []


# ------------------------------------------------------------------ figures


DAYS = [
    {"day": "2025-10-09", "total": "66,990", "new": 5},
    {"day": "2025-10-10", "total": "67,010", "new": 20},
    {"day": "2025-10-11", "total": "67,025", "new": None},
    {"day": "2025-10-12", "total": "67,030", "new": "1,005"},
]
TOTAL = ApiFigure(indicator="sample_total", path="total", claimant="sample-office", note="all of the war")
NEW = ApiFigure(
    indicator="sample_new", path="new", claimant="sample-office", mode="sum", since="2025-10-10", baseline="truce"
)


def test_figures_of_the_last_row_and_sums_over_all() -> None:
    (item,) = parse(DAYS, select="last", map={"published": "day"}, figures=(TOTAL, NEW))
    total, new = item.figures
    assert (total.indicator, total.value, total.claimant, total.note) == (
        "sample_total",
        67030,
        "sample-office",
        "all of the war",
    )
    assert total.as_of == datetime(2025, 10, 12, tzinfo=UTC)
    assert total.derived is None
    assert (new.value, new.baseline) == (1025, "truce")
    assert new.derived == "sum of 2 values of new from 2025-10-10 to 2025-10-12; 1 rows without a value"
    assert new.as_of == datetime(2025, 10, 12, tzinfo=UTC)
    assert item.id == "2025-10-12"
    assert item.title == "Sample Counts, 12 October 2025"


def test_a_corrected_day_is_the_same_item() -> None:
    before = parse(DAYS, select="last", map={"published": "day"}, figures=(TOTAL,))[0]
    corrected = [*DAYS[:3], DAYS[3] | {"total": "67,029"}]
    after = parse(corrected, select="last", map={"published": "day"}, figures=(TOTAL,))[0]
    assert before.id == after.id
    assert [f.value for f in after.figures] == [67029]


def test_each_row_has_its_figures() -> None:
    items = parse(DAYS, map={"published": "day"}, figures=(TOTAL,))
    assert [(i.id, i.figures[0].value) for i in items] == [
        ("2025-10-09", 66990),
        ("2025-10-10", 67010),
        ("2025-10-11", 67025),
        ("2025-10-12", 67030),
    ]


def test_a_figure_with_a_date_of_its_own() -> None:
    answer = {"north": {"count": {"total": 12}, "last": "2025-12-19"}}
    figure = ApiFigure(indicator="x", path="north.count.total", date="north.last", claimant="office")
    (item,) = parse(answer, figures=(figure,))
    assert item.figures[0].as_of == item.published == datetime(2025, 12, 19, tzinfo=UTC)


def test_a_sum_knows_no_rows_before_its_start() -> None:
    late = ApiFigure(indicator="x", path="new", claimant="office", mode="sum", since="2026-01-01")
    with pytest.raises(SourceError, match="none of the mapped paths"):
        parse(DAYS, select="last", map={"published": "day"}, figures=(late,))


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (5, 5),
        (61.5, 61.5),
        ("1,965", 1965),
        ("10 000", 10000),
        ("10\u202f000", 10000),
        ("61.5%", 61.5),
        ("-3", -3),
        ("−3", -3),
        ("١٬٩٦٥", 1965),
        (True, None),
        (None, None),
        ("", None),
        ("n/a", None),
        ("about 5", None),
        ("5-6", None),
        (float("inf"), None),
        ([5], None),
        ("9" * 100, None),
    ],
)
def test_numbers(raw: Any, value: Any) -> None:
    found = api.number(raw)
    assert found == value
    assert type(found) is type(value)


# ------------------------------------------------------------------ what goes wrong


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (b"", "empty"),
        (b"Your limit of one query is used up.", 'text came instead of JSON: "Your limit'),
        (b"<html><title>Sign in</title></html>", "web page came instead of JSON.*Sign in"),
        (b'{"data": [1, 2', "not valid JSON"),
        (b'{"data": NaN}', "not valid JSON"),
        (b"[" * 200_000, "nested too deeply"),
        ({"message": "no key", "code": 3}, r'items = "data" leads nowhere \(keys there: message, code\)'),
        ([1, 2, 3], r'items = "data" leads nowhere \(a list of 3'),
        ({"data": [{"other": 1}]}, r"none of the mapped paths leads anywhere \(keys there: other\).*fields\.title"),
        ({"data": "words"}, "none of the mapped paths"),
    ],
)
def test_errors_name_what_came(answer: Any, words: str) -> None:
    with pytest.raises(SourceError, match=words):
        parse(answer, items="data", map=MAP)


def test_limits() -> None:
    many = json.dumps([{"t": f"t{n}"} for n in range(5000)]).encode()
    assert len(api.parse(many, source(map={"title": "t"}), NOW)) == api.MAX_ITEMS
    assert len(api.parse(many, source(map={"title": "t"}), NOW, limit=3)) == 3


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["t", "d", "n", "x.y"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(deadline=None, max_examples=200)
@given(JSON)
def test_any_json_gives_items_or_a_source_error(answer: Any) -> None:
    figure = ApiFigure(indicator="x", path="n", claimant="office", date="d", mode="sum", since="2025-01-01")
    try:
        items = parse(answer, items="", map={"title": "t", "published": "d", "text": "x.y"}, figures=(figure,))
    except SourceError as error:
        assert "\n" not in str(error)
    else:
        assert all(isinstance(i, Item) and i.id for i in items)
