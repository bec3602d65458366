"""Where in a document a quote stands: word for word if it does, else what is most like it, and how like it is.

Comparing a quote with every place of a long document takes seconds; so its longest words say where to look, and only
the few stretches that have most of them are compared.
"""

import re
from collections import Counter
from collections.abc import Iterator

import msgspec

from esgtui.insight.document import Document, Stretch, plain_text

LEAST = 60
"""What is less alike than so many per cent is not the place: any two sentences of a report share that much by half."""
LONGEST_WORDS = 12
MOST_PLACES = 3_000
"""A word that stands in more places than these says nothing about where to look."""
MOST_COMPARED = 5
LONGEST_QUOTE = 2_000
"""So many characters of a quote are compared; where they stand, the rest does too."""

_AT_ONCE = 1 << 20
"""So many characters are looked through at once: other threads, the interface's among them, wait for that."""

WORD = re.compile(r"\w{4,}")


class Alignment(msgspec.Struct, frozen=True):
    """Where a quote stands. `alike` is how like it the text is there, in per cent; 100 is word for word."""

    stretch: Stretch
    alike: int

    @property
    def is_verbatim(self) -> bool:
        """Whether the words are the quote's; case, quotation marks, dashes and line breaks aside."""
        return self.alike == 100


def align(document: Document, quote: str, near: Stretch | None = None) -> Alignment | None:
    """Return where in a document a quote stands, or None if nothing there is like it.

    Of several places that fit alike, the one in `near` is taken, else the first.
    """
    sought = plain_text(quote).strip()
    if not sought:
        return None
    plain = document.plain
    found = _verbatim(plain, sought, near)
    return Alignment(found, 100) if found else _closest(plain, sought[:LONGEST_QUOTE], near)


def _verbatim(plain: str, sought: str, near: Stretch | None) -> Stretch | None:
    """Return where the words of the quote stand one after the other, whatever space is between them."""
    words = sought.split()
    whole = " ".join(words)
    starts = (near[0], 0) if near else (0,)
    for start in starts:
        end = near[1] if near and start == near[0] else len(plain)
        at = _first(plain, whole, start, end)
        if at >= 0:
            return at, at + len(whole)
    if len(words) > 1 and plain.count("  "):
        found = re.compile(r" +".join(map(re.escape, words))).search(plain)
        return found.span() if found else None
    return None


def _first(plain: str, sought: str, start: int, end: int) -> int:
    """Return where a text first stands between two offsets, or -1; other threads have their turn meanwhile."""
    for at in range(start, end, _AT_ONCE):
        found = plain.find(sought, at, min(end, at + _AT_ONCE + len(sought) - 1))
        if found >= 0:
            return found
    return -1


def _closest(plain: str, sought: str, near: Stretch | None) -> Alignment | None:
    from rapidfuzz import fuzz

    best: Alignment | None = None
    for start, end in _places_to_look(plain, sought, near):
        found = fuzz.partial_ratio_alignment(sought, plain[start:end], score_cutoff=best.alike if best else LEAST)
        if found and (best is None or found.score > best.alike):
            stretch = _to_words(plain, start + found.dest_start, start + found.dest_end)
            best = Alignment(stretch, min(99, int(found.score)))
    return best


def _places_to_look(plain: str, sought: str, near: Stretch | None) -> Iterator[Stretch]:
    """Yield stretches, the curated place first, then those that have most of the quote's longest words."""
    if near:
        yield near[0], min(near[1], near[0] + 20 * LONGEST_QUOTE)
    step = max(200, len(sought))
    votes: Counter[int] = Counter()
    for word in sorted(set(WORD.findall(sought)), key=lambda word: (-len(word), word))[:LONGEST_WORDS]:
        votes.update({at // step for at in _found(plain, word)})
    best = sorted(votes, key=lambda part: (-votes[part] - votes[part + 1], part))[:MOST_COMPARED]
    for part in best:
        yield max(0, (part - 1) * step), min(len(plain), (part + 3) * step)


def _found(plain: str, word: str) -> list[int]:
    found: list[int] = []
    at = plain.find(word)
    while at >= 0 and len(found) < MOST_PLACES:
        found.append(at)
        at = plain.find(word, at + len(word))
    return found if len(found) < MOST_PLACES else []


def _to_words(plain: str, start: int, end: int) -> Stretch:
    """Return a stretch that begins and ends with whole words."""
    while start < end and plain[start].isspace():
        start += 1
    while start > 0 and plain[start].isalnum() and plain[start - 1].isalnum():
        start -= 1
    while end < len(plain) and end > start and plain[end].isalnum() and plain[end - 1].isalnum():
        end += 1
    return start, end
