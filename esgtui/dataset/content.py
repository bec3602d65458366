"""What tells one state of a dataset's files from another, so that an index made for it can be found again."""

from hashlib import blake2b
from pathlib import Path

from esgtui.dataset.files import read_bytes, toml_files

FINGERPRINT_BYTES = 16


def fingerprint(path: Path) -> str:
    """Return 32 hexadecimal digits that change whenever a byte of the dataset's files does, or their order.

    The files' names are left out, so that a dataset may be moved. Raises `DatasetError` if a file cannot be read.
    """
    digest = blake2b(digest_size=FINGERPRINT_BYTES)
    for file in toml_files(path):
        content = read_bytes(file)
        digest.update(len(content).to_bytes(8, "big"))
        digest.update(content)
    return digest.hexdigest()
