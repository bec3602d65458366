"""Which rows of the dataset carry a tag by one coder: looked up once, and kept up with what is done. For any thread."""

import threading

from esgtui.annotation.history import History
from esgtui.dataset.dataset import Dataset


class TaggedRows:
    """Follows a history. A claim that is gone from the dataset has no row."""

    def __init__(self, dataset: Dataset, history: History, coder: str) -> None:
        self._dataset = dataset
        self._history = history
        self._coder = coder
        self._seen: int | None = None
        self._flags = bytearray(len(dataset.claims))
        self._catching_up = threading.Lock()

    def flags(self) -> bytes | bytearray:
        """Return a byte for each row, 1 where its claim carries a tag by now; not to be changed."""
        with self._catching_up:
            touched, now = self._history.touched(self._seen)
            row_of, is_tagged = self._dataset.row_of, self._history.is_tagged
            for claim in dict.fromkeys(touched):
                row = row_of.get(claim)
                if row is not None:
                    self._flags[row] = is_tagged(claim, self._coder)
            self._seen = now
        return self._flags
