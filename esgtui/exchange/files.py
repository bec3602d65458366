"""Write a file whole or not at all, and never over another one without being told to."""

import errno
import os
import sys
import uuid
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO


class ExportError(Exception):
    """A file cannot be written; the message says which, why, and what to do."""


class FileIsThereError(ExportError):
    """The file exists already, and nobody said that it may be replaced."""


class FileChangedError(ExportError):
    """The file holds something else by now than what was read of it."""


def write_whole(path: Path, pieces: Iterable[bytes], *, overwrite: bool, was: bytes | None = None) -> None:
    """Write `pieces` to `path` through a temporary file beside it, which is removed if anything goes wrong.

    A file that is changed, and not made anew, is written as long as it holds what it `was` alone.
    Raises `FileIsThereError` if the file exists and `overwrite` is False, `FileChangedError` if it holds something
    else, `ExportError` if it cannot be written.
    """
    try:
        target = _target(path)
        if not overwrite and target.exists():
            raise FileExistsError
        temporary = target.with_name(f".{uuid.uuid4().hex}.part")
        try:
            _write(temporary, pieces)
            if target.exists():
                temporary.chmod(target.stat().st_mode & 0o777)
            if was is None:
                _put_in_place(temporary, target, overwrite=overwrite)
            else:
                _put_in_the_place_of(was, temporary, target)
        finally:
            temporary.unlink(missing_ok=True)
    except FileExistsError as error:
        raise FileIsThereError(f"{path} exists already; say --force to replace it, or name another file") from error
    except OSError as error:
        raise ExportError(f"{path} cannot be written: {error.strerror or error}; nothing was changed") from error


def keep_off(path: Path, files: Iterable[Path], why: str) -> None:
    """Raise `ExportError` if `path` is one of `files`, by whatever name or link; `why` goes on from the path."""
    if any(is_same(path, file) for file in files):
        raise ExportError(f"{path} {why}; name another file")


def is_same(path: Path, file: Path) -> bool:
    """Return whether two names, or links, lead to one file that is there."""
    try:
        return path.samefile(file)
    except (OSError, ValueError):  # one of them is not there, so that nothing can be lost
        return False


def keep_out(path: Path, folder: Path) -> None:
    """Raise `ExportError` if `path` would be read as a part of the dataset that `folder` is."""
    home = real_path(folder)
    for each in (path, real_path(path)):  # a link in the folder is read, and so is what one leads to
        if each.suffix.lower() == ".toml" and home == real_path(each.parent):
            raise ExportError(f"{path} would be read as a part of the dataset; name a file outside its folder")


def real_path(path: Path) -> Path:
    """Return where a path leads, links followed; raise `ExportError` for a name that no file can have."""
    try:
        return Path(os.path.realpath(path))
    except ValueError as error:
        raise ExportError(f"no file can have the name {str(path)!r}; name another one") from error


def _target(path: Path) -> Path:
    """Return the file to write: a link keeps pointing where it does, and what it points to is replaced."""
    target = real_path(path)
    if target.is_dir():
        raise ExportError(f"{path} is a folder; name a file in it")
    if target.exists() and not target.is_file():
        raise ExportError(f"{path} is not an ordinary file, and is not replaced; name another file")
    return target


def _write(temporary: Path, pieces: Iterable[bytes]) -> None:
    """Write a file that nobody else has, and see it on the disk.

    Where the system can, it has no name before it is whole: of a program that is killed nothing is left then.
    """
    with _nameless(temporary.parent) or temporary.open("xb") as file:
        for piece in pieces:
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
        if isinstance(file.name, int):
            # With a folder that is not asked for, since Python follows the link only then.
            os.link(f"/proc/self/fd/{file.fileno()}", temporary, src_dir_fd=file.fileno(), follow_symlinks=True)


def _nameless(folder: Path) -> BinaryIO | None:
    """Return a new file without a name, None where the system or the file system has none that get one later."""
    if sys.platform != "linux" or not Path("/proc/self/fd").is_dir():
        return None
    try:
        return os.fdopen(os.open(folder, os.O_TMPFILE | os.O_RDWR, 0o666), "wb")
    except OSError:
        return None


def _put_in_the_place_of(was: bytes, temporary: Path, target: Path) -> None:
    """Replace a file if it holds what it was; of several programs that change it, each sees what the last one wrote."""
    with _one_at_a_time(target.parent):
        try:
            now = target.read_bytes()
        except FileNotFoundError:
            now = None
        if now != was:
            raise FileChangedError(
                f"{target} was changed by another program meanwhile, and is left as it is; do it again"
            )
        temporary.replace(target)


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    """Have other programs of this kind wait that come here for the folder, where the system can hold them up."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    with ExitStack() as stack:
        with suppress(OSError):  # a folder that cannot be looked into, or a file system without locks
            opened = os.open(folder, os.O_RDONLY)
            stack.callback(os.close, opened)
            fcntl.flock(opened, fcntl.LOCK_EX)
        yield


def _put_in_place(temporary: Path, target: Path, *, overwrite: bool) -> None:
    if overwrite:
        temporary.replace(target)
        return
    try:
        target.hardlink_to(temporary)  # unlike a rename, this fails if another program made the file meanwhile
    except OSError as error:
        if error.errno not in {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}:
            raise
        target.touch(exist_ok=False)  # a file system without links: claim the name, then put the whole file there
        temporary.replace(target)
