"""Read a dataset, and write its claims into an image, hold them in memory, or let them go."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from esgtui.dataset.files import Progress
from esgtui.dataset.gathering import gather
from esgtui.dataset.imaging import ImageWriter
from esgtui.dataset.model import Claim, Tables
from esgtui.dataset.texts import FileText, Text


class _Held:
    """Holds claims in memory."""

    def __init__(self) -> None:
        self.claims: list[Claim] = []

    def add(self, claim: Claim) -> None:
        self.claims.append(claim)

    def cut(self, rows: int) -> None:
        del self.claims[rows:]


class _Passing:
    """Lets claims go."""

    def add(self, claim: Claim) -> None:
        pass

    def cut(self, rows: int) -> None:
        pass


def pack(path: Path, files: Sequence[Path], folder: Path, tell: Progress) -> str:
    """Write the image of the dataset in `path`, whose files are these, into a folder; return its fingerprint.

    Raises `DatasetError` with what is wrong with it, and what `ImageWriter` raises.
    """
    with ImageWriter(folder) as image:
        tables, columns, mark = gather(path, [*map(FileText, files)], image, tell)
        image.finish(tables, columns)
    return mark


def hold(path: Path, texts: Sequence[Text], tell: Progress) -> tuple[Tables, str]:
    """Return the tables of the dataset in `path`, whose files have these texts, and its fingerprint.

    Raises `DatasetError` with what is wrong with it.
    """
    held = _Held()
    tables, _, mark = gather(path, texts, held, tell)
    return msgspec.structs.replace(tables, claims=tuple(held.claims)), mark


def count(path: Path, files: Sequence[Path], tell: Progress) -> int:
    """Return how many claims the dataset in `path` has; raise `DatasetError` with what is wrong with it."""
    return len(gather(path, [*map(FileText, files)], _Passing(), tell).columns)
