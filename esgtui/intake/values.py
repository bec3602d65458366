"""Years, dates, countries, numbers and addresses, read out of what people write into cells. None where it is none."""

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from math import isfinite

from esgtui.dataset.rules import YEARS

_YEAR = re.compile(r"(?<!\d)(?:1[89]|2[01])\d\d(?!\d)")
_SPAN = re.compile(r"((?:1[89]|2[01])\d\d)\s?(?:[-–/]|to)\s?((?:(?:1[89]|2[01])\d)?\d\d?)(?!\d)")
_SERIAL = re.compile(r"[2-9]\d{4}(?:\.0)?")
_FIRST_DAY = dt.date(1899, 12, 30)
"""What spreadsheet programs count days from (the rule is theirs, with its slip about the year 1900)."""
_LONGEST = 24
"""A cell that is longer says more than a year, or a number."""
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4})")
_NUMBER = re.compile(
    r"(?P<minus>[+-]?)"
    r"(?:(?P<first>\d{1,3})(?P<sign>[ \u00a0\u202f,.'’])(?P<groups>\d{3}(?:(?P=sign)\d{3})*)|(?P<whole>\d+))"
    r"(?:(?P<point>[.,])(?P<decimals>\d+))?(?P<power>e[+-]?\d{1,3})?",
    re.IGNORECASE,
)
_OTHER = {".": ",", ",": "."}
"""What divides thousands in some languages and decimals in others, and what divides the other of them there."""
_GROUP = 3
"""So many digits stand together where thousands are divided."""
_MOST_DIGITS = 18
"""So many digits has a whole number at most."""
_BOTH = re.compile(r"(.+?)\s*\(([^()]*)\)")
"""A name, and a code in brackets."""
_ADDRESS = re.compile(r"https?://[^\s|]+")

_NOTHING = frozenset(
    (
        *("", "-", "–", "—", ".", "?", "n/a", "#n/a", "na", "n.a.", "nan", "none", "null", "unknown", "tbd"),
        *("not applicable", "not specified", "not stated", "not available", "not disclosed", "not reported", "no data"),
        *(
            "n.d.",
            "n/d",
            "k.a.",
            "keine angabe",
            "keine angaben",
            "nicht verfügbar",
            "nicht angegeben",
            "entfällt",
            "n.v.",
        ),
        *(
            "non applicable",
            "sans objet",
            "non communiqué",
            "non disponible",
            "no aplica",
            "no disponible",
            "sin datos",
        ),
        *("n.b.", "niet van toepassing", "无", "不适用", "未披露", "該当なし", "なし", "해당 없음"),
    )
)
_SPACE_AFTER_STOP = re.compile(r"(?<=\w\.) (?=\w\.)")


def says_nothing(text: str) -> bool:
    """Return whether a cell stands for there being nothing to say; of a claim's own text that is for nobody to tell."""
    plain = text.strip().casefold()
    if not plain:
        return True  # as in very many cells
    return (_SPACE_AFTER_STOP.sub("", plain) if ". " in plain else plain) in _NOTHING


def year_of(text: str) -> int | None:
    """Return the year that a cell names, if it is one and the cell says little else: `2050`, `FY 2050`, a date."""
    return None if len(text) > _LONGEST else _year(text)


@lru_cache(4096)
def _year(text: str) -> int | None:
    years = {int(year) for year in _YEAR.findall(text)}
    if not years and (day := day_of_serial(text.strip())):
        years = {day.year}
    return years.pop() if len(years) == 1 and next(iter(years)) in YEARS else None


def period_of(text: str) -> str | None:
    """Return the year or years that a cell names, as the dataset format has them."""
    if len(text) > _LONGEST:
        return None
    if span := _SPAN.search(text):
        first, last = int(span[1]), int(span[1][: 4 - len(span[2])] + span[2])
        return f"{first}-{last}" if first < last and last in YEARS else None
    year = year_of(text)
    return None if year is None else str(year)


def date_of(text: str) -> dt.date | None:
    """Return the day that a cell names, unless day and month might have changed places."""
    here = text.strip()
    try:
        if found := _ISO.fullmatch(here):
            return dt.date(int(found[1]), int(found[2]), int(found[3]))
        if found := _DAY_FIRST.fullmatch(here):
            first, second = int(found[1]), int(found[3])
            if found[2] == "." or first > 12 or first == second:
                return dt.date(int(found[4]), second, first)
            return dt.date(int(found[4]), first, second) if second > 12 else None
        return day_of_serial(here)
    except ValueError:
        return None


