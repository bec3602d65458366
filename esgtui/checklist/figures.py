"""Numbers with a unit in a text, as structured values: what is measured, counted, paid, or a share.

A number alone is no metric; nor are years, numbers of standards, names of models, clock times and marks of footnotes.
"""

import re
from collections.abc import Iterator

import msgspec

from esgtui.checklist.phrases import YEAR
from esgtui.checklist.rules import FigureRules

_SPACE = r"[\s\u00a0\u202f\u2009\u2010-\u2015-]{0,3}"
_DIGITS = r"\d{1,3}(?:[,.’'\u00a0\u202f\u2009 ]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "mn": 1e6, "bn": 1e9, "mln": 1e6, "crore": 1e7}
_SHORT_SCALES = {"k": 1e3, "K": 1e3, "m": 1e6, "M": 1e6, "b": 1e9, "B": 1e9}
_PER = re.compile(
    rf"(?:\s?/\s?|[\s\u00a0-]+(?:per|for\s(?:each|every)|in\s(?:each|every))[\s\u00a0-]+)"
    r"((?:\d+\s?)?[A-Za-z€$][\w²³₂]*(?:\s(?:metre|meter|kilometre|kilometer|mile|hour|foot|feet|km)s?\b)?)"
)
_NOT_BETWEEN = r"(?:of|and|or|in|to|the|by|from|for|with|at|on|as|our|its|their|all|per|a|an|than|is|are|was|were|scope)"
_QUALIFIED = 30
"""So many characters before a number are looked at for how exact it is."""
_LETTERS_ARE_ANYTHING = frozenset({"t", "g", "l", "hours"})


class FoundFigure(msgspec.Struct, frozen=True, gc=False):
    """A value with its unit as a text gives it, at half-open character offsets."""

    value: float
    unit: str
    per: str
    qualifier: str
    is_relative: bool
    start: int
    end: int


