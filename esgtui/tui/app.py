"""The app: wires themes, style sheets, keys and the first screen together. Nothing else."""

import os
import sys
from collections.abc import Sequence
from functools import partial

from textual import events
from textual.await_complete import AwaitComplete
from textual.await_remove import AwaitRemove
from textual.dom import DOMNode
from textual.driver import Driver
from textual.filter import ANSIToTruecolor, LineFilter, NoColor
from textual.widget import Widget
from textual.widgets import Input, TextArea

from esgtui.session import BEGINNING, Session
from esgtui.settings import Settings, resources
from esgtui.tui.appearance import Home, is_animated, palette_at_start
from esgtui.tui.key_gate import KeyGate
from esgtui.tui.keymap_files import keymap_in_force
from esgtui.tui.keys import toolkit_keymap
from esgtui.tui.layout import BREAKPOINTS
from esgtui.tui.remembered import recall, remember
from esgtui.tui.screens.explorer import Explorer
from esgtui.tui.screens.layer import Layer
from esgtui.tui.signals import end_on_signals
from esgtui.tui.theme import Palette
from esgtui.tui.tour import is_newcomer
from esgtui.workspace import Workspace


class EsgtuiApp(KeyGate):
    """The explorer in a terminal."""

    TITLE = "esgtui"
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self, workspace: Workspace, settings: Settings, session: Session = BEGINNING, home: Home | None = None
    ) -> None:
        super().__init__(css_path=[*sorted(resources("styles").glob("*.tcss"))])
        self.HORIZONTAL_BREAKPOINTS = list(BREAKPOINTS)
        self.workspace = workspace
        self.settings = settings
        self.session = session
        self.fault: Exception | None = None
        self.home = home or Home()
        self.keymap_in_force = keymap_in_force(settings, self.home.settings)
        self.palette, self._theme_warnings = palette_at_start(settings, self.home)
        self._start_with_theme()
        self.set_keymap(toolkit_keymap(self.keymap_in_force))
        self.is_animated = is_animated(settings, os.environ)
        """Whether things may glide and blink."""
        if not self.is_animated:
            self.animation_level = "none"

    def _start_with_theme(self) -> None:
        """Take the theme before anything is styled: a change of it would parse all style sheets a second time."""
        theme = self.palette.theme
        self.register_theme(theme)
        self.set_reactive(EsgtuiApp.theme, theme.name)
        self.stylesheet.set_variables(self.get_css_variables())
        self.update_classes({"-dark-mode": theme.dark, "-light-mode": not theme.dark}, update=False)

    def show_palette(self, palette: Palette) -> None:
        """Draw everything in the colours of a theme from now on."""
        self.palette = palette
        self.register_theme(palette.theme)
        self.theme = palette.theme.name

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

        A theme names either no colour of the terminal's own sixteen or no other, so that none has to be looked for in
        every line.
        """
        filters = [each for each in super().get_line_filters() if not isinstance(each, ANSIToTruecolor)]
        return [*filters, NoColor()] if self.no_color else filters

    def _prune(self, *nodes: Widget, parent: DOMNode | None = None) -> AwaitRemove:
        """Take nodes away; where a screen goes, what lay below is left as it is, not arranged and painted twice."""
        return super()._prune(*nodes, parent=None if any(isinstance(node, Layer) for node in nodes) else parent)

    def pop_screen(self) -> AwaitComplete:
        """Take the screen away that is on top; of the one below, what it hid is painted."""
        going = self.screen
        popping = super().pop_screen()
        if isinstance(going, Layer) and isinstance(self.screen, Layer):
            self.screen.uncover(going)
        return popping

    def _end_update(self) -> None:
        """Have the terminal show the frame, unless a part of it is still to come."""
        if not (isinstance(self.screen, Layer) and self.screen.is_partly_painted):
            super()._end_update()

    def get_default_screen(self) -> Explorer:
        """Return the explorer: it is the first screen, and the only one that dialogs lie on."""
        visits = self.settings.visits
        return Explorer(self.workspace, self.keymap_in_force, visits=visits, session=self.session)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Have no cursor blink where nothing may move."""
        if not self.is_animated and isinstance(event.widget, (Input, TextArea)):
            event.widget.cursor_blink = False

    def on_mount(self) -> None:
        """Say what in the settings could not be used, heed signals, and begin the tour at the first start."""
        self._begin_tour_once()
        end_on_signals(self)
        rules = self.workspace.checklist.rules
        warnings = (*self.settings.warnings, *self._theme_warnings, *self.keymap_in_force.warnings, *rules.warnings)
        for warning in warnings:
            self.notify(warning, severity="warning", timeout=10, markup=False)

    def _begin_tour_once(self) -> None:
        """Begin the tour at the first start; that it was seen is kept at once, so that it never comes again unasked."""
        state, explorer = self.home.state, self.screen_stack[0]
        if state is None or recall(state).is_tour_over or not isinstance(explorer, Explorer):
            return
        if is_newcomer(self.workspace):
            explorer.call_after_refresh(explorer.tour.begin)
        self.run_worker(partial(remember, state, is_tour_over=True), thread=True, description="remember")
