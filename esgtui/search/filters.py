"""Narrow claims by their fields and annotations: exact and complete, unlike a search by words.

A value of a field that has names (companies, pillars, standards ...) stands for the names that it is equal to, or else
begins, or else has all its words begin words of, or else is a slip away from. Which those are is said in a hint.
Names that no claim has stand for themselves too: what is asked for by its name is never taken for another thing.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from esgtui.search.closed import KINDS, no_such
from esgtui.search.keys import APART, term
from esgtui.search.query import years
from esgtui.search.scope import Sieve
from esgtui.search.text import fold, spaced

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from esgtui.search.having import Having
    from esgtui.search.names import Names
    from esgtui.search.query import Filter


class Matched(msgspec.Struct, frozen=True):
    """What claims have to pass that filters let through, and what there is to say about the filters' values."""

    sieves: tuple[Sieve, ...]
    hints: tuple[str, ...] = ()


class Fields:
    """The keys of fields that typed values stand for, of those that claims have."""

    def __init__(self, names: Names, having: Having) -> None:
        self._names = names
        self._having = having

    def matching(self, filters: Iterable[Filter]) -> Matched:
        """Return what every claim has to pass that all filters let through, as annotated by now."""
        hints: list[str] = []
        sieves = tuple(self._sieve(one, hints) for one in filters)
        return Matched(sieves, tuple(dict.fromkeys(hints)))

    def _sieve(self, one: Filter, hints: list[str]) -> Sieve:
        field, having = one.field, self._having
        known = having.keys(field) if field != "has" else ()
        keys = dict.fromkeys(key for value in one.values for key in self._keys(field, value, known, hints))
        terms = tuple(term(field, key) for key in keys if not having.is_stated(field, key))
        return Sieve(terms, having.told(field, keys), one.is_negated)

    def _keys(self, field: str, value: str, present: Collection[str], hints: list[str]) -> Iterable[str]:
        """Return the keys of a field that a value typed stands for."""
        span = years(value)
        if field == "year":
            return [key for key in present if span and span[0] <= int(key) <= span[1]]
        if field == "has":
            return [value.lower()]
        known = {key: self.called(field, key) for key in (*present, *self._declared(field))}
        keys, is_as_typed = resolve(value, known, has_levels=field == "tag", may_slip=field not in _CLOSED)
        if not keys and field in _CLOSED and known:
            hints.append(no_such(field, value, sorted(known)))
        elif not any(key in present for key in keys):
            hints.append(f"no claim has {field}:{value}")
        elif not is_as_typed:
            hints.append(f"{field}:{value} is taken as {_listed(known[key][0] for key in sorted(keys))}")
        return keys

    def _declared(self, field: str) -> Iterable[str]:
        """Return the keys that a field can have by the dataset's own lists, whether any claim has them or not."""
        names = self._names
        pillars = (f"{company}{APART}{pillar}" for company, pillar in names.pillars)
        by_field = {"company": names.companies, "pillar": pillars, "topic": names.topics}
        return {**by_field, "kind": KINDS, "verdict": names.verdicts}.get(field, ())

    def called(self, field: str, key: str) -> tuple[str, ...]:
        """Return what a key may be called, the name that is shown first."""
        names = self._names
        if field == "company":
            return (*names.companies.get(key, ()), key)
        if field == "pillar":
            company, _, pillar = key.partition(APART)
            return (names.pillars.get((company, pillar), pillar), pillar)
        if field == "topic":
            framework, _, code = key.partition(":")
            return (key, code, framework, names.topics.get(key, key))
        if field == "verdict":
            return (key, names.verdicts.get(key, key))
        return (key.replace(APART, "="),) if field == "own" else (key,)


def resolve(
    value: str, known: Mapping[str, Sequence[str]], *, has_levels: bool = False, may_slip: bool = True
) -> tuple[set[str], bool]:
    """Return the keys of `known` whose names `value` stands for, and whether it is the full name of each.

    `known` has the names of each key. With levels, `evidence` stands for `evidence/no-baseline` too.
    """
    typed, words = fold(value).strip(), spaced(value).split()
    if has_levels:
        typed = typed.lstrip("#").rstrip("/")
    ways: tuple[Callable[[str, Sequence[str]], bool], ...] = (
        lambda name, _: name == typed or (has_levels and name.startswith(f"{typed}/")),
        lambda _, named: bool(words) and named == words,
        lambda name, _: name.startswith(typed),
        lambda _, named: bool(words) and all(_begins_any(word, named) for word in words),
        lambda name, _: may_slip and len(typed) >= 4 and _is_slip(typed, name),
    )
    forms = [(key, _forms(name)) for key, called in known.items() for name in called]
    for number, way in enumerate(ways):
        keys = {key for key, form in forms if way(*form)}
        if keys:
            return keys, number < 2
    return set(), False


@lru_cache(maxsize=20_000)
def _forms(name: str) -> tuple[str, list[str]]:
    """Return a name as it is compared: folded, and its words. The names of a dataset are the same with each letter."""
    folded = fold(name).strip()
    return folded, spaced(folded).split()


_CLOSED = frozenset({"kind", "verdict"})
"""Fields of a few values that are known from the start: a slip could be another one of them, or its opposite."""


def _listed(titles: Iterable[str]) -> str:
    shown = [f"“{title}”" for title in dict.fromkeys(titles)]
    return ", ".join(shown[:3]) + (f" and {len(shown) - 3} more" if len(shown) > 3 else "")


def _begins_any(word: str, words: Iterable[str]) -> bool:
    return any(other.startswith(word) for other in words)


def _is_slip(typed: str, name: str) -> bool:
    from rapidfuzz.distance import OSA

    allowed, digits = 1 if len(typed) < 8 else 2, _digits(typed)
    parts = (name, *re.split(r"[\s/]+", name))
    # Another number is another standard, year or topic, and never a slip.
    alike = (part for part in parts if _digits(part) == digits)
    return any(OSA.distance(typed, part, score_cutoff=allowed) <= allowed for part in alike)


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())
