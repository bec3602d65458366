"""Joins words that were cut at the end of a line, and keeps the hyphens that belong to them."""

import re
from collections.abc import Iterable

CUT = "\x02"
"""Stands where a hyphen was at the end of a line, between the two parts of a word."""

_AT_LINE_END = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad]\n[^\S\n]*(?=\w)")
_CUT = re.compile(r"(?<![^\W\d_])([^\W\d_]++)\x02([^\W_]*)")  # tried once for each word, however long it is

_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W_]+)+|[^\W\d_]+")
_FIRST_PARTS = (
    "low zero non long short self well high medium net near multi co pre post cross end full half all carbon climate "
    "energy eco bio water cost data year world third science nature gender decision state best closed open on off in "
    "two three one five ten"
)
_LINKS = frozenset({"and", "or"})
_KEPT = frozenset(_FIRST_PARTS.split())
"""What mostly stands before a hyphen that belongs to the word: `low-carbon`, `science-based`."""


def words_of(texts: Iterable[str]) -> frozenset[str]:
    """Return the words that stand whole in some texts, those with hyphens too."""
    return frozenset(word.lower() for text in texts for word in _WORD.findall(text))


def cut_marked(text: str) -> str:
    """Return a text of lines with `CUT` where a word is cut at the end of one."""
    return _AT_LINE_END.sub(CUT, text)


def rejoined(text: str, known: frozenset[str]) -> str:
    """Return a text with its cut words joined: as they stand elsewhere in the document, else by their first part."""

    def join(found: re.Match[str]) -> str:
        before, after = found[1], found[2]
        if after in _LINKS and (before + after).lower() not in known:
            return f"{before}- {after}"  # of one of two: wind- and solar power
        return f"{before}-{after}" if _keeps(before, after, known) else before + after

    return _CUT.sub(join, text).replace(CUT, "-")


def _keeps(before: str, after: str, known: frozenset[str]) -> bool:
    if not after or not after[0].islower():
        return True
    whole, apart = (before + after).lower(), f"{before}-{after}".lower()
    if whole in known or apart in known:
        return apart in known and whole not in known
    return before.lower() in _KEPT
