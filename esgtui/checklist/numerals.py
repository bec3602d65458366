"""Numbers as texts write them: which value digits stand for, and how much a word such as `million` makes of it.

Where numbers stand in a text, and what is measured in them, is not known here.
"""

import re
from decimal import Decimal
from functools import lru_cache

SCALES = {
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "mn": 10**6,
    "bn": 10**9,
    "mln": 10**6,
    "mio": 10**6,
    "mrd": 10**9,
    "crore": 10**7,
}
SHORT_SCALES = {"k": 10**3, "m": 10**6, "b": 10**9}
"""Scales of one letter count with money alone."""
SCALE = re.compile(rf"\s?-?(?:({'|'.join(SCALES)})|([kmb]))(?!\w)(?:(?<=mio|mrd)\.)?", re.IGNORECASE)

_NO_DIGITS = re.compile(r"[’'\s\u00a0\u202f\u2009]")
_WITH_COMMAS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
_WITH_POINTS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3}){2,}(?:,\d+)?|[1-9]\d{0,2}(?:\.\d{3})+,\d+")
_ALL_BUT_LAST = re.compile("[.,](?=.*[.,])")
_DOUBTFUL = re.compile(r"[1-9]\d{0,2}\.\d{3}")
"""What is a decimal in English, and thousands in most other languages of Europe."""
_TELLS_COMMAS = re.compile(
    r"(?<![\d.,])(?<![Ss]cope\s)(?<![Ss]copes\s)(?:\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:\.\d{3})+,\d+|\d+,\d{1,2})(?![.,]?\d)"
)
"""A number that can be read in no other way than with points between thousands, or a comma before decimals."""


@lru_cache(maxsize=10_000)
def value_of(text: str) -> float:
    """Return a number in digits; a comma before three digits sets thousands apart."""
    digits = _NO_DIGITS.sub("", text)
    if _WITH_COMMAS.fullmatch(digits):
        return float(digits.replace(",", ""))
    if _WITH_POINTS.fullmatch(digits):
        return float(digits.replace(".", "").replace(",", "."))
    return float(_ALL_BUT_LAST.sub("", digits).replace(",", "."))


def value_in(text: str, number: str) -> float:
    """Return a number as the text means it that it stands in: `987.654` beside `1.234.567` is no decimal."""
    if _DOUBTFUL.fullmatch(number) and _has_commas_for_decimals(text):
        return float(number.replace(".", ""))
    return value_of(number)


def in_full(value: float, unit: str) -> tuple[float, str]:
    """Return a value as many times as its unit begins with a word for: 1.1 `million tonnes` are 1,100,000 tonnes."""
    scale = SCALE.match(unit)
    if scale is None or scale[1] is None:
        return value, unit
    return scaled(value, SCALES[scale[1].lower()]), unit[scale.end() :].strip()


@lru_cache(maxsize=2)
def _has_commas_for_decimals(text: str) -> bool:
    """Return whether another number shows that; of a text with very many numbers, that is looked for once."""
    return _TELLS_COMMAS.search(text) is not None


def scaled(value: float, scale: int) -> float:
    """Return a value as many times as a scale says, to the digit: 8.2 million are 8,200,000, and no fraction less."""
    return float(Decimal(str(value)) * scale)
