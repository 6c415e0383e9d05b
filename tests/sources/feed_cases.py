"""Feeds as the specifications allow them and as people write them: the cases of `test_feed_habits`.

Every case is built here from the published formats (RSS 0.90 to 2.0, RDF, CDF, Atom 0.3 and 1.0, and the modules
that they use), so that each can say what it tries. All words, names and addresses are invented.
"""

from __future__ import annotations

import base64
import codecs
from collections.abc import Iterator
from dataclasses import dataclass

BASE = "https://wire.example/feeds/main.xml"
"""Where every case was fetched from."""
XML = "application/xml; charset=utf-8"

DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
TERMS = 'xmlns:dcterms="http://purl.org/dc/terms/"'
CONTENT = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
MEDIA = 'xmlns:media="http://search.yahoo.com/mrss/"'
ITUNES = 'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
ATOM = 'xmlns:atom="http://www.w3.org/2005/Atom"'
XHTML = 'xmlns="http://www.w3.org/1999/xhtml"'
RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'


@dataclass(frozen=True)
class Case:
    """One document as it came over the wire."""

    name: str
    data: bytes
    content_type: str | None = XML


def rss(items: str, *, version: str = "2.0", spaces: str = "", top: str = "", head: str = "") -> str:
    return (
        f'{head}<rss version="{version}" {spaces}><channel><title>Sample Wire</title>'
        f"<link>https://wire.example/</link><description>News</description>{top}{items}</channel></rss>"
    )


def rdf(items: str, *, spaces: str = "", name: str = "http://purl.org/rss/1.0/") -> str:
    return (
        f'<?xml version="1.0"?><rdf:RDF {RDF} xmlns="{name}" {DC} {spaces}>'
        '<channel rdf:about="https://wire.example/"><title>Sample Wire</title><link>https://wire.example/</link>'
        f"<description>News</description></channel>{items}</rdf:RDF>"
    )


def atom(entries: str, *, more: str = "", top: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" {more}>'
        f'<title>Sample Wire</title><id>urn:feed</id><link href="https://wire.example/"/>'
        f"<updated>2025-12-19T09:00:00Z</updated>{top}{entries}</feed>"
    )


def atom03(entries: str, *, more: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="utf-8"?><feed version="0.3" xmlns="http://purl.org/atom/ns#" {more}>'
        f'<title>Sample Wire</title><link rel="alternate" type="text/html" href="https://wire.example/"/>'
        f"<modified>2025-12-19T09:00:00Z</modified>{entries}</feed>"
    )


ITEM = (
    "<item><title>{title}</title><link>https://wire.example/1</link>"
    '<guid isPermaLink="false">tag:1</guid><pubDate>Fri, 19 Dec 2025 08:00:00 GMT</pubDate>'
    "<description>The crossing opened.</description></item>"
)
ENTRY = (
    "<entry><id>urn:1</id>{title}<link href='https://wire.example/1'/>"
    "<published>2025-12-19T08:00:00Z</published><updated>2025-12-19T09:00:00Z</updated>"
    "<summary>The crossing opened.</summary></entry>"
)
ENTRY03 = (
    "<entry><id>urn:1</id>{title}<link rel='alternate' type='text/html' href='https://wire.example/1'/>"
    "<issued>2025-12-19T08:00:00Z</issued><modified>2025-12-19T09:00:00Z</modified></entry>"
)
RDF_ITEM = (
    '<item rdf:about="https://wire.example/1"><title>{title}</title><link>https://wire.example/1</link>'
    "<dc:date>2025-12-19T08:00:00Z</dc:date></item>"
)

# ------------------------------------------------------------------ titles

TITLES = {
    "plain": "Crossing opens",
    "amp": "Aid &amp; fuel arrive",
    "bare amp": "Aid & fuel arrive",
    "numeric": "Envoy&#8217;s visit &#x2014; day two",
    "html entity": "Envoy&rsquo;s visit &mdash; day two caf&eacute;",
    "escaped markup": "A &lt;b&gt;short&lt;/b&gt; visit",
    "escaped twice": "Envoy&amp;#8217;s visit",
    "escaped thrice": "Aid &amp;amp; fuel",
    "cdata": "<![CDATA[Aid & fuel arrive]]>",
    "cdata markup": "<![CDATA[A <b>short</b> visit]]>",
    "cdata entity": "<![CDATA[Envoy&#8217;s visit]]>",
    "cdata in pieces": "<![CDATA[Aid]]> and <![CDATA[fuel]]>",
    "two lines": "\n   Crossing\n   opens\n ",
    "less than": "Trucks &lt; 600",
    "less than in cdata": "<![CDATA[Trucks < 600]]>",
    "arabic": "المعبر يفتح",
    "hebrew": "המעבר נפתח",
    "astral": "Crossing opens 🙂",
    "astral reference": "Crossing opens &#128578;",
    "inner element": "A <b>short</b> visit",
    "comment inside": "Crossing <!-- no --> opens",
    "empty": "",
    "spaces": "   ",
    "quotes": "&quot;We stay&quot;, envoy says &apos;again&apos;",
    "non-breaking": "Aid&nbsp;arrives",
    "windows quotes": "Envoy&#146;s visit",
    "unknown entity": "Aid &foo; fuel",
    "long": "Crossing opens " * 20,
    "brackets": "[b]Crossing[/b] opens [@click=app.quit]now[/]",
}


