"""Cut a TOML file into its tables with the comments that belong to them, line by line, without losing a character.

A parser gives values and forgets how they were written; whoever rearranges a file that a person keeps needs both.
Where a value of several lines ends, the parser is asked.
"""

import re
import tomllib
from collections.abc import Iterator
from typing import NamedTuple


class Statement(NamedTuple):
    """A key with its value, as written; `above` are the comments right above it, and empty lines among them."""

    key: str
    text: str
    above: str = ""


class Block(NamedTuple):
    """A table as written: the comments above, its header line, its statements, and comments below the last of them.

    `path` are the header's names, such as `("claims", "metrics")`; empty for what stands before the first header.
    """

    path: tuple[str, ...]
    above: str
    header: str
    statements: tuple[Statement, ...]
    below: str = ""

    @property
    def text(self) -> str:
        """All of it."""
        return "".join([self.above, self.header, *(each.above + each.text for each in self.statements), self.below])


def blocks(text: str) -> Iterator[Block]:
    """Yield the tables of a file that can be parsed; put together again, they are the file.

    Comments above a header belong to it, but for those right below the table before, with no empty line between.
    """
    path: tuple[str, ...] = ()
    above = header = waiting = ""
    statements: list[Statement] = []
    for piece in _pieces(text):
        bare = piece.strip()
        if not bare or bare.startswith("#"):
            waiting += piece
        elif bare.startswith("["):
            below, own = _parted(waiting)
            yield Block(path, above, header, tuple(statements), below)
            path, above, header, statements, waiting = _names(bare), own, piece, [], ""
        else:
            statements.append(Statement(_names(piece)[0], piece, waiting))
            waiting = ""
    yield Block(path, above, header, tuple(statements), waiting)


def _pieces(text: str) -> Iterator[str]:
    """Yield lines; a key whose value goes over several of them comes as one piece."""
    lines = iter(re.findall(r"[^\n]*\n|[^\n]+", text))  # other characters that end a line elsewhere do not in TOML
    for line in lines:
        bare = line.strip()
        if not bare or bare[0] in "#[":
            yield line
            continue
        piece = line
        while not _is_whole(piece):
            piece += next(lines)
        yield piece


def _is_whole(piece: str) -> bool:
    try:
        tomllib.loads(piece)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _parted(waiting: str) -> tuple[str, str]:
    """Return comments and empty lines above a header in two: those right below the table before, and the header's."""
    lines = waiting.splitlines(keepends=True)
    first_empty = next((number for number, line in enumerate(lines) if not line.strip()), 0)
    return "".join(lines[:first_empty]), "".join(lines[first_empty:])


def _names(piece: str) -> tuple[str, ...]:
    """Return the names that a header, or a key before its value, is made of."""
    found: list[str] = []
    value = tomllib.loads(piece)
    while isinstance(value, dict) and value:
        name, value = next(iter(value.items()))
        found.append(name)
        value = value[0] if isinstance(value, list) and value and piece.lstrip().startswith("[[") else value
    return tuple(found)
