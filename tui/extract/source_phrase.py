"""Source phrases: from the place beside a cue to the whole phrase that names the speaker.

"Sara Sample, a spokeswoman for the Sample Office, said" -> the name with its appositive; "said the group's
president, John Sample, who ..." likewise; "officials briefed on the talks said" -> the nominal with its modifiers.
"""

from __future__ import annotations

from tui.extract.cues import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    FINITE,
    PREPOSITIONS,
    PRONOUNS,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    TIME_WORDS,
    is_adverb,
    words,
)
from tui.extract.grammar import ARTICLES, BEFORE_ARTICLE, BREAKS, MAX, is_noun, is_verb, loose_adverb, noun_phrase_left
from tui.extract.outer import QUOTED, Outer, is_dash
from tui.extract.persons import is_given

_VENUES = words(
    """
    statement interview email e-mail tweet speech letter release conference briefing message post call video
    text testimony rally memo article column address debate report blog
    """
)


def _appositive(o: Outer, a: int, b: int) -> bool:
    """Whether items [a, b) between commas describe the name before them."""
    if a >= b:
        return True
    low = o.low
    w = low[a]
    if w in (
        "a",
        "an",
        "the",
        "who",
        "whose",
        "which",
        "whom",
        "one",
        "another",
        "himself",
        "herself",
        "his",
        "her",
        "its",
        "their",
        "himself",
        "now",
        "then",
        "also",
        "both",
        "formerly",
        "jr",
        "sr",
        "himself",
    ):
        return True
    if w[0].isdigit():
        return b - a <= 3
    if low[b - 1] in ("jr", "sr", "iii", "ii"):
        return True
    if w in PREPOSITIONS and w not in ("according",):
        return True
    if w.endswith("ing") and not o.upper[a]:
        return True
    if w.endswith("ed") and not o.upper[a]:
        return True
    if low[a : a + 1] == ["("]:
        return True
    if not o.upper[a]:
        # "president of the Sample Union", "spokesman for ..."
        return not any(is_verb(o, i) for i in range(a, min(b, a + 4)))
    if b - a <= 5 and all(o.upper[i] or low[i] in (".", "-") for i in range(a, b)):
        return len(low[a]) <= 2 or b - a == 1 or low[b - 1] == "."  # "D-Calif.", "R", a state or a town
    # "Minister of ..." and the like
    return any(low[i] in ("of", "for", "at") for i in range(a + 1, min(b, a + 4)))


def source_left(o: Outer, j: int, bound: int) -> tuple[int, int] | None:
    """Items [s, e) of the source phrase that ends right before item `j`, a day between them left out."""
    low = o.low
    t = j
    while t - 1 > bound and low[t - 1] in TIME_WORDS:
        t -= 1
    if t < j and t - 2 > bound and low[t - 1] in ("on", "late", "early") and (low[t - 2] == "," or o.upper[t - 2]):
        j = t - 1  # "Orlin, who runs the depot, on Friday declared", "Minister Orlin on Friday declared"
    elif t < j and t - 1 > bound and low[t] in ("late", "early") and o.upper[t - 1]:
        j = t  # "Minister Orlin late Friday declared"
    found = _source_left(o, j, bound)
    if found is None:
        return None
    s, e = found
    while e - 2 > s and low[e - 1] in _CONNECTORS and low[e - 2] == ",":
        e -= 2  # "Orlin, however, said"
    if e - 4 > s and low[e - 1] == "part" and low[e - 3] == "for" and low[e - 4] == ",":
        e -= 4  # "Orlin, for his part, said"
    return s, e


_SPANS = words("minutes hours days weeks months years decades minute hour day week month year decade")
_NUMBERS = words("two three four five six seven eight nine ten")
_CONNECTORS = words("however meanwhile though too moreover nevertheless nonetheless therefore instead")


