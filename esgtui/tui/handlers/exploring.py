"""Panes, lenses, the export and the screens that explain."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from esgtui.counted import claims_text
from esgtui.rows import Rows
from esgtui.tui.commands import PANES
from esgtui.tui.handlers.comparing import leave_similar
from esgtui.tui.handlers.moving import turn_alone
from esgtui.tui.handlers.searching import leave
from esgtui.tui.handlers.viewing import comes_from_view
from esgtui.tui.parting import leave as leave_asking
from esgtui.tui.suspending import suspend

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from pathlib import Path

    from esgtui.exchange.formats import Format
    from esgtui.tui.screens.explorer import Explorer


async def export(explorer: Explorer) -> None:
    """Ask for a file and a format, and write the annotated dataset to it."""
    from esgtui.exchange.formats import FORMATS
    from esgtui.tui.screens.export_dialog import ExportDialog, Offer

    workspace = explorer.workspace
    rows = explorer.claims.rows

    async def write(
        path: Path,
        wanted: Format,
        only_shown: bool,
        overwrite: bool,
        progress: Callable[[str, int, int], None],
    ) -> str:
        chosen = rows if only_shown else None
        verb = partial(
            workspace.exports.write, path, wanted=wanted, rows=chosen, overwrite=overwrite, progress=progress
        )
        return wanted.holds.format(claims=claims_text(await asyncio.to_thread(verb)))

    claims = len(workspace.dataset.claims)
    whose = " of your own, none of others (hidden)" if workspace.team.is_blind else " of every coder"
    offer = Offer(
        "Export the dataset",
        f"File, with all tags, notes, verdicts and stars{whose}:",
        f"{workspace.dataset.header.id}-annotated.toml",
        FORMATS,
        f"only the {len(rows):,} shown, of {claims:,}" if len(rows) != claims else "",
    )
    done = await explorer.app.push_screen_wait(ExportDialog(offer, write, explorer.keymap))
    if done:
        explorer.tell(f"{done}; blind mode: only your own work is in it" if workspace.team.is_blind else done)


def next_lens(explorer: Explorer) -> None:
    """Group by the next lens, and say which."""
    _turn_lens(explorer, 1)


def previous_lens(explorer: Explorer) -> None:
    """Group by the lens before, and say which."""
    _turn_lens(explorer, -1)


def _turn_lens(explorer: Explorer, step: int) -> None:
    selection = explorer.viewing.selection
    lens = explorer.browser.next_lens(selection.lens, step)
    explorer.viewing.browse(msgspec.structs.replace(selection, lens=lens, group=None), explorer.claims.row)


def next_pane(explorer: Explorer) -> None:
    """Go one pane to the right; from the last to the first."""
    explorer.go_to(PANES[(PANES.index(explorer.pane) + 1) % len(PANES)])


def previous_pane(explorer: Explorer) -> None:
    """Go one pane to the left; from the first to the last."""
    explorer.go_to(PANES[(PANES.index(explorer.pane) - 1) % len(PANES)])


def to_companies(explorer: Explorer) -> None:
    """Go to the companies."""
    explorer.go_to("companies")


def to_groups(explorer: Explorer) -> None:
    """Go to the pillars or topics."""
    explorer.go_to("groups")


def to_claims(explorer: Explorer) -> None:
    """Go to the claims."""
    explorer.go_to("claims")


def to_detail(explorer: Explorer) -> None:
    """Go to the claim's detail."""
    explorer.go_to("detail")


def go_in(explorer: Explorer) -> None:
    """Go into what is under the cursor: one pane to the right, until the detail."""
    explorer.go_to(PANES[min(PANES.index(explorer.pane) + 1, len(PANES) - 1)])


def go_back(explorer: Explorer) -> None:
    """Leave the range; without one, the tour; without these, claims like one, the search, the marks, the pane."""
    if explorer.claims.span is not None:
        explorer.claims.end_range()
        explorer.show_state()
    elif explorer.panes.is_alone:
        turn_alone(explorer)
    elif explorer.tour.is_on:
        explorer.tour.leave()
    elif explorer.viewing.selection.like:
        leave_similar(explorer)
    elif explorer.viewing.selection.query or explorer.viewing.selection.picked or comes_from_view(explorer):
        leave(explorer)
    elif explorer.claims.marked:
        explorer.claims.marked = Rows()
        explorer.claims.refresh_rows()
        explorer.show_state()
    else:
        explorer.go_to(PANES[max(PANES.index(explorer.pane) - 1, 0)])


def show_palette(explorer: Explorer) -> None:
    """Show the commands by name."""
    explorer.show_palette()


def quit_explorer(explorer: Explorer) -> Coroutine[None, None, None] | None:
    """Leave: what was done is on the disk already, but for notes that are in memory alone, which are asked about."""
    if any(explorer.workspace.drafts.unkept()):
        return leave_asking(explorer)
    explorer.app.exit()
    return None


def put_aside(explorer: Explorer) -> None:
    """Stop until the shell lets the program go on."""
    suspend(explorer.app)
