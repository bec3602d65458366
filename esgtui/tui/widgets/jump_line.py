"""The line that takes the letters of jump mode, in the place of the bar, and says what they do."""

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from esgtui.tui.keys import bindings


class JumpLine(Widget, can_focus=True, inherit_bindings=False):
    """Has the focus in jump mode, so that letters are no commands. It tells which was pressed."""

    BINDINGS = bindings("jump")

    class Pressed(Message):
        """A letter was pressed; an empty one says that the mode was left."""

        def __init__(self, letter: str) -> None:
            super().__init__()
            self.letter = letter

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.hint = ""

    def render(self) -> Content:
        """Return what the letters do."""
        return Content(self.hint)

    def on_key(self, event: events.Key) -> None:
        """Tell which letter was pressed; other keys do what they are bound to."""
        if event.character and event.is_printable:
            event.stop()
            event.prevent_default()
            self.post_message(self.Pressed(event.character.lower()))

    def on_blur(self) -> None:
        """Leave the mode: the focus went elsewhere."""
        self.post_message(self.Pressed(""))
