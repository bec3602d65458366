"""Shows all claims of a dataset in place of its first ones, once they are read: then nothing is different from others.

Until then claims are read, searched and annotated like any; what needs all of them says that it has to wait.
"""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from esgtui.counted import claims_text
from esgtui.dataset.problems import DatasetError
from esgtui.tui.beside import heed
from esgtui.tui.faults import COMMAND as FAULTS
from esgtui.tui.trouble import tell_doubt, tell_left_out

if TYPE_CHECKING:
    from esgtui.dataset.aside import Rest
    from esgtui.tui.screens.explorer import Explorer
    from esgtui.workspace import Workspace


class Whole:
    """Whether all claims are there, in one explorer; `read` sees to it that they are."""

    def __init__(self, explorer: Explorer) -> None:
        self._explorer = explorer
        self._done, self._total = 0, 1
        self._was_read = False
        self.is_there = asyncio.Event()
        """Set once all claims are shown."""
        if explorer.workspace.rest is None:
            self.is_there.set()

    @property
    def is_partial(self) -> bool:
        """Whether only the first claims are shown."""
        return bool(self._explorer.workspace.dataset.about)

    @property
    def is_read(self) -> bool:
        """Whether all claims were read, if that could be done; they may still have to wait for their turn."""
        return self.is_there.is_set() or self._was_read

    @property
    def why_not(self) -> str:
        """Why what needs all claims cannot be used; empty where they are there."""
        if not self.is_partial:
            return ""
        if self._was_read:
            return f"it needs all claims, which cannot be read: {self._explorer.keymap.shown(FAULTS, 1)} tells why"
        return f"it needs all claims, which are being read: {100 * self._done // max(1, self._total)} %"

    @property
    def note(self) -> str:
        """What to say where nothing was found; empty where that is so in all claims."""
        shown = len(self._explorer.workspace.dataset.claims)
        return f"Looked at are the first {claims_text(shown)} alone." if self.is_partial else ""

    async def read(self, rest: Rest) -> bool:
        """Read all claims and show them, with everything where it was; return whether that could be done."""
        explorer, first = self._explorer, self._explorer.workspace
        preparation = explorer.readying.preparation
        try:
            dataset = await preparation.wait_for(rest, self._follow)
            if dataset is None:
                return False
            workspace = await explorer.runner.attempt(lambda: first.renewed(dataset, first.marks))
        except DatasetError as error:
            self._was_read = True
            explorer.reloading.refuse(error, "This dataset cannot be used. You see its first claims alone.")
            return False
        building = asyncio.ensure_future(preparation.run(workspace))
        building.add_done_callback(heed)
        await self._take(workspace)
        return await building

    def _follow(self, done: int, total: int) -> None:
        self._done, self._total = done, total

    async def _take(self, workspace: Workspace) -> None:
        """Show all claims once nothing is at work on the first ones, and tell what came with them."""
        explorer = self._explorer
        if explorer.app.screen is not explorer:
            explorer.notify("All claims are read: you see them when you close this", markup=False)
        await explorer.runner.in_turn(partial(explorer.reloading.swap, workspace))
        if not explorer.is_mounted:
            return
        self.is_there.set()
        took = {(change.claim, change.coder) for change in workspace.merged}
        merged = [f"; took in {len(took):,} annotations that they came with"] if took else []
        read = f"All {claims_text(len(workspace.dataset.claims))} are read"
        explorer.tell(*(read + each for each in merged), read)
        tell_left_out(explorer)
        tell_doubt(explorer)
        explorer.resuming.go_on()
