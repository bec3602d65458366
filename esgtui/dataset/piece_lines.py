"""On which lines things stand in a file that was read in pieces: only those that matter are read again."""

from bisect import bisect_right
from collections.abc import Iterable
from typing import Any, NamedTuple

from esgtui.dataset.lines import locate
from esgtui.dataset.shapes import KeyPath
from esgtui.dataset.texts import Text


class _Piece(NamedTuple):
    """Where a piece begins and ends in bytes, how many lines stand above it, and tables of its lists."""

    start: int
    end: int
    lines: int
    starts: dict[str, int]


class PieceLines:
    """The pieces of one file."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._pieces: list[_Piece] = []
        self._first: dict[str, int] = {}
        """The first piece that has a key."""
        self._of_list: dict[str, list[int]] = {}
        """The pieces that have tables of a list, in order."""
        self._lengths: dict[str, int] = {}
        self._end = self._lines = 0

    @property
    def end(self) -> int:
        """Up to which byte the pieces go."""
        return self._end

    def skip(self, size: int) -> None:
        """Leave out so many bytes at the beginning of the file."""
        self._end += size

    def add(self, piece: str, data: dict[str, Any]) -> None:
        """Take in the next piece and what it says."""
        start, self._end = self._end, self._end + len(piece.encode())
        starts: dict[str, int] = {}
        for key, value in data.items():
            self._first.setdefault(key, len(self._pieces))
            if isinstance(value, list):
                self._of_list.setdefault(key, []).append(len(self._pieces))
                starts[key] = self._lengths.get(key, 0)
                self._lengths[key] = starts[key] + len(value)
        self._pieces.append(_Piece(start, self._end, self._lines, starts))
        self._lines += piece.count("\n")

    def locate(self, wanted: Iterable[KeyPath]) -> dict[KeyPath, int]:
        """Return the line, counted from 1, of each path or of the nearest thing around it that has one.

        Raises `DatasetError` if the file cannot be read any more.
        """
        by_piece: dict[int, list[KeyPath]] = {}
        for path in set(wanted):
            by_piece.setdefault(self._piece_of(path), []).append(path)
        found: dict[KeyPath, int] = {}
        for number, paths in by_piece.items():
            piece = self._pieces[number]
            text = self._text.part(piece.start, piece.end).decode("utf-8", "replace")
            within = {path: _within(path, piece.starts) for path in paths}
            lines = locate(text, within.values())
            found |= {path: piece.lines + lines[inner] for path, inner in within.items()}
        return found

    def _piece_of(self, path: KeyPath) -> int:
        """Return which piece a path leads into; the first one where it leads nowhere."""
        key, position = str(path[0]) if path else "", path[1] if len(path) > 1 else 0
        pieces = self._of_list.get(key, [])
        if not pieces or not isinstance(position, int):
            return self._first.get(key, 0)
        return pieces[bisect_right(pieces, position, key=lambda number: self._pieces[number].starts[key]) - 1]


def _within(path: KeyPath, starts: dict[str, int]) -> KeyPath:
    """Return a path as it is seen in the piece that it leads into."""
    if len(path) < 2 or not isinstance(path[1], int):
        return path
    return (path[0], path[1] - starts.get(str(path[0]), 0), *path[2:])
