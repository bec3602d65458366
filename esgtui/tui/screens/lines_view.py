"""What the views that are a list of lines share: what the cursor stands on is told, and a second click goes there."""

from __future__ import annotations

from typing import Generic, TypeVar

from textual import on

from esgtui.tui.screens.view import View
from esgtui.tui.widgets.row_list import RowList

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

    def follow_cursor(self) -> None:
        """Show what belongs to the line under the cursor."""