def _source_left(o: Outer, j: int, bound: int) -> tuple[int, int] | None:
    low = o.low
    k = j - 1
    if k < bound:
        return None
    if low[k] == "," or is_dash(low[k]):
        closer = low[k]
        return _enclosed(o, k, bound, closer)
    if low[k] in _VENUES:
        p = next((x for x in range(k - 1, max(bound, k - 6), -1) if low[x] in ("in", "on", "via", "through")), -1)
        if (
            p > bound
            and low[p + 1] in ("a", "an", "his", "her", "its", "their")
            and (low[p - 1] == "," or o.upper[p - 1])
        ):
            return _source_left(o, p, bound)  # "The spokesman in a statement said"
    s = noun_phrase_left(o, k, bound)
    if s > k:
        opened = _with_relative(o, k + 1, bound)
        if opened is None and k - 2 >= bound and low[k - 1] in SUBJECT_PRONOUNS and is_noun(o, k - 2):
            opened = noun_phrase_left(o, k - 2, bound)  # "all the drivers I met said"
            begins = opened == bound or low[opened - 1] == ","
            if opened > k - 2 or not begins or low[opened] not in DETERMINERS:
                opened = None
        return None if opened is None else (opened, k + 1)
    for x in range(s - 1, max(bound + 1, s - 7), -1):
        if low[x] in (",", QUOTED, ".", ":") or is_dash(low[x]):
            break
        if low[x] == "who" and low[x - 1] == "," and x - 2 >= bound and o.upper[x - 2]:
            # "Sara Sample, who leads the group said": the closing comma is missing
            t = noun_phrase_left(o, x - 2, bound)
            if t <= x - 2:
                return t, k + 1
    opened = _with_relative(o, s, bound)
    if opened is not None:
        return opened, k + 1
    # "Sample, Example and Test said": take the whole list
    p = s
    while p - 2 >= bound and low[p - 1] == "," and any(low[x] == "and" for x in range(p, k)):
        t = noun_phrase_left(o, p - 2, bound)
        if t > p - 2:
            break
        of = next((x for x in range(t + 1, p - 2) if low[x] == "of"), -1)
        listed = of > t and low[of - 1].endswith("s") and all(o.upper[x] for x in range(of + 1, p - 1))
        if listed:
            return t, k + 1  # "The leaders of Sampleland, Testia and Exampleton said"
        if p - 2 - t > 4 or not all(o.upper[x] for x in range(t, p - 1)):
            break
        p = t
    return p, k + 1


_CLAUSE_OPENERS = SUBORDINATORS - words("who which that whose whom since until after before")


def _with_relative(o: Outer, s: int, bound: int) -> int | None:
    """Where the noun phrase begins whose relative clause ends with the phrase at item `s`, if there is one.

    "Drivers who had waited since the weekend said": the weekend says nothing.
    """
    low = o.low
    if s - 1 <= bound or low[s - 1] in _CLAUSE_OPENERS or low[s - 1] in ("who", "which", "that"):
        return None
    verb = False
    for x in range(s - 1, max(bound, s - 16), -1):
        w = low[x]
        if w in (",", QUOTED, ".", ":", ";") or is_dash(w) or w in _CLAUSE_OPENERS or w in CONJUNCTIONS:
            return None
        if w in ("who", "which", "that", "whose"):
            begins = w == "whose" or is_verb(o, x + 2 if is_adverb(low[x + 1]) else x + 1)
            if not verb or not begins or not (is_noun(o, x - 1) or low[x - 1] in ("those", "others", "some", "many")):
                return None
            t = noun_phrase_left(o, x - 1, bound)
            clause = t <= x - 1 and (t == bound or low[t - 1] in (",", QUOTED) or low[t - 1] in CONJUNCTIONS)
            return t if clause else None
        verb = verb or is_verb(o, x)
    return None


_INSIDE_NAMES = words("of for the from")


