"""Which files are compressed, by how they begin, and what unpacks them: nothing here unpacks any."""

import re

_BEGINNINGS = {
    "gunzip": re.compile(rb"\x1f\x8b"),
    "bunzip2": re.compile(rb"BZh[1-9]1AY&SY"),
    "unxz": re.compile(rb"\xfd7zXZ\0"),
    "unzstd": re.compile(rb"\x28\xb5\x2f\xfd"),
}
"""The programs that unpack files, and how these begin."""


def unpacking(begin: bytes) -> str:
    """Return the program that unpacks a file that begins so; nothing where it is not compressed."""
    return next((program for program, pattern in _BEGINNINGS.items() if pattern.match(begin)), "")
