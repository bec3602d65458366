"""Find and read the TOML files of a dataset, and the source files beside them; what they say is judged elsewhere."""

import codecs
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from esgtui.compressed import unpacking
from esgtui.dataset.content import Digest
from esgtui.dataset.pieces import (
    LONGEST_LINE,
    BrokenError,
    CrowdedError,
    LeaningError,
    LongLineError,
    UnendedError,
    join,
    parsed,
    parsed_at_once,
)
from esgtui.dataset.problems import DatasetError, Problem, quoted
from esgtui.endings import no_dataset
from esgtui.ordinary import is_ordinary

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and of how much; it may raise to stop the work."""

MadeT = TypeVar("MadeT")

LARGEST = 4_000_000_000
"""So many bytes has a file of a dataset at most: a million claims are an eighth of that."""

SMALL = 1 << 26
"""A file of so many bytes is read whatever it holds: then it can be said better what is wrong with it."""

CHUNK = 1 << 20
"""So many bytes of a large file are read at a time."""

_HEAD = 1 << 16
"""So many bytes of a file are looked at before all of it is read."""


def toml_files(path: Path) -> list[Path]:
    """Return the TOML files of a dataset in name order: `path` itself, or the folder's own, without hidden ones.

    Raises `DatasetError` where there is nothing to read.
    """
    try:
        if path.is_dir():
            return _files_in(path)
        exists = path.exists()
        is_file = path.is_file()
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error
    if not exists:
        raise _refused(path, "there is no such file or folder", "give the path of a TOML file, or of a folder of them")
    if not is_file:
        raise _refused(
            path, "this is neither a file nor a folder", "give the path of a TOML file, or of a folder of them"
        )
    what, remedy = no_dataset(path)
    if what:
        raise _refused(path, what, remedy)
    return [path]


def _files_in(folder: Path) -> list[Path]:
    found = [file for file in folder.iterdir() if file.suffix.lower() == ".toml" and not file.name.startswith(".")]
    if not found:
        raise _refused(
            folder, "the folder has no TOML file", "give a folder whose files end in .toml, or one such file"
        )
    return sorted(found, key=lambda file: file.name)


def read_bytes(file: Path) -> bytes:
    """Return a file's content; raise `DatasetError` if it cannot be read."""
    try:
        _check_ordinary(file)
        return file.read_bytes()
    except OSError as error:
        raise unreadable(file, error) from error


def read_chunks(file: Path, digest: Digest) -> Iterator[bytes]:
    """Yield a file's content in chunks, and have them digested.

    Raises `DatasetError` if it cannot be read, or if there is more or less of it in the end than at the beginning.
    """
    try:
        _check_ordinary(file)
        with file.open("rb") as opened:
            size = left = os.fstat(opened.fileno()).st_size
            digest.begin(size)
            while chunk := opened.read(CHUNK):
                digest.add(chunk)
                left -= len(chunk)
                yield chunk
    except OSError as error:
        raise unreadable(file, error) from error
    if left:
        raise _refused(file, "it is being written", "wait until it is whole")


def _check_ordinary(file: Path) -> None:
    """Raise `DatasetError` for what is no file, or none of a dataset."""
    if file.is_dir():
        raise _refused(file, "this is a folder, not a file", "rename it, so that it does not end in .toml")
    if file.exists() and not is_ordinary(file):
        raise _refused(file, "this is not an ordinary file", "put a TOML file in its place")
    _check_bearable(file)


def _check_bearable(file: Path) -> None:
    """Raise `DatasetError` for what no memory should be spent on: far too much, or what begins as no text does."""
    size = file.stat().st_size
    if size <= SMALL:
        return
    with file.open("rb") as opened:
        head = opened.read(_HEAD)
    if (place := head.find(b"\0")) >= 0:
        line = head.count(b"\n", 0, place) + 1
        told = "there is a NUL byte, which no TOML file has"
        raise DatasetError([Problem(file=str(file), line=line, message=told, remedy="see that this is a dataset")])
    if size > LARGEST:
        remedy = "import it from a table, or split it into datasets"
        raise _refused(file, f"{size:,} bytes are more than the {LARGEST:,} that are read", remedy)


def mark_of(content: bytes) -> bytes:
    """Return the mark that some editors put at a file's start, or nothing: who writes the file again puts it there."""
    return codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""


