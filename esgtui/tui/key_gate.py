"""Handle keys one after the other, so that what is typed ahead goes where it was meant to go.

The toolkit hands a key to whatever has the focus when the key arrives, though keys before it may be about to open a
dialog or to move the focus. Over a slow line, `t` and the letters of a tag come as one packet.
"""

from collections import deque
from collections.abc import Sequence
from functools import partial
from pathlib import PurePath
from time import monotonic
from typing import Literal

from textual import events
from textual.app import App
from textual.dom import DOMNode

from esgtui.tui.pasting import refusal

PATIENCE = 0.1
"""Seconds after which a look is taken whether a key's trace was lost with a dialog that the key closed."""

Why = Literal["a command has to wait", "a dialog opens", "a text is kept", "a key goes on"]
"""Why keys are held: they are meant for what comes next."""


MOMENT = 0.3
"""For how many seconds after a key somebody counts as typing."""


class KeyGate(App[None]):
    """An app that lets a key through when the one before has had its effect."""

    def __init__(self, css_path: list[str | PurePath]) -> None:
        super().__init__(css_path=css_path)
        self._keys: deque[events.Key | events.Paste] = deque()
        self._number = 0
        self._passing: DOMNode = self
        self._is_busy = False
        self._held: set[Why] = set()
        self.last_input = 0.0
        """When a key or the mouse was last used, by the machine's clock."""

    def hold_keys(self, why: Why) -> None:
        """Let no key through until `release_keys` is called for the same reason."""
        self._held.add(why)

    def release_keys(self, why: Why) -> None:
        """Let keys through again, if there is no other reason to hold them."""
        self._held.discard(why)
        if not self._held and not self._is_busy:
            self._is_busy = True
            self.call_later(self._next_key)

    def are_keys_held(self, why: Why) -> bool:
        """Whether keys are held for this reason, maybe besides others."""
        return why in self._held

    def press_again(self, key: events.Key) -> None:
        """Let a key through once more, before those typed after it: what it was meant for is there by now."""
        self._keys.appendleft(events.Key(key.key, key.character))

    def is_used_now(self) -> bool:
        """Whether a key or the mouse was used in the last moment, so that the next one is likely to follow."""
        return self.unused_for < MOMENT

    @property
    def unused_for(self) -> float:
        """Seconds since a key or the mouse was last used."""
        return monotonic() - self.last_input

    def forget_keys(self) -> None:
        """Forget what was typed ahead: it was meant for something else than what comes now."""
        self._keys.clear()

    async def on_event(self, event: events.Event) -> None:
        """Queue keys and pasted text; let everything else through."""
        if isinstance(event, events.InputEvent):
            self.last_input = monotonic()
        if isinstance(event, (events.Key, events.Paste)) and not event.is_forwarded:
            self._keys.append(event)
            if not self._is_busy and not self._held:
                await self._next_key()
        else:
            await super().on_event(event)

    async def _next_key(self) -> None:
        """Let the next key through, and follow it on its way from the focus up to the app.

        Letters for a text are let through in a row: they change nothing but the text.
        """
        self._is_busy = False
        while self._keys and not self._held:
            event, target = self._keys.popleft(), self.focused or self.screen
            if isinstance(event, events.Paste) and (why := refusal(target, event.text)):
                self.notify(why, severity="warning", timeout=10, markup=False)
                continue
            await super().on_event(event)
            if isinstance(event, events.Key) and target.check_consume_key(event.key, event.character):
                continue
            self._is_busy = True
            self._number += 1
            way = [node for node in target.ancestors_with_self if node is not self]
            # from the app, which does what the key is bound to, a second time: behind what that made the nodes say
            self._follow([*way, self, *way], self._number)
            self.set_timer(PATIENCE, partial(self._look_after, self._number))
            return

    def _follow(self, way: Sequence[DOMNode], number: int) -> None:
        """Go after the key: what is called later on a node is called when the key has passed it."""
        if number != self._number:
            return
        if way:
            self._passing = way[0]
            way[0].call_later(self._follow, way[1:], number)
        else:
            self._passing = self
            self.call_later(self._arrived, number)

    async def _look_after(self, number: int) -> None:
        """Go on if the key's trace ended in a dialog that the key closed; wait on if it is only slow."""
        if number == self._number and self._is_busy:
            if self._passing.is_running:
                self.set_timer(PATIENCE, partial(self._look_after, number))
            else:
                await self._next_key()

    async def _arrived(self, number: int) -> None:
        """Let the next key through, unless that was done already."""
        if number == self._number and self._is_busy:
            await self._next_key()
