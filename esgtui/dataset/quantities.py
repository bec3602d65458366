"""The metrics of all claims as columns: under labels, which say all but value and time, the largest value first."""

from array import array
from collections import Counter
from contextlib import suppress
from itertools import accumulate, compress
from math import copysign, inf

import msgspec

from esgtui.dataset.columns import Numbers, column, counted_starts, flagged
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
        """Return those of the claims at the rows whose byte is 1; labels may have none then."""
        kept = flagged(flags, self.rows)
        return msgspec.structs.replace(
            self,
            starts=counted_starts(self.starts, kept),
            rows=column("I", compress(self.rows, kept)),
            places=column("I", compress(self.places, kept)),
            values=column("d", compress(self.values, kept)),
            widths=column("I", compress(self.widths, kept)),
            time_numbers=column("I", compress(self.time_numbers, kept)),
        )

    def at(self, row: int, place: int) -> int | None:
        """Return where the metric stands that has a place among those of the claim at a row; None if it is not here."""
        rows, found = array("I"), -1
        rows.frombytes(self.rows.cast("B"))  # an array finds a number at once
        with suppress(ValueError):
            while True:
                found = rows.index(row, found + 1)
                if self.places[found] == place:
                    return found
        return None


class QuantitiesGathered:
    """Gathers metrics claim by claim, in the order of their rows: twenty-eight bytes for each."""

    def __init__(self) -> None:
        self._labels: dict[Label, int] = {}
        self._times: dict[str, int] = {}
        self._numbers, self._rows, self._places = array("I"), array("I"), array("I")
        self._values, self._widths, self._time_numbers = array("d"), array("I"), array("I")

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
