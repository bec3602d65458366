"""The end of the explorer: nothing that is not saved yet, in memory or on its way, goes with it unasked, or untold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from esgtui.annotation.journal import JournalError
from esgtui.annotation.model import AnnotationError
from esgtui.tui.trouble import forget_keys, place_elsewhere
from esgtui.tui.waiting import WRITING

if TYPE_CHECKING:
    from esgtui.tui.screens.explorer import Explorer
    from esgtui.verbs.drafts import Drafts


async def leave(explorer: Explorer, *, waits: bool = False) -> None:
    """Leave the explorer, unless notes are in memory alone and whoever is asked about them would rather stay.

    With `waits` what is being written is first saved, or given up.
    """
    if waits:
        await explorer.runner.saving.over()
    if await may_leave(explorer):
        explorer.app.exit()


async def may_leave(explorer: Explorer) -> bool:
    """Put notes into the journal that it has yet to take; return whether nothing is lost, or whether that is wanted."""
    from esgtui.tui.screens.unsaved import Parting

    drafts = explorer.workspace.drafts
    while any(drafts.unkept()):
        try:
            await explorer.runner.attempt(drafts.settle, WRITING)
        except JournalError as error:
            trouble = f"{_in_memory(drafts)} in memory alone. {error}"
        else:
            break
        forget_keys(explorer)
        decision = await explorer.app.push_screen_wait(Parting(trouble, explorer.keymap, "Notes that are not saved"))
        if decision in {None, "lose"}:
            return decision is not None
        if decision == "elsewhere":
            await place_elsewhere(explorer)
    return True


def _in_memory(drafts: Drafts) -> str:
    claims = list(dict.fromkeys(claim for (claim, _), _ in drafts.unkept()))
    names = ", ".join(claims[:3]) + (" …" if len(claims) > 3 else "")
    return f"What you wrote on {names} is"


def settle_at_the_end(explorer: Explorer) -> None:
    """Try once more to keep what is in memory alone; what is left then, the shell is told."""
    drafts = explorer.workspace.drafts
    if drafts.is_behind:
        try:
            drafts.settle()
        except (AnnotationError, JournalError) as error:
            explorer.log(f"Not kept: {error}")
