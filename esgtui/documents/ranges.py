"""Which figures of a statement stand for no value of their own: ends of a range, a whole of which a part is told.

So are values of another year in brackets. None of them is a metric of the claim.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from esgtui.checklist.findings import Figure

_LOOKED_AT = 40
"""So many characters before a figure are looked at, and behind it."""
_NUMBER = r"(?<![\w.,/-])(?!(?:19|20)\d\d\b)\d[\d,.]*"
_SCALE = r"(?:\s?(?:thousand|million|billion|trillion|bn|mn))?"
_SIGN = r"(?:[€$£]\s?|[A-Z]{3}\s)?"
_SMALL = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_UPPER = re.compile(
    rf"(?:(?<!from\s)(?<![A-Z]{{3}}\s)(?<![€$£]){_NUMBER}{_SCALE}\s?(?:[-–—]|\bto\b)|\bbetween\s{_SIGN}{_NUMBER}{_SCALE}\sand)\s?\Z"
)
"""What stands before the upper end of a range whose lower end has no unit: `30-40 %`, `between 1.5 and 2.0 billion`."""
_LOWER = re.compile(rf"(?:[-–—]\d|\s(?:to|and)\s{_SIGN}\d[\d,.]*\s?(?:thousand|million|billion|trillion|bn|mn)\b)")
"""What stands behind the lower end of one whose upper end has none: `EUR 1.5-2 billion`."""
_BETWEEN = re.compile(r"\s?(?:[-–—]|to)\s?")
_CHANGED = re.compile(r"\bfrom\s(?:about\s|around\s|over\s)?\Z")
"""What comes before the first of two values where one has become the other."""
_PART = re.compile(rf"(?i)\b{_SMALL}\s(?:(?:out\s)?of|in)\s(?:(?:the|our|its|their|all)\s)*\Z")
"""What stands before a whole of which a part is told: `9 of 11 sites`."""
_OTHER_YEAR = re.compile(
    r"[(;,]\s?(?:(?:in|FY|target|base year|goal)\s?)?(?:19|20)\d\d(?:/\d\d)?\s?:\s?[\w~]{0,8}\s?\Z"
)
"""What stands before the value of another year: `(2022: 71 %)`."""


def values_of_its_own(statement: str, figures: Sequence[Figure]) -> list[Figure]:
    """Return the figures of a statement that are values of what it speaks of."""
    ends = {
        at + step
        for at, (first, second) in enumerate(pairwise(figures))
        if _is_range(statement, first, second)
        for step in (0, 1)
    }
    return [each for at, each in enumerate(figures) if at not in ends and _is_value(statement, each)]


def _is_range(statement: str, first: Figure, second: Figure) -> bool:
    if first.unit != second.unit:
        return False
    start, end = first.words[0].start, first.words[0].end
    between, before = statement[end : second.words[0].start], statement[max(0, start - _LOOKED_AT) : start]
    if between.strip() == "and":
        return before.rstrip().lower().endswith("between")
    return bool(_BETWEEN.fullmatch(between)) and not _CHANGED.search(before)


def _is_value(statement: str, figure: Figure) -> bool:
    start, end = figure.words[0].start, figure.words[0].end
    before = statement[max(0, start - _LOOKED_AT) : start]
    if _UPPER.search(before) or _PART.search(before) or _OTHER_YEAR.search(before):
        return False
    behind = _LOWER.match(statement[end : end + _LOOKED_AT])
    return not behind or bool(_CHANGED.search(before))
