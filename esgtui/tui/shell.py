"""What each app of the program is: themes, style sheets, keys and signals, whatever its first screen shows."""

import os
import sys
from collections.abc import Sequence
from typing import Any, ClassVar

from textual import events
from textual.app import ScreenStackError
from textual.await_remove import AwaitRemove
from textual.binding import Binding, BindingType
from textual.css.query import NoMatches
from textual.dom import DOMNode
from textual.driver import Driver
from textual.filter import ANSIToTruecolor, LineFilter, NoColor
from textual.widget import Widget
from textual.widgets import Input
from textual.worker import WorkerFailed

from esgtui.settings import Settings, resources
from esgtui.tui.appearance import Home, is_animated, palette_at_start
from esgtui.tui.commands import BY_ID
from esgtui.tui.key_gate import KeyGate
from esgtui.tui.keymap_files import keymap_in_force
from esgtui.tui.keys import toolkit_keymap
from esgtui.tui.layout import BREAKPOINTS
from esgtui.tui.screens.layer import Layer
from esgtui.tui.signals import end_on_signals, heeded_as_before
from esgtui.tui.suspending import COMMAND, may_suspend, suspend
from esgtui.tui.text_areas import is_text_area
from esgtui.tui.theme import Palette

_GONE = (NoMatches, ScreenStackError)
"""What the toolkit raises where something is not there that is looked for."""


class Shell(KeyGate):
    """An app that looks and moves as the user's settings say. Its first screen is the subclass's."""

    TITLE = "esgtui"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(BY_ID[COMMAND].keys, "put_aside", show=False, priority=True, id=COMMAND)
    ]
    """The one command of every screen and dialog; all others belong to one."""

    def __init__(self, settings: Settings, home: Home | None = None) -> None:
        super().__init__(css_path=[*sorted(resources("styles").glob("*.tcss"))])
        self.HORIZONTAL_BREAKPOINTS = list(BREAKPOINTS)
        self.settings = settings
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
        self.set_reactive(Shell.theme, theme.name)
        self.stylesheet.set_variables(self.get_css_variables())
        self.update_classes({"-dark-mode": theme.dark, "-light-mode": not theme.dark}, update=False)

    def show_palette(self, palette: Palette) -> None:
        """Draw everything in the colours of a theme from now on."""
        self.palette = palette
        self.register_theme(palette.theme)
        self.theme = palette.theme.name

    def run(self, **options: Any) -> None:
        """Run to the end, and leave signals to whoever had them before."""
        with heeded_as_before():
            super().run(**options)

    async def run_async(self, **options: Any) -> None:
        """Heed signals before the terminal is taken: it is given back whenever they come."""
        end_on_signals(self)
        await super().run_async(**options)
        if let_go := getattr(self._driver, "let_go", None):
            let_go()

    def _handle_exception(self, error: Exception) -> None:
        """End on a fault of the program's own, which the shell then tells of; a test gets it as it is.

        What looks for a part of a screen while the app closes may find it gone already; that is no fault.
        """
        is_closing = self._exit or not self.is_running  # the latter alone where nobody left: a terminal that is gone
        if is_closing and isinstance(error.error if isinstance(error, WorkerFailed) else error, _GONE):
            return
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

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Have no cursor blink where nothing may move."""
        if not self.is_animated and (isinstance(event.widget, Input) or is_text_area(event.widget)):
            event.widget.cursor_blink = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the key that puts the program aside to a text that is being typed."""
        return may_suspend(self) if action == "put_aside" else super().check_action(action, parameters)

    def action_put_aside(self) -> None:
        """Stop until the shell lets the program go on."""
        suspend(self)

    def warnings(self) -> Sequence[str]:
        """Return what of the user's own files could not be used."""
        return (*self.settings.warnings, *self._theme_warnings, *self.keymap_in_force.warnings)

    def _check_resize(self) -> None:
        """Arrange for another size; paint all of one that has the same again: it may show anything."""
        told = self._resize_event
        super()._check_resize()
        if told and told.size == self.screen.outer_size:
            self.screen.refresh()
