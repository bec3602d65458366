"""What the larger screens share: a list, what is under its cursor in full below it, and verbs that act on it.

A board reads and acts off the interface's thread, one command after the other; what it changed is read anew.
"""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from functools import partial
from inspect import iscoroutinefunction
from typing import TYPE_CHECKING, Generic, Literal, TypeVar

from textual import on, work
from textual.content import Content
from textual.widgets import Static

from esgtui.annotation.journal import JournalError
from esgtui.annotation.model import AnnotationError
from esgtui.garbage import without_collecting
from esgtui.tui.commands import BY_ID, Situation
from esgtui.tui.key_gate import KeyGate
from esgtui.tui.screens.dialog import Dialog, Result
from esgtui.tui.screens.text_dialog import TextDialog
from esgtui.tui.status import bar_items
from esgtui.tui.widgets.claim_detail import ClaimDetail
from esgtui.tui.widgets.command_bar import CommandBar
from esgtui.tui.widgets.plain_list import PlainList
from esgtui.tui.widgets.row_list import RowList
from esgtui.visible import visible

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Sequence

    from textual.await_complete import AwaitComplete
    from textual.widget import Widget

    from esgtui.annotation.model import Change
    from esgtui.tui.bulk import LongWrite
    from esgtui.tui.card import Block
    from esgtui.tui.commands import Keymap
    from esgtui.tui.running import Runner
    from esgtui.tui.widgets.pieces import Piece
    from esgtui.verbs.pen import Progress
    from esgtui.workspace import Workspace

Line = TypeVar("Line")
Answer = TypeVar("Answer")

READING = "Reading …"
BEGUN = "Writing to the journal …"
PATIENCE = 1.0
"""Seconds for which keys wait until a board is read; then they may close it."""
REST = 0.1
"""Seconds that the cursor has to stand on a line it came to before what takes a while is worked out for it."""


