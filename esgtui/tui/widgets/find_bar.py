"""A line to type words into that are to be found in what is shown, and beside it how much has them."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from esgtui.tui.keys import bindings
from esgtui.tui.widgets.line_input import LineInput


class FindInput(LineInput):
    """Where the words are typed; its special keys are the screen's commands."""

    BINDINGS = bindings("within")


class FindBar(Horizontal):
    """The words with a `/` in front, and what was found. While it is not seen there are no words."""

    def compose(self) -> ComposeResult:
        """Lay the bar out."""
        yield Static("/", classes="find-sign")
        yield FindInput(compact=True, select_on_focus=False)
        yield Static("", classes="find-found", markup=False)

    @property
    def line(self) -> FindInput:
        """The line to type into."""
        return self.query_one(FindInput)

    @property
    def words(self) -> str:
        """What is typed."""
        return self.line.value if self.display else ""

    def tell(self, text: str) -> None:
        """Show what was found, in a few words."""
        self.query_one(".find-found", Static).update(Content(text), layout=False)

    def close(self) -> None:
        """Forget the words, and be seen no more."""
        self.display = False
        with self.line.prevent(Input.Changed):
            self.line.value = ""
