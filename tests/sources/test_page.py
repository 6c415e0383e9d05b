from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.sources import page, plain
from tui.sources.items import Article, SourceError

STORY = [
    "The crossing at Sample Gate was open for six hours on Friday, the harbour office said in its evening note.",
    "“We counted forty lorries before noon,” Ann Sample, who runs the office, told Sample Wire by telephone.",
    "A second convoy of water tankers waited outside the fence until the afternoon, when it was waved through.",
    "Neither the town council nor the drivers' union had given a number of its own by the time of writing.",
]


def html(body: str, head: str = "") -> bytes:
    return (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>".encode()
    )


def story(head: str = "", more: str = "") -> bytes:
    paragraphs = "".join(f"<p>{p}</p>" for p in STORY)
    return html(
        "<nav><ul><li><a href='/'>Home</a></li><li><a href='/sport'>Sport</a></li></ul></nav>"
        f"<article><h1>Crossing opens for six hours</h1>{more}{paragraphs}</article>"
        "<aside><h2>Most read</h2><p>Ten things to do on a rainy Sunday</p></aside>"
        "<footer><p>All rights reserved. Cookies. Imprint.</p></footer>",
        head,
    )


def test_an_article() -> None:
    found = page.article(
        story(
            "<title>Crossing opens for six hours | Sample Wire</title>"
            "<meta name='author' content='Ann Sample'><link rel='canonical' href='/news/crossing'>"
            "<meta property='article:published_time' content='2025-12-19T10:30:00+02:00'>"
        ),
        "https://wire.example/news/crossing?from=feed",
    )
    assert found.title == "Crossing opens for six hours"
    assert found.text.split("\n") == STORY
    assert found.published == datetime(2025, 12, 19, 8, 30, tzinfo=UTC)
    assert found.authors == ("Ann Sample",)
    assert found.link == "https://wire.example/news/crossing"
    assert found.lang == "en"


@pytest.mark.parametrize(
    "head",
    [
        '<script type=\'application/ld+json\'>{"datePublished": "2025-12-19T08:30:00Z"}</script>',
        '<script type=\'application/ld+json\'>{"@graph": [{"@type": "X"}, '
        '{"datePublished": "2025-12-19T08:30:00Z"}]}</script>',
        "<meta itemprop='datePublished' content='2025-12-19T08:30:00Z'>",
        "<meta name=pubdate content='Fri, 19 Dec 2025 08:30:00 GMT'>",
        "<meta name='date' content='2025-12-19'><meta property='og:published_time' content='2025-12-19T08:30:00Z'>",
    ],
)
def test_where_dates_stand(head: str) -> None:
    assert page.article(story(head)).published == datetime(2025, 12, 19, 8, 30, tzinfo=UTC)


def test_a_date_in_the_text_element() -> None:
    found = page.article(story(more="<time datetime='2025-12-19T08:30:00Z'>this morning</time>"))
    assert found.published == datetime(2025, 12, 19, 8, 30, tzinfo=UTC)


def test_a_short_statement() -> None:
    found = page.article(html("<main><p>The gate is shut.</p><p>It stays shut.</p></main>", "<title>Notice</title>"))
    assert (found.title, found.text) == ("Notice", "The gate is shut.\nIt stays shut.")


def test_encodings() -> None:
    body = "<main><p>Überfahrt – “ja”</p></main>"
    western = html(body).replace(b"charset='utf-8'", b"charset='iso-8859-1'").decode().encode("cp1252")
    assert page.article(western).text == "Überfahrt – “ja”"
    assert page.article(html(body)).text == "Überfahrt – “ja”"


@pytest.mark.parametrize(
    "data",
    [
        html("<p>Checking your browser before you go on.</p>", "<title>Just a moment...</title>"),
        html("<h1>Access denied</h1><p>Reference 12.3</p>", "<title>Access Denied</title>"),
        html("<p>Please verify you are a human.</p>"),
    ],
)
def test_a_challenge_is_no_article(data: bytes) -> None:
    with pytest.raises(SourceError, match="challenge or a refusal"):
        page.article(data)


def test_a_story_about_a_denial_is_an_article() -> None:
    paragraphs = "".join(f"<p>{p}</p>" for p in STORY * 4)
    data = html(f"<article><h1>Access denied to inspectors</h1>{paragraphs}</article>")
    assert "forty lorries" in page.article(data).text


@pytest.mark.parametrize("data", [b"", b"  ", b"<html></html>", b"<html><body><script>x()</script></body></html>"])
def test_no_text(data: bytes) -> None:
    with pytest.raises(SourceError):
        page.article(data)


