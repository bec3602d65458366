"""Remarks that stand below a table, or above it, in a row of their own: where it is from, what a sign in it means."""

import re

from esgtui.intake.plan import Plan
from esgtui.intake.rows import Row

_BEGINS = re.compile(
    r"(?:sources?|data source|notes?|remarks?|legend|as of|disclaimer|copyright|quellen?|datenquelle|anmerkung(?:en)?"
    r"|hinweise?|fu(?:ß|ss)noten?|legende|stand|remarques?|légende|fuentes?|notas?|leyenda|fonti?|legenda|bron|toelichting"
    r"|注|备注|附注|说明|(?:资料|数据)?来源|出典|出所|자료|주)\s*[:：].*"
    r"|(?:[*†‡§¹²³⁴-⁹©]|\*+\)?).*",
    re.IGNORECASE | re.DOTALL,
)
"""How such remarks begin."""


def footnote(plan: Plan, row: Row) -> str:
    """Return a remark on the table that a row is: alone in it, and begun as such remarks are; or nothing."""
    front = plan.rows.columns[: 1 if plan.rows.blocks or plan.rows.together else 0]
    if len(plan.rows.columns) - len(front) < 2:
        return ""
    text = ""
    for cell in map(str.strip, row.cells[len(front) :]):
        if text and cell and cell != text:
            return ""
        text = text or cell
    return text if _BEGINS.fullmatch(text) else ""
