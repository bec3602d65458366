"""A plain word in the place of a picture for which the terminal has no room; keys do what they did."""

from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

LEAST = Size(24, 8)
"""How large a terminal has to be at least: a frame with some lines in it, and a line of keys."""


class TooSmall(Static):
    """Covers the screen it is on where the terminal is too small for it; `way_out` is the key that leaves it."""

    def __init__(self, way_out: str) -> None:
        super().__init__("", markup=False, classes="too-small")
        self._way_out = way_out

    def follow(self, size: Size) -> None:
        """Come or go as the terminal's size asks for."""
        self.display = size.width < LEAST.width or size.height < LEAST.height
        here, least = f"{size.width}x{size.height}", f"{LEAST.width}x{LEAST.height}"
        told = f"The terminal is too small ({here}): at least {least} is needed. {self._way_out} leaves."
        self.update(Content(told))
