"""What is under a list's cursor, in a few lines below it: for screens on which the list itself has no room for it."""

from textual.content import Content
from textual.widget import Widget

from esgtui.columns import cut
from esgtui.visible import visible


class CursorText(Widget):
    """Shows as much of a text as its height has room for; an ellipsis stands for the rest."""

    text = ""

    def show_text(self, text: str) -> None:
        """Show this text from now on."""
        self.text = visible(text)
        self.refresh()

    def render(self) -> Content:
        """Return the lines."""
        width, height = max(1, self.content_size.width), max(1, self.content_size.height)
        lines = [line.plain.rstrip() for line in Content(self.text).wrap(width)]
        if len(lines) > height:
            lines[height - 1 :] = [cut(" ".join(lines[height - 1 :]), width)]
        return Content("\n".join(lines))
