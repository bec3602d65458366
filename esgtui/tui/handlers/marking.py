"""Marks, one by one, all, or a range; going to what is not tagged yet; and counts that say how far one is."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from esgtui.counted import claims_text
from esgtui.progress import next_untagged
from esgtui.rows import Rows, bits_in
from esgtui.tui.bulk import resolve_range

if TYPE_CHECKING:
    from collections.abc import Coroutine, Sequence

    from esgtui.tui.screens.explorer import Explorer


def mark(explorer: Explorer) -> Coroutine[None, None, None] | None:
    """Mark the claim under the cursor or take its mark off, and go to the next; mark a range that was begun."""
    row = explorer.claims.row
    if explorer.claims.span is not None:
        return resolve_range(explorer)
    if row is not None:
        explorer.claims.marked = explorer.claims.marked.turned(row)
        explorer.claims.refresh_rows()
        explorer.claims.move_by(1)
        explorer.show_state()
    return None


async def mark_all(explorer: Explorer) -> None:
    """Mark all claims shown; if all are, mark none."""
    explorer.claims.end_range()
    explorer.claims.marked = await asyncio.to_thread(_turned, explorer.claims.marked, explorer.claims.rows)
    explorer.claims.refresh_rows()
    explorer.show_state()
    explorer.tell(f"{claims_text(len(explorer.claims.marked))} marked")


def _turned(marked: Rows, rows: Sequence[int]) -> Rows:
    """Return the marks with those of all rows turned on, or off if all are on."""
    shown = bits_in(rows)
    return Rows(marked.bits | shown if shown & ~marked.bits else marked.bits & ~shown)


def begin_range(explorer: Explorer) -> None:
    """Begin a range at the cursor, which the cursor extends; a second time, leave it."""
    if explorer.claims.span is None:
        explorer.go_to("claims")
        explorer.claims.begin_range()
        mark_key, leave_key = (explorer.keymap.shown(each, 1) for each in ("claim.mark", "explorer.back"))
        explorer.tell(f"Range: move the cursor; {mark_key} marks it, {leave_key} leaves it")
    else:
        explorer.claims.end_range()
    explorer.show_state()


async def to_next_untagged(explorer: Explorer) -> None:
    """Go to the next claim of those shown that the coder has not tagged."""
    await _go_untagged(explorer, 1)


async def to_untagged_before(explorer: Explorer) -> None:
    """Go to the claim before, of those shown, that the coder has not tagged."""
    await _go_untagged(explorer, -1)


async def _go_untagged(explorer: Explorer, step: int) -> None:
    rows, place = explorer.claims.rows, explorer.claims.cursor
    found = await asyncio.to_thread(next_untagged, explorer.workspace, rows, place, step)
    if found is not None:
        explorer.claims.move_to(found)
        return
    other = "claim.untagged_before" if step > 0 else "claim.next_untagged"
    way, key = "after" if step > 0 else "before", explorer.keymap.shown(other, 1)
    explorer.tell(f"You have tagged all claims {way} this one; {key} goes the other way")


def turn_counts(explorer: Explorer) -> None:
    """Let the panes count claims, or what of them the coder has tagged."""
    explorer.progress.turn()
