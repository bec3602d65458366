"""The explorer's app: wires the workspace, where one was, and the first screen together. Nothing else."""

from functools import partial
from typing import TYPE_CHECKING

from esgtui.dataset.dataset import Dataset
from esgtui.session import BEGINNING, Session
from esgtui.settings import Settings
from esgtui.tui import greeting
from esgtui.tui.appearance import Home
from esgtui.tui.beside import begin_beside
from esgtui.tui.remembered import recall, remember
from esgtui.tui.screens.explorer import Explorer
from esgtui.tui.shell import Shell
from esgtui.tui.tour import is_newcomer
from esgtui.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path


class EsgtuiApp(Shell):
    """The explorer in a terminal."""

    def __init__(
        self,
        workspace: Workspace,
        settings: Settings,
        session: Session = BEGINNING,
        home: Home | None = None,
        before: Dataset | None = None,
    ) -> None:
        super().__init__(settings, home)
        self.workspace = workspace
        self.session = session
        self.before = before
        """The edition of the dataset that it is to be compared with, from the beginning."""
        self.next_file: Path | None = None
        """What is to be opened once the explorer is left."""

    def get_default_screen(self) -> Explorer:
        """Return the explorer: it is the first screen, and the only one that dialogs lie on."""
        visits = self.settings.visits
        return Explorer(self.workspace, self.keymap_in_force, visits=visits, session=self.session)

    async def action_quit(self) -> None:
        """Leave by the key that holds everywhere, in dialogs too; what is not saved is waited for, or asked about."""
        from esgtui.tui.parting import leave

        explorer, place = self.screen_stack[0], getattr(self.screen, "PLACE", "")
        if not isinstance(explorer, Explorer):
            self.exit()
            return
        waits = explorer.runner.saving.is_any and place != "unsaved"  # there one knows what is not saved
        if not waits and not any(explorer.workspace.drafts.unkept()):
            self.exit()
        elif place != "parting":
            leaving = leave(explorer, waits=waits)
            begin_beside(self, leaving, group="leaving", description="leave", is_exclusive=True)

    def on_mount(self) -> None:
        """Tell what cannot be used, and begin as a newcomer does: with the tour, or with an overview of the dataset."""
        if (warnings := self.warnings()) and isinstance(explorer := self.screen_stack[0], Explorer):
            explorer.faults.tell_own(warnings)
        if self.before or not self._begin_tour_once():
            greeting.begin(self.screen_stack[0], self.settings, self.session, self.before)

    def _begin_tour_once(self) -> bool:
        """Begin the tour at the first start; that it was seen is kept at once, so that it never comes again unasked.

        Return whether it has begun.
        """
        state, explorer = self.home.state, self.screen_stack[0]
        if state is None or recall(state).is_tour_over or not isinstance(explorer, Explorer):
            return False
        begins = is_newcomer(self.workspace)
        if begins:
            explorer.call_after_refresh(explorer.tour.begin)
        self.run_worker(partial(remember, state, is_tour_over=True), thread=True, description="remember")
        return begins
