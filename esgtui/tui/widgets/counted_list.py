"""The companies or the groups, each with the number of its claims that the filter lets through.

Where that is asked for, the number of those that are tagged stands before it.
"""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from esgtui.browsing import Counted
from esgtui.tui.widgets.pieces import Piece, fitted
from esgtui.tui.widgets.row_list import RowList
from esgtui.visible import visible


class CountedList(RowList):
    """A list of titles with counts, the counts aligned at the right."""

    lines: Sequence[Counted] = ()
    done: Mapping[Any, int] | None = None
    """How many claims are tagged, by the keys of the lines, where that is to be shown."""
    _is_ahead = False
    _seen: Sequence[Hashable] = ()
    """What the lines said, top to bottom, that were drawn last."""
    _seen_here: Hashable = None
    """Where that was: the scroll, the size, and whether there was nothing to list."""

    def show_counted(self, lines: Sequence[Counted], key: object) -> None:
        """Show these lines, with the cursor on the one with this key, or on the first.

        A cursor that was moved on meanwhile stays where it is.
        """
        if self._is_ahead:
            key = self.key
        self.lines = lines
        keys = [line.key for line in lines]
        self.show_lines(len(lines), keys.index(key) if key in keys else 0)

    def refresh_shown(self) -> None:
        """Draw the lines that say something else now: while one types, many stay as they are."""
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        places = range(top, top + height)
        seen = [self._seen_at(place) for place in places]
        here = (top, height, self.size.width, self.count == 0)
        changed = [place for place, old, new in zip(places, self._seen, seen, strict=False) if old != new]
        if here != self._seen_here or 2 * len(changed) > height:
            self.refresh()
        else:
            for place in changed:
                self.refresh_line(place)
        self._seen, self._seen_here = seen, here

    def _seen_at(self, place: int) -> Hashable:
        return (self.said(place), place == self.cursor) if place < self.count else None

    def refresh_rows(self) -> None:
        """Draw all lines anew, since what they show has changed."""
        self._seen_here = None
        super().refresh_rows()

    def show_done(self, done: Mapping[Any, int] | None) -> None:
        """Show how many claims of each line are tagged; None shows the claims alone."""
        self.done = done
        self.border_subtitle = None if done is None else "tagged/claims"
        self.refresh_rows()

    def move_to(self, index: int) -> None:
        """Put the cursor on a line; until its key is taken, nothing moves it back."""
        before, top = self.cursor, self.scroll_offset.y
        super().move_to(index)
        if self.scroll_offset.y != top:
            self._seen_here = None
        elif self._seen:  # the two lines were drawn by themselves
            self._seen = [self._seen_at(place) for place in range(top, top + len(self._seen))]
        self._is_ahead = self._is_ahead or self.cursor != before

    def take_key(self) -> object:
        """Return the key under the cursor, as what is to be shown now."""
        self._is_ahead = False
        return self.key

    @property
    def key(self) -> object:
        """The key under the cursor; None for the line that stands for all."""
        return self.lines[self.cursor].key if self.lines else None

    def said(self, index: int) -> Hashable:
        """Return the line itself: most stay as they are while one types."""
        return self.lines[index], self._tagged(index)

    def _tagged(self, index: int) -> int | None:
        """Return how many claims of a line are tagged, as far as it is known by now; None where nobody asks."""
        counted = self.lines[index]
        return None if self.done is None else min(self.done.get(counted.key, 0), counted.claims)

    def forget_lines(self) -> None:
        """Keep how lines were drawn: they say all that is shown."""

    def line(self, index: int, width: int) -> list[Piece]:
        """Return a title cut to what the count leaves of the width, and the count."""
        counted = self.lines[index]
        tagged = self._tagged(index)
        number = f"{counted.claims:,}" if tagged is None else f"{tagged:,}/{counted.claims:,}"
        title = "  " * counted.depth + visible(counted.title)
        room = max(1, width - len(number) - 2)
        return [*fitted([(title, "" if counted.claims else "dim")], room), (" ", ""), (number, "dim")]