class Board(Dialog[Result], Generic[Result, Line]):
    """A board of lines, each a `Line`. Commands are methods, as in any dialog; one may be a coroutine."""

    def __init__(self, title: str, workspace: Workspace, runner: Runner, keymap: Keymap) -> None:
        super().__init__(title, keymap)
        self.workspace, self.runner = workspace, runner
        self.lines: Sequence[Line] = ()
        self._turn = asyncio.Lock()
        self._seen = 0
        self._opening = 0
        """How many commands that open a dialog are under way."""
        self._long: LongWrite | None = None

    # What a board says of itself

    @abstractmethod
    async def read(self) -> Sequence[Line]:
        """Return the lines, read off the interface's thread."""

    @abstractmethod
    def pieces(self, index: int, width: int) -> Sequence[Piece]:
        """Return how a line is shown in so many cells."""

    @abstractmethod
    def told(self, line: Line) -> Iterator[Block]:
        """Yield what is said of a line in full."""

    @abstractmethod
    def empty_text(self) -> str:
        """Return what stands in place of lines where there are none, and what to do."""

    def beginning(self) -> Callable[[Line], bool] | None:
        """Return what is true of the line that the cursor stands on at first; None for the first one."""
        return None

    def not_here(self) -> str:
        """Return why the line under the cursor cannot be acted on; empty where it can."""
        return "" if self.lines else "nothing is under the cursor"

    def subtitle(self) -> str:
        """Return what the frame says at its lower edge, such as how many lines there are."""
        return f"{len(self.lines):,}" if self.lines else ""

    async def look_closer(self, line: Line) -> None:
        """Work out what takes a while, for a line on which the cursor has come to rest."""

    # The frame

    def body(self) -> Iterator[Widget]:
        """Yield the list, the text and a line for what was done."""
        yield PlainList(self.pieces)
        yield ClaimDetail()
        yield Static("", markup=False, classes="told")

    def take_keys(self) -> None:
        """Let keys wait that were typed ahead: they are meant for the lines, unless reading takes too long for that."""
        self.set_timer(PATIENCE, self._release_keys)
        self.set_interval(1.0, self._look_for_news)

    def prepare(self) -> None:
        """Read the lines; those that come at once are in the first frame."""
        self.hold_frame()
        self.rows.empty = READING
        self._in_turn(self._read_first)

    async def _read_first(self) -> None:
        try:
            await self.reload(self.beginning())
        finally:
            self.show_frame()
            self._release_keys()

    def entry(self) -> Widget:
        """Return the list."""
        return self.rows

    @property
    def rows(self) -> PlainList:
        """The list."""
        return self.query_one(PlainList)

    @property
    def here(self) -> Line | None:
        """The line under the cursor, or None."""
        return self.lines[self.rows.cursor] if self.lines else None

    async def reload(self, *sought: Callable[[Line], bool] | None) -> None:
        """Read the lines anew; the cursor goes to the first line that any of what is sought is true of, or stays."""
        await self.runner.caught_up()
        self._seen = self.workspace.history.size
        try:
            self.lines = await self.read()
        except (AnnotationError, JournalError) as error:
            self.say(str(error))
        self.rows.empty = self.empty_text()
        places = (self.place_of(find) for find in sought if find)
        place = next((place for place in places if place is not None), self.rows.cursor)
        self.rows.show_lines(len(self.lines), place)
        self.query_one(".dialog").border_subtitle = Content(visible(self.subtitle()))
        self.show_here(is_other=True)
        self._rested(0)

    def place_of(self, find: Callable[[Line], bool]) -> int | None:
        """Return the first line that `find` is true of."""
        return next((place for place, line in enumerate(self.lines) if find(line)), None)

    def like(self, line: Line) -> Callable[[Line], bool]:
        """Return what is true of a line once the lines were read anew."""
        return lambda other: other == line

    def touched(self, changes: Sequence[Change]) -> Callable[[Line], bool] | None:  # noqa: ARG002 - boards that override it ask
        """Return what is true of the line to go to after changes; None to stay on the one under the cursor."""
        return None

    def _look_for_news(self) -> None:
        """Read the lines anew if another program wrote to the journal, which the explorer takes in."""
        here = self.here
        if self.workspace.history.size != self._seen and not self._turn.locked():
            self._in_turn(partial(self.reload, None if here is None else self.like(here)))

    @on(RowList.Moved)
    def _moved(self, message: RowList.Moved) -> None:
        message.stop()
        self.say("")
        self.forget()
        self.show_here(is_other=True)
        self._rested(REST)

    @on(RowList.Chosen)
    def _chosen(self, message: RowList.Chosen) -> None:
        message.stop()
        first = next(command.id for command in BY_ID.values() if command.place == self.PLACE)
        self.action_command(first)

    def forget(self) -> None:
        """Forget what was about to be done with the line that the cursor has left."""

    def show_here(self, *, is_other: bool) -> None:
        """Show the line under the cursor in full, and what can be done with it."""
        here = self.here
        blocks = tuple(self.told(here)) if here is not None else ()
        self.query_one(ClaimDetail).show_blocks(blocks, is_other_claim=is_other)
        self.query_one(CommandBar).show_items(bar_items(self.PLACE, self.keymap, self.situation()))

    def situation(self) -> Situation:
        """Return what decides which of the board's commands can be used."""
        return Situation(not_here=self.not_here())

    @work(group="resting", exclusive=True, description="look closer")
    async def _rested(self, rest: float) -> None:
        """Look closer at the line under the cursor, once it has stood there for so many seconds."""
        await asyncio.sleep(rest)
        here = self.here
        if here is not None:
            try:
                await self.look_closer(here)
            except (AnnotationError, JournalError) as error:
                self.say(str(error))

    # What is done

    def action_command(self, command_id: str) -> None:
        """Run one of this board's commands, or say why it cannot be used."""
        command = BY_ID[command_id]
        reason = command.why_not(self.situation()) if command.why_not and not self._turn.locked() else None
        if reason:
            self.say(f"{command.title}: {reason}")
            return
        run = getattr(self, f"do_{command_id.split('.')[1]}")
        if not iscoroutinefunction(run):
            run()
        else:
            if command.opens:
                self._opening += 1
                self._hold_keys()
            self._in_turn(partial(self._until_closed, run) if command.opens else run)

    async def _until_closed(self, run: Callable[[], Awaitable[None]]) -> None:
        """Run a command that opens a dialog, which lets the keys through; one that never came cannot do so."""
        try:
            await run()
        finally:
            self._opening -= 1
            self._release_keys()

    @work(group="board", description="in turn")
    async def _in_turn(self, run: Callable[[], Awaitable[None]]) -> None:
        """Let one command end before the next begins, and tell what went wrong."""
        async with self._turn:
            try:
                await run()
            except (AnnotationError, JournalError) as error:
                self.say(str(error))

    def _hold_keys(self) -> None:
        if isinstance(self.app, KeyGate):
            self.app.hold_keys("a dialog opens")

    def _release_keys(self) -> None:
        """Let keys through, unless a dialog is about to open that they are meant for."""
        if isinstance(self.app, KeyGate) and not self._opening:
            self.app.release_keys("a dialog opens")

    async def ask(self, dialog: Dialog[Answer]) -> Answer | None:
        """Open a dialog over this one, and return what was decided there."""
        return await self.app.push_screen_wait(dialog)

    async def write(self, verb: Callable[[Progress], tuple[Change, ...]]) -> tuple[Change, ...]:
        """Run a verb; if that lasts, it says how far it is, and closing the board stops it instead."""
        key = self.keymap.shown(f"{self.PLACE}.leave", 1)
        self._long = long = self.runner.long_write(self._say_on_top, key)
        begun = self.set_timer(PATIENCE, partial(self._say_begun, long))
        try:
            with without_collecting(freezes=True):
                return await self.runner.perform(lambda: verb(long.progress))
        finally:
            begun.stop()
            self._long = None

    def _say_begun(self, long: LongWrite) -> None:
        """Say that something is under way of which nobody has told yet how far it is."""
        if not long.is_told:
            self._say_on_top(BEGUN)

    def _say_on_top(self, text: str) -> None:
        self.say(text)
        if isinstance(self.app.screen, TextDialog):
            self.app.screen.say(text)

    def stop(self) -> None:
        """Stop what is being written, or waited for."""
        if self._long:
            self._long.stop()
        self.runner.stop_waiting()

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Close; what is still being read is of no interest any more, and would find nothing to be shown in."""
        closing = super().dismiss(result)
        self.workers.cancel_node(self)
        return closing

    def do_leave(self) -> None:
        """Close, or stop what is being written."""
        if self._long:
            self.stop()
        else:
            self.dismiss(None)

    async def change(
        self, done: str, verb: Callable[[Progress], tuple[Change, ...]], back: Literal["undo", "redo"] = "undo"
    ) -> None:
        """Run a verb, say what it did in the words of its changes after `done`, and read the lines anew.

        `back` is the command that has things as they were: what takes something back is no step that undo knows.
        """
        here = self.here
        changes = await self.write(verb)
        words = await self.runner.attempt(lambda: self.workspace.past.told(changes))
        await self.reload(self.touched(changes), None if here is None else self.like(here))
        key = self.keymap.shown(f"{self.PLACE}.{back}", 1)
        way_back = f"{key} takes it back" if back == "undo" else f"{key} brings it back"
        self.say(f"{done}: {words}; {way_back}" if changes else "Nothing to change")

    async def do_undo(self) -> None:
        """Take back the coder's last step."""
        await self.change("Undone", self.workspace.undo, "redo")

    async def do_redo(self) -> None:
        """Do the coder's last undone step again."""
        await self.change("Done again", self.workspace.redo)

    def do_switch(self) -> None:
        """Go to the text, or back to the list."""
        detail = self.query_one(ClaimDetail)
        self.set_focus(self.rows if detail.has_focus else detail)
