"""Every metric of the claims, side by side with those that it can be compared with, and never with any other.

Two metrics stand in one family if they have the same unit (`units.py`), are counted over the same thing, are both
amounts or both changes, and measure the same thing by their names (`same_things.py`): recycled steel in kilograms per
vehicle beside more of it, and neither beside kilograms, nor beside kilograms less per vehicle. What has no other metric
to be compared with stands in a family of its unit without a name, in which nothing is compared.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal

import msgspec

from esgtui.dataset.dataset import Dataset
from esgtui.dataset.describe import company_label
from esgtui.dataset.lens import each_once
from esgtui.dataset.model import Claim, Metric
from esgtui.insight.same_things import CHANGE, common_words, groups, telling_words
from esgtui.insight.units import apart, same_per, same_unit

Nature = Literal["amount", "share", "change"]
Order = Literal["value", "company", "name", "time", "claim"]
ORDERS: tuple[Order, ...] = ("value", "company", "name", "time", "claim")

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
    """Metrics of one unit, in the order asked for. `unit` and `per` are as most have them, or the shortest.

    `name` is what all of them measure; it is empty where each measures something else.
    """

    unit: str
    per: str
    nature: Nature
    quantities: tuple[Quantity, ...]
    name: str = ""

    @property
    def title(self) -> str:
        """What all of them are, such as `kg per vehicle: recycled steel` or `%, change`."""
        unit = f"{self.unit or 'without a unit'}{f' per {self.per}' if self.per else ''}"
        return f"{unit}{', change' if self.nature == 'change' else ''}{f': {self.name}' if self.name else ''}"

    @property
    def compared(self) -> str:
        """How many there are to compare, in words."""
        if self.name:
            return f"{len(self.quantities):,} to compare"
        return "nothing to compare it with" if len(self.quantities) == 1 else "each of something else"

    @property
    def has_bars(self) -> bool:
        """Whether bars say something: beside others of the same thing, or of a whole."""
        return bool(self.name) or self.nature == "share"

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
    """Return the metrics of the claims at these rows.

    Families in which something is compared come first, and larger ones before smaller ones.
    """
    found: dict[tuple[str, str, Nature], list[Quantity]] = {}
    for row in each_once(rows):
        for quantity in _quantities(dataset, row, read):
            unit, per = apart(quantity.metric.unit, quantity.metric.per)
            key = same_unit(unit), same_per(per), quantity.nature
            found.setdefault(key, []).append(quantity)
    families = (
        _family(dataset, nature, name, members, order)
        for (_, _, nature), alike in found.items()
        for name, members in _of_same_things(alike)
    )
    return tuple(
        sorted(families, key=lambda family: (not family.name, -len(family.quantities), family.title.casefold()))
    )


def _of_same_things(quantities: Sequence[Quantity]) -> Iterator[tuple[str, list[Quantity]]]:
    """Yield those that measure the same thing together, with what that is; then all that are alone, without a name."""
    found: dict[int, list[Quantity]] = {}
    names = list(map(_measured, quantities))
    for at, (number, quantity) in enumerate(zip(groups(names), quantities, strict=True)):
        is_unknown = quantity.is_read and not names[at]
        found.setdefault(-1 - at if is_unknown else number, []).append(quantity)
    for members in found.values():
        if len(members) > 1:
            yield common_words(map(_measured, members)), members
    alone = [members[0] for members in found.values() if len(members) == 1]
    if alone:
        yield "", alone


def _measured(quantity: Quantity) -> str:
    """Return what a metric's name says of what is measured; words that were read may say nothing, or hold the value."""
    name, value = quantity.metric.name, quantity.metric.value
    if not quantity.is_read:
        return name
    other = re.sub(rf"(?<![\w.,])(?:{re.escape(str(value))}|{re.escape(grouped(value))})(?:\.0+)?(?!\w)", " ", name)
    return other if telling_words(other) else ""


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


def _family(dataset: Dataset, nature: Nature, name: str, members: Sequence[Quantity], order: Order) -> Family:
    spelt = Counter(apart(quantity.metric.unit, quantity.metric.per) for quantity in members)
    unit, per = max(spelt, key=lambda spelling: (spelt[spelling], -len("".join(spelling))))
    return Family(unit, per, nature, tuple(sorted(members, key=_order(dataset, order))), name)


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
