"""The claims most like one: from any claim to those like it, on from one of these, and back step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from esgtui.browsing import Selection

if TYPE_CHECKING:
    from esgtui.tui.screens.explorer import Explorer


class Step(msgspec.Struct, frozen=True):
    """Where one was when asking for similar claims: what was shown, the claim, and the way back from there."""

    selection: Selection
    row: int | None
    before_search: tuple[Selection, int | None] | None


def show_similar(explorer: Explorer) -> None:
    """Show the claim under the cursor and all that are like it, of all companies, whatever was chosen before."""
    claim = explorer.claim_at_cursor()
    if claim is None:
        return
    if not explorer.viewing.selection.like:
        explorer.trail.clear()
    explorer.trail.append(Step(explorer.viewing.selection, explorer.claims.row, explorer.before_search))
    explorer.before_search = None
    explorer.search.display = False
    explorer.go_to("claims")
    explorer.viewing.browse(Selection(like=claim.id, lens=explorer.viewing.selection.lens), explorer.claims.row)


def leave_similar(explorer: Explorer) -> None:
    """Show what was shown before, with the cursor on the claim where it was."""
    if explorer.trail:
        step = explorer.trail.pop()
    else:  # one came here otherwise, such as from another day
        step = Step(Selection(lens=explorer.viewing.selection.lens), explorer.claims.row, None)
    explorer.before_search = step.before_search
    explorer.go_to("claims")
    explorer.viewing.browse(step.selection, step.row)
