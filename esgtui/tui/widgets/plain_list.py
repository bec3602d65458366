"""A list whose lines its screen tells, as pieces of text with looks."""

from collections.abc import Callable, Sequence

from rich.cells import cell_len
from textual.content import Content

from esgtui.tui.widgets.row_list import RowList

Piece = tuple[str, str]
"""A text, and the name of its look: one of the list's component classes without `row-list--`, or '' for none."""

Telling = Callable[[int, int], Sequence[Piece]]
"""Returns the pieces of the line at an index, for so many cells; what does not fit is cut."""


class PlainList(RowList):
    """Shows what `telling` returns."""

    def __init__(self, telling: Telling, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.telling = telling

    def line(self, index: int, width: int) -> Content:
        """Return the line, cut to the width."""
        return _laid(self, self.telling(index, width)).truncate(width, ellipsis=True)


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


def _laid(rows: RowList, pieces: Sequence[Piece]) -> Content:
    return Content.assemble(
        *(Content(text).stylize(rows.look(look)) if look else Content(text) for text, look in pieces)
    )


def spread(left: Sequence[Piece], right: str, width: int) -> list[Piece]:
    """Return pieces at the left, cut to what a text at the right leaves of the width, and that text."""
    room = max(1, width - cell_len(right) - 1)
    fitting: list[Piece] = []
    for text, look in left:
        if cell_len(text) > room:
            fitting.append((Content(text).truncate(room, ellipsis=True).plain, look))
            room = 0
            break
        fitting.append((text, look))
        room -= cell_len(text)
    return [*fitting, (" " * (room + 1), ""), (right, "dim")]