def titles() -> Iterator[Case]:
    for name, title in TITLES.items():
        yield Case(f"rss title {name}", rss(ITEM.format(title=title)).encode())
        yield Case(f"rdf title {name}", rdf(RDF_ITEM.format(title=title)).encode())
        if name not in ("inner element",):
            yield Case(f"atom title {name}", atom(ENTRY.format(title=f"<title>{title}</title>")).encode())
        if name not in ("inner element", "bare amp", "unknown entity"):
            html = title.replace("&", "&amp;") if "CDATA" not in title else title
            yield Case(
                f"atom title html {name}", atom(ENTRY.format(title=f'<title type="html">{html}</title>')).encode()
            )
    marked = f'<title type="xhtml"><div {XHTML}>A <em>short</em> visit &amp; more</div></title>'
    yield Case("atom title xhtml", atom(ENTRY.format(title=marked)).encode())
    prefixed = (
        '<title type="xhtml"><x:div xmlns:x="http://www.w3.org/1999/xhtml">A <x:em>short</x:em> visit</x:div></title>'
    )
    yield Case("atom title xhtml prefixed", atom(ENTRY.format(title=prefixed)).encode())
    for mode, title in (
        ("escaped", '<title type="text/html" mode="escaped">A &lt;b&gt;short&lt;/b&gt; visit</title>'),
        ("xml", f'<title type="application/xhtml+xml" mode="xml"><div {XHTML}>A <b>short</b> visit</div></title>'),
        ("base64", f'<title mode="base64">{base64.b64encode(b"A short visit").decode()}</title>'),
        ("base64 html", f'<title type="text/html" mode="base64">{base64.b64encode(b"A <b>short</b> visit").decode()}'
                        "</title>"),
        ("plain", '<title type="text/plain">A short visit</title>'),
        ("none", "<title>A short visit</title>"),
    ):  # fmt: skip
        yield Case(f"atom 0.3 title {mode}", atom03(ENTRY03.format(title=title)).encode())
    for where in ("before", "after"):
        for other in (
            "<media:title>Photo of the gate</media:title>",
            "<itunes:title>Episode 1</itunes:title>",
            "<media:content url='https://wire.example/1.jpg'><media:title>Photo</media:title></media:content>",
            "<media:group><media:title>Photo</media:title></media:group>",
            "<image><url>https://wire.example/1.png</url><title>Logo</title><link>https://wire.example/logo</link>"
            "</image>",
            "<source url='https://other.example/feed'>Other Wire</source>",
            "<dc:title>Crossing opens again</dc:title>",
        ):
            title = "<title>Crossing opens</title>"
            pair = f"{other}{title}" if where == "before" else f"{title}{other}"
            item = f"<item>{pair}<link>https://wire.example/1</link></item>"
            name = other.split(">")[0].strip("<").split(" ")[0]
            yield Case(f"{name} {where} title", rss(item, spaces=f"{MEDIA} {ITUNES} {DC}").encode())
    for name, inner in (
        ("no title", "<description>The crossing opened on Friday.</description>"),
        ("title and nothing else", "<title>Crossing opens</title>"),
        ("two titles", "<title>Crossing opens</title><title>Crossing closes</title>"),
        ("dc:title only", "<dc:title>Crossing opens</dc:title>"),
        ("media:title only", "<media:title>Crossing opens</media:title>"),
        ("itunes:title only", "<itunes:title>Crossing opens</itunes:title><description>Words.</description>"),
    ):
        yield Case(name, rss(f"<item>{inner}</item>", spaces=f"{DC} {MEDIA} {ITUNES}").encode())
    source = (
        "<entry><id>urn:1</id><source><id>urn:other</id><title>Other Wire</title>"
        '<link href="https://other.example/"/><updated>2024-01-01T00:00:00Z</updated></source>'
        '<title>Crossing opens</title><link href="https://wire.example/1"/>'
        "<updated>2025-12-19T08:00:00Z</updated></entry>"
    )
    yield Case("atom source before the entry's own", atom(source).encode())
    svg = (
        f'<entry><id>urn:1</id><title>Crossing opens</title><content type="xhtml"><div {XHTML}><p>Map:</p>'
        '<svg xmlns="http://www.w3.org/2000/svg"><title>Inner</title></svg></div></content></entry>'
    )
    yield Case("atom svg with a title of its own", atom(svg).encode())


# ------------------------------------------------------------------ dates

