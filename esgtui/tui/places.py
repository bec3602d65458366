"""Where one was in the explorer, back and forward: noted by commands that lead elsewhere, not as the cursor moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from esgtui.tui.commands import PANES

if TYPE_CHECKING:
    from esgtui.browsing import Selection
    from esgtui.tui.command import Command
    from esgtui.tui.screens.explorer import Explorer

MOST = 100
"""So many places are kept."""

LEAD_ELSEWHERE = frozenset(
    {
        "explorer.open",
        "search.open",
        "claim.next_untagged",
        "claim.untagged_before",
        "claim.similar",
        "jump.open",
        "place.everything",
    }
)
_STAY = ("claim.", "dataset.export", "query.save")
"""How the ids of those begin that open a dialog about where one is."""


class Where(msgspec.Struct, frozen=True):
    """A place: what was chosen, the claim under the cursor, and the pane in use; or the view over it, by its name."""

    selection: Selection
    claim: str
    pane: str
    view: str = ""


class Places:
    """The places of one explorer."""

    def __init__(self, explorer: Explorer) -> None:
        self._explorer = explorer
        self._left: Where | None = None
        """Where the last command that leads elsewhere was given; it is a place once one has moved on from there."""
        self._back: list[Where] = []
        self._on: list[Where] = []

    def here(self) -> Where:
        """Return where one is."""
        explorer = self._explorer
        claim = explorer.claim_at_cursor()
        return Where(explorer.viewing.selection, claim.id if claim else "", explorer.pane)

    def follow(self, command: Command) -> None:
        """Take in that a command begins."""
        leads_on = command.id in LEAD_ELSEWHERE or (command.opens and not command.id.startswith(_STAY))
        if command.place == "explorer" and leads_on:
            self.leave()

    def leave(self, view: str = "") -> None:
        """Take in that one is about to go elsewhere, from a view if it is named."""
        self._settle()
        self._left = msgspec.structs.replace(self.here(), view=view)

    def _settle(self) -> None:
        """Keep the place that was left, if one has moved on from it since."""
        left, self._left = self._left, None
        if left is not None and left != self.here():
            self._back = [*self._back, left][-MOST:]
            self._on.clear()

    @property
    def can_go_back(self) -> bool:
        """Whether there is a place to go back to."""
        here = self.here()
        return any(place != here for place in self._back) or self._left not in (None, here)

    @property
    def can_go_on(self) -> bool:
        """Whether there is a place that one went back from."""
        return bool(self._on) and self._left in (None, self.here())

    def back(self) -> str:
        """Go back to where one was before; return the name of the view that is to be opened there, if any."""
        self._settle()
        return self._go(self._back, self._on)

    def forward(self) -> str:
        """Go on to where one went back from; return what `back` does."""
        self._settle()
        return self._go(self._on, self._back)

    def _go(self, to: list[Where], fro: list[Where]) -> str:
        here = self.here()
        while to:
            place = to.pop()
            if place != here:
                fro.append(here)
                self.show(place)
                return place.view
        return ""

    def show(self, place: Where) -> None:
        """Show a place, as far as the dataset still has it."""
        explorer = self._explorer
        selection = explorer.browser.standing(place.selection)
        explorer.before_search = None
        explorer.trail.clear()
        explorer.go_to(place.pane if place.pane in PANES else "claims")
        explorer.viewing.browse(selection, explorer.workspace.dataset.row_of.get(place.claim))
