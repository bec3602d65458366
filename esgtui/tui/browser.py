"""Hands an address to the user's browser, and says what it did. Which addresses may be opened is not decided here."""

from __future__ import annotations

import asyncio
import webbrowser
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

if TYPE_CHECKING:
    from textual.app import App


async def open_in_browser(app: App[None], address: str) -> str:
    """Open an address, and return what was done, in words.

    A browser of the terminal's own (lynx, w3m, or a command that `$BROWSER` names) gets the terminal until it ends.
    """
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return f"No browser was found: set $BROWSER. The address is {address}"
    try:
        if isinstance(browser, webbrowser.GenericBrowser) and not isinstance(browser, webbrowser.BackgroundBrowser):
            with app.suspend():
                is_open = browser.open(address)
        else:
            is_open = await asyncio.to_thread(browser.open, address)
    except (webbrowser.Error, OSError, SuspendNotSupported) as error:
        return f"The browser could not be started ({error}). The address is {address}"
    return f"Opened {address}" if is_open else f"The browser did not open it. The address is {address}"
