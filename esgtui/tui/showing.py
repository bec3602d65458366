"""What the explorer shows of how things stand: the claim under the cursor, the status line and the bar of commands.

Which claims there are to show is up to `viewing.py`.
"""

from typing import TYPE_CHECKING

import msgspec

from esgtui.tui.card import card
from esgtui.tui.commands import Place, Situation
from esgtui.tui.status import bar_items, situation_of, status_texts
from esgtui.tui.widgets.command_bar import CommandBar
from esgtui.tui.widgets.status_line import StatusLine
from esgtui.visible import visible

if TYPE_CHECKING:
    from esgtui.tui.screens.explorer import Explorer


class Showing:
    """Shows the state of one explorer. What runs aside may ask for it when the screen was taken down already."""

    def __init__(self, explorer: "Explorer") -> None:
        self._explorer = explorer

    def is_standing(self) -> bool:
        """Return whether all is there that is shown: the toolkit takes a screen down piece by piece, children first."""
        return len(self._explorer.query("#status, #claims, #detail, #bar")) == 4

    def claim(self, *, is_other_claim: bool) -> None:
        """Show the claim under the cursor, and what can be done with it."""
        explorer = self._explorer
        claim, row, view = explorer.claim_at_cursor(), explorer.claims.row, explorer.viewing.view
        explorer.visits.follow(claim.id if claim else None)
        if claim is None or row is None or view is None:
            explorer.detail.show_blocks((), is_other_claim=True)
            explorer.detail.show_title("")
        else:
            blocks = card(explorer.workspace, claim, *view.match(row), view.mark, explorer.past.blocks(claim.id))
            explorer.detail.show_blocks(tuple(blocks), is_other_claim=is_other_claim)
            explorer.detail.show_title(visible(" ── ".join(filter(None, [claim.id, claim.kind]))))
        explorer.show_state()

    def state(self) -> None:
        """Show the status line and the bar as things stand."""
        if not self.is_standing():
            return
        explorer = self._explorer
        marked, span = len(explorer.claims.marked), explorer.claims.span
        aside = " ▸ ".join(filter(None, [explorer.faults.text, explorer.panes.text, explorer.noticed.text]))
        texts = status_texts(explorer.workspace, explorer.viewing.selection.lens, marked, span, aside)
        explorer.query_one(StatusLine).show(*texts)
        place: Place = "search" if explorer.search.display else "explorer"
        explorer.resuming.note()
        explorer.query_one("#bar", CommandBar).show_items(bar_items(place, explorer.keymap, self.situation()))

    def annotations(self) -> None:
        """Show what coders put on claims as it stands now."""
        if not self.is_standing():
            return
        explorer = self._explorer
        explorer.claims.refresh_rows()
        explorer.noticed.look()
        explorer.progress.follow()
        self.claim(is_other_claim=False)
        if ":" in explorer.viewing.selection.query:  # it may ask for tags, notes, verdicts
            explorer.viewing.browse(explorer.viewing.selection, explorer.claims.row)
        else:
            explorer.readying.foreseeing.follow_work()

    def situation(self) -> Situation:
        """Return what decides which commands can be used."""
        explorer = self._explorer
        situation = situation_of(
            explorer.workspace,
            explorer.claim_at_cursor(),
            shown=explorer.claims.count,
            are_seen=bool(explorer.query_one("#right").display),
            marked=len(explorer.claims.marked),
            lenses=len(explorer.browser.lenses),
            origin=explorer.viewing.selection.like,
        )
        return msgspec.structs.replace(
            situation,
            is_searching=bool(explorer.viewing.selection.query.strip()),
            can_go_back=explorer.places.can_go_back,
            can_go_on=explorer.places.can_go_on,
            has_editions=explorer.reloading.before is not None,
            faults=len(explorer.faults.all),
            unread=explorer.whole.why_not,
        )
