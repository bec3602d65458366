"""The search bar: a line to type into, and beside it what the search found."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from esgtui.tui.keys import bindings


class SearchInput(Input):
    """Where the query is typed. Its special keys are the screen's commands."""

    BINDINGS = bindings("search")


class SearchBar(Horizontal):
    """The query with a `/` in front, and how many claims it finds."""

    def compose(self) -> ComposeResult:
        """Lay the bar out."""
        yield Static("/", id="search-sign")
        yield SearchInput(id="search-input", compact=True, select_on_focus=False)
        yield Static("", id="search-found", markup=False)

    def tell(self, text: str) -> None:
        """Show what was found, in a few words."""
        self.query_one("#search-found", Static).update(Content(text))
