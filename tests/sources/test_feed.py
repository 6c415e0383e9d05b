from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.sources import fast as ours
from tui.sources import feed
from tui.sources.draft import digest
from tui.sources.items import Feed, Item, SourceError

EIGHT = datetime(2025, 12, 19, 8, tzinfo=UTC)


def rss(items: str, *, top: str = "", spaces: str = "", head: str = '<?xml version="1.0" encoding="utf-8"?>') -> bytes:
    return (
        f'{head}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/" {spaces}><channel><title>Sample Wire</title>'
        f"<link>https://wire.example/</link>{top}{items}</channel></rss>"
    ).encode()


def one(data: bytes, **options: object) -> Item:
    items = feed.parse(data, **options).items  # type: ignore[arg-type]
    assert len(items) == 1
    return items[0]


# ------------------------------------------------------------------ the formats


def test_rss_2() -> None:
    data = rss(
        """<item><title>Crossing opens &amp; closes</title><link>https://wire.example/1</link>
        <guid isPermaLink="false">tag:1</guid><pubDate>Fri, 19 Dec 2025 10:00:00 +0200</pubDate>
        <author>desk@wire.example (Ann Sample)</author>
        <description><![CDATA[<p>First.</p><p>Second.</p>]]></description>
        <content:encoded><![CDATA[<p>First.</p><p>Second.</p><p>Third &amp; last.</p>]]></content:encoded></item>""",
        top="<ttl>30</ttl><language>en-gb</language>",
    )
    found = feed.parse(data)
    assert (found.title, found.link, found.format, found.ttl) == (
        "Sample Wire",
        "https://wire.example/",
        "RSS 2.0",
        1800,
    )
    (item,) = found.items
    assert item.id == "tag:1"
    assert item.title == "Crossing opens & closes"
    assert item.link == "https://wire.example/1"
    assert item.published == EIGHT
    assert item.summary == "First.\nSecond."
    assert item.text == "First.\nSecond.\nThird & last."
    assert "Ann Sample" in item.author
    assert item.lang == "en-gb"


def test_rss_1() -> None:
    data = b"""<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
      xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
      <channel rdf:about="https://wire.example/"><title>Sample Wire</title><link>https://wire.example/</link></channel>
      <item rdf:about="https://wire.example/1"><title>One</title><link>https://wire.example/1</link>
      <description>Words.</description><dc:date>2025-12-19T10:00:00+02:00</dc:date><dc:creator>Ann</dc:creator></item>
      </rdf:RDF>"""
    found = feed.parse(data)
    assert (found.format, found.title) == ("RSS 1.0", "Sample Wire")
    assert found.items[0].id == "https://wire.example/1"
    assert found.items[0].published == EIGHT
    assert found.items[0].author == "Ann"


