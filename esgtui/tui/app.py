"""The app: wires themes, style sheets, keys and the first screen together. Nothing else."""

import sys
from collections.abc import Sequence
from typing import Literal

from textual.driver import Driver
from textual.filter import ANSIToTruecolor, LineFilter, NoColor

from esgtui.session import BEGINNING, Session
from esgtui.settings import Settings, resources
from esgtui.tui.commands import keymap
from esgtui.tui.key_gate import KeyGate
from esgtui.tui.keys import toolkit_keymap
from esgtui.tui.layout import BREAKPOINTS, breakpoint_of
from esgtui.tui.screens.explorer import Explorer
from esgtui.tui.signals import end_on_signals
from esgtui.tui.theme import THEMES
from esgtui.workspace import Workspace


class EsgtuiApp(KeyGate):
    """The explorer in a terminal."""

    TITLE = "esgtui"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, workspace: Workspace, settings: Settings, session: Session = BEGINNING) -> None:
        super().__init__(css_path=[*sorted(resources("styles").glob("*.tcss"))])
        self.HORIZONTAL_BREAKPOINTS = list(BREAKPOINTS)
        self.workspace = workspace
        self.settings = settings
        self.session = session
        self.fault: Exception | None = None
        self.keymap_in_force = keymap(settings.keys)
        for theme in THEMES.values():
            self.register_theme(theme)
        self._start_with_theme(settings.theme)
        self.set_keymap(toolkit_keymap(self.keymap_in_force))

    def _start_with_theme(self, name: Literal["dark", "light"]) -> None:
        """Take the theme before anything is styled: a change of it would parse all style sheets a second time."""
        self.set_reactive(EsgtuiApp.theme, THEMES[name].name)
        self.stylesheet.set_variables(self.get_css_variables())
        self.update_classes({"-dark-mode": name == "dark", "-light-mode": name == "light"}, update=False)

    def _handle_exception(self, error: Exception) -> None:
        """End on a fault of the program's own, which the shell then tells of; a test gets it as it is."""
        if self.is_headless:
            super()._handle_exception(error)
        else:
            self.fault = self.fault or error
            self._close_messages_no_wait()

    def get_driver_class(self) -> type[Driver]:
        """Return the toolkit's driver or, where there are terminals that can go away, one that outlives them."""
        usual = super().get_driver_class()
        if sys.platform == "win32":
            return usual
        from esgtui.tui.terminal import SteadyDriver

        return SteadyDriver if usual.__name__ == "LinuxDriver" else usual

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Leave the colours to the terminal where the user asks for none; the toolkit alone would send greys.

        The themes name no colour of the terminal's own sixteen, so that none has to be looked for in every line.
        """
        filters = [each for each in super().get_line_filters() if not isinstance(each, ANSIToTruecolor)]
        return [*filters, NoColor()] if self.no_color else filters

    def get_default_screen(self) -> Explorer:
        """Return the explorer: it is the first screen, and the only one that dialogs lie on."""
        visits = self.settings.visits
        explorer = Explorer(self.workspace, self.keymap_in_force, visits=visits, session=self.session)
        explorer.add_class(breakpoint_of(self.size.width))  # so that it need not be styled twice
        return explorer

    def on_mount(self) -> None:
        """Say what in the settings could not be used, and heed signals."""
        end_on_signals(self)
        for warning in (*self.settings.warnings, *self.keymap_in_force.warnings):
            self.notify(warning, severity="warning", timeout=10, markup=False)
