"""A list whose lines its screen tells, as pieces of text with looks."""

from collections.abc import Callable, Sequence

from rich.cells import cell_len

from esgtui.tui.widgets.pieces import Piece, fitted
from esgtui.tui.widgets.row_list import RowList

LARGEST_SHARE = 4
"""What stands at the right of a line takes one part of so many at most."""

Telling = Callable[[int, int], Sequence[Piece]]
"""Returns the pieces of the line at an index, for so many cells; what does not fit is cut."""


class PlainList(RowList):
    """Shows what `telling` returns."""

    def __init__(self, telling: Telling, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.telling = telling

    def line(self, index: int, width: int) -> list[Piece]:
        """Return the line, cut to the width."""
        return fitted(self.telling(index, width), width)


class PickList(PlainList, can_focus=False):
    """A list below a line that is typed into, which has the keys; a click chooses at once."""

    @property
    def is_in_use(self) -> bool:
        """Always: the keys that move the cursor come from the line that is typed into."""
        return True

    def clicked(self, index: int) -> None:
        """Choose the line at the first click."""
        self.move_to(index)
        self.post_message(self.Chosen(self, index))


def spread(left: Sequence[Piece], right: str, width: int) -> list[Piece]:
    """Return pieces at the left, cut to what a text at the right leaves of the width, and that text.

    A text that would take more than its share is left out: what stands at the left says more.
    """
    if cell_len(right) * LARGEST_SHARE > width:
        return fitted(left, width)
    return [*fitted(left, max(1, width - cell_len(right) - 1)), (" ", ""), (right, "dim")]
