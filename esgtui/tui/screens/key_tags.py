"""Wait for the key of a tag: lists keys and tags over the bottom of the explorer."""

from collections.abc import Iterator, Mapping, Sequence

from textual import events, on
from textual.widget import Widget
from textual.widgets import Static

from esgtui.annotation.codebook import KnownTag
from esgtui.tui.commands import Keymap, shown_key
from esgtui.tui.keys import bindings
from esgtui.tui.screens.dialog import Dialog
from esgtui.tui.widgets.key_table import KeyLine, KeyTable
from esgtui.visible import visible


def keyed(known: Sequence[KnownTag], number_keys: Sequence[str], on: Mapping[str, int], claims: int) -> list[KeyLine]:
    """Return the tags that have a key in their order, after them the recent ones that have a number alone.

    A key is one tag's: the first one's that has it, a number only where it is no tag's key.
    """
    of_key: dict[str, str] = {}
    for entry in known:
        if entry.key.strip():
            of_key.setdefault(entry.key, entry.tag)
    lines = []
    for entry in known:
        key = entry.key if of_key.get(entry.key) == entry.tag else ""
        number = number_keys[entry.number - 1] if 0 < entry.number <= len(number_keys) else ""
        number = "" if number in of_key else shown_key(number)
        if key or number:
            lines.append(KeyLine(key, number, entry.tag, entry.title, _sign(on.get(entry.tag, 0), claims)))
    return sorted(lines, key=lambda line: not line.key)


def _sign(on: int, claims: int) -> str:
    return "●" if on == claims else "◐" if on else "○"


class KeyTags(Dialog[str]):
    """Returns the tag whose key was pressed."""

    PLACE = "keys"
    BINDINGS = bindings("keys")

    def __init__(self, title: str, lines: Sequence[KeyLine], keymap: Keymap) -> None:
        super().__init__(title, keymap)
        self.lines = lines

    def body(self) -> Iterator[Widget]:
        """Yield the keys with their tags."""
        yield KeyTable(self.lines)
        yield Static("", markup=False, classes="hint")

    def prepare(self) -> None:
        """Give no hint yet."""
        self.query_one(".hint").display = False

    def entry(self) -> Widget:
        """Return the table, which leaves the keys to this screen."""
        return self.query_one(KeyTable)

    @on(KeyTable.Taken)
    def clicked(self, message: KeyTable.Taken) -> None:
        """Take the tag that was clicked."""
        self.dismiss(message.tag)

    def on_key(self, event: events.Key) -> None:
        """Take the tag whose key was pressed; say so if there is none, and wait on."""
        pressed = event.character if event.character and event.is_printable else ""
        if not pressed:
            return
        event.stop()
        event.prevent_default()
        for line in self.lines:
            if pressed in {line.key, line.number}:
                self.dismiss(line.tag)
                return
        hint = self.query_one(".hint", Static)
        hint.update(f"No tag has the key {visible(pressed)}: {self.keymap.shown('claim.tag', 1)} picks one by its name")
        hint.display = True
