"""What a claim carries by one coder, in short: enough to count claims by it, and to find them.

Nothing here knows how many claims there are; `verbs/carried.py` keeps which ones carry what.
"""

from collections.abc import Mapping
from typing import Literal

from esgtui.annotation.model import (
    SETTLED_PREFIX,
    SHARED,
    STAR,
    TAG_PREFIX,
    VERDICT,
    Cell,
    Note,
    Value,
    is_visited,
)

Kind = Literal["tag", "verdict", "note", "star", "visited", "any", "settled"]
"""What can be carried: `any` is anything but a visit, `settled` a decision, which is nobody's alone."""

What = tuple[Kind, str]
"""A kind, and which of it: a tag's path, a verdict's id, the kind of a note, the field that was settled."""


def carried(coder: str, cells: Mapping[str, Cell]) -> list[What]:
    """Return what a claim carries by a coder, each once."""
    found: dict[What, None] = {}
    for field, cell in cells.items():
        if cell.value and (what := _carried_in(field, cell.value)):
            found[what] = None
    if coder != SHARED:
        if found:
            found[_ANYTHING] = None
        if is_visited(cells):
            found[_VISITED] = None
    return list(found)


_ANYTHING: What = ("any", "")
_VISITED: What = ("visited", "")


def _carried_in(field: str, value: Value) -> What | None:
    """Return what a cell with a value carries, None where that is nothing that anybody counts."""
    if value is True:
        if field.startswith(TAG_PREFIX):
            return "tag", field[len(TAG_PREFIX) :]
        return ("star", "") if field == STAR else None
    if isinstance(value, Note):
        return "note", value.kind
    if isinstance(value, str):
        return ("verdict", value) if field == VERDICT else None
    return ("settled", field[len(SETTLED_PREFIX) :]) if field.startswith(SETTLED_PREFIX) else None
