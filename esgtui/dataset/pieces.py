"""Cut TOML where a list of tables goes on, and parse each piece alone: little is in memory, and progress is told.

Only what is sound can be read so; of all else the whole text has to say what is wrong with it.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

PIECE = 200_000
"""How many characters are parsed at once, so that other threads get their turn and progress is told."""

TRIES = 4
"""So many pieces are joined at most until they are read as one."""

LONGEST = 1 << 24
"""A piece that is longer than this and not ended yet is not worth waiting for."""

_ANY_HEADER = re.compile(r"^(?=\[)", re.MULTILINE)
_TABLE_START = re.compile(r"\n(?=\[\[[A-Za-z0-9_-]+\]\])")


class LeaningError(Exception):
    """A text cannot be read in pieces: it is broken, or a piece leans on another."""


def cut(chunks: Iterable[str]) -> Iterator[str]:
    """Yield a text that comes in chunks in pieces of `PIECE` characters or a little more, which begin with a header.

    The first piece is all that stands above the first header. Raises `LeaningError` where there is nowhere to cut.
    """
    rest, start, header, least = "", 0, _ANY_HEADER, 0
    for chunk in chunks:
        if len(rest) > LONGEST:
            raise LeaningError
        rest, start = rest[start:] + chunk, 0
        while found := header.search(rest, start + least):
            yield rest[start : found.end()]
            start, header, least = found.end(), _TABLE_START, PIECE
    yield rest[start:]


def parsed(chunks: Iterable[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield what a text says, piece by piece, with how many characters that was; raise `LeaningError` if it is unsure.

    A cut inside a string or a list leaves a piece that is broken, so it is tried with those that follow.
    """
    joiner, held, tries = _Joiner(), "", 0
    for piece in cut(chunks):
        held += piece
        found = joiner.take(held)
        if found is not None:
            yield len(held), found
            held, tries = "", 0
        elif (tries := tries + 1) == TRIES:
            break
    if held:
        raise LeaningError


class _Joiner:
    """Parses the pieces of one text, and sees that together they say what the whole says.

    Below the first header, what is a list has headers of its own, so another piece may go on with it.
    """

    def __init__(self) -> None:
        self._known: set[str] = set()
        self._lists: set[str] = set()
        self._is_above = True

    def take(self, piece: str) -> dict[str, Any] | None:
        """Return what the next piece says, None if it is broken; raise `LeaningError` where only the whole can tell."""
        import tomli  # here, since much of the program never reads a dataset

        try:
            found = tomli.loads(piece)
        except (ValueError, RecursionError):
            return None
        lists = set() if self._is_above else {key for key, value in found.items() if isinstance(value, list)}
        if self._known & found.keys() - (self._lists & lists):
            raise LeaningError
        self._known |= found.keys()
        self._lists |= lists
        self._is_above = False
        return found


def join(into: dict[str, Any], found: dict[str, Any]) -> None:
    """Add what a piece says to what those before it say."""
    for key, value in found.items():
        if key in into:
            into[key].extend(value)
        else:
            into[key] = value
