"""What a query finds: counts of claims, and their rows, the best ones first; the others are fetched when looked at.

So a list of a million claims costs no more than what is seen of it.
"""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate

from esgtui.looked_up import LookedUp
from esgtui.search.matching import Search
from esgtui.search.snapshot import BLOCK
from esgtui.search.spans import spans
from esgtui.search.tally import Tally

_MOST_KEPT = 16
"""Blocks of rows that are kept once they were fetched."""


class FoundRows(LookedUp[int]):
    """Rows of claims: those in `best` in their order, then the other ones that match in ascending order.

    `blocks` tells how many match in each block of `BLOCK` rows, and `fetch` returns those from a row to another one
    (included).
    """

    def __init__(
        self, best: Sequence[int], blocks: Mapping[int, int], fetch: Callable[[int, int], Sequence[int]]
    ) -> None:
        self._best = best
        self._places = {row: place for place, row in enumerate(best)}
        self._fetch = fetch
        rest = dict(blocks)
        for row in best:
            rest[row // BLOCK] = rest.get(row // BLOCK, 0) - 1
        self._blocks = sorted(block for block, count in rest.items() if count > 0)
        self._starts = list(accumulate((rest[block] for block in self._blocks), initial=len(best)))
        self._known: OrderedDict[int, list[int]] = OrderedDict()

    def __len__(self) -> int:
        return self._starts[-1]

    def at(self, place: int) -> int:
        """Return the row at a place."""
        if place < len(self._best):
            return self._best[place]
        number = bisect_right(self._starts, place) - 1
        return self._rows_of(self._blocks[number])[place - self._starts[number]]

    def __iter__(self) -> Iterator[int]:
        yield from self._best
        for block in self._blocks:
            yield from self._rows_of(block)

    def index(self, value: object, start: int = 0, stop: int | None = None) -> int:
        """Return the place of a row; raise `ValueError` if it is not among them."""
        place = self._place_of(value)
        if place is None or place not in range(*slice(start, stop).indices(len(self))):
            raise ValueError(value)
        return place

    def __contains__(self, value: object) -> bool:
        return self._place_of(value) is not None

    def _place_of(self, value: object) -> int | None:
        if not isinstance(value, int):
            return None
        if value in self._places:
            return self._places[value]
        block = value // BLOCK
        if block not in self._blocks:
            return None
        rows = self._rows_of(block)
        return self._starts[self._blocks.index(block)] + rows.index(value) if value in rows else None

    def _rows_of(self, block: int) -> list[int]:
        """Return the rows of a block that are not among the best."""
        rows = self._known.get(block)
        if rows is None:
            fetched = self._fetch(block * BLOCK, block * BLOCK + BLOCK - 1)
            self._known[block] = rows = [row for row in fetched if row not in self._places]
            if len(self._known) > _MOST_KEPT:
                self._known.popitem(last=False)
        return rows


class Found:
    """What a query finds: how many claims, of which companies and groups, and the claims themselves as they are needed.

    Any thread may ask; the counts are worked out when they are first asked for.
    """

    def __init__(self, search: Search, hints: tuple[str, ...]) -> None:
        self._search = search
        self._known: dict[int, tuple[tuple[tuple[int, int], ...], str]] = {}
        self._rows: dict[int, Sequence[int]] = {}
        self.hints = hints

    @cached_property
    def _tally(self) -> Tally:
        return self._search.tally()

    @property
    def is_closest(self) -> bool:
        """Whether no claim has all the words, so that those are shown which come closest."""
        return self._search.has_words and not self._tally.total

    @property
    def total(self) -> int:
        """How many claims match."""
        return self._tally.total

    def count(self, number: int) -> int:
        """Return how many claims match of the company or group with a running number."""
        return self._tally.groups.get(number, 0)

    def within(self, number: int) -> "Found":
        """Return what the query finds in the company or group with a running number."""
        return Found(self._search.within(number), self.hints)

    def rows(self, ranked: int) -> Sequence[int]:
        """Return the rows of all claims found: the best ones first, then the others in the dataset's order."""
        if ranked not in self._rows:
            self._rows[ranked] = self._in_order(ranked)
        return self._rows[ranked]

    def _in_order(self, ranked: int) -> Sequence[int]:
        if self.is_closest:
            return [hit.row for hit in self._search.run(ranked)[0]]
        return FoundRows(self._search.ranked(ranked), self._tally.blocks, self._search.rows_between)

    def match(self, row: int) -> tuple[tuple[tuple[int, int], ...], str]:
        """Return where the claim at a row matches: offsets into its statement, and the name of the place."""
        if row not in self._known:
            hit = self._search.hit(row)
            self._known[row] = (hit.spans, hit.where)
        return self._known[row]

    def mark(self, text: str) -> tuple[tuple[int, int], ...]:
        """Return where the words sought are in any other text of a claim: half-open character offsets, in order."""
        return spans(self._search.asked.sought, text) if self._search.has_words else ()
