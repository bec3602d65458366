"""Put a dataset's file in order: tables and keys as the format names them, comments and all that is said kept.

What a parser reads of the file is the same before and after.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Any

from esgtui.curating.blocks import Block, Statement, blocks, line_end
from esgtui.dataset.files import Progress, in_pieces, unreadable
from esgtui.dataset.model import Header, Table
from esgtui.dataset.shapes import ROOT_KEYS, TABLES, shape_of

LARGEST = 1 << 26
"""So many bytes has a file at most that is put in order."""

MOST_TABLES = 500_000
"""So many tables has such a file at most."""

STEP = 1_000
"""After how many tables progress is told."""


_BY_HAND = "keep what is written by hand in files of its own, in one folder"


class OrderError(Exception):
    """The file cannot be put in order; the message says which, and why."""


def check_size(file: Path) -> None:
    """Raise `OrderError` for a file that is too large to have been written by hand: all of it is held in memory.

    Raises `DatasetError` for one that is not there.
    """
    try:
        size = file.stat().st_size
    except OSError as error:
        raise unreadable(file, error) from error
    if size > LARGEST:
        raise OrderError(f"{file} has {size:,} bytes, more than the {LARGEST:,} that are put in order; {_BY_HAND}")


def in_order(text: str, file: Path, progress: Progress | None = None) -> str:
    """Return the text of a file in order; of one that is so already, the same. `progress` may raise to stop it.

    All lines end as the first one does.
    Raises `DatasetError` for what is no TOML, with the line in `file`, and `OrderError` for what cannot be rearranged.
    """
    if text.count("\n[") > MOST_TABLES:
        raise OrderError(f"{file} has more tables than the {MOST_TABLES:,} that are put in order; {_BY_HAND}")
    tell, size, ending = partial(progress or _untold, "putting in order"), len(text), line_end(text)
    meaning = partial(_meaning, file)
    before = in_pieces(text, file, meaning, lambda done: tell(done, 3 * size))
    text = text.replace("\r\n", "\n")
    ordered = _ordered(
        blocks(text if not text or text.endswith("\n") else f"{text}\n"), lambda done: tell(size + done, 3 * size)
    )
    if ordered != text and in_pieces(ordered, file, meaning, lambda done: tell(2 * size + done, 3 * size)) != before:
        raise OrderError(f"{file} is written in a way that cannot be rearranged without changing what it says")
    return ordered.replace("\n", ending)


def _untold(what: str, done: int, total: int) -> None:
    """Take the place of a progress that nobody asked for."""


def _meaning(file: Path, pieces: Iterable[tuple[str, dict[str, Any]]]) -> dict[str, bytes]:
    """Return what tells the value of each of a file's keys from any other: the values themselves take much memory."""
    import msgspec

    digests: dict[str, blake2b] = {}
    for _, found in pieces:
        for key, value in found.items():
            digest = digests.setdefault(key, blake2b(digest_size=16))
            for each in value if isinstance(value, list) else [{"": value}]:
                try:
                    digest.update(msgspec.json.encode(each, order="deterministic") + b"\n")
                except ValueError as error:
                    raise OrderError(
                        f"{file}: a number has too many digits; write it with fewer, or in quotes"
                    ) from error
    return {key: digest.digest() for key, digest in digests.items()}


def _ordered(cut: Iterator[Block], tell: Callable[[int], None]) -> str:
    """Return the blocks of a file in order, each table of its own with those inside it, which may stand apart from it.

    `tell` is told how many characters are done.
    """
    block = next(cut)
    top, has_statements, is_apart = _top(block), bool(block.statements), True
    groups: list[tuple[int, list[str]]] = []
    last: dict[str, list[str]] = {}
    done = 0
    for number, block in enumerate(cut):
        if number == 0 and not has_statements:
            is_apart = _comments(block.above).startswith("\n")
        root = block.path[0]
        if len(block.path) == 1 or root not in last:
            last[root] = []
            groups.append((_rank(root, ROOT_KEYS), last[root]))
        last[root].append(_written(block))
        done += len(last[root][-1])
        if number % STEP == 0:
            tell(done)
    written = [text for _, group in sorted(groups, key=lambda group: group[0]) for text in group]
    rest = "\n".join(filter(None, [*written, _lines(_comments(block.end))]))
    return top + "\n" * bool(is_apart and top and rest) + rest


def _rank(name: str, order: Sequence[str]) -> int:
    return order.index(name) if name in order else len(order)


def _top(block: Block) -> str:
    """Return what stands before the first table, the comments on the whole file first."""
    is_apart = any(_comments(each.above).startswith("\n") for each in block.statements[:1])
    about = _comments(block.above) + "\n" * is_apart
    return _lines("".join([about, *map(_statement, _sorted(block.statements, ROOT_KEYS)), _comments(block.below)]))


def _written(block: Block) -> str:
    statements = _sorted(block.statements, _keys(block.path))
    parts = [_comments(block.above), block.header.strip(), "\n", *map(_statement, statements), _comments(block.below)]
    return _lines("".join(parts))


def _keys(path: tuple[str, ...]) -> Sequence[str]:
    """Return the keys of a table in the order of the format; none for a table that is the curator's own."""
    table: type[Table] | None = Header if path[0] == "dataset" else TABLES.get(path[0])
    for name in path[1:]:
        table = shape_of(table).inner.get(name) if table else None
    return tuple(shape_of(table).fields) if table else ()


def _sorted(statements: Iterable[Statement], keys: Sequence[str]) -> list[Statement]:
    return sorted(statements, key=lambda statement: _rank(statement.key, keys)) if keys else list(statements)


_NAME = r"""(?:[A-Za-z0-9_-]+|"(?>(?:[^"\\]++|\\.)*)"|'[^']*')"""
_BEFORE_VALUE = re.compile(rf"\s*({_NAME}(?:\s*\.\s*{_NAME})*)\s*=[ \t]*")


def _statement(statement: Statement) -> str:
    """Return a statement with one space around its `=`, and with no spaces where its only line ends."""
    text = statement.text
    if found := _BEFORE_VALUE.match(text):
        text = f"{found[1]} = {text[found.end() :]}"
    if text.count("\n") == 1:
        text = f"{text.rstrip()}\n"
    return _comments(statement.above).lstrip("\n") + text


def _comments(text: str) -> str:
    """Return comments with no more than one empty line between them, and no spaces where lines end."""
    if not text:
        return ""
    lines = [line.rstrip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


def _lines(text: str) -> str:
    """Return lines that end with one line break, without empty ones around."""
    stripped = text.strip("\n")
    return f"{stripped}\n" if stripped else ""
