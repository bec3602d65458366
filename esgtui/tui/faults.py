"""What of the user's own files and of the dataset on the disk cannot be used: told in a word, read on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from esgtui.tui.screens.explorer import Explorer

COMMAND = "explorer.faults"


class Faults:
    """The faults that one explorer has to tell of. Those of the user's files stay told until they were read."""

    def __init__(self, explorer: Explorer) -> None:
        self._explorer = explorer
        self._own: tuple[str, ...] = ()
        self._were_read = False
        self.of_dataset = ""
        """Why the dataset on the disk is not the one shown; empty where it is."""

    def tell_own(self, faults: Sequence[str]) -> None:
        """Say that there are faults in the user's own files."""
        self._own, self._were_read = tuple(faults), False
        self._explorer.show_state()

    @property
    def all(self) -> tuple[str, ...]:
        """All faults, each a sentence or two."""
        return (*filter(None, [self.of_dataset]), *self._own)

    @property
    def text(self) -> str:
        """What the status line says of them, with the key that shows them."""
        of_dataset = "not as on the disk" if self.of_dataset else ""
        count = 0 if self._were_read else len(self._own)
        own = f"{count} fault{'s' if count > 1 else ''} in your settings" if count else ""
        parts = " ▸ ".join(filter(None, [of_dataset, own]))
        return f"{self._explorer.keymap.shown(COMMAND, 1)} {parts}" if parts else ""

    async def show(self) -> None:
        """Show all of them until they are read."""
        from esgtui.tui.screens.notice import Notice

        self._were_read = True
        await self._explorer.app.push_screen_wait(
            Notice("What cannot be used", "\n\n".join(self.all), self._explorer.keymap)
        )
