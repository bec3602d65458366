"""Finds many phrases in a text at once, by their first two words; what a phrase is, `phrase.py` knows."""

import re
from collections.abc import Iterable, Mapping

import msgspec

from esgtui.checklist.phrase import DATED_WORD, WORD, Phrase, is_meant, read

_MOST_KNOWN = 50_000
"""So many words are remembered with what can begin at them."""
_MOST_NEXT = 5_000

Key = tuple[str, str]


class Match(msgspec.Struct, frozen=True, gc=False):
    """Where a phrase stands in a text, at half-open character offsets, and under which key it was given."""

    key: Key
    start: int
    end: int


class _Opening(msgspec.Struct):
    """What can begin at a word: phrases by what must stand behind it, and what is known of words behind it by now."""

    phrases: list[tuple[Key, str, str]]
    by_next: dict[str, list[tuple[Key, re.Pattern[str]]]] = {}


class Phrases:
    """Finds phrases, each given under a key; of one key, one for each word that any begins with. Any thread may ask."""

    def __init__(self, phrases: Mapping[Key, Iterable[str]]) -> None:
        self._first: dict[str, list[tuple[Key, str, str]]] = {}
        for key, each in phrases.items():
            for phrase in sorted(map(read, each), key=_length, reverse=True):
                for first, second in sorted(phrase.openings):
                    self._first.setdefault(first, []).append((key, second, phrase.pattern))
        self._stems = [word for word in self._first if word.endswith("*")]
        self._known: dict[str, _Opening | None] = {}
        self._compiled: dict[str, re.Pattern[str]] = {}

    def find(self, text: str) -> list[Match]:
        """Return where phrases stand, in the order of their first words."""
        found = []
        known = self._known
        for each in WORD.finditer(text):
            word = each[0]
            opening = known[word] if word in known else self._opening(word)
            if opening is None:
                continue
            next_word = WORD.search(text, each.end())
            following = next_word[0] if next_word else ""
            here = opening.by_next.get(following)
            for key, expression in self._with_next(opening, following) if here is None else here:
                match = expression.match(text, each.start())
                if match:
                    found.append(Match(key, each.start(), match.end()))
        return found

    def _opening(self, word: str) -> _Opening | None:
        """Return what can begin at a word, and remember it: most words begin nothing."""
        if len(self._known) >= _MOST_KNOWN:
            self._known = {}
        lower = word.lower()
        phrases = list(self._first.get(lower, ()))
        for stem in self._stems:
            if lower.startswith(stem[:-1]):
                phrases += self._first[stem]
        if DATED_WORD.fullmatch(word):
            phrases += self._first.get("YEAR", ())
        self._known[word] = found = _Opening(phrases, {}) if phrases else None
        return found

    def _with_next(self, opening: _Opening, following: str) -> list[tuple[Key, re.Pattern[str]]]:
        """Return what can begin at a word that another one follows, each key's phrases as one expression."""
        lower = following.lower()
        by_key: dict[Key, dict[str, None]] = {}
        for key, second, pattern in opening.phrases:
            if is_meant(following, lower, second):
                by_key.setdefault(key, {})[pattern] = None
        found = [(key, self._expression("|".join(patterns))) for key, patterns in by_key.items()]
        if len(opening.by_next) >= _MOST_NEXT:
            opening.by_next = {}
        opening.by_next[following] = found
        return found

    def _expression(self, pattern: str) -> re.Pattern[str]:
        """Return an expression, compiled when a text first needs it: of most rules, no text of a dataset does."""
        if pattern not in self._compiled:
            self._compiled[pattern] = re.compile(pattern)
        return self._compiled[pattern]


def _length(phrase: Phrase) -> int:
    return len(phrase.pattern)
