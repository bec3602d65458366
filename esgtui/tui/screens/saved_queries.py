"""The saved queries: search with one, give it another name, or delete it."""

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec
from textual import on, work
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from esgtui.queries import SavedQuery
from esgtui.tui.commands import Keymap
from esgtui.tui.key_gate import KeyGate
from esgtui.tui.keys import bindings
from esgtui.tui.screens.confirm import Confirm
from esgtui.tui.screens.dialog import Dialog
from esgtui.tui.widgets.pieces import Piece, fitted
from esgtui.tui.widgets.row_list import RowList
from esgtui.visible import visible


class Decision(msgspec.Struct, frozen=True):
    """What to do with which query."""

    action: Literal["search", "rename", "delete"]
    saved: SavedQuery


class SavedList(RowList):
    """The names, each with its query."""

    def __init__(self, saved: Sequence[SavedQuery], at: str) -> None:
        super().__init__()
        self.saved, self.at = saved, at

    def on_mount(self) -> None:
        """Show the queries, with the cursor on the one with this name."""
        names = [each.name for each in self.saved]
        self.styles.height = min(12, len(names))
        self.show_lines(len(names), names.index(self.at) if self.at in names else 0)

    def line(self, index: int, width: int) -> list[Piece]:
        """Return a name, and the query as far as it fits."""
        saved = self.saved[index]
        return fitted([(visible(saved.name), ""), (f"  {visible(saved.query)}", "dim")], width)


class SavedQueries(Dialog[Decision]):
    """Returns what to do with a query, or None."""

    PLACE = "queries"
    BINDINGS = bindings("queries")

    def __init__(self, saved: Sequence[SavedQuery], at: str, keymap: Keymap) -> None:
        super().__init__("Saved queries", keymap)
        self.saved, self.at = saved, at

    def body(self) -> Iterator[Widget]:
        """Yield the queries, and the one under the cursor in full."""
        yield SavedList(self.saved, self.at)
        yield Static("", markup=False, classes="meaning")

    def prepare(self) -> None:
        """Show the first query in full."""
        self.explain()

    def entry(self) -> Widget:
        """Return the list."""
        return self.query_one(SavedList)

    @property
    def _here(self) -> SavedQuery:
        return self.saved[self.query_one(SavedList).cursor]

    @on(RowList.Moved)
    def explain(self) -> None:
        """Show the query under the cursor in full."""
        self.query_one(".meaning", Static).update(Content(visible(self._here.query)))

    @on(RowList.Chosen)
    def search_clicked(self) -> None:
        """Search with the query that was clicked twice."""
        self.do_search()

    def do_search(self) -> None:
        """Search with the query under the cursor."""
        self.dismiss(Decision("search", self._here))

    def do_rename(self) -> None:
        """Give the query under the cursor another name."""
        self.dismiss(Decision("rename", self._here))

    def do_delete(self) -> None:
        """Delete the query under the cursor, once the user has agreed."""
        if isinstance(self.app, KeyGate):
            self.app.hold_keys("a dialog opens")
        self._ask_to_delete(self._here)

    @work(group="asking", description="delete a query")
    async def _ask_to_delete(self, saved: SavedQuery) -> None:
        question = Confirm(f"Delete {saved.name}?", saved.query, self.keymap, "Nothing brings it back.")
        if await self.app.push_screen_wait(question):
            self.dismiss(Decision("delete", saved))
