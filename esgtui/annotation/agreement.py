"""How far coders agree: which judgements are compared, tag by tag and for verdicts, and the figures that they give.

A claim is compared if at least two of the coders visited it; who left it out says nothing about it. How claims are
counted is `contingency.py`'s affair, the arithmetic is in `coefficients.py`.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import combinations

import msgspec

from esgtui.annotation.coefficients import Alpha, Kappa, Percent, alpha, kappa, percent
from esgtui.annotation.contingency import NO_VERDICT, OFF, ON, Contingency, Table, Work

FEW_CLAIMS = 30
"""On fewer claims than these a figure depends on single ones."""

FEW_USES = 5
"""A tag that stands on fewer claims than these, or is left off fewer, is judged by single ones too."""


class Crossed(msgspec.Struct, frozen=True):
    """On how many claims one coder gave one value and the other another one (or the same)."""

    first: str
    second: str
    claims: int


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """How far these coders agree on one thing, with the counts behind it.

    `claims` were visited by two or more, `by_all` by all; `judged` were judged by two or more, and `judged_by` tells
    how many claims have 0, 1, 2 … judgements. `given_on` says on how many of the judged claims anyone gave a value.
    `crossed` and `kappa` are there for two coders, `ordinal` for verdicts.
    """

    coders: tuple[str, ...]
    claims: int
    by_all: int
    judged: int
    judged_by: dict[int, int]
    given_on: dict[str, int]
    percent: Percent
    alpha: Alpha
    ordinal: Alpha | None = None
    kappa: Kappa | None = None
    crossed: tuple[Crossed, ...] = ()

    def crossing(self, first: str, second: str) -> int:
        """Return on how many claims the first of two coders gave one value and the second the other."""
        return sum(cell.claims for cell in self.crossed if (cell.first, cell.second) == (first, second))

    @property
    def is_little(self) -> bool:
        """Whether so little was compared that the figures say hardly anything."""
        uses = [self.given_on.get(value, 0) for value in (ON, OFF)]
        return self.judged < FEW_CLAIMS or (self.ordinal is None and min(uses) < FEW_USES)


class Compared(msgspec.Struct, frozen=True):
    """One thing that was compared, a tag or (without one) the verdicts: all coders together, and two by two."""

    tag: str
    together: Comparison
    pairs: tuple[Comparison, ...] = ()


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """How far coders agree; `visited` counts each one's claims, `claims` those of two or more, `by_all` of all."""

    visited: dict[str, int]
    claims: int
    by_all: int
    tags: tuple[Compared, ...]
    verdicts: Compared

    @property
    def coders(self) -> tuple[str, ...]:
        """The coders compared, in the order in which they were asked for."""
        return tuple(self.visited)


def compare(
    work: Mapping[str, Work],
    scale: Sequence[str],
    *,
    tags: Collection[str] | None = None,
    by_pairs: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Agreement:
    """Return how far coders agree, of each of whom the work is given. `scale` is the verdicts' order.

    Without `tags`, all are compared that any of them put on a claim that two of them visited, and the paths above
    these. A tag counts for the paths above it. `by_pairs` compares each two of more than two coders as well.
    `progress` is told how many of the tags are compared.
    """
    found, coders = Contingency(list(work.values())), tuple(work)
    visits, named, compared = found.visits(), sorted(found.tags() if tags is None else set(tags)), list[Compared]()
    for number, tag in enumerate(named):
        if progress:
            progress(number, len(named))
        compared.append(_compared(tag, coders, found.of_tag(tag), None, by_pairs=by_pairs))
    return Agreement(
        visited={coder: each.visited.bit_count() for coder, each in work.items()},
        claims=sum(visits.values()),
        by_all=sum(count for row, count in visits.items() if None not in row),
        tags=tuple(compared),
        verdicts=_compared("", coders, found.of_verdicts(), scale, by_pairs=by_pairs),
    )


def _compared(
    tag: str, coders: tuple[str, ...], table: Table, scale: Sequence[str] | None, *, by_pairs: bool
) -> Compared:
    together = comparison(coders, table, scale)
    if not by_pairs or len(coders) == 2:
        return Compared(tag, together)
    pairs = []
    for first, second in combinations(range(len(coders)), 2):
        between: Counter[tuple[str | None, ...]] = Counter()
        for row, count in table.items():
            between[row[first], row[second]] += count
        pairs.append(comparison((coders[first], coders[second]), between, scale))
    return Compared(tag, together, tuple(pairs))


def comparison(coders: tuple[str, ...], table: Table, scale: Sequence[str] | None) -> Comparison:
    """Return the figures of a table of judgements with the counts behind them; `scale` orders verdicts."""
    rows = {row: count for row, count in table.items() if count and sum(value is not None for value in row) > 1}
    judgements: Counter[tuple[str | None, ...]] = Counter()
    judged_by: Counter[int] = Counter()
    given_on: Counter[str] = Counter()
    for row, count in rows.items():
        given = [value for value in row if value]
        judgements[tuple(value or None for value in row)] += count
        judged_by[len(given)] += count
        if len(given) > 1:
            given_on.update(dict.fromkeys(given, count))
    is_pair = len(coders) == 2
    return Comparison(
        coders=coders,
        claims=sum(rows.values()),
        by_all=sum(count for row, count in rows.items() if None not in row),
        judged=sum(count for number, count in judged_by.items() if number > 1),
        judged_by=dict(sorted(judged_by.items())),
        given_on=dict(sorted(given_on.items())),
        percent=percent(judgements),
        alpha=alpha(judgements),
        ordinal=None if scale is None else alpha(judgements, scale),
        kappa=kappa(judgements) if is_pair else None,
        crossed=_crossed(rows, scale or (ON, OFF)) if is_pair else (),
    )


def _crossed(rows: Table, order: Sequence[str]) -> tuple[Crossed, ...]:
    """Return the cells of two coders' table that are not empty, in the order of the values."""
    places = {value: place for place, value in enumerate(order)}
    cells = [Crossed(row[0] or NO_VERDICT, row[1] or NO_VERDICT, count) for row, count in rows.items()]
    return tuple(sorted(cells, key=lambda cell: [(places.get(v, len(places)), v) for v in (cell.first, cell.second)]))
