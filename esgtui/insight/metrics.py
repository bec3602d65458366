"""Every metric of the claims, side by side with those that it can be compared with, and never with any other.

Two metrics stand in one family if they have the same unit (`units.py`), are counted over the same thing, are both
amounts or both changes, and measure the same thing by their names (`same_things.py`): recycled steel in kilograms per
vehicle beside more of it, and neither beside kilograms, nor beside kilograms less per vehicle. What has no other metric
to be compared with stands in a family of its unit without a name, in which nothing is compared.

Which these are, `families.py` knows. Families are columns: a metric is made of them when it is looked at.
"""

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import chain
from typing import Literal

import msgspec

from esgtui.bits import flags_of
from esgtui.dataset.dataset import Dataset
from esgtui.dataset.describe import company_label
from esgtui.dataset.lens import each_once
from esgtui.dataset.model import Metric
from esgtui.dataset.quantities import Quantities, QuantitiesGathered, label_read
from esgtui.dataset.values import value_text
from esgtui.insight.families import Kin, Nature, kin_of, measured_in, nature_of
from esgtui.insight.made import Made
from esgtui.insight.units import same_unit
from esgtui.rows import bits_in

Order = Literal["value", "company", "name", "time", "claim"]
ORDERS: tuple[Order, ...] = ("value", "company", "name", "time", "claim")

FEW = 2_000
"""So many claims are looked at sooner than what is known of all claims is narrowed to them."""
WHOLE = 100
"""The scale of shares: a bar of 30 % is as long everywhere."""
MANY, NEARLY_ALL, FAR_BEYOND = 10, 0.9, 5
"""Of so many values or more, those are far beyond that have so many times what this share of them stays below."""


class Quantity(msgspec.Struct, frozen=True):
    """One metric of the claim at a row, at a `place` among its metrics.

    `time` is what the claim says of it: its target year, or its period. `is_read` says that it was found in the text,
    and not by the curator.
    """

    row: int
    place: int
    company: str
    metric: Metric
    nature: Nature
    time: str = ""
    is_read: bool = False

    @property
    def value_text(self) -> str:
        """The value with the sign of its qualifier, such as `≥ 95`."""
        return value_text(self.metric)


Reading = Callable[[int], Iterable[Metric]]
"""Returns the metrics found in the text of the claim at a row; asked only where the curator gave none."""

Watching = Callable[[Iterable[int]], Iterable[int]]
"""Passes on rows that are gone through one by one, each once, so that it is seen how far that is."""


class Family:
    """Metrics of one unit, in the order asked for. `unit` and `per` are as most have them, or the shortest.

    `name` is what all of them measure; it is empty where each measures something else.
    """

    def __init__(self, kin: Kin, known: Quantities, ordered: Sequence[int], make: Callable[[int], Quantity]) -> None:
        self.unit, self.per, self.nature, self.name = kin.unit, kin.per, kin.nature, kin.name
        self._known, self._ordered, self._make = known, ordered, make

    @property
    def quantities(self) -> Sequence[Quantity]:
        """The metrics."""
        return Made(len(self._ordered), lambda at: self._make(self._ordered[at]))

    def __len__(self) -> int:
        return len(self._ordered)

    @property
    def title(self) -> str:
        """What all of them are, such as `kg per vehicle: recycled steel` or `%, change`."""
        unit = f"{self.unit or 'without a unit'}{f' per {self.per}' if self.per else ''}"
        return f"{unit}{', change' if self.nature == 'change' else ''}{f': {self.name}' if self.name else ''}"

    @property
    def compared(self) -> str:
        """How many there are to compare, in words."""
        if self.name:
            return f"{len(self):,} to compare"
        return "nothing to compare it with" if len(self) == 1 else "each of something else"

    @property
    def has_bars(self) -> bool:
        """Whether bars say something: beside others of the same thing, or of a whole."""
        return bool(self.name) or self.nature == "share"

    @cached_property
    def scale(self) -> float:
        """What a whole bar stands for: the largest value, of percentages 100 if none is larger.

        Of many values those that are far beyond nearly all others do not count, so that these can still be compared.
        """
        largest = _largest(sorted(map(abs, map(self._known.values.__getitem__, reversed(self._ordered)))))
        return max(largest, WHOLE) if same_unit(self.unit) == "%" else largest

    @cached_property
    def widest(self) -> int:
        """How many characters the longest value takes."""
        return max(map(self._known.widths.__getitem__, self._ordered))

    @property
    def rows(self) -> tuple[int, ...]:
        """The claims, each once."""
        return tuple(dict.fromkeys(map(self._known.rows.__getitem__, self._ordered)))

    def first_rows(self, most: int) -> list[int]:
        """Return the claims of the first metrics, at most so many."""
        return [self._known.rows[at] for at in self._ordered[:most]]

    def place_of(self, row: int, place: int) -> int | None:
        """Return where the metric stands that has a place among those of the claim at a row; None if it is not here."""
        at = self._known.at(row, place)
        return self._ordered.index(at) if at is not None and at in self._ordered else None


