"""What of a document is in no dataset, kept between two readings of it: dismissals, and what is filled in by hand.

It lies in the user's own state folder, and is no more than a comfort: where it cannot be read or written, all sentences
are offered again, with what is drawn from the document's words.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from esgtui.dataset.model import Kind
from esgtui.documents.drawing import Drawn
from esgtui.exchange.files import ExportError, write_whole

Spot = tuple[int, int]
"""A paragraph's number, and the offset in it where a sentence begins."""

Filled = Mapping[str, Any]
"""What is filled in for a sentence by hand: fields of its draft by their names."""


def between_readings_folder() -> Path:
    """Return where it is kept, whether or not the folder exists."""
    import platformdirs

    return Path(platformdirs.user_state_dir("esgtui")) / "dismissed"


class _Draft(msgspec.Struct, omit_defaults=True):
    """What can be filled in for a sentence."""

    statement: str | msgspec.UnsetType = msgspec.UNSET
    kind: Kind | msgspec.UnsetType | None = msgspec.UNSET
    pillar: str | msgspec.UnsetType = msgspec.UNSET
    topics: tuple[str, ...] | msgspec.UnsetType = msgspec.UNSET
    fields: Drawn | msgspec.UnsetType | None = msgspec.UNSET

    def filled(self) -> Filled:
        """Return what is filled in."""
        found = {name: getattr(self, name) for name in self.__struct_fields__}
        return {name: value for name, value in found.items() if value is not msgspec.UNSET}


class _Written(msgspec.Struct, omit_defaults=True):
    """What a file has; those of earlier versions have `wordings`, or are the list of what is dismissed."""

    dismissed: list[Spot]
    wordings: list[tuple[Spot, str]] = []
    drafts: list[tuple[Spot, _Draft]] = []


class BetweenReadings:
    """What is kept of one document; `digest` tells the document by its bytes."""

    def __init__(self, folder: Path, digest: str) -> None:
        self._file = folder / f"{digest}.json"
        self._written = msgspec.json.encode(_Written([]))

    def read(self) -> tuple[frozenset[Spot], dict[Spot, Filled]]:
        """Return what was dismissed, and what is filled in by hand where; nothing where that cannot be read."""
        try:
            content = self._file.read_bytes()
            written = msgspec.json.decode(content, type=_Written | list[Spot])
        except (OSError, msgspec.DecodeError):
            return frozenset(), {}
        self._written = content
        if isinstance(written, list):
            written = _Written(written)
        worded: dict[Spot, Filled] = {spot: {"statement": statement} for spot, statement in written.wordings}
        return frozenset(written.dismissed), worded | {spot: draft.filled() for spot, draft in written.drafts}

    def keep(self, dismissed: Iterable[Spot], filled: Mapping[Spot, Filled]) -> None:
        """Keep what is dismissed and filled in by now, if that can be."""
        drafts = [(spot, _Draft(**filled[spot])) for spot in sorted(filled)]
        content = msgspec.json.encode(_Written(sorted(dismissed), drafts=drafts))
        if content == self._written:
            return
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self._file, [content], overwrite=True)
        except (OSError, ExportError):
            return
        self._written = content
