"""The user's own small TOML files (settings, themes, keymaps): how they are read, and how what is wrong is told.

What may stand in each of them is up to its reader; here is what they share.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from esgtui.ordinary import is_ordinary

LARGEST = 1_000_000
"""So many bytes has such a file at most."""


class Sort(NamedTuple):
    """How a sort of file is spoken of: how it is written, what is done until it can be used, and what explains it."""

    example: str = 'write each setting as key = "value", its text in quotes'
    until: str = "nothing in the file is used"
    docs: str = "docs/settings.md"


SETTINGS = Sort()


class OwnFileError(Exception):
    """A file cannot be used at all; the message says which, where, why and what to do."""


class OwnFile(msgspec.Struct, frozen=True):
    """A file as it was read: its values, and the text that they stand in."""

    path: Path
    text: str
    values: dict[str, Any]

    def told(self, key: str, fault: str) -> str:
        """Return what is wrong with a key, after the file and the line where it stands."""
        line = line_of(self.text, key)
        return f"{self.path}:{line}: {fault}" if line else f"{self.path}: {fault}"


def read_own_file(path: Path, sort: Sort = SETTINGS) -> OwnFile:
    """Read a file. Raises `FileNotFoundError` if there is none, `OwnFileError` if it cannot be used."""
    try:
        content = _content(path)
        if len(content) > LARGEST:
            raise _unused(path, f"it has more than {LARGEST:,} bytes; see that it is the file that you mean", sort)
        text = content.decode("utf-8-sig")
    except FileNotFoundError:
        raise
    except OSError as error:
        raise _unused(path, f"{error.strerror or error}; see that it is a file that you may read", sort) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise _unused(f"{path}:{line}", "this is not UTF-8; save the file as UTF-8", sort) from error
    import tomli  # here, since most users have no such file

    try:
        return OwnFile(path, text, tomli.loads(text))
    except tomli.TOMLDecodeError as error:
        fault = f"this is not TOML at column {error.colno}; {sort.example}"
        raise _unused(f"{path}:{error.lineno}", fault, sort) from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, or brackets without end
        fault = f"this cannot be read as TOML; {sort.docs} says what may stand there"
        raise _unused(path, fault, sort) from error


def _content(path: Path) -> bytes:
    """Return what is in a file, at most one byte more than it may have; raise `OSError` for what is none."""
    if path.exists() and not (path.is_dir() or is_ordinary(path)):  # a pipe may never end, or never begin
        raise OSError("it is not an ordinary file")
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def _unused(place: Path | str, fault: str, sort: Sort) -> OwnFileError:
    return OwnFileError(f"{place}: {fault}. Until then {sort.until}.")


def nearest(name: str, known: Iterable[str], where: str = "") -> str:
    """Return the advice for a name that there is not: the one that is most like it, or else all that there are.

    `where` says what to do to see all, where they are too many to be told.
    """
    from difflib import get_close_matches  # here, since most names are right

    names = list(known)
    near = get_close_matches(name, names, n=1, cutoff=0.6)
    return f"did you mean {near[0]}?" if near else where or f"there are {', '.join(names)}"


def shown(value: object) -> str:
    """Return a value of a file, or what kind of value it is, for a sentence."""
    if isinstance(value, str):
        return repr(value if len(value) <= 60 else f"{value[:59]}…")
    kinds = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "a table"}
    return kinds.get(type(value), "a time")


def line_of(text: str, key: str) -> int | None:
    """Return the first line that begins with a key or with its table's header, or None; such files are short."""
    name = rf"""["']?{re.escape(key)}["']?"""
    header, setting = rf"\[+[ \t]*{name}[ \t]*[\].]", rf"(?:keys[ \t]*\.[ \t]*)?{name}[ \t]*[=.]"
    found = re.search(rf"^[ \t]*(?:{header}|{setting})", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else None
