"""Choose one of a few things: a verdict of the scale, one of several notes."""

from collections.abc import Iterator, Sequence

import msgspec
from textual import events, on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from esgtui.tui.commands import Keymap
from esgtui.tui.keys import bindings
from esgtui.tui.screens.dialog import Dialog
from esgtui.tui.widgets.pieces import Piece, fitted
from esgtui.tui.widgets.row_list import RowList
from esgtui.visible import visible, visible_block


class Choice(msgspec.Struct, frozen=True):
    """One thing to choose; `is_on` says that it holds already."""

    id: str
    title: str
    description: str = ""
    is_on: bool = False


class ChoiceList(RowList):
    """The choices with the keys that take them."""

    def __init__(self, choices: Sequence[Choice], keys: str) -> None:
        super().__init__()
        self.choices, self.keys = choices, keys

    def on_mount(self) -> None:
        """Show the choices, with the cursor on the one that holds already."""
        on = [number for number, choice in enumerate(self.choices) if choice.is_on]
        self.styles.height = min(12, len(self.choices))
        self.show_lines(len(self.choices), on[0] if on else 0)

    def line(self, index: int, width: int) -> list[Piece]:
        """Return the key, whether the choice holds already, and its title."""
        choice = self.choices[index]
        key = self.keys[index : index + 1] or " "
        return fitted([(f"{key} {'●' if choice.is_on else '○'} {visible(choice.title)}", "")], width)


class ChoiceScreen(Dialog[str]):
    """Returns the id of the choice that was taken. `keys` take one each; they are digits unless given.

    With `is_above` it stands at the top of the screen, so that what is chosen for can be read below it.
    """

    PLACE = "choice"
    BINDINGS = bindings("choice")

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        keymap: Keymap,
        *,
        keys: str = "123456789",
        is_above: bool = False,
    ) -> None:
        super().__init__(title, keymap)
        self.set_class(is_above, "above")
        self.choices, self.keys = choices, keys

    def body(self) -> Iterator[Widget]:
        """Yield the list of choices."""
        yield ChoiceList(self.choices, self.keys)
        yield Static("", markup=False, classes="meaning")

    @on(RowList.Moved)
    def explain(self) -> None:
        """Show in full what the choice under the cursor means."""
        choice = self.choices[self.query_one(ChoiceList).cursor]
        self.query_one(".meaning", Static).update(Content(visible_block(choice.description)))

    def prepare(self) -> None:
        """Explain the first choice."""
        self.explain()

    def entry(self) -> Widget:
        """Return the list."""
        return self.query_one(ChoiceList)

    def do_take(self) -> None:
        """Take what is under the cursor."""
        self.dismiss(self.choices[self.query_one(ChoiceList).cursor].id)

    @on(RowList.Chosen)
    def take_clicked(self) -> None:
        """Take the choice that was clicked twice."""
        self.do_take()

    def on_key(self, event: events.Key) -> None:
        """Take the choice whose key was pressed."""
        index = self.keys.find(event.character) if event.character else -1
        if 0 <= index < len(self.choices):
            event.stop()
            self.dismiss(self.choices[index].id)
