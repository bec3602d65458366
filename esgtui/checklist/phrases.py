"""Finds many phrases in a text at once, by their first two words; what a phrase is, `phrase.py` knows."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from esgtui.checklist.cutting import Cut
from esgtui.checklist.phrase import DATED_WORDS, Opening, Written, read
from esgtui.checklist.phrase_list import PhraseList

_MOST_NEXT = 5_000
_A_YEAR = "2030"

_Expression = tuple[PhraseList, Callable[[str, int], "re.Match[str] | None"] | None, bool]
"""What finds phrases of a list, and whether from the end of their first word on; None where the word is the phrase."""
_Listed = tuple[PhraseList, Opening, str]
"""How a phrase of a list begins, and its pattern."""


class Match(msgspec.Struct, frozen=True, gc=False):
    """Where a phrase stands in a text, at half-open character offsets, and which list it is of.

    `before` is the word in front of it, in lower case; empty if there is none.
    """

    of: PhraseList
    start: int
    end: int
    before: str


class _Opening(dict[str, tuple[_Expression, ...]]):
    """What can begin at a word, by the word behind it; `of_any_word` tells whether that has to be the very word.

    Otherwise a few words stand for all (`Phrases`), so that what is looked up for each word of each text stays small.
    """

    def __init__(self, phrases: Sequence[_Listed], compiled: dict[str, re.Pattern[str]]) -> None:
        super().__init__()
        self.phrases = phrases
        self.seconds = Written(opening.second for _, opening, _ in phrases)
        self.of_any_word = self.seconds.is_countless
        self._by_seconds: dict[frozenset[str], tuple[_Expression, ...]] = {}
        self._compiled = compiled

    def __missing__(self, following: str) -> tuple[_Expression, ...]:
        """Find out, when a text first has the two words, what can begin at them: of each list one expression."""
        seconds = frozenset(self.seconds.of(following))
        found = self._by_seconds.get(seconds)
        if found is None:
            found = self._by_seconds[seconds] = tuple(self._expressions(seconds))
        if len(self) >= _MOST_NEXT:
            self.clear()
        self[following] = found
        return found

    def _expressions(self, seconds: frozenset[str]) -> Iterator[_Expression]:
        by_list: dict[PhraseList, list[tuple[str | None, str]]] = {}
        for each, opening, pattern in self.phrases:
            if opening.second in seconds:
                by_list.setdefault(each, []).append((opening.rest, pattern))
        for each, found in by_list.items():
            rests = [rest for rest, _ in found if rest is not None]
            is_rest = len(rests) == len(found)
            patterns = rests if is_rest else [pattern for _, pattern in found]
            longest_first = sorted(dict.fromkeys(patterns), key=len, reverse=True)
            yield each, self._expression("|".join(longest_first)).match if any(patterns) else None, is_rest

    def _expression(self, pattern: str) -> re.Pattern[str]:
        """Return an expression, compiled when a text first needs it: of most rules, no text of a dataset does."""
        if pattern not in self._compiled:
            self._compiled[pattern] = re.compile(pattern)
        return self._compiled[pattern]


_Known = tuple[str, _Opening]
"""A word with a blank around it, and what can begin at it."""


class Phrases:
    """Finds the phrases of some lists; of one list, one for each word that any begins with. Any thread may ask.

    Most words of a text begin nothing, so it pays that those which do are few, and so are those that matter behind
    them: any year stands for all, and an empty word for all that no phrase goes on with. Endings left open are looked
    for only in texts that have what stands before them.
    """

    def __init__(self, lists: Mapping[PhraseList, Iterable[str]]) -> None:
        first: dict[str, list[_Listed]] = {}
        for each, phrases in lists.items():
            for phrase in map(read, phrases):
                for opening in sorted(phrase.openings, key=str):
                    first.setdefault(opening.first, []).append((each, opening, phrase.pattern))
        years = first.pop("YEAR", [])
        self._compiled: dict[str, re.Pattern[str]] = {}
        self._stems = {word[:-1]: each for word, each in first.items() if word.endswith("*")}
        self._with_stems: dict[str, _Known] = {}
        self._openings = {word: (f" {word} ", _Opening(each, self._compiled)) for word, each in first.items()}
        if years:
            of_years = _Opening(years, self._compiled)
            for year in DATED_WORDS:
                others = first.get(year)
                of_both = _Opening([*others, *years], self._compiled) if others else of_years
                self._openings[year] = (f" {year} ", of_both)
        seconds = Written(opening.second for each in (*first.values(), years) for _, opening, _ in each)
        self._standing_for = dict.fromkeys(DATED_WORDS, _A_YEAR) | {word: word for word in seconds.words}

    def find(self, cut: Cut) -> list[Match]:
        """Return where phrases stand in a text, in the order of their first words."""
        text, spaced, words = cut.text, cut.spaced, cut.words
        found = []
        start = -1
        passed: list[str] = []
        openings = map(self._openings.get, words)
        if any(f" {stem}" in spaced for stem in self._stems):
            openings = map(self._opening, words)
        for at, known in enumerate(openings):
            if known is None:
                continue
            word, opening = known
            second = words[at + 1] if at + 1 < len(words) else ""
            if not opening.of_any_word:
                second = self._standing_for.get(second, "")
            expressions = opening[second]
            if not expressions:
                passed.append(word)  # most are: where they stand need not be known
                continue
            for _ in range(passed.count(word) + 1):
                start = spaced.find(word, start + 1)
            passed.clear()
            end = start + len(word) - 2
            for each, match, is_rest in expressions:
                matched = match(text, end if is_rest else start) if match else None
                if matched or not match:
                    last = matched.end() if matched else end
                    found.append(Match(each, start, last, words[at - 1] if at else ""))
        return found

    def _opening(self, word: str) -> _Known | None:
        """Return what can begin at a word, by an ending left open or not."""
        exact = self._openings.get(word)
        stems = [stem for stem in self._stems if word.startswith(stem)]
        if not stems:
            return exact
        known = self._with_stems.get(word)
        if known is None:
            if len(self._with_stems) >= _MOST_NEXT:
                self._with_stems.clear()
            others = [phrase for stem in stems for phrase in self._stems[stem]]
            opening = _Opening([*(exact[1].phrases if exact else ()), *others], self._compiled)
            known = self._with_stems[word] = (f" {word} ", opening)
        return known
