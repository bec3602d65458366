"""Where the sentences of a text stand: abbreviations, decimals, quotations, lists, lines broken by hand, CJK.

Nothing here knows what a sentence says, or where the text is from. Offsets are always into the text as it is.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

Stretch = tuple[int, int]
"""Half-open character offsets into the text."""

_BREAKS = "\n\r\f\v\x85\u2028\u2029"
_LINE = re.compile(rf"[^{_BREAKS}]+")
_STOPPED = re.compile(r"[.!?…]\s")
_EMPTY_LINE = re.compile(rf"(?:\r\n|[{_BREAKS}])[^\S\n\r]*[{_BREAKS}]")
_BULLETS = "•●◦▪▫‣■□➢➤✓✔"
ITEM = re.compile(rf"\s*(?:[{_BULLETS}·*–—-]\s|[{_BULLETS}]|\(?(?:\d{{1,3}}|[a-zA-Z]|[ivx]{{1,4}})[.)]\s)")
"""How an item of a list begins."""
_MARKS = re.compile(rf"[\s{_BULLETS}]*(?:[·*–—-]\s+)?")
"""What stands before an item, and is no part of it. Numbers of items stay: they may be years."""
_INLINE = re.compile(rf"[{_BULLETS}]\s")
_COUNTED = re.compile(r"(?:^|(?<=\s))\(?(\d{1,2})\)\s")
"""The number of an item that others may follow in the same line: `1) …; 2) …`."""
_NUMBER = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})\)\s+|\d{1,2}\.\s+(?=[^\W\d_])")
"""The number of an item before its text; one with a full stop may be a day instead."""

_WIDE, _STOPS = "。！？｡।॥۔؟։።។", ".!?…"
_ENDING = re.compile(
    rf"""(?:(?P<wide>[{_WIDE}]+) | (?P<mark>[{_STOPS}]+))
        (?P<closed>(?:["'”’»)\]}}）」』】》]|\[\d{{1,3}}\])*)
        (?P<cited>\ ?\((?:pp?|pg|pages?|source|see|seite|s)\b[^()\n]{{0,80}}\)\.?)?""",
    re.VERBOSE | re.IGNORECASE,
)
_ENDS = _BREAKS + _STOPS + _WIDE + _BULLETS + ")"
"""The characters of which one at least stands between two sentences; a bracket behind the number of an item."""
_PLAIN_ENDS = "".join(filter(str.isascii, _ENDS))
_READABLE = re.compile(r"[^\W_]")
"""A letter or a digit."""
_WORD = re.compile(r"[^\W_]+(?:[.'’&-][^\W_]+)*")
WIDTHS = range(40, 121)
"""So many characters have the longest lines of texts that are broken by hand."""
_FULL = 0.6
"""So much of the width has a line of running text at least that was broken by hand."""
_FULL_ABOVE = 60
"""So many characters has such a line at least where it stands first, and may be a title."""
NEARLY = 0.85
"""Lines of so much of the width are about as long as the longest: letters of print are not all of one width."""
RUNS_ON = re.compile(rf"[a-z\d%)][{_STOPS}]\s+(?=[A-Z\d])")
"""Where a sentence ends within a line: titles and items of lists seldom have that."""
_REACH = 24
"""So many characters before a full stop are looked at, and after it: no abbreviation is longer."""


def _words(apart: str) -> frozenset[str]:
    return frozenset(apart.split())


_NEVER_LAST = _words(
    "mr mrs ms dr prof sir st hon rev gen sen rep gov capt fig figs tab eq sec sect ch chap vol no nos nr art par para "
    "p pp pg pgs ed eds al cf vs viz e.g i.e eg ie approx appr ca circa c est excl incl resp avg max min temp dept "
    "ref refs z.b d.h u.a bzw ggf inkl exkl vgl abs ziff hr fr str tel ggü evtl sog mio mrd env p.ex c-à-d cf n° "
    "núm pág págs sr sra sres ej p.ej aprox art ind ss dott ing"
)
"""What a full stop follows and the sentence goes on, in the languages that reports are mostly written in."""
_SELDOM_LAST = _words(
    "etc inc ltd co corp plc llc bros gmbh s.a s.p.a n.v b.v a.g u.s u.k e.u u.n eu us jr ph.d a.m p.m usw etc "
    "jan feb mar apr jun jul aug sep sept oct nov dec mt kt t bn mn mln approx"
)
"""What is followed by a full stop in the middle of a sentence, and at its end now and then."""
_FIRST = _words(
    "the we our in it this these that by a an for as to from with all since at on its they there while through "
    "however also additionally furthermore moreover after wir die der das im in unser unsere bis nous notre nos les "
    "le la en el los las nuestro nuestra il"
)
"""Words that with a capital begin a sentence, and are seldom names."""
_OPEN = _words(
    "a an the and or of to by from for in at on with into as than per between all our its their this these that which "
    "who is are was were be been has have had und oder der die das den dem des ein eine einen einem einer von vom mit "
    "für im zum zur unser unsere unserer unseren ihre ihrer ihren seine seiner et ou le la les un une du des aux dans "
    "par sur pour avec nos notre leur leurs y del el los las una con por para"
)
"""Words that a line cannot end with where nothing goes on behind it: neither a sentence, nor a title, nor an item."""
_MONTHS = _words(
    "januar februar märz april mai juni juli august september oktober november dezember quartal jahrhundert"
)
"""What a German number with a full stop counts."""


def sentences(text: str) -> Iterator[Stretch]:
    """Yield where each sentence stands, in order and without overlaps, neither space nor bullet at its edges.

    Each letter and digit is in a sentence. An empty line ends one, and so does a line that is an item of a list; other
    line breaks do, unless the text shows that it was broken by hand. What has no letter and no digit is left out.
    """
    for start, end in _blocks(text):
        yield from _cut(text, start, end)


def unnumbered(sentence: str) -> str:
    """Return a sentence without the number that it has as an item of a list: `1)`, `(b)`, `2.`, but not `2. Mai`."""
    number = _NUMBER.match(sentence)
    rest = sentence[number.end() :] if number else ""
    word = _WORD.match(rest)
    is_day = number is not None and ")" not in number[0] and word is not None and word[0].lower() in _MONTHS
    return rest if any(map(str.isalnum, rest)) and not is_day else sentence


def most_sentences(text: str) -> int:
    """Return how many sentences a text can have at most, in a thousandth of the time that it takes to find them."""
    return 1 + sum(map(text.count, _PLAIN_ENDS if text.isascii() else _ENDS))


def stops_in(text: str) -> int:
    """Return how often a mark stands in a text that a sentence may end with, before a space: each takes its time."""
    return sum(1 for _ in _STOPPED.finditer(text))


def _blocks(text: str) -> Iterator[Stretch]:
    """Yield what no sentence goes beyond."""
    start = 0
    for gap in _EMPTY_LINE.finditer(text):
        yield from _joined(text, start, gap.start())
        start = gap.end()
    yield from _joined(text, start, len(text))


def _joined(text: str, start: int, end: int) -> Iterator[Stretch]:
    """Yield the lines of a paragraph, those as one that a sentence runs through."""
    lines = [part for line in _LINE.finditer(text, start, end) for part in _items(text, *line.span())]
    if _has_title(text, lines):
        yield lines.pop(0)
    is_wrapped, least = _is_wrapped(text, lines), _least_full(text, lines)
    may_be_title = bool(lines) and not RUNS_ON.search(text, *lines[0])
    block: Stretch | None = None
    for number, line in enumerate(lines):
        if block and not ITEM.match(text, *line):
            is_full = least > 0 and _is_full(
                text, lines[number - 1], _FULL_ABOVE if may_be_title and number == 1 else least
            )
            if is_wrapped or is_full or goes_on(text, block, line):
                block = block[0], line[1]
                continue
        if block:
            yield block
        block = line
    if block:
        yield block


def _items(text: str, start: int, end: int) -> Iterator[Stretch]:
    """Yield the parts of a line, if bullets stand within it, or numbers that count up from its beginning."""
    begins = {bullet.start() for bullet in _INLINE.finditer(text, start + 1, end)}
    numbers = list(_COUNTED.finditer(text, start, end)) if ")" in text else []
    if numbers and numbers[0].start() == start + len(text[start:end]) - len(text[start:end].lstrip()):
        wanted = 1
        for number in numbers:
            if int(number[1]) == wanted:
                begins |= {number.start()} - {numbers[0].start()}
                wanted += 1
    for begin in sorted(begins):
        yield start, begin
        start = begin
    yield start, end


def _is_wrapped(text: str, lines: Sequence[Stretch]) -> bool:
    """Return whether lines end just where the next word no longer fitted: then their ends mean nothing."""
    if len(lines) < 3:
        return False
    width = max(end - start for start, end in lines)
    if not 40 <= width <= 120:
        return False
    for (start, end), (following, stop) in pairwise(lines):
        space = text.find(" ", following + 1, stop)
        word = (space if space >= 0 else stop) - following
        if end - start + 1 + word <= width and not ITEM.match(text, following, stop):
            return False
    return True


def _has_title(text: str, lines: Sequence[Stretch]) -> bool:
    """Return whether a title stands above the lines of a paragraph: the next word would still have fitted beside it."""
    if len(lines) < 2 or is_ended(text, lines[0]) or goes_on(text, *lines[:2]) or ITEM.match(text, *lines[1]):
        return False
    if RUNS_ON.search(text, *lines[0]):
        return False
    first, following = (text[start:end].strip() for start, end in lines[:2])
    width = max(end - start for start, end in lines)
    if not following or not can_begin(following[0]):
        return False
    needed = len(first) + 1 + len(following.split(maxsplit=1)[0])
    return needed <= (width if len(first) < _FULL_ABOVE else NEARLY * width)


def _least_full(text: str, lines: Sequence[Stretch]) -> int:
    """Return how long a line is at least that running text was broken at by hand; 0 where lines are no running text.

    Text runs where a sentence ends within a line, or where lines of about one length end with one full stop.
    """
    width = max((end - start for start, end in lines), default=0)
    if width not in WIDTHS or len(lines) < 2:
        return 0
    *others, last = lines
    is_one = len(others) > 1 and is_ended(text, last) and not any(is_ended(text, line) for line in others)
    is_even = is_one and all(end - start >= NEARLY * width for start, end in others)
    return round(_FULL * width) if is_even or any(RUNS_ON.search(text, *line) for line in lines) else 0


def _is_full(text: str, before: Stretch, least: int) -> bool:
    """Return whether running text goes on behind a line: it is long enough, or its end is looked at on its own."""
    return before[1] - before[0] >= least or is_ended(text, before)


def is_ended(text: str, line: Stretch) -> bool:
    """Return whether a line ends with a mark that may end a sentence, or what leads to a list."""
    return text[line[0] : line[1]].rstrip().rstrip("\"'”’»)]").endswith((*_STOPS, *_WIDE, ":", ";"))


def goes_on(text: str, before: Stretch, after: Stretch) -> bool:
    """Return whether a line clearly goes on with what the one before it left open."""
    head = text[after[0] : after[0] + _REACH].lstrip()
    tail = text[max(before[0], before[1] - _REACH) : before[1]].rstrip()
    if not head or not tail:
        return False
    is_open = tail[-1] in ",-–&(" or tail.split()[-1].lower() in _OPEN
    return is_open or (head[0].islower() and tail[-1] not in ".!?:;")


def _cut(text: str, start: int, end: int) -> Iterator[Stretch]:
    """Yield the sentences between two offsets that none goes beyond."""
    marks = _MARKS.match(text, start, end)
    start = marks.end() if marks else start
    for found in _ENDING.finditer(text, start, end):
        if found.end() < end and not _is_end(text, found, start, end):
            continue
        yield from _trimmed(text, start, found.end())
        start = found.end()
    yield from _trimmed(text, start, end)


def _is_end(text: str, found: re.Match[str], start: int, end: int) -> bool:
    """Return whether a sentence ends at what looks like it."""
    if found["wide"]:
        return True
    after = text[found.end() : min(end, found.end() + _REACH)]
    if not after[0].isspace():
        return False
    following = after.lstrip().lstrip("\"'“‘«„([")
    if not following or not can_begin(following[0]):
        return bool(following) and not found["closed"] and _ends_plainly(text, found, start)
    if found["mark"] != "." or found["closed"] or found["cited"]:
        return True
    return _stop_ends(_word_before(text, found.start(), start), following)


def can_begin(character: str) -> bool:
    """Return whether a sentence can begin so. Scripts without capitals always can."""
    return character.isdigit() or (character.isalpha() and not character.islower()) or character in "#$€£¥@"


def _stop_ends(word: str, following: str) -> bool:
    """Return whether a full stop after a word ends a sentence, if a capital or a digit follows."""
    match = _WORD.match(following)
    after = match[0].lower() if match else ""
    lower = word.lower()
    if lower in _NEVER_LAST:
        return False
    if lower in _SELDOM_LAST or (len(word) == 1 and word.isalpha()) or re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]", word):
        return after in _FIRST
    return not (word.isdigit() and len(word) <= 2 and after in _MONTHS)


def _ends_plainly(text: str, found: re.Match[str], start: int) -> bool:
    """Return whether a full stop ends a sentence, although no capital follows: names of companies may have none."""
    word = _word_before(text, found.start(), start)
    is_common = (
        len(word) >= 4 and word.isalpha() and word.islower() and not (word in _NEVER_LAST or word in _SELDOM_LAST)
    )
    return found["mark"] == "." and (is_common or (word.isdigit() and len(word) == 4))


def _word_before(text: str, stop: int, start: int) -> str:
    """Return the last word before an offset, or nothing if none ends there; an item's number is none."""
    before = text[max(start, stop - _REACH) : stop]
    if not before or not before[-1].isalnum():
        return ""
    last = before.rsplit(None, 1)[-1]  # no word goes over a space
    word = last if last.isalnum() else _WORD.findall(last)[-1]
    if len(word) == stop - start <= 3:
        return "no"  # the number of an item, which its text follows
    return word


def _trimmed(text: str, start: int, end: int) -> Iterator[Stretch]:
    """Yield a stretch without the space at its edges, if anything in it can be read."""
    if _READABLE.search(text, start, end):
        part = text[start:end]
        yield start + len(part) - len(part.lstrip()), start + len(part.rstrip())
