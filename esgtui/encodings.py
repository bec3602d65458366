"""In which encoding a text is. What was assumed is told, since nothing in the file says it."""

import codecs
import re
from collections.abc import Callable
from pathlib import Path
from typing import IO, NamedTuple

from esgtui.alphabets import LIKELIEST, likeliest_encoding

Tell = Callable[[int, int], None]
"""Told how many bytes are looked at, and of how many; what it raises ends that."""

PIECE = 1 << 20
"""How many bytes are looked at at a time."""

_MARKED = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""The marks that stand at the beginning of some texts; that of UTF-32 begins like that of UTF-16."""

_LONGEST_MARK = 4
"""So many bytes has a mark at most."""

ADVICE = "say --encoding NAME if letters look wrong"
"""What is told in a shell of an encoding that was found out."""

_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_HIGH = re.compile(rb"[\x80-\xff]+")
_DAMAGED = "esgtui-western"
_BY_RUNS = ["gb18030", "cp932", "big5", "cp949", "cp1251", "cp1253", "cp1256", "cp1255"]
"""The encodings of scripts all of whose letters lie beyond ASCII."""


class NoTextError(Exception):
    """A file is no text; the message says why."""


class UnknownEncodingError(Exception):
    """There is no such encoding; the message says so."""


class Encoding(NamedTuple):
    """An encoding as Python names it, what there is to say of how it was found, and what is done with other bytes."""

    name: str
    note: str = ""
    errors: str = "strict"


def encoding_of(called: str, file: IO[bytes], size: int, wanted: str, tell: Tell | None = None) -> Encoding:
    """Return in which encoding a text of so many bytes is; `called` is what it is called when something is told of it.

    The whole of it is looked through, since a single byte may tell that it is not UTF-8. Raises `NoTextError` if it is
    none at all, and `UnknownEncodingError` if the wanted encoding is none.
    """
    asked = known_encoding(wanted) if wanted else ""
    head = file.read(_LONGEST_MARK if asked else PIECE)
    for mark, name in _MARKED:
        if head.startswith(mark) and (not asked or asked.startswith(name.removesuffix("-sig"))):
            return Encoding(name)  # what is asked for may leave the mark in the text: utf-8, utf-16-le
    if asked:
        return Encoding(asked)
    if wide := _without_mark(head):
        return Encoding(wide, f"{called} is taken as UTF-16 without a mark: {ADVICE}")
    if len(_CONTROL.findall(head)) * 50 > len(head):
        raise NoTextError(f"{called} is not text")
    return _looked_through(called, file, size, head, tell)


def is_unicode(path: Path) -> bool:
    """Return whether the beginning of a text tells that it is in Unicode: by a mark, or by letters beyond ASCII."""
    try:
        with path.open("rb") as file:
            head = file.read(PIECE)
        if head.startswith(tuple(mark for mark, _ in _MARKED)) or _without_mark(head):
            return True
        codecs.getincrementaldecoder("utf-8")().decode(head)  # its last letter may be cut
        return not head.isascii()
    except (OSError, UnicodeError):
        return False


def is_of_unicode(name: str) -> bool:
    """Return whether an encoding is one of Unicode, which a text tells by itself."""
    return not name or codecs.lookup(name).name.startswith("utf")


def known_encoding(name: str) -> str:
    """Return an encoding as Python names it; raise `UnknownEncodingError` if there is none."""
    try:
        "".encode(name)  # some codecs are no encodings
        return codecs.lookup(name).name
    except (LookupError, ValueError) as error:
        raise UnknownEncodingError(
            f"there is no encoding {name!r}; write such as utf-8, utf-16, cp1252 or gb18030"
        ) from error


def _without_mark(head: bytes) -> str:
    """Return which kind of UTF-16 a text is whose every second byte is nothing, or an empty text."""
    half = max(1, len(head) // 2)
    if head[1::2].count(0) > 0.6 * half and head[::2].count(0) < 0.05 * half:
        return "utf-16-le"
    if head[::2].count(0) > 0.6 * half and head[1::2].count(0) < 0.05 * half:
        return "utf-16-be"
    return ""


def _looked_through(called: str, file: IO[bytes], size: int, head: bytes, tell: Tell | None) -> Encoding:
    decoder = codecs.getincrementaldecoder("utf-8")()
    done, line = 0, 1
    piece = head
    while piece:
        if (nothing := piece.find(b"\0")) >= 0:
            line += piece.count(b"\n", 0, nothing)
            raise NoTextError(f"{called}: line {line} has a NUL byte, which no text has")
        try:
            decoder.decode(piece)
        except UnicodeDecodeError as error:
            return _other(called, piece, line + piece.count(b"\n", 0, max(0, error.start)))
        line += piece.count(b"\n")
        done += len(piece)
        if tell:
            tell(done, size)
        piece = file.read(PIECE)
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return _other(called, head, line)
    return Encoding("utf-8")


def _other(called: str, piece: bytes, line: int) -> Encoding:
    """Return which encoding a text that is not UTF-8 most likely has, from a piece of it."""
    if _is_damaged(piece):
        codecs.register_error(_DAMAGED, _western)
        what = f"other bytes (the first in line {line}) are read as {LIKELIEST}"
        return Encoding("utf-8", f"{called} is UTF-8, but not all of it: {what}", _DAMAGED)
    name = _by_letters(piece)
    return Encoding(name, f"{called} is not UTF-8 (line {line}); it is read as {name}: {ADVICE}")


def _by_letters(piece: bytes) -> str:
    """Return which encoding makes the likeliest letters of bytes that are no UTF-8."""
    runs = [len(run) for run in _HIGH.findall(piece)]
    if sum(length for length in runs if length > 2) > 0.6 * sum(runs):
        from charset_normalizer import from_bytes  # letters of such scripts tell what they are; single ones do not

        if best := from_bytes(piece[: 1 << 17], cp_isolation=_BY_RUNS).best():
            return best.encoding
    name = likeliest_encoding(piece)
    if name == LIKELIEST:
        try:
            piece.decode(name)
        except UnicodeDecodeError:
            return "latin-1"
    return name


def _is_damaged(piece: bytes) -> bool:
    """Return whether a text is UTF-8 but for a few bytes that somebody put in later."""
    beyond = [letter for letter in piece.decode("utf-8", "replace") if letter > "\x7f"]
    return beyond.count("\ufffd") * 5 < len(beyond)


def _western(error: UnicodeError) -> tuple[str, int]:
    """Read bytes that are not UTF-8 (an error handler of `codecs`)."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode(LIKELIEST, "replace"), error.end
