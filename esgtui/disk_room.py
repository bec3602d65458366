"""Whether a disk has no room for what was to be written, which SQLite tells in several ways, in words."""

import errno
import sqlite3
from pathlib import Path
from tempfile import TemporaryFile

_FULL = "the disk is full"
_WORDS = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: "your share of the disk is used up",
    errno.EFBIG: "no file may grow that large here",
}
_BESIDE = {sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_SHMMAP, sqlite3.SQLITE_IOERR_SHMOPEN}
"""What SQLite says where there is no room even for what it keeps beside a file that is only read."""
_ENOUGH = 1 << 16
"""More bytes than what SQLite writes at once."""


def why_no_room(error: Exception, folder: Path) -> str:
    """Return why nothing more can be written in a folder, if the error comes of that; else nothing."""
    if isinstance(error, OSError):
        return _WORDS.get(error.errno or 0, "")
    code = getattr(error, "sqlite_errorcode", 0)
    if code == sqlite3.SQLITE_FULL or code in _BESIDE:
        return _FULL
    return _tried(folder) if code & 0xFF == sqlite3.SQLITE_IOERR else ""


def _tried(folder: Path) -> str:
    """Return what the system says where as much is written as SQLite could not write, for which it has no word."""
    try:
        with TemporaryFile(dir=folder) as file:
            file.write(bytes(_ENOUGH))
    except OSError as error:
        return _WORDS.get(error.errno or 0, "")
    return ""
