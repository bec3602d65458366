"""A line to type into, which shows what it holds as all text from outside is shown: nothing in it steers the terminal.

The toolkit would send what was pasted to the terminal as it is, escape sequences and all.
"""

from rich.text import Text
from textual import events
from textual.widgets import Input

from esgtui.visible import visible


class LineInput(Input):
    """A line to type into; its value stays as it was typed, pasted or put in."""

    is_held = False
    """Whether what it says is on its way, and no key changes it."""

    @property
    def _value(self) -> Text:
        """What is drawn, of the same length as the value, as the toolkit asks for it."""
        return Text(visible(self.value), no_wrap=True, overflow="ignore", end="")

    async def _on_key(self, event: events.Key) -> None:
        """Take no letter while what it says is on its way."""
        if self.is_held and event.is_printable:
            event.stop()
            event.prevent_default()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let no key of the toolkit's own, such as backspace, change what is on its way."""
        return not self.is_held and super().check_action(action, parameters)

    def _on_paste(self, event: events.Paste) -> None:
        """Put in all of what was pasted: the toolkit would drop what is not of its first line."""
        event.stop()
        event.prevent_default()
        if not self.is_held:
            self.replace(_in_one_line(event.text), *self.selection)


def _in_one_line(text: str) -> str:
    """Return a text whose lines follow each other with a space between; one that is a single line stays as it is."""
    lines = text.splitlines()
    return lines[0] if len(lines) == 1 else " ".join(filter(None, map(str.strip, lines)))
