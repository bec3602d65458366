"""What tells one state of a dataset's files from another, so that an index made for it can be found again."""

from hashlib import blake2b

FINGERPRINT_BYTES = 16


class Fingerprint:
    """Grows with the content of each file, in their order; files' names are left out, so a dataset may be moved."""

    def __init__(self) -> None:
        self._digest = blake2b(digest_size=FINGERPRINT_BYTES)

    def add(self, content: bytes) -> None:
        """Take the bytes of the next file."""
        self._digest.update(len(content).to_bytes(8, "big"))
        self._digest.update(content)

    def text(self) -> str:
        """Return 32 hexadecimal digits that change whenever a byte of the files does, or their order."""
        return self._digest.hexdigest()
