"""What of the user's own files and of the dataset on the disk cannot be used: told in a word, read on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import App

    from esgtui.tui.commands import Keymap

COMMAND = "explorer.faults"


class Telling(Protocol):
    """A screen that tells of faults wherever it shows how things stand."""

    keymap: Keymap

    @property
    def app(self) -> App[object]:
        """The app that it is part of."""

    def show_state(self) -> None:
        """Show how things stand."""


class Faults:
    """The faults that one screen has to tell of. Those of the user's files stay told until they were read.

    `command` is the screen's own that shows them, below a `title`, and `about` what is told in a word of `of_dataset`.
    """

    def __init__(
        self,
        screen: Telling,
        command: str = COMMAND,
        about: str = "not as on the disk",
        title: str = "What cannot be used",
    ) -> None:
        self._screen, self._command, self._about, self._title = screen, command, about, title
        self._own: tuple[str, ...] = ()
        self._of_rules: tuple[str, ...] = ()
        """What of the user's rules for the checklist cannot be used: they are read later, and again after a change."""
        self._were_read = False
        self.of_dataset = ""
        """Why the dataset on the disk is not the one shown, or what is to be known of a document; mostly empty."""

    def take(self, faults: Sequence[str]) -> None:
        """Take in the faults in the user's own files, before the screen shows anything."""
        self._own, self._were_read = tuple(faults), False

    def tell_own(self, faults: Sequence[str]) -> None:
        """Say that there are faults in the user's own files."""
        self.take(faults)
        self._screen.show_state()

    def tell_rules(self, faults: Sequence[str]) -> None:
        """Say that there are these faults in the user's rules for the checklist, and no others any more."""
        if self._of_rules != tuple(faults):
            self._of_rules, self._were_read = tuple(faults), False
            self._screen.show_state()

    @property
    def all(self) -> tuple[str, ...]:
        """All faults, each a sentence or two."""
        return (*filter(None, [self.of_dataset]), *self._own, *self._of_rules)

    @property
    def text(self) -> str:
        """What the status line says of them, with the key that shows them."""
        of_dataset = self._about if self.of_dataset else ""
        count = 0 if self._were_read else len(self._own) + len(self._of_rules)
        own = f"{count} fault{'s' if count > 1 else ''} in your settings" if count else ""
        parts = " ▸ ".join(filter(None, [of_dataset, own]))
        return f"{self._screen.keymap.shown(self._command, 1)} {parts}" if parts else ""

    async def show(self) -> None:
        """Show all of them until they are read."""
        from esgtui.tui.screens.notice import Notice

        self._were_read = True
        await self._screen.app.push_screen_wait(Notice(self._title, "\n\n".join(self.all), self._screen.keymap))
        self._screen.show_state()
