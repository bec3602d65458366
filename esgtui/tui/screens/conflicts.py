"""What coders judged differently, claim by claim, and settling it; nobody's own judgement is changed by that."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import msgspec

from esgtui.annotation.conflicts import Conflict
from esgtui.annotation.model import SETTLED_PREFIX, TAG_PREFIX, VERDICT
from esgtui.columns import cells_of, cut
from esgtui.tui.card import GAP, Block, note_label
from esgtui.tui.keys import bindings
from esgtui.tui.others_shown import no_others_text
from esgtui.tui.past_shown import judgement_text
from esgtui.tui.screens.board import Board
from esgtui.tui.screens.choice import Choice, ChoiceScreen
from esgtui.verbs.differences import Differences
from esgtui.visible import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from esgtui.annotation.model import Change, Judgement
    from esgtui.tui.commands import Keymap
    from esgtui.tui.running import Runner
    from esgtui.tui.widgets.pieces import Piece
    from esgtui.workspace import Workspace


APART = "   "
"""What stands between what two coders hold."""
LEAST = 9
"""So many cells are needed at least to read what a coder holds."""
MOST_HELD = 20
"""Of so many coders a line tells; of all, what is said below."""


class Sought(msgspec.Struct, frozen=True):
    """A claim and a field in which coders differ; an empty one is any, and a field is also those below it."""

    claim: str = ""
    field: str = ""

    def __call__(self, line: Conflict) -> bool:
        """Return whether a line is about this."""
        is_field = not self.field or f"{line.field}/".startswith(f"{self.field}/")
        return is_field and self.claim in ("", line.claim)


class Conflicts(Board[str, Conflict]):
    """Returns the claim to go to, or None."""

    PLACE = "conflicts"
    BINDINGS = bindings("conflicts")

    def __init__(
        self, at: str | None, workspace: Workspace, runner: Runner, keymap: Keymap, about: str | None = None
    ) -> None:
        super().__init__("Judged differently", workspace, runner, keymap)
        self._at = at
        self._about = about
        self._with_settled = about is not None
        self._said: dict[str, str] = {}
        """What claims that are gone said last."""

    def beginning(self) -> Callable[[Conflict], bool]:
        """Begin at the explorer's claim, if coders differ there, or at what the conflicts were asked for."""
        return Sought(field=self._about) if self._about else Sought(self._at or "-")

    def like(self, line: Conflict) -> Callable[[Conflict], bool]:
        """Return what is true of what the line is about."""
        return Sought(line.claim, line.field)

    def touched(self, changes: Sequence[Change]) -> Callable[[Conflict], bool] | None:
        """Go to what was settled, or is to be settled again."""
        fields = (Sought(each.claim, each.field.removeprefix(SETTLED_PREFIX)) for each in changes)
        return next(fields, None)

    def place_of(self, find: Callable[[Conflict], bool]) -> int | None:
        """Return the first line that is about what is sought, without working out those before it."""
        if isinstance(find, Sought) and isinstance(self.lines, Differences):
            return self.lines.place_of(find.claim, find.field)
        return super().place_of(find)

    async def read(self) -> Sequence[Conflict]:
        """Return the conflicts, in the order of the claims; in blind mode none."""
        if self.workspace.team.is_blind:
            return []
        return await asyncio.to_thread(self._found)

    def _found(self) -> Differences:
        """Return the conflicts, having asked the journal what claims said that are gone."""
        found = self.workspace.team.differences(with_settled=self._with_settled)
        self._said = {claim: self.workspace.past.last_statement(claim) for claim in found.gone()}
        return found

    def pieces(self, index: int, width: int) -> Sequence[Piece]:
        """Return the claim, what about it, and who holds what; where that is too long, all are cut alike."""
        conflict = self.lines[index]
        is_of_verdict = conflict.field == VERDICT
        what = "verdict" if is_of_verdict else f"#{conflict.field.removeprefix(TAG_PREFIX)}"
        settled = f"● {self._short(conflict, conflict.decision)}   " if conflict.is_settled else ""
        held = [
            (visible(coder), visible(self._short(conflict, each))) for coder, each in conflict.positions[:MOST_HELD]
        ]
        said = APART.join(f"{coder}: {judged}" for coder, judged in held)
        claim, about, decided = f"{visible(conflict.claim)}  ", f"{visible(what)}  ", visible(settled)
        room = width - sum(map(cells_of, (claim, about, decided)))
        if cells_of(said) > room and is_of_verdict:  # what is held tells that it is of a verdict
            about, room = "", room + cells_of(about)
        if cells_of(said) > room:
            said = narrowed(held, room)
        return (claim, "accent"), (about, ""), (decided, "accent"), (said, "dim")

    def _short(self, conflict: Conflict, judgement: Judgement) -> str:
        if conflict.field == VERDICT:
            return judgement_text(self.workspace, VERDICT, judgement).removeprefix("◆ ")
        return "on" if judgement else "off"

    def told(self, line: Conflict) -> Iterator[Block]:
        """Yield the statement, who holds what, and what each wrote."""
        dataset = self.workspace.dataset
        if line.claim in dataset.row_of:
            yield Block("statement", dataset.claim(line.claim).statement)
        else:
            yield Block("statement", self._said.get(line.claim) or "What it said is not known.")
            yield Block("fact", f"{line.claim} is no longer in the dataset", "gone")
        yield GAP
        if line.is_settled:
            yield Block("tags", judgement_text(self.workspace, line.field, line.decision), "settled")
        for coder, judgement in line.positions:
            yield Block("tags", judgement_text(self.workspace, line.field, judgement), coder)
            annotation = self.workspace.history.annotation(line.claim, coder)
            for note in annotation.notes if annotation else ():
                yield Block("note", note.text, note_label(coder, note))

    def empty_text(self) -> str:
        """Return why there is nothing to settle, and what to do."""
        if nobody := no_others_text(self.workspace, self.keymap, "where you differ"):
            return nobody
        if self._with_settled:
            return "Coders agree on all that more than one of them visited."
        key = self.keymap.shown("conflicts.settled", 1)
        return (
            f"Nothing is left to settle: coders agree on all that more than one visited. {key} shows what is settled."
        )

    def subtitle(self) -> str:
        """Return how many there are."""
        count = len(self.lines)
        return f"{count:,}{', with those settled' if self._with_settled else ' to settle'}" if count else ""

    async def do_settle(self) -> None:
        """Ask what holds, and settle it so."""
        here = self.here
        if here is None:
            return
        title = f"What holds on {here.claim}?"
        chosen = await self.ask(ChoiceScreen(title, self._choices(here), self.keymap, is_above=True))
        if chosen is not None:
            decision: Judgement = chosen if here.field == VERDICT else chosen == "on"
            settle = self.workspace.team.settle
            await self.change("Done", lambda _: settle(here.claim, here.field, decision))

    def _choices(self, conflict: Conflict) -> list[Choice]:
        """Return what can be decided, and who holds it."""
        if conflict.field == VERDICT:
            verdicts = self.workspace.dataset.verdicts.values()
            return [
                Choice(each.id, each.title, self._holders(conflict, each.id), self._holds(conflict, each.id))
                for each in verdicts
            ]
        tag = conflict.field.removeprefix(TAG_PREFIX)
        return [
            Choice(name, f"#{tag} {name}", self._holders(conflict, is_on), self._holds(conflict, is_on))
            for name, is_on in (("on", True), ("off", False))
        ]

    def _holds(self, conflict: Conflict, judgement: Judgement) -> bool:
        return conflict.is_settled and conflict.decision == judgement

    def _holders(self, conflict: Conflict, judgement: Judgement) -> str:
        coders = [coder for coder, held in conflict.positions if held == judgement]
        return f"held by {', '.join(coders)}" if coders else "held by nobody"

    async def do_settled(self) -> None:
        """Show what is settled too, or hide it again."""
        here = self.here
        self._with_settled = not self._with_settled
        await self.reload(None if here is None else self.like(here))

    async def do_agreement(self) -> None:
        """Show how far coders agree, and go to the first difference in what is chosen there."""
        from esgtui.tui.screens.agreement import AgreementBoard

        about = await self.ask(AgreementBoard(self.workspace, self.runner, self.keymap))
        if about is not None:
            self._with_settled = True
            await self.reload(Sought(field=about))

    def do_go(self) -> None:
        """Go to the claim."""
        here = self.here
        if here is not None and here.claim in self.workspace.dataset.row_of:
            self.dismiss(here.claim)
        elif here is not None:
            self.say(f"{here.claim} is no longer in the dataset")


def narrowed(held: Sequence[tuple[str, str]], room: int) -> str:
    """Return who holds what in so many cells: everybody has the same room, and what one does not need is the others'.

    Where there is too little, as many are told of as can be read.
    """
    shown = held[: max(1, room // LEAST)]
    left, said = room - (len(shown) - 1), [f"{coder}: {judged}" for coder, judged in shown]
    shortest_first = sorted(range(len(shown)), key=lambda at: cells_of(said[at]))
    for told, at in enumerate(shortest_first):
        coder, judged = shown[at]
        each = left // (len(shown) - told)
        name = cut(coder, max(LEAST // 3, each - cells_of(judged) - 2, each // 3))
        said[at] = cut(f"{name}: {judged}", each)
        left -= cells_of(said[at])
    return " ".join(said)