def test_links_of_an_index() -> None:
    data = html(
        """<a href="/">Home</a><a href="/news/1#top"><img></a><a href="/news/1">Crossing opens for six hours</a>
        <a href="news/2?x=1">Second <b>story</b></a><a href="javascript:x('/news/3')">no</a>
        <a href="https://other.example/news/4">Elsewhere</a><a>nothing</a><a href="http://[oops/news/">broken</a>"""
    )
    found = page.links(data, "https://wire.example/index.html", "/news/")
    assert [(x.url, x.text) for x in found] == [
        ("https://wire.example/news/1", "Crossing opens for six hours"),
        ("https://wire.example/news/2?x=1", "Second story"),
        ("https://other.example/news/4", "Elsewhere"),
    ]
    assert len(page.links(data, "https://wire.example/index.html")) == 4


def test_links_with_a_base() -> None:
    data = html("<a href='1'>One</a>", "<base href='/deep/news/'>")
    assert [x.url for x in page.links(data, "https://wire.example/")] == ["https://wire.example/deep/news/1"]


def test_a_challenge_is_no_index() -> None:
    with pytest.raises(SourceError, match="challenge"):
        page.links(html("<p>Wait.</p>", "<title>Attention Required!</title>"), "https://wire.example/", "/news/")


def test_nothing_acts_on_a_terminal() -> None:
    evil = "\x1b]0;x\x07\x9b2J\u202e&#27;[31m"
    found = page.article(story(f"<title>{evil}t</title><meta name='author' content='{evil}'>", more=f"<p>{evil}</p>"))
    for text in (found.title, found.text, found.link, *found.authors):
        assert not any((ord(c) < 32 and c != "\n") or "\x7f" <= c <= "\x9f" or c == "\u202e" for c in text)


# ------------------------------------------------------------------ fragments


@pytest.mark.parametrize(
    ("fragment", "words"),
    [
        ("plain", "plain"),
        ("One.\nTwo.", "One.\nTwo."),
        ("The gate\nwas shut.", "The gate was shut."),
        (
            "The gate\n      of Sample\n      Town was shut.\n\n      It rained.",
            "The gate of Sample Town was shut.\nIt rained.",
        ),
        ("A heading\nIts text.", "A heading\nIts text."),
        ("Points:\n  - one\n  - two", "Points:\n- one\n- two"),
        ("<p>a\nb</p><p>c</p>", "a b\nc"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<b>a</b>b", "ab"),
        ("<xhtml:p>a</xhtml:p><xhtml:p>b</xhtml:p>", "a\nb"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("a<script>b<p>c</script>d", "ad"),
        ("a<!-- b --><style>p > a {}</style>c", "ac"),
        ("<a href=\"x>y\" title='>'>z</a>", "z"),
        ("R&amp;D &mdash; &#8217; &amp;#8217; &amp;amp;", "R&D — ’ ’ &"),
        ("<li>one<li>two", "one\ntwo"),
        ("<![CDATA[a<br>b]]>", "a\nb"),
        ("a<svg><path d='M0 0'/><text>b</text></svg>c", "ac"),
    ],
)
def test_fragments(fragment: str, words: str) -> None:
    assert plain.from_html(fragment) == words


@pytest.mark.parametrize(
    "evil",
    [
        "x\n",
        "x \n \n",
        "x\t",
        "<a '",
        '<a "',
        "<!--",
        "<![CDATA[",
        "<script>",
        "<p ",
        "<",
        "&#",
        "<a b='\"",
        "<!",
        '<p x="y" ',
        "<p \"'",
        '<p " ',
        "<p x='",
        "<p \"><p '>",
    ],
)
def test_fragments_are_read_in_linear_steps(evil: str) -> None:
    # would take minutes if a tag's end were searched for to the end of the text each time
    text = plain.from_html(evil * 40_000)
    assert len(text) <= 200_000


@settings(deadline=None, max_examples=150)
@given(st.text(alphabet=st.sampled_from("<>/ab!-[]'\"=&;# \n"), max_size=200))
def test_fragments_never_raise(text: str) -> None:
    words = plain.from_html(text)
    assert words == words.strip()


@settings(deadline=None, max_examples=25)
@given(st.binary(max_size=200))
def test_any_bytes_give_an_article_or_a_source_error(data: bytes) -> None:
    for candidate in (data, html("<p>") + data):
        try:
            assert isinstance(page.article(candidate), Article)
        except SourceError as error:
            assert "\n" not in str(error)
