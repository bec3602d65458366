"""Every metric of the claims, side by side with those that it can be compared with, and never with any other.

Two metrics stand in one family if they have the same unit (`units.py`), are counted over the same thing, are both
amounts or both changes, and measure the same thing by their names (`same_things.py`): recycled steel in kilograms per
vehicle beside more of it, and neither beside kilograms, nor beside kilograms less per vehicle. What has no other metric
to be compared with stands in a family of its unit without a name, in which nothing is compared.

Which these are, `families.py` knows. Families are columns: a metric is made of them when it is looked at.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

import msgspec

from esgtui.bits import bits_of
from esgtui.dataset.dataset import Dataset
from esgtui.dataset.describe import company_label
from esgtui.dataset.lens import each_once
from esgtui.dataset.model import Metric
from esgtui.dataset.quantities import Quantities, QuantitiesGathered, label_read
from esgtui.dataset.values import value_text
from esgtui.insight.families import Kin, Nature, kin_of, measured_in, nature_of
from esgtui.insight.made import Made
from esgtui.insight.standing import Order, Standing
from esgtui.insight.units import same_unit
from esgtui.rows import Rows, ascending, bits_in

FEW = 2_000
"""So many claims are looked at sooner than what is known of all claims is narrowed to them."""
WHOLE = 100
"""The scale of shares: a bar of 30 % is as long everywhere."""


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


class Reading(msgspec.Struct, frozen=True):
    """How metrics are found in texts: `read` returns those of the claim at a row, asked where the curator gave none.

    `among` is the set of rows (see `bits.py`) whose text has any, as far as that is known. `most` is how many texts are
    read, since what is read takes memory; `watched` passes these rows on one by one, so that it is seen how far it is.
    """

    read: Callable[[int], Iterable[Metric]]
    among: int = -1
    most: int | None = None
    watched: Callable[[Sequence[int]], Iterable[int]] = each_once


class Family:
    """Metrics of one unit, in the order asked for. `unit` and `per` are as most have them, or the shortest.

    `name` is what all of them measure; it is empty where each measures something else.
    """

    def __init__(
        self, kin: Kin, known: Quantities, standing: Standing, order: Order, make: Callable[[int], Quantity]
    ) -> None:
        self.unit, self.per, self.nature, self.name = kin.unit, kin.per, kin.nature, kin.name
        self._known, self._standing, self._order, self._make = known, standing, order, make
        self._count = len(standing)

    @cached_property
    def _ordered(self) -> Sequence[int]:
        return self._standing.in_order(self._order)

    def prepare(self) -> int:
        """Put the metrics in order, which is else done when one of them is looked at; return how many these are."""
        return len(self._ordered)

    @property
    def quantities(self) -> Sequence[Quantity]:
        """The metrics."""
        return Made(self._count, lambda at: self._make(self._ordered[at]))

    def __len__(self) -> int:
        return self._count

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
        told = "nothing to compare it with" if len(self) == 1 else "each of something else"
        return f"{told}, bars are shares of a whole" if self.has_bars else told

    @property
    def has_bars(self) -> bool:
        """Whether bars say something: beside others of the same thing, or of a whole."""
        return bool(self.name) or self.nature == "share"

    @property
    def scale(self) -> float:
        """What a whole bar stands for: the largest value, of percentages 100 if none is larger.

        Of many values those that are far beyond nearly all others do not count, so that these can still be compared.
        """
        largest = self._standing.largest
        return max(largest, WHOLE) if same_unit(self.unit) == "%" else largest

    @property
    def widest(self) -> int:
        """How many characters the longest value takes."""
        return self._standing.widest

    @property
    def rows(self) -> tuple[int, ...]:
        """The claims, each once."""
        return tuple(dict.fromkeys(map(self._known.rows.__getitem__, self._ordered)))

    def some_rows(self, most: int) -> list[int]:
        """Return the claims of some of the metrics, at most so many."""
        return self._standing.some_rows(most)

    def find(self, row: int, place: int) -> int | None:
        """Return where in the columns the metric stands that has a place among those of the claim at a row."""
        return self._known.at(row, place)

    def place_of(self, found: int) -> int | None:
        """Return where the metric stands that `find` of any of the families has found; None if it is not here."""
        return self._ordered.index(found) if found in self._standing else None


class Metrics:
    """The metrics of some claims, which can be put in several orders.

    `unread` is how many texts were not read, since very many would have to be.
    """

    def __init__(
        self, dataset: Dataset, known: Quantities, read: Callable[[int], Iterable[Metric]] | None, unread: int
    ) -> None:
        self._known, self._make, self.unread = known, _maker(dataset, known, read), unread
        self._kin = [(kin, Standing(dataset, known, kin.labels)) for kin in kin_of(known)]

    def families(self, order: Order = "value") -> tuple[Family, ...]:
        """Return the families: those in which something is compared first, and larger ones before smaller ones."""
        found = [Family(kin, self._known, standing, order, self._make) for kin, standing in self._kin]
        return tuple(sorted(found, key=lambda family: (not family.name, -len(family), family.title.casefold())))


def measured(dataset: Dataset, rows: Sequence[int], reading: Reading | None = None) -> Metrics:
    """Return the metrics of the claims at these rows."""
    known = _known(dataset, rows)
    if reading is None:
        return Metrics(dataset, known, None, 0)
    silent = Rows(bits_in(rows) & ~bits_of(known.rows) & reading.among)
    some = silent if reading.most is None or len(silent) <= reading.most else silent[: reading.most]
    return Metrics(dataset, _with_read(dataset, known, some, reading), reading.read, len(silent) - len(some))


def metrics(
    dataset: Dataset,
    rows: Sequence[int],
    order: Order = "value",
    read: Callable[[int], Iterable[Metric]] | None = None,
) -> tuple[Family, ...]:
    """Return the metrics of the claims at these rows in one order."""
    return measured(dataset, rows, Reading(read) if read else None).families(order)


def _known(dataset: Dataset, rows: Sequence[int]) -> Quantities:
    """Return the metrics that the curator gave."""
    registers = dataset.registers if len(rows) > FEW else None
    if registers:
        is_all = rows == range(len(dataset.claims))
        return registers.quantities if is_all else registers.quantities_of(ascending(rows))
    gathered = QuantitiesGathered()
    for row in each_once(rows):
        gathered.add(row, dataset.claims[row])
    return gathered.quantities()


def _with_read(dataset: Dataset, known: Quantities, rows: Sequence[int], reading: Reading) -> Quantities:
    """Return the metrics known, and those found in the texts of the claims at these rows."""
    gathered = QuantitiesGathered(known)
    for row in reading.watched(rows):
        claim = dataset.claims[row]
        for place, metric in enumerate(reading.read(row)):
            label = label_read(metric, measured_in(metric), is_based=claim.base_year is not None)
            gathered.add_one(row, claim, place, metric, label)
    return gathered.quantities()


def _maker(
    dataset: Dataset, known: Quantities, read: Callable[[int], Iterable[Metric]] | None
) -> Callable[[int], Quantity]:
    """Return what makes the metric at a place in the columns."""

    def make(at: int) -> Quantity:
        row, place = known.rows[at], known.places[at]
        claim, label = dataset.claims[row], known.labels[bisect_right(known.starts, at) - 1]
        metric = list(read(row))[place] if label.is_read and read else claim.metrics[place]
        company, time = company_label(dataset, claim.company), known.times[known.time_numbers[at]]
        return Quantity(row, place, company, metric, nature_of(label), time, label.is_read)

    return make
