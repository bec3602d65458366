"""Which units are one and the same, however they are spelt. Nothing is ever converted: tonnes and kilograms stay apart.

The symbols are those of the SI Brochure (BIPM, 9th edition, tables 2, 4 and 8); CO2e is the GHG Protocol's. What can
be read in two ways is not in the table: `tons` (long, short or metric), `mt` (megatonne or millitonne), `m` (metre,
minute, million).
"""

import re
import unicodedata
from functools import lru_cache

SPELLINGS: dict[str, tuple[str, ...]] = {
    "%": ("percent", "per cent", "pct", "percentage"),
    "percentage points": ("percentage point", "pp", "p.p.", "%-points", "% points"),
    "g": ("gram", "grams", "gramme", "grammes"),
    "kg": ("kilogram", "kilograms", "kilogramme", "kilogrammes", "kgs", "kilo", "kilos"),
    "t": ("tonne", "tonnes", "metric ton", "metric tons", "metric tonne", "metric tonnes"),
    "kt": ("kilotonne", "kilotonnes", "thousand tonnes", "1,000 tonnes", "1000 t"),
    "Mt": ("megatonne", "megatonnes", "million tonnes", "million metric tons"),
    "Wh": ("watt-hour", "watt-hours", "watt hours"),
    "kWh": ("kilowatt-hour", "kilowatt-hours", "kilowatt hour", "kilowatt hours", "KWh", "kwh"),
    "MWh": ("megawatt-hour", "megawatt-hours", "megawatt hour", "megawatt hours"),
    "GWh": ("gigawatt-hour", "gigawatt-hours", "gigawatt hour", "gigawatt hours"),
    "TWh": ("terawatt-hour", "terawatt-hours", "terawatt hour", "terawatt hours"),
    "kW": ("kilowatt", "kilowatts"),
    "MW": ("megawatt", "megawatts"),
    "GW": ("gigawatt", "gigawatts"),
    "MJ": ("megajoule", "megajoules"),
    "GJ": ("gigajoule", "gigajoules"),
    "km": ("kilometre", "kilometres", "kilometer", "kilometers", "kms"),
    "l": ("L", "litre", "litres", "liter", "liters"),
    "m2": ("m^2", "sqm", "sq m", "square metre", "square metres", "square meter", "square meters"),
    "m3": ("m^3", "cbm", "cubic metre", "cubic metres", "cubic meter", "cubic meters"),
    "ha": ("hectare", "hectares"),
    "h": ("hour", "hours", "hr", "hrs"),
    "EUR": ("€", "euro", "euros"),
    "USD": ("US$", "US dollar", "US dollars"),
    "CNY": ("RMB", "yuan", "renminbi"),
    "GBP": ("£", "pound sterling", "pounds sterling"),
    "°C": ("degree Celsius", "degrees Celsius", "℃"),
}
"""Each unit's spellings, beside the one that it has here. Other spellings of greenhouse gases are told below."""

GASES = re.compile(
    r"(?P<mass>[^\W\d_]+?(?: [^\W\d_]+?)??)? ?(?:of )?(?:CO2|carbon dioxide)"
    r"(?:[- ]?(?P<equivalent>e|eq|equiv|equivalents?)\.?)?",
    re.IGNORECASE,
)
"""A mass of carbon dioxide, or of its equivalents: `tCO2e`, `t CO2-eq`, `tonnes of CO2 equivalent`, `CO2e`."""

SHORTEST_WORD = 4
"""From so many letters on a text is a word, whose case tells nothing; `mW` and `MW` are symbols."""
OVER = re.compile(r"(?<=\S)(?: per | ?/ ?)(?=\S)")
EVERY = re.compile(r"(?:a|an|each|every|one|1) ", re.IGNORECASE)


def _is_word(text: str) -> bool:
    return len(text) >= SHORTEST_WORD and text.replace(" ", "").replace("-", "").isalpha()


def _folded(text: str) -> str:
    return text.casefold() if _is_word(text) else text


_UNIT_OF = {_folded(spelling): unit for unit, spellings in SPELLINGS.items() for spelling in (unit, *spellings)}


@lru_cache(maxsize=4096)
def same_unit(unit: str) -> str:
    """Return what a unit has in common with all other spellings of it: what two of them are compared by."""
    text = " ".join(unicodedata.normalize("NFKC", unit).replace("\u2011", "-").split())
    gas = GASES.fullmatch(text)
    if gas:
        return f"{same_unit(gas['mass'] or '')} {'CO2e' if gas['equivalent'] else 'CO2'}".strip()
    return _UNIT_OF.get(_folded(text)) or singular(_folded(text))


def apart(unit: str, per: str) -> tuple[str, str]:
    """Return a unit and what it is counted over; `kg/vehicle` and `kg per vehicle` as a unit say both."""
    parts = OVER.split(unit, maxsplit=1)
    return (parts[0], parts[1]) if len(parts) == 2 and not per else (unit, per)


@lru_cache(maxsize=4096)
def same_per(per: str) -> str:
    """Return what a thing that is counted over has in common with other spellings: `vehicle`, `each vehicle`."""
    return same_unit(EVERY.sub("", per.strip(), count=1))


def singular(word: str) -> str:
    """Return a word without the s of its plural; `gas` and `process` have none."""
    return word[:-1] if _is_word(word) and word.endswith("s") and not word.endswith(("ss", "us", "as", "is")) else word
