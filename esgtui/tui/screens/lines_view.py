"""What the views that are a list of lines share: what the cursor stands on is told, and a second click goes there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from textual import on

from esgtui.tui.screens.view import View
from esgtui.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Callable

Shown = TypeVar("Shown")


class LinesView(View[Shown], Generic[Shown]):
    """A view with one list, whose lines lead to claims."""

    @on(RowList.Moved)
    def _moved(self, message: RowList.Moved) -> None:
        message.stop()
        self.tell_cursor()
        self.follow_cursor()

    @on(RowList.Chosen)
    def _chosen(self, message: RowList.Chosen) -> None:
        message.stop()
        self.action_command(f"{self.PLACE}.go")

    def place_of(self, cursor: int, find: Callable[..., int | None]) -> int:
        """Return the line on which the cursor is to stand: where it is, or where one stood who comes back.

        `find` returns the line of what `spot` told, which it is given piece by piece; None where that is gone.
        """
        begins_at, self.begins_at = self.begins_at, None
        found = find(*begins_at) if isinstance(begins_at, tuple) else None
        return cursor if found is None else found

    def nothing(self, found: str, *, reads_words: bool) -> str:
        """Return what stands in the place of the lines where there are none, and what can be done about it."""
        return (
            found if reads_words else f"{found} {self.keymap.shown(f'{self.PLACE}.words', 1)} reads their words, too."
        )

    def follow_cursor(self) -> None:
        """Show what belongs to the line under the cursor."""
