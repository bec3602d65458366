"""How far coders agree: which judgements are compared, tag by tag and for verdicts, and the figures that they give.

A claim is compared if at least two of the coders visited it; who left it out says nothing about it. Nothing here knows
where annotations are kept. The arithmetic is in `coefficients.py`.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from itertools import combinations

import msgspec

from esgtui.annotation.coefficients import Alpha, Kappa, Percent, alpha, kappa, percent
from esgtui.annotation.model import Annotation

ON, OFF = "on", "off"
"""What a coder who visited a claim said of a tag."""

NO_VERDICT = ""
"""What a coder who visited a claim and gave it no verdict is counted as: no judgement, but not the same as no visit."""

FEW_CLAIMS = 30
"""On fewer claims than these a figure depends on single ones."""

FEW_USES = 5
"""A tag that stands on fewer claims than these, or is left off fewer, is judged by single ones too."""

Table = Mapping[tuple[str | None, ...], int]
"""How many claims were judged in each way, None where a coder did not visit."""


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


@cache
def with_paths_above(tag: str) -> tuple[str, ...]:
    """Return a tag and all that it is below of: `evidence/no-baseline` is an `evidence` too, as in a search."""
    parts = tag.split("/")
    return tuple("/".join(parts[:level]) for level in range(1, len(parts) + 1))


class Tally:
    """Counts how claims were judged, claim by claim; coders are numbered, and sets of them are bits of a number."""

    def __init__(self, visited: Mapping[str, Collection[str]], tags: Collection[str] | None = None) -> None:
        self._coders = {coder: number for number, coder in enumerate(visited)}
        self._tags = tags
        self._visitors: dict[str, int] = {}
        for coder, number in self._coders.items():
            for claim in visited[coder]:
                self._visitors[claim] = self._visitors.get(claim, 0) | 1 << number
        self._visits = Counter(who for who in self._visitors.values() if who.bit_count() > 1)
        self._tagged: dict[str, Counter[tuple[int, int]]] = defaultdict(Counter, {tag: Counter() for tag in tags or ()})
        self._rated: Counter[tuple[int, tuple[str, ...]]] = Counter()

    def add(self, annotations: Iterable[Annotation]) -> None:
        """Count what coders put on one claim; what is not a visit of theirs is left out."""
        tagged: dict[str, int] = {}
        verdicts: dict[int, str] = {}
        visitors = 0
        for annotation in annotations:
            visitors = self._visitors.get(annotation.claim, 0)
            number = self._coders.get(annotation.coder)
            if number is None or not visitors >> number & 1 or visitors.bit_count() < 2:
                continue
            for tag in annotation.tags:
                for level in with_paths_above(tag):
                    tagged[level] = tagged.get(level, 0) | 1 << number
            if annotation.verdict:
                verdicts[number] = annotation.verdict
        for tag, who in tagged.items():
            if self._tags is None or tag in self._tags:
                self._tagged[tag][visitors, who] += 1
        if verdicts:
            self._rated[visitors, tuple(verdicts.get(number, NO_VERDICT) for number in self._coders.values())] += 1

    def tags(self) -> list[str]:
        """Return the tags that are compared, in alphabetical order."""
        return sorted(self._tagged)

    def visits(self) -> Table:
        """Return how many claims were visited by whom."""
        return {self._row(who, [OFF] * len(self._coders)): count for who, count in self._visits.items()}

    def of_tag(self, tag: str) -> Table:
        """Return how a tag was judged: put on, or left off."""
        table: Counter[tuple[str | None, ...]] = Counter()
        left = self._visits.copy()
        for (visitors, who), count in self._tagged[tag].items():
            left[visitors] -= count
            table[self._row(visitors, [ON if who >> at & 1 else OFF for at in self._coders.values()])] += count
        for visitors, count in left.items():
            table[self._row(visitors, [OFF] * len(self._coders))] += count
        return table

    def of_verdicts(self) -> Table:
        """Return which verdicts were given, and where a visitor gave none."""
        table: Counter[tuple[str | None, ...]] = Counter()
        left = self._visits.copy()
        for (visitors, verdicts), count in self._rated.items():
            left[visitors] -= count
            table[self._row(visitors, verdicts)] += count
        for visitors, count in left.items():
            table[self._row(visitors, [NO_VERDICT] * len(self._coders))] += count
        return table

    @staticmethod
    def _row(visitors: int, values: Sequence[str]) -> tuple[str | None, ...]:
        return tuple(value if visitors >> at & 1 else None for at, value in enumerate(values))


def compare(
    visited: Mapping[str, Collection[str]],
    annotated: Iterable[Iterable[Annotation]],
    scale: Sequence[str],
    *,
    tags: Collection[str] | None = None,
    by_pairs: bool = False,
) -> Agreement:
    """Return how far the coders of `visited` agree, each with the ids of the claims that they visited.

    `annotated` holds what coders put on claims, all of one claim together. `scale` is the verdicts' order. Without
    `tags`, all are compared that any of them put on a claim that two of them visited, and the paths above these. A tag
    counts for the paths above it. `by_pairs` compares each two of more than two coders as well.
    """
    tally = Tally(visited, tags)
    for annotations in annotated:
        tally.add(annotations)
    coders = tuple(visited)
    visits = tally.visits()
    return Agreement(
        visited={coder: len(set(claims)) for coder, claims in visited.items()},
        claims=sum(visits.values()),
        by_all=sum(count for row, count in visits.items() if None not in row),
        tags=tuple(_compared(tag, coders, tally.of_tag(tag), None, by_pairs=by_pairs) for tag in tally.tags()),
        verdicts=_compared("", coders, tally.of_verdicts(), scale, by_pairs=by_pairs),
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
