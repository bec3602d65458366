"""Cut a TOML file into its tables with the comments that belong to them, line by line, without losing a character.

A parser gives values and forgets how they were written; whoever rearranges a file that a person keeps needs both.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from esgtui.dataset.lines import ASSIGNED, HEADER, ONE_LINE, TOKEN, names_in


class Statement(NamedTuple):
    """A key with its value, as written; `above` are the comments right above it, and empty lines among them."""

    key: str
    text: str
    above: str = ""


class Block(NamedTuple):
    """A table as written: the comments above, its header line, its statements, and comments below the last of them.

    `path` are the header's names, such as `("claims", "metrics")`; empty for what stands before the first header, where
    `above` are the comments on the whole file. `end` is what closes the file behind its last block.
    """

    path: tuple[str, ...]
    above: str
    header: str
    statements: tuple[Statement, ...]
    below: str = ""
    end: str = ""

    @property
    def text(self) -> str:
        """All of it."""
        statements = (each.above + each.text for each in self.statements)
        return "".join([self.above, self.header, *statements, self.below, self.end])


def blocks(text: str) -> Iterator[Block]:
    """Yield the tables of a file that can be parsed; put together again, they are the file.

    Comments above a header belong to it, but for those right below the table before, with no empty line between. Those
    that the file begins or ends with, with an empty line between them and the rest, are about the whole of it.
    """
    path: tuple[str, ...] = ()
    above = header = waiting = ""
    statements: list[Statement] = []
    for piece, names, is_header in _pieces(text):
        if not names:
            waiting += piece
        elif is_header:
            below, own = _parted(waiting) if path or statements else _opening(waiting)
            yield Block(path, above, header, tuple(statements), below)
            path, above, header, statements, waiting = names, own, piece, [], ""
        else:
            if not (path or statements):
                above, waiting = _opening(waiting)
            statements.append(Statement(names[0], piece, waiting))
            waiting = ""
    below, end = _cut_at(_first_empty(waiting), waiting)
    yield Block(path, above, header, tuple(statements), below, end)


def line_end(text: str) -> str:
    """Return how the lines of a file end, as its first one does."""
    return "\r\n" if text.partition("\n")[0].endswith("\r") else "\n"


def _pieces(text: str) -> Iterator[tuple[str, tuple[str, ...], bool]]:
    """Yield lines, with the names that a header or a key is made of, and whether it is a header.

    A key whose value goes over several lines comes as one piece; comments and empty lines have no names.
    """
    start = 0
    while start < len(text):
        at = _first_sign(text, start)
        if found := HEADER.match(text, at):
            end = _next_line(text, found.end())
            yield text[start:end], names_in(found[2]), True
        elif found := ASSIGNED.match(text, at):
            end = _end_of_value(text, found.end())
            yield text[start:end], names_in(found[1]), False
        else:
            end = _next_line(text, at)
            yield text[start:end], (), False
        start = end


def _first_sign(text: str, start: int) -> int:
    """Return where a line has something in it, or where it ends."""
    while text[start : start + 1] in {" ", "\t"}:
        start += 1
    return start


def _next_line(text: str, at: int) -> int:
    """Return where the next line begins; other characters that end a line elsewhere do not in TOML."""
    return text.find("\n", at) + 1 or len(text)


def _end_of_value(text: str, at: int) -> int:
    """Return where the line after a value begins, however many lines the value goes over."""
    if found := ONE_LINE.match(text, at):
        return found.end()
    depth = 0
    while found := TOKEN.match(text, at):
        at, sign = found.end(), found[0]
        depth += (sign in {"[", "{"}) - (sign in {"]", "}"})
        if sign == "\n" and depth == 0:
            break
    return at


def _parted(waiting: str) -> tuple[str, str]:
    """Return comments and empty lines above a header in two: those right below the table before, and the header's."""
    first_empty = _first_empty(waiting)
    return _cut_at(first_empty if first_empty < len(waiting) else 0, waiting)


def _opening(waiting: str) -> tuple[str, str]:
    """Return what a file begins with in two: comments on the whole file, and those of what stands first in it.

    What is said to editors (`#:schema`) is about the file, whatever stands below.
    """
    empty = _EMPTY_LINES.match(waiting)
    above, waiting = _cut_at(empty.end() if empty else 0, waiting)
    about, own = _parted(waiting)
    if not about and (to_editors := _TO_EDITORS.match(waiting)):
        about, own = _cut_at(to_editors.end(), waiting)
    return above + about, own


def _first_empty(waiting: str) -> int:
    """Return where the first empty line begins, or where all ends; signs that end a line elsewhere end none in TOML."""
    found = _EMPTY.search(waiting)
    return found.start() if found else len(waiting)


def _cut_at(at: int, text: str) -> tuple[str, str]:
    return text[:at], text[at:]


_EMPTY = re.compile(r"^[ \t\r]*\n", re.MULTILINE)
_EMPTY_LINES = re.compile(r"(?:[ \t\r]*\n)*")
_TO_EDITORS = re.compile(r"(?:#:[^\n]*\n)*")
