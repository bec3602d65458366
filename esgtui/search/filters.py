"""Narrow claims by their fields and annotations: exact and complete, unlike a search by words.

A value of a field that has names (companies, pillars, standards ...) stands for the names that it is equal to, or else
begins, or else has all its words begin words of, or else is a slip away from. Which those are is said in a hint.
Names that no claim has stand for themselves too: what is asked for by its name is never taken for another thing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

import msgspec

from esgtui.bits import rows_of, union
from esgtui.search.closed import KINDS, STATED, no_such
from esgtui.search.own_values import own_rows
from esgtui.search.query import years
from esgtui.search.rows_by_key import Curated, RowsByKey
from esgtui.search.text import fold, spaced

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from esgtui.dataset.model import Claim
    from esgtui.search.names import Names
    from esgtui.search.query import Filter

    _RowsByKey = dict[str, list[int]]

    StatingRows = Callable[[str], Collection[int]]
    """Returns the rows of the claims that state one of `closed.STATED`, in ascending order."""


class Annotations(Protocol):
    """What analysts put on claims: all that filters ask for."""

    def rows(self, field: str) -> Mapping[str, int]:
        """Return the set of rows (see `bits.py`) with each value that coders gave a field, as annotated by now.

        The fields are `BY_ANNOTATION`. What the curator says need not be among it. Not to be changed.
        """


class Matched(msgspec.Struct, frozen=True):
    """The set of rows that filters let through (see `bits.py`), and what there is to say about their values."""

    bits: int
    hints: tuple[str, ...] = ()

    @property
    def rows(self) -> tuple[int, ...]:
        """The rows, in ascending order."""
        return tuple(rows_of(self.bits))


class Fields:
    """The claims of a dataset by the values of their fields, each field gone through when it is first asked for."""

    def __init__(self, claims: Sequence[Claim], names: Names, stating: StatingRows | None = None) -> None:
        self._claims = claims
        self._stating = stating
        self._names = names
        self._curated: dict[str, Curated] = {}

    def matching(self, filters: Iterable[Filter], annotations: Annotations) -> Matched:
        """Return the rows of the claims that every filter lets through, as annotated by now."""
        bits = everything = (1 << len(self._claims)) - 1
        hints: list[str] = []
        for one in filters:
            by_key = self.rows_by_key(one.field, annotations)
            keys = {key for value in one.values for key in self._keys(one.field, value, by_key, hints)}
            chosen = union(by_key[key] for key in keys if key in by_key)
            bits &= everything & ~chosen if one.is_negated else chosen
        return Matched(bits, tuple(dict.fromkeys(hints)))

    def rows_by_key(self, field: str, annotations: Annotations) -> RowsByKey:
        """Return the rows of the claims with each key of a field, as annotated by now."""
        curated = self.curated(field) if field in _CURATED or field == "own" else Curated({})
        return RowsByKey(curated, annotations.rows(field) if field in BY_ANNOTATION else {})

    def curated(self, field: str) -> Curated:
        """Return what the dataset itself says: the rows of the claims with each key."""
        if field not in self._curated:
            found = self._gone_through(field)
            if field == "has" and self._stating:
                found.update({what: list(self._stating(what)) for what in STATED})
            self._curated[field] = Curated(found)
        return self._curated[field]

    def _gone_through(self, field: str) -> _RowsByKey:
        if field == "own":
            return own_rows(self._claims)
        keys_of = _CURATED[field]
        return _rows_by_key(self._claims, lambda claim: keys_of(claim, self._names))

    def _keys(self, field: str, value: str, by_key: RowsByKey, hints: list[str]) -> Iterable[str]:
        """Return the keys of a field that a value typed stands for."""
        span = years(value)
        if field == "year":
            return [key for key in by_key if span and span[0] <= int(key) <= span[1]]
        if field == "has":
            return [value.lower()]
        known = {key: self.called(field, key) for key in (*by_key, *self._declared(field))}
        keys, is_as_typed = resolve(value, known, has_levels=field == "tag", may_slip=field not in _CLOSED)
        if not keys and field in _CLOSED and known:
            hints.append(no_such(field, value, sorted(known)))
        elif not any(by_key.get(key) for key in keys):
            hints.append(f"no claim has {field}:{value}")
        elif not is_as_typed:
            hints.append(f"{field}:{value} is taken as {_listed(known[key][0] for key in sorted(keys))}")
        return keys

    def _declared(self, field: str) -> Iterable[str]:
        """Return the keys that a field can have by the dataset's own lists, whether any claim has them or not."""
        names = self._names
        pillars = (f"{company}{_APART}{pillar}" for company, pillar in names.pillars)
        by_field = {"company": names.companies, "pillar": pillars, "topic": names.topics}
        return {**by_field, "kind": KINDS, "verdict": names.verdicts}.get(field, ())

    def called(self, field: str, key: str) -> tuple[str, ...]:
        """Return what a key may be called, the name that is shown first."""
        names = self._names
        if field == "company":
            return (*names.companies.get(key, ()), key)
        if field == "pillar":
            company, _, pillar = key.partition(_APART)
            return (names.pillars.get((company, pillar), pillar), pillar)
        if field == "topic":
            framework, _, code = key.partition(":")
            return (key, code, framework, names.topics.get(key, key))
        if field == "verdict":
            return (key, names.verdicts.get(key, key))
        return (key,)


