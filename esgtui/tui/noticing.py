"""Notices what the dataset changed under the annotations: how many annotated claims are gone, how many reworded."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from esgtui.annotation.journal import JournalError
from esgtui.annotation.model import AnnotationError
from esgtui.counted import claims_text
from esgtui.tui.trouble import tell_left_out

if TYPE_CHECKING:
    from esgtui.tui.screens.explorer import Explorer
    from esgtui.workspace import Workspace


class Noticed:
    """The counts of one explorer, worked out off the interface's thread; where there are none at first, it stays so."""

    def __init__(self, explorer: Explorer) -> None:
        self._explorer = explorer
        self._looked_at = (-1, False)
        self._was_any = False
        self._has_looked = False
        self._begun = 0
        """How many times there was something to tell whatever is found."""
        self.gone = 0
        self.reworded = 0

    def begin(self) -> None:
        """Look for the first time, and tell what there is; a dataset that changed before that is told of by then."""
        if not self._begun:
            self._begin()

    def renew(self, *told: str) -> None:
        """Look again, since the dataset is another one now, and tell what there is after what there is to tell.

        `told` is that in full, and as it is told where there is no room.
        """
        self._looked_at, self._was_any = (-1, False), True
        self._begin(*told)

    def _begin(self, *told: str) -> None:
        self._begun += 1
        self._explorer.aside(partial(self._look, self._begun, told))

    def look(self) -> None:
        """Look again, if there ever was anything and the journal has changed since."""
        if not self._has_looked:
            self._was_any = True  # what was there before this change is not known any more
        elif self._state() != self._looked_at and self._was_any:
            self._explorer.aside(self._look)

    def _state(self) -> tuple[int, bool]:
        return self._explorer.workspace.history.size, self._explorer.workspace.team.is_blind

    async def _look(self, begun: int = 0, told: tuple[str, ...] = ()) -> None:
        """Look, and tell of it if that was `begun` to be told and nothing else was since."""
        explorer = self._explorer
        self._looked_at = looked_at = self._state()  # before it is looked at, so that what comes meanwhile counts
        try:
            *found, has_strays = await asyncio.to_thread(_counted, explorer.workspace)
        except (AnnotationError, JournalError) as error:
            explorer.warn(str(error))
        else:
            if looked_at == self._looked_at:  # else a later look has begun
                self.gone, self.reworded = found
            self._was_any |= has_strays
        self._was_any |= bool(self.text)
        self._has_looked = True
        explorer.show_state()
        if begun and begun == self._begun and (told or self.text):  # what is told later says more
            explorer.tell(*self._messages(told))
            tell_left_out(explorer)  # what is told takes the place of what was told of that before
        self.look()

    @property
    def text(self) -> str:
        """What the status line says of it."""
        gone = f"{self.gone:,} gone" if self.gone else ""
        return " ▸ ".join(filter(None, [gone, f"{self.reworded:,} ≠" if self.reworded else ""]))

    def _messages(self, told: tuple[str, ...]) -> list[str]:
        """Return what is told, and how it is told where there is no room: the status line has the counts anyway."""
        if not self.text:
            return list(told)
        gone, reworded = ([count] if count else [] for count in (self.gone, self.reworded))
        in_full = [f"{claims_text(n)} that {'is' if n == 1 else 'are'} gone from the dataset" for n in gone]
        in_full += [f"{claims_text(n)} reworded (≠) since annotated" for n in reworded]
        in_short = [*(f"{n:,} gone" for n in gone), *(f"{n:,} reworded (≠)" for n in reworded)]
        key = self._explorer.keymap.shown("strays.open", 1)
        shown = [f"{key} shows {' and '.join(parts)}" for parts in (in_full, in_short)]
        return [*(f"{told[0]}. {each}" for each in shown), *told] if told else shown


def _counted(workspace: Workspace) -> tuple[int, int, bool]:
    """Return how many annotated claims are gone and reworded, and whether anything ever was on one that is gone."""
    carried = workspace.carried
    return workspace.gone.count(), len(carried.reworded()), carried.are_any_gone
