"""Run the explorer's commands: one after the other, verbs off the interface's thread, errors told."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext, suppress
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from esgtui.annotation.journal import JournalError
from esgtui.annotation.model import AnnotationError
from esgtui.garbage import without_collecting
from esgtui.tui import drafting
from esgtui.tui.beside import begin_beside, heed
from esgtui.tui.bulk import MANY, LongWrite, StoppedError, resolve_range
from esgtui.tui.commands import BY_ID
from esgtui.tui.handlers import ACT_ON_CLAIMS, Running, start
from esgtui.tui.key_gate import KeyGate, Why
from esgtui.tui.trouble import GivenUpError, is_to_be_tried_again, tell_recoveries
from esgtui.tui.underway import Underway
from esgtui.tui.waiting import READING, WRITING, Waiting

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Sequence

    from esgtui.tui.screens.explorer import Explorer
    from esgtui.verbs.pen import Progress

Returned = TypeVar("Returned")

PATIENCE = 1.0
"""Seconds after which people are told that the journal is being read, or written."""

_STOP = "explorer.back"
"""The command that stops a long change."""

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
        self._long: LongWrite | None = None
        self._last_long: LongWrite | None = None
        self._is_looking = False
        self._arrivals = explorer.workspace.journal.arrivals
        """Those of which it was told: whatever is asked of the journal meanwhile, on any thread, may take in more."""
        self._trouble = ""
        self._asked = 0
        """How much is asked of the journal at this moment."""
        self.saving = Underway()
        """What is yet to be saved, or given up by whoever is asked about it."""
        self._is_left = False
        """Whether the user stopped what looking for news began, which is then left until something is saved."""

    @cached_property
    def _waiting(self) -> Waiting:
        waiting = Waiting(self._tell_on_top, self._explorer.keymap.shown(_STOP, 1))
        self._explorer.workspace.journal.listen(waiting)
        return waiting

    def _tell_on_top(self, text: str) -> None:
        """Say something in passing on the screen that is seen."""
        from esgtui.tui.screens.board import Board

        screen = self._explorer.app.screen
        if isinstance(screen, Board):
            screen.say(text)
        else:
            self._explorer.show_work(text)

    def stop_waiting(self) -> bool:
        """Stop what the journal keeps waiting, if the user knows that anything is; return whether that is so."""
        is_kept = self._asked > 0 and self._waiting.is_told
        if is_kept:
            self._waiting.stop()
        return is_kept

    def run(self, command_id: str, number: int = 0) -> None:
        """Run a command on what is marked or under the cursor at this moment, or say why it cannot be used.

        `number` is that of the key pressed, for a command that has numbered ones.
        """
        explorer, command = self._explorer, BY_ID[command_id]
        if self._is_for_long_write(command_id):
            return
        explorer.hush()
        if self._turn.locked() or self._is_too_early(command_id):
            if not self._is_for_dialog():
                self._hold_keys("a command has to wait")
            begin_beside(explorer, self._once_ready(command_id, number), group="commands", description=command_id)
            return
        reason = command.why_not(explorer.situation()) if command.why_not else None
        if reason:
            explorer.warn(f"{command.title}: {reason}")
            return
        explorer.places.follow(command)
        acts = command_id in ACT_ON_CLAIMS
        are_many = acts and len(explorer.claims.marked) > MANY
        if are_many:
            running: Running = self._on_many(command_id, number)
        else:
            running = start(explorer, command_id, explorer.targets() if acts else (), number)
        opens = running is not None and (command.opens or are_many)
        if not opens:  # below a dialog the tour would name keys that do something else there
            explorer.tour.follow(command_id)
        if running is None:
            return
        if opens:
            explorer.app.clear_notifications()  # what was told of the command before would lie on the dialog
            self._hold_keys("a dialog opens")
        begin_beside(
            explorer, self._in_turn(running, command_id, opens=opens), running, group="commands", description=command_id
        )

    def _is_for_dialog(self) -> bool:
        """Whether keys are for a dialog of the command before, which would never end if they had to wait for that.

        A command comes by then of a click, or of a key that was on its way below the dialog.
        """
        app = self._explorer.app
        is_opening = isinstance(app, KeyGate) and app.are_keys_held("a dialog opens")
        return self._turn.locked() and (is_opening or app.screen is not self._explorer)

    async def _on_many(self, command_id: str, number: int) -> None:
        """Run a command on all that is marked: which claims these are takes longer than one frame of the screen."""
        targets = await asyncio.to_thread(self._explorer.targets)
        running = start(self._explorer, command_id, targets, number)
        if running is not None:
            await running

    def _is_too_early(self, command_id: str) -> bool:
        """Whether a command is meant for what the keys before it come to, and that is not known yet."""
        explorer = self._explorer
        if command_id in NEEDS_OFFERS and (explorer.completing.is_behind or not explorer.asked.known.is_set()):
            return True
        if command_id in ACT_ON_CLAIMS and explorer.claims.span is not None:
            return True
        return explorer.viewing.is_behind and command_id not in NEEDS_NO_VIEW

    async def _once_ready(self, command_id: str, number: int) -> None:
        """Run a command that was asked for during another or a search: it is meant for what these come to."""
        async with self._turn:
            if command_id not in NEEDS_NO_VIEW:
                await self._explorer.viewing.shown.wait()
            if command_id in NEEDS_OFFERS:
                await self._explorer.asked.known.wait()
                await self._explorer.completing.caught_up()
            if command_id in ACT_ON_CLAIMS:
                await resolve_range(self._explorer)
        self.run(command_id, number)
        self._release_keys("a command has to wait")

    def _hold_keys(self, why: Why) -> None:
        if isinstance(self._explorer.app, KeyGate):
            self._explorer.app.hold_keys(why)

    def _release_keys(self, why: Why) -> None:
        if isinstance(self._explorer.app, KeyGate):
            self._explorer.app.release_keys(why)

    async def _in_turn(self, running: Coroutine[None, None, None], command_id: str, *, opens: bool) -> None:
        """Let one command end before the next begins, and tell what went wrong."""
        async with self._turn:
            try:
                with nullcontext() if opens or command_id not in ACT_ON_CLAIMS else self.saving.one_more():
                    await running  # what it looks up first counts as saving, too: whoever leaves would lose the change
            except (AnnotationError, JournalError) as error:
                self._explorer.warn(str(error))
            finally:
                if opens:
                    self._release_keys("a dialog opens")  # a dialog that never came cannot do it
        if opens:
            self._explorer.tour.follow(command_id)
        self.settle_drafts()
        self._explorer.refresh_annotations()

    def settle_drafts(self) -> None:
        """Have the journal take, aside, the drafts that it could not take before."""
        if self._explorer.workspace.drafts.is_behind:
            self._explorer.aside(self._settle)

    async def _settle(self) -> None:
        with suppress(AnnotationError, JournalError):  # they are where they were, and whoever leaves is asked
            await self.attempt(self._explorer.workspace.drafts.settle, WRITING)

    async def in_turn(self, do: Callable[[], Awaitable[None]]) -> None:
        """Do something while no command is at work, nor any dialog of one open; keys wait for it."""
        async with self._turn:
            await do()

    async def perform(self, verb: Callable[[], Returned]) -> Returned:
        """Run a verb of the workspace on the journal's thread; when it returns, its changes are durable.

        What cannot be saved is asked about until it is saved, here or elsewhere, or given up.
        """
        with self.saving.one_more():
            return await self._until_saved(verb)

    async def _until_saved(self, verb: Callable[[], Returned]) -> Returned:
        while True:
            try:
                done = await self.attempt(verb, WRITING)
            except JournalError as error:
                self._trouble = str(error)  # told by what is asked; looking for news need not tell it again
                if not await is_to_be_tried_again(self._explorer, str(error)):
                    raise GivenUpError(str(error)) from error
            else:
                self._is_left = False
                return done

    async def attempt(self, verb: Callable[[], Returned], doing: str = READING) -> Returned:
        """Run a verb once on the journal's thread, such as one that only reads; what goes wrong is raised.

        `doing` is what is said of it if it takes long.
        """
        waiting, is_told = self._waiting, False
        if not self._asked:
            waiting.begin()
        self._asked += 1
        try:
            running = asyncio.get_running_loop().run_in_executor(self.writer, verb)
            running.add_done_callback(heed)
            done, _ = await asyncio.wait({running}, timeout=PATIENCE)
            if not done and not waiting.is_told:
                is_told = True
                self._explorer.show_work(doing)
            return await running
        finally:
            self._asked -= 1
            if (is_told or waiting.is_told) and not self._asked:
                self._explorer.show_work()

    async def perform_on(self, claims: Sequence[str], verb: Callable[[Progress | None], Returned]) -> Returned:
        """Run a verb that changes these claims; if they are many, the user sees how far it is and can stop it."""
        if len(claims) <= MANY:
            return await self.perform(lambda: verb(None))
        return await self.perform_long(verb)

    def long_write(self, tell: Callable[[str], None], stop_key: str) -> LongWrite:
        """Return a change of many claims that is about to be written; it is stopped where the program is ended."""
        self._last_long = LongWrite(tell, stop_key)
        return self._last_long

    async def perform_long(self, verb: Callable[[Progress | None], Returned]) -> Returned:
        """Run a verb that changes many claims; the user sees how far it is and can stop it."""
        key = self._explorer.keymap.shown(_STOP, 1)
        self._long = long = self.long_write(self._explorer.show_work, key)
        try:
            with without_collecting(freezes=True):
                return await self.perform(lambda: verb(long.progress))
        finally:
            self._long = None
            self._explorer.show_work()

    def _is_for_long_write(self, command_id: str) -> bool:
        """Stop a long change if that is the command; while one is shown as it goes on, nothing else is begun."""
        long = self._long
        if command_id == _STOP and self.stop_waiting():
            return True
        if long is None or (command_id != _STOP and not long.is_told):
            return False
        if command_id == _STOP:
            long.stop()
        else:
            key = self._explorer.keymap.shown(_STOP, 1)
            self._explorer.warn(f"{BY_ID[command_id].title}: a change is being written; {key} stops it")
        return True

    async def caught_up(self) -> None:
        """Return once all is taken in that other programs wrote, also where a look at it is under way."""
        if not await self.take_in_news():
            await self.attempt(lambda: None)  # comes after that look, on the same thread

    async def take_in_news(self) -> bool:
        """Take in what another program wrote to the same journal; return whether anything came since the last look.

        A look that takes longer than the time between two is not overtaken, and trouble is told once.
        """
        if self._is_looking or self._is_left:
            return False
        self._is_looking = True
        trouble, has_news = "", False
        try:
            workspace = self._explorer.workspace
            _, has_drafts = await self.attempt(lambda: (workspace.journal.refresh(), workspace.drafts.take_news()))
            arrivals = workspace.journal.arrivals
            has_news, self._arrivals = arrivals != self._arrivals, arrivals
            if has_drafts and not has_news:
                drafting.show(self._explorer)
        except JournalError as error:
            trouble = str(error)
        except StoppedError as error:
            trouble, self._is_left = str(error), True
        finally:
            self._is_looking = False
        is_on_top = self._explorer.app.screen is self._explorer  # a dialog tells of its own trouble, which comes first
        if trouble not in ("", self._trouble) and is_on_top:
            self._explorer.warn(trouble)
        self._trouble = trouble if is_on_top else self._trouble
        tell_recoveries(self._explorer)
        return has_news

    def close(self) -> None:
        """Finish what is being written, but for what would take long: that is stopped, and changes nothing."""
        if self._last_long:
            self._last_long.stop()
        self._waiting.end()
        self.writer.shutdown(wait=True)
