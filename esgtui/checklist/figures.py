"""Numbers with a unit in a text, as structured values: what is measured, counted, paid, or a share.

A number alone is no metric; nor are years, numbers of standards, names of models, clock times and marks of footnotes.
"""

import re
from collections.abc import Iterable, Iterator

import msgspec

from esgtui.checklist.cutting import Cut
from esgtui.checklist.numbered import is_name, is_number_of, is_the_model
from esgtui.checklist.numerals import SCALE, SCALES, SHORT_SCALES, scaled, value_in
from esgtui.checklist.phrase import YEAR, Written
from esgtui.checklist.phrase_list import NUMBERS, SHARES
from esgtui.checklist.phrases import Match
from esgtui.checklist.rules import FigureRules

_SPACE = r"[\s\u00a0\u202f\u2009\u2010-\u2015-]{0,3}"
_NEXT_WORD = r"(?:[\s\u00a0-]+([A-Za-z]+))?"
_NUMBER = re.compile(
    r"[0-9](?<![\w#][0-9])(?<![0-9][.,:][0-9])"
    r"(?:[0-9]{0,2}(?:[,.’'\u00a0\u202f\u2009 ][0-9]{3})+(?![0-9])(?:[.,][0-9]+)?|[0-9]*(?:[.,][0-9]+)?)"
    rf"(?={_SPACE}([^\W_]+|[^\s\w])?{_NEXT_WORD * 3})"
)
"""A number in digits that begins no other word, and what may be its unit behind it: a word or a sign, and three words.

The first digit stands before what is asked of its place, so that only digits are looked at.
"""
_UNIT_AT_NUMBER = re.compile(r"[0-9][^\W\d_]")
"""A letter directly behind a digit, as in 130kg."""
_BEHIND = re.compile(rf"{_SPACE}([^\W_]+|[^\s\w])?{_NEXT_WORD * 3}")
_IS_YEAR = re.compile(YEAR)
_PER = re.compile(
    r"(?:\s?/\s?|[\s\u00a0-]+(?:per|for\s(?:each|every)|in\s(?:each|every))[\s\u00a0-]+)"
    r"((?:(?:\d{1,3}(?:,\d{3})+|\d+)\s?)?[A-Za-z€$][\w²³₂]*(?:\s(?:metre|meter|kilometre|kilometer|mile|hour|foot|feet|km)s?\b)?)"
)
_RATE = re.compile(
    r"[\s\u00a0]+per[\s\u00a0]+((?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\s(?:thousand|million))?|thousand|million|hundred)"
    r"(?:[\s\u00a0-]+[A-Za-z]{2,}){0,2}?[\s\u00a0-]+(?:hours|employees|people|workers|staff|FTEs?|km|kilomet(?:re|er)s|miles)"
    r"(?:\sworked)?)(?!\w)"
)
"""What a rate without a unit is counted over: 0.8 per million hours."""
_OF_PARTY = re.compile(r"[\s-]+part(?:y|ies)\b", re.IGNORECASE)
"""What makes a third of a third party."""
_NOT_BETWEEN = (
    r"(?:of|and|or|in|to|the|by|from|for|with|at|on|as|our|its|their|all|per|a|an|than|is|are|was|were|scope|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|"
    r"stars?|years?|months?|weeks?|days?|hours?|minutes?|degrees?|volts?|am|pm|MAX|Series)"
)
_QUALIFIED = 30
"""So many characters before a number are looked at for how exact it is."""
_MONEY = 12
"""So many characters before a number are looked at for a currency."""
_LONGEST = 24
"""A number of more characters is none that anybody measured."""
_RELATIVE = frozenset({"%", "percentage points", "basis points", "times", "ppm"})
_TIMES = frozenset({"year", "annum", "quarter", "month", "week", "day", "hour", "a", "y", "yr"})
_ALSO_LETTERS = frozenset({"t", "g", "l", "m3", "hours"})
_AFTER_A_YEAR = frozenset({"%", "t", "kg", "MW", "ha"})
"""Units that may stand behind what looks like a year; others are rather the beginning of something else."""


def is_intensity(per: str) -> bool:
    """Tell whether a value per this is an intensity, and not just one of each year."""
    return bool(per) and per.lower() not in _TIMES


