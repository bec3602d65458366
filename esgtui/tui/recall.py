"""The queries asked before, as the search bar walks through them. Pure memory: `asked.py` keeps them."""

from collections.abc import Iterable


class Recall:
    """The last queries, the latest last, and where among them the search bar stands, if it shows one of them."""

    def __init__(self) -> None:
        self._queries: list[str] = []
        self._walked: list[str] = []
        self._at: int | None = None
        self._typed = ""

    @property
    def is_walking(self) -> bool:
        """Whether a query asked before is shown."""
        return self._at is not None

    def load(self, queries: Iterable[str]) -> None:
        """Take in what was kept; what was asked here since stays the latest."""
        self._queries = list(dict.fromkeys([*queries, *self._queries][::-1]))[::-1]

    def add(self, query: str) -> None:
        """Take in a query that was asked just now."""
        self._queries = [each for each in self._queries if each != query] + [query]

    def rest(self) -> None:
        """Stand at what is being typed from now on."""
        self._at = None

    def older(self, shown: str) -> str | None:
        """Return the query asked before the one shown, or None if there is none."""
        if self._at is None:
            self._typed = shown
            self._walked = [query for query in self._queries if query != shown.strip()]
            self._at = len(self._walked)
        if self._at == 0:
            if not self._walked:
                self._at = None
            return None
        self._at -= 1
        return self._walked[self._at]

    def newer(self) -> str | None:
        """Return the query asked after the one shown, at last what was being typed; None while that is shown."""
        if self._at is None:
            return None
        self._at += 1
        if self._at < len(self._walked):
            return self._walked[self._at]
        self._at = None
        return self._typed
