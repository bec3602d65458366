"""What has become of a claim, for its detail: how its statement was reworded, and what was settled on it, and by whom.

That is looked up in the journal, off the interface's thread, for the few claims where there is anything to tell.
"""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from esgtui.annotation.journal import JournalError
from esgtui.annotation.model import SETTLED_PREFIX, SHARED, TAG_PREFIX, AnnotationError
from esgtui.exchange.annotations import judgement_text as words_of
from esgtui.exchange.annotations import settlement_text
from esgtui.tui.card import GAP, Block

if TYPE_CHECKING:
    from collections.abc import Iterator

    from esgtui.annotation.differences import Piece
    from esgtui.annotation.model import Judgement
    from esgtui.tui.screens.explorer import Explorer
    from esgtui.workspace import Workspace

MOST = 20_000
"""Statements longer than this together are not compared word by word."""


class PastShown:
    """Knows what to tell of the claim that one explorer shows."""

    def __init__(self, explorer: Explorer) -> None:
        self._explorer = explorer
        self._known: tuple[str, int, bool] | None = None
        self._wanted: tuple[str, int, bool] | None = None
        self._blocks: tuple[Block, ...] = ()

    def blocks(self, claim: str) -> tuple[Block, ...]:
        """Return what is known; what has to be looked up first is shown when it is there."""
        workspace = self._explorer.workspace
        if not has_past(workspace, claim):
            return ()
        wanted = (claim, workspace.history.size, workspace.team.is_blind)
        if wanted not in (self._known, self._wanted):
            self._wanted = wanted
            self._explorer.aside(partial(self._look_up, wanted))
        return self._blocks if self._known and self._known[0] == claim else ()

    async def _look_up(self, wanted: tuple[str, int, bool]) -> None:
        explorer = self._explorer
        blocks: tuple[Block, ...] = ()
        try:
            blocks = await asyncio.to_thread(lambda: tuple(past_blocks(explorer.workspace, wanted[0])))
        except (AnnotationError, JournalError) as error:
            explorer.warn(str(error))
        if wanted == self._wanted:
            self._known, self._blocks = wanted, blocks
            explorer.show_claim(is_other_claim=False)


def has_past(workspace: Workspace, claim: str) -> bool:
    """Return whether anything is to be told of a claim's past."""
    if workspace.is_changed(claim):
        return True
    return any(
        field.startswith(SETTLED_PREFIX) and cell.value
        for field, cell in workspace.history.cells(claim, SHARED).items()
    )


def past_blocks(workspace: Workspace, claim: str) -> Iterator[Block]:
    """Yield how a claim's statement was reworded, and each settlement."""
    for before, now in rewordings(workspace, claim):
        yield reworded(before, now, "≠ reworded")
        yield GAP
    settled = workspace.team.settlements(claim)
    for each in settled:
        yield Block("tags", _sign(each.field) + settlement_text(workspace.dataset.verdicts, each), "settled")
    if settled:
        yield GAP


def rewordings(workspace: Workspace, claim: str) -> list[tuple[str, str]]:
    """Return what a claim said when coders whose work is seen annotated it, and what it says by now."""
    coders = [annotation.coder for annotation in workspace.annotations(claim)]
    found = (workspace.past.rewording(claim, coder) for coder in coders)
    return list(dict.fromkeys(each for each in found if each is not None))


def judgement_text(workspace: Workspace, field: str, judgement: Judgement) -> str:
    """Return a judgement in words, with the sign of verdicts."""
    return f"{_sign(field)}{words_of(workspace.dataset.verdicts, field, judgement)}"


def _sign(field: str) -> str:
    return "" if field.startswith(TAG_PREFIX) else "◆ "


def reworded(old: str, new: str, label: str) -> Block:
    """Return how one text became another: `-[gone]` and `+[new]` between the words that stay."""
    if len(old) + len(new) > MOST:
        return Block("fact", f"was: {old}", label)
    text, looks = "", []
    for piece in _gone_first(old, new):
        if piece.kind == "same":
            text += piece.text
            continue
        words = piece.text.strip()
        lead = piece.text[: len(piece.text) - len(piece.text.lstrip())]
        start = len(text) + len(lead)
        text += f"{lead}{'-' if piece.kind == 'gone' else '+'}[{words}]"
        looks.append((start, len(text), piece.kind))
        text += piece.text[len(lead) + len(words) :]
    return Block("fact", text, label, looks=tuple(looks))


def _gone_first(old: str, new: str) -> list[Piece]:
    """Return the pieces of both texts, what is gone in front of what came in its place."""
    from esgtui.annotation.differences import differences

    pieces: list[Piece] = []
    for piece in differences(old, new):
        is_late = piece.kind == "gone" and pieces and pieces[-1].kind == "new"
        pieces.insert(len(pieces) - 1 if is_late else len(pieces), piece)
    return pieces
