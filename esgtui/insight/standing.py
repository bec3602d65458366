"""In which order the metrics of a family stand, how large they are, and how wide: worked out when it is looked at.

They are places in the columns of `dataset/quantities.py`, of which there may be very many. What is one family is told
in `families.py`.
"""

from array import array
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import chain, islice
from operator import itemgetter, neg
from typing import Literal

from esgtui.dataset.dataset import Dataset
from esgtui.dataset.describe import company_label
from esgtui.dataset.quantities import Quantities

Order = Literal["value", "company", "name", "time", "claim"]
ORDERS: tuple[Order, ...] = ("value", "company", "name", "time", "claim")

MANY, NEARLY_ALL, FAR_BEYOND = 10, 0.9, 5
"""Of so many values or more, those are far beyond that have so many times what this share of them stays below."""


class Standing:
    """The metrics that have one of some labels, which stand by value in the columns as those of each label do."""

    def __init__(self, dataset: Dataset, known: Quantities, labels: Sequence[int]) -> None:
        self._dataset, self._known, self._labels = dataset, known, labels
        self._stretches = [range(known.starts[label], known.starts[label + 1]) for label in labels]

    def __len__(self) -> int:
        return sum(map(len, self._stretches))

    def __contains__(self, at: int) -> bool:
        return any(at in stretch for stretch in self._stretches)

    @cached_property
    def by_value(self) -> Sequence[int]:
        """The places with the largest value first; those alike in that stand in the order of their claims."""
        if len(self._stretches) == 1:
            return self._stretches[0]
        known = self._known
        told = (
            zip(map(neg, known.values[part]), known.rows[part], known.places[part], stretch, strict=True)
            for stretch in self._stretches
            for part in (slice(stretch.start, stretch.stop),)
        )
        return array("I", map(itemgetter(3), sorted(chain.from_iterable(told))))  # stretches in order are soon merged

    def in_order(self, order: Order) -> Sequence[int]:
        """Return the places in an order; those alike in that stand by value."""
        names = {self._known.labels[label].name.casefold() for label in self._labels}
        if order == "value" or (order == "name" and len(names) == 1):
            return self.by_value
        return array("I", sorted(self.by_value, key=self._key(order)))

    def _key(self, order: Order) -> Callable[[int], str | int]:
        """Return what metrics are put in order by, those at places in the columns."""
        known, dataset = self._known, self._dataset
        if order == "company":
            numbers, ranks = dataset.causes.numbers, _ranks(dataset)
            return lambda at: ranks[numbers[known.rows[at]]]
        if order == "time":
            times = [time.removeprefix("by ") or "~" for time in known.times]
            return lambda at: times[known.time_numbers[at]]
        if order == "claim":
            return lambda at: dataset.id_at(known.rows[at])
        called = {
            at: known.labels[label].name.casefold()
            for label, stretch in zip(self._labels, self._stretches, strict=True)
            for at in stretch
        }
        return called.__getitem__

    @cached_property
    def largest(self) -> float:
        """The largest value by its size, of many the largest that is not far beyond nearly all."""
        values, by_value, count = self._known.values, self.by_value, len(self)
        is_mixed = values[by_value[-1]] < 0  # else the smallest stands last already
        sizes = sorted(map(abs, map(values.__getitem__, by_value))) if is_mixed else ()

        def size(at: int) -> float:
            return float(sizes[at] if sizes else values[by_value[-1 - at]])

        if count < MANY:
            return size(count - 1)
        most = size(int(count * NEARLY_ALL)) * FAR_BEYOND
        return size(bisect_right(range(count), most, key=size) - 1) or size(count - 1)

    @cached_property
    def widest(self) -> int:
        """How many characters the longest value takes."""
        return max(max(self._known.widths[stretch.start : stretch.stop]) for stretch in self._stretches)

    def some_rows(self, most: int) -> list[int]:
        """Return the claims of some of the metrics, at most so many."""
        return [self._known.rows[at] for at in islice(chain.from_iterable(self._stretches), most)]


def _ranks(dataset: Dataset) -> list[int]:
    """Return by cause where its company stands by name."""
    names = [company_label(dataset, cause.company).casefold() for cause in dataset.causes.causes]
    rank = {name: at for at, name in enumerate(sorted(set(names)))}
    return [rank[name] for name in names]