class FigureReader:
    """Finds figures in texts by the rules."""

    def __init__(self, rules: FigureRules) -> None:
        self._rules = rules
        words = "|".join(rules.numbers)
        money = "|".join(f"(?:{each})" for each in rules.money.values())
        self._number = re.compile(
            rf"(?:(?P<money>(?<!\w)(?:{money}))\s?)?"
            rf"(?P<number>(?<![\w#])(?<!\d[.,:])(?:{_DIGITS}|(?i:{words})(?!\w)))"
        )
        self._worth_a_look = re.compile(rf"\d|(?i:\b(?:{words})\b)")
        # Of the units, the one whose spelling is the longest: groups cannot be told by name, since signs are none.
        self._units = list(rules.units)
        units = "|".join(f"({each})" for each in rules.units.values())
        self._unit = re.compile(rf"{_SPACE}(?:{units})")
        self._currencies = [(name, re.compile(rf"\s?(?:{each})")) for name, each in rules.money.items()]
        self._scale = re.compile(rf"\s?-?({'|'.join(_SCALES)})(?!\w)|([kKmMbB])(?!\w)", re.IGNORECASE)
        self._count = re.compile(
            rf"(?:[\s\u00a0-]+(?!{_NOT_BETWEEN}\b)[A-Za-z]+(?:-[A-Za-z]+)?){{0,2}}?[\s\u00a0-]+"
            rf"(?P<thing>(?:{rules.counts})(?:\s(?:and|&)\s(?:{rules.counts}))?)"
        )
        qualifiers = "|".join(f"(?P<q{at}>{each})" for at, each in enumerate(rules.qualifiers.values()))
        self._qualifier = re.compile(rf"(?<!\w)(?:{qualifiers})(?:\s(?:a|the))?[\s(~]*\Z")
        self._qualifiers = list(rules.qualifiers)

    def find(self, text: str) -> Iterator[FoundFigure]:
        """Yield the figures in a text, in its order, none overlapping another."""
        end = 0
        if self._worth_a_look.search(text):
            for number in self._number.finditer(text):
                if number.start() < end:
                    continue
                found = self._figure(text, number)
                if found:
                    end = found.end
                    yield found
        for share in self._rules.shares.find(text):
            value = self._rules.share_values[share.key[1]]
            yield FoundFigure(value, "%", "", "", is_relative=True, start=share.start, end=share.end)

    def _figure(self, text: str, number: re.Match[str]) -> FoundFigure | None:
        value = self._value(number["number"])
        at = number.end()
        scale = self._scale.match(text, at)
        if scale and (scale[1] or number["money"]):
            value *= _SCALES.get(scale[1].lower(), 1) if scale[1] else _SHORT_SCALES[scale[2]]
            at = scale.end()
        unit, end = self._money(text, number, at) or self._measured(text, number, at) or self._counted(text, number, at)
        if not unit:
            return None
        per = _PER.match(text, end)
        counted_over = per[1] if per and per[1].lower() not in {"cent", "se"} else ""
        return FoundFigure(
            value,
            unit,
            counted_over,
            self._how_exact(text, number.start()),
            is_relative=unit in {"%", "percentage points", "basis points", "times", "ppm"} or bool(counted_over),
            start=number.start(),
            end=per.end() if per and counted_over else end,
        )

    def _money(self, text: str, number: re.Match[str], at: int) -> tuple[str, int] | None:
        sign = number["money"]
        if sign:
            for name, expression in self._currencies:
                if expression.fullmatch(sign):
                    return name, at
        return None

    def _measured(self, text: str, number: re.Match[str], at: int) -> tuple[str, int] | None:
        """Return the unit of measure or the currency behind a number, and where it ends."""
        found = self._unit.match(text, at)
        if found and found.lastindex:
            unit = self._units[self._group(found)]
            is_sure = unit not in _LETTERS_ARE_ANYTHING or not self._is_no_metric(text, number)
            return (unit, found.end()) if is_sure and not self._is_year(number, found, unit) else None
        for name, expression in self._currencies:
            behind = expression.match(text, at)
            if behind and not re.fullmatch(YEAR, number["number"]):
                return name, behind.end()
        return None

    @staticmethod
    def _group(found: re.Match[str]) -> int:
        return next(at for at, text in enumerate(found.groups()) if text is not None)

    @staticmethod
    def _is_year(number: re.Match[str], found: re.Match[str], unit: str) -> bool:
        return bool(re.fullmatch(YEAR, number["number"])) and unit not in {"%", "t", "kg", "MW"}

    def _counted(self, text: str, number: re.Match[str], at: int) -> tuple[str, int]:
        """Return what is counted by a number, and where it ends; empty if nothing is."""
        found = self._count.match(text, at)
        if not found or re.fullmatch(YEAR, number["number"]) or self._is_no_metric(text, number):
            return "", at
        return found["thing"], found.end()

    def _is_no_metric(self, text: str, number: re.Match[str]) -> bool:
        """Tell whether the word before a number makes it the number of something: a standard, a page, a scope."""
        before = re.search(r"(\w+)[\s.:/-]{0,3}\Z", text[max(0, number.start() - 24) : number.start()])
        return bool(before and before[1].lower() in self._rules.no_metric_after)

    def _how_exact(self, text: str, start: int) -> str:
        found = self._qualifier.search(text[max(0, start - _QUALIFIED) : start])
        if not found or not found.lastgroup:
            return ""
        return self._qualifiers[int(found.lastgroup[1:])]

    def _value(self, text: str) -> float:
        """Return a number as it is written; of a comma or a point before three digits, thousands are taken for meant."""
        word = self._rules.numbers.get(text.lower())
        if word is not None:
            return word
        digits = re.sub(r"[’'\s\u00a0\u202f\u2009]", "", text)
        if re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?", digits):
            return float(digits.replace(",", ""))
        if re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3}){2,}(?:,\d+)?|[1-9]\d{0,2}(?:\.\d{3})+,\d+", digits):
            return float(digits.replace(".", "").replace(",", "."))
        return float(re.sub(r"[.,](?=.*[.,])", "", digits).replace(",", "."))