class FoundFigure(msgspec.Struct, frozen=True, gc=False):
    """A value with its unit as a text gives it, at half-open character offsets."""

    value: float
    unit: str
    per: str
    qualifier: str
    is_relative: bool
    start: int
    end: int


class _Number(msgspec.Struct, gc=False):
    """A number in digits or in words; `before` is the word in front of it, in lower case, or money if it `may_pay`."""

    text: str
    start: int
    end: int
    before: str
    may_pay: bool


def _start(number: _Number) -> int:
    return number.start


class FigureReader:
    """Finds figures in texts by the rules."""

    def __init__(self, rules: FigureRules) -> None:
        self._rules = rules
        money = "|".join(f"(?:{each})" for each in rules.money.values())
        self._money_before = re.compile(rf"(?<!\w)({money})\s?\Z")
        self._money_behind = re.compile(rf"\s?({money})")
        self._currencies = [(name, re.compile(each)) for name, each in rules.money.items()]
        self._units = list(rules.units)
        self._unit = re.compile(rf"{_SPACE}(?:{'|'.join(f'({each})' for each in rules.units.values())})")
        self._count = re.compile(
            rf"(?:[\s\u00a0]+(?!{_NOT_BETWEEN}\b)[A-Za-z]{{2,}}(?:-[A-Za-z]+)?){{0,2}}?[\s\u00a0-]+"
            rf"(?P<thing>(?:{rules.counts})(?:\s(?:and|&)\s(?:{rules.counts}))?)"
        )
        qualifiers = "|".join(f"({each})" for each in rules.qualifiers.values())
        self._qualifier = re.compile(rf"(?<!\w)(?:{qualifiers})(?:\s(?:a|the))?[\s(~]*\Z")
        self._qualifiers = list(rules.qualifiers)
        measuring = {*rules.openings, *SCALES, "per"}
        self._measuring = frozenset(form for word in measuring for form in (word, word.capitalize(), word.upper()))
        self._stems = tuple(word[:-1] for word in measuring if word.endswith("*"))
        self._signs = tuple(sign for sign in measuring if not sign[0].isalnum())
        self._money_ends = rules.money_ends
        self._qualifying = Written({*rules.exact_after, "a", "the"})
        self._shares = [(re.compile(pattern), value) for pattern, value in rules.share_values.items()]

    def find(self, cut: Cut, matches: Iterable[Match]) -> Iterator[FoundFigure]:
        """Yield the figures in a text, none overlapping another; `matches` are its numbers and shares in words."""
        shares = [self._share(cut.text, match) for match in matches if self._is_share(cut.text, match)]
        end = 0
        for number in sorted(self._numbers(cut, matches), key=_start):
            if number.start >= end and not any(share.start <= number.start < share.end for share in shares):
                found = self._figure(cut.text, number)
                if found:
                    end = found.end
                    yield found
        yield from shares

    def _is_share(self, text: str, match: Match) -> bool:
        return match.of is SHARES and not _OF_PARTY.match(text, match.end)

    def _share(self, text: str, match: Match) -> FoundFigure:
        """Return a share that is told in words."""
        share = text[match.start : match.end]
        value = next(value for pattern, value in self._shares if pattern.fullmatch(share))
        return FoundFigure(value, "%", "", "", is_relative=True, start=match.start, end=match.end)

    def _numbers(self, cut: Cut, matches: Iterable[Match]) -> Iterator[_Number]:
        """Yield the numbers in a text, in digits and in words, that what stands around them may make figures."""
        text = cut.text
        if not self._may_hold(cut):
            return
        for found in _NUMBER.finditer(text):
            start, end = found.span()
            may_pay = self._may_pay(text, start)
            if (may_pay or self._may_measure(found)) and end - start <= _LONGEST:
                before = cut.spaced[max(0, start - _QUALIFIED) : start + 1].split()
                yield _Number(text[start:end], start, end, before[-1] if before else "", may_pay)
        for match in matches:
            behind = _BEHIND.match(text, match.end) if match.of is NUMBERS else None
            if behind and self._may_measure(behind):
                yield _Number(text[match.start : match.end], match.start, match.end, match.before, may_pay=False)

    def _may_hold(self, cut: Cut) -> bool:
        """Tell whether a text has anything that can be a unit: a third of texts do not."""
        return (
            not self._measuring.isdisjoint(cut.words)
            or any(sign in cut.text for sign in self._signs)
            or _UNIT_AT_NUMBER.search(cut.text) is not None
            or bool(self._stems)
        )

    def _may_measure(self, found: re.Match[str]) -> bool:
        """Tell whether any of the words behind a number can be its unit: of most numbers, none is."""
        words = found.groups("")
        if not self._measuring.isdisjoint(words):
            return True
        return bool(self._stems) and any(word.lower().startswith(self._stems) for word in words)

    def _may_pay(self, text: str, start: int) -> bool:
        """Tell whether a sign or a code of a currency can end directly before a number, or a blank before it."""
        before = text[max(0, start - 2) : start]
        return before[-1:] in self._money_ends or (before[-1:].isspace() and before[:1] in self._money_ends)

    def _figure(self, text: str, number: _Number) -> FoundFigure | None:
        start, at = number.start, number.end
        money = self._money_before.search(text[max(0, start - _MONEY) : start]) if number.may_pay else None
        value = self._value(text, number.text)
        scale = SCALE.match(text, at)
        if scale and (scale[1] or money):
            value = scaled(value, SCALES[scale[1].lower()] if scale[1] else SHORT_SCALES[scale[2].lower()])
            at = scale.end()
        if money:
            unit, end, start = self._currency(money[1]), at, start - len(money[0])
        else:
            unit, end = self._measured(text, number, at) or self._counted(text, number, at)
        if not unit:
            return self._rate(text, number, value, at)
        per = _PER.match(text, end)
        counted_over = per[1] if per and per[1].lower() not in {"cent", "se"} else ""
        return FoundFigure(
            value,
            unit,
            counted_over,
            self._how_exact(text, start) if money or self._qualifying.has(number.before) else "",
            is_relative=unit in _RELATIVE or is_intensity(counted_over),
            start=start,
            end=per.end() if per and counted_over else end,
        )

    def _rate(self, text: str, number: _Number, value: float, at: int) -> FoundFigure | None:
        """Return a number without a unit that is counted over many of something: of accidents, per million hours."""
        per = _RATE.match(text, at)
        is_other = _IS_YEAR.fullmatch(number.text) or is_number_of(text, number.start, self._rules.no_metric_after)
        if not per or is_other:
            return None
        exact = self._how_exact(text, number.start) if self._qualifying.has(number.before) else ""
        return FoundFigure(value, "", per[1], exact, is_relative=True, start=number.start, end=per.end())

    def _currency(self, sign: str) -> str:
        return next(name for name, expression in self._currencies if expression.fullmatch(sign))

    def _measured(self, text: str, number: _Number, at: int) -> tuple[str, int] | None:
        """Return the unit of measure or the currency behind a number, and where it ends."""
        is_year = _IS_YEAR.fullmatch(number.text)
        found = self._unit.match(text, at)
        if found and found.lastindex:
            unit = self._units[found.lastindex - 1]
            is_letter = unit in _ALSO_LETTERS or is_year
            is_none = is_letter and is_number_of(text, number.start, self._rules.no_metric_after)
            return None if is_none or (is_year and unit not in _AFTER_A_YEAR) else (unit, found.end())
        behind = None if is_year else self._money_behind.match(text, at)
        return (self._currency(behind[1]), behind.end()) if behind else None

    def _counted(self, text: str, number: _Number, at: int) -> tuple[str, int]:
        """Return what is counted by a number, and where it ends; empty if nothing is."""
        found = self._count.match(text, at)
        if not found or _IS_YEAR.fullmatch(number.text):
            return "", at
        start = number.start
        if is_number_of(text, start, self._rules.no_metric_after) or is_name(text, start, at, self._qualifying.words):
            return "", at
        thing = found["thing"]
        is_model = thing.lower() in self._rules.models and is_the_model(text, start, number.end)
        return ("", at) if is_model else (thing, found.end())

    def _how_exact(self, text: str, start: int) -> str:
        found = self._qualifier.search(text[max(0, start - _QUALIFIED) : start])
        return self._qualifiers[found.lastindex - 1] if found and found.lastindex else ""

    def _value(self, text: str, number: str) -> float:
        """Return a number of a text as it is written, in digits or in words."""
        word = self._rules.numbers.get(number.lower())
        return value_in(text, number) if word is None else word
