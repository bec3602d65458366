"""Rows of a table that sum up others: what stands in them is no claim, and `Total` no company."""

from functools import lru_cache

from esgtui.intake.plan import Plan
from esgtui.intake.roles import folded
from esgtui.intake.rows import Row
from esgtui.intake.values import number_of

_WORDS = (
    *("sum", "totals", "grand total", "subtotal", "subtotals", "sub total", "overall total", "total sum"),
    *("summe", "summen", "gesamt", "gesamtsumme", "gesamtergebnis", "insgesamt", "zwischensumme", "teilsumme"),
    *("sous total", "total général", "totaux", "somme", "subtotale", "totale generale", "subtotaal", "eindtotaal"),
    *("suma", "suma total", "subtotales", "total general", "razem", "итого", "всего"),
    *("合计", "总计", "小计", "總計", "合計", "小計", "総計", "합계", "총계", "소계"),
    *("average", "mean", "ø", "durchschnitt", "mittelwert", "moyenne", "promedio", "gemiddelde", "平均"),
)
_BEGINNINGS = (
    "grand total ",
    "subtotal ",
    "sub total ",
    "sous total ",
    "zwischensumme ",
    "summe ",
    "sum of ",
    "total of ",
)
"""What such rows begin with where they say of what: `Subtotal Germany`."""
_MAY_BE = frozenset({"total", "totale", "totaal", "overall", "ensemble", "all", "alle", "tous"})
"""What such rows are called, and companies may be called too."""
_FEW_WORDS = 5
"""A text of fewer words beside such a name is a count, as `12 targets`, rather than a claim."""
_NUMBERS, _FILED = ("id", "own"), ("pillar", "kind", "country", "sector", "period")
"""Where else such a row may say so: where others have a number or, if it is of nobody, what they are filed under."""
_LONGEST = 60
"""A cell that is longer says more than that."""

_TOTALS = frozenset(map(folded, _WORDS))
_BEGIN = 3
_ALL_BEGIN = frozenset(name[:_BEGIN] for name in (*_TOTALS, *map(folded, _BEGINNINGS), *_MAY_BE))
"""What all such names begin with, as they are compared."""


def sums_up(plan: Plan, row: Row) -> str:
    """Return the cell that says that a row sums up others; nothing for one that does not, or has no text."""
    texts = [text for _, text in plan.cells("statement", row.cells)]
    if not texts:
        return ""
    name = plan.cell("company", row.cells)
    are_counts = all(map(_is_count, texts))
    if name and (_is_total(name) or (are_counts and _may_be_total(name))):
        return name
    if len(texts) == 1 and is_total(texts[0]):
        return texts[0]
    if name and not are_counts:
        return ""
    roles = _NUMBERS if name else (*_NUMBERS, *_FILED)
    beside = (text for role in roles for _, text in plan.cells(role, row.cells))
    return next(filter(_is_total, beside), "")


def is_total(name: str) -> bool:
    """Return whether a name is one of rows that sum up others, or may be: no company's."""
    plain = _plain(name)
    return _names_total(plain) or plain in _MAY_BE


def _is_total(cell: str) -> bool:
    return _names_total(_plain(cell))


def _names_total(plain: str) -> bool:
    return bool(plain) and (plain in _TOTALS or plain.startswith(_BEGINNINGS))


def _may_be_total(cell: str) -> bool:
    return _plain(cell) in _MAY_BE


def _plain(cell: str) -> str:
    """Return a cell as it is compared; nothing for one that is plainly no such name, as most are."""
    begin = cell[:_BEGIN]
    is_another = begin.isascii() and begin.isalnum() and begin.lower() not in _ALL_BEGIN
    return "" if is_another or len(cell) > _LONGEST else _folded(cell)


_folded = lru_cache(4096)(folded)
"""Names stand in many rows."""


def _is_count(text: str) -> bool:
    if len(text.split(maxsplit=_FEW_WORDS)) < _FEW_WORDS:
        return True
    return not text[0].isalpha() and number_of(text) is not None  # so most texts need not be looked at as numbers
