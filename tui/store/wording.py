"""The words of a search, as the index and the texts themselves are asked for them."""

from __future__ import annotations

import re
import unicodedata

_TERMS = re.compile(r'"([^"]+)"|(\S+)')
_WORD = re.compile(r"\w+")


def word_list(text: str) -> list[str]:
    """The words of a text as a search compares them: no capitals, no accents."""
    letters = unicodedata.normalize("NFD", text)
    return _WORD.findall("".join(c for c in letters if not unicodedata.combining(c)).lower())


def terms(words: str) -> list[list[str]]:
    """The words and phrases that somebody asks for, each as a `word_list`."""
    found = (word_list(phrase or word) for phrase, word in _TERMS.findall(words))
    return [parts for parts in found if parts]


def match(words: str) -> str:
    """The same as a query of the index; empty when nothing is asked for."""
    # quoted, so that no word is taken for an operator of the query language; its tokens are found by SQLite itself,
    # as they were when the text was indexed
    found = ((phrase or word).replace('"', " ").replace("\0", " ") for phrase, word in _TERMS.findall(words))
    return " ".join(f'"{term}"' for term in found if _WORD.search(term))
