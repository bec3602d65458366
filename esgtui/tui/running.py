"""Run the explorer's commands: one after the other, verbs off the interface's thread, errors told."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from esgtui.annotation.journal import JournalError
from esgtui.annotation.model import AnnotationError
from esgtui.tui.commands import BY_ID
from esgtui.tui.handlers import start
from esgtui.tui.key_gate import KeyGate, Why
from esgtui.tui.trouble import is_to_be_tried_again, tell_recoveries

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from esgtui.tui.screens.explorer import Explorer

Returned = TypeVar("Returned")

PATIENCE = 1.0
"""Seconds after which people are told that something is being written."""

NEEDS_NO_VIEW = frozenset({"search.leave", "explorer.quit"})
"""Commands that do not look at what is shown, and need not wait until a search has ended."""

NEEDS_OFFERS = frozenset({"search.take", "search.up", "search.down", "search.offer_above"})
"""Commands that act on what is offered for the text in the search bar, as far as it is typed by then."""


class Runner:
    """Runs commands on one explorer, in the order of the keys."""

    def __init__(self, explorer: Explorer) -> None:
        self._explorer = explorer
        self._turn = asyncio.Lock()
        self.writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="journal")
        """The only thread that writes to the journal."""
        self._is_looking = False
        self._trouble = ""

    def run(self, command_id: str) -> None:
        """Run a command on what is marked or under the cursor at this moment, or say why it cannot be used."""
        explorer, command = self._explorer, BY_ID[command_id]
        explorer.hush()
        if self._turn.locked() or self._is_too_early(command_id):
            self._hold_keys("a command has to wait")
            explorer.run_worker(self._once_ready(command_id), group="commands", description=command_id)
            return
        reason = command.why_not(explorer.situation()) if command.why_not else None
        if reason:
            explorer.warn(f"{command.title}: {reason}")
            return
        running = start(explorer, command_id, explorer.targets())
        if running is None:
            return
        if command.opens:
            self._hold_keys("a dialog opens")
        explorer.run_worker(self._in_turn(running, opens=command.opens), group="commands", description=command_id)

    def _is_too_early(self, command_id: str) -> bool:
        """Whether a command is meant for what the keys before it come to, and that is not known yet."""
        explorer = self._explorer
        if command_id in NEEDS_OFFERS and (explorer.completing.is_behind or not explorer.asked.known.is_set()):
            return True
        return explorer.is_behind and command_id not in NEEDS_NO_VIEW

    async def _once_ready(self, command_id: str) -> None:
        """Run a command that was asked for during another or a search: it is meant for what these come to."""
        async with self._turn:
            if command_id not in NEEDS_NO_VIEW:
                await self._explorer.shown.wait()
            if command_id in NEEDS_OFFERS:
                await self._explorer.asked.known.wait()
                await self._explorer.completing.caught_up()
        self.run(command_id)
        self._release_keys("a command has to wait")

    def _hold_keys(self, why: Why) -> None:
        if isinstance(self._explorer.app, KeyGate):
            self._explorer.app.hold_keys(why)

    def _release_keys(self, why: Why) -> None:
        if isinstance(self._explorer.app, KeyGate):
            self._explorer.app.release_keys(why)

    async def _in_turn(self, running: Coroutine[None, None, None], *, opens: bool) -> None:
        """Let one command end before the next begins, and tell what went wrong."""
        async with self._turn:
            try:
                await running
            except (AnnotationError, JournalError) as error:
                self._explorer.warn(str(error))
            finally:
                if opens:
                    self._release_keys("a dialog opens")  # a dialog that never came cannot do it
        self._explorer.refresh_annotations()

    async def perform(self, verb: Callable[[], Returned]) -> Returned:
        """Run a verb of the workspace on the journal's thread; when it returns, its changes are durable.

        What cannot be saved is asked about until it is saved, here or elsewhere, or given up.
        """
        while True:
            try:
                return await self._do(verb)
            except JournalError as error:
                if not await is_to_be_tried_again(self._explorer, str(error)):
                    raise JournalError(f"Given up, and not saved. {error}") from error

    async def _do(self, verb: Callable[[], Returned]) -> Returned:
        doing = asyncio.get_running_loop().run_in_executor(self.writer, verb)
        done, _ = await asyncio.wait({doing}, timeout=PATIENCE)
        if not done:
            self._explorer.tell("Writing to the journal …")
        return await doing

    async def take_in_news(self) -> bool:
        """Take in what another program wrote to the same journal; return whether there was anything.

        A look that takes longer than the time between two is not overtaken, and trouble is told once.
        """
        if self._is_looking:
            return False
        self._is_looking = True
        trouble, has_news = "", False
        try:
            has_news = await self._do(self._explorer.workspace.journal.refresh)
        except JournalError as error:
            trouble = str(error)
        finally:
            self._is_looking = False
        if trouble not in ("", self._trouble):
            self._explorer.warn(trouble)
        self._trouble = trouble
        tell_recoveries(self._explorer)
        return has_news

    def close(self) -> None:
        """Finish what is being written."""
        self.writer.shutdown(wait=True)
