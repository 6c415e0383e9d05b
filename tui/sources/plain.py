"""HTML fragments of feeds and APIs -> plain text, one paragraph a line. Linear in the input; never raises."""

from __future__ import annotations

import html
import re

from tui.text import clean

# A tag's attributes are read once and for all (possessively): taken back piece by piece, a flood of quotes that close
# nothing would be tried in every combination.
_MARKUP = re.compile(
    r"<!--|<!\[CDATA\[|\]\]>"
    r"|<[!?][^>]{0,4096}>"
    r"|<(/?)([a-zA-Z][a-zA-Z0-9:\-]{0,32})(?=[\s/>])"
    r"(?:(?:[^<>\"']++|\"[^\"]{0,8192}+\"|'[^']{0,8192}+'|[\"']){0,512}+>|[^<>]{0,2048}+>)"
)
_BLOCK_NAMES = """address article aside blockquote body br center dd details dir div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 head header hr html legend li main menu nav ol option p pre section summary table
    tbody td tfoot th thead title tr ul"""
_SILENT_NAMES = "audio button canvas embed iframe math noscript object script select style svg template video"
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_SILENT = frozenset(_SILENT_NAMES.split())
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|amp|quot|apos|nbsp|[lr][sd]quo|hellip|[nm]dash);")
_SPACES = re.compile(r"\s+")
# a line break that is layout, not the end of a paragraph: the next line is indented, or goes on in lower case
_WRAP = re.compile(r"(?<=[^\s.!?:;…”\"])[ \t]*\r?\n(?:[ \t]+(?=[^\s•*\-–])|(?=[^\W\d_A-Z]))")


def unescape(text: str) -> str:
    """Character references to characters; a second round for text that was escaped twice ("&amp;#8217;")."""
    if "&" not in text:
        return text
    text = html.unescape(text)
    return html.unescape(text) if _ENTITY.search(text) else text


def has_markup(text: str) -> bool:
    """Whether `text` holds something that reads as a tag."""
    return "<" in text and _MARKUP.search(text) is not None


def unwrap(text: str) -> str:
    """Text whose lines were broken by its layout, with those breaks undone: where a line goes on in lower case, or
    is indented, after one that does not end a sentence."""
    if "\n" not in text:
        return text
    return _WRAP.sub(lambda m: " " if m.group().endswith((" ", "\t")) or text[m.end()].islower() else m.group(), text)


def from_html(fragment: str, limit: int = 200_000) -> str:
    """The words of an HTML fragment: tags dropped, scripts and styles with their contents, blocks on lines of
    their own. Text without any tag keeps its line breaks, save those in the middle of a sentence."""
    fragment = fragment[: limit * 8 + 4096]
    if not has_markup(fragment):
        return clean(unwrap(unescape(fragment)), limit)
    parts: list[str] = []
    at = 0
    silent: str | None = None
    while tag := _MARKUP.search(fragment, at):
        if silent is None:
            parts.append(_SPACES.sub(" ", fragment[at : tag.start()]))
        at = tag.end()
        if tag.group() == "<!--":
            closed = fragment.find("-->", at)
            at = closed + 3 if closed >= 0 else len(fragment)
            continue
        name = (tag.group(2) or "").rpartition(":")[2].lower()  # "xhtml:div" is a div
        if silent is not None:
            if tag.group(1) and name == silent:
                silent = None
        elif name in _SILENT and not tag.group(1) and not tag.group().endswith("/>"):
            silent = name
        elif name in _BLOCKS:
            parts.append("\n")
    if silent is None:
        parts.append(_SPACES.sub(" ", fragment[at:]))
    return clean(unescape("".join(parts)), limit)


def line(fragment: str, limit: int = 500) -> str:
    """`from_html` on a single line: titles and names."""
    return from_html(fragment, limit).replace("\n", " ")


def first_words(data: bytes, limit: int = 80) -> str:
    """The beginning of an answer that is not what it should be, quoted in an error."""
    text = data[:4096].decode("utf-8", "replace")
    if "\x00" in text[:200]:
        text = data[:4096].decode("utf-16", "replace")
    if sum(1 for c in text if not c.isprintable() and not c.isspace()) * 5 > len(text):
        return "binary data"
    words = line(text, 400)
    return words if len(words) <= limit else words[:limit].rsplit(" ", 1)[0] + "…"


def quoted(text: str) -> str:
    """The beginning of `text` as the end of an error: ': "its first words"', or nothing."""
    words = first_words(text[:4000].encode("utf-8", "replace"))
    return f': "{words}"' if words else ""
