"""Which figures of a text are the ends of a range: `30-40 %`, `between 1.5 and 2.0 billion euros`, `EUR 1 to EUR 2`."""

import re
from typing import NamedTuple

from esgtui.checklist.numerals import SCALES, scaled, value_in

_LOOKED_AT = 40
"""So many characters before a figure are looked at, and behind it."""
_NUMBER = r"(?<![\w.,/])(?<!\w-)(?!(?:19|20)\d\d\b)(?P<number>\d[\d,.]*)"
_POWERS = "|".join(SCALES)
_SCALE = rf"(?:\s?(?P<scale>{_POWERS}))?"
_SIGN = r"(?:[€$£]\s?|[A-Z]{3}\s)?"
_UPPER = re.compile(
    rf"(?:(?<!from\s)(?<![A-Z]{{3}}\s)(?<![€$£]){_NUMBER}{_SCALE}\s?(?:[-–—]|\bto\b)"
    rf"|\b[Bb]etween\s{_SIGN}{_NUMBER.replace('number', 'other')}{_SCALE.replace('scale', 'of_other')}\sand)\s?\Z"
)
"""What stands before the upper end of a range whose lower end has no unit: `30-40 %`, `between 1.5 and 2.0 billion`."""
_LOWER = re.compile(
    rf"(?:[-–—](?P<number>\d[\d,.]*)\s?(?P<scale>{_POWERS})?\b"
    rf"|\s(?:to|and)\s{_SIGN}(?P<other>\d[\d,.]*)\s?(?P<of_other>{_POWERS})\b)"
)
"""What stands behind the lower end of one whose upper end has none: `EUR 1.5-2 billion`."""
_BETWEEN = re.compile(r"\s?(?:[-–—]|to)\s?")
_CHANGED = re.compile(r"\bfrom\s(?:about\s|around\s|over\s)?\Z")
"""What comes before the first of two values where one has become the other."""
_DIGITS = re.compile(r"\d[\d,.]*")
_LEADS = ("-", "–", "—", "to", "and")
_FOLLOWS = ("-", "–", "—", " to ", " and ")


class Ends(NamedTuple):
    """The two ends of a range, and the half-open offsets in the text at which it stands."""

    lower: float
    upper: float
    start: int
    end: int


def ends_of(text: str, start: int, end: int, value: float) -> Ends | None:
    """Return the range that a figure at these offsets is one end of, if the other end has no unit; else None."""
    before = text[max(0, start - _LOOKED_AT) : start]
    if before.rstrip().endswith(_LEADS) and (found := _UPPER.search(before)):
        number, scale = _written(text, found)
        lower = scaled(number, SCALES[scale] if scale else _scale_in(text, start, end, value))
        return Ends(lower, value, start - len(before) + found.start(found.lastgroup or 0), end)
    behind = text[end : end + _LOOKED_AT]
    if behind.startswith(_FOLLOWS) and (found := _LOWER.match(behind)) and not _CHANGED.search(before):
        number, scale = _written(text, found)
        upper = scaled(number, SCALES[scale] if scale else 1)
        is_scaled = _scale_in(text, start, end, value) != 1
        lower = value if is_scaled or not scale else scaled(value, SCALES[scale])
        return Ends(lower, upper, start, end + found.end())
    return None


def is_range(text: str, first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Return whether two figures of one unit, at these offsets, are the ends of a range, and not before and after."""
    between, before = text[first[1] : second[0]], text[max(0, first[0] - _LOOKED_AT) : first[0]]
    if between.strip() == "and":
        return before.rstrip().lower().endswith("between")
    return bool(_BETWEEN.fullmatch(between)) and not _CHANGED.search(before)


def _written(text: str, found: re.Match[str]) -> tuple[float, str]:
    """Return the number of the other end, and its scale if it has one."""
    number = found["number"] or found["other"]
    return value_in(text, number.rstrip(".,")), (found["scale"] or found["of_other"] or "").lower()


def _scale_in(text: str, start: int, end: int, value: float) -> int:
    """Return by how much the value of a figure at these offsets is more than its digits say: 10**6 for millions."""
    digits = _DIGITS.search(text, start, end)
    written = value_in(text, digits[0].rstrip(".,")) if digits else 0
    return round(value / written) if written else 1
