"""How the explorer looks and moves at its start: the theme in force, the keys, whether anything may glide.

`Home` says where what is the user's own is kept; without one, as in a test, nothing is looked for and nothing kept.
"""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from esgtui.settings import Settings
from esgtui.tui.remembered import recall
from esgtui.tui.theme import PALETTES, Palette
from esgtui.tui.theme_files import find_palette


class Home(msgspec.Struct, frozen=True):
    """Where the settings are, with themes and keymaps beside them, and where what is remembered is."""

    settings: Path | None = None
    state: Path | None = None


def palette_at_start(settings: Settings, home: Home) -> tuple[Palette, tuple[str, ...]]:
    """Return the theme to start with, and what is to be told of it.

    That is the one chosen last in the explorer, unless the settings name another one since; the first of the program's
    where that cannot be used.
    """
    kept = recall(home.state)
    name = kept.theme if kept.theme and kept.instead_of == settings.theme else settings.theme
    palette, warnings = find_palette(name, home.settings)
    if palette is None and name != settings.theme:
        palette, more = find_palette(settings.theme, home.settings)
        warnings += more
    return palette or PALETTES["dark"], warnings


def is_animated(settings: Settings, environment: Mapping[str, str]) -> bool:
    """Return whether things may glide and blink: as the settings say, or else unless it goes over a slow line."""
    if settings.animations is not None:
        return settings.animations
    return not (environment.get("SSH_CONNECTION") or environment.get("SSH_TTY"))
