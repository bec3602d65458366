"""Annotated claims that the dataset changed under the annotations: those that are gone, those reworded."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import msgspec

from esgtui.annotation.model import VERDICT
from esgtui.dataset.describe import company_label
from esgtui.tui.card import GAP, Block, note_label
from esgtui.tui.keys import bindings
from esgtui.tui.past_shown import judgement_text, reworded, rewordings
from esgtui.tui.screens.board import Board
from esgtui.tui.screens.confirm import Confirm
from esgtui.visible import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from esgtui.annotation.model import Annotation
    from esgtui.tui.commands import Keymap
    from esgtui.tui.running import Runner
    from esgtui.tui.widgets.pieces import Piece
    from esgtui.verbs.past import Orphan
    from esgtui.verbs.resembling import Resembling
    from esgtui.workspace import Workspace


class Stray(msgspec.Struct, frozen=True):
    """A claim that is gone, or, without an orphan, one that says something else `now`; `statement` is what it said."""

    claim: str
    statement: str
    now: str = ""
    orphan: Orphan | None = None


class Strays(Board[str, Stray]):
    """Returns the claim to go to, or None. `at` is the claim under the explorer's cursor."""

    PLACE = "strays"
    BINDINGS = bindings("strays")

    def __init__(self, at: str | None, workspace: Workspace, runner: Runner, keymap: Keymap) -> None:
        super().__init__("Gone or reworded", workspace, runner, keymap)
        self._at = at
        self._like: dict[str, Resembling | None] = {}
        self._company: dict[str, str] = {}
        """The companies of claims that are gone, as far as they are known."""

    async def read(self) -> Sequence[Stray]:
        """Return the claims that are gone, and then those that were reworded."""
        return await self.runner.attempt(self._strays)

    def _strays(self) -> list[Stray]:
        workspace = self.workspace
        gone = [Stray(each.claim, each.statement, orphan=each) for each in workspace.gone.claims()]
        claims = workspace.carried.reworded()
        return [*gone, *(Stray(claim, *next(iter(rewordings(workspace, claim)), ("", ""))) for claim in claims)]

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
                reworded(line.statement, line.now, "≠ reworded")
                if line.statement
                else Block("fact", "not known", "before")
            )
            return
        yield Block("statement", line.statement or "What it said is not known.")
        yield GAP
        for annotation in line.orphan.annotations:
            yield from self._annotation(annotation)
        for draft in line.orphan.drafts:
            yield Block("note", draft, "✎? draft")
        yield GAP
        if line.claim in self._company:
            label = self._label(self._company_of(line))
            yield Block("fact", f"{label}, whose claims' ids begin so" if label else "not known", "company")
        if line.claim in self._like:
            yield from self._resembling(line, self._like[line.claim])
        elif line.statement:
            yield Block("fact", "looking for the claim most like it …", "most like it")
        if self._at:
            other = ", another company" if self._is_of_another(line, self._at) else ""
            yield Block("fact", f"{self._told_of(self._at)}{other}, where the explorer's cursor stands", "or to")

    def _company_of(self, line: Stray) -> str:
        """Return the id of the company that a claim which is gone was of; empty where that is not known, or not yet."""
        return self._company.get(line.claim, "")

    def _is_of_another(self, line: Stray, claim: str) -> bool:
        """Return whether a claim is known to be of another company than one that is gone."""
        return self._company_of(line) not in ("", self.workspace.dataset.claim(claim).company)

    def _label(self, company: str) -> str:
        return company_label(self.workspace.dataset, company) if company else ""

    def _told_of(self, claim: str) -> str:
        """Return a claim with whose it is."""
        return f"{claim} of {self._label(self.workspace.dataset.claim(claim).company)}"

    def _annotation(self, annotation: Annotation) -> Iterator[Block]:
        parts = ["★"] if annotation.starred else []
        parts += [f"#{tag}" for tag in annotation.tags]
        if annotation.verdict:
            parts.append(judgement_text(self.workspace, VERDICT, annotation.verdict))
        if parts:
            yield Block("tags", " ".join(parts), annotation.coder)
        for note in annotation.notes:
            yield Block("note", note.text, note_label(annotation.coder, note))

    def _resembling(self, line: Stray, found: Resembling | None) -> Iterator[Block]:
        if found is None:
            yield Block("fact", self._none_like(line), "most like it")
            return
        yield Block("fact", f"{self._told_of(found.claim)}, {found.likeness} % alike", "most like it")
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
        way_out = f"{key} moves it to the one under the explorer's cursor"
        return f"{self._none_like(here)}; {way_out}" if is_known_alone else ""

    def _none_like(self, line: Stray) -> str:
        """Return that nothing is like a claim that is gone, among those that were compared with it."""
        label = self._label(self._company_of(line))
        return f"no claim of {label} is like it" if label else "no claim is like it"

    def subtitle(self) -> str:
        """Return how many are gone, and how many were reworded."""
        gone = sum(stray.orphan is not None for stray in self.lines)
        return f"{gone:,} gone, {len(self.lines) - gone:,} reworded" if self.lines else ""

    async def look_closer(self, line: Stray) -> None:
        """Look for the claim that is most like one that is gone."""
        await self._find_company(line)
        await self._resembling_of(line)
        if line is self.here:
            self.show_here(is_other=False)

    async def _find_company(self, stray: Stray) -> None:
        if stray.orphan and stray.claim not in self._company:
            company_of = self.workspace.past.resemblance.company_of
            self._company[stray.claim] = await asyncio.to_thread(company_of, stray.claim)

    async def _resembling_of(self, stray: Stray) -> Resembling | None:
        orphan = stray.orphan
        if orphan is None:
            return None
        if stray.claim not in self._like:
            most_like = self.workspace.past.resemblance.most_like
            self._like[stray.claim] = await asyncio.to_thread(most_like, orphan.claim, orphan.statement)
        return self._like[stray.claim]

    # What is done

    async def do_move(self) -> None:
        """Move what is on the claim to the one most like it, of its own company where that is known."""
        here = self.here
        if here is not None:
            found = await self._resembling_of(here)
            if found is None:
                self.say(f"move: {self.not_here()}")
            else:
                await self._move(here, found.claim)

    async def do_here(self) -> None:
        """Move what is on the claim to the one under the explorer's cursor; another company's is asked about."""
        here = self.here
        if here is None or here.orphan is None:
            self.say("Only what is on a claim that is gone can be moved.")
        elif self._at is None:
            self.say("No claim is under the explorer's cursor.")
        elif await self._may_move(here, self._at):
            await self._move(here, self._at)

    async def _may_move(self, stray: Stray, claim: str) -> bool:
        """Ask, where a claim is another company's, whether it is meant."""
        await self._find_company(stray)
        if not self._is_of_another(stray, claim):
            return True
        about = f"{stray.claim} was a claim of {self._label(self._company_of(stray))}; {self._told_of(claim)} is not."
        way_back = f"{self.keymap.shown('strays.undo', 1)} takes it back."
        question = Confirm("Move to another company's claim?", about, self.keymap, way_back)
        agreed = await self.ask(question)
        return bool(agreed)

    async def _move(self, stray: Stray, claim: str) -> None:
        changes = await self.runner.perform(lambda: self.workspace.gone.move(stray.claim, claim))
        await self.reload()
        told = self._told_of(claim)
        drafts = "your draft" if stray.orphan and stray.orphan.drafts else ""
        if changes:
            too = f", {drafts} too" if drafts else ""
            self.say(f"Moved from {stray.claim} to {told}{too}; {self.keymap.shown('strays.undo', 1)} takes it back")
        else:
            self.say(f"Moved {drafts} from {stray.claim} to {told}")

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
