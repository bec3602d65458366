"""Copies claims: asks in which manner, puts them where that can be, and says where they are."""

from __future__ import annotations

import asyncio
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from esgtui.exchange.files import ExportError, FileIsThereError, keep_out, write_whole
from esgtui.tui.status import claims_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from esgtui.exchange.quoting import Manner
    from esgtui.tui.screens.explorer import Explorer

FILE = "f"
"""The key that asks for a file in the place of the clipboard."""


async def copy(explorer: Explorer, targets: Sequence[str]) -> None:
    """Ask how the claims are to be written, and put them into the clipboard, or into a file."""
    about = targets[0] if len(targets) == 1 else claims_text(len(targets))
    chosen = await _ask(explorer, f"Copy {about}", with_file=True)
    is_file = chosen == FILE
    manner = await _ask(explorer, f"Write {about} to a file", with_file=False) if is_file else chosen
    if manner is None or isinstance(manner, str):
        return
    dataset = explorer.workspace.dataset
    text = await asyncio.to_thread(manner.write, dataset, [dataset.claim(claim) for claim in targets])
    what = f"{about} as {manner.name}"
    if is_file:
        await _write(explorer, manner, text, what)
    else:
        await _put(explorer, text, what)


async def _ask(explorer: Explorer, title: str, *, with_file: bool) -> Manner | str | None:
    """Return a manner, `FILE`, or None if the choice was left."""
    from esgtui.exchange.quoting import MANNERS
    from esgtui.tui.screens.choice import Choice, ChoiceScreen

    choices = [Choice(manner.key, manner.name, manner.holds) for manner in MANNERS]
    if with_file:
        choices.append(Choice(FILE, "to a file …", "In the folder that esgtui was started in; asks in which manner."))
    keys = "".join(choice.id for choice in choices)
    chosen = await explorer.app.push_screen_wait(ChoiceScreen(title, choices, explorer.keymap, keys=keys))
    return next((manner for manner in MANNERS if manner.key == chosen), chosen)


async def _put(explorer: Explorer, text: str, what: str) -> None:
    """Put a text into the system's clipboard or, where that cannot be, send it to the terminal's."""
    from esgtui.tui import clipboard

    tool = await asyncio.to_thread(clipboard.put, text)
    if tool:
        explorer.tell(f"Copied {what} to the system's clipboard, by {tool}")
    elif len(text.encode()) > clipboard.LONGEST:
        key = explorer.keymap.shown("claim.copy", 1)
        explorer.warn(f"copy: {what} is more than terminals take for their clipboard: {key} and {FILE} write a file")
    else:
        explorer.app.copy_to_clipboard(text)
        explorer.tell(f"Sent {what} to the terminal's clipboard (OSC 52)")


async def _write(explorer: Explorer, manner: Manner, text: str, what: str) -> None:
    """Write a text to a file that was not there before."""
    name = f"{explorer.workspace.dataset.header.id}-copied"
    try:
        path = await asyncio.to_thread(_written, name, manner.suffix, text, explorer.workspace.data)
    except ExportError as error:
        explorer.warn(str(error))
    else:
        explorer.tell(f"Wrote {what} to {path}")


def _written(name: str, suffix: str, text: str, data: Path | None) -> Path:
    for number in count(1):
        path = Path.cwd() / f"{name}{f'-{number}' if number > 1 else ''}{suffix}"
        if data is not None:
            keep_out(path, data)
        try:
            write_whole(path, [f"{text.rstrip()}\n".encode()], overwrite=False)
        except FileIsThereError:
            continue
        return path
    raise AssertionError("numbers do not end")
