"""Which figures of a statement stand for no value of their own: ends of a range, a whole of which a part is told.

So are values of another year in brackets. None of them is a metric of the claim.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from esgtui.checklist.findings import Figure
from esgtui.checklist.ranges import ends_of, is_range

_LOOKED_AT = 40
"""So many characters before a figure are looked at."""
_SMALL = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_PART = re.compile(rf"(?i)\b{_SMALL}\s(?:(?:out\s)?of|in)\s(?:(?:the|our|its|their|all)\s)*\Z")
"""What stands before a whole of which a part is told: `9 of 11 sites`."""
_COUNTED_OVER = re.compile(r"(?i)\bper\s(?:[A-Z]{3}\s?|[€$£]\s?)?\Z")
"""What stands before a value that another one is counted over: per RMB 10,000 of income."""
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
    one, other = first.words[0], second.words[0]
    if statement[other.start].isalpha() and "-" in statement[one.end : other.start]:
        return False  # the next point of a list: by 90 % -Halve
    return first.unit == second.unit and is_range(statement, (one.start, one.end), (other.start, other.end))


def _is_value(statement: str, figure: Figure) -> bool:
    start, end = figure.words[0].start, figure.words[0].end
    before = statement[max(0, start - _LOOKED_AT) : start]
    if any(told.search(before) for told in (_PART, _OTHER_YEAR, _COUNTED_OVER)):
        return False
    return ends_of(statement, start, end, figure.value) is None
