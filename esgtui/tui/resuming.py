"""Begins where one was the last time, and keeps where one is, so that this holds even if the program is killed.

It is kept on a thread of its own, a moment after the cursor moved: no key waits for the disk.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import msgspec

from esgtui.browsing import Selection
from esgtui.dataset.lens import Lens
from esgtui.exchange.files import ExportError
from esgtui.session import MOST_PICKED, Session
from esgtui.tui.commands import PANES
from esgtui.tui.handlers.searching import in_one_line
from esgtui.tui.key_gate import KeyGate
from esgtui.tui.preparation import load_modules

if TYPE_CHECKING:
    from esgtui.tui.screens.explorer import Explorer

KEEPING = 2.0
"""Seconds between two times that it is kept, if it is not the same any more."""


class Resuming:
    """The session of one explorer; `session` is the one of the last time."""

    def __init__(self, explorer: Explorer, session: Session) -> None:
        self._explorer = explorer
        self._now = self._kept = session
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="session")
        self._is_told = False
        self.is_new = session.is_new
        """Whether nothing was kept of this dataset yet, and the coder has not seen what is in it."""

    def begin(self) -> None:
        """Show what was shown the last time, as far as the dataset still has it, and say so."""
        self._show()
        self._explorer.visits.begin(self._kept.unrecorded)
        self._explorer.set_interval(KEEPING, self.keep)

    def go_on(self) -> None:
        """Show that once all claims are there, if only the first ones were before and nothing was done with them."""
        app = self._explorer.app
        if not (isinstance(app, KeyGate) and app.last_input):
            self._show()

    def _show(self) -> None:
        explorer, session = self._explorer, self._kept
        browser = explorer.browser
        group = session.group if session.group is None else tuple(session.group)
        chosen = Selection(
            query=in_one_line(session.query),
            company=session.company,
            lens=Lens(session.lens, ""),
            group=group,
            like=session.like,
            picked=session.picked,
            picked_as=session.picked_as,
        )
        selection = browser.standing(chosen)
        if selection.query or selection.like:
            load_modules()  # a search comes at once
        explorer.go_to(session.pane if session.pane in PANES else "claims")
        explorer.viewing.browse(selection, explorer.workspace.dataset.row_of.get(session.claim))
        if (told := self._told(selection)) and not explorer.whole.is_partial:
            explorer.tell(told)

    def _told(self, selection: Selection) -> str:
        """Return what there is to say of where one is; nothing at the beginning."""
        claim = self._kept.claim
        if not claim and selection == Selection():
            return ""
        if claim and claim not in self._explorer.workspace.dataset.row_of:
            return f"{claim}, where you were, is gone from the dataset"
        return "Where you were the last time; esgtui --fresh begins at the beginning"

    def note(self) -> None:
        """Take in where one is, once that is on the screen."""
        explorer = self._explorer
        if explorer.viewing.is_behind or explorer.whole.is_partial:
            return
        selection, claim = explorer.viewing.selection, explorer.claim_at_cursor()
        is_picked = len(selection.picked) <= MOST_PICKED
        is_beginning = not explorer.claims.cursor and selection == Selection()
        self._now = Session(
            claim=claim.id if claim and not is_beginning else "",
            query=selection.query,
            company=selection.company,
            lens=selection.lens.id,
            group=selection.group,
            like=selection.like,
            picked=selection.picked if is_picked else (),
            picked_as=selection.picked_as if is_picked else "",
            pane=explorer.pane,
            is_alone=explorer.panes.is_alone,
            sizes=explorer.panes.sizes,
            unrecorded=explorer.visits.unrecorded,
            is_new=self.is_new and is_beginning,
        )

    async def keep(self) -> None:
        """Keep where one is, if that is not the same any more; trouble is told once."""
        self.note()
        try:
            await asyncio.wrap_future(self._thread.submit(self._write))
        except (ExportError, OSError) as error:
            if not self._is_told:
                self._is_told = True
                self._explorer.tell(f"Where you are is not kept for the next time. {error}")

    def _write(self) -> None:
        now, workspace = self._now, self._explorer.workspace
        if now != self._kept:
            workspace.sessions.keep(workspace.coder, now)
            self._kept = now

    def close(self) -> None:
        """Keep where one was at the end, and what could not be recorded; whoever leaves is not held up by trouble."""
        self._now = msgspec.structs.replace(self._now, unrecorded=self._explorer.visits.unrecorded)
        self._thread.submit(self._write)
        self._thread.shutdown(wait=True)
