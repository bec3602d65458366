"""The top line: the dataset and the lens at the left, the coder's work at the right, and in passing what was done.

How far work is that goes on stands there too, but never in the place of what was just done.
"""

from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.widget import Widget

if TYPE_CHECKING:
    from textual.timer import Timer

SAID_FOR = 5.0
"""Seconds for which a message stays."""

SHORTEST = 12
"""In fewer cells a text that is cut in the middle tells nothing."""


class StatusLine(Widget):
    """Shows two texts, as far as they fit; a message stands between them, or alone where there is no room for more."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.left = ""
        self.short = ""
        self.right = self.gist = ""
        self.said = ""
        self._shorter: tuple[str, ...] = ()
        self.working = ""
        self._is_warning = False
        self._silence: Timer | None = None

    def show(self, left: str, short: str, right: str, gist: str = "") -> None:
        """Show these texts from now on.

        On a narrow screen, `short` is what of the left one stays beside a message, and `gist` is what of the right one
        stays.
        """
        if (left, short, right, gist) != (self.left, self.short, self.right, self.gist):
            self.left, self.short, self.right, self.gist = left, short, right, gist
            self.refresh()

    def has_room_for(self, message: str) -> bool:
        """Return whether a message can be read to its end here."""
        return cell_len(message) < self.size.width

    def _beside(self, message: str) -> str:
        """Return what stands before a message that has no room beside the whole left text: the short one if it can."""
        before = f" {self.short} ▸ " if self.short else " "
        return before if cell_len(before) + cell_len(message) <= self.size.width else " "

    def say(self, text: str, *shorter: str, is_warning: bool = False) -> None:
        """Show a message for some seconds.

        Where it has no room, the first of the `shorter` ones that has is shown: what is joined of several parts is not
        to be cut within, which would join the beginning of one to the end of another.
        """
        self.said, self._shorter, self._is_warning = text, shorter, is_warning
        if self._silence:
            self._silence.stop()
        self._silence = self.set_timer(SAID_FOR, self.fall_silent)
        self.refresh()

    def fall_silent(self) -> None:
        """Take the message away."""
        if self.said:
            self.said = ""
            self.refresh()

    def show_work(self, text: str) -> None:
        """Show how far work is, wherever nothing else is said, until it says something else or nothing."""
        if text != self.working:
            self.working = text
            self.refresh()

    def render(self) -> Content:
        """Return the line."""
        width, left, message = self.size.width, f" {self.left}", self.said or self.working
        if message and cell_len(left) + cell_len(message) + 3 > width:
            message = self._with_room(message)
            before = self._beside(message)
            if not (self.said and self._shorter):
                message = cut_within(message, width - cell_len(before))
            return Content.assemble(before, self._styled(message)).truncate(width, ellipsis=True)
        told = Content.assemble(left, "   " if message else "", self._styled(message))
        for right in filter(None, (self.right, self.gist)):
            gap = width - told.cell_length - cell_len(right) - 1
            if gap >= 2:
                return Content.assemble(told, f"{' ' * gap}{right} ")
        return told

    def _with_room(self, message: str) -> str:
        """Return what is said of a message that has no room beside the left text; the shortest if none has room."""
        said = (message, *self._shorter) if self.said else (message,)
        return next((each for each in said if self.has_room_for(each)), said[-1])

    def _styled(self, message: str) -> Content:
        return Content(message).stylize("bold") if self.said and self._is_warning else Content(message)


def cut_within(text: str, width: int) -> str:
    """Return a text of at most so many cells; of a longer one the beginning and the end, where names of files stand."""
    if cell_len(text) <= width or width < SHORTEST:
        return text
    head = set_cell_size(text, width // 2).rstrip()
    tail = text[-width:]
    while cell_len(tail) > width - cell_len(head) - 1:
        tail = tail[1:]
    return f"{head}…{tail}"
