"""A value as people write it into one cell: with its unit, and how exact it is (`30 %`, `ca. 5 t CO2e`, `>= 95`)."""

import re
from functools import lru_cache
from typing import NamedTuple

from esgtui.dataset.model import Qualifier
from esgtui.intake.kinds import qualifier_of
from esgtui.intake.unit_headings import is_unit
from esgtui.intake.values import number_of

_LONGEST = 60
"""A cell that is longer says more than a value."""

_PARTS = re.compile(
    r"(?P<qualifier>[^\d+-]*?)\s*(?P<number>[+-]?\d(?:[\d.,'’ \u00a0\u202f]*\d)?(?:e[+-]?\d{1,3})?)\s*(?P<unit>\D.*)?",
    re.IGNORECASE | re.DOTALL,
)


_PERCENTS = frozenset({"prozent", "procent", "pour cent", "por ciento", "por cento", "per cento"})
"""What percents are called besides in tables."""


class Amount(NamedTuple):
    """A number, its unit if the cell has one, and how exact it is, if it says so."""

    value: int | float
    unit: str = ""
    qualifier: Qualifier | None = None


class Written(NamedTuple):
    """An amount as it is written: the number alone, which may be read in two ways, and what stands around it."""

    number: str
    unit: str = ""
    qualifier: Qualifier | None = None


@lru_cache(4096)
def written(cell: str) -> Written | None:
    """Return the parts of a cell that has an amount and nothing else; None for other cells."""
    if number_of(cell) is not None:
        return Written(cell.strip().rstrip("%").rstrip(), "%" if cell.rstrip().endswith("%") else "")
    found = _PARTS.fullmatch(cell.strip().replace("−", "-")) if len(cell) <= _LONGEST else None
    if found is None or number_of(found["number"]) is None:
        return None
    unit, qualifier = " ".join((found["unit"] or "").split()), qualifier_of(found["qualifier"])
    unit = "%" if unit.casefold() in _PERCENTS else unit
    if (found["qualifier"].strip() and qualifier is None) or (unit and not is_unit(unit)):
        return None
    return Written(found["number"], unit, qualifier)


def amount_of(cell: str, decimal: str = ".") -> Amount | None:
    """Return the amount in a cell; `decimal` divides decimals where the number does not tell, as in `number_of`."""
    parts = written(cell)
    value = number_of(parts.number, decimal) if parts else None
    return None if parts is None or value is None else Amount(value, parts.unit, parts.qualifier)
