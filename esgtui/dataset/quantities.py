"""The metrics of all claims as columns: under labels, which say all but value and time, the largest value first."""

from array import array
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from itertools import accumulate, chain, pairwise, repeat
from math import copysign, inf

import msgspec

from esgtui.dataset.columns import Kept, Numbers, column
from esgtui.dataset.model import Claim, Metric
from esgtui.dataset.values import value_text


class Label(msgspec.Struct, frozen=True):
    """What metrics have in common besides their values: all words, and whether their claims state a base year.

    `is_read` says that they were found in the text; then `measured` is what of the name tells what is measured.
    """

    name: str
    unit: str
    per: str
    comparator: str
    is_based: bool
    is_read: bool = False
    measured: str = ""


class Quantities(msgspec.Struct, frozen=True):
    """Metrics by label: those of one stand from where `starts` has it to where the next one begins.

    Of each metric there are the row of its claim, its place among the claim's metrics, its value as a double, how many
    characters the value takes with its sign, and the number of what the claim says of time.
    """

    labels: tuple[Label, ...]
    times: tuple[str, ...]
    starts: Numbers
    rows: Numbers
    places: Numbers
    values: Numbers
    widths: Numbers
    time_numbers: Numbers

    def among(self, flags: bytes) -> "Quantities":
        """Return those of some claims, whose places in the columns have a byte that is 1; labels may have none then."""
        kept = Kept(flags)
        return msgspec.structs.replace(
            self,
            starts=kept.starts(self.starts),
            rows=kept.of("I", self.rows),
            places=kept.of("I", self.places),
            values=kept.of("d", self.values),
            widths=kept.of("I", self.widths),
            time_numbers=kept.of("I", self.time_numbers),
        )

    def at(self, row: int, place: int) -> int | None:
        """Return where the metric stands that has a place among those of the claim at a row; None if it is not here."""
        return next((found for found in self.at_row(row) if self.places[found] == place), None)

    def at_row(self, row: int, start: int = 0, end: int | None = None) -> Iterator[int]:
        """Yield where between two places in the columns metrics of the claim at a row stand."""
        rows, found = array("I", self.rows[start:end].tobytes()), -1  # an array finds a number at once
        with suppress(ValueError):
            while True:
                found = rows.index(row, found + 1)
                yield start + found


_NONE = Quantities((), (), *(column(code, ()) for code in ("I", "I", "I", "d", "I", "I")))


class QuantitiesGathered:
    """Gathers metrics claim by claim, those of a label in the order of their rows: twenty-eight bytes for each.

    It may begin with what is `known` of other claims, which have other labels.
    """

    def __init__(self, known: Quantities = _NONE) -> None:
        self._labels = {label: number for number, label in enumerate(known.labels)}
        self._times = {time: number for number, time in enumerate(known.times)}
        counts = (end - start for start, end in pairwise(known.starts))
        self._numbers = array("I", chain.from_iterable(map(repeat, range(len(known.labels)), counts)))
        self._rows, self._places = array("I", known.rows), array("I", known.places)
        self._values, self._widths = array("d", known.values), array("I", known.widths)
        self._time_numbers = array("I", known.time_numbers)

    def add(self, row: int, claim: Claim) -> None:
        """Take the curator's metrics of a claim."""
        is_based = claim.base_year is not None
        for place, metric in enumerate(claim.metrics):
            label = Label(metric.name, metric.unit, metric.per, metric.comparator, is_based)
            self.add_one(row, claim, place, metric, label)

    def add_one(self, row: int, claim: Claim, place: int, metric: Metric, label: Label) -> None:
        """Take a metric that stands at a place among those of a claim."""
        self._numbers.append(self._labels.setdefault(label, len(self._labels)))
        self._rows.append(row)
        self._places.append(place)
        self._values.append(_double(metric.value))
        self._widths.append(len(value_text(metric)))
        self._time_numbers.append(self._times.setdefault(time_text(claim), len(self._times)))

    def quantities(self) -> Quantities:
        """Return the metrics of all claims; those of one value stand as their claims do."""
        numbers, counts = self._numbers, Counter(self._numbers)
        by_value = sorted(range(len(numbers)), key=self._values.__getitem__, reverse=True)
        order = sorted(by_value, key=numbers.__getitem__)
        return Quantities(
            tuple(self._labels),
            tuple(self._times),
            column("I", accumulate((counts[label] for label in range(len(self._labels))), initial=0)),
            column("I", map(self._rows.__getitem__, order)),
            column("I", map(self._places.__getitem__, order)),
            column("d", map(self._values.__getitem__, order)),
            column("I", map(self._widths.__getitem__, order)),
            column("I", map(self._time_numbers.__getitem__, order)),
        )


def time_text(claim: Claim) -> str:
    """Return what a claim says of time: its target year, or its period."""
    return f"by {claim.target_year}" if claim.target_year is not None else claim.period.replace("-", "–")


def label_read(metric: Metric, measured: str, *, is_based: bool) -> Label:
    """Return the label of a metric that was found in a text."""
    return Label(metric.name, metric.unit, metric.per, metric.comparator, is_based, is_read=True, measured=measured)


def _double(value: float) -> float:
    try:
        return float(value)
    except OverflowError:  # a whole number of more than three hundred digits
        return copysign(inf, value)
