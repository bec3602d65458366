"""Which claims of one text are which in a newer table: those that share most of what else they say."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

_MOST_PAIRS = 100_000
"""So many pairs of claims are compared at most, those first that share what few others say."""

_MOST_CLAIMS = 5_000
"""Of more claims than these, of one company and one text, what they share is not looked at."""

Said = tuple[tuple[str | int, ...], object]
"""One value that a claim has, and where in it that stands."""


def values_of(body: str) -> dict[str, Any]:
    """Return what the TOML of a claim says: nothing, where somebody wrote it so that it cannot be read by itself."""
    import tomli

    try:
        return tomli.loads(body)
    except (ValueError, RecursionError):
        return {}


def alike(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield pairs of claims by their positions, each of them once, until either side has no more.

    Claims come as the TOML of each. Those with most values in common come first, and of them those with fewest that
    differ; of as many, the first on both sides.
    """
    left, free = dict.fromkeys(range(len(before))), dict.fromkeys(range(len(after)))
    if before and after and max(len(before), len(after)) <= _MOST_CLAIMS:
        for old, new in _by_likeness(list(map(_said, before)), list(map(_said, after))):
            if old in left and new in free:
                del left[old], free[new]
                yield old, new
    yield from zip(left, free, strict=False)


def _by_likeness(before: Sequence[dict[Said, None]], after: Sequence[dict[Said, None]]) -> list[tuple[int, int]]:
    """Return pairs that share something, the most alike first; of very many claims, those that share a rare value."""
    old_with, new_with = _holders(before), _holders(after)
    shared = [said for said in old_with if said in new_with]
    shared.sort(key=lambda said: len(old_with[said]) * len(new_with[said]))
    found: dict[tuple[int, int], tuple[int, int]] = {}
    seen = 0
    for said in shared:
        seen += len(old_with[said]) * len(new_with[said])
        if seen > _MOST_PAIRS:
            break
        for pair in product(old_with[said], new_with[said]):
            if pair not in found:
                old, new = before[pair[0]].keys(), after[pair[1]].keys()
                found[pair] = -len(old & new), len(old ^ new)
    return sorted(found, key=lambda pair: (found[pair], pair))


def _holders(claims: Sequence[dict[Said, None]]) -> dict[Said, list[int]]:
    """Return which claims have each value."""
    found: dict[Said, list[int]] = {}
    for position, claim in enumerate(claims):
        for said in claim:
            found.setdefault(said, []).append(position)
    return found


def _said(body: str) -> dict[Said, None]:
    """Return all values of a claim, in order."""
    return dict.fromkeys(_values((), values_of(body)))


def _values(place: tuple[str | int, ...], value: object) -> Iterator[Said]:
    if isinstance(value, Mapping):
        for key, each in value.items():
            yield from _values((*place, key), each)
    elif isinstance(value, list):
        for position, each in enumerate(value):
            yield from _values((*place, position), each)
    else:
        yield place, value
