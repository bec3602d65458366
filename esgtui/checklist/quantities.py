"""The figures of a claim as they are shown: `130 kg`, and both ends of a range as one, `10–15%`."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from esgtui.checklist.findings import Figure, Sign, Words
from esgtui.checklist.ranges import ends_of, is_range
from esgtui.dataset.describe import number_text
from esgtui.dataset.model import Claim

_LARGE = 10_000
"""From this on digits are set apart by threes."""


def quantities(claim: Claim, figures: Sequence[Figure]) -> Iterator[Sign]:
    """Yield a sign for each figure of a claim, and one for two that are the ends of a range."""
    at = 0
    while at < len(figures):
        figure = figures[at]
        following = figures[at + 1] if at + 1 < len(figures) else None
        if following and _are_ends(claim, figure, following):
            yield _sign(figure, _range(figure.value, following.value, figure), (*figure.words, *following.words))
            at += 2
        else:
            yield _shown(claim, figure)
            at += 1


def _shown(claim: Claim, figure: Figure) -> Sign:
    words = figure.words[0] if figure.words and figure.by == "text" else None
    ends = ends_of(_text(claim, figure), words.start, words.end, figure.value) if words else None
    if not ends or not words:
        return _sign(figure, _value(figure.value, _unit(figure)), figure.words)
    whole = msgspec.structs.replace(words, start=ends.start, end=ends.end)
    return _sign(figure, _range(ends.lower, ends.upper, figure), (whole, *figure.words[1:]))


def _sign(figure: Figure, text: str, words: Sequence[Words]) -> Sign:
    return Sign(text, figure.by, "relative" if figure.is_relative else "absolute", tuple(words))


def _are_ends(claim: Claim, first: Figure, second: Figure) -> bool:
    if first.unit != second.unit or not (first.by == second.by == "text") or not (first.words and second.words):
        return False
    one, other = first.words[0], second.words[0]
    return one.where == other.where and is_range(_text(claim, first), (one.start, one.end), (other.start, other.end))


def _text(claim: Claim, figure: Figure) -> str:
    return claim.statement if figure.words[0].where == "statement" else claim.quote


def _unit(figure: Figure) -> str:
    return figure.unit or (figure.per and f"per {figure.per}")


def _range(lower: float, upper: float, figure: Figure) -> str:
    return f"{_value(lower, '')}–{_value(upper, _unit(figure))}"


@lru_cache(maxsize=10_000)
def _value(value: float, unit: str) -> str:
    digits = f"{value:,.0f}" if value >= _LARGE and value.is_integer() else number_text(value)
    return f"{digits}{'' if unit == '%' else ' '}{unit}".rstrip()