def _enclosed(o: Outer, k: int, bound: int, closer: str) -> tuple[int, int] | None:
    """The source before a closing comma or dash: name and appositives."""
    low = o.low
    chunk_end = k
    pieces = 0
    floor = max(bound, k - MAX)
    while chunk_end > floor and pieces < 7:
        p = chunk_end - 1
        depth = 0
        while p >= floor:
            if low[p] in (")", "]"):
                depth += 1
            elif low[p] in ("(", "["):
                depth -= 1
            elif depth <= 0 and (low[p] == closer or (closer == "," and low[p] == QUOTED and o.words(p) > 4)):
                break
            p -= 1
        a = p + 1
        joined = a < chunk_end - 1 and low[a] in CONJUNCTIONS
        if joined:
            a += 1
        pieces += 1
        if low[chunk_end - 1] in SUBJECT_PRONOUNS and chunk_end - 1 >= max(a, bound):
            return chunk_end - 1, chunk_end  # "and he, once again, said"
        if p < floor and p >= bound:
            return None
        head = not _appositive(o, a, chunk_end) or a <= bound or low[p] == QUOTED or (joined and o.upper[a])
        if head and a > bound and p > bound and low[p] == "," and not all(o.upper[x] for x in range(a, chunk_end)):
            q = p - 1
            while q >= floor and q >= bound and low[q] != QUOTED:
                if not (
                    o.upper[q] or low[q] == "." or (low[q] in _INSIDE_NAMES and (o.upper[q + 1] or low[q + 1] == "the"))
                ):
                    break
                q -= 1
            before = low[q] if q >= bound else ","
            if 2 <= p - 1 - q <= 7 and (before in (",", QUOTED) or before in CONJUNCTIONS):
                head = False  # "Sara Sample, Governor Test's former aide, said"
        if head:
            begin = max(a, bound)
            related = next((x for x in range(begin + 1, chunk_end) if low[x] in ("who", "whose", "whom")), -1)
            if related > begin and noun_phrase_left(o, related - 1, begin) == begin:
                return begin, k  # "A woman whose name nobody gave, said"
            s = noun_phrase_left(o, chunk_end - 1, begin)
            if s > chunk_end - 1:
                return None
            # "the group's president, John Sample, said"
            if chunk_end == k and o.upper[s] and s == a and p - 1 >= bound and low[p] == ",":
                t = noun_phrase_left(o, p - 1, bound)
                if t <= p - 1 and (low[t] in DETERMINERS or "'s" in low[t]) and not o.upper[p - 1]:
                    s = t
            return s, k
        if p < bound:
            return None
        chunk_end = p
    return None


def source_right(o: Outer, i: int, end: int, *, open_end: bool = False) -> tuple[int, int] | None:
    """Items [s, e) of a source phrase that begins at item `i`, for "said X" and "according to X"."""
    low = o.low
    if i >= end:
        return None
    w = low[i]
    if w in SUBJECT_PRONOUNS or w in ("him", "her", "them"):
        return (i, i + 1) if w != "her" or not (i + 1 < end and _nounish(o, i + 1)) else (i, _run(o, i, end, open_end))
    if not _nounish(o, i) and w not in DETERMINERS:
        return None
    e = _run(o, i, end, open_end)
    return (i, e) if e > i else None


def _nounish(o: Outer, i: int) -> bool:
    w = o.low[i]
    if w in BREAKS or is_dash(w) or w in SUBORDINATORS or w in CONJUNCTIONS:
        return False
    if w in AUXILIARIES and not o.upper[i]:
        return False
    return w not in PREPOSITIONS and w not in PRONOUNS and (w[0].isalnum() or w[0] in "@#$") and not is_adverb(w)


