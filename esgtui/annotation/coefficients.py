"""Percent agreement, Cohen's kappa and Krippendorff's alpha, each with the counts that it is made of.

Pure arithmetic on judgements, exact up to the last division. What is judged, and by whom, is `agreement.py`'s affair.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations

import msgspec

Judgements = Mapping[tuple[str | None, ...], int]
"""How many units were judged in each way: a value a coder, in a fixed order, and None where a coder judged nothing."""

Distance = Callable[[str, str], Fraction]
"""The square of how far two values are apart."""

NOT_COMPARED = "not defined: there is no claim that two of them judged"
ONE_VALUE = "not defined: only one value was used, so nothing can be told from chance"


class Percent(msgspec.Struct, frozen=True, kw_only=True):
    """How many of all pairs of judgements of one unit are the same, in per cent; with two coders, of all units."""

    value: float | None
    reason: str = ""
    same: int
    pairs: int


class Kappa(msgspec.Struct, frozen=True, kw_only=True):
    """Cohen's kappa, with the share of units judged alike, and the share that chance would make alike."""

    value: float | None
    reason: str = ""
    units: int
    observed: float | None = None
    expected: float | None = None


class Coincidence(msgspec.Struct, frozen=True):
    """How often one value was met by another within units; a unit of m values counts m, whatever m is."""

    value: str
    other: str
    count: float


class Alpha(msgspec.Struct, frozen=True, kw_only=True):
    """Krippendorff's alpha, with the disagreement observed and the one that chance would make.

    `values` counts the judgements of each value in units with two judgements or more; others say nothing.
    """

    value: float | None
    reason: str = ""
    units: int
    observed: float | None = None
    expected: float | None = None
    values: dict[str, int] = {}
    coincidences: tuple[Coincidence, ...] = ()


def percent(judgements: Judgements) -> Percent:
    """Return how many pairs of judgements are the same."""
    same = pairs = 0
    for row, count in judgements.items():
        given = Counter(value for value in row if value is not None)
        coders = given.total()
        pairs += count * (coders * (coders - 1) // 2)
        same += count * sum(times * (times - 1) // 2 for times in given.values())
    if not pairs:
        return Percent(value=None, reason=NOT_COMPARED, same=0, pairs=0)
    return Percent(value=100 * same / pairs, same=same, pairs=pairs)


def kappa(judgements: Judgements) -> Kappa:
    """Return Cohen's kappa of two coders, on the units that both judged.

    Jacob Cohen: A Coefficient of Agreement for Nominal Scales. Educational and Psychological Measurement 20 (1960).
    """
    firsts: Counter[str] = Counter()
    seconds: Counter[str] = Counter()
    same = 0
    for (first, second), count in judgements.items():
        if first is not None and second is not None:
            firsts[first] += count
            seconds[second] += count
            same += count * (first == second)
    units = firsts.total()
    if not units:
        return Kappa(value=None, reason=NOT_COMPARED, units=0)
    by_chance = Fraction(sum(count * seconds[value] for value, count in firsts.items()), units**2)
    observed = Fraction(same, units)
    value = None if by_chance == 1 else float((observed - by_chance) / (1 - by_chance))
    return Kappa(
        value=value,
        reason=ONE_VALUE if value is None else "",
        units=units,
        observed=float(observed),
        expected=float(by_chance),
    )


def alpha(judgements: Judgements, scale: Sequence[str] | None = None) -> Alpha:
    """Return Krippendorff's alpha of any number of coders; units that fewer than two judged are left out.

    Values differ or not; with a `scale`, in its order, they differ by how many judgements lie between them (the ordinal
    metric). Klaus Krippendorff: Computing Krippendorff's Alpha-Reliability. University of Pennsylvania (2011).
    """
    units = _comparable(judgements)
    values = _values(units)
    total = values.total()
    if not total:
        return Alpha(value=None, reason=NOT_COMPARED, units=0)
    met = _coincidences(units)
    found = Alpha(
        value=None,
        reason=ONE_VALUE,
        units=units.total(),
        values=dict(sorted(values.items())),
        coincidences=tuple(Coincidence(*pair, float(count)) for pair, count in sorted(met.items())),
    )
    unranked = sorted(set(values).difference(values if scale is None else scale))
    if unranked:
        return msgspec.structs.replace(found, reason=f"not defined: not on the scale: {', '.join(unranked)}")
    if len(values) == 1:
        return found
    distance = _nominal if scale is None else _ordinal(values, scale)
    observed = sum(count * distance(*pair) for pair, count in met.items()) / total
    expected = _by_chance(values, distance) / (total * (total - 1))
    return msgspec.structs.replace(
        found, value=float(1 - observed / expected), reason="", observed=float(observed), expected=float(expected)
    )


def _comparable(judgements: Judgements) -> Counter[tuple[str, ...]]:
    """Count the units by the values that they were given, whoever gave them, if there are two or more."""
    units: Counter[tuple[str, ...]] = Counter()
    for row, count in judgements.items():
        given = sorted(value for value in row if value is not None)
        if len(given) > 1 and count:
            units[tuple(given)] += count
    return units


def _values(units: Counter[tuple[str, ...]]) -> Counter[str]:
    values: Counter[str] = Counter()
    for given, count in units.items():
        for value in given:
            values[value] += count
    return values


def _coincidences(units: Counter[tuple[str, ...]]) -> dict[tuple[str, str], Fraction]:
    """Return how often values met: each ordered pair of judgements of a unit of m counts one of m - 1."""
    counts: Counter[tuple[int, str, str]] = Counter()
    for given, count in units.items():
        times = Counter(given)
        for value in times:
            for other in times:
                counts[len(given), value, other] += count * times[value] * (times[other] - (value == other))
    met: dict[tuple[str, str], Fraction] = {}
    for (coders, value, other), count in counts.items():
        if count:
            met[value, other] = met.get((value, other), Fraction()) + Fraction(count, coders - 1)
    return met


def _by_chance(values: Counter[str], distance: Distance) -> Fraction:
    """Return how far all judgements together are apart, each from each."""
    pairs = combinations(values, 2)
    return 2 * sum((values[one] * values[other] * distance(one, other) for one, other in pairs), Fraction())


def _nominal(value: str, other: str) -> Fraction:
    return Fraction(value != other)


def _ordinal(values: Counter[str], scale: Sequence[str]) -> Distance:
    """Return the ordinal metric: how many judgements lie between two values, half of those of each value included."""
    rank: dict[str, Fraction] = {}
    below = 0
    for value in scale:
        rank[value] = below + Fraction(values[value], 2)
        below += values[value]
    return lambda value, other: (rank[value] - rank[other]) ** 2
