"""The index of one dataset's claims as the curator wrote them: built, or taken as it was kept by an earlier run."""

from collections.abc import Callable
from pathlib import Path

from esgtui.search.engine import ClaimIndex
from esgtui.settings import cache_folder
from esgtui.shelf.kept import Shelf

Progress = Callable[[int, int], None]


class Indexing:
    """Fills an index, once. One thread at a time may ask; the index is kept under `key`, if it is worth keeping."""

    def __init__(self, index: ClaimIndex, key: str) -> None:
        cache = cache_folder()
        self._shelf = Shelf(cache / "indexes" if cache else None)
        self._index, self._key = index, key
        self.is_done = False
        """Whether all claims are in the index."""

    def take_kept(self) -> None:
        """Take the index that was kept of this very dataset, if there is one."""
        self.is_done = self.is_done or self._open_kept()

    def see_to_it(self, progress: Progress | None = None) -> None:
        """See to it that all claims are in the index; `progress` may raise to stop."""
        self.take_kept()
        if not self.is_done:
            self._build(progress)
            self.is_done = True

    def _open_kept(self) -> bool:
        """Take the index that was kept when this very dataset was last opened; return whether there is one."""
        kept = self._shelf.find(self._key) if self._key else None
        return kept is not None and self._index.open(kept)

    def _build(self, progress: Progress | None) -> None:
        """Build the index, and keep it for the next time where that is possible."""
        folder = self._shelf.begin() if self._key else None
        if folder and self._build_into(folder, progress):
            kept = self._shelf.publish(self._key, folder)
            if kept:
                self._index.open(kept)
        else:
            self._index.build(progress)

    def _build_into(self, folder: Path, progress: Progress | None) -> bool:
        """Build the index into a folder; return whether that went well, which it does not where the disk is full."""
        is_done = False
        try:
            self._index.build(progress, folder)
            is_done = True
        except (OSError, ValueError):
            return False
        finally:
            if not is_done:
                self._shelf.discard(folder)
        return True


def index_key(fingerprint: str) -> str:
    """Return what an index is kept under: all that its content depends on; empty for a dataset that is in no file."""
    from esgtui.search.index import MAKING

    return f"{fingerprint} {MAKING}" if fingerprint else ""