def _run(o: Outer, i: int, end: int, open_end: bool) -> int:
    low = o.low
    e = i
    stop = min(end, i + MAX)
    apposed = open_end
    relative = False
    while e < stop:
        w = low[e]
        if w in ("(", "["):
            close = e + 1
            while close < stop and low[close] not in (")", "]"):
                close += 1
            e = min(close + 1, stop)
            continue
        if w == ",":
            nxt = e + 1
            if nxt >= stop:
                break
            chunk = nxt
            while chunk < stop and low[chunk] not in (",", ";", QUOTED) and not is_dash(low[chunk]):
                chunk += 1
            if low[chunk - 1] in (".", "!", "?"):
                chunk -= 1
            v = low[nxt]
            if open_end and chunk < stop and low[chunk] == QUOTED and low[nxt] in DETERMINERS:
                break  # "According to the office, the cabinet “took note”"
            if open_end and chunk < stop and not _short_apposition(o, nxt, chunk):
                break
            if open_end and chunk >= end - 1 and not _short_apposition(o, nxt, chunk):
                break
            if v in ("and", "or") and not (nxt + 1 < stop and (o.upper[nxt + 1] or low[nxt + 1] in DETERMINERS)):
                break
            if v.endswith("ing") and not o.upper[nxt]:
                break
            if v in PREPOSITIONS or v in SUBORDINATORS - {"who", "whose", "which", "whom"} or v in CONJUNCTIONS:
                break
            if (is_adverb(v) and v not in ("now", "then", "formerly", "both", "also")) or v in TIME_WORDS:
                break
            if not _appositive(o, nxt, chunk) and not (
                o.upper[nxt] and (low[i] in DETERMINERS or not o.upper[i] or "'s" in low[i] or chunk - nxt <= 3)
            ):
                break
            apposed = True
            relative = v in ("who", "whose", "which", "whom")
            e = nxt
            if relative:
                e = nxt + 1
            continue
        if (
            w == "."
            and e > i
            and o.start[e] == o.end[e - 1]
            and e + 1 < stop
            and ((len(low[e - 1]) <= 5 and o.upper[e - 1]) or low[e - 1] == "d")
        ):
            e += 1
            continue
        if w == QUOTED:
            if (
                e + 1 < stop
                and o.words(e) <= 3
                and o.upper[e - 1]
                and o.upper[e + 1]
                and low[e + 1] != QUOTED
                and e > i
            ):
                e += 1
                continue
            break
        if w in BREAKS or is_dash(w):
            break
        if e > i and (w == "who" or (w in ("that", "which") and e + 1 < stop and is_verb(o, e + 1))):
            relative = True
            e += 1
            continue
        if not relative:
            if e > i and (w in SUBORDINATORS or w in ("but", "so")):
                break
            if e > i and is_verb(o, e) and not ((apposed or open_end) and w.endswith("ed") and w not in FINITE):
                break
            if e > i and w in TIME_WORDS and not (low[e - 1] in DETERMINERS or low[e - 1] in ("of", "from")):
                break
            if e > i and w in SUBJECT_PRONOUNS:
                break
            if w in PREPOSITIONS and not open_end and w not in ("of", "for", "from", "with", "to", "and"):
                if not apposed and o.upper[e - 1]:
                    break
                if _venue(o, e, stop):
                    break
            if w == "to" and e + 1 < stop and low[e + 1] not in DETERMINERS and not o.upper[e + 1]:
                break
        elif w in PREPOSITIONS and _venue(o, e, stop):
            break
        e += 1
    if e == i + 1 and low[i] in ("one", "another", "some", "many", "others", "most"):
        return e
    while e > i and (low[e - 1] in PREPOSITIONS or low[e - 1] in DETERMINERS or low[e - 1] in (",", "and", "or")):
        if e - 2 > i and low[e - 2] == "of" and low[e - 1] in _NUMBERS:
            break  # "a mother of four"
        e -= 1
    return e


def _short_apposition(o: Outer, a: int, b: int) -> bool:
    low = o.low
    if b - a > 12 or a >= b:
        return False
    return (low[a] in ("a", "an", "the", "who", "which") and not any(is_verb(o, x) for x in range(a + 1, b))) or (
        low[a] in ("who", "which")
    )


def _venue(o: Outer, e: int, stop: int) -> bool:
    """ "in a statement", "on Monday", "during ...": how or when it was said, not who."""
    low = o.low
    if low[e] in ("during", "after", "before", "about", "when", "on", "via", "through", "by"):
        return low[e] != "on" or (e + 1 < stop and (low[e + 1] in TIME_WORDS or o.upper[e + 1]))
    return any(low[x] in _VENUES for x in range(e + 1, min(e + 6, stop)))