def metrics(
    dataset: Dataset,
    rows: Sequence[int],
    order: Order = "value",
    read: Reading | None = None,
    watched: Watching = each_once,
) -> tuple[Family, ...]:
    """Return the metrics of the claims at these rows.

    Families in which something is compared come first, and larger ones before smaller ones.
    """
    known = _known(dataset, rows, read, watched)
    make = _maker(dataset, known, read)
    families = (Family(kin, known, _in_order(dataset, known, kin.labels, order), make) for kin in kin_of(known))
    return tuple(sorted(families, key=lambda family: (not family.name, -len(family), family.title.casefold())))


def _known(dataset: Dataset, rows: Sequence[int], read: Reading | None, watched: Watching) -> Quantities:
    registers, size = (dataset.registers if read is None and len(rows) > FEW else None), len(dataset.claims)
    if registers:
        known = registers.quantities
        return known if rows == range(size) else known.among(flags_of(bits_in(rows), size))
    gathered = QuantitiesGathered()
    for row in watched(rows):
        claim = dataset.claims[row]
        gathered.add(row, claim)
        if read and not claim.metrics:
            for place, metric in enumerate(read(row)):
                label = label_read(metric, measured_in(metric), is_based=claim.base_year is not None)
                gathered.add_one(row, claim, place, metric, label)
    return gathered.quantities()


def _maker(dataset: Dataset, known: Quantities, read: Reading | None) -> Callable[[int], Quantity]:
    """Return what makes the metric at a place in the columns."""

    def make(at: int) -> Quantity:
        row, place = known.rows[at], known.places[at]
        claim, label = dataset.claims[row], known.labels[bisect_right(known.starts, at) - 1]
        metric = list(read(row))[place] if label.is_read and read else claim.metrics[place]
        company, time = company_label(dataset, claim.company), known.times[known.time_numbers[at]]
        return Quantity(row, place, company, metric, nature_of(label), time, label.is_read)

    return make


def _in_order(dataset: Dataset, known: Quantities, labels: Sequence[int], order: Order) -> Sequence[int]:
    """Return the places of metrics in the columns, in an order; those alike in that stand by value, the largest first.

    What is alike in its value, too, stands in the order of the claims.
    """
    stretches = [range(known.starts[label], known.starts[label + 1]) for label in labels]
    by_value: Sequence[int] = stretches[0]
    if len(stretches) > 1:
        as_stated = sorted(sorted(chain(*stretches), key=known.places.__getitem__), key=known.rows.__getitem__)
        by_value = array("I", sorted(as_stated, key=known.values.__getitem__, reverse=True))
    if order == "value" or (order == "name" and len(stretches) == 1):
        return by_value
    return array("I", sorted(by_value, key=_key(dataset, known, labels, order)))


def _key(dataset: Dataset, known: Quantities, labels: Sequence[int], order: Order) -> Callable[[int], str]:
    """Return what metrics are put in order by, those at places in the columns."""
    if order == "company":
        causes, rows = dataset.causes, known.rows
        names = [company_label(dataset, cause.company).casefold() for cause in causes.causes]
        return lambda at: names[causes.numbers[rows[at]]]
    if order == "time":
        times = [time.removeprefix("by ") or "~" for time in known.times]
        return lambda at: times[known.time_numbers[at]]
    if order == "claim":
        return lambda at: dataset.id_at(known.rows[at])
    called = {
        at: known.labels[label].name.casefold()
        for label in labels
        for at in range(known.starts[label], known.starts[label + 1])
    }
    return called.__getitem__


def _largest(values: Sequence[float]) -> float:
    """Return the largest of values in ascending order, of many the largest that is not far beyond nearly all."""
    if len(values) < MANY:
        return values[-1]
    most = values[int(len(values) * NEARLY_ALL)] * FAR_BEYOND
    return max((value for value in values if value <= most), default=values[-1]) or values[-1]
