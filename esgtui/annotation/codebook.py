"""Which tags a picker offers for what is typed: the codebook's and those in use, ranked by likeness."""

import re
from collections.abc import Sequence
from math import inf

import msgspec


class KnownTag(msgspec.Struct, frozen=True):
    """A tag that may be put on, with its meaning and how many times it is on a claim.

    `key` brings it up first, `number` is that of its key among the recent ones (0 is none), `is_new` marks one yet to
    be made.
    """

    tag: str
    title: str = ""
    description: str = ""
    key: str = ""
    is_new: bool = False
    uses: int = 0
    number: int = 0
    colour: str = ""


LIKE_ENOUGH = 60.0
"""The least likeness, of 100, at which a tag is offered at all; below, the matches are letters met by chance."""
FITS = 110.0
"""The likeness from which on a tag is what may have been meant by the text."""
CONTAINS = 150.0
"""The likeness from which on a tag has the text in it."""
SHORTENED = 4
"""From how many letters on a word may be another one without some of its vowels; shorter ones fit too much."""


def offered(known: Sequence[KnownTag], text: str) -> list[KnownTag]:
    """Return the tags to offer for a text: those that it fits, then the text itself if it is no tag yet, then the like.

    A text fits a tag if each of its words begins a word of the tag or its title, or is a slip of the finger or left out
    vowels away from one; what is merely like it stays behind the new tag, so that nobody puts it on by mistake. So does
    one that is yet to be made and has the text not as it is typed, or has it as some of its words: of two new ones, the
    text is the one meant. Without a text all tags come in their order. A codebook tag whose key is the text leads.
    """
    typed = text.strip().removeprefix("#")
    wanted = typed.casefold()
    if not wanted:
        return list(known)
    ranked = sorted(((_likeness(entry, typed), entry) for entry in known), key=lambda pair: -pair[0])
    fitting = [entry for score, entry in ranked if score >= _least(entry, typed)]
    like = [entry for score, entry in ranked if LIKE_ENOUGH <= score < _least(entry, typed)]
    is_new = all(entry.tag.casefold() != wanted for entry in known)
    return [*fitting, *([KnownTag(typed, is_new=True)] if is_new else []), *like]


def _least(entry: KnownTag, typed: str) -> float:
    """Return the likeness from which on a tag comes before the text itself."""
    if not entry.is_new:
        return FITS
    has_its_words = entry.tag != typed and re.search(rf"(?<!\w){re.escape(typed)}(?!\w)", entry.tag)
    return inf if has_its_words else CONTAINS


def _likeness(entry: KnownTag, typed: str) -> float:
    """Return how much a tag is like the text; from `FITS` on it is what may have been meant."""
    from rapidfuzz import fuzz

    wanted, tag, title = typed.casefold(), entry.tag.casefold(), entry.title.casefold()
    if wanted == entry.key.casefold():
        return 400 if typed == entry.key else 300
    if wanted == tag:
        return 250
    if wanted in tag:
        return CONTAINS + 50 - min(50, tag.index(wanted))
    if wanted in title:
        return 125
    likeness = max(fuzz.partial_ratio(wanted, tag), fuzz.token_set_ratio(wanted, title) * 0.9)
    if all(_fits(word, [*_words(tag), *_words(title)]) for word in _words(wanted)):
        return FITS + likeness / 10
    return likeness if len(wanted) >= 3 else 0


def _fits(word: str, words: Sequence[str]) -> bool:
    """Return whether a word begins one of the words, as it is, with a slip of the finger or without some vowels."""
    from rapidfuzz.distance import OSA

    slips = 0 if len(word) < 4 or any(map(str.isdigit, word)) else 1 if len(word) < 6 else 2
    lengths = range(len(word) - slips, len(word) + slips + 1)
    return any(
        other.startswith(word)
        or any(OSA.distance(word, other[:length]) <= slips for length in lengths)
        or (len(word) >= SHORTENED and _begins_without_vowels(word, other))
        for other in words
    )


def _begins_without_vowels(word: str, other: str) -> bool:
    """Return whether a word is how another one begins, but for vowels and double letters left out: `basln`."""
    typed = 0
    for letter in other:
        if typed < len(word) and letter == word[typed]:
            typed += 1
        elif typed == 0 or letter not in ("a", "e", "i", "o", "u", word[typed - 1]):
            break
    return typed == len(word)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)
