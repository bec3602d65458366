"""Copies claims: asks in which manner, puts them where that can be, and says where they are."""

from __future__ import annotations

import asyncio
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from esgtui.counted import claims_text
from esgtui.exchange.formats import Format
from esgtui.verbs.writing_out import write_out

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
        choices.append(Choice(FILE, "to a file …", "Asks in which manner, and for the file's name."))
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
    """Ask for a file, and write a text to it."""
    from esgtui.tui.screens.export_dialog import ExportDialog, Offer

    workspace = explorer.workspace
    wanted = Format(manner.name, manner.suffix, manner.name)

    async def write(path: Path, _wanted: Format, _only: bool, overwrite: bool, _tell: object) -> str:
        content = [f"{text.rstrip()}\n".encode()]
        dataset, data, journal = workspace.dataset, workspace.data, workspace.journal.path
        await asyncio.to_thread(write_out, path, content, dataset, data, journal, overwrite=overwrite)
        return what

    name = _free(f"{workspace.dataset.header.id}-copied", manner.suffix)
    offer = Offer(f"Write {what}", "File:", name, (wanted,))
    done = await explorer.app.push_screen_wait(ExportDialog(offer, write, explorer.keymap))
    if done:
        explorer.tell(done)


def _free(name: str, suffix: str) -> str:
    """Return a name that no file has in the folder one works in."""
    names = (f"{name}{f'-{number}' if number > 1 else ''}{suffix}" for number in count(1))
    return next(each for each in names if not Path(each).exists())
