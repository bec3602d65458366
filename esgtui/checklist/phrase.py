"""The small language in which rules are written: one phrase, read. docs/checklist.md explains it to readers.

It has no repetition without an end, so that no rule, whoever wrote it, can keep a text waiting.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from math import prod
from typing import NamedTuple

import msgspec

LONGEST = 400
"""A phrase has at most so many characters."""

MOST_KNOWN = 1_024
"""So many phrases are read once: several lists have the same ones, and reading all takes a part of each start."""
MOST_GAPS = 2
"""So many times `...` may stand in a phrase: with each one more there are five times as many ways to look at a text."""

MOST_WAYS = 500
"""In so many ways a phrase may lie over a text at most; what may be left out adds none: it is taken where it stands."""

YEAR = r"(?:19[5-9]\d|20\d\d|2100)"
"""A calendar year, as far as claims speak of any."""

DATED_WORDS = frozenset(
    [
        f"{before}{year}{plural}"
        for before in ("", "fy", "fye", "cy")
        for year in range(1950, 2101)
        for plural in ("", "s")
    ]
    + [f"{before}{year:02}" for before in ("fy", "fye", "cy") for year in range(100)]
)
"""All words, in lower case, that `YEAR` can begin a phrase with."""

WORD = re.compile(rf"(?:fye?|cy)?{YEAR}s?|(?:fye?|cy)\d\d")
"""A word in lower case that `YEAR` can begin a phrase with."""

WORD = re.compile(r"[^\W_]+")
"""What counts as one word of a text: hyphens and the like stand between words."""

_BETWEEN = r"[\s\u2010-\u2015/&,():“”\"+-]{1,3}"
"""What may stand between two words of a phrase: no full stop, and nothing that ends a sentence."""
_NAMED_YEAR = r"(?:(?:the[\s-]year|(?:fiscal|financial|calendar)(?:[\s-]year)?|year|fye?|cy)[\s-]?)?"
_OTHER_YEAR = r"(?>(?:[/–-]\d\d(?!\w|[/–-]\d))?)"
"""What may follow a year: 2020/21; of 2020-12-31 nothing does."""
_SHORT_YEAR = r"(?:FYE?|CY)[\s’'-]?\d\d(?!\w)"
_WHOLE_YEAR = rf"{YEAR}(?:[/–-]\d\d(?!\d|[/–-]\d))?s?(?!\w)"
_DATED = rf"(?:(?i:{_NAMED_YEAR}){_WHOLE_YEAR}|{_SHORT_YEAR})"
_ANY_YEAR = re.compile(rf"(?<!\d)(?:{YEAR}|(?<=FY|CY)\d\d)(?!\d)")
_WITH_A_POINT = frozenset({"vs", "approx", "incl", "excl"})
"""Words that are often written with a full stop behind them, which ends no sentence."""
_BEFORE_A_YEAR = ("YEAR", "the", "fiscal", "financial", "calendar", "year", "fy", "fye", "cy")
_PLACES = {"YEAR": _DATED, "NUMBER": r"\d+(?!\w)"}
_GAP = rf"(?:{_BETWEEN}(?!\d)\w++){{0,4}}?"
_ITEM = re.compile(
    r"(?P<open>[(\[])|(?P<close>[)\]])|(?P<either>\|)|(?P<gap>\.\.\.)|(?P<word>[^\s()\[\]|.]+)|(?P<other>\S)"
)


class PhraseError(ValueError):
    """A phrase that cannot be read; the message says why, and what would be right."""


class Opening(NamedTuple):
    """How a phrase can begin: its first word, the one behind it, and the pattern of what follows the first word.

    There is no such pattern where more is asked of the first word than that it is there.
    """

    first: str
    second: str
    rest: str | None


class Phrase(msgspec.Struct, frozen=True):
    """A phrase as read: `pattern` finds it, beginning at a word.

    `openings` are the words that it can begin with, and `endings` those that it can end with, as `Written` takes them;
    an empty one says that it can be any.
    """

    pattern: str
    openings: frozenset[Opening]
    endings: frozenset[str]


class _Part(msgspec.Struct):
    """A part of a phrase: either of some rows of words, which may be left out if it `is_optional`; or a gap."""

    choices: list[list[str]]
    is_optional: bool = False
    is_gap: bool = False


@lru_cache(MOST_KNOWN)
def read(phrase: str) -> Phrase:
    """Read a phrase; raise `PhraseError` for what is none. Words without capitals are meant in any case."""
    if len(phrase) > LONGEST:
        raise PhraseError(f"has more than {LONGEST} characters; write it as several")
    parts = _parts(phrase)
    if not parts:
        raise PhraseError("is empty; write the words to look for")
    if parts[0].is_optional or parts[0].is_gap or any(words[0] == "NUMBER" for words in parts[0].choices):
        raise PhraseError("begins with what may be anything; begin it with a word")
    if sum(part.is_gap for part in parts) > MOST_GAPS:
        raise PhraseError(f"has ... more than {MOST_GAPS} times; write it as several")
    if _ways(parts) > MOST_WAYS:
        raise PhraseError("has too many (this|that) of different lengths; write it as several")
    return Phrase(_joined(parts), frozenset(_openings(parts)), frozenset(_last_words(parts)))


class Written:
    """Some openings or endings, as they are written: tells which of them a word of a text, in lower case, is.

    `words` are those that are one word, `is_open` tells whether others are several, and `is_countless` whether any can
    be words that nobody can list.
    """

    def __init__(self, written: Iterable[str]) -> None:
        self._all = frozenset(written)
        self._open = tuple(each for each in self._all if each in {"", "YEAR", "NUMBER"} or each.endswith("*"))
        self.words = self._all.difference(self._open)
        self.is_open = bool(self._open)
        self.is_countless = any(each == "NUMBER" or each.endswith("*") for each in self._open)

    def of(self, word: str) -> list[str]:
        """Return those that a word is; an empty one is any word, even none."""
        found = [each for each in self._open if _is_open_to(word, each)]
        return [*found, word] if word and word in self._all else found

    def has(self, word: str) -> bool:
        """Tell whether a word is any of them."""
        return word in self._all or (self.is_open and any(_is_open_to(word, each) for each in self._open))


def _is_open_to(word: str, written: str) -> bool:
    if written == "YEAR":
        return word in DATED_WORDS
    if written == "NUMBER":
        return word.isdecimal()
    return word.startswith(written[:-1])


def year_of(text: str) -> int | None:
    """Return the first year that a text names, `FY25` included; None if there is none."""
    found = _ANY_YEAR.search(text)
    return None if found is None else int(found[0]) + (2000 if len(found[0]) == 2 else 0)


def _parts(phrase: str) -> list[_Part]:
    parts: list[_Part] = []
    bracket = ""
    for item in _ITEM.finditer(phrase):
        if item["open"]:
            if bracket:
                raise PhraseError("has brackets in brackets; write it as several")
            bracket = item["open"]
            parts.append(_Part([[]], is_optional=bracket == "["))
        elif item["close"]:
            if bracket + item["close"] not in {"()", "[]"}:
                raise PhraseError(f"has a {item['close']} that closes nothing; take it away")
            if not all(parts[-1].choices):
                raise PhraseError("has brackets with nothing on one side; write (this|that)")
            bracket = ""
        elif item["word"]:
            word = _checked(item["word"])
            if bracket:
                parts[-1].choices[-1].append(word)
            else:
                parts.append(_Part([[word]]))
        else:
            _take_sign(item, parts, is_inside=bool(bracket))
    if bracket:
        raise PhraseError(f"has an open {bracket}; close it")
    return parts


def _ways(parts: list[_Part]) -> int:
    """Return in how many ways a phrase can lie over a text at one place, at most."""
    return prod(5 if part.is_gap else len(set(map(len, part.choices))) for part in parts if not part.is_optional)


def _take_sign(item: re.Match[str], parts: list[_Part], *, is_inside: bool) -> None:
    if item["other"] or (item["gap"] and is_inside):
        raise PhraseError(f"has a {item[0]!r}; three dots, outside of brackets, stand for up to four words")
    if item["gap"]:
        parts.append(_Part([], is_gap=True))
    elif is_inside:
        parts[-1].choices.append([])
    else:
        raise PhraseError("has a | outside of brackets; write (this|that)")


def _checked(word: str) -> str:
    stem = word.rstrip("*")
    if "*" in stem or len(word) - len(stem) > 1 or (word != stem and len(stem) < 2):
        raise PhraseError(f"has {word!r}; one * stands at the end of a word of two letters or more")
    if not WORD.match(stem):
        raise PhraseError(f"has {word!r}, which begins with no letter and no digit")
    return word


def _pattern(word: str) -> str:
    """Return the pattern of one word: in any case unless it has capitals; `*` is any ending."""
    if word in _PLACES:
        return _PLACES[word]
    stem = word.rstrip("*")
    escaped = "".join(
        _BETWEEN if each == "-" else "['’‘]" if each in "'’" else re.escape(each) for each in re.split("([-'’])", stem)
    )
    ending = r"\w*" if word != stem else _point_after(word)
    return (escaped if stem != stem.lower() else f"(?i:{escaped})") + ending + r"(?!\w)"


def _joined(parts: list[_Part]) -> str:
    return _either(parts[0]) + _tail(parts[1:])


def _either(part: _Part) -> str:
    longest_first = sorted(part.choices, key=len, reverse=True)
    rows = [_BETWEEN.join(map(_pattern, words)) for words in longest_first]
    return rows[0] if len(rows) == 1 else f"(?:{'|'.join(rows)})"


def _tail(parts: list[_Part]) -> str:
    """Return the pattern of parts that stand behind others."""
    text = ""
    for part in parts:
        text += (
            _GAP
            if part.is_gap
            else f"(?>(?:{_BETWEEN}{_either(part)})?)"
            if part.is_optional
            else _BETWEEN + _either(part)
        )
    return text


def _openings(parts: list[_Part]) -> Iterator[Opening]:
    """Yield how a phrase can begin: the second word is of the same row as the first, or else of the parts behind it."""
    behind = set(_first_words(parts[1:]))
    tail = _tail(parts[1:])
    for words in parts[0].choices:
        first, *others = (each for word in words for each in _text_words(word))
        rest = _rest(words)
        for second in {others[0]} if others else behind:
            for each in _BEFORE_A_YEAR if second == "YEAR" else (second,):
                yield Opening(first, each, None if rest is None else rest + tail)


def _rest(words: list[str]) -> str | None:
    """Return the pattern of what follows the first of some words, if it is enough that this one stands there."""
    if words[0] != "YEAR" and not (WORD.fullmatch(words[0]) and words[0] == words[0].lower()):
        return None
    further = "".join(_BETWEEN + _pattern(word) for word in words[1:])
    return _OTHER_YEAR + further if words[0] == "YEAR" else _point_after(words[0]) + further


def _point_after(word: str) -> str:
    return r"\.?" if word in _WITH_A_POINT else ""


def _first_words(parts: list[_Part]) -> Iterator[str]:
    """Yield what some parts can begin with; an empty text where that is anything, or they may all be left out."""
    for part in parts:
        if part.is_gap:
            break
        for words in part.choices:
            yield _text_words(words[0])[0]
        if not part.is_optional:
            return
    yield ""


def _last_words(parts: list[_Part]) -> Iterator[str]:
    """Yield what some parts can end with; an empty text where that is anything."""
    for part in reversed(parts):
        if part.is_gap:
            yield ""
        for words in part.choices:
            yield "" if words[-1] == "YEAR" else _text_words(words[-1])[-1]
        if not part.is_optional:
            return


def _text_words(word: str) -> list[str]:
    """Return the words of a text that a word of a phrase is made of, in lower case: `eco-friendly` are two."""
    if word in _PLACES:
        return [word]
    found = [each.lower() for each in WORD.findall(word)]
    return [*found[:-1], f"{found[-1]}*"] if word.endswith("*") else found
