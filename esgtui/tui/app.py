"""The app: wires themes, style sheets, keys and the first screen together. Nothing else."""

from esgtui.settings import Settings, resources
from esgtui.tui.commands import keymap
from esgtui.tui.key_gate import KeyGate
from esgtui.tui.keys import toolkit_keymap
from esgtui.tui.screens.explorer import NARROW, WIDE, Explorer
from esgtui.tui.theme import THEMES
from esgtui.workspace import Workspace

BREAKPOINTS = ((0, "-narrow"), (NARROW, "-medium"), (WIDE, "-wide"))


class EsgtuiApp(KeyGate):
    """The explorer in a terminal."""

    TITLE = "esgtui"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        super().__init__(css_path=[*sorted(resources("styles").glob("*.tcss"))])
        self.HORIZONTAL_BREAKPOINTS = list(BREAKPOINTS)
        self.workspace = workspace
        self.settings = settings
        self.keymap_in_force = keymap(settings.keys)
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = THEMES[settings.theme].name
        self.set_keymap(toolkit_keymap(self.keymap_in_force))

    def get_default_screen(self) -> Explorer:
        """Return the explorer: it is the first screen, and the only one that dialogs lie on."""
        explorer = Explorer(self.workspace, self.keymap_in_force)
        explorer.add_class(_breakpoint(self.size.width))  # so that it need not be styled twice
        return explorer

    def on_mount(self) -> None:
        """Say what in the settings could not be used."""
        for warning in self.keymap_in_force.warnings:
            self.notify(warning, severity="warning", timeout=10, markup=False)


def _breakpoint(width: int) -> str:
    """Return the class of a screen of this width."""
    return [name for first, name in BREAKPOINTS if width >= first][-1]