@pytest.mark.parametrize("version", ["0.91", "0.92"])
def test_old_rss(version: str) -> None:
    data = f"""<rss version="{version}"><channel><title>Old</title><link>https://wire.example/</link>
      <item><title>One</title><link>https://wire.example/1</link><description>Words.</description></item>
      </channel></rss>""".encode()
    found = feed.parse(data)
    assert found.format == f"RSS {version}"
    assert [i.id for i in found.items] == ["https://wire.example/1"]


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" {more}><title>Sample Wire</title><id>urn:feed</id>
  <link rel="self" href="https://wire.example/feed"/><link href="https://wire.example/"/>{entries}</feed>"""


def test_atom() -> None:
    data = ATOM.format(
        more="",
        entries="""<entry><id>urn:1</id><title type="html">A &lt;em&gt;short&lt;/em&gt; title</title>
        <link rel="enclosure" href="https://wire.example/a.mp3"/><link rel="alternate" href="https://wire.example/1"/>
        <published>2025-12-19T08:00:00Z</published><updated>2025-12-19T09:00:00Z</updated>
        <author><name>Ann Sample</name></author><summary>Short.</summary>
        <content type="html">&lt;p&gt;Long.&lt;/p&gt;&lt;p&gt;Longer.&lt;/p&gt;</content></entry>""",
    ).encode()
    found = feed.parse(data)
    assert (found.format, found.link) == ("Atom 1.0", "https://wire.example/")
    (item,) = found.items
    assert (item.id, item.title, item.link) == ("urn:1", "A short title", "https://wire.example/1")
    assert item.published == EIGHT
    assert item.updated == datetime(2025, 12, 19, 9, tzinfo=UTC)
    assert (item.summary, item.text, item.author) == ("Short.", "Long.\nLonger.", "Ann Sample")


def test_atom_with_xhtml_and_xml_base() -> None:
    data = ATOM.format(
        more='xml:base="https://wire.example/news/"',
        entries="""<entry><id>urn:1</id><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">A
        <b>bold</b> title</div></title><link href="one.html"/><updated>2025-12-19T08:00:00Z</updated>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Long.</p><p>Longer.</p></div></content>
        </entry>""",
    ).encode()
    item = one(data)
    assert item.title == "A bold title"
    assert item.link == "https://wire.example/news/one.html"
    assert item.text == "Long.\nLonger."
    assert item.summary == ""
    assert item.published == item.updated == EIGHT


def test_json_feed() -> None:
    data = json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "Sample Wire",
            "home_page_url": "https://wire.example/",
            "language": "en",
            "items": [
                {
                    "id": 7,
                    "url": "/7",
                    "title": "A [b]title[/b]",
                    "content_html": "<p>One.</p><p>Two.</p>",
                    "summary": "Short.",
                    "date_published": "2025-12-19T08:00:00Z",
                    "authors": [{"name": "Ann"}, {"name": "Ben"}],
                },
                {"id": "8", "content_text": "First line.\nSecond line.", "external_url": "https://other.example/x"},
                "not an item",
            ],
        }
    ).encode()
    found = feed.parse(data, "application/feed+json", "https://wire.example/feed.json")
    assert found.format == "JSON Feed 1.1"
    seven, eight = found.items
    assert (seven.id, seven.link, seven.title) == ("7", "https://wire.example/7", "A [b]title[/b]")
    assert (seven.text, seven.summary, seven.author) == ("One.\nTwo.", "Short.", "Ann, Ben")
    assert seven.published == EIGHT
    assert (eight.text, eight.link) == ("First line.\nSecond line.", "https://other.example/x")


def test_a_feed_without_items_is_a_feed() -> None:
    found = feed.parse(rss(""))
    assert (found.format, found.items) == ("RSS 2.0", ())
    assert feed.parse(ATOM.format(more="", entries="").encode()).items == ()
    assert feed.parse(b'{"version": "https://jsonfeed.org/version/1", "items": []}').items == ()


# ------------------------------------------------------------------ what is no feed


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"  \n ", "empty"),
        (b"<!DOCTYPE html><html><head><title>Please sign in</title></head></html>", "web page.*Please sign in"),
        (
            b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body>Moved</body></html>',
            "web page.*Moved",
        ),
        (b"<div>Checking your browser</div>", "web page.*Checking your browser"),
        (b"Your limit of one query every five seconds is used up.", "plain text.*Your limit of one query"),
        (b'{"message": "no key"}', 'message.*"api"'),
        (b"[1, 2", "JSON"),
        (b"[" * 100_000, "nested too deeply"),
        (b"<opml version='2.0'><body/></opml>", "<opml>"),
        (b'<?xml version="1.0"?><catalog><book/></catalog>', "no feed"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "instead of a feed"),
    ],
)
def test_what_came_instead_is_named(data: bytes, words: str) -> None:
    with pytest.raises(SourceError, match=words):
        feed.parse(data)


# ------------------------------------------------------------------ ids


def test_ids_fall_back_from_guid_to_link_to_words() -> None:
    items = feed.parse(
        rss(
            "<item><title>a</title><guid>g</guid><link>https://wire.example/a</link></item>"
            "<item><title>b</title><link>/b</link></item>"
            "<item><title>c</title><description>words</description></item>"
        )
    ).items
    assert items[0].id == "g"
    assert items[1].id == "https://wire.example/b"
    assert len(items[2].id) == 24
    assert items[2].id == digest("c", "words", "")


def test_one_guid_on_several_items() -> None:
    data = rss(
        "<item><title>a</title><guid>g</guid><link>https://wire.example/a</link></item>"
        "<item><title>b</title><guid>g</guid><link>https://wire.example/b</link></item>"
        "<item><title>c</title><guid>g</guid></item><item><title>d</title><guid>g</guid></item>"
        "<item><title>a</title><guid>g</guid><link>https://wire.example/a</link></item>"
    )
    items = feed.parse(data).items
    assert [i.title for i in items] == ["a", "b", "c", "d"]
    assert len({i.id for i in items}) == 4
    assert items[0].id == "g|https://wire.example/a"


def test_ids_do_not_depend_on_the_order() -> None:
    a = "<item><title>a</title><guid>g</guid><link>https://wire.example/a</link></item>"
    b = "<item><title>b</title><guid>g</guid><link>https://wire.example/b</link></item>"
    assert {i.title: i.id for i in feed.parse(rss(a + b)).items} == {
        i.title: i.id for i in feed.parse(rss(b + a)).items
    }


# ------------------------------------------------------------------ dates


def test_a_date_that_stands_only_in_dc_date() -> None:
    item = one(rss("<item><title>x</title><dc:date>2025-12-19T10:00:00+02:00</dc:date></item>"))
    assert item.published == EIGHT


@pytest.mark.parametrize("guid", ["5", "20251219", "1766131200", "2025-12-19"])
def test_a_guid_is_no_date(guid: str) -> None:
    assert one(rss(f"<item><title>x</title><guid>{guid}</guid></item>")).published is None


def test_part_of_a_date_is_not_filled_from_today() -> None:
    assert one(rss("<item><title>x</title><pubDate>19 December</pubDate></item>")).published is None
    assert one(rss("<item><title>x</title><pubDate>10:30</pubDate></item>")).published is None


def test_day_and_month_stay_where_they_are() -> None:
    item = one(rss("<item><title>x</title><pubDate>2020/1/10</pubDate></item>"))
    assert item.published == datetime(2020, 1, 10, tzinfo=UTC)


def test_dates_without_zone_are_in_the_sources() -> None:
    data = rss("<item><title>x</title><pubDate>19 Dec 2025 10:00</pubDate></item>")
    assert one(data, zone="Asia/Jerusalem").published == EIGHT


def test_the_fast_parsers_private_names_are_still_there() -> None:
    import fastfeedparser.main as fast

    data = rss("<item><title>x</title><pubDate>31 Nonember 2025, teatime</pubDate></item>")
    feed.parse(data)
    assert fast._parse_date is ours.raw_date
    entry = fast.parse(data)["entries"][0]
    assert entry["published"] == "31 Nonember 2025, teatime"


# ------------------------------------------------------------------ as feeds are


def test_undeclared_entities_and_bare_ampersands() -> None:
    item = one(
        rss(
            "<item><title>Caf&eacute;&nbsp;R&D &hellip; A&B; &#8217;&#X41;</title><link>https://wire.example/?a=1&b=2</link></item>"
        )
    )
    assert item.title == "Café R&D … A&B; ’A"
    assert item.link == "https://wire.example/?a=1&b=2"


def test_what_the_fast_parser_passes_over() -> None:
    naked = one(rss("<item><title>Gate <b>shut</b> again</title><guid>g</guid></item>"))
    assert naked.title == "Gate shut again"
    media = 'xmlns:media="http://search.yahoo.com/mrss/"'
    caption = "<media:title>A photo of the gate</media:title>"
    both = one(rss(f"<item>{caption}<title>Gate shut</title><guid>g</guid></item>", spaces=media))
    assert both.title == "Gate shut"
    only = one(rss(f"<item>{caption}<guid>g</guid></item>", spaces=media))
    assert only.title == "A photo of the gate"
    loose = one(rss('<item><title>x</title><id>urn:1</id><link href="https://wire.example/1"/></item>'))
    assert (loose.id, loose.link) == ("urn:1", "https://wire.example/1")
    old = b"""<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Old</title><entry><id>urn:1</id>
      <title mode="base64" type="text/html">R2F0ZSA8Yj5zaHV0PC9iPg==</title><modified>2025-12-19T08:00:00Z</modified>
      </entry></feed>"""
    assert (one(old).title, one(old).published, feed.parse(old).format) == ("Gate shut", EIGHT, "Atom 0.3")


def test_broken_links_break_nothing() -> None:
    data = rss('<item xml:base="http://[oops"><title>x</title><guid isPermaLink="true">http://[oops/</guid></item>')
    assert one(data).link == ""


def test_titles_escaped_twice() -> None:
    assert (
        one(rss("<item><title>The week&amp;#8217;s talks &amp;amp; walks</title></item>")).title
        == "The week’s talks & walks"
    )


def test_cdata_is_left_alone() -> None:
    item = one(rss("<item><title><![CDATA[R&D & <b>more</b>]]></title></item>"))
    assert item.title == "R&D & more"


def test_characters_that_xml_forbids() -> None:
    item = one(rss("<item><title>a\x08b\x0cc</title></item><!-- \x01 -->"))
    assert item.title == "abc"


def test_encodings_that_lie() -> None:
    text = "<item><title>Überführung – “ja”</title></item>"
    utf8 = rss(text, head='<?xml version="1.0" encoding="iso-8859-1"?>')
    assert one(utf8).title == "Überführung – “ja”"
    western = rss(text).decode().encode("cp1252")
    assert one(western).title == "Überführung – “ja”"
    assert one(rss(text, head='<?xml version="1.0" encoding="UTF-16"?>')).title == "Überführung – “ja”"
    assert one(rss(text).decode().encode("utf-16")).title == "Überführung – “ja”"
    cyrillic = rss("<item><title>Перемирие</title></item>", head="<?xml version='1.0'?>").decode().encode("cp1251")
    assert one(cyrillic, content_type="text/xml; charset=windows-1251").title == "Перемирие"


def test_leading_junk_and_byte_order_marks() -> None:
    assert one(b"\xef\xbb\xbf\n\n" + rss("<item><title>x</title></item>")).title == "x"


def test_a_feed_that_breaks_off_keeps_what_came() -> None:
    data = rss("<item><title>one</title><link>https://wire.example/1</link></item><item><title>two and mo")
    cut = data[: data.index(b" and mo")]
    assert [i.title for i in feed.parse(cut).items] == ["one", "two"]


def test_links() -> None:
    items = feed.parse(
        rss(
            "<item><title>relative</title><link>../1</link></item>"
            "<item><title>script</title><link>javascript:alert(1)</link></item>"
            "<item><title>file</title><link>file:///etc/hosts</link></item>"
            "<item><title>broken</title><link>http://[oops</link></item>"
            "<item><title>permalink</title><guid>https://wire.example/guid</guid></item>"
            '<item><title>podcast</title><enclosure url="https://wire.example/a.mp3" type="audio/mpeg"/></item>'
        ),
        url="https://wire.example/feeds/all",
    ).items
    assert {i.title: i.link for i in items} == {
        "relative": "https://wire.example/1",
        "script": "",
        "file": "",
        "broken": "",
        "permalink": "https://wire.example/guid",
        "podcast": "https://wire.example/a.mp3",
    }


def test_a_path_is_never_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_bytes(rss("<item><title>secret</title></item>"))
    with pytest.raises(SourceError):
        feed.parse(str(secret).encode())


def test_feedparser_is_given_a_stream_only(monkeypatch: pytest.MonkeyPatch) -> None:
    import feedparser

    given: list[object] = []
    real = feedparser.parse
    monkeypatch.setattr(feedparser, "parse", lambda what, **kw: (given.append(what), real(what, **kw))[1])
    feed.parse(rss(""))
    assert given and all(isinstance(g, io.BytesIO) for g in given)


def test_complete_only_when_the_text_is_the_article() -> None:
    long = "<p>" + "Convoys moved along the coast road all morning. " * 20 + "</p>"
    full = one(
        rss(
            f"<item><title>x</title><description>Short.</description><content:encoded><![CDATA[{long}]]></content:encoded></item>"
        )
    )
    cut = one(
        rss(f"<item><title>x</title><content:encoded><![CDATA[{long}<p>Read more</p>]]></content:encoded></item>")
    )
    summary = one(rss(f"<item><title>x</title><description><![CDATA[{long}]]></description></item>"))
    assert full.complete
    assert not cut.complete
    assert not summary.complete
    assert summary.text == ""


# ------------------------------------------------------------------ hostile


HOSTILE = "\x1b]52;c;AAAA\x07 \x9b31m \u202e [b]x[/b] [@click=app.quit]y[/] &#27;[2J &#x9b;2J"


@pytest.mark.parametrize("field", ["title", "description", "author", "guid", "link", "content:encoded"])
def test_no_field_keeps_what_acts_on_a_terminal(field: str) -> None:
    item = f"<item><title>t</title><{field}>{HOSTILE}</{field}></item>"
    found = feed.parse(rss(item, top=f"<language>{HOSTILE}</language>"))
    assert found.items
    for item in found.items:
        for text in (item.id, item.title, item.link, item.summary, item.text, item.author, item.lang):
            assert not any(ord(c) < 32 and c != "\n" for c in text)
            assert not any("\x7f" <= c <= "\x9f" or c in "\u202a\u202b\u202c\u202d\u202e" for c in text)


def test_entity_bombs_and_external_entities(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret words")
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    bomb = (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}]>'
        + rss("<item><title>&l9;</title></item>", head="").decode()
    )
    outside = (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        + rss("<item><title>before &x; after</title></item>", head="").decode()
    )
    for data in (bomb, outside):
        try:
            found = feed.parse(data.encode())
        except SourceError:
            continue
        for item in found.items:
            assert len(item.title) <= 500
            assert "secret words" not in item.title


def test_many_items_and_long_titles_are_bounded() -> None:
    many = feed.parse(rss("".join(f"<item><title>t{i}</title></item>" for i in range(5000)))).items
    assert len(many) == feed.MAX_ITEMS
    assert len(one(rss(f"<item><title>{'x' * 1_000_000}</title></item>")).title) == 500


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=300))
def test_any_bytes_give_a_feed_or_a_source_error(data: bytes) -> None:
    for candidate in (data, b"<rss><channel>" + data, rss("<item><title>") + data):
        try:
            assert isinstance(feed.parse(candidate), Feed)
        except SourceError as error:
            assert str(error)
            assert "\n" not in str(error)


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=80), st.text(max_size=80))
def test_what_is_written_as_a_feed_is_read_back(title: str, body: str) -> None:
    from xml.sax.saxutils import escape

    from tui.text import clean, one_line

    entry = {"id": "1", "title": title, "content_text": body}
    data = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [entry]})
    items = feed.parse(data.encode("utf-8", "surrogatepass")).items if title or body else ()
    for item in items:
        assert item.title == one_line(title.strip(), 500)
        assert item.text == clean(body.strip())
    plain = "".join(c for c in title if c.isalnum() or c == " ")
    xml = f"<item><guid>g</guid><link>https://wire.example/</link><title>{escape(plain)}</title></item>"
    for item in feed.parse(rss(xml)).items:
        assert item.title == one_line(plain.strip(), 500)
