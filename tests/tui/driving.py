"""An app at work without a terminal: keys to press, what it shows, and when it has come to rest."""

import asyncio
from collections.abc import Callable
from time import monotonic

from textual.events import Key
from textual.pilot import Pilot

from esgtui.tui.key_gate import KeyGate
from tests.patience import LONG
from tests.tui.idleness import wait_for_idle

KEYS = {"\r": "enter", ":": "colon", "?": "question_mark", " ": "space"}
"""What the toolkit calls keys that are no letter or digit."""

GROUPS = {
    "view",
    "offers",
    "asked",
    "name",
    "text",
    "saved",
    "offered",
    "marking",
    "going",
    "commands",
    "progress",
    "resting",
    "board",
    "working out",
    "exporting",
    "rules",
    "cutting",
    "layout",
    "trying",
    "importing",
    "asking",
}
"""What runs in the background and comes to an end."""

ANSWERED = {"commands", "asking"}
"""What ends no sooner than a dialog is answered, once that is open."""

MESSAGES = ".notice, .told, Toast"
"""What tells something in words: what dialogs say, and messages that go again."""


class Driven:
    """An app, which a person uses by its keys and sees; it has so many screens where no dialog is open."""

    def __init__(self, pilot: Pilot[None], screens: int) -> None:
        self.pilot = pilot
        self._screens = screens

    async def press(self, *keys: str) -> None:
        """Press keys, and wait for all that they started, but for dialogs that are open."""
        await self.pilot.app._press_keys(keys)
        await self.settle()

    def type_at_once(self, text: str) -> None:
        """Send the keys of a text without waiting for anything in between, as they come in one packet."""
        for character in text:
            self.pilot.app.post_message(Key(KEYS.get(character, character), character))

    async def settle(self) -> None:
        """Wait until views are shown and no command runs, unless a dialog waits for an answer."""
        end = monotonic() + LONG
        await wait_for_idle()
        while at_work := self.at_work():
            while at_work := self.at_work():
                assert monotonic() < end, f"still at work: {', '.join(sorted(at_work))}; {self._seen()}"
                await asyncio.sleep(0.002)
            await wait_for_idle()

    def at_work(self) -> set[str]:
        """Return the groups of what runs and will end, though nobody answers the dialogs that are open."""
        app = self.pilot.app
        if app.return_code is not None:  # it has ended
            return set()
        at_work = {worker.group for worker in app.workers if worker.group in GROUPS}
        assert isinstance(app, KeyGate)
        if app._keys or app._is_busy:
            at_work.add("keys")
        dialogs = len(app.screen_stack) - self._screens
        return at_work - (ANSWERED | {"board"} if dialogs > 1 else ANSWERED if dialogs > 0 else set())

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait until something holds."""
        end = monotonic() + LONG
        while not condition():
            assert monotonic() < end, f"waited in vain; {self._seen()}"
            await asyncio.sleep(0.01)

    async def until_shown(self, words: str) -> None:
        """Wait until the screen shows some words."""
        await self.until(lambda: words in self.text())

    def text(self) -> str:
        """Return what the screen shows, as text."""
        app = self.pilot.app
        return "\n".join(strip.text for strip in app.screen._compositor.render_strips(app.size))

    async def until_said(self, words: str) -> None:
        """Wait until a message tells some words, wherever its lines end."""
        await self.until(lambda: words in self.said())

    def said(self) -> str:
        """Return what is seen of messages, and of what dialogs say, as one line.

        Where their own lines end depends on the length of the paths in them, and so on where tests keep their files.
        """
        app = self.pilot.app
        lines = app.screen._compositor.render_strips(app.size)
        words: list[str] = []
        for widget in app.screen.query(MESSAGES):
            seen = widget.content_region.intersection(app.screen.find_widget(widget).visible_region)
            words += (word for y in seen.line_range for word in lines[y].crop(seen.x, seen.right).text.split())
        return " ".join(words)

    def _seen(self) -> str:
        return f"the screen shows:\n{self.text()}"
