"""When what claims tell of is to happen, or did: each company's periods, base and target years, and horizons.

Every span of years of a company has a lane of its own, so that targets that overlap never hide each other. How years
become cells of a line is told in `axis.py`. Lanes are made when they are looked at, since there may be very many.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial
from itertools import accumulate, pairwise

import msgspec

from esgtui.bits import bits_of
from esgtui.dataset.dataset import Dataset
from esgtui.dataset.describe import company_label
from esgtui.dataset.lens import each_once
from esgtui.dataset.spans import AGAIN, DATED, UNDATED, Span, SpanLanes, SpansGathered
from esgtui.insight.made import Made
from esgtui.rows import Rows, ascending, bits_in

FEW = 2_000
"""So many claims are looked at sooner than what is known of all claims is narrowed to them."""

MOST_HELD = 64
"""So many companies' lanes are held once they were looked at."""


class Lane(msgspec.Struct, frozen=True):
    """One span of one company, and the rows of the claims that state it, in ascending order."""

    company: str
    span: Span
    rows: Sequence[int]


class Lanes(msgspec.Struct, frozen=True):
    """One company: its name, its lanes from the first to the last, and how many of its claims have any."""

    company: str
    title: str
    lanes: tuple[Lane, ...]
    claims: int

    @property
    def rows(self) -> tuple[int, ...]:
        """The claims of all lanes, each once."""
        return tuple(dict.fromkeys(row for lane in self.lanes for row in lane.rows))


class Timeline:
    """The companies that state any time, in the dataset's order, and the years from the first stated to the last.

    `first` and `last` are None where no claim states a year. `dated` claims state a year, `undated` ones a horizon
    alone, `silent` ones nothing of the kind.
    """

    def __init__(self, dataset: Dataset, lanes: SpanLanes, claims: int) -> None:
        self._parts = _parts(dataset, lanes)
        self._line_starts = list(accumulate((1 + len(part) for _, part in self._parts), initial=0))
        self._lanes_at = lru_cache(MOST_HELD)(partial(_made, dataset, lanes, self._parts))  # nothing refers to itself
        self.dated, self.undated = lanes.signs.count(DATED), lanes.signs.count(UNDATED)
        self.silent = claims - self.dated - self.undated
        years = [year for number in set(lanes.lane_spans) for year in lanes.spans[number].years]
        self.first, self.last = min(years, default=None), max(years, default=None)

    @property
    def companies(self) -> Sequence[Lanes]:
        """The companies with their lanes."""
        return Made(len(self._parts), self._lanes_at)

    @property
    def lines(self) -> Sequence[Lanes | Lane]:
        """What is shown line by line: each company, followed by its lanes."""
        return Made(self._line_starts[-1], self._line)

    def place_of(self, company: str, span: Span | None) -> int | None:
        """Return the line of a company, or of one of its lanes; None where there is none."""
        for part, (other, _) in enumerate(self._parts):
            if other == company:
                spans = [None, *(lane.span for lane in self._lanes_at(part).lanes)]
                return self._line_starts[part] + spans.index(span) if span in spans else None
        return None

    def _line(self, index: int) -> Lanes | Lane:
        part = bisect_right(self._line_starts, index) - 1
        lanes, at = self._lanes_at(part), index - self._line_starts[part]
        return lanes.lanes[at - 1] if at else lanes


def _made(dataset: Dataset, known: SpanLanes, parts: Sequence[tuple[str, range]], part: int) -> Lanes:
    """Return the lanes of the company of one of the parts."""
    company, numbers = parts[part]
    lanes = tuple(
        Lane(company, known.spans[known.lane_spans[at]], known.rows[known.starts[at] : known.starts[at + 1]])
        for at in numbers
    )
    signs = known.signs[known.starts[numbers.start] : known.starts[numbers.stop]]
    claims = len(signs) - signs.count(AGAIN)
    return Lanes(company, company_label(dataset, company), lanes, claims)


Reading = Callable[[int], Iterable[Span]]
"""Returns the spans that were found in the text of the claim at a row; asked only where the fields state none."""

Watching = Callable[[Sequence[int]], Iterable[int]]
"""Passes on rows that are gone through one by one, each once, so that it is seen how far that is."""


def timeline(
    dataset: Dataset,
    rows: Sequence[int],
    read: Reading | None = None,
    watched: Watching = each_once,
    among: int = -1,
) -> Timeline:
    """Return what the claims at these rows say of time, by company.

    `among` is the set of rows (see `bits.py`) whose text says anything of it, as far as that is known.
    """
    lanes, is_whole = _known(dataset, rows), rows == range(len(dataset.claims))
    if read is not None:
        gathered = SpansGathered(lanes)
        for row in watched(Rows(bits_in(rows) & ~bits_of(lanes.rows) & among)):
            gathered.add_read(row, dataset.claims[row], read(row))
        lanes = gathered.lanes()
    return Timeline(dataset, lanes, len(rows) if is_whole else bits_in(rows).bit_count())


def _known(dataset: Dataset, rows: Sequence[int]) -> SpanLanes:
    """Return what the claims' own fields say."""
    registers = dataset.registers if len(rows) > FEW else None
    if registers:
        return registers.lanes if rows == range(len(dataset.claims)) else registers.lanes_of(ascending(rows))
    gathered = SpansGathered()
    for row in each_once(rows):
        gathered.add(row, dataset.claims[row])
    return gathered.lanes()


def _parts(dataset: Dataset, lanes: SpanLanes) -> list[tuple[str, range]]:
    """Return the companies in the dataset's order, with the numbers of their lanes."""
    numbers = lanes.lane_companies
    bounds = [0, *(at for at in range(1, len(numbers)) if numbers[at] != numbers[at - 1]), len(numbers)]
    found = {lanes.companies[numbers[start]]: range(start, end) for start, end in pairwise(bounds) if start < end}
    return [(company, found[company]) for company in dataset.companies if company in found]
