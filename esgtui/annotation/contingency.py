"""How many claims were judged in each way, counted as sets of claims: never by going through them one by one.

What the counts come to is `agreement.py`'s affair. Claims are numbered, as `bits.py` has sets of them.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cache

import msgspec

from esgtui.bits import rows_of, union

ON, OFF = "on", "off"
"""What a coder who visited a claim said of a tag."""

NO_VERDICT = ""
"""What a coder who visited a claim and gave it no verdict is counted as: no judgement, but not the same as no visit."""

Table = Mapping[tuple[str | None, ...], int]
"""How many claims were judged in each way: a value a coder, None where a coder did not visit."""

Ways = Mapping[str | None, int]
"""Which claims one coder judged in each way; each claim in one way."""

MOST_SETS = 300
"""Claims judged in more ways than these are counted one by one: many sets of few claims are dearer than the claims."""


class Work(msgspec.Struct, frozen=True):
    """One coder's judgements, as sets of claims: those visited, and those with each tag and each verdict."""

    visited: int
    tags: Mapping[str, int] = {}
    verdicts: Mapping[str, int] = {}


@cache
def with_paths_above(tag: str) -> tuple[str, ...]:
    """Return a tag and all that it is below of: `evidence/no-baseline` is an `evidence` too, as in a search."""
    parts = tag.split("/")
    return tuple("/".join(parts[:level]) for level in range(1, len(parts) + 1))


class Contingency:
    """The judgements of some coders on the claims that at least two of them visited; all else is left out."""

    def __init__(self, coders: Sequence[Work]) -> None:
        once = self._compared = 0
        for work in coders:
            self._compared |= once & work.visited
            once |= work.visited
        self._visited = [work.visited & self._compared for work in coders]
        self._verdicts = [self._on_visits(work, work.verdicts) for work in coders]
        self._tags = [self._on_visits(work, _by_level(work.tags)) for work in coders]

    def _on_visits(self, work: Work, sets: Mapping[str, int]) -> dict[str, int]:
        seen = work.visited & self._compared
        return {value: kept for value, bits in sets.items() if (kept := bits & seen)}

    def tags(self) -> set[str]:
        """Return the tags that are on any of the claims, and the paths above them."""
        return set[str]().union(*self._tags)

    def visits(self) -> Table:
        """Return how many claims were visited by whom, with one value for a visit."""
        return counted(self._compared, [self._ways({}, OFF, visited) for visited in self._visited])

    def of_tag(self, tag: str) -> Table:
        """Return how a tag was judged: put on, or left off."""
        each = zip(self._tags, self._visited, strict=True)
        return counted(self._compared, [self._ways({ON: tags.get(tag, 0)}, OFF, visited) for tags, visited in each])

    def of_verdicts(self) -> Table:
        """Return which verdicts were given, and where a visitor gave none."""
        each = zip(self._verdicts, self._visited, strict=True)
        return counted(self._compared, [self._ways(given, NO_VERDICT, visited) for given, visited in each])

    def _ways(self, given: Mapping[str, int], otherwise: str, visited: int) -> Ways:
        """Return the ways in which one coder judged; what is visited and not among those given is judged otherwise."""
        left = {None: self._compared & ~visited, otherwise: visited & ~union(given.values())}
        return left | dict(given)


def _by_level(tags: Mapping[str, int]) -> dict[str, int]:
    """Return the claims with each tag or one below it."""
    found: dict[str, int] = {}
    for tag, bits in tags.items():
        for level in with_paths_above(tag):
            found[level] = found.get(level, 0) | bits
    return found


def counted(claims: int, coders: Collection[Ways]) -> Table:
    """Return how many of some claims there are for each combination of what coders said; none where there are none."""
    sets: dict[tuple[str | None, ...], int] = {(): claims}
    for ways in coders:
        sets = {
            (*values, value): part
            for values, bits in sets.items()
            for value, those in ways.items()
            if (part := bits & those)
        }
        if len(sets) > MOST_SETS:
            return _counted_one_by_one(claims, coders)
    return {values: bits.bit_count() for values, bits in sets.items() if bits}


def _counted_one_by_one(claims: int, coders: Collection[Ways]) -> Table:
    said: list[list[str | None]] = []
    for ways in coders:
        values: list[str | None] = [None] * claims.bit_length()
        for value, those in ways.items():
            for row in rows_of(those & claims):
                values[row] = value
        said.append(values)
    return Counter(tuple(values[row] for values in said) for row in rows_of(claims))
