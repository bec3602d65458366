"""Cut a TOML file into its tables with the comments that belong to them, line by line, without losing a character.

A parser gives values and forgets how they were written; whoever rearranges a file that a person keeps needs both.
"""

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
    for piece, names, is_header in _pieces(text):
        if not names:
            waiting += piece
        elif is_header:
            below, own = _parted(waiting)
            yield Block(path, above, header, tuple(statements), below)
            path, above, header, statements, waiting = names, own, piece, [], ""
        else:
            statements.append(Statement(names[0], piece, waiting))
            waiting = ""
    yield Block(path, above, header, tuple(statements), waiting)


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
    lines = waiting.splitlines(keepends=True)
    first_empty = next((number for number, line in enumerate(lines) if not line.strip()), 0)
    return "".join(lines[:first_empty]), "".join(lines[first_empty:])
