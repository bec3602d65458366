"""Makes an explorer ready once it is painted: its index, what its claims state, what is offered; and keeps it tidy."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from esgtui.garbage import give_back
from esgtui.tui.beside import begin_beside
from esgtui.tui.key_gate import KeyGate
from esgtui.tui.preparation import Preparation, load_modules, load_what_is_soon_used
from esgtui.tui.tidying import EVERY, Tidying
from esgtui.tui.views_foreseen import Foreseeing

if TYPE_CHECKING:
    from esgtui.checklist.checklist import Checklist
    from esgtui.dataset.aside import Rest
    from esgtui.tui.screens.explorer import Explorer

AFTER_FIRST_PAINT = 0.3
"""Seconds after which the index is built in the background, so that it does not hold up what is seen first."""


class Readying:
    """What goes on behind one explorer; `preparation` is the thread for long work, which others may ask for, too."""

    def __init__(self, explorer: Explorer) -> None:
        self._explorer, self._tidying = explorer, Tidying()
        self.foreseeing = Foreseeing(explorer)
        self.preparation = Preparation(explorer.show_work_from_thread, explorer.show_work, self._is_used_now)

        self._is_noticing = False

    def start(self) -> None:
        """Begin soon, and go on as long as the explorer is there."""
        begin_beside(self._explorer, self._read_rules(), group="rules", description="rules")
        self._explorer.set_timer(AFTER_FIRST_PAINT, self._begin)
        self._explorer.set_interval(EVERY, self._tidy)

    def end(self) -> None:
        """Stop whatever is going on."""
        self._tidying.end()
        self.preparation.stop()
        if rest := self._explorer.workspace.rest:
            rest.stop()

    def _begin(self) -> None:
        """Load on this thread what others rank with too, and begin to prepare."""
        self._tidying.begin()
        load_modules()
        self._explorer.call_later(load_what_is_soon_used)
        rest = self._explorer.workspace.rest
        work = self._prepare_first(rest) if rest else self._prepare()
        begin_beside(self._explorer, work, group="index", is_exclusive=True, description="index")
        if not rest:
            self._explorer.noticed.begin()

    async def _read_rules(self) -> None:
        """Read the rules of the checklist once a claim is painted, then show what it states, and tell what is wrong."""
        explorer, is_painted = self._explorer, asyncio.Event()
        await explorer.viewing.shown.wait()
        explorer.call_after_refresh(is_painted.set)
        await is_painted.wait()
        checklist = await asyncio.to_thread(self._checklist)
        if explorer.is_mounted:
            explorer.faults.tell_rules(checklist.rules.warnings)
            explorer.show_claim(is_other_claim=False)

    def _checklist(self) -> Checklist:
        """Return the checklist of the present workspace, with its rules compiled."""
        checklist = self._explorer.workspace.checklist
        checklist.get_ready()
        return checklist

    async def _prepare_first(self, rest: Rest) -> None:
        """Prepare to find the first claims, and then all of them, once they are there."""
        await asyncio.to_thread(self._explorer.workspace.finder.prepare)
        if await self._explorer.whole.read(rest):
            self._explorer.noticed.begin()
            await self._prepare()

    async def _prepare(self) -> None:
        """Build the index; a search that looked at a part of it is done again on the whole. Then read all claims."""
        explorer = self._explorer
        explorer.workspace.finder.is_helped = True
        await asyncio.to_thread(explorer.workspace.finder.take_kept)  # the soonest, and filters and pickers ask for it
        await asyncio.to_thread(explorer.workspace.carried.tagged)  # counts, conflicts and going on ask for it
        await asyncio.to_thread(explorer.workspace.codebook.uses)  # the codebook asks for it
        await asyncio.to_thread(explorer.workspace.carried.keep)
        if await self.preparation.run(explorer.workspace):
            self._look_again()
            await self.preparation.read_claims(explorer.workspace)
            self._tidying.begin()  # what was prepared stays, too
            await asyncio.to_thread(give_back)  # what very many claims took for a moment
            self.foreseeing.begin()

    def follow(self) -> None:
        """Have the search find what was done on very many claims at once: who searches meanwhile need not wait."""
        workspace = self._explorer.workspace
        if not self._is_noticing and workspace.is_search_ready and workspace.finder.is_behind:
            self._is_noticing = True
            begin_beside(self._explorer, self._notice(), group="notice", description="notice")

    async def _notice(self) -> None:
        try:
            await self.preparation.notice(self._explorer.workspace)
        finally:
            self._is_noticing = False
        self._look_again()

    def _look_again(self) -> None:
        """Do a search again that looked at a part of what there is."""
        viewing = self._explorer.viewing
        if viewing.selection.query or viewing.selection.like:
            viewing.again()

    def _tidy(self) -> None:
        """See to changes and garbage that piled up; nobody looks through the latter while an index is built."""
        self.follow()
        app = self._explorer.app
        if not self.preparation.is_at_work and isinstance(app, KeyGate):
            self._tidying.look(app.last_input, is_settled=self._explorer.is_active)

    def _is_used_now(self) -> bool:
        """Whether a key or the mouse was used in the last moment; may be asked from any thread."""
        return isinstance(self._explorer.app, KeyGate) and self._explorer.app.is_used_now()
