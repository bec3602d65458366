"""The history of a claim, or of everything: who did what, when, from what to what; single entries are taken back."""

from __future__ import annotations

import asyncio
from functools import partial
from threading import Event
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from esgtui.annotation.model import NO_CLAIM, NOTE_PREFIX, SHARED, Change, Note, Value
from esgtui.annotation.words import Renames, entry_text
from esgtui.tui.bulk import MANY
from esgtui.tui.card import GAP, Block
from esgtui.tui.keys import bindings
from esgtui.tui.past_shown import reworded
from esgtui.tui.screens.board import Board
from esgtui.tui.screens.confirm import Confirm
from esgtui.visible import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from esgtui.annotation.entries import Merge
    from esgtui.tui.commands import Keymap
    from esgtui.tui.running import Runner
    from esgtui.tui.widgets.pieces import Piece
    from esgtui.workspace import Workspace

ROOMY = 70
"""From how many cells on a line has the whole date."""
WIDEST = 14
"""How many cells a column takes at most."""
MOST_AT_FIRST, MORE = 2_000, 5
"""So many entries are read at first, and so many times as many whenever the cursor rests on the last of them."""
LONGEST = 300
"""So many characters of what was done can be seen in a line at most."""


class Log(Board[str, Change]):
    """Returns the claim to go to, or None."""

    PLACE = "log"
    BINDINGS = bindings("log")

    def __init__(self, claim: str | None, workspace: Workspace, runner: Runner, keymap: Keymap) -> None:
        super().__init__("History", workspace, runner, keymap)
        self.claim = claim
        self.scope = claim
        """The claim whose log is shown; None where that is the log of everything."""
        self._most, self._is_cut = MOST_AT_FIRST, False
        self._along: dict[str, tuple[int, Merge | None]] = {}
        """How many changes are taken back together, by step, and the merge that the step is, where that is known."""
        self._columns = (0, 0)
        self._renames: Renames = {}
        self._reasons: dict[str, str] = {}

    async def read(self) -> Sequence[Change]:
        """Return the entries, the newest first."""
        self._reasons.clear()
        self._along.clear()
        scope = self.scope
        title = f"History of {visible(scope)}" if scope else "History of everything"
        self.query_one(".dialog").border_title = Content(title)
        return await self.runner.attempt(lambda: self._entries(scope))

    def _entries(self, scope: str | None) -> list[Change]:
        found = self.workspace.past.log(scope, self._most)
        self._is_cut = len(found) >= self._most  # there may be more
        self._renames = self.workspace.past.renames()
        self._columns = (
            min(WIDEST, max((cell_len(change.by) for change in found), default=0)),
            min(WIDEST, max((cell_len(change.claim or "codebook") for change in found), default=0)),
        )
        return found

    def pieces(self, index: int, width: int) -> Sequence[Piece]:
        """Return when, who, on which claim, and what was done."""
        change = self.lines[index]
        when = f"{change.at.astimezone():%Y-%m-%d %H:%M}" if width >= ROOMY else f"{change.at.astimezone():%m-%d %H:%M}"
        by, claim = self._columns
        whose = f"for {change.coder}: " if change.coder not in (SHARED, change.by) else ""
        words = visible(f"{self._together(change)}{whose}{entry_text(change, self._renames)}"[:LONGEST])
        return (
            (f"{when}  ", "dim"),
            (_column(change.by, by), ""),
            ("" if self.scope else _column(change.claim or "codebook", claim), "accent"),
            (words, ""),
        )

    def told(self, line: Change) -> Iterator[Block]:
        """Yield an entry in full."""
        yield Block("statement", entry_text(line, self._renames))
        yield GAP
        whose = f", on what {line.coder} had put there" if line.coder not in (SHARED, line.by) else ""
        yield Block("fact", f"{line.by}{whose}", "who")
        yield Block("fact", _moment(line.at), "when")
        if line.claim != NO_CLAIM:
            yield Block("fact", line.claim, "claim")
        yield from self._values(line)
        if words := self._taken_along(line):
            yield Block("fact", words, "step")
        if reason := self._reasons.get(line.id):
            yield Block("fact", reason, "not to take back")
        row = self.workspace.dataset.row_of.get(line.claim)
        if row is not None:
            yield Block("fact", self.workspace.dataset.claims[row].statement, "statement")
        elif line.claim != NO_CLAIM:
            yield Block("fact", "the claim is no longer in the dataset", "statement")

    def _together(self, change: Change) -> str:
        """Return that an entry came with a merge, and with how many others as far as that is known by now."""
        if not change.merged_in:
            return ""
        size, _ = self._along.get(change.merged_in, (1, None))
        return f"one of {size:,} of a merge: " if size > 1 else "of a merge: "

    def _taken_along(self, change: Change) -> str:
        """Return with what an entry is taken back, if with anything."""
        size, merge = self._along.get(_step(change), (1, None))
        if merge:
            others = f", which is taken back as a whole: {size:,} changes" if size > 1 else ""
            return f"came with the merge of {merge.source} by {merge.author or 'another coder'}{others}"
        return f"{size:,} changes, which are taken back together" if size > 1 else ""

    def _values(self, line: Change) -> Iterator[Block]:
        before, after = self._value(line.before, line.field), self._value(line.after, line.field)
        yield Block("fact", before, "from")
        yield Block("fact", after, "to")
        if isinstance(line.before, Note) and isinstance(line.after, Note) and before != after:
            yield reworded(line.before.text, line.after.text, "changed")

    def _value(self, value: Value, field: str) -> str:
        """Return what a cell held, in words."""
        if isinstance(value, Note):
            return f"{value.kind}: {value.text}" if value.kind else value.text
        if isinstance(value, tuple):
            decision = self._value(value[0][1], field)
            positions = ", ".join(f"{coder}: {self._value(held, field)}" for coder, held in value[1:])
            return decision if self.workspace.team.is_blind else f"{decision} ({positions})"
        if isinstance(value, str):
            verdict = self.workspace.dataset.verdicts.get(value)
            return verdict.title if verdict else value or "nothing"
        if value is None:
            return "nothing" if field.startswith(NOTE_PREFIX) else "not set"
        return "on" if value else "off"

    def like(self, line: Change) -> Callable[[Change], bool]:
        """Return what is true of the same entry: it never changes, and newer ones come above it."""
        return lambda other: other.id == line.id

    def subtitle(self) -> str:
        """Return how many entries there are, or that they are the newest ones."""
        return f"the newest {len(self.lines):,}; the last one leads on" if self._is_cut else super().subtitle()

    def empty_text(self) -> str:
        """Return that nothing was done yet."""
        return (
            f"Nothing was done on {self.scope} yet; a shows the log of everything."
            if self.scope
            else (
                "Nothing was done yet: tags, notes, verdicts and stars are listed here, with who put them on and when."
            )
        )

    def not_here(self) -> str:
        """Return why the entry cannot be taken back on its own, as far as that is known by now."""
        here = self.here
        return super().not_here() if here is None else self._reasons.get(here.id, "")

    async def look_closer(self, line: Change) -> None:
        """Find out whether the entry can be taken back; read more if it is the last of those that were read."""
        if self._is_cut and self.rows.cursor == len(self.lines) - 1:
            self._most *= MORE
            self._in_turn(partial(self.reload, self.like(line)))
            return
        await self._weigh(line)
        if line.id not in self._reasons:
            left = Event()
            try:
                reason = await asyncio.to_thread(self.workspace.past.why_not, line, lambda: not left.is_set())
            finally:
                left.set()  # the cursor has gone on, or the board is closed
            if line is self.here:
                self._reasons[line.id] = reason or ""
                self.show_here(is_other=False)

    async def _weigh(self, line: Change) -> tuple[int, Merge | None]:
        """Find out, and show, with what an entry is taken back."""
        step = _step(line)
        if step not in self._along:
            self._along[step] = await asyncio.to_thread(self.workspace.past.taken_along, line)
            self.rows.refresh_rows()
            if line is self.here:
                self.show_here(is_other=False)
        return self._along[step]

    async def do_take_back(self) -> None:
        """Take back the step of the entry; where that is a merge, or reaches far, once the user has agreed."""
        here = self.here
        if here is None:
            return
        if (size := (await self._weigh(here))[0]) > (1 if here.merged_in else MANY):
            if reason := await asyncio.to_thread(self.workspace.past.why_not, here):
                self.say(reason)
                return
            way_back = f"{self.keymap.shown('log.redo', 1)} does all of it again."
            question = Confirm(f"Take back {size:,} changes?", self._taken_along(here), self.keymap, way_back)
            if not await self.ask(question):
                return
        await self.change("Taken back", lambda progress: self.workspace.past.take_back(here, progress), "redo")

    async def do_scope(self) -> None:
        """Show the log of everything, or of the claim again; the cursor stays on its entry."""
        here = self.here
        self.scope = self.claim if self.scope is None else None
        await self.reload(None if here is None else self.like(here))

    def do_go(self) -> None:
        """Go to the claim of the entry."""
        here = self.here
        if here is None or here.claim == NO_CLAIM:
            self.say("This entry is about no claim.")
        elif here.claim not in self.workspace.dataset.row_of:
            self.say(
                f"{here.claim} is no longer in the dataset: {self.keymap.shown('strays.open', 1)} shows such claims"
            )
        else:
            self.dismiss(here.claim)


def _step(change: Change) -> str:
    """Return the step that is taken back with an entry."""
    return change.merged_in or change.step


def _column(text: str, width: int) -> str:
    """Return a text with blanks after it, so that what follows stands in a column."""
    return set_cell_size(visible(text), width) + "  "


def _moment(at: datetime) -> str:
    return f"{at.astimezone():%Y-%m-%d %H:%M:%S}"
