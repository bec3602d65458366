"""Prepare what the explorer needs behind it: a dataset that changed, the search index, and what all claims state.

It tells how far it is if that lasts, and stops when the explorer closes.
"""

import asyncio
import gc
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from esgtui.dataset.dataset import Dataset
from esgtui.dataset.problems import DatasetError
from esgtui.settings import cache_folder
from esgtui.shelf.kept import Shelf
from esgtui.workspace import Workspace

if TYPE_CHECKING:
    from esgtui.dataset.aside import Rest

PATIENCE = 1.0
"""Seconds for which nobody needs to be told."""
PAUSE = 0.25
"""Seconds between two tellings."""

MEANWHILE = "; it finds what is there already"
REST, LITTLE_REST, MOST_REST = 0.02, 0.04, 1.0
"""For how many seconds work rests at a time while keys are pressed, and at most before it goes on a little.

What searches wait for rests little.
"""

Returned = TypeVar("Returned")


class _StoppedError(Exception):
    """The explorer was closed before the work was done."""


def load_modules() -> None:
    """Load on the interface's thread what pickers and the index thread both rank with: each could meet half of it."""
    for name in ("rapidfuzz.distance", "rapidfuzz.fuzz", "rapidfuzz.process"):
        import_module(name)


def load_what_is_soon_used() -> None:
    """Load what all views have in common, and what notes are written in: a start needs neither, the first key does."""
    for name in ("esgtui.tui.screens.view", "textual.widgets._text_area"):
        import_module(name)


class Preparation:
    """Does long work on threads: several pieces may go on at once, such as a look at changes while claims are read.

    `tell` is called from there, with a sentence; `be_done` on the interface's thread, once that is out of date.
    """

    def __init__(
        self, tell: Callable[[str], None], be_done: Callable[[], None], is_used: Callable[[], bool] = lambda: False
    ) -> None:
        self._tell, self._be_done, self._is_used = tell, be_done, is_used
        self._stop = Event()
        self._next = 0.0
        self._pieces, self._has_told = 0, False

    @property
    def is_at_work(self) -> bool:
        """Whether any work goes on."""
        return self._pieces > 0

    async def run(self, workspace: Workspace, *, is_first: bool = True) -> bool:
        """Build a workspace's index; return whether it is whole. `is_first` says that it is in use already."""
        what = "Preparing the search" if is_first else "Preparing the search in the changed dataset"
        meanwhile = MEANWHILE if is_first else ""

        def told(done: int, of: int) -> None:
            self._give_way(LITTLE_REST)
            self._told(what, done, of, meanwhile)

        def build() -> bool:
            workspace.finder.is_helped = True
            workspace.finder.prepare(told)
            gc.freeze()  # the index stays: looking through it again and again would hold up the screen
            return True

        return await self._at_work(build) or False

    async def notice(self, workspace: Workspace) -> bool:
        """Have the search find very much that coders did at once; return whether that was done."""

        def told(done: int, of: int) -> None:
            self._give_way()
            self._told("Preparing the search", done, of, MEANWHILE)

        def notice() -> bool:
            workspace.finder.notice(told)
            return True

        return await self._at_work(notice) or False

    async def read_claims(self, workspace: Workspace) -> bool:
        """Read what all claims of a workspace state; return whether that was done."""

        def read() -> bool:
            workspace.checklist.stated(told)
            return True

        def told(done: int, of: int) -> None:
            if done:
                self._give_way()
            self._told("Reading what claims state", done, of)

        return await self._at_work(read) or False

    async def load(self, path: Path) -> Dataset | None:
        """Read the dataset in `path`; None if the explorer was closed. Raises `DatasetError` where it is none."""
        from esgtui.dataset.aside import load_aside

        cache = cache_folder()
        shelf = Shelf(cache / "datasets" if cache else None)

        return await self._at_work(
            lambda: load_aside(path, lambda _, done, of: self._told("Reading the changed dataset", done, of), shelf)
        )

    async def holds(self, path: Path, fingerprint: str) -> bool:
        """Return whether a dataset's files hold what was presumed of them; that they do where they cannot be read."""
        from esgtui.dataset.files import toml_files
        from esgtui.dataset.stamps import holds

        cache = cache_folder()
        shelf = Shelf(cache / "datasets" if cache else None)
        what = "Comparing the dataset with its files"
        with suppress(DatasetError):
            compared = await self._at_work(
                lambda: holds(shelf, toml_files(path), fingerprint, lambda done, of: self._told(what, done, of))
            )
            return compared is not False
        return True

    async def wait_for(self, rest: "Rest", follow: Callable[[int, int], None]) -> Dataset | None:
        """Wait for all claims of a dataset; None if the explorer was closed. Raises `DatasetError` where it is none.

        `follow` is told how far that is, more often than people are.
        """

        def tell(done: int, total: int) -> None:
            follow(done, total)
            self._told("Reading all claims", done, total)

        return await self._at_work(lambda: rest.wait(tell, PAUSE))

    async def _at_work(self, do: Callable[[], Returned]) -> Returned | None:
        """Do something on a thread; return None if the explorer was closed meanwhile."""
        self._pieces, self._next = self._pieces + 1, monotonic() + PATIENCE
        try:
            return await asyncio.to_thread(do)
        except _StoppedError:
            return None
        finally:
            self._pieces -= 1
            if self._has_told and not self._pieces:  # else what is told there is of others' work
                self._has_told = False
                self._be_done()

    def stop(self) -> None:
        """End the work soon, from any thread."""
        self._stop.set()

    def _give_way(self, most: float = MOST_REST) -> None:
        """Rest while keys are pressed: work in Python of that length would make each of them wait for its turn."""
        end = monotonic() + most
        while self._is_used() and monotonic() < end and not self._stop.wait(REST):
            pass

    def _told(self, what: str, done: int, total: int, meanwhile: str = "") -> None:
        if self._stop.is_set():
            raise _StoppedError
        if monotonic() >= self._next:
            self._next, self._has_told = monotonic() + PAUSE, True
            self._tell(f"{what}: {100 * done // max(1, total)} %{meanwhile}")
