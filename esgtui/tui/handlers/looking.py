"""The theme chooser, the help and the tour."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from esgtui.tui.remembered import remember
from esgtui.tui.theme_files import all_palettes

if TYPE_CHECKING:
    from esgtui.tui.screens.explorer import Explorer


async def choose_theme(explorer: Explorer) -> None:
    """Show the themes, and remember the one that is taken."""
    from esgtui.tui.app import EsgtuiApp
    from esgtui.tui.screens.theme_chooser import ThemeChooser

    app = explorer.app
    if not isinstance(app, EsgtuiApp):
        return
    found = await asyncio.to_thread(lambda: list(all_palettes(app.home.settings)))
    taken = await app.push_screen_wait(ThemeChooser(found, app.palette, app.show_palette, explorer.keymap))
    if taken is None:
        return
    trouble = ""
    if app.home.state:
        keep = partial(remember, app.home.state, theme=taken.name, instead_of=app.settings.theme)
        trouble = await asyncio.to_thread(keep)
    if trouble:
        explorer.warn(f"The theme is not remembered. {trouble}")
    else:
        explorer.tell(f"Theme: {taken.name}")


async def show_faults(explorer: Explorer) -> None:
    """Show what cannot be used of the user's files and the dataset's."""
    await explorer.faults.show()


def begin_tour(explorer: Explorer) -> None:
    """Begin the tour, from its first step."""
    explorer.tour.begin()


def show_help(explorer: Explorer) -> None:
    """Show all keys, and run the command that is chosen there."""
    explorer.show_help("search" if explorer.search.display else "explorer")
