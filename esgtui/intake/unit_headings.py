"""The unit that stands in the heading of a column of values: `Reduction (%)`, `Value, t`, `Reduktion in %`."""

import re
from functools import cache

from esgtui.insight.units import GASES, OVER, SPELLINGS, same_unit
from esgtui.intake.roles import AGAIN

_FORMS = (
    re.compile(r"(?P<name>.+?)\s*[(\[](?P<unit>[^()\[\]]+)[)\]]"),
    re.compile(r"(?P<name>.+),\s*(?P<unit>[^,]+)"),
    re.compile(r"(?P<name>.+?)\s+(?:in|en|em)\s+(?P<unit>.+)"),
    re.compile(r"(?P<name>.+?)\s*(?P<unit>%)"),
)
_SCALE = re.compile(
    r"(?i)^(?:thousand|million|billion|mio\.?|mrd\.?|mn|bn|k|m) | ?(?:thousand|million|billion|mn|bn|k|m)$"
)


@cache
def unit_in(heading: str) -> tuple[str, str]:
    """Return a heading without the unit that stands in it, and the unit; the heading as it is where there is none.

    Only what is known to be a unit is one: brackets hold much else, such as `(absolute)` or `(Scope 1)`.
    """
    here = AGAIN.sub("", heading)
    for form in _FORMS:
        found = form.fullmatch(here)
        if found and is_unit(unit := found["unit"].strip().removeprefix("in ")):
            return found["name"], unit
    return heading, ""


def is_unit(text: str) -> bool:
    """Return whether a text is known to be a unit or a currency."""
    unit = OVER.split(text, maxsplit=1)[0]
    plain = _SCALE.sub("", unit)
    return any(
        same_unit(each) in SPELLINGS or GASES.fullmatch(each) or _known().fullmatch(each) for each in (unit, plain)
    )


@cache
def _known() -> re.Pattern[str]:
    """Return what is a unit or a currency where the checklist looks for figures."""
    from esgtui.checklist.rules import read_rules

    figures = read_rules().figures
    return re.compile("|".join(f"(?:{each})" for each in (*figures.units.values(), *figures.money.values())))
