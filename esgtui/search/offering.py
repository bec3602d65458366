"""The values of one field by all their names: which of them a beginning of a name can mean, and how many claims.

A name stands here for exactly what `filters.resolve` takes it for.
"""

from __future__ import annotations

from functools import cached_property
from heapq import nsmallest
from typing import TYPE_CHECKING

import msgspec

from esgtui.search.text import all_spaced, fold, spaced

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    _Keys = frozenset[str]

LEAST_FOR_SLIPS = 4
"""From how many letters on a slip of the finger is allowed for."""


class Meaning(msgspec.Struct, frozen=True):
    """A name, and the keys of the values that it stands for: one, unless several share it or stand below it."""

    name: str
    keys: frozenset[str]


class NamedValues:
    """The values of a field: in `counts` how many claims have each key, and what each key is `called`.

    `together` tells how many claims have any of several keys.
    """

    def __init__(
        self,
        counts: Mapping[str, int],
        together: Callable[[frozenset[str]], int],
        called: Mapping[str, Sequence[str]],
        *,
        has_levels: bool = False,
        is_year: bool = False,
    ) -> None:
        self.counts = counts
        self._together = together
        self._has_levels = has_levels
        self._is_year = is_year
        names: dict[str, str] = {}
        keys: dict[str, set[str]] = {}
        for key, each in called.items():
            for name in each:
                for level, folded in _levels(name) if has_levels else [(name, fold(name).strip())]:
                    names.setdefault(folded, level)
                    keys.setdefault(folded, set()).add(key)
        self._names, self._folded = list(names.values()), list(names)
        self._keys: dict[str, _Keys] = {folded: frozenset(found) for folded, found in keys.items()}
        words = dict(zip(self._folded, map(_joined, all_spaced(self._folded)), strict=True))
        self._words = [f" {text}" for text in words.values()]
        self._by_words: dict[str, set[str]] = {}
        for key, each in called.items():
            for name in each:
                self._by_words.setdefault(words[fold(name).strip()], set()).add(key)
        self._claims: dict[_Keys, int] = {}

    def claims(self, keys: frozenset[str]) -> int:
        """Return how many claims have any of these values."""
        if keys not in self._claims:
            known = [self.counts[key] for key in keys]
            self._claims[keys] = known[0] if len(known) == 1 else self._together(keys)
        return self._claims[keys]

    def keys_of(self, value: str) -> frozenset[str]:
        """Return the keys that a value in a query stands for by its full name; empty if that is nobody's name."""
        typed = fold(value).strip()
        if self._has_levels:
            typed = typed.lstrip("#").rstrip("/")
        words = _joined(spaced(value))
        return self._keys.get(typed) or frozenset(self._by_words.get(words, ()) if words else ())

    def _typed(self, text: str) -> str:
        folded = fold(text).lstrip()
        return folded.lstrip("#") if self._has_levels else folded

    def meant_by(self, text: str, most: int) -> list[Meaning]:
        """Return what a text can be the beginning of, the likeliest first, at most so many.

        Names that begin so come before those with words that do, and these before slips; of each, what more claims
        have comes first. What has two names that fit is given by the one that fits best.
        """
        best: dict[object, tuple[int, int]] = {}
        found = 0
        for rank, fitting in enumerate(self._fitting(text)):
            for at in fitting:
                same: object = at if self._has_levels else self._keys[self._folded[at]]
                best.setdefault(same, (rank, at))
            found += len(fitting)
            if found >= most and rank:
                break
        ordered = nsmallest(most, best.values(), self._order)
        return [Meaning(self._names[at], self._keys[self._folded[at]]) for _, at in ordered]

    def _order(self, found: tuple[int, int]) -> tuple[int, int, str]:
        rank, at = found
        folded = self._folded[at]
        return rank, 0 if self._is_year else -self.claims(self._keys[folded]), folded

    def _fitting(self, text: str) -> Iterator[list[int]]:
        """Yield where the names are that a text is, that it begins, that have words that it begins, and slips."""
        typed = self._typed(text)
        name, words = typed.strip(), [f" {word}" for word in spaced(text).split()]
        yield [at for at, folded in enumerate(self._folded) if folded == name]
        yield [at for at, folded in enumerate(self._folded) if folded.startswith(typed)]
        yield [at for at, joined in enumerate(self._words) if all(word in joined for word in words)] if words else []
        if len(name) >= LEAST_FOR_SLIPS and not self._is_year:
            yield [at for part in _slips(name, self._parts) for at in self._parts[part]]

    @cached_property
    def _parts(self) -> dict[str, list[int]]:
        """The names and the words in them, each with where the names are."""
        parts: dict[str, list[int]] = {}
        for at, folded in enumerate(self._folded):
            for part in {folded, *folded.split()}:
                parts.setdefault(part, []).append(at)
        return parts


def _joined(words: str) -> str:
    return " ".join(words.split())


def _levels(tag: str) -> Iterator[tuple[str, str]]:
    """Yield a tag and all that it stands below, each as written and folded."""
    folded = fold(tag).strip()
    yield tag, folded
    written, parts = tag.split("/"), folded.split("/")
    for end in range(1, len(parts)):
        level = "/".join(parts[:end])
        if level == level.lstrip("#").rstrip("/").strip() != "":
            above = "/".join(written[:end])
            yield (above if fold(above).strip() == level else level), level


def _slips(typed: str, parts: Collection[str]) -> Iterator[str]:
    """Yield the parts that begin with what is typed but for a slip."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    allowed, length = 1 if len(typed) < 8 else 2, len(typed)
    long_enough = [part for part in parts if len(part) >= length - allowed]
    for end in (length, length + 1):
        cut = [part[:end] for part in long_enough]
        for _, _, at in process.extract(typed, cut, scorer=OSA.distance, score_cutoff=allowed, limit=None):
            yield long_enough[at]
