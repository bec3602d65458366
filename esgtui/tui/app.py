"""The app: wires themes, style sheets, keys and the first screen together. Nothing else."""

from esgtui.settings import Settings, resources
from esgtui.tui.commands import keymap
from esgtui.tui.key_gate import KeyGate
from esgtui.tui.keys import toolkit_keymap
from esgtui.tui.screens.explorer import Explorer
from esgtui.tui.theme import THEMES
from esgtui.workspace import Workspace


class EsgtuiApp(KeyGate):
    """The explorer in a terminal."""

    TITLE = "esgtui"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        super().__init__(css_path=[*sorted(resources("styles").glob("*.tcss"))])
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-medium"), (100, "-wide")]
        self.workspace = workspace
        self.settings = settings
        self.keymap_in_force = keymap(settings.keys)
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = THEMES[settings.theme].name
        self.set_keymap(toolkit_keymap(self.keymap_in_force))

    def on_mount(self) -> None:
        """Open the explorer, and say what in the settings could not be used."""
        explorer = Explorer(self.workspace, self.keymap_in_force)
        self.push_screen(explorer)
        for warning in self.keymap_in_force.warnings:
            self.notify(warning, severity="warning", timeout=10, markup=False)