DATES = (
    "Fri, 19 Dec 2025 08:00:00 GMT",
    "Fri, 19 Dec 2025 08:00:00 +0000",
    "Fri, 19 Dec 2025 10:00:00 +0200",
    "Fri, 19 Dec 2025 08:00:00 Z",
    "Fri, 19 Dec 2025 08:00:00 UT",
    "Fri, 19 Dec 2025 03:00:00 EST",
    "Fri, 18 Jul 2025 04:00:00 EDT",
    "Fri, 19 Dec 2025 02:00:00 CST",
    "Fri, 19 Dec 2025 01:00:00 MST",
    "Fri, 19 Dec 2025 00:00:00 PST",
    "Fri, 18 Jul 2025 00:00:00 PDT",
    "Fri, 19 Dec 2025 08:00:00 GMT+02:00",
    "Fri, 19 Dec 2025 08:00:00 Etc/GMT",
    "Fri, 19 Dec 2025 08:00:00 +02:00",
    "Fri, 19 Dec 2025 08:00:00 -0530",
    "19 Dec 2025 08:00:00 GMT",
    "19 Dec 25 08:00:00 GMT",
    "Fri, 19 Dec 95 08:00:00 GMT",
    "Fri, 19 Dec 2025 08:00 GMT",
    "Fri, 19 Dec 2025 08:00",
    "Fri, 19 Dec 2025",
    "19 Dec 2025",
    "Fri, 9 Dec 2025 8:00:00 GMT",
    "Friday, 19 December 2025 08:00:00 GMT",
    "Fri, Dec 19 2025 08:00:00 GMT",
    "Thu,  01 Jan 2004 19:48:21 GMT",
    "Fri, 31 Dec 1999 23:59:59 GMT",
    "Thu, 29 Feb 2024 08:00:00 GMT",
    "Sat, 30 Feb 2025 08:00:00 GMT",
    "Mon, 32 Jan 2025 08:00:00 GMT",
    "2025-12-19T08:00:00Z",
    "2025-12-19T08:00:00+00:00",
    "2025-12-19T10:00:00+02:00",
    "2025-12-19T02:30:00-05:30",
    "2025-12-19T08:00:00.123Z",
    "2025-12-19T08:00:00.123456+02:00",
    "2025-12-19T08:00Z",
    "2025-12-19T08:00+02:00",
    "2025-12-19T08Z",
    "2025-12-19T08:00:00",
    "2025-12-19",
    "2025-12",
    "2025",
    "20251219",
    "2025-353",
    "2025353",
    "20251219T08:00:00Z",
    "2025-12-19 08:00:00",
    "2025-12-19 08:00:00.0",
    "2025-12-19 08:00:00 +02:00",
    "2025-12-19t08:00:00z",
    "2025-12-19T08:00:00EST",
    "2025-12-19T08:00:00 GMT",
    "2025-12-31T24:00:00Z",
    "2016-12-31T23:59:60Z",
    "Fri Dec 19 08:00:00 2025",
    "Fri Dec 19 08:00:00 GMT 2025",
    "Fri Dec 19 08:00:00 +0200 2025",
    "Fri, 2025/12/19 08:00:00 GMT",
    "2025년 12월 19일  08:00:00",
    "2025-12-19 오후 10:08:00",
    "2025-12-19 오전 08:30:15",
    "Παρ, 19 Δεκ 2025 08:00:00 EST",
    "Κυρ, 11 Ιούλ 2004 12:00:00 EST",
    "2004-július-13T9:15-05:00",
    "2025-december-19T08:00+01:00",
    "yesterday",
    "5",
    "19/12/2025",
    "",
    "0000-00-00T00:00:00Z",
    "not a date at all 2025",
    "Fri, 19 Dec 2025 25:00:00 GMT",
    "2025-13-19T08:00:00Z",
    "1766131200",
    "\n  Fri, 19 Dec 2025 08:00:00 GMT\n  ",
    "Fri,19 Dec 2025 08:00:00 GMT",
    "Fri, 19 Dec 2025 08:00:00 +0000 (UTC)",
    "Fri, 19-Dec-2025 08:00:00 GMT",
    "Fri, 19 Dec 2025 08:00:00 Europe/London",
    "Fri, 19 Dec 2025 08:00:00 A",
    "Fri, 19 Dec 2025 08:00:00 MET",
)
DATED = {
    "pubDate": rss("<item><title>One</title><guid>https://wire.example/1</guid><pubDate>{date}</pubDate></item>"),
    "dc:date": rss("<item><title>One</title><link>https://wire.example/1</link><dc:date>{date}</dc:date></item>",
                   spaces=DC),
    "published": atom("<entry><id>urn:1</id><title>One</title><published>{date}</published></entry>"),
    "updated": atom("<entry><id>urn:1</id><title>One</title><updated>{date}</updated></entry>"),
}  # fmt: skip


def dates() -> Iterator[Case]:
    for date in DATES:
        for element, document in DATED.items():
            yield Case(f"{element} {date!r}", document.format(date=date).encode())
    for element in (
        "pubDate", "pubdate", "published", "issued", "dc:date", "dcterms:issued", "dcterms:created",
        "dcterms:modified", "updated", "modified", "created", "atom:updated", "atom:published", "lastBuildDate",
        "PubDate", "date", "dcterms:date",
    ):  # fmt: skip
        item = f"<item><title>One</title><{element}>2025-12-19T08:00:00Z</{element}></item>"
        yield Case(f"rss with {element} alone", rss(item, spaces=f"{DC} {TERMS} {ATOM}").encode())
    for element in ("issued", "modified", "created", "published", "updated", "dc:date", "dcterms:issued"):
        entry = f"<entry><id>urn:1</id><title>One</title><{element}>2025-12-19T08:00:00Z</{element}></entry>"
        yield Case(f"atom 0.3 with {element} alone", atom03(entry, more=f"{DC} {TERMS}").encode())
        yield Case(f"atom 1.0 with {element} alone", atom(entry, more=f"{DC} {TERMS}").encode())
    both = "<pubDate>Fri, 19 Dec 2025 08:00:00 GMT</pubDate>"
    for name, inner in (
        ("pubDate and dc:date", both + "<dc:date>2025-12-18T07:00:00Z</dc:date>"),
        ("dc:date and pubDate", "<dc:date>2025-12-18T07:00:00Z</dc:date>" + both),
        ("pubDate and atom:updated", both + "<atom:updated>2025-12-20T07:00:00Z</atom:updated>"),
        ("two pubDates", both + "<pubDate>Thu, 18 Dec 2025 08:00:00 GMT</pubDate>"),
        ("an empty pubDate and dc:date", "<pubDate/><dc:date>2025-12-18T07:00:00Z</dc:date>"),
        ("an unreadable pubDate and dc:date", "<pubDate>soon</pubDate><dc:date>2025-12-18T07:00:00Z</dc:date>"),
        ("a pubDate in CDATA", "<pubDate><![CDATA[Fri, 19 Dec 2025 08:00:00 GMT]]></pubDate>"),
        ("no date, a date in the channel", ""),
        ("an expirationDate", "<expirationDate>Fri, 19 Dec 2025 08:00:00 GMT</expirationDate>"),
    ):
        item = f"<item><title>One</title><link>https://wire.example/1</link>{inner}</item>"
        when = "Mon, 01 Dec 2025 08:00:00 GMT"
        top = f"<pubDate>{when}</pubDate><lastBuildDate>{when}</lastBuildDate>"
        yield Case(f"rss with {name}", rss(item, spaces=f"{DC} {ATOM}", top=top).encode())


