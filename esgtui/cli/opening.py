"""What a call works on: the common options, the settings, and the workspace that they open."""

import gc
import os
import sys
from collections.abc import Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from esgtui.cli.output import say
from esgtui.counted import counted

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from esgtui.cli.progress import Meter
    from esgtui.dataset.files import Progress
    from esgtui.settings import Settings
    from esgtui.workspace import Workspace


ON, OFF = frozenset({"1", "true", "yes", "on"}), frozenset({"0", "false", "no", "off"})
"""What `ESGTUI_BLIND` may be."""


class Opening:
    """The common options of one call. An option given after the command wins over one given before it.

    `options` holds `data`, `store`, `coder` and `blind` as typed; what is not there comes from the environment, then
    from the settings.
    """

    def __init__(self, environment: Mapping[str, str] | None = None) -> None:
        self.options: dict[str, str] = {}
        self._environment = os.environ if environment is None else environment
        self._opened: list[Workspace] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the files that the work is in."""
        for workspace in self._opened:
            workspace.close()
            _tell_recoveries(workspace)

    def option(self, name: str) -> str | None:
        """Return an option as typed or as the environment has it (`ESGTUI_DATA`); None if it is nowhere."""
        return self.options.get(name) or self._environment.get(f"ESGTUI_{name.upper()}") or None

    @cached_property
    def settings(self) -> "Settings":
        """The user's settings; `warnings` in them are yet to be told."""
        from esgtui.settings import read_settings

        return read_settings()

    def tell_warnings(self) -> None:
        """Say what in the settings could not be used."""
        for warning in self.settings.warnings:
            say(warning)

    @property
    def data(self) -> Path:
        """Where the dataset is; the bundled one unless told otherwise."""
        from esgtui.settings import as_path, resources

        chosen = self.option("data")
        return as_path(chosen).expanduser() if chosen else resources("data")

    @property
    def coder(self) -> str:
        """Who annotates."""
        from esgtui.settings import default_coder

        return self.option("coder") or default_coder(self.settings, self._environment)

    @property
    def is_blind(self) -> bool:
        """Whether what others did is hidden."""
        typed = (self.option("blind") or "").strip().casefold()
        if typed in OFF:
            return False
        if typed and typed not in ON:
            from esgtui.annotation.model import AnnotationError

            raise AnnotationError(f"ESGTUI_BLIND is {typed!r}; write 1 or 0")
        return bool(typed) or self.settings.blind

    def workspace(self, *, tells: bool = True, waits: bool = True) -> "Workspace":
        """Open the workspace, and say if that took in annotations, or what became of a damaged journal.

        What does not wait may begin with the first claims of a large dataset.
        """
        from esgtui.cli.waiting import Listener
        from esgtui.settings import checklist_file
        from esgtui.workspace import Workspace

        is_blind = self.is_blind
        with self.meter() as meter:
            listener = Listener(meter.tell)
            workspace = Workspace.open(
                self.data, store=self.option("store"), coder=self.coder, progress=listener, waits=waits
            )
        workspace.journal.listen(Listener() if tells else None)
        self._opened.append(workspace)
        workspace.hide_others(on=is_blind)
        if tells and checklist_file().exists():  # else there is nothing to tell, and the rules need not be loaded yet
            for warning in workspace.checklist.rules.warnings:
                say(warning)
        if tells:
            _tell_recoveries(workspace)
            if workspace.doubt:
                say(workspace.doubt)
            if workspace.trouble:
                say(f"What came with the dataset was not taken in. {workspace.trouble}")
        if workspace.merged:
            say(f"Took in {counted(len(workspace.merged), 'annotation')} that came with the dataset.")
        return workspace

    def is_annotated(self, dataset: str) -> bool:
        """Return whether a dataset of this id may be annotated: whether it has a journal."""
        from esgtui.settings import journal_file

        return journal_file(dataset, self.option("store")).exists()

    def annotated_ids(self, data: Path, dataset: str, progress: "Progress") -> list[str]:
        """Return the ids of a dataset's claims that carry annotations; on any thread, and without saying anything.

        `dataset` is the id of the one at `data`. Raises `DatasetError`, `JournalError` or `AnnotationError` where that
        or its journal cannot be used.
        """
        from esgtui.workspace import Workspace

        if not self.is_annotated(dataset):
            return []
        workspace = Workspace.open(data, store=self.option("store"), coder=self.coder, progress=progress)
        self._opened.append(workspace)
        workspace.hide_others(on=self.is_blind)
        return workspace.past.annotated_ids()

    def prepare(self, workspace: "Workspace") -> None:
        """Build the workspace's index ahead of the first search, and tell how far it is."""
        gc.freeze()  # the claims stay: looking through them again and again would take a tenth of the time
        with self.meter() as meter:
            workspace.finder.prepare(partial(meter.tell, "Indexing claims"))

    def stated(self, workspace: "Workspace", query: str = "has:") -> None:
        """Read what all claims state ahead of a query that asks for it, and tell how far it is."""
        if "has:" in query.lower():
            with self.meter() as meter:
                workspace.checklist.stated(partial(meter.tell, "Reading what claims state"))

    def rows(self, workspace: "Workspace", query: str | None) -> Sequence[int] | None:
        """Return the rows of the claims that match a query, None for all without one; say what it was not read as."""
        if query is None:
            return None
        _check_query(query)
        self.prepare(workspace)
        self.stated(workspace, query)
        for hint in workspace.finder.search(query, 1).hints:
            say(hint)
        return workspace.finder.rows(query)

    @staticmethod
    def meter() -> "AbstractContextManager[Meter]":
        """Return what tells on stderr how far long work is."""
        from esgtui.cli.progress import Meter

        return Meter(sys.stderr)


def _check_query(query: str) -> None:
    """Refuse a query that asks for what cannot be asked for (`has:nope`), so that no script goes on with nothing."""
    import click

    from esgtui.search.query import parse

    if mistaken := parse(query).mistaken:
        raise click.UsageError("; ".join(mistaken), click.get_current_context())


def _tell_recoveries(workspace: "Workspace") -> None:
    for told in workspace.journal.take_recoveries():
        say(str(told))
