"""The search bar: a line to type into, and beside it what the search found."""

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Static

from esgtui.tui.keys import bindings
from esgtui.tui.widgets.line_input import LineInput


class SearchInput(LineInput):
    """Where the query is typed. Its special keys are the screen's commands."""

    BINDINGS = bindings("search")
    virtual_size = Reactive(Size(0, 0))  # the toolkit would arrange the whole screen anew with every letter

    def _on_paste(self, event: events.Paste) -> None:
        """Take several lines as one: the toolkit would keep the first alone."""
        event.prevent_default()
        event.stop()
        self.insert_text_at_cursor(" ".join(event.text.split()))


class SearchBar(Horizontal):
    """The query with a `/` in front, and how many claims it finds."""

    def compose(self) -> ComposeResult:
        """Lay the bar out."""
        yield Static("/", id="search-sign")
        yield SearchInput(id="search-input", compact=True, select_on_focus=False)
        yield Static("", id="search-found", markup=False)

    def tell(self, text: str) -> None:
        """Show what was found, in a few words."""
        self.query_one("#search-found", Static).update(Content(text), layout=False)
