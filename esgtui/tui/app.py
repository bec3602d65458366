"""The explorer's app: wires the workspace, where one was, and the first screen together. Nothing else."""

from collections.abc import Sequence
from functools import partial

from esgtui.session import BEGINNING, Session
from esgtui.settings import Settings
from esgtui.tui.appearance import Home
from esgtui.tui.remembered import recall, remember
from esgtui.tui.screens.explorer import Explorer
from esgtui.tui.shell import Shell
from esgtui.tui.tour import is_newcomer
from esgtui.workspace import Workspace


class EsgtuiApp(Shell):
    """The explorer in a terminal."""

    def __init__(
        self, workspace: Workspace, settings: Settings, session: Session = BEGINNING, home: Home | None = None
    ) -> None:
        super().__init__(settings, home)
        self.workspace = workspace
        self.session = session

    def get_default_screen(self) -> Explorer:
        """Return the explorer: it is the first screen, and the only one that dialogs lie on."""
        visits = self.settings.visits
        return Explorer(self.workspace, self.keymap_in_force, visits=visits, session=self.session)

    def warnings(self) -> Sequence[str]:
        """Return what of the user's own files could not be used, the checklist's rules included."""
        return (*super().warnings(), *self.workspace.checklist.rules.warnings)

    def on_mount(self) -> None:
        """Begin the tour at the first start."""
        self._begin_tour_once()

    def _begin_tour_once(self) -> None:
        """Begin the tour at the first start; that it was seen is kept at once, so that it never comes again unasked."""
        state, explorer = self.home.state, self.screen_stack[0]
        if state is None or recall(state).is_tour_over or not isinstance(explorer, Explorer):
            return
        if is_newcomer(self.workspace):
            explorer.call_after_refresh(explorer.tour.begin)
        self.run_worker(partial(remember, state, is_tour_over=True), thread=True, description="remember")
