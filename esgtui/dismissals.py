"""Which sentences of a document were dismissed, kept between two readings of it, in the user's own state folder.

It is no more than a comfort: where it cannot be read or written, all is offered again.
"""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from esgtui.exchange.files import ExportError, write_whole

Spot = tuple[int, int]
"""A paragraph's number, and the offset in it where a sentence begins."""


def dismissals_folder() -> Path:
    """Return where it is kept, whether or not the folder exists."""
    import platformdirs

    return Path(platformdirs.user_state_dir("esgtui")) / "dismissed"


class Dismissals:
    """The sentences of one document that were dismissed; `digest` tells the document by its bytes."""

    def __init__(self, folder: Path, digest: str) -> None:
        self._file = folder / f"{digest}.json"

    def read(self) -> frozenset[Spot]:
        """Return what was dismissed; nothing where that cannot be read."""
        try:
            return frozenset(msgspec.json.decode(self._file.read_bytes(), type=list[Spot]))
        except (OSError, msgspec.DecodeError):
            return frozenset()

    def keep(self, spots: Iterable[Spot]) -> None:
        """Keep what is dismissed by now, if that can be."""
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self._file, [msgspec.json.encode(sorted(spots))], overwrite=True)
        except (OSError, ExportError):
            return
