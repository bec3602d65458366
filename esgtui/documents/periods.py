"""The period that a claim speaks of, by the years in its words: none of those that belong to something else."""

import re
from collections.abc import Iterable
from itertools import pairwise

YEAR = r"(?:19[5-9]\d|20\d\d|2100)"
YEARS = re.compile(rf"(?<!\d)({YEAR})(?:[/–-](\d\d)(?![\d/–-]))?(?!\d)")
"""A calendar year, and the last two digits of one behind it: 2023/24."""
_LAWS = (
    r"(?:Agreement|Accord|Act|Law|Directive|Regulation|Protocol|Standards?|Convention|Guidelines?|Code|Treaty|"
    r"Declaration|Framework|Taxonomy|Principles)"
)
_IN_NUMBER = rf"(?:\s\([^()\d]{{1,20}}\))?(?:\s?,|\s(?:of|from|No\.?))?\s?\(?(?:\d{{1,5}}/)?{YEAR}(?:/\d+)?(?!\d)"
"""How the year of a law or a standard stands behind its name: `2021`, `of 2021`, `(2021)`, `(EU) 2022/2464`."""
_LAW = re.compile(
    rf"\b{_LAWS}{_IN_NUMBER}|(?<![Ii]n\s)(?<!\d){YEAR}\s(?:[A-Z][\w&’'-]*\s){{0,4}}{_LAWS}\b"  # 2015 Paris Agreement
)
_COMPARED = re.compile(
    rf"[(;,]\s?(?:in\s|FY\s?)?{YEAR}(?:/\d\d)?\s?:"
    rf"|\bfrom\s(?!{YEAR})(?:[^,;.()]|(?<=\d)[.,](?=\d)){{1,30}}?\sin\s(?:FY\s?)?{YEAR}(?:/\d\d)?"
)
"""A year that a value of the past is of, beside that which is spoken of: `(2022: 71 %)`, `from 48 % in 2022`."""
_FROM_TO = re.compile(rf"\b(?:[Ff]rom|[Bb]etween)\s(?:FY\s?)?({YEAR})\s(?:to|until|till|and)\s(?:FY\s?)?({YEAR})(?!\d)")
_JOINED = re.compile(r"\s?(?:[-–—]|\bto\b)\s?(?:FY\s?)?")
_LISTED = re.compile(r"\s?(?:,|and|&|,\sand)\s(?:FY\s?)?")


def without_names(statement: str, standards: Iterable[str]) -> str:
    """Return a statement without the standards and laws in it, whose years are no years that are spoken of."""
    for standard in standards:
        name = re.escape(standard)
        statement = re.sub(rf"{name}{_IN_NUMBER}|(?<![Ii]n\s)(?<!\d){YEAR}\s{name}|{name}", " ", statement)
    return statement


def without_laws(statement: str) -> str:
    """Return a statement without the years of laws, agreements and standards that it names by such a word."""
    return _LAW.sub(" ", statement)


def period_of(words: str, told: Iterable[int], others: Iterable[int]) -> str:
    """Return the period of which a statement's words speak, as the format has it: `2021`, `2019-2021`; empty if unsure.

    `told` are the years that may be of it, `others` those that are known to be something else, such as a base year.
    """
    years = set(years_in(_COMPARED.sub(" ", words)))
    if (span := _FROM_TO.search(words)) and int(span[1]) < int(span[2]) and int(span[1]) not in others:
        return f"{span[1]}-{span[2]}"
    spoken = sorted(years & set(told) - set(others))
    if len(spoken) < 2:
        return str(spoken[0]) if spoken else ""
    return f"{spoken[0]}-{spoken[-1]}" if _is_one(words, spoken) else ""


def ends_period(words: str, year: int, base: Iterable[int]) -> bool:
    """Return whether a year is only the end of a period that words speak of, `from 2021 to 2023`, and none to be met.

    What begins with one of the years that are compared with, `base`, is no period: it is when something is to change.
    """
    span = _FROM_TO.search(words)
    is_end = span is not None and int(span[1]) not in base and int(span[2]) == year
    return is_end and years_in(words).count(year) == 1


def years_in(text: str) -> list[int]:
    """Return the years that a text names; a fiscal year that goes over two (2023/24) is both."""
    return [year for match in YEARS.finditer(text) for year in _years_of(int(match[1]), match[2])]


def _years_of(first: int, behind: str | None) -> tuple[int, ...]:
    is_next = behind is not None and int(behind) == (first + 1) % 100
    return (first, first + 1) if is_next else (first,)


def _is_one(words: str, spoken: list[int]) -> bool:
    """Return whether words put years together to one time: as a fiscal year, its ends, or one after the other."""
    found = [match for match in YEARS.finditer(words) if int(match[1]) in spoken]
    if len(found) == 1:
        return True
    are_next = all(b - a == 1 for a, b in pairwise(spoken))
    between = [words[a.end() : b.start()] for a, b in pairwise(found)]
    is_span = len(found) == 2 and _JOINED.fullmatch(between[0]) is not None
    return is_span or (are_next and all(_LISTED.fullmatch(each) for each in between))
