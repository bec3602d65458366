"""What the explorer says and asks when the journal is in trouble: a change that is not saved, a journal recovered."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING

from esgtui.annotation.journal import JournalError
from esgtui.settings import told_path
from esgtui.tui.key_gate import KeyGate

if TYPE_CHECKING:
    from pathlib import Path

    from esgtui.tui.screens.explorer import Explorer


class GivenUpError(JournalError):
    """A change could not be saved, and the user gave it up; `trouble` says what was in the way."""

    def __init__(self, trouble: str) -> None:
        super().__init__(f"Given up, and not saved. {trouble}")
        self.trouble = trouble


async def is_to_be_tried_again(explorer: Explorer, trouble: str) -> bool:
    """Ask what to do with a change that is not saved; return whether to try again, here or in another place by then."""
    from esgtui.tui.screens.unsaved import Unsaved

    forget_keys(explorer)
    key = explorer.keymap.shown("unsaved.elsewhere", 1)
    trouble = trouble.replace("choose another place with --store PATH", f"choose another place with {key}")
    while decision := await explorer.app.push_screen_wait(Unsaved(trouble, explorer.keymap)):
        if decision == "retry":
            return True
        if path := await place_elsewhere(explorer):
            notify(
                explorer,
                "Saved in another place",
                f"All annotations, and what you do from now on, are in {told_path(path)}. Start with `esgtui --store "
                f"{quote(str(path))}` to go on with them. The journal before is left as it is.",
            )
            return True
    return False


def forget_keys(explorer: Explorer) -> None:
    """Forget what was typed ahead: it must not decide what nobody had read then."""
    if isinstance(explorer.app, KeyGate):
        explorer.app.forget_keys()
        for why in ("a command has to wait", "a dialog opens", "a text is kept"):
            explorer.app.release_keys(why)


async def place_elsewhere(explorer: Explorer) -> Path | None:
    """Ask for another place; return the file there, in which the explorer goes on by then, or None."""
    from esgtui.tui.screens.unsaved import Elsewhere

    dialog = Elsewhere(explorer.workspace.go_on_in, explorer.runner.writer, explorer.keymap)
    return await explorer.app.push_screen_wait(dialog)


def tell_opening(explorer: Explorer) -> None:
    """Say what went wrong while the workspace was opened."""
    tell_recoveries(explorer)
    tell_doubt(explorer)
    tell_left_out(explorer)
    workspace = explorer.workspace
    if not workspace.trouble and workspace.journal.is_read_only:
        explorer.warn(f"Nothing can be saved in {workspace.journal.path}: {workspace.journal.in_the_way}.")
    if workspace.drafts.items() and workspace.drafts.is_behind:
        explorer.tell("Notes that the journal could not take are here again as drafts: ✎?")
        explorer.runner.settle_drafts()


def tell_left_out(explorer: Explorer) -> None:
    """Say why what came with the dataset could not be taken in, if so."""
    if trouble := explorer.workspace.trouble:
        explorer.warn(f"What came with the dataset was not taken in. {trouble}")


def tell_doubt(explorer: Explorer) -> None:
    """Say if the journal may be another dataset's; told here, it is not told again."""
    workspace = explorer.workspace
    if workspace.doubt:
        notify(explorer, "Two datasets, one journal", workspace.doubt)
        explorer.runner.writer.submit(workspace.journal.keep_origin)


def tell_recoveries(explorer: Explorer) -> None:
    """Say how a damaged journal was recovered, in a message that stays until it is read."""
    for told in explorer.workspace.journal.take_recoveries():
        notify(explorer, "The journal was damaged", str(told))


def notify(explorer: Explorer, title: str, text: str) -> None:
    """Say something that stays on the screen until it is read."""
    from esgtui.tui.screens.notice import Notice

    explorer.app.push_screen(Notice(title, text, explorer.keymap))
