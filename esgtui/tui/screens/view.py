"""What the full-screen views share: a frame whose title says what is looked at, an export, and the way to the claims.

A view is worked out off the interface's thread, anew when what it counts has changed; what it looks like is up to each.
"""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

import msgspec
from textual import work
from textual.content import Content
from textual.widgets import Static

from esgtui.annotation.journal import JournalError
from esgtui.browsing import Selection
from esgtui.counted import claims_text
from esgtui.dataset.lens import PILLARS
from esgtui.exchange.tables import TABLE_FORMATS
from esgtui.tui.commands import BY_ID, Keymap, Situation
from esgtui.tui.key_gate import KeyGate
from esgtui.tui.layout import WIDE
from esgtui.tui.screens.dialog import Dialog
from esgtui.tui.screens.export_dialog import ExportDialog, Offer
from esgtui.tui.status import bar_items
from esgtui.tui.views_kept import Worked
from esgtui.tui.widgets.command_bar import CommandBar
from esgtui.tui.widgets.cursor_text import CursorText
from esgtui.tui.working_out import WORKING, OvertakenError, WorkingOut, outcome
from esgtui.visible import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence
    from concurrent.futures import Executor
    from pathlib import Path

    from textual.await_complete import AwaitComplete
    from textual.widget import Widget

    from esgtui.exchange.formats import Format
    from esgtui.insight.table import Table
    from esgtui.workspace import Workspace

Shown = TypeVar("Shown")

NEWS = 1.0
"""Seconds between two looks at whether coders' work has changed under the view."""

HELD = 0.08
"""Seconds for which a view is held back: one that is worked out by then is seen at once, and not an empty one first."""

PATIENCE = 1.0
"""Seconds for which keys wait until a view is worked out; then they may close it."""


class Subject(msgspec.Struct, frozen=True):
    """What a view is about: the explorer's selection, and how to get its rows, which may take a while.

    `rows` returns the claims that the explorer lists; `rows_of_query` leaves the company and the group aside, for views
    whose axes these are. `filters` says in words what narrows the claims down, `query` what of that is the query.
    """

    workspace: Workspace
    selection: Selection
    rows: Callable[[], Sequence[int]]
    rows_of_query: Callable[[], Sequence[int]]
    filters: tuple[str, ...]
    query: tuple[str, ...]
    row: int | None = None
    """The claim under the explorer's cursor."""
    as_of: tuple[int, bool] = (0, False)
    """How far coders and the index were when the explorer looked up what it lists (`browsing.View`)."""


class Destination(msgspec.Struct, frozen=True):
    """Where the explorer goes when a view is left for its claims: what is selected, and the claim that is gone to."""

    selection: Selection
    row: int | None = None


