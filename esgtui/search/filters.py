"""Narrow claims by their fields and annotations: exact and complete, unlike a search by words.

A value of a field that has names (companies, pillars, standards ...) stands for the names that it is equal to, or else
begins, or else has all its words begin words of, or else is a slip away from. Which those are is said in a hint.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

import msgspec

from esgtui.search.query import years
from esgtui.search.text import fold, spaced

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from esgtui.dataset.model import Claim
    from esgtui.search.names import Names
    from esgtui.search.query import Filter

    Test = Callable[[Claim], bool]


class Annotations(Protocol):
    """What analysts put on claims, by claim id: all that filters ask for."""

    def tags(self, claim_id: str) -> Collection[str]:
        """Return the tags on a claim, all coders' together; the curator's own need not be among them."""

    def verdicts(self, claim_id: str) -> Collection[str]:
        """Return the verdicts that coders gave a claim."""

    def coders(self, claim_id: str) -> Collection[str]:
        """Return who put anything on a claim."""

    def has_note(self, claim_id: str) -> bool:
        """Tell whether anybody wrote a note on a claim."""

    def is_starred(self, claim_id: str) -> bool:
        """Tell whether anybody starred a claim."""


class Matched(msgspec.Struct, frozen=True):
    """The rows that filters let through, in ascending order, and what there is to say about their values."""

    rows: tuple[int, ...]
    hints: tuple[str, ...] = ()


def matching(filters: Iterable[Filter], claims: Sequence[Claim], names: Names, annotations: Annotations) -> Matched:
    """Return the rows of the claims that every filter lets through."""
    hints: list[str] = []
    tests: list[tuple[Test, bool]] = []
    for one in filters:
        test, said = _test(one, claims, names, annotations)
        tests.append((test, not one.is_negated))
        hints += said
    rows = (row for row, claim in enumerate(claims) if all(test(claim) == wanted for test, wanted in tests))
    return Matched(tuple(rows), tuple(dict.fromkeys(hints)))


def _test(one: Filter, claims: Sequence[Claim], names: Names, annotations: Annotations) -> tuple[Test, list[str]]:
    if one.field == "year":
        spans = [span for value in one.values if (span := years(value)) is not None]
        return (lambda claim: any(first <= year <= last for year in years_of(claim) for first, last in spans)), []
    if one.field == "has":
        wanted = [value.lower() for value in one.values]
        return (lambda claim: any(states(claim, value, names, annotations) for value in wanted)), []
    keys_of = partial(_KEYS[one.field], names=names, annotations=annotations)
    known = {key: _names_of(one.field, key, names) for claim in claims for key in keys_of(claim)}
    chosen: set[str] = set()
    hints = []
    for value in one.values:
        keys, is_as_typed = resolve(value, known, has_levels=one.field == "tag")
        chosen |= keys
        if not keys:
            hints.append(f"{one.field}:{value} is on no claim")
        elif not is_as_typed:
            hints.append(f"{one.field}:{value} is taken as {_listed(_title(known[key]) for key in sorted(keys))}")
    return (lambda claim: not chosen.isdisjoint(keys_of(claim))), hints


def resolve(value: str, known: Mapping[str, Sequence[str]], *, has_levels: bool = False) -> tuple[set[str], bool]:
    """Return the keys of `known` whose names `value` stands for, and whether it is the full name of each.

    `known` has the names of each key. With levels, `evidence` stands for `evidence/no-baseline` too.
    """
    typed, words = fold(value).strip(), spaced(value).split()
    ways: tuple[Callable[[str], bool], ...] = (
        lambda name: name == typed or (has_levels and name.startswith(f"{typed}/")),
        lambda name: bool(words) and spaced(name).split() == words,
        lambda name: name.startswith(typed),
        lambda name: bool(words) and all(_begins_any(word, spaced(name).split()) for word in words),
        lambda name: len(typed) >= 4 and _is_slip(typed, name),
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


def states(claim: Claim, what: str, names: Names, annotations: Annotations) -> bool:
    """Tell whether a claim has `what`, one of `query.HAS`: a field that is stated, or an annotation."""
    by_annotation: dict[str, Callable[[], bool]] = {
        "note": lambda: annotations.has_note(claim.id),
        "star": lambda: annotations.is_starred(claim.id),
        "verdict": lambda: bool(annotations.verdicts(claim.id)),
        "tag": lambda: bool(claim.tags or annotations.tags(claim.id)),
        "topic": lambda: bool(names.topics_of(claim)),
        "year": lambda: bool(years_of(claim)),
        "target": lambda: claim.target_year is not None,
        "base": lambda: claim.base_year is not None,
    }
    if what in by_annotation:
        return by_annotation[what]()
    return bool(getattr(claim, {"metric": "metrics", "standard": "standards", "source": "places"}.get(what, what)))


def _pillar_key(claim: Claim) -> tuple[str, ...]:
    return (f"{claim.company}\n{claim.pillar}",) if claim.pillar else ()


_KEYS: dict[str, Callable[..., Collection[str]]] = {
    "company": lambda claim, **_: (claim.company,),
    "pillar": lambda claim, **_: _pillar_key(claim),
    "topic": lambda claim, names, **_: names.topics_of(claim),
    "kind": lambda claim, **_: (claim.kind,) if claim.kind else (),
    "tag": lambda claim, annotations, **_: {*claim.tags, *annotations.tags(claim.id)},
    "verdict": lambda claim, annotations, **_: annotations.verdicts(claim.id),
    "coder": lambda claim, annotations, **_: annotations.coders(claim.id),
    "standard": lambda claim, **_: claim.standards,
    "unit": lambda claim, **_: tuple(metric.unit for metric in claim.metrics if metric.unit),
}


def _names_of(field: str, key: str, names: Names) -> tuple[str, ...]:
    if field == "company":
        return (*names.companies.get(key, ())[:1], key, *names.companies.get(key, ())[1:])
    if field == "pillar":
        company, _, pillar = key.partition("\n")
        title = names.pillars.get((company, pillar))
        return (title, pillar) if title else (pillar,)
    if field == "topic":
        framework, _, code = key.partition(":")
        return (key, code, framework, names.topics.get(key, key))
    return (key,)


def _title(called: Sequence[str]) -> str:
    return f"“{called[0]}”"


def _listed(titles: Iterable[str]) -> str:
    shown = list(dict.fromkeys(titles))
    return ", ".join(shown[:3]) + (f" and {len(shown) - 3} more" if len(shown) > 3 else "")


def _begins_any(word: str, words: Iterable[str]) -> bool:
    return any(other.startswith(word) for other in words)


def _is_slip(typed: str, name: str) -> bool:
    from rapidfuzz.distance import OSA

    allowed = 1 if len(typed) < 8 else 2
    return any(OSA.distance(typed, part, score_cutoff=allowed) <= allowed for part in (name, *name.split()))
