"""Annotated claims that the dataset changed under the annotations: those that are gone, those reworded."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import msgspec

from esgtui.annotation.model import VERDICT
from esgtui.tui.card import GAP, Block, note_label
from esgtui.tui.keys import bindings
from esgtui.tui.past_shown import judgement_text, reworded, statements_before
from esgtui.tui.screens.board import Board
from esgtui.visible import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from esgtui.annotation.model import Annotation
    from esgtui.tui.commands import Keymap
    from esgtui.tui.running import Runner
    from esgtui.tui.widgets.pieces import Piece
    from esgtui.verbs.past import Orphan, Resembling
    from esgtui.workspace import Workspace


class Stray(msgspec.Struct, frozen=True):
    """A claim that is gone, or, without an orphan, one that says something else now; `statement` is what it said."""

    claim: str
    statement: str
    orphan: Orphan | None = None


class Strays(Board[str, Stray]):
    """Returns the claim to go to, or None. `at` is the claim under the explorer's cursor."""

    PLACE = "strays"
    BINDINGS = bindings("strays")

    def __init__(self, at: str | None, workspace: Workspace, runner: Runner, keymap: Keymap) -> None:
        super().__init__("Gone or reworded", workspace, runner, keymap)
        self._at = at
        self._like: dict[str, Resembling | None] = {}

    async def read(self) -> Sequence[Stray]:
        """Return the claims that are gone, and then those that were reworded."""
        return await self.runner.attempt(self._strays)

    def _strays(self) -> list[Stray]:
        workspace = self.workspace
        gone = [Stray(each.claim, each.statement, each) for each in workspace.gone.claims()]
        claims = workspace.carried.reworded()
        return [*gone, *(Stray(claim, next(iter(statements_before(workspace, claim)), "")) for claim in claims)]

    def pieces(self, index: int, width: int) -> Sequence[Piece]:
        """Return whether the claim is gone or reworded, which it is, and what it said."""
        stray = self.lines[index]
        return (
            ("gone  " if stray.orphan else "≠     ", ""),
            (f"{visible(stray.claim)}  ", "accent"),
            (visible(stray.statement[: 2 * width]) or "what it said is not known", "" if stray.statement else "dim"),
        )

    def told(self, line: Stray) -> Iterator[Block]:
        """Yield what the claim said, what is on it, and which claim is most like it, or what it says now."""
        if line.orphan is None:
            now = self.workspace.dataset.claim(line.claim).statement
            yield Block("statement", now)
            yield GAP
            yield (
                reworded(line.statement, now, "≠ reworded") if line.statement else Block("fact", "not known", "before")
            )
            return
        yield Block("statement", line.statement or "What it said is not known.")
        yield GAP
        for annotation in line.orphan.annotations:
            yield from self._annotation(annotation)
        for draft in line.orphan.drafts:
            yield Block("note", draft, "✎? draft")
        yield GAP
        if line.claim in self._like:
            yield from self._resembling(self._like[line.claim])
        elif line.statement:
            yield Block("fact", "looking for the claim most like it …", "most like it")
        if self._at:
            yield Block("fact", f"{self._at}, where the explorer's cursor stands", "or to")

    def _annotation(self, annotation: Annotation) -> Iterator[Block]:
        parts = ["★"] if annotation.starred else []
        parts += [f"#{tag}" for tag in annotation.tags]
        if annotation.verdict:
            parts.append(judgement_text(self.workspace, VERDICT, annotation.verdict))
        if parts:
            yield Block("tags", " ".join(parts), annotation.coder)
        for note in annotation.notes:
            yield Block("note", note.text, note_label(annotation.coder, note))

    def _resembling(self, found: Resembling | None) -> Iterator[Block]:
        if found is None:
            yield Block("fact", "no claim is like it", "most like it")
            return
        yield Block("fact", f"{found.claim}, {found.likeness} % alike", "most like it")
        yield Block("fact", self.workspace.dataset.claim(found.claim).statement, " ")

    def beginning(self) -> Callable[[Stray], bool]:
        """Begin at the explorer's claim, if it was reworded."""
        return lambda line: line.claim == self._at

    def empty_text(self) -> str:
        """Return that nothing went astray."""
        return "Every annotated claim is in the dataset, and says what it said then."

    def not_here(self) -> str:
        """Return why what is on the claim cannot be moved to the one most like it."""
        here = self.here
        if here is None:
            return super().not_here()
        if here.orphan is None:
            return "the claim is still there; only its words changed"
        is_known_alone = here.claim in self._like and self._like[here.claim] is None
        key = self.keymap.shown("strays.here", 1)
        return f"no claim is like it; {key} moves it to the one under the explorer's cursor" if is_known_alone else ""

    def subtitle(self) -> str:
        """Return how many are gone, and how many were reworded."""
        gone = sum(stray.orphan is not None for stray in self.lines)
        return f"{gone:,} gone, {len(self.lines) - gone:,} reworded" if self.lines else ""

    async def look_closer(self, line: Stray) -> None:
        """Look for the claim that is most like one that is gone."""
        await self._resembling_of(line)
        if line is self.here:
            self.show_here(is_other=False)

    async def _resembling_of(self, stray: Stray) -> Resembling | None:
        orphan = stray.orphan
        if orphan is None:
            return None
        if stray.claim not in self._like:
            self._like[stray.claim] = await asyncio.to_thread(self.workspace.past.resembling, orphan)
        return self._like[stray.claim]

    # What is done

    async def do_move(self) -> None:
        """Move what is on the claim to the one most like it."""
        here = self.here
        if here is not None:
            found = await self._resembling_of(here)
            if found is None:
                self.say(f"move: {self.not_here()}")
            else:
                await self._move(here, found.claim)

    async def do_here(self) -> None:
        """Move what is on the claim to the one under the explorer's cursor."""
        here = self.here
        if here is None or here.orphan is None:
            self.say("Only what is on a claim that is gone can be moved.")
        elif self._at is None:
            self.say("No claim is under the explorer's cursor.")
        else:
            await self._move(here, self._at)

    async def _move(self, stray: Stray, claim: str) -> None:
        changes = await self.runner.perform(lambda: self.workspace.gone.move(stray.claim, claim))
        await self.reload()
        drafts = "your draft" if stray.orphan and stray.orphan.drafts else ""
        if changes:
            too = f", {drafts} too" if drafts else ""
            self.say(f"Moved from {stray.claim} to {claim}{too}; {self.keymap.shown('strays.undo', 1)} takes it back")
        else:
            self.say(f"Moved {drafts} from {stray.claim} to {claim}")

    async def do_go(self) -> None:
        """Go to the claim, or to the one most like it."""
        here = self.here
        if here is None:
            return
        found = await self._resembling_of(here)
        if here.orphan is None:
            self.dismiss(here.claim)
        elif found is not None:
            self.dismiss(found.claim)
        else:
            self.say("No claim is like it.")