def _asked(o: Outer, i: int, first: int) -> bool:
    """ "Asked about the road, Orlin said": a participle opens the sentence."""
    return (
        i == first
        and o.upper[i]
        and o.low[i] in ("asked", "pressed", "questioned", "told", "quoted", "reached", "based")
    )


def _its_holder(o: Outer, i: int, comma: int, v: int) -> bool:
    """Whether a name between commas tells who the described one before it is: "Its chairman, Sara Sample, was ..."."""
    described = o.low[i] in DETERMINERS or o.low[i].endswith("'s")
    end = next((x for x in range(comma + 1, min(v, comma + 6)) if o.low[x] == ","), -1)
    one = end - comma == 2 and is_given(o.low[comma + 1])
    return described and (one or end - comma > 2) and all(o.upper[x] or o.low[x] == "." for x in range(comma + 1, end))


def _past_openers(o: Outer, i: int, first: int, limit: int) -> int:
    """Item behind the adverbs and the phrases with commas that stand from item `i` on; -1 when all is one phrase."""
    low = o.low
    for _ in range(4):
        while i < limit and (
            low[i] in CONJUNCTIONS or loose_adverb(o, i) or low[i] in (",", "(", ")", "even", "only", "just", "once")
        ):
            i += 1
        if i >= limit or not (
            low[i] in PREPOSITIONS
            or low[i] in SUBORDINATORS - {"that"}
            or low[i].endswith("ing")
            or _asked(o, i, first)
        ):
            break
        j = i
        while j < limit and low[j] != ",":
            j += 1
        if j >= limit:
            return -1 if low[i] in PREPOSITIONS or low[i] in SUBORDINATORS else i
        i = j + 1
    return i


def initial_subject(o: Outer, first: int, limit: int) -> tuple[int, int] | None:
    """The subject of the sentence's first clause, for "... and said", ", saying ..."."""
    low = o.low
    i = _past_openers(o, first, first, limit)
    for _ in range(2):
        comma = next((x for x in range(i, min(i + 7, limit)) if low[x] == ","), -1) if i >= 0 else -1
        if comma <= i or comma + 1 >= limit:
            break
        if low[comma - 1] in TIME_WORDS or (comma == i + 1 and low[i].isdigit()):
            i = comma + 1  # "A few minutes later, ...", "On July 6, 2015, ..."
        elif low[i + 1] in _SPANS:
            i = _past_openers(o, comma + 1, first, limit)  # "The day before, at a rally, ...", "Nine months on, ..."
    if i < 0 or i >= limit:
        return None
    if low[i] in SUBJECT_PRONOUNS:
        return i, i + 1
    v = i
    stop = min(limit, i + MAX)
    skip = False
    while v < stop:
        w = low[v]
        if w == ",":
            skip = v + 1 < stop and low[v + 1] in ("who", "whose", "which", "whom")
        elif w == "who":
            skip = True
        elif not skip and v > i and w in ARTICLES and low[v - 1] not in BEFORE_ARTICLE and low[v - 1] != ",":
            v = max(i, v - 1)
            break
        elif (
            w in (":", ";", QUOTED)
            or (w in SUBORDINATORS and w not in ("who", "whose", "which", "as"))
            or (not skip and is_verb(o, v))
        ):
            break
        elif skip and w == ",":
            skip = False
        v += 1
    e = v
    for x in range(i, v):
        if low[x] == "," and not _appositive(o, x + 1, v) and not _its_holder(o, i, x, v):
            e = x
            break
    while e > i and (low[e - 1] in (",", "and", "!", "?") or is_adverb(low[e - 1]) or is_dash(low[e - 1])):
        e -= 1
    if e - 1 > i and low[e - 1] in SUBJECT_PRONOUNS and is_noun(o, e - 2) and not is_adverb(low[e - 2]):
        e -= 1  # "A driver I met ..."
    if e <= i or e - i > 30 or not (_nounish(o, i) or low[i] in DETERMINERS):
        return None
    return i, e