# ------------------------------------------------------------------ links and ids


def links() -> Iterator[Case]:
    items = {
        "absolute": "<link>https://wire.example/1</link>",
        "relative": "<link>/news/1</link>",
        "relative to the folder": "<link>1.html</link>",
        "scheme relative": "<link>//wire.example/1</link>",
        "query": "<link>https://wire.example/?a=1&amp;b=2</link>",
        "query bare": "<link>https://wire.example/?a=1&b=2</link>",
        "query like an entity": "<link>https://wire.example/?a=1&amp;copy=2</link>",
        "query like a bare entity": "<link>https://wire.example/?a=1&copy=2&lang=ar</link>",
        "cdata": "<link><![CDATA[https://wire.example/?a=1&b=2]]></link>",
        "spaces around": "<link>\n   https://wire.example/1\n </link>",
        "fragment": "<link>https://wire.example/1#part</link>",
        "upper case scheme": "<link>HTTPS://wire.example/1</link>",
        "port": "<link>https://wire.example:8443/1</link>",
        "unicode path": "<link>https://wire.example/غزة</link>",
        "percent": "<link>https://wire.example/%D8%BA</link>",
        "none, guid a permalink": "<guid>https://wire.example/1</guid>",
        "none, guid said to be one": '<guid isPermaLink="true">https://wire.example/1</guid>',
        "none, guid no permalink": '<guid isPermaLink="false">https://wire.example/1</guid>',
        "none, guid no address": '<guid isPermaLink="false">abc-1</guid>',
        "beside a guid that is another address": "<link>https://wire.example/1</link>"
        "<guid>https://wire.example/?p=1</guid>",
        "after a guid": "<guid>https://wire.example/?p=1</guid><link>https://wire.example/1</link>",
        "empty beside a guid": "<link/><guid>https://wire.example/1</guid>",
        "two": "<link>https://wire.example/1</link><link>https://wire.example/2</link>",
        "href": '<link href="https://wire.example/1"/>',
        "atom:link": '<atom:link href="https://wire.example/1"/>',
        "atom:link self": '<atom:link rel="self" href="https://wire.example/1.xml"/><link>https://wire.example/1</link>',
        "atom:link after": "<link>https://wire.example/1</link>"
        '<atom:link rel="alternate" href="https://wire.example/other"/>',
        "enclosure only": '<enclosure url="https://wire.example/1.mp3" length="1" type="audio/mpeg"/>',
        "comments": "<comments>https://wire.example/1#c</comments><link>https://wire.example/1</link>",
        "feedburner:origLink": "<link>https://proxy.example/1</link>"
        '<f:origLink xmlns:f="http://rssnamespace.org/feedburner/ext/1.0">https://wire.example/1</f:origLink>',
        "source": '<source url="https://other.example/feed.xml">Other Wire</source><link>https://wire.example/1</link>',
        "media:content": '<media:content url="https://wire.example/1.jpg"/><link>https://wire.example/1</link>',
    }
    for name, inner in items.items():
        item = f"<item><title>One</title>{inner}</item>"
        yield Case(f"rss link {name}", rss(item, spaces=f"{ATOM} {MEDIA}").encode())
    yield Case(
        "rss link upper case", rss("<ITEM><TITLE>One</TITLE><LINK>https://wire.example/1</LINK></ITEM>").encode()
    )
    yield Case("rdf link differs from about", rdf(
        '<item rdf:about="urn:1"><title>One</title><link>https://wire.example/1</link></item>').encode())  # fmt: skip
    yield Case("rdf no link", rdf('<item rdf:about="https://wire.example/1"><title>One</title></item>').encode())
    yield Case("rdf no about", rdf("<item><title>One</title><link>https://wire.example/1</link></item>").encode())
    entries = {
        "no rel": '<link href="https://wire.example/1"/>',
        "alternate": '<link rel="alternate" type="text/html" href="https://wire.example/1"/>',
        "self first": '<link rel="self" href="https://wire.example/1.atom"/><link href="https://wire.example/1"/>',
        "self only": '<link rel="self" href="https://wire.example/1.atom"/>',
        "related first": '<link rel="related" href="https://other.example/"/><link href="https://wire.example/1"/>',
        "enclosure first": '<link rel="enclosure" href="https://wire.example/1.mp3"/>'
        '<link href="https://wire.example/1"/>',
        "enclosure only": '<link rel="enclosure" href="https://wire.example/1.mp3"/>',
        "replies and edit": '<link rel="replies" href="https://wire.example/1/c"/><link rel="edit" '
        'href="https://wire.example/edit/1"/><link rel="alternate" href="https://wire.example/1"/>',
        "alternate as json": '<link rel="alternate" type="application/json" href="https://wire.example/1.json"/>'
        '<link rel="alternate" type="text/html" href="https://wire.example/1"/>',
        "alternate twice": '<link rel="alternate" hreflang="en" href="https://wire.example/1"/>'
        '<link rel="alternate" hreflang="ar" href="https://wire.example/ar/1"/>',
        "relative": '<link href="1.html"/>',
        "xml:base on the link": '<link xml:base="https://wire.example/deep/" href="1.html"/>',
        "rel in upper case": '<link rel="Alternate" href="https://wire.example/1"/>',
        "rel as an address": '<link rel="http://www.iana.org/assignments/relation/alternate" '
        'href="https://wire.example/1"/>',
        "query": '<link href="https://wire.example/?a=1&amp;b=2"/>',
        "single quotes": "<link href='https://wire.example/1'/>",
        "as text": "<link>https://wire.example/1</link>",
        "none": "",
        "content src": '<content type="text/html" src="https://wire.example/1"/>',
    }
    for name, inner in entries.items():
        entry = f"<entry><id>urn:1</id><title>One</title>{inner}</entry>"
        yield Case(f"atom link {name}", atom(entry).encode())
    one = '<entry><id>urn:1</id><title>One</title><link href="{0}"/></entry>'
    for name, more, inner in (
        ("on the feed", 'xml:base="https://wire.example/news/"', one.format("1.html")),
        ("relative on the feed", 'xml:base="/news/"', one.format("1.html")),
        ("on the entry", "", one.format("1.html").replace("<entry>", '<entry xml:base="https://wire.example/x/">')),
        ("on both", 'xml:base="https://wire.example/news/"',
         one.format("1.html").replace("<entry>", '<entry xml:base="deep/">')),
        ("unused", 'xml:base="https://wire.example/news/"', one.format("https://wire.example/1")),
        ("empty href", 'xml:base="https://wire.example/news/"', one.format("")),
        ("up", 'xml:base="https://wire.example/news/a/"', one.format("../1.html")),
        ("query", 'xml:base="https://wire.example/news"', one.format("?p=1")),
    ):  # fmt: skip
        yield Case(f"xml:base {name}", atom(inner, more=more).encode())
    relative = "<item><title>One</title><link>1.html</link></item>"
    yield Case("xml:base in rss", rss(relative, spaces='xml:base="https://wire.example/rss/"').encode())