def resolve(
    value: str, known: Mapping[str, Sequence[str]], *, has_levels: bool = False, may_slip: bool = True
) -> tuple[set[str], bool]:
    """Return the keys of `known` whose names `value` stands for, and whether it is the full name of each.

    `known` has the names of each key. With levels, `evidence` stands for `evidence/no-baseline` too.
    """
    typed, words = fold(value).strip(), spaced(value).split()
    if has_levels:
        typed = typed.lstrip("#").rstrip("/")
    ways: tuple[Callable[[str], bool], ...] = (
        lambda name: name == typed or (has_levels and name.startswith(f"{typed}/")),
        lambda name: bool(words) and spaced(name).split() == words,
        lambda name: name.startswith(typed),
        lambda name: bool(words) and all(_begins_any(word, spaced(name).split()) for word in words),
        lambda name: may_slip and len(typed) >= 4 and _is_slip(typed, name),
    )
    for number, way in enumerate(ways):
        keys = {key for key, called in known.items() if any(way(fold(name).strip()) for name in called)}
        if keys:
            return keys, number < 2
    return set(), False


def years_of(claim: Claim) -> set[int]:
    """Return the years that a claim speaks of: its target year, its base year, and all years of its period."""
    found = {year for year in (claim.target_year, claim.base_year) if year is not None}
    for part in claim.period.replace("–", "-").split(","):
        span = years(part.strip())
        if span is not None:
            found.update(range(span[0], span[1] + 1))
    return found


def _rows_by_key(claims: Sequence[Claim], keys_of: Callable[[Claim], Iterable[str]]) -> _RowsByKey:
    found: _RowsByKey = {}
    for row, claim in enumerate(claims):
        for key in keys_of(claim):
            found.setdefault(key, []).append(row)
    return found


def _stated(claim: Claim, names: Names) -> list[str]:
    """Return what of `closed.HAS` the dataset itself states of a claim."""
    stated = {
        "assurance": claim.assurance,
        "base": claim.base_year is not None,
        "conformity": claim.conformity,
        "horizon": claim.horizon,
        "kind": claim.kind,
        "metric": claim.metrics,
        "period": claim.period,
        "pillar": claim.pillar,
        "quote": claim.quote,
        "source": claim.places,
        "standard": claim.standards,
        "system": claim.system,
        "tag": claim.tags,
        "target": claim.target_year is not None,
        "topic": names.topics_of(claim),
        "year": years_of(claim),
    }
    return [what for what, value in stated.items() if value]


_CLOSED = frozenset({"kind", "verdict"})
"""Fields of a few values that are known from the start: a slip could be another one of them, or its opposite."""

_APART = "\n"
_CURATED: dict[str, Callable[[Claim, Names], Iterable[str]]] = {
    "company": lambda claim, _: (claim.company,),
    "pillar": lambda claim, _: (f"{claim.company}{_APART}{claim.pillar}",) if claim.pillar else (),
    "topic": lambda claim, names: set(names.topics_of(claim)),
    "kind": lambda claim, _: (claim.kind,) if claim.kind else (),
    "standard": lambda claim, _: set(claim.standards),
    "unit": lambda claim, _: {metric.unit for metric in claim.metrics if metric.unit},
    "year": lambda claim, _: map(str, years_of(claim)),
    "has": _stated,
    "tag": lambda claim, _: set(claim.tags),
}
BY_ANNOTATION = frozenset({"tag", "verdict", "coder", "visited", "has"})
"""The fields whose values coders add to: what is known of them changes as they work."""


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
