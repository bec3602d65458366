"""Goes to the background as any program of a shell does, or says why that cannot be; nothing is closed or lost."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from esgtui.tui.text_areas import is_text_area

if TYPE_CHECKING:
    from textual.app import App

COMMAND = "explorer.suspend"


def suspend(app: App[None]) -> None:
    """Stop until the shell lets the program go on, with the terminal as it was before."""
    if reason := _why_not():
        app.notify(f"This program cannot be put aside: {reason}", severity="warning", markup=False)
        return
    from esgtui.tui.terminal import SteadyDriver

    if isinstance(app._driver, SteadyDriver):  # noqa: SLF001 - the toolkit has no other way to it
        app._driver.stop_job()  # noqa: SLF001


def may_suspend(app: App[None]) -> bool:
    """Return whether the key is not one for a text: there it takes back what was typed."""
    return not is_text_area(app.focused)


def _why_not() -> str:
    """Return why nobody could let the program go on; empty where a shell can."""
    if sys.platform == "win32":
        return "Windows has no such thing"
    if os.getpgrp() == os.getsid(0):
        return "no shell waits behind it that could let it go on"
    return ""