class View(Dialog[Destination], Generic[Shown]):
    """A view of `Shown`, which is worked out; its commands are methods, as in any dialog, or coroutines.

    With `FOLLOWS_PLACE` the view narrows down to the company and the group chosen; else these are among what it shows.
    """

    TITLE_WORD: str
    FOLLOWS_PLACE = True
    KEEPS: ClassVar[tuple[str, ...]] = ()
    """The attributes that say what was chosen in it, which it begins with the next time (`views_kept.py`)."""
    DEPENDS_ON: ClassVar[tuple[str, ...] | None] = None
    """Those of its attributes that say what is worked out, besides the claims; None where that is not kept."""
    TELLS_BELOW = False
    """Whether what is under the cursor has lines of its own where the frame's edge is short: nothing else tells it."""

    def __init__(self, subject: Subject, keymap: Keymap) -> None:
        super().__init__(self.TITLE_WORD, keymap)
        self.subject = subject
        self.workspace = subject.workspace
        self.shown: Shown | None = None
        """What is worked out and seen; None until then."""
        self.begins_at: Hashable = None
        """Where the cursor is to stand at first, as `spot` told it; None for where it stands by itself."""
        self.left_at: Hashable = None
        """What the cursor stood on when the view was closed, as `spot` told it."""
        self.worked: Worked | None = None
        """What was worked out last, perhaps when the view was open before."""
        self._seen_as: dict[str, Any] = {}
        """What was chosen here when that was worked out which is seen; what follows from the dataset is none of it."""
        self.under_way: asyncio.Future[Worked] | None = None
        """What works it out already, ahead of its being opened."""
        self._work = WorkingOut(self.say)
        self._seen = -1
        self._is_away = False

    # What a view says of itself

    @abstractmethod
    def work_out(self, rows: Sequence[int]) -> Shown:
        """Return the view of the claims at these rows; called on a thread of its own, so it touches no widget."""

    @abstractmethod
    def show(self, shown: Shown) -> None:
        """Let the widgets show what was worked out."""

    @abstractmethod
    def table(self, shown: Shown) -> Table:
        """Return what is exported; called on a thread of its own."""

    @abstractmethod
    def content(self) -> Iterator[Widget]:
        """Yield what the frame holds, between its title and the line for what was done."""

    def destination(self) -> Destination | str:
        """Return where the cursor's claims are, or why one cannot go there."""
        return "there are no claims behind this"

    def not_here(self) -> str:
        """Return why one cannot go to what is under the cursor, empty where one can; asked whenever it moves."""
        target = self.destination()
        return target if isinstance(target, str) else ""

    def picked(self, rows: Sequence[int], words: str) -> Destination:
        """Return the way to some of the claims that the view is about; `words` say what these have in common."""
        selection = Selection(
            lens=self.subject.selection.lens,
            picked=tuple(map(self.workspace.dataset.id_at, rows)),
            picked_as=" ── ".join([words, *self.subject.filters]),
        )
        return Destination(selection)

    def spot(self) -> Hashable:
        """Return what the cursor stands on, such that it is found again in the same view."""
        return None

    def aspect(self) -> str:
        """Return what of the claims is looked at, for the title, such as a framework; empty for nothing to add."""
        return ""

    def cursor_text(self) -> str:
        """Return what the frame's lower edge says of what is under the cursor."""
        return ""

    # The frame

    def body(self) -> Iterator[Widget]:
        """Yield the content, what is under the cursor, and a line for what was done or why something cannot be."""
        yield from self.content()
        yield CursorText()
        yield Static("", markup=False, classes="told")

    def prepare(self) -> None:
        """Work the view out; what comes at once is in the first frame."""
        self.hold_frame(HELD)
        if not self.worked:
            self.say(WORKING)
        self._working_out(self.worked)

    def take_keys(self) -> None:
        """Let keys wait that were typed ahead: they are meant for what is shown, unless that takes too long."""
        self.set_timer(PATIENCE, self._release_keys)
        self.set_interval(NEWS, self._look_for_news)

    def _release_keys(self) -> None:
        if isinstance(self.app, KeyGate):
            self.app.release_keys("a dialog opens")

    def work_out_anew(self) -> None:
        """Work the view out again, since something else is asked for; the last one that was asked for is shown."""
        self._working_out()

    @work(group="working out", exclusive=True, description="work out")
    async def _working_out(self, kept: Worked | None = None) -> None:
        """Work it out, and show it; what is `kept` comes the same way, so that the screen is arranged by then."""
        self._seen = self.workspace.history.size
        ahead, self.under_way = self.under_way, None
        try:
            if ahead:
                found = await outcome(ahead)
                kept = kept or found
            worked = await self._work.result(lambda: kept or self.worked_out())
        except OvertakenError:
            return
        except JournalError as error:
            self.say(str(error))
        except OSError as error:  # what is kept of the dataset was damaged meanwhile
            self.say(error.strerror or str(error))
        else:
            self.hold_frame()
            self._take(worked)
        self.show_frame()
        self._release_keys()

    @property
    def is_waited_for(self) -> bool:
        """Whether it is being worked out."""
        return self._work.is_at_it

    def worked_out(self) -> Worked:
        """Work the view out; called on a thread of its own, also where the view is not open yet."""
        basis, subject = self.basis(), self.subject
        rows = subject.rows() if self.FOLLOWS_PLACE else subject.rows_of_query()
        return Worked(basis, len(rows), self.work_out(rows))

    @property
    def counts_work(self) -> bool:
        """Whether it tells what coders did, so that it is another one after each change."""
        return False

    def basis(self) -> Hashable:
        """Return what that which is worked out depends on, as it is by now."""
        workspace, selection = self.workspace, self.subject.selection
        if not self.FOLLOWS_PLACE:
            selection = msgspec.structs.replace(selection, company="", lens=PILLARS, group=None)
        is_searched, size = bool(selection.query or selection.like), workspace.history.size
        as_of = self.subject.as_of if self.FOLLOWS_PLACE else (size, workspace.is_search_ready)
        work = size if self.counts_work else 0
        is_blind = workspace.team.is_blind and (self.counts_work or is_searched)
        chosen = tuple(getattr(self, name) for name in self.DEPENDS_ON or ())
        return selection, as_of if is_searched else (), work, is_blind, chosen

    def _take(self, worked: Worked) -> None:
        """Show what was worked out."""
        self.worked, self.shown = worked, worked.shown
        self._seen_as = {name: vars(self)[name] for name in self.DEPENDS_ON or () if name in vars(self)}
        self.say("")
        self.query_one(".dialog").border_title = Content(visible(self.heading(worked.claims)))
        self.show(worked.shown)
        self.tell_cursor()

    async def foresee(self, thread: Executor) -> Worked:
        """Work it out on a thread for when it is opened; where nobody waits for that any more, the thread stops."""
        self.worked = await self._work.result(self.worked_out, thread, tells=False)
        return self.worked

    def counted_off(self, rows: Sequence[int]) -> Iterator[int]:
        """Yield each of some rows once, for `work_out` where it looks at all claims: so that it is told, and stops."""
        return self._work.counted_off(rows)

    def heading(self, claims: int) -> str:
        """Return the title: what is looked at, of how many claims, and what narrows these down."""
        filters = self.subject.filters if self.FOLLOWS_PLACE else self.subject.query
        total = len(self.workspace.dataset.claims)
        counted = claims_text(total) if claims == total else f"{claims:,} of {claims_text(total)}"
        return " ── ".join(filter(None, [self.TITLE_WORD, self.aspect(), counted, *filters]))

    def tell_cursor(self) -> None:
        """Say at the lower edge what is under the cursor, and show what can be done with it."""
        told, below = self.cursor_text(), self.query_one(CursorText)
        below.display = self.TELLS_BELOW and self.app.size.width < WIDE
        below.show_text(told)
        self.query_one(".dialog").border_subtitle = Content("" if below.display else visible(told))
        self.query_one(CommandBar).show_items(bar_items(self.PLACE, self.keymap, self.situation()))

    def situation(self) -> Situation:
        """Return what decides which of the view's commands can be used."""
        return Situation(not_here=self.not_here() if self.shown is not None else WORKING)

    def _look_for_news(self) -> None:
        """Work it out anew if coders' work has changed, which the explorer below takes in."""
        if self.workspace.history.size != self._seen and not self._is_away:
            self._seen = self.workspace.history.size
            if not self.worked or self.worked.basis != self.basis():
                self.work_out_anew()

    # What is done

    def say(self, text: str) -> None:
        """Say what was done, or why it cannot be; the line is there only while there is something to say."""
        self.tell(".told", visible(text))

    def tell(self, line: str, text: str) -> None:
        """Let one of the lines say something; it is there only then."""
        told = self.query_one(line, Static)
        told.display = bool(text)
        if str(told.content) != text:  # else all would be arranged and painted again
            told.update(Content(text))

    def action_command(self, command_id: str) -> None:
        """Run one of this view's commands, or say why it cannot be used."""
        command = BY_ID[command_id]
        reason = command.why_not(self.situation()) if command.why_not else None
        if reason:
            self.say(f"{command.title}: {reason}")
            return
        self.say("")
        super().action_command(command_id)

    @work(group="going", exclusive=True, description="go to claims")
    async def do_go(self) -> None:
        """Go to the claims under the cursor, in the explorer; very many are not picked in a moment."""
        target = await asyncio.to_thread(self.destination)
        if isinstance(target, Destination):
            self.dismiss(target)

    def do_export(self) -> None:
        """Write the view to a file."""
        if self.shown is not None and not self._is_away:
            self._is_away = True
            self._exporting(self.shown)

    @work(group="exporting", description="export")
    async def _exporting(self, shown: Shown) -> None:
        async def write(path: Path, wanted: Format, _only: bool, overwrite: bool, _tell: object) -> str:
            table = await asyncio.to_thread(self.table, shown)
            await asyncio.to_thread(self.workspace.exports.write_table, path, table, wanted=wanted, overwrite=overwrite)
            return table.title

        name = f"{self.workspace.dataset.header.id}-{self.PLACE}{TABLE_FORMATS[0].suffix}"
        offer = Offer(f"Export: {self.TITLE_WORD}", "File, with what the view shows:", name, TABLE_FORMATS)
        try:
            done = await self.app.push_screen_wait(ExportDialog(offer, write, self.keymap))
        finally:
            self._is_away = False
        if done:
            self.say(done)

    def dismiss(self, result: Destination | None = None) -> AwaitComplete:
        """Close; what is still being worked out is of no interest any more.

        Who goes to claims comes back to what was seen, and not to what was to come in its place.
        """
        if result is not None:
            for name, value in self._seen_as.items():
                setattr(self, name, value)
        self.left_at = self.spot() if self.shown is not None else None
        closing = super().dismiss(result)
        self.workers.cancel_node(self)
        return closing
