"""Choose one of a few things: a verdict of the scale, one of several notes."""

from collections.abc import Iterator, Sequence

import msgspec
from textual import events, on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from esgtui.tui.commands import Keymap
from esgtui.tui.key_names import named_key, shown_key
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

    What is typed besides goes to the next choice that begins with it, and is said to be none where no choice does; keys
    that do something keep doing that, unless the word that was begun goes on with them. With `is_above` it stands at
    the top of the screen, so that what is chosen for can be read below it.
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
        self._typed = ""

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
        """Take the choice whose key was pressed, or go to the one that begins with what is typed."""
        character = event.character if event.is_printable else None
        index = self.keys.find(character) if character else -1
        if character and self._typed and self._go_to(self._typed + character, self._cursor):
            event.stop()
        elif 0 <= index < len(self.choices):
            event.stop()
            self.dismiss(self.choices[index].id)
        elif not character or event.key in self.active_bindings:
            self._typed = ""
        elif not self._go_to(character, self._cursor + 1):
            self._typed = ""
            self._refuse(character)

    def _refuse(self, character: str) -> None:
        """Say that a key takes none of this, and which keys do, in the place of what the choice means."""
        keys = " ".join(self.keys[: len(self.choices)])
        take, leave = (self.keymap.shown(command, 1) for command in ("choice.take", "choice.leave"))
        ways = f"{keys} take one each" if keys else f"{take} takes the one under the cursor"
        told = f"{shown_key(named_key(visible(character)))} stands for none of these: {ways}, {leave} leaves"
        self.query_one(".meaning", Static).update(Content(told))

    @property
    def _cursor(self) -> int:
        return self.query_one(ChoiceList).cursor

    def _go_to(self, typed: str, first: int) -> bool:
        """Go to the next choice that begins with what is typed, or has a word that does; return if there is one."""
        count = len(self.choices)
        titles = [f" {choice.title}".casefold() for choice in self.choices]
        order = [at % count for at in range(first, first + count)]
        wanted = typed.casefold()
        found = [at for at in order if titles[at].startswith(f" {wanted}")]
        found += [at for at in order if f" {wanted}" in titles[at]]
        if found:
            self._typed = typed
            self.query_one(ChoiceList).move_to(found[0])
            self.explain()  # also where the cursor was there already: what was said of another key is past
        return bool(found)
