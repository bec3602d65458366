"""Which labels of metrics stand in one family: those with one unit that measure the same thing by their names."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from esgtui.dataset.model import Metric
from esgtui.dataset.quantities import Label, Quantities
from esgtui.dataset.values import grouped
from esgtui.insight.same_things import CHANGE, common_words, groups, telling_words
from esgtui.insight.units import apart, same_per, same_unit

Nature = Literal["amount", "share", "change"]


class Kin(msgspec.Struct, frozen=True):
    """The labels of one family, with its unit as most of its metrics have it, and what they all measure.

    `name` is empty where each measures something else.
    """

    unit: str
    per: str
    nature: Nature
    name: str
    labels: tuple[int, ...]


def kin_of(known: Quantities) -> Iterator[Kin]:
    """Yield the families of metrics, those of a unit together, in the order in which the first of each is stated."""
    counts = [end - start for start, end in zip(known.starts, known.starts[1:], strict=False)]
    found: dict[tuple[str, str, Nature], list[int]] = {}
    for number in sorted(filter(counts.__getitem__, range(len(counts))), key=lambda label: _first(known, label)):
        label = known.labels[number]
        unit, per = apart(label.unit, label.per)
        found.setdefault((same_unit(unit), same_per(per), nature_of(label)), []).append(number)
    for (_, _, nature), numbers in found.items():
        for name, members in _of_same_things(known.labels, numbers, counts):
            spelt = Counter[tuple[str, str]]()
            for number in members:
                spelt[apart(known.labels[number].unit, known.labels[number].per)] += counts[number]
            unit, per = max(spelt, key=lambda spelling: (spelt[spelling], -len("".join(spelling))))
            yield Kin(unit, per, nature, name, tuple(members))


def _first(known: Quantities, label: int) -> tuple[int, int]:
    """Return where a label is stated first: the row, and the place among the metrics of that claim."""
    start, end = known.starts[label], known.starts[label + 1]
    row = min(known.rows[start:end])
    return row, min(known.places[at] for at in known.at_row(row, start, end))


def _of_same_things(
    labels: Sequence[Label], numbers: Sequence[int], counts: Sequence[int]
) -> Iterator[tuple[str, list[int]]]:
    """Yield those that measure the same thing together, with what that is; then all that are alone, without a name."""
    found: dict[int, list[int]] = {}
    alone: list[int] = []
    names = [_measured(labels[number]) for number in numbers]
    for group, name, number in zip(groups(names), names, numbers, strict=True):
        if name or not labels[number].is_read:
            found.setdefault(group, []).append(number)
        else:
            alone.append(number)
    for members in found.values():
        said = Counter[str]()
        for number in members:
            said[_measured(labels[number])] += counts[number]
        if said.total() > 1:
            yield common_words(said), members
        else:
            alone += members
    if alone:
        yield "", alone


def _measured(label: Label) -> str:
    return label.measured if label.is_read else label.name


def measured_in(metric: Metric) -> str:
    """Return what the words say that a metric was read in of what is measured: perhaps nothing; the value is left out.

    Where that is nothing, the metric can be compared with no other.
    """
    value = metric.value
    other = re.sub(
        rf"(?<![\w.,])(?:{re.escape(str(value))}|{re.escape(grouped(value))})(?:\.0+)?(?!\w)", " ", metric.name
    )
    return other if telling_words(other) else ""


def nature_of(label: Label) -> Nature:
    """Return whether a metric is an amount, a share of something, or a change.

    It is a change if it says what it is compared with, if its name says so, or if it is a percentage of a claim that
    states the year that it is measured against.
    """
    is_percentage = same_unit(label.unit) == "%"
    if label.comparator or CHANGE.search(label.name) or (is_percentage and label.is_based):
        return "change"
    return "share" if is_percentage else "amount"