def decode(content: bytes, file: Path) -> str:
    """Return a file's text, without the mark that some editors put at its start; raise `DatasetError` if not UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # Offsets of the decoder start behind the mark.
        start = error.start + len(mark_of(content))
        before = content[:start]
        column = start - (before.rfind(b"\n") + 1) + 1
        raise not_utf8(file, before.count(b"\n") + 1, column, content[start : start + 1], content) from error


def not_utf8(file: Path, line: int, column: int, byte: bytes, begin: bytes) -> DatasetError:
    """Return what is said of a file that is not UTF-8: in which line, and which byte of it; or why, if it is packed."""
    if program := unpacking(begin):
        return _refused(file, "the file is compressed", f"unpack it with {program}")
    message = f"not UTF-8: byte {column} of the line is 0x{byte.hex()}"
    return DatasetError([Problem(file=str(file), line=line, message=message, remedy="save the file as UTF-8")])


def parse(text: str, file: Path, progress: Callable[[int], None]) -> dict[str, Any]:
    """Return what a TOML text says; `progress` is told how many characters are done.

    Raises `DatasetError` with the line and column of the first thing that is not TOML.
    """

    def joined(pieces: Iterable[tuple[str, dict[str, Any]]]) -> dict[str, Any]:
        whole: dict[str, Any] = {}
        for _, found in pieces:
            join(whole, found)
        return whole

    return in_pieces(text, file, joined, progress)


def in_pieces(
    text: str,
    file: Path,
    use: Callable[[Iterable[tuple[str, dict[str, Any]]]], MadeT],
    progress: Callable[[int], None],
) -> MadeT:
    """Return what `use` makes of the pieces of a TOML text and what they say; of the whole, where only that can tell.

    `progress` is told how many characters are done. Raises `DatasetError` as `parse` does.
    """
    try:
        try:
            return use(_told(parsed([text]), progress))
        except LeaningError:
            return use(parsed_at_once([text]))
    except BrokenError as error:
        raise DatasetError([not_toml(file, error)]) from error


def _told(
    pieces: Iterable[tuple[str, dict[str, Any]]], progress: Callable[[int], None]
) -> Iterator[tuple[str, dict[str, Any]]]:
    done = 0
    for piece, found in pieces:
        yield piece, found
        done += len(piece)
        progress(done)


def not_toml(file: Path, error: BrokenError | LeaningError) -> Problem:
    """Return what is said of a file that is no TOML, or that is too large for how it is written."""
    import tomli

    if isinstance(error, LeaningError):
        message = f"{quoted(error.key)} goes on somewhere below with what stands far above"
        remedy = "bring the two together: a file of this size is read piece by piece"
        return Problem(file=str(file), line=error.line, message=message, remedy=remedy)
    line, remedy, cause = None, "", error.cause
    if isinstance(cause, tomli.TOMLDecodeError):
        line = error.lines + cause.lineno
        message, remedy = f"broken TOML at column {cause.colno}: {cause.msg}", _toml_remedy(cause.msg)
    elif isinstance(cause, CrowdedError):
        line, message = error.lines + 1, "from here on are more lines, keys, tables or lists than in any dataset"
        remedy = "see that this is a dataset, in which each claim has a header of its own, [[claims]]"
    elif isinstance(cause, LongLineError):
        line, message = error.lines + 1, f"a line has more than {LONGEST_LINE:,} characters, as in no dataset"
        remedy = "see that this is a dataset"
    elif isinstance(cause, RecursionError):
        message, remedy = f"nested too deeply: {cause}", "nest fewer tables and lists"
    elif isinstance(cause, UnendedError):
        line, message = error.lines + 1, f"of the {cause.length:,} characters from here on no table is ended"
        remedy = "close quotes and brackets, and begin each table with a header of its own"
    else:  # the parser's only other error: Python refuses to read thousands of digits
        message, remedy = "a number has too many digits", "write it with fewer, or in quotes"
    return Problem(file=str(file), line=line, message=message, remedy=remedy)


def _toml_remedy(message: str) -> str:
    for beginning, remedy in _TOML_REMEDIES.items():
        if message.startswith(beginning):
            return remedy
    return ""


_TOML_REMEDIES = {
    "Cannot overwrite a value": "the same key or table stands above already",
    "Cannot declare": "the same table stands above already",
    "Cannot mutate immutable namespace": "the same key or table stands above already",
    "Invalid value": "put texts in quotes",
    "Invalid statement": "write a key and its value as: key = value",
    "Unescaped '\\' in a string": "write two backslashes for one",
    "Unterminated string": "close the quotes",
}
"""The parser's commonest complaints, by how they begin, and what most often mends them."""


def source_file_flaw(folder: Path, file: str) -> tuple[str, str] | None:
    """Return what is wrong with the `file` of a source, and what would be right; None where it can be read."""
    inside = "name a file inside the dataset's folder, as seen from there"
    try:
        target = (folder / file).resolve()
        if Path(file).is_absolute() or not target.is_relative_to(folder.resolve()):
            return f'"file" {quoted(file)} is outside the dataset\'s folder', inside
        if target.is_file():
            return None
        if target.is_symlink():
            raise OSError(f"{target} leads to itself")  # newer Pythons leave such a link as it is
        what = "is not a file" if target.exists() else "does not exist"
    except (OSError, ValueError, RuntimeError):  # a name that no file can have, or links in a circle
        what = "cannot be found"
    return f'"file" {quoted(file)} {what}', f"{inside}, or leave it out"


def unreadable(path: Path, error: OSError | ValueError) -> DatasetError:
    """Return what is said of a file that cannot be read."""
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return _refused(path, f"cannot be read: {reason}", "see that it is there and that you may read it")


def _refused(path: Path, message: str, remedy: str) -> DatasetError:
    return DatasetError([Problem(file=str(path), message=message, remedy=remedy)])
