"""Every metric of the claims, side by side with those that it can be compared with, and never with any other.

Two metrics stand in one family if they have the same unit (`units.py`), are counted over the same thing, and are both
amounts or both changes: kilograms per vehicle beside kilograms per vehicle, and neither beside kilograms, nor beside
kilograms less per vehicle.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal

import msgspec

from esgtui.dataset.dataset import Dataset
from esgtui.dataset.describe import company_label
from esgtui.dataset.model import Claim, Metric
from esgtui.insight.units import apart, same_per, same_unit

Nature = Literal["amount", "share", "change"]
Order = Literal["value", "company", "name", "time", "claim"]
ORDERS: tuple[Order, ...] = ("value", "company", "name", "time", "claim")

CHANGE = re.compile(
    r"\b(?:reduc\w+|decreas\w+|lower\w*|less|fewer|cut|cuts|cutting|sav(?:ed|ings?)|increas\w+|ris(?:e|es|en|ing)"
    r"|growth|higher|more|improve\w*|declin\w+|drop|change[sd]?|avoid\w*)\b",
    re.IGNORECASE,
)
"""Words in a metric's name by which its value is a difference, and no amount of what is named."""

SIGNS = {"exactly": "", "about": "~", "over": ">", "under": "<", "at least": "≥", "at most": "≤"}
"""How a metric's qualifier is written before its value."""
WHOLE = 100
"""The scale of shares: a bar of 30 % is as long everywhere."""
MANY, NEARLY_ALL, FAR_BEYOND = 10, 0.9, 5
"""Of so many values or more, those are far beyond that have so many times what this share of them stays below."""


class Quantity(msgspec.Struct, frozen=True):
    """One metric of the claim at a row. `is_read` says that it was found in the text, and not by the curator.

    `time` is what the claim says of it: its target year, or its period.
    """

    row: int
    company: str
    metric: Metric
    nature: Nature
    time: str = ""
    is_read: bool = False

    @property
    def value_text(self) -> str:
        """The value with the sign of its qualifier, such as `≥ 95`."""
        sign = SIGNS[self.metric.qualifier or "exactly"]
        return f"{sign} {grouped(self.metric.value)}".lstrip()


class Family(msgspec.Struct, frozen=True):
    """Metrics that can be compared, in the order asked for. `unit` and `per` are as most have them, or the shortest."""

    unit: str
    per: str
    nature: Nature
    quantities: tuple[Quantity, ...]

    @property
    def title(self) -> str:
        """What all of them are, such as `kg per vehicle` or `%, change`."""
        unit = self.unit or "without a unit"
        return f"{unit}{f' per {self.per}' if self.per else ''}{', change' if self.nature == 'change' else ''}"

    @property
    def scale(self) -> float:
        """What a whole bar stands for: the largest value, of percentages 100 if none is larger.

        Of many values those that are far beyond nearly all others do not count, so that these can still be compared.
        """
        largest = _largest(sorted(abs(quantity.metric.value) for quantity in self.quantities))
        return max(largest, WHOLE) if same_unit(self.unit) == "%" else largest

    @property
    def rows(self) -> tuple[int, ...]:
        """The claims, each once."""
        return tuple(dict.fromkeys(quantity.row for quantity in self.quantities))


Reading = Callable[[int], Iterable[Metric]]
"""Returns the metrics found in the text of the claim at a row; asked only where the curator gave none."""


def metrics(
    dataset: Dataset, rows: Iterable[int], order: Order = "value", read: Reading | None = None
) -> tuple[Family, ...]:
    """Return the metrics of the claims at these rows, the largest family first."""
    found: dict[tuple[str, str, Nature], list[Quantity]] = {}
    for row in dict.fromkeys(rows):
        for quantity in _quantities(dataset, row, read):
            unit, per = apart(quantity.metric.unit, quantity.metric.per)
            key = same_unit(unit), same_per(per), quantity.nature
            found.setdefault(key, []).append(quantity)
    families = (_family(dataset, nature, members, order) for (_, _, nature), members in found.items())
    return tuple(sorted(families, key=lambda family: (-len(family.quantities), family.title.casefold())))


def _quantities(dataset: Dataset, row: int, read: Reading | None) -> Iterator[Quantity]:
    claim = dataset.claims[row]
    company, time = company_label(dataset, claim.company), _time(claim)
    for metric in claim.metrics:
        yield Quantity(row, company, metric, nature_of(metric, claim), time)
    if not claim.metrics and read:
        for metric in read(row):
            yield Quantity(row, company, metric, nature_of(metric, claim), time, is_read=True)


def _time(claim: Claim) -> str:
    return f"by {claim.target_year}" if claim.target_year is not None else claim.period.replace("-", "–")


def nature_of(metric: Metric, claim: Claim) -> Nature:
    """Return whether a metric is an amount, a share of something, or a change.

    It is a change if it says what it is compared with, if its name says so, or if it is a percentage of a claim that
    states the year that it is measured against.
    """
    is_percentage = same_unit(metric.unit) == "%"
    if metric.comparator or CHANGE.search(metric.name) or (is_percentage and claim.base_year is not None):
        return "change"
    return "share" if is_percentage else "amount"


def _family(dataset: Dataset, nature: Nature, members: Sequence[Quantity], order: Order) -> Family:
    spelt = Counter(apart(quantity.metric.unit, quantity.metric.per) for quantity in members)
    unit, per = max(spelt, key=lambda spelling: (spelt[spelling], -len("".join(spelling))))
    return Family(unit, per, nature, tuple(sorted(members, key=_order(dataset, order))))


def _order(dataset: Dataset, order: Order) -> Callable[[Quantity], tuple[float | str, ...]]:
    """Return what quantities are put in order by; those alike in that stand by value, the largest first."""
    keys: dict[Order, Callable[[Quantity], tuple[float | str, ...]]] = {
        "value": lambda quantity: (-quantity.metric.value, quantity.row),
        "company": lambda quantity: (quantity.company.casefold(), -quantity.metric.value, quantity.row),
        "name": lambda quantity: (quantity.metric.name.casefold(), -quantity.metric.value, quantity.row),
        "time": lambda quantity: (quantity.time.removeprefix("by ") or "~", -quantity.metric.value, quantity.row),
        "claim": lambda quantity: (dataset.claims[quantity.row].id, -quantity.metric.value, quantity.row),
    }
    return keys[order]


def grouped(value: float) -> str:
    """Return a number as people read it, thousands apart: `1,250,000`, `0.6`."""
    return f"{int(value) if float(value).is_integer() else value:,}"


def _largest(values: Sequence[float]) -> float:
    """Return the largest of values in ascending order, of many the largest that is not far beyond nearly all."""
    if len(values) < MANY:
        return values[-1]
    most = values[int(len(values) * NEARLY_ALL)] * FAR_BEYOND
    return max((value for value in values if value <= most), default=values[-1]) or values[-1]
