"""Cut TOML where a list of tables goes on, and parse each piece alone: little is in memory, and progress is told.

Together the pieces say what the whole says. Where one leans on another that stands above it, only the whole can tell.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

PIECE = 200_000
"""How many characters are parsed at once, so that other threads get their turn and progress is told."""

LONGEST = 1 << 26
"""A piece that is longer than this and not ended yet is not waited for."""

_ANY_HEADER = re.compile(r"^(?=\[)", re.MULTILINE)
_TABLE_START = re.compile(r"\n(?=\[\[[A-Za-z0-9_-]+\]\])")


class LeaningError(Exception):
    """A text cannot be read in pieces: `key` goes on in the piece from `line` on with what stands above it."""

    def __init__(self, key: str, line: int) -> None:
        super().__init__(key)
        self.key, self.line = key, line


class BrokenError(Exception):
    """A text is no TOML; `cause` is what the parser says of the piece that begins behind so many lines.

    The cause is None where what begins there has no end.
    """

    def __init__(self, lines: int, cause: ValueError | RecursionError | None) -> None:
        super().__init__(str(cause))
        self.lines, self.cause = lines, cause


def cut(chunks: Iterable[str]) -> Iterator[str]:
    """Yield a text that comes in chunks in pieces of `PIECE` characters or a little more, which begin with a header.

    The first piece is all that stands above the first header. A piece with nowhere to cut is yielded as it comes.
    """
    rest, header, least = "", _ANY_HEADER, 0
    for chunk in chunks:
        if len(rest) > LONGEST:
            yield rest
            rest, header, least = "", _TABLE_START, 0
        line = rest.rfind("\n")
        looked_at = len(rest) if line < 0 else line
        rest, start = rest + chunk, 0
        while found := header.search(rest, max(start + least, looked_at)):
            yield rest[start : found.end()]
            start, header, least = found.end(), _TABLE_START, PIECE
        rest = rest[start:]
    yield rest


def parsed(chunks: Iterable[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the pieces of a text, each with what it says; raise `BrokenError` or `LeaningError` if one says nothing.

    A cut inside a string or a list leaves a piece that is not ended, so it is tried again with those that follow.
    """
    joiner, held, due = _Joiner(), "", 0
    for piece in cut(chunks):
        held += piece
        if len(held) < due:
            continue
        found = joiner.take(held, is_last=False)
        if found is not None:
            yield held, found
            held, due = "", 0
        elif len(held) > LONGEST:
            raise BrokenError(joiner.lines, None)
        else:
            due = 2 * len(held)
    if held and (found := joiner.take(held, is_last=True)) is not None:
        yield held, found


def parsed_at_once(chunks: Iterable[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the whole of a text, with what it says; raise `BrokenError` if it is no TOML."""
    whole = "".join(chunks)
    if (found := _Joiner().take(whole, is_last=True)) is not None:
        yield whole, found


class _Joiner:
    """Parses the pieces of one text, and sees that together they say what the whole says.

    Below the first header, what is a list has headers of its own, so another piece may go on with it.
    """

    def __init__(self) -> None:
        self.lines = 0
        """How many lines stand above the next piece."""
        self._known: set[str] = set()
        self._lists: set[str] = set()
        self._is_above = True

    def take(self, piece: str, *, is_last: bool) -> dict[str, Any] | None:
        """Return what the next piece says, None if more has to follow; raise `LeaningError` or `BrokenError`."""
        import tomli  # here, since much of the program never reads a dataset

        try:
            found = tomli.loads(piece)
        except tomli.TOMLDecodeError as error:
            if is_last or error.pos < len(error.doc):
                raise BrokenError(self.lines, error) from error
            return None
        except (ValueError, RecursionError) as error:  # thousands of digits, or of brackets
            raise BrokenError(self.lines, error) from error
        lists = set() if self._is_above else {key for key, value in found.items() if isinstance(value, list)}
        if leaning := self._known & found.keys() - (self._lists & lists):
            raise LeaningError(min(leaning), self.lines + 1)
        self._known |= found.keys()
        self._lists |= lists
        self._is_above = False
        self.lines += piece.count("\n")
        return found


def join(into: dict[str, Any], found: dict[str, Any]) -> None:
    """Add what a piece says to what those before it say."""
    for key, value in found.items():
        if key in into:
            into[key].extend(value)
        else:
            into[key] = value
