"""A folder of files sealed by a manifest, so that any damage to it is seen before anybody relies on what it holds.

Where such folders are and how long they are kept is known to `kept.py`.
"""

import errno
import os
import stat
from pathlib import Path
from zlib import crc32

import msgspec

from esgtui.shelf.checksums import checksums

MANIFEST = "manifest.json"

FORMAT = 1
"""The version of the manifest; it goes up whenever older programs would misread it."""

_MOST_OF_A_MANIFEST = 1 << 20
"""Bytes; enough for the checksums of 100 GB, and read in no time."""


class _Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a sealed folder is for, its files' sizes in bytes, and the checksums of their pieces."""

    format: int
    key: str
    sizes: dict[str, int]
    checksums: dict[str, list[int]]


def seal(folder: Path, key: str) -> None:
    """Write the manifest of what is in `folder` now: ordinary files, also in folders in it, but no deeper.

    Raises `OSError` if that cannot be, or if the folder is sealed already; `ValueError` for names that are no text.
    """
    sizes = _sizes(folder)
    body = msgspec.json.encode(_Manifest(FORMAT, key, sizes, checksums(folder, sizes)))
    content = _signed(body)
    if len(content) > _MOST_OF_A_MANIFEST:
        raise OSError(errno.EFBIG, "too much to seal", str(folder))
    with (folder / MANIFEST).open("xb") as file:
        file.write(content)


def is_whole(folder: Path, key: str) -> bool:
    """Tell whether `folder` was sealed with `key`, and every byte in it is as it was then; never raises."""
    try:
        if not stat.S_ISDIR(folder.lstat().st_mode):
            return False
        sizes = _sizes(folder)
        if not 0 < sizes.pop(MANIFEST, 0) <= _MOST_OF_A_MANIFEST:
            return False
        manifest = _manifest((folder / MANIFEST).read_bytes())
        if manifest is None or (manifest.format, manifest.key, manifest.sizes) != (FORMAT, key, sizes):
            return False
        return checksums(folder, sizes) == manifest.checksums
    except (OSError, ValueError):
        return False


def key_of(folder: Path) -> str:
    """Return the key that a folder was sealed with, as its manifest says; empty where it says nothing."""
    file = folder / MANIFEST
    try:
        found = file.lstat()  # first: a pipe in its place would never end
        is_manifest = stat.S_ISREG(found.st_mode) and found.st_size <= _MOST_OF_A_MANIFEST
        manifest = _manifest(file.read_bytes()) if is_manifest else None
    except OSError:
        return ""
    return manifest.key if manifest else ""


def _manifest(content: bytes) -> _Manifest | None:
    """Return what a manifest says; None where it is not what was written, or not by this version."""
    body = content[content.find(b"\n") + 1 :]
    if content != _signed(body):
        return None
    try:
        return msgspec.json.decode(body, type=_Manifest)
    except msgspec.DecodeError:
        return None


def _signed(body: bytes) -> bytes:
    return f"{crc32(body):08x}\n".encode() + body


def _sizes(folder: Path, inside: str = "") -> dict[str, int]:
    """Return the paths of the files in a folder and their sizes in bytes; raise `OSError` for what is no ordinary file.

    An index that is opened makes itself an empty file to lock where there is none; those say nothing, and are left out.
    """
    sizes: dict[str, int] = {}
    with os.scandir(folder) as entries:
        for entry in entries:
            found = entry.stat(follow_symlinks=False)
            if stat.S_ISDIR(found.st_mode) and not inside:
                inner = _sizes(Path(entry.path), f"{entry.name}/")
                if not inner:
                    raise OSError(errno.EINVAL, "an empty folder", entry.path)
                sizes |= inner
            elif not stat.S_ISREG(found.st_mode):
                raise OSError(errno.EINVAL, "not an ordinary file", entry.path)
            elif found.st_size or not entry.name.endswith(".lock"):
                sizes[inside + entry.name] = found.st_size
    return sizes
