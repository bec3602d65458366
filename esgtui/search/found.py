"""What a query finds: counts of claims, and their rows, the best ones first; the others are fetched when looked at.

So a list of a million claims costs no more than what is seen of it.
"""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from itertools import accumulate
from threading import Lock

from esgtui.rows import Rows, RowSet
from esgtui.search.matching import BROAD, Search
from esgtui.search.snapshot import BLOCK
from esgtui.search.spans import spans
from esgtui.search.tally import Tally

_MOST_KEPT = 16
"""Blocks of rows that are kept once they were fetched."""


@cache
def _beside() -> ThreadPoolExecutor:
    """Return the thread that counts: one for all, since each thread keeps memory of its own."""
    return ThreadPoolExecutor(1, "counting")


class Lot:
    """Rows of claims that are better than those of the next lot; put in order when they are first looked at."""

    def __init__(self, rows: Sequence[int], order: Callable[[Sequence[int]], Sequence[int]]) -> None:
        self.rows = rows
        self._order = order
        self._in_order: Sequence[int] | None = None

    @property
    def in_order(self) -> Sequence[int]:
        """The rows from the best claim to the worst."""
        return self._in_order if self._in_order is not None else self.put_in_order()

    def put_in_order(self) -> Sequence[int]:
        """Put the rows in order now, and return them so."""
        self._in_order = self._order(self.rows)
        return self._in_order


class FoundRows(RowSet):
    """Rows of claims: those of the best lots in their order, then the other ones that match in ascending order.

    `blocks` tells how many match in each block of `BLOCK` rows, `fetch` returns those from a row to another one
    (included), and `fetch_all` all of them.
    """

    def __init__(
        self,
        lots: Sequence[Lot],
        blocks: Mapping[int, int],
        fetch: Callable[[int, int], Sequence[int]],
        fetch_all: Callable[[], Rows],
    ) -> None:
        self._fetch_all = fetch_all
        self._lots = lots
        self._lot_of = {row: number for number, lot in enumerate(lots) for row in lot.rows}
        self._lot_starts = list(accumulate((len(lot.rows) for lot in lots), initial=0))
        self._fetch = fetch
        rest = dict(blocks)
        for row in self._lot_of:
            rest[row // BLOCK] = rest.get(row // BLOCK, 0) - 1
        self._blocks = sorted(block for block, count in rest.items() if count > 0)
        self._starts = list(accumulate((rest[block] for block in self._blocks), initial=self._lot_starts[-1]))
        self._known: OrderedDict[int, list[int]] = OrderedDict()

    def __len__(self) -> int:
        return self._starts[-1]

    @property
    def bits(self) -> int:
        """The set of the rows (see `bits.py`), which takes a while where these are very many."""
        return self.ascending.bits

    @property
    def ascending(self) -> Rows:
        """The same rows in ascending order, which takes as long."""
        return self._fetch_all()

    def at(self, place: int) -> int:
        """Return the row at a place."""
        if place < self._lot_starts[-1]:
            number = bisect_right(self._lot_starts, place) - 1
            return self._lots[number].in_order[place - self._lot_starts[number]]
        number = bisect_right(self._starts, place) - 1
        return self._rows_of(self._blocks[number])[place - self._starts[number]]

    def __iter__(self) -> Iterator[int]:
        for lot in self._lots:
            yield from lot.in_order
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
        if (number := self._lot_of.get(value)) is not None:
            return self._lot_starts[number] + self._lots[number].in_order.index(value)
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
            self._known[block] = rows = [row for row in fetched if row not in self._lot_of]
            if len(self._known) > _MOST_KEPT:
                self._known.popitem(last=False)
        return rows


class Found:
    """What a query finds: how many claims, of which companies and groups, and the claims themselves as they are needed.

    Any thread may ask; the counts are worked out when they are first asked for, or by `count_beside`.
    """

    def __init__(self, search: Search, hints: tuple[str, ...]) -> None:
        self._search = search
        self._all = cache(partial(_matching, search))  # not a method: what was found would refer to itself, and stay
        self._known: dict[int, tuple[tuple[tuple[int, int], ...], str]] = {}
        self._rows: dict[int, Sequence[int]] = {}
        self._counting = Lock()
        self._counts: Tally | None = None
        self.hints = hints

    def count_beside(self) -> None:
        """Have many claims counted by another thread while this one finds the best: the index works without Python."""
        if self._search.size > BROAD:
            _beside().submit(self._counted)

    def _counted(self) -> Tally:
        with self._counting:
            if self._counts is None:
                self._counts = self._search.tally()
            return self._counts

    @property
    def _tally(self) -> Tally:
        return self._counts or self._counted()

    @property
    def is_closest(self) -> bool:
        """Whether no claim has all the words, so that those are shown which come closest."""
        return self._search.has_words and not self._tally.total

    @property
    def total(self) -> int:
        """How many claims match."""
        return self._tally.total

    @property
    def counts(self) -> Mapping[int, int]:
        """How many claims match of the companies and groups, by running number; those that have none are left out."""
        return self._tally.groups

    def within(self, number: int) -> "Found":
        """Return what the query finds in the company or group with a running number."""
        return Found(self._search.within(number), self.hints)

    def rows(self, ranked: int) -> Sequence[int]:
        """Return the rows of all claims found: the best ones first, then the others in the dataset's order."""
        if ranked not in self._rows:
            self._rows[ranked] = self._in_order(ranked)
        return self._rows[ranked]

    def _in_order(self, ranked: int) -> Sequence[int]:
        lots = [Lot(rows, self._search.in_order) for rows in self._search.lots(ranked)]
        for first in lots[:1]:  # what is seen first, while claims are counted beside: all below waits for the count
            first.put_in_order()
        if self.is_closest:
            return [hit.row for hit in self._search.run(ranked)[0]]
        return FoundRows(lots, self._tally.blocks, self._search.rows_between, self._all)

    @property
    def matching(self) -> Rows:
        """The rows of all claims that match, in ascending order, which takes a while where these are very many."""
        return self._all()

    def match(self, row: int) -> tuple[tuple[tuple[int, int], ...], str]:
        """Return where the claim at a row matches: offsets into its statement, and the name of the place."""
        if row not in self._known:
            hit = self._search.hit(row)
            self._known[row] = (hit.spans, hit.where)
        return self._known[row]

    def mark(self, text: str) -> tuple[tuple[int, int], ...]:
        """Return where the words sought are in any other text of a claim: half-open character offsets, in order."""
        return spans(self._search.asked.sought, text) if self._search.has_words else ()


def _matching(search: Search) -> Rows:
    return Rows(search.bits())