def ids() -> Iterator[Case]:
    link = "<link>https://wire.example/1</link>"
    for name, inner in (
        ("guid", f"{link}<guid>tag:wire.example,2025:1</guid>"),
        ("guid with spaces", f"{link}<guid>\n tag:1 \n</guid>"),
        ("guid in cdata", f"{link}<guid><![CDATA[https://wire.example/?a=1&b=2]]></guid>"),
        ("guid escaped", f"{link}<guid>https://wire.example/?a=1&amp;b=2</guid>"),
        ("empty guid", f"{link}<guid/>"),
        ("guid of digits", f'{link}<guid isPermaLink="false">12345</guid>'),
        ("guid in upper case", f'{link}<GUID isPermaLink="false">tag:1</GUID>'),
        ("atom:id", f"{link}<atom:id>urn:1</atom:id>"),
        ("dc:identifier", f"{link}<dc:identifier>urn:1</dc:identifier>"),
        ("none", link),
        ("none at all", ""),
        ("two guids", f'{link}<guid isPermaLink="false">a</guid><guid isPermaLink="false">b</guid>'),
        ("guid with a fragment", f"{link}<guid>https://wire.example/1#2025</guid>"),
        ("uuid", f'{link}<guid isPermaLink="false">9f0c1a52-5d6e-4a5b-8f7e-000000000001</guid>'),
    ):
        item = f"<item><title>One</title>{inner}</item>"
        yield Case(f"rss id {name}", rss(item, spaces=f"{ATOM} {DC}").encode())
    for name, inner in (
        ("urn", "<id>urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a</id>"),
        ("tag", "<id>tag:wire.example,2025:1</id>"),
        ("address", "<id>https://wire.example/1</id>"),
        ("spaces", "<id> urn:1 </id>"),
        ("none", ""),
        ("empty", "<id/>"),
    ):
        yield Case(f"atom id {name}", atom(
            f'<entry>{inner}<title>One</title><link href="https://wire.example/1"/></entry>').encode())  # fmt: skip
    twice = (
        '<item><title>One</title><link>https://wire.example/1</link><guid isPermaLink="false">x</guid></item>'
        '<item><title>Two</title><link>https://wire.example/2</link><guid isPermaLink="false">x</guid></item>'
    )
    yield Case("one guid on two items", rss(twice).encode())


# ------------------------------------------------------------------ encodings

_TITLE = "Envoy’s café visit: Müller, Łódź"
_WEST = "Envoy’s café visit: Müller"


