"""Drafts in plain files, one a note, for when the journal cannot take them; the next program offers them again.

Which drafts these are, and when they go back into the journal, is `drafts.py`'s affair.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from hashlib import blake2b
from pathlib import Path

import msgspec

from esgtui.annotation.model import Draft
from esgtui.exchange.files import ExportError, write_whole

FORMAT = 1


class DraftFile(msgspec.Struct, frozen=True):
    """One draft as a file holds it; an empty text says that the one in the journal is done with."""

    dataset: str
    coder: str
    claim: str
    note: str
    text: str
    kind: str
    at: datetime
    journal: str = ""
    """The file of the journal that it was typed for."""
    format: int = FORMAT

    @property
    def draft(self) -> Draft:
        """The draft itself."""
        return Draft(self.text, self.kind, self.at)


def keep_aside(folders: Sequence[Path], kept: DraftFile) -> Path | None:
    """Write a draft durably to the first folder that takes it; return the file, or None if none does.

    The first folder is the journal's own; it is never made anew if it is gone, as a stick that was pulled out is.
    """
    content = msgspec.json.format(msgspec.json.encode(kept), indent=2)
    for index, folder in enumerate(folders):
        file = folder / _name(kept)
        with suppress(ExportError, OSError):
            folder.mkdir(parents=index > 0, exist_ok=True)
            write_whole(file, [content], overwrite=True)
            forget_aside(folders[index + 1 :], file.name)
            return file
        with suppress(OSError):
            folder.rmdir()  # it was made for nothing
    return None


def forget_aside(folders: Iterable[Path], name: str) -> None:
    """Remove a draft's files, since the journal has what counts; one that cannot be is older than the journal's."""
    for folder in folders:
        with suppress(OSError):
            (folder / name).unlink(missing_ok=True)
            folder.rmdir()  # if that was the last one


def read_aside(folders: Sequence[Path], dataset: str, coder: str) -> Iterator[tuple[Path, DraftFile]]:
    """Yield the drafts of a coder that stand in files, oldest first; what is no such file is left alone."""
    found = []
    for folder in folders:
        with suppress(OSError):
            for file in sorted(folder.glob("*.json")):
                with suppress(OSError, msgspec.MsgspecError):
                    kept = msgspec.json.decode(file.read_bytes(), type=DraftFile)
                    if (kept.format, kept.dataset, kept.coder) == (FORMAT, dataset, coder):
                        found.append((file, kept))
    yield from sorted(found, key=lambda each: each[1].at)


def text_aside(folders: Sequence[Path], kept: DraftFile) -> str | None:
    """Return the text of a draft as it stands in its file by now; None if there is no such file."""
    for folder in folders:
        with suppress(OSError, msgspec.MsgspecError):
            return msgspec.json.decode((folder / _name(kept)).read_bytes(), type=DraftFile).text
    return None


def _name(kept: DraftFile) -> str:
    owner = (kept.journal, kept.coder, kept.claim, kept.note)
    return blake2b("\n".join(owner).encode("utf-8", "surrogateescape"), digest_size=8).hexdigest() + ".json"
