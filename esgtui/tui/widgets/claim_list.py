"""The claims that a selection shows, one a line, with what coders put on them at the right."""

from collections.abc import Callable, Mapping, Sequence

from rich.cells import cell_len
from textual.message import Message

from esgtui.browsing import Match, Spans, no_match
from esgtui.rows import Rows
from esgtui.tui.widgets.pieces import Piece, fitted, marked
from esgtui.tui.widgets.row_list import RowList
from esgtui.visible import visible

MOST_MARKS = 8
"""So many characters to a cell are looked at: letters may carry many marks that have no cell of their own."""
SEEN = 0.6
"""Where in the line a match ends that lies beyond its right edge, as a share of the line's width."""


class Signs:
    """What stands at the right of a claim that carries something. Symbols and numbers, never colour alone."""

    NOTE = "✎"
    DRAFT = "✎?"
    STAR = "★"
    VERDICT = "◆"
    REWORDED = "≠"


class ClaimList(RowList):
    """The list of claims. It knows rows of the dataset, and asks for the statement and the signs of each it draws."""

    rows: Sequence[int] = ()

    class MarkAsked(Message):
        """The mark in front of a claim was clicked."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(
        self,
        statement: Callable[[int], str],
        signs: Callable[[int], str],
        *,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self._statement = statement
        self._signs = signs
        self.match: Callable[[int], Match] = no_match
        self.likeness: Mapping[int, int] = {}
        self.marked = Rows()
        self._range_from: int | None = None

    def show_claims(
        self, rows: Sequence[int], match: Callable[[int], Match], row: int | None, likeness: Mapping[int, int]
    ) -> None:
        """Show the claims at these rows of the dataset, with the cursor on `row`, or where it was if that is gone.

        `likeness` has the percentages of claims that are shown because they are like another one.
        """
        self.rows, self.match, self.likeness = rows, match, likeness
        self._range_from = None
        self.show_lines(len(rows), _position(rows, row, self.cursor))

    @property
    def span(self) -> range | None:
        """The lines of the range, from where it was begun to the cursor; None if there is none."""
        if self._range_from is None:
            return None
        return range(min(self._range_from, self.cursor), max(self._range_from, self.cursor) + 1)

    @property
    def range_row(self) -> int | None:
        """The row of the dataset that a range was begun at; None if there is none."""
        return None if self._range_from is None else self.rows[self._range_from]

    def begin_range(self, row: int | None = None) -> None:
        """Begin a range at the cursor or, if it is shown, at the claim at this row of the dataset."""
        self._range_from = self.cursor if row is None else _place_of(self.rows, row)
        self.refresh_rows()

    def end_range(self) -> None:
        """Leave the range; what is marked stays so."""
        self._range_from = None
        self.refresh_rows()

    def move_to(self, index: int) -> None:
        """Put the cursor on a line; a range goes with it."""
        super().move_to(index)
        if self._range_from is not None:
            self.refresh_rows()

    @property
    def row(self) -> int | None:
        """The row of the dataset under the cursor."""
        return self.rows[self.cursor] if self.count else None

    def line(self, index: int, width: int) -> list[Piece]:
        """Return the mark, the likeness, the statement with its matches, and the signs."""
        row = self.rows[index]
        span = self.span
        is_marked = row in self.marked or (span is not None and index in span)
        mark = "● " if is_marked else "  " if self.marked or span else ""
        percent = f"{self.likeness[row]:3} % " if row in self.likeness else "    = " if self.likeness else ""
        signs = self._signs(row)
        room = max(1, width - cell_len(mark) - len(percent) - cell_len(signs) - 1)
        statement = self._matched(self._statement(row), self.match(row)[0], room)
        return [(mark, "accent"), (percent, "dim"), *fitted(statement, room), (f" {signs}", "accent")]

    @staticmethod
    def _matched(text: str, spans: Spans, room: int) -> list[Piece]:
        """Return as much of the statement as can be seen, from before the first match if that lies too far right."""
        start = 0
        if spans and spans[0][1] > room - 2:
            first, last = spans[0]
            start = min(first, max(0, last - int(room * SEEN)))
            start = max(start, text.find(" ", start, first) + 1)  # at the beginning of a word
        lead, end = "…" if start else "", start + room * MOST_MARKS
        rest = "…" if end < len(text) else ""  # characters without a cell of their own may leave room for it
        shift = len(lead) - start
        shown = ((first + shift, last + shift) for first, last in spans)
        return marked(lead + visible(text[start:end]) + rest, shown, "match")

    def clicked(self, index: int) -> None:
        """Ask for a change of the mark if that is what was clicked; otherwise as in any list."""
        if self.marked and self.clicked_column <= 2 and self.span is None:
            self.post_message(self.MarkAsked(index))
        else:
            super().clicked(index)


def _position(rows: Sequence[int], row: int | None, before: int) -> int:
    """Return where `row` stands; the place of the cursor `before` if it is gone, the first without one."""
    if row is None:
        return 0
    place = _place_of(rows, row)
    return before if place is None else place


def _place_of(rows: Sequence[int], row: int) -> int | None:
    """Return where `row` stands; None if it is not there."""
    try:
        return rows.index(row)
    except ValueError:
        return None
