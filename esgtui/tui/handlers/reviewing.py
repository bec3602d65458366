"""The screens that look at work done: history, codebook, conflicts, strays …; blind mode; what one visited."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from esgtui.browsing import Selection
from esgtui.counted import claims_text
from esgtui.tui.bulk import is_agreed
from esgtui.tui.handlers.searching import call, close_bar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from esgtui.tui.commands import Keymap
    from esgtui.tui.running import Runner
    from esgtui.tui.screens.explorer import Explorer
    from esgtui.workspace import Workspace


def _at(explorer: Explorer) -> str | None:
    claim = explorer.claim_at_cursor()
    return claim.id if claim else None


def _of(explorer: Explorer) -> tuple[Workspace, Runner, Keymap]:
    return explorer.workspace, explorer.runner, explorer.keymap


async def show_log(explorer: Explorer) -> None:
    """Show the history of the claim under the cursor, and go to the claim that is chosen there."""
    from esgtui.tui.screens.log import Log

    await _go(explorer, await explorer.app.push_screen_wait(Log(_at(explorer), *_of(explorer))))


async def show_codebook(explorer: Explorer) -> None:
    """Show the codebook, and search the claims with the tag that is chosen there."""
    from esgtui.tui.screens.codebook import CodebookScreen

    tag = await explorer.app.push_screen_wait(CodebookScreen(*_of(explorer)))
    if tag:
        call(explorer, f'tag:"{tag}"' if set(tag) & set(" |:") else f"tag:{tag}")


async def show_conflicts(explorer: Explorer, about: str | None = None) -> None:
    """Show what was judged differently, and go to the claim that is chosen there; `about` is what it begins with."""
    from esgtui.tui.screens.conflicts import Conflicts

    await _go(explorer, await explorer.app.push_screen_wait(Conflicts(_at(explorer), *_of(explorer), about=about)))


async def show_agreement(explorer: Explorer) -> None:
    """Show how far coders agree, and then the conflicts in what is chosen there."""
    from esgtui.tui.screens.agreement import AgreementBoard

    about = await explorer.app.push_screen_wait(AgreementBoard(*_of(explorer)))
    if about is not None:
        await show_conflicts(explorer, about)


async def show_strays(explorer: Explorer) -> None:
    """Show what the dataset changed under the annotations, and go to the claim that is chosen there."""
    from esgtui.tui.screens.strays import Strays

    chosen = await explorer.app.push_screen_wait(Strays(_at(explorer), *_of(explorer)))
    explorer.noticed.look()
    await _go(explorer, chosen)


async def _go(explorer: Explorer, claim: str | None) -> None:
    """Put the cursor on a claim; if it is not among those shown, all are shown."""
    if claim is None:
        return
    row = explorer.workspace.dataset.row_of[claim]
    is_shown = await asyncio.to_thread(explorer.claims.rows.__contains__, row)
    explorer.go_to("claims")
    if is_shown:
        explorer.viewing.browse(explorer.viewing.selection, row)
    else:
        close_bar(explorer)
        explorer.before_search = None
        explorer.trail.clear()
        explorer.viewing.browse(Selection(lens=explorer.viewing.selection.lens), row)


async def turn_blind(explorer: Explorer) -> None:
    """Hide what other coders did, or show it again."""
    is_on = not explorer.workspace.team.is_blind
    await explorer.runner.perform(lambda: explorer.workspace.hide_others(on=is_on))
    key = explorer.keymap.shown("coders.blind", 1)
    explorer.tell(f"Blind: what others did is hidden; {key} shows it again" if is_on else "Others' work is shown again")


async def turn_visited(explorer: Explorer, targets: Sequence[str]) -> None:
    """Say that the coder visited the claims, or, if that is so of all of them, did not.

    What the coder judged stays visited.
    """
    workspace = explorer.workspace
    history, coder = workspace.history, workspace.coder
    is_on = not await asyncio.to_thread(lambda: all(history.has_visited(claim, coder) for claim in targets))
    open_ones = targets
    if not is_on:
        open_ones = await asyncio.to_thread(lambda: [each for each in targets if not history.is_judged(each, coder)])
    if not await is_agreed(explorer, "{} visited?" if is_on else "{} not visited?", open_ones):
        return
    await explorer.visits.keep()
    if open_ones:
        await explorer.runner.perform_on(
            open_ones, lambda progress: workspace.visit(open_ones, on=is_on, progress=progress)
        )
    explorer.tell(_told_of_visit(open_ones, len(targets) - len(open_ones), is_on=is_on))


def _told_of_visit(claims: Sequence[str], judged: int, *, is_on: bool) -> str:
    """Return what was done, and what follows for conflicts and agreement where it is not what one expects."""
    named = claims[0] if len(claims) == 1 else claims_text(len(claims))
    if is_on:
        return f"Visited: {named}"
    stays = f"{claims_text(judged)} with a verdict or tags of yours"
    if not claims:
        return f"Still visited: {stays}. Take these off first"
    also = f". Still visited: {stays}" if judged else ""
    return f"Not visited: {named}, so not compared{also}"
