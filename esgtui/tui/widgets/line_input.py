"""A line to type into, which shows what it holds as all text from outside is shown: nothing in it steers the terminal.

The toolkit would send what was pasted to the terminal as it is, escape sequences and all.
"""

from rich.text import Text
from textual.widgets import Input

from esgtui.visible import visible


class LineInput(Input):
    """A line to type into; its value stays as it was typed, pasted or put in."""

    @property
    def _value(self) -> Text:
        """What is drawn, of the same length as the value, as the toolkit asks for it."""
        return Text(visible(self.value), no_wrap=True, overflow="ignore", end="")
