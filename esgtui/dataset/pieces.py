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

LONGEST_TEXT = 2_000_000
"""Nor is one that ends in so many characters of a text: no dataset has one as long."""

LONGEST_LINE = 16_000_000
"""So many characters has a line at most."""

MOST_ROOTS = 20_000
"""So many keys and tables has a file at most outside of its lists of tables."""

MOST_WEIGHT, MOST_WEIGHT_AT_ONCE = 1_000_000, 3_000_000
"""What a piece weighs at most, and a file that is read as a whole: the parser needs up to 200 bytes for each of it."""

WEIGHT_OF_HEADER = 4
LIGHT_LINES = 4
"""So many lines weigh as much as a key, whatever is on them: those that are empty or comments take time, too."""

HEAVY = 1_000_000
"""From so many characters on it is looked at how much a piece weighs."""

_UNENDED = "Unterminated string"
"""What the parser says of a text whose quotes are never closed, before anything else."""

_ANY_HEADER = re.compile(r"^(?=\[)", re.MULTILINE)
_HEADERS = re.compile(r"\n[ \t]*\[")
_MANY_DIGITS = re.compile(r"[0-9_]{100000}")
"""Digits that no number has, for each of which the parser needs a hundred bytes."""
_BEGINS_TOML = re.compile(r"^[ \t]*(?:[\w.-]+[ \t]*=|[\[\]{}\"'#])|\"{3}|'{3}", re.MULTILINE)
"""How lines begin that are no text of several lines, or where such a text ends."""
_TABLE_START = re.compile(r"\n(?=\[\[[A-Za-z0-9_-]+\]\])")


class LeaningError(Exception):
    """A text cannot be read in pieces: `key` goes on in the piece from `line` on with what stands above it."""

    def __init__(self, key: str, line: int) -> None:
        super().__init__(key)
        self.key, self.line = key, line


class CrowdedError(Exception):
    """More lines, keys, tables or lists stand in a text than in any dataset."""


class UnendedError(Exception):
    """No table is ended within so many characters of a text, `length`."""

    def __init__(self, length: int) -> None:
        super().__init__(length)
        self.length = length


class LongLineError(Exception):
    """A line is longer than any of a dataset."""


class BrokenError(Exception):
    """A text is no TOML, or too much of it: `cause` is what is wrong with the piece above which so many lines stand."""

    def __init__(
        self, lines: int, cause: ValueError | RecursionError | CrowdedError | LongLineError | UnendedError
    ) -> None:
        super().__init__(str(cause))
        self.lines, self.cause = lines, cause

    @property
    def is_final(self) -> bool:
        """Whether it is the same in whichever way the text is read: more than any dataset has, or a text without end.

        Of tables that stand there twice, say, only the whole can tell.
        """
        return isinstance(self.cause, CrowdedError | LongLineError) or _is_in_quotes(self.cause)


def _is_in_quotes(cause: Exception | None) -> bool:
    """Return whether what is wrong with a text is that it ends within quotes."""
    return str(getattr(cause, "msg", "")).startswith(_UNENDED)


def _ends_in_endless_text(piece: str) -> bool:
    """Return whether a piece ends in so many lines that are no TOML that they are all of one text, longer than any."""
    start = len(piece) - LONGEST_TEXT
    return start > 0 and not _BEGINS_TOML.search(piece, start) and not piece[start:].isspace()


def cut(chunks: Iterable[str]) -> Iterator[str]:
    """Yield a text that comes in chunks in pieces of `PIECE` characters or a little more, which begin with a header.

    The first piece is all that stands above the first header. A piece with nowhere to cut is yielded as it comes.
    """
    rest, header, least = "", _ANY_HEADER, 0
    for chunk in chunks:
        if len(rest) > LONGEST or _ends_in_endless_text(rest):
            yield rest
            rest, header, least = "", _TABLE_START, 0
        line, start = rest.rfind("\n"), 0
        looked_at = len(rest) if line < 0 else line
        rest += chunk  # a statement of its own, which copies only what is new
        while found := header.search(rest, max(start + least, looked_at)):
            yield rest[start : found.end()]
            start, header, least = found.end(), _TABLE_START, PIECE
        rest = rest[start:]
    yield rest