def encodings() -> Iterator[Case]:
    def document(title: str, declared: str | None) -> str:
        head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else '<?xml version="1.0"?>'
        return rss(ITEM.format(title=title), head=head)

    for codec, title, names in (
        ("utf-8", _TITLE, ("utf-8", "UTF-8", None)),
        ("cp1252", _WEST, ("windows-1252", "iso-8859-1", "us-ascii", None)),
        ("latin-1", "Café visit: Müller", ("iso-8859-1", "ISO-8859-1", "latin1")),
        ("iso8859-2", "Wizyta w Łodzi: Müller", ("iso-8859-2",)),
        ("cp1251", "Переход открыт", ("windows-1251",)),
        ("koi8-r", "Переход открыт", ("koi8-r",)),
        ("iso8859-6", "المعبر يفتح", ("iso-8859-6",)),
        ("cp1256", "المعبر يفتح", ("windows-1256",)),
        ("iso8859-8", "המעבר נפתח", ("iso-8859-8",)),
        ("cp1255", "המעבר נפתח", ("windows-1255",)),
        ("gb2312", "过境点开放", ("gb2312", "GB2312")),
        ("gb18030", "過境點開放", ("gb18030", "gb2312")),
        ("big5", "過境點開放", ("big5",)),
        ("shift_jis", "検問所が開く", ("shift_jis",)),
        ("euc-jp", "検問所が開く", ("euc-jp",)),
        ("iso2022_jp", "検問所が開く", ("iso-2022-jp",)),
        ("euc-kr", "국경이 열리다", ("euc-kr",)),
        ("iso8859-7", "Το πέρασμα ανοίγει", ("iso-8859-7",)),
        ("cp1254", "Geçiş açıldı: İstanbul", ("windows-1254", "iso-8859-9")),
        ("cp037", "Crossing opens", ("cp037",)),
    ):
        for declared in names:
            yield Case(f"{codec} declared as {declared}", document(title, declared).encode(codec))
    text = document(_TITLE, "utf-8")
    for name, mark, codec in (
        ("utf-8", codecs.BOM_UTF8, "utf-8"),
        ("utf-16-le", codecs.BOM_UTF16_LE, "utf-16-le"),
        ("utf-16-be", codecs.BOM_UTF16_BE, "utf-16-be"),
        ("utf-32-le", codecs.BOM_UTF32_LE, "utf-32-le"),
        ("utf-32-be", codecs.BOM_UTF32_BE, "utf-32-be"),
    ):
        same = text.replace('encoding="utf-8"', f'encoding="{name[:6].strip("-")}"')
        yield Case(f"{name} with its mark", mark + same.encode(codec))
        yield Case(f"{name} with its mark, declared as utf-8", mark + text.encode(codec))
        if name != "utf-8":
            yield Case(f"{name} without a mark", same.encode(codec))
    for header, declared, codec, title in (
        ("application/xml; charset=windows-1252", "utf-8", "cp1252", _WEST),
        ("application/xml; charset=utf-8", "iso-8859-1", "utf-8", _TITLE),
        ("application/xml; charset=iso-8859-1", "utf-8", "utf-8", _TITLE),
        ("application/rss+xml; charset=koi8-r", "windows-1251", "koi8-r", "Переход открыт"),
        ("text/xml", "windows-1251", "cp1251", "Переход открыт"),
        ("text/xml", "utf-8", "utf-8", _TITLE),
        ("text/xml; charset=windows-1251", "utf-8", "cp1251", "Переход открыт"),
        ("text/html; charset=utf-8", "utf-8", "utf-8", _TITLE),
        ("text/plain", "utf-8", "utf-8", _TITLE),
        ("application/rss+xml", "iso-8859-2", "iso8859-2", "Wizyta w Łodzi"),
        ("application/xml; charset=nonsense", "windows-1251", "cp1251", "Переход открыт"),
        ("application/xml; charset=\"utf-8\"", None, "utf-8", _TITLE),
        ("application/atom+xml;charset=UTF-8; boundary=x", None, "utf-8", _TITLE),
        ("application/octet-stream", "windows-1256", "cp1256", "المعبر يفتح"),
    ):  # fmt: skip
        yield Case(f"{codec} as {declared} under {header}", document(title, declared).encode(codec), header)
    yield Case("a few broken bytes", document(_TITLE, "utf-8").encode().replace(b"visit", b"vis\xff it"))
    twice = document("Envoy’s visit".encode().decode("cp1252"), "utf-8")
    yield Case("utf-8 encoded twice", twice.encode())


# ------------------------------------------------------------------ what is not well-formed

_GOOD = ITEM.format(title="Crossing opens")


