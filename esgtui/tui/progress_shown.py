"""The counts of the panes, where they say how far the coder is: worked out on another thread, one view at a time."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from esgtui.tui.beside import begin_beside

if TYPE_CHECKING:
    from esgtui.tui.screens.explorer import Explorer


class ProgressShown:
    """Whether one explorer's panes show claims tagged, and keeps them up to date."""

    def __init__(self, explorer: Explorer) -> None:
        self._explorer = explorer
        self._is_counting = False
        self._is_behind = False
        self.is_on = False

    def turn(self) -> None:
        """Change between counts of claims and of what of them is tagged."""
        explorer = self._explorer
        self.is_on = not self.is_on
        coder = explorer.workspace.coder
        explorer.tell(f"Counts: tagged by {coder}, of all claims" if self.is_on else "Counts: claims")
        if self.is_on:
            self.follow()
        else:
            explorer.companies.show_done(None)
            explorer.groups.show_done(None)

    def follow(self) -> None:
        """Count anew, soon, since what is shown or what is tagged has changed."""
        self._is_behind = self.is_on
        if self.is_on and not self._is_counting:
            self._is_counting = True
            begin_beside(self._explorer, self._count(), group="progress", description="progress")

    async def _count(self) -> None:
        from esgtui.progress import progress_of

        explorer = self._explorer
        try:
            while self._is_behind and explorer.viewing.view is not None:
                self._is_behind = False
                view = explorer.viewing.view
                done = await asyncio.to_thread(progress_of, explorer.workspace, view)
                if self.is_on and view is explorer.viewing.view:
                    explorer.companies.show_done(done.companies)
                    explorer.groups.show_done(done.groups)
        finally:
            self._is_counting = False
