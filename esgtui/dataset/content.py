"""What tells one state of a dataset's files from another, so that an index made for it can be found again."""

from collections.abc import Iterable
from hashlib import blake2b

FINGERPRINT_BYTES = 16


class Digest:
    """The fingerprint of files that are read in chunks, one file after the other."""

    def __init__(self) -> None:
        self._digest = blake2b(digest_size=FINGERPRINT_BYTES)

    def copy(self) -> "Digest":
        """Return one that goes on from here by itself."""
        other = Digest()
        other._digest = self._digest.copy()
        return other

    def begin(self, size: int) -> None:
        """Go on to a file of so many bytes."""
        self._digest.update(size.to_bytes(8, "big"))

    def add(self, chunk: bytes) -> None:
        """Take in what comes next of the file."""
        self._digest.update(chunk)

    def fingerprint(self) -> str:
        """Return what `fingerprint` says of all files so far."""
        return self._digest.hexdigest()


def fingerprint(contents: Iterable[bytes]) -> str:
    """Return 32 hexadecimal digits that change whenever a byte of the files does, or their order.

    Files' names are left out, so a dataset may be moved.
    """
    digest = Digest()
    for content in contents:
        digest.begin(len(content))
        digest.add(content)
    return digest.fingerprint()
