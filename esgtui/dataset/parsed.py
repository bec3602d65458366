"""Large datasets as they were read the last time, so that they open in a moment whatever their size.

They are found by the very bytes of the dataset's files. What depends on more than these is looked at again: whether the
files that sources name are still there.
"""

import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from esgtui import __version__
from esgtui.dataset.dataset import Dataset
from esgtui.dataset.files import Progress, source_file_flaw
from esgtui.shelf.kept import Shelf

WORTH_KEEPING = 500_000
"""From how many bytes of TOML on a dataset is kept: fewer are read in a tenth of a second."""

MAKING = f"4 {sys.byteorder}"
"""Which way datasets are kept; a change of the model's fields or of what the rules let through needs another one."""


def find_dataset(shelf: Shelf, fingerprint: str, folder: Path) -> Dataset | None:
    """Return the dataset that these files gave the last time, or None where they have to be read anew."""
    found = shelf.find(_key(fingerprint))
    return _opened(found, folder, fingerprint) if found else None


def pack_dataset(shelf: Shelf, path: Path, files: Sequence[Path], folder: Path, tell: Progress) -> Dataset | None:
    """Read a dataset from its files onto the shelf without ever having all of it in memory; return it as it is kept.

    None where nothing can be kept. Raises `DatasetError` with what is wrong with it.
    """
    from esgtui.dataset.imaging import TimesError
    from esgtui.dataset.packing import pack

    own = shelf.begin()
    if own is None:
        return None
    place = opened = None
    try:
        with suppress(OSError, OverflowError, TimesError):
            mark = pack(path, files, own, tell)
            place = shelf.publish(_key(mark), own)
            opened = _opened(place, folder, mark) if place else None
    finally:
        if place != own:
            shelf.discard(own)
    return opened


def _opened(kept: Path, folder: Path, fingerprint: str) -> Dataset | None:
    from esgtui.dataset.image import open_image

    with suppress(OSError, ValueError):
        dataset = open_image(kept, folder, fingerprint)
        if not any(source.file and source_file_flaw(folder, source.file) for source in dataset.tables.sources):
            return dataset
    return None


def _key(fingerprint: str) -> str:
    return f"{fingerprint} {__version__} {MAKING}"
