"""What of a document is in no dataset, kept between two readings of it: dismissals, and wordings not taken yet.

It lies in the user's own state folder, and is no more than a comfort: where it cannot be read or written, all sentences
are offered again, in the document's words.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from esgtui.exchange.files import ExportError, write_whole

Spot = tuple[int, int]
"""A paragraph's number, and the offset in it where a sentence begins."""


def between_readings_folder() -> Path:
    """Return where it is kept, whether or not the folder exists."""
    import platformdirs

    return Path(platformdirs.user_state_dir("esgtui")) / "dismissed"


class _Written(msgspec.Struct):
    """What a file has; those of earlier versions have the list of what was dismissed alone."""

    dismissed: list[Spot]
    wordings: list[tuple[Spot, str]] = []


class BetweenReadings:
    """The sentences of one document that were dismissed or reworded; `digest` tells the document by its bytes."""

    def __init__(self, folder: Path, digest: str) -> None:
        self._file = folder / f"{digest}.json"

    def read(self) -> tuple[frozenset[Spot], dict[Spot, str]]:
        """Return what was dismissed, and what is worded how; nothing where that cannot be read."""
        try:
            written = msgspec.json.decode(self._file.read_bytes(), type=_Written | list[Spot])
        except (OSError, msgspec.DecodeError):
            return frozenset(), {}
        if isinstance(written, list):
            written = _Written(written)
        return frozenset(written.dismissed), dict(written.wordings)

    def keep(self, dismissed: Iterable[Spot], wordings: Mapping[Spot, str]) -> None:
        """Keep what is dismissed and reworded by now, if that can be."""
        written = _Written(sorted(dismissed), sorted(wordings.items()))
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self._file, [msgspec.json.encode(written)], overwrite=True)
        except (OSError, ExportError):
            return