def parsed(chunks: Iterable[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the pieces of a text, each with what it says; raise `BrokenError` or `LeaningError` if one says nothing.

    A cut inside a string or a list leaves a piece that is not ended, so it is tried again with those that follow.
    """
    joiner, held, due, tried = _Joiner(), "", 0, 0
    for piece in cut(_of_lines(chunks)):
        held += piece
        if len(held) < due:
            continue
        found = joiner.take(held, is_last=False)
        if found is not None:
            yield held, found
            held, due, tried = "", 0, 0
        elif len(held) > LONGEST or (_is_in_quotes(joiner.unended) and _ends_in_endless_text(held)):
            raise BrokenError(joiner.lines, UnendedError(len(held)))
        else:
            due, tried = 2 * len(held), len(held)
    if held and joiner.unended and tried == len(held):  # nothing followed
        raise BrokenError(joiner.lines, joiner.unended)
    if held and (found := joiner.take(held, is_last=True)) is not None:
        yield held, found


def parsed_at_once(chunks: Iterable[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the whole of a text, with what it says; raise `BrokenError` if it is no TOML."""
    whole = "".join(_of_lines(chunks))
    if (found := _Joiner(is_at_once=True).take(whole, is_last=True)) is not None:
        yield whole, found


def _of_lines(chunks: Iterable[str]) -> Iterator[str]:
    """Yield chunks as long as their lines are no longer than those of any dataset; raise `BrokenError` then."""
    lines = length = 0
    for chunk in chunks:
        first, last = chunk.find("\n"), chunk.rfind("\n")
        length = length + len(chunk) if first < 0 else max(length + first, len(chunk) - last)
        if length > LONGEST_LINE:
            raise BrokenError(lines, LongLineError())
        lines += chunk.count("\n")
        length = length if first < 0 else len(chunk) - last - 1
        yield chunk


def _is_crowded(piece: str, most: int) -> bool:
    """Return whether a text weighs more than `most` once it is parsed: a table the most, a key more than an item."""
    brackets = piece.count("[")
    weight = brackets + piece.count("{") + piece.count(",") + 2 * piece.count("=") + piece.count("\n") // LIGHT_LINES
    if weight + WEIGHT_OF_HEADER * brackets <= most:  # as few as these need not be told from those of lists
        return False
    return weight > most or weight + WEIGHT_OF_HEADER * sum(1 for _ in _HEADERS.finditer(piece)) > most


class _Joiner:
    """Parses the pieces of one text, and sees that together they say what the whole says.

    Below the first header, what is a list has headers of its own, so another piece may go on with it.
    """

    def __init__(self, *, is_at_once: bool = False) -> None:
        self.lines = 0
        """How many lines stand above the next piece."""
        self.unended: ValueError | None = None
        """What was wrong with the last piece after which more had to follow."""
        self._most_weight = MOST_WEIGHT_AT_ONCE if is_at_once else MOST_WEIGHT
        self._known: set[str] = set()
        self._lists: set[str] = set()
        self._is_above = True

    def take(self, piece: str, *, is_last: bool) -> dict[str, Any] | None:
        """Return what the next piece says, None if more has to follow; raise `LeaningError` or `BrokenError`."""
        import tomli  # here, since much of the program never reads a dataset

        if len(piece) > HEAVY and (_is_crowded(piece, self._most_weight) or _MANY_DIGITS.search(piece)):
            raise BrokenError(self.lines, CrowdedError())
        try:
            found = tomli.loads(piece) if piece.strip(" \t\n") else {}  # the parser takes its time over empty lines
        except tomli.TOMLDecodeError as error:
            if is_last or error.pos < len(error.doc):
                raise BrokenError(self.lines, error) from error
            self.unended = error
            return None
        except (ValueError, RecursionError) as error:  # thousands of digits, or of brackets
            raise BrokenError(self.lines, error) from error
        lists = set() if self._is_above else {key for key, value in found.items() if isinstance(value, list)}
        if leaning := self._known & found.keys() - (self._lists & lists):
            raise LeaningError(min(leaning), self.lines + 1)
        self._known |= found.keys()
        if len(self._known) > MOST_ROOTS:
            raise BrokenError(self.lines, CrowdedError())
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