def day_of_serial(text: str) -> dt.date | None:
    """Return the day that a number stands for in spreadsheet programs; None for other cells."""
    return _FIRST_DAY + dt.timedelta(days=int(float(text))) if _SERIAL.fullmatch(text) else None


def number_of(text: str, decimal: str = ".") -> int | float | None:
    """Return the number that a cell holds; a percent sign and the like are no part of it.

    `decimal` divides decimals where the number itself does not tell: 1.125 is 1125 where that is a comma. Where it is
    empty nobody can know which of them is meant, and such a cell holds none.
    """
    found = _number_in(text)
    if not found:
        return None
    whole, decimals, power = found["whole"], found["decimals"] or "", found["power"] or ""
    if not whole:
        sign, known = found["sign"], decimal_sign(text) or decimal
        is_single = sign in _OTHER and not decimals and len(found["groups"]) == _GROUP
        if is_single and not known:
            return None
        groups = found["groups"].replace(sign, "")
        whole, decimals = (
            (found["first"], groups) if is_single and sign == known else (found["first"] + groups, decimals)
        )
    if not decimals and not power:
        return int(found["minus"] + whole) if len(whole) <= _MOST_DIGITS else None
    number = float(f"{found['minus']}{whole}.{decimals or 0}{power}")
    return number if isfinite(number) else None


def decimal_sign(text: str) -> str:
    """Return the sign that divides decimals in a number, if that tells it: of 1.5 and 0.125 the point, of 1.125 none.

    A sign that stands there several times divides thousands, and leaves the other one.
    """
    found = _number_in(text)
    if not found or found["point"]:
        return found["point"] if found else ""
    sign = found["sign"]
    if sign not in _OTHER:
        return ""
    if len(found["groups"]) > _GROUP:
        return _OTHER[sign]
    return sign if found["first"].startswith("0") or found["power"] else ""


def _number_in(text: str) -> re.Match[str] | None:
    here = text.strip().rstrip("%").strip()
    found = _NUMBER.fullmatch(here) if len(here) <= _LONGEST else None
    return None if found is None or (found["point"] and found["point"] == found["sign"]) else found


def paragraph_of(text: str) -> int | None:
    """Return the number of a paragraph; they are counted from 1."""
    number = number_of(text)
    return number if isinstance(number, int) and number > 0 else None


def addresses_in(text: str) -> list[str]:
    """Return the web addresses in a cell, each once."""
    return list(dict.fromkeys(found.rstrip(",;") for found in _ADDRESS.findall(text)))


@cache
def _codes(table: str) -> Mapping[str, str]:
    """Return the codes of a table by all names that it has for each."""
    text = files("esgtui.intake").joinpath(table).read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    names = {_named(name): row[0] for row in rows for name in row}
    spelt_out = {_named(name.translate(_UMLAUTS)): row[0] for row in rows for name in row}
    return spelt_out | names


_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


def _named(text: str) -> str:
    """Return a name as it is looked up: whatever its case, its accents and its apostrophes."""
    plain = " ".join(text.split()).casefold().replace("’", "'")
    if plain.isascii():  # as most are, and nothing is left to be looked at letter by letter
        return plain
    letters = unicodedata.normalize("NFD", plain)
    return unicodedata.normalize("NFC", "".join(letter for letter in letters if unicodedata.category(letter) != "Mn"))


@lru_cache(4096)
def country_of(text: str) -> str | None:
    """Return the ISO 3166-1 code of two letters of a country that is named by a code or by its name, or by both."""
    codes, name = _codes("countries.txt"), _named(text)
    if both := _BOTH.fullmatch(name):
        return codes.get(name) or (codes.get(both[1]) if codes.get(both[1]) == codes.get(both[2]) else None)
    return codes.get(name)


def language_of(text: str) -> str | None:
    """Return the ISO 639-1 code of a language that is named by a code, with a region or without, or by its name."""
    name = _named(text)
    return _codes("languages.txt").get(name) or _codes("languages.txt").get(re.split("[-_]", name, maxsplit=1)[0])