def broken() -> Iterator[Case]:
    whole = rss(_GOOD + _GOOD.replace("tag:1", "tag:2").replace("/1<", "/2<").replace("opens", "closes"))
    head = '<?xml version="1.0" encoding="utf-8"?>'
    cut = whole.index("closes")
    for name, text in (
        ("cut inside the second title", whole[:cut]),
        ("cut after the first item", whole[: whole.index("</item>") + 7]),
        ("no end of the channel", whole.replace("</channel></rss>", "")),
        ("no end of the first item's title", whole.replace("opens</title>", "opens", 1)),
        ("no end of a description", whole.replace("</description></item>", "</item>", 1)),
        ("an end too many", whole.replace("</channel>", "</b></channel>")),
        ("crossed ends", whole.replace("</item></channel>", "</channel></item>")),
        ("words behind the end", whole + "\n<!-- served in 0.1 s -->\n"),
        ("junk behind the end", whole + "<script>track()</script>"),
        ("a second document behind the end", whole + whole),
        ("blank lines before the declaration", "\n\n  " + head + whole),
        ("a warning before the declaration", "Warning: something on line 3\n" + head + whole),
        ("a comment before the root", head + "<!-- <rss> of the wire -->" + whole),
        ("a style sheet", head + '<?xml-stylesheet type="text/xsl" href="/s.xsl"?>' + whole),
        ("a doctype", head + '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" '
                             '"http://my.netscape.com/publish/formats/rss-0.91.dtd">' + whole),
        ("entities of its own", head + '<!DOCTYPE rss [<!ENTITY wire "Sample Wire">]>'
                                + whole.replace("Crossing opens", "&wire;: crossing opens")),
        ("a bare less-than", whole.replace("Crossing opens", "Trucks < 600")),
        ("a bare ampersand", whole.replace("Crossing opens", "Aid & fuel")),
        ("an ampersand and a letter", whole.replace("Crossing opens", "AT&T reports")),
        ("a control character", whole.replace("Crossing opens", "Crossing\x0b opens")),
        ("a NUL", whole.replace("Crossing opens", "Crossing\x00 opens")),
        ("a reference to nothing", whole.replace("Crossing opens", "Crossing&#0; opens")),
        ("a reference out of range", whole.replace("Crossing opens", "Crossing&#x110000; opens")),
        ("an attribute without quotes", whole.replace('version="2.0"', "version=2.0")),
        ("an attribute twice", whole.replace('version="2.0"', 'version="2.0" version="2.0"')),
        ("an undeclared prefix", whole.replace("<description>The", "<x:y>z</x:y><description>The")),
        ("an undeclared dc", whole.replace("<description>The", "<dc:creator>Ann</dc:creator><description>The")),
        ("an undeclared content", whole.replace(
            "<description>The", "<content:encoded>Long</content:encoded><description>The")),
        ("open markup in a description", whole.replace("The crossing", "<p>The crossing<br>")),
        ("markup in a description", whole.replace("The crossing opened", "<p>The <b>crossing</b> opened</p>")),
        ("an open CDATA", whole.replace("The crossing opened.", "<![CDATA[The crossing opened.")),
        ("a CDATA end in text", whole.replace("The crossing", "The ]]> crossing")),
        ("a dash in a comment", whole.replace("<item>", "<!-- a -- b --><item>", 1)),
        ("a mistake in the declaration", '<?xml version="1.0" encoding="utf-8" standalone="maybe"?>' + whole),
        ("XML 1.1", '<?xml version="1.1" encoding="utf-8"?>' + whole),
        ("two declarations", head + head + whole),
        ("everything in upper case", whole.upper().replace("HTTPS://WIRE.EXAMPLE", "https://wire.example")),
        ("carriage returns", whole.replace("><", ">\r<")),
        ("windows line ends", whole.replace("><", ">\r\n<")),
        ("in a soap envelope", head + '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">'
                               "<soap:Body>" + whole + "</soap:Body></soap:Envelope>"),
        ("items outside the channel", whole.replace("</channel>", "").replace("<item>", "</channel><item>", 1)),
        ("no channel", "<rss version='2.0'>" + _GOOD + "</rss>"),
        ("no version", whole.replace(' version="2.0"', "")),
        ("an unknown version", whole.replace('version="2.0"', 'version="3.14"')),
        ("items alone", _GOOD),
        ("an entry alone", '<?xml version="1.0"?><entry xmlns="http://www.w3.org/2005/Atom"><id>urn:1</id>'
                           "<title>Crossing opens</title><link href='https://wire.example/1'/></entry>"),
        ("a feed without a namespace", atom(ENTRY.format(title="<title>One</title>")).replace(
            'xmlns="http://www.w3.org/2005/Atom"', "")),
        ("an open link in Atom", atom(ENTRY.format(title="<title>One</title>")).replace(
            "<link href='https://wire.example/1'/>", "<link href='https://wire.example/1'>")),
        ("Atom cut", atom(ENTRY.format(title="<title>One</title>"))[:-30]),
        ("Atom with bare markup in a summary", atom(ENTRY.format(title="<title>One</title>")).replace(
            "The crossing", "The <b>crossing</b>")),
        ("an ampersand in an attribute", atom(ENTRY.format(title="<title>One</title>")).replace(
            "https://wire.example/1", "https://wire.example/?a=1&b=2")),
    ):  # fmt: skip
        yield Case(name, text.encode())


# ------------------------------------------------------------------ formats and names


