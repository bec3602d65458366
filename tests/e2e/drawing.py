"""Draws plain text and looks on pyte's screen, as pyte itself does but for the time it takes.

Nearly all that the explorer sends is text of one cell a character between changes of look: pyte works out each
character anew. What is anything else is left to it.
"""

import re
from collections.abc import Mapping, MutableMapping
from typing import Protocol

_NARROW = re.compile("[ -~\u00b7\u2013\u2014\u2018-\u201d\u2022\u2026\u2500-\u259f]*")
"""Characters that take one cell, and mean nothing but themselves."""
_INSERTS = 4
"""The mode, as pyte numbers it, in which a character pushes others away."""


class Cell(Protocol):
    """One character on the screen, with its look."""

    data: str
    fg: str
    bg: str
    bold: bool
    underscore: bool
    reverse: bool

    def _replace(self, *, data: str) -> "Cell": ...


class Cursor(Protocol):
    """Where the next character goes, and how it looks."""

    x: int
    y: int
    hidden: bool
    attrs: Cell


class Stream(Protocol):
    """What reads everything that is sent."""

    def feed(self, data: str) -> None: ...


class Screen(Protocol):
    """What is used of pyte's screen; pyte itself has no types."""

    columns: int
    buffer: Mapping[int, MutableMapping[int, Cell]]
    cursor: Cursor
    mode: set[int]

    def resize(self, lines: int, columns: int) -> None: ...
    def select_graphic_rendition(self, *attributes: int) -> None: ...
    def cursor_position(self, line: int = 1, column: int = 1) -> None: ...


class Drawing:
    """One screen that is drawn on. What looks come to is remembered: a program has few."""

    def __init__(self, screen: Screen, stream: Stream) -> None:
        self._screen = screen
        self._stream = stream
        self._cells: dict[Cell, dict[str, Cell]] = {}
        self._looks: dict[tuple[Cell, str], Cell] = {}

    def text(self, text: str) -> None:
        """Draw a text; what more there is in it acts as it does in a terminal."""
        cursor = self._screen.cursor
        end = cursor.x + len(text)
        if not _NARROW.fullmatch(text) or end > self._screen.columns or _INSERTS in self._screen.mode:
            self._stream.feed(text)
            return
        made = self._cells.setdefault(cursor.attrs, {})
        line = self._screen.buffer[cursor.y]
        for column, character in enumerate(text, cursor.x):
            cell = made.get(character)
            if cell is None:
                cell = made[character] = cursor.attrs._replace(data=character)
            line[column] = cell
        cursor.x = end

    def look(self, parameters: str) -> None:
        """Have what is drawn from now on look otherwise."""
        cursor = self._screen.cursor
        key = (cursor.attrs, parameters)
        if key not in self._looks:
            self._screen.select_graphic_rendition(*_numbers(parameters))
            self._looks[key] = cursor.attrs
        cursor.attrs = self._looks[key]

    def move(self, parameters: str) -> None:
        """Draw elsewhere from now on."""
        self._screen.cursor_position(*_numbers(parameters))


def _numbers(parameters: str) -> list[int]:
    """Return the numbers of a sequence; one that is left out is 0."""
    return [int(number or 0) for number in parameters.split(";")]
