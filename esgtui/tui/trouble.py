"""What the explorer says and asks when the journal is in trouble: a change that is not saved, a journal recovered."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING

from esgtui.settings import told_path
from esgtui.tui.key_gate import KeyGate

if TYPE_CHECKING:
    from esgtui.tui.screens.explorer import Explorer


async def is_to_be_tried_again(explorer: Explorer, trouble: str) -> bool:
    """Ask what to do with a change that is not saved; return whether to try again, here or in another place by then."""
    from esgtui.tui.screens.unsaved import Elsewhere, Unsaved

    if isinstance(explorer.app, KeyGate):
        explorer.app.forget_keys()
        for why in ("a command has to wait", "a dialog opens"):
            explorer.app.release_keys(why)
    while decision := await explorer.app.push_screen_wait(Unsaved(trouble, explorer.keymap)):
        if decision == "retry":
            return True
        dialog = Elsewhere(explorer.workspace.go_on_in, explorer.runner.writer, explorer.keymap)
        if path := await explorer.app.push_screen_wait(dialog):
            notify(
                explorer,
                "Saved in another place",
                f"All annotations, and what you do from now on, are in {told_path(path)}. Start with `esgtui --store "
                f"{quote(str(path))}` to go on with them. The journal before is left as it is.",
            )
            return True
    return False


def tell_opening(explorer: Explorer) -> None:
    """Say what went wrong while the workspace was opened."""
    tell_recoveries(explorer)
    workspace = explorer.workspace
    if workspace.trouble:
        explorer.warn(f"What came with the dataset was not taken in. {workspace.trouble}")
    elif workspace.journal.is_read_only:
        explorer.warn(f"{workspace.journal.path} can only be read, not written: nothing can be saved there.")


def tell_recoveries(explorer: Explorer) -> None:
    """Say how a damaged journal was recovered, in a message that stays until it is read."""
    for told in explorer.workspace.journal.take_recoveries():
        notify(explorer, "The journal was damaged", str(told))


def notify(explorer: Explorer, title: str, text: str) -> None:
    """Say something that stays on the screen until it is read."""
    from esgtui.tui.screens.notice import Notice

    explorer.app.push_screen(Notice(title, text, explorer.keymap))