def formats() -> Iterator[Case]:
    old = "<item><title>One</title><link>https://wire.example/1</link><description>Words.</description></item>"
    for version in ("0.91", "0.92", "0.93", "0.94", "2.0", "2.0.1", "2", "1.0"):
        yield Case(f"rss {version}", rss(old, version=version).encode())
    yield Case("rdf 1.0", rdf(RDF_ITEM.format(title="One")).encode())
    for name in ("http://my.netscape.com/rdf/simple/0.9/", "http://channel.netscape.com/rdf/simple/0.9/",
                 "http://purl.org/net/rss1.1#", ""):  # fmt: skip
        yield Case(f"rdf of {name}", rdf(RDF_ITEM.format(title="One"), name=name).encode())
    prefixed = (
        f'<?xml version="1.0"?><rdf:RDF {RDF} xmlns:r="http://purl.org/rss/1.0/" {DC}><r:channel rdf:about="x">'
        "<r:title>Sample Wire</r:title></r:channel><r:item rdf:about='https://wire.example/1'><r:title>One</r:title>"
        "<r:link>https://wire.example/1</r:link><dc:date>2025-12-19</dc:date></r:item></rdf:RDF>"
    )
    yield Case("rdf with a prefix for rss", prefixed.encode())
    yield Case("rdf with another prefix for rdf", rdf(RDF_ITEM.format(title="One")).replace("rdf:", "w:").encode())
    inside = rdf(RDF_ITEM.format(title="One")).replace("</channel>", "").replace("</rdf:RDF>", "</channel></rdf:RDF>")
    yield Case("rdf with items inside the channel", inside.encode())
    named = atom(ENTRY.format(title="<title>One</title>"))
    for tag in ("feed", "title", "id", "link", "updated", "published", "entry", "summary"):
        named = named.replace(f"<{tag}", f"<a:{tag}").replace(f"</{tag}", f"</a:{tag}")
    yield Case("atom with a prefix", named.replace("xmlns=", "xmlns:a=").encode())
    for space in ("http://www.w3.org/2005/Atom", "HTTP://WWW.W3.ORG/2005/ATOM", "http://www.w3.org/2005/atom",
                  "https://www.w3.org/2005/Atom", "http://purl.org/atom/ns#", "http://www.w3.org/2005/Atom/",
                  "http://example.com/newformat#"):  # fmt: skip
        text = atom(ENTRY.format(title="<title>One</title>")).replace("http://www.w3.org/2005/Atom", space)
        yield Case(f"atom in the namespace {space}", text.encode())
    yield Case("atom 0.3", atom03(ENTRY03.format(title="<title>One</title>")).encode())
    cdf = (
        '<?xml version="1.0"?><CHANNEL HREF="https://wire.example/"><TITLE>Sample Wire</TITLE>'
        '<ITEM HREF="https://wire.example/1" LASTMOD="2025-12-19T08:00:00Z"><TITLE>One</TITLE>'
        "<ABSTRACT>Words.</ABSTRACT></ITEM></CHANNEL>"
    )
    yield Case("cdf", cdf.encode())
    spaced = rss(old).replace("<rss ", '<rss xmlns="{}" ')
    for space in ("http://backend.userland.com/rss2", "http://backend.userland.com/RSS2",
                  "http://blogs.law.harvard.edu/tech/rss", "http://purl.org/rss/1.0/", "http://www.w3.org/2005/Atom",
                  "http://wire.example/own"):  # fmt: skip
        yield Case(f"rss in the namespace {space}", spaced.replace("{}", space).encode())
    creator = "<item><title>One</title><{0}:date>2025-12-19T08:00:00Z</{0}:date></item>"
    yield Case("dublin core by another prefix", rss(
        creator.format("dublin"), spaces='xmlns:dublin="http://purl.org/dc/elements/1.1/"').encode())  # fmt: skip
    yield Case("a prefix dc of something else", rss(
        creator.format("dc"), spaces='xmlns:dc="http://wire.example/own"').encode())  # fmt: skip
    for name, inner in (
        ("content:encoded", "<content:encoded>&lt;p&gt;Long words.&lt;/p&gt;</content:encoded>"),
        (
            "content:encoded before description",
            "<content:encoded>Long.</content:encoded><description>Short.</description>",
        ),
        ("xhtml body", f"<body {XHTML}><p>Long words.</p></body>"),
        ("itunes:summary", "<itunes:summary>Words.</itunes:summary>"),
        ("media:description", "<media:description>Words.</media:description>"),
        ("dc:description", "<dc:description>Words.</dc:description>"),
        (
            "podcast",
            "<itunes:author>Ann</itunes:author><itunes:duration>01:02:03</itunes:duration>"
            '<enclosure url="https://wire.example/1.mp3" length="1" type="audio/mpeg"/>',
        ),
        ("geo", '<g:lat xmlns:g="http://www.w3.org/2003/01/geo/wgs84_pos#">31.5</g:lat>'),
        ("own element", '<w:x xmlns:w="http://wire.example/own">1</w:x>'),
        ("own title", '<w:title xmlns:w="http://wire.example/own">Not it</w:title>'),
        ("own link", '<w:link xmlns:w="http://wire.example/own">https://other.example/</w:link>'),
        ("own guid", '<w:guid xmlns:w="http://wire.example/own">not-it</w:guid>'),
        ("own id", '<w:id xmlns:w="http://wire.example/own">not-it</w:id>'),
        ("own date", '<w:pubDate xmlns:w="http://wire.example/own">2020-01-01</w:pubDate>'),
        ("categories", "<category>Gaza</category><category domain='x'>Aid</category>"),
    ):
        for where in ("before", "after"):
            known = "<title>Crossing opens</title><link>https://wire.example/1</link>"
            pair = inner + known if where == "before" else known + inner
            yield Case(f"{name} {where}", rss(
                f"<item>{pair}</item>", spaces=f"{CONTENT} {ITUNES} {MEDIA} {DC}").encode())  # fmt: skip
    for name, inner in (
        ("content html", '<content type="html">&lt;p&gt;Long.&lt;/p&gt;</content>'),
        ("content xhtml", f'<content type="xhtml"><div {XHTML}><p>Long.</p></div></content>'),
        ("content text", "<content>Long.</content>"),
        ("content base64", f'<content type="application/octet-stream">{base64.b64encode(b"Long.").decode()}</content>'),
        ("content xml", '<content type="application/xml"><x>Long.</x></content>'),
        ("content with a title in it", f'<content type="xhtml"><div {XHTML}><title>Not it</title></div></content>'),
        ("content src", '<content type="video/mp4" src="https://wire.example/1.mp4"/>'),
        ("summary html", '<summary type="html">&lt;p&gt;Short.&lt;/p&gt;</summary>'),
        ("author", "<author><name>Ann</name><uri>https://wire.example/ann</uri></author>"),
        ("category", '<category term="gaza" scheme="https://wire.example/c"/>'),
        ("rights", "<rights>All.</rights>"),
        ("a nested entry", '<x:link xmlns:x="http://wire.example/own" href="https://other.example/"/>'),
    ):
        entry = f'<entry><id>urn:1</id>{inner}<title>One</title><link href="https://wire.example/1"/></entry>'
        yield Case(f"atom {name}", atom(entry).encode())
    yield Case("no items", rss("").encode())
    yield Case("no entries", atom("").encode())
    many = "".join(
        ITEM.format(title=f"Number {n}").replace("tag:1", f"tag:{n}").replace("/1<", f"/{n}<") for n in range(60)
    )
    yield Case("sixty items", rss(many).encode())


FAMILIES = {f.__name__: f for f in (titles, dates, links, ids, encodings, broken, formats)}


def cases() -> list[Case]:
    """All of them."""
    return [case for family in FAMILIES.values() for case in family()]
