"""Handle keys one after the other, so that what is typed ahead goes where it was meant to go.

The toolkit hands a key to whatever has the focus when the key arrives, though keys before it may be about to open a
dialog or to move the focus. Over a slow line, `t` and the letters of a tag come as one packet.
"""

from collections import deque
from collections.abc import Sequence
from functools import partial
from pathlib import PurePath

from textual import events
from textual.app import App
from textual.dom import DOMNode

PATIENCE = 0.1
"""Seconds after which a key counts as handled even if its trace was lost with a dialog that it closed."""


class KeyGate(App[None]):
    """An app that lets a key through when the one before has had its effect."""

    def __init__(self, css_path: list[str | PurePath]) -> None:
        super().__init__(css_path=css_path)
        self._keys: deque[events.Key | events.Paste] = deque()
        self._number = 0
        self._is_busy = False
        self._is_held = False

    def hold_keys(self) -> None:
        """Let no key through until `release_keys`: a dialog is about to open."""
        self._is_held = True

    def release_keys(self) -> None:
        """Let keys through again."""
        if self._is_held:
            self._is_held = False
            if not self._is_busy:
                self._is_busy = True
                self.call_later(self._next_key)

    async def on_event(self, event: events.Event) -> None:
        """Queue keys and pasted text; let everything else through."""
        if isinstance(event, (events.Key, events.Paste)) and not event.is_forwarded:
            self._keys.append(event)
            if not self._is_busy and not self._is_held:
                await self._next_key()
        else:
            await super().on_event(event)

    async def _next_key(self) -> None:
        """Let the next key through, and follow it on its way from the focus up to the app."""
        self._is_busy = False
        if self._keys and not self._is_held:
            self._is_busy = True
            self._number += 1
            target: DOMNode = self.focused or self.screen
            await super().on_event(self._keys.popleft())
            way = [node for node in target.ancestors_with_self if node is not self]
            self._follow([*way, *way], self._number)  # the second time behind what the key made the nodes say
            self.set_timer(PATIENCE, partial(self._arrived, self._number))

    def _follow(self, way: Sequence[DOMNode], number: int) -> None:
        """Go after the key: what is called later on a node is called when the key has passed it."""
        if way:
            way[0].call_later(self._follow, way[1:], number)
        else:
            self.call_later(self._arrived, number)

    async def _arrived(self, number: int) -> None:
        """Let the next key through, unless that was done already."""
        if number == self._number and self._is_busy:
            await self._next_key()
