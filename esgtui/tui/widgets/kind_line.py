"""The kinds that a note can have, in one line, with the one that it has; a click takes another."""

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from esgtui.annotation.model import NOTE_KINDS

NAMES = tuple(kind or "note" for kind in NOTE_KINDS)


class KindLine(Widget):
    """Shows the kinds side by side."""

    kind = ""

    class Taken(Message):
        """A kind was clicked."""

        def __init__(self, kind: str) -> None:
            super().__init__()
            self.kind = kind

    def show(self, kind: str) -> None:
        """Show that the note is of this kind."""
        self.kind = kind
        self.refresh()

    def render(self) -> Content:
        """Return the line."""
        signs = ("●" if kind == self.kind else "○" for kind in NOTE_KINDS)
        return Content(" ".join(f"{sign}{name}" for sign, name in zip(signs, NAMES, strict=True)))

    def on_click(self, event: events.Click) -> None:
        """Say which kind was clicked."""
        end = 0
        for kind, name in zip(NOTE_KINDS, NAMES, strict=True):
            end += len(name) + 2
            if event.x < end:
                self.post_message(self.Taken(kind))
                return
