"""Reads Markdown: its text without its marks, code and HTML left out. Paragraphs are what stands between empty lines.

So a list without empty lines is one paragraph, an item a line, and whoever shows the file itself counts the same.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Any

import msgspec
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from esgtui.documents.document import Block, Progress
from esgtui.documents.rows import CELLS
from esgtui.insight.document import Document as Cut

BULLET = "• "
"""What stands before an item of a list."""
LONGEST = 50_000
"""A paragraph of more characters is taken as it is written, and so are tables where a line has more: to look for marks
would take long, and nobody wrote it."""

LONGEST_WRITTEN = 16_000_000
"""So many characters has a paragraph as it is written at most, pictures in the text included: the parser holds
twenty bytes of each."""

MOST_OPEN = 200
"""So many brackets of a paragraph are left open at most: from each on the parser looks for the end of a link."""

MOST_LINKS = 10_000
"""So many links are defined at the foot of a text at most; where there are more, they are taken as they are written."""

MOST_CELLS = 50_000
"""So many cells have the tables of a text at most; those of one that has more are taken as they are written."""

MOST_LINES = 100_000
"""So many lines has a text at most, not counting empty ones: the parser holds three kilobytes of each."""

_CELL = frozenset({"td_open", "th_open"})
_SIGN = re.compile(r"\S")
_MANY_EMPTY = re.compile(r"\n[ \t]*+\n[ \t\n]*\n")
"""Empty lines of which some make no difference, but each takes memory of the parser."""
_FRONT_MATTER = re.compile(r"---\n(?:.*\n)*?(?:---|\.\.\.)(?:\n|\Z)")


class _Line(msgspec.Struct, frozen=True):
    """A piece of text, with the number of the file's line that it begins on, counted from 0."""

    at: int
    text: str
    is_heading: bool = False


def markdown_blocks(text: str, progress: Progress) -> Iterator[Block]:
    """Yield the paragraphs of a Markdown text; what has no text of its own, such as code, is empty.

    `progress` is told how many lines are read, in each of two goes, and may raise to stop.
    """
    text = _MANY_EMPTY.sub("\n\n\n", text)
    cut = Cut(text)
    if any(end - start > LONGEST_WRITTEN for start, end in cut.paragraphs):
        yield from (Block(text[start:end]) for start, end in cut.paragraphs)  # one is too long for whoever reads on
        return
    front = _FRONT_MATTER.match(text)
    body = re.sub("[^\n]", "", text[: front.end()]) + text[front.end() :] if front else text
    found: list[list[_Line]] = [[] for _ in cut.paragraphs]
    starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    total = 2 * len(starts)
    for line in _lines(_tokens(body, lambda at: progress(at, total))):
        progress(len(starts) + line.at, total)
        number = cut.number_at(_first_sign(text, starts[line.at]))
        found[number - 1].append(line)
    yield from map(_block, found)


def _tokens(text: str, tell: Callable[[int], None]) -> Iterator[Token]:
    """Yield the tokens of a Markdown text; marks within lines are read one paragraph at a time."""
    parser = MarkdownIt("commonmark").disable("inline")
    if text.count("|") <= MOST_CELLS and all(len(line) <= LONGEST for line in text.split("\n")):
        parser.enable("table")
    if text.count("]:") > MOST_LINKS:
        parser.disable("reference")
    parser.block.ruler.before("code", "progress", _telling(tell))
    env: dict[str, Any] = {}
    for token in parser.parse(text, env):
        if token.type == "inline":
            token.children = []
            if _has_marks(token.content):
                parser.inline.parse(token.content, parser, env, token.children)
        yield token


def _has_marks(text: str) -> bool:
    """Return whether marks are looked for in a paragraph, and it is not taken as it is written."""
    return len(text) <= LONGEST and text.count("[") - text.count("]") <= MOST_OPEN


def _telling(tell: Callable[[int], None]) -> Callable[[StateBlock, int, int, bool], bool]:
    """Return a rule for the parser that is none: it tells at each block on which line the parser is."""

    def rule(_state: StateBlock, line: int, _end: int, _is_silent: bool) -> bool:
        tell(line)
        return False

    return rule


def _block(lines: Sequence[_Line]) -> Block:
    heading = next((line.text for line in reversed(lines) if line.is_heading), "")
    return Block("\n".join(line.text for line in lines), heading)


def _first_sign(text: str, start: int) -> int:
    """Return where what is written on a line begins."""
    found = _SIGN.search(text, start)
    return found.start() if found else start


def _lines(tokens: Iterable[Token]) -> Iterator[_Line]:
    """Yield paragraphs, headings, items and rows, in the order of the text."""
    mark, kind, at = "", "", 0
    row: list[str] = []
    for token in tokens:
        if token.type == "tr_close":
            if row:
                yield _Line(at, CELLS.join(row))
            row = []
        elif token.type == "list_item_open":
            mark = f"{token.info}. " if token.info else BULLET
        elif token.type.endswith("_open"):
            kind = token.type
        elif token.type == "inline" and (text := _text(token)):
            at = token.map[0] if token.map else at
            if kind in _CELL:
                row.append(text)
            else:
                yield _Line(at, mark + text, is_heading=kind == "heading_open")
                mark = ""


def _text(inline: Token) -> str:
    if not _has_marks(inline.content):
        return " ".join(inline.content.split())
    parts = []
    for token in inline.children or ():
        if token.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
        elif token.type in {"text", "code_inline", "image"}:
            parts.append(token.content)
    return " ".join("".join(parts).split())
