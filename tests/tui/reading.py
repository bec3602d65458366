"""The screen where a document is read, at work without a terminal."""

from collections.abc import Callable
from time import monotonic

from textual.pilot import Pilot

from esgtui.tui.reading_app import ReadingApp
from esgtui.tui.screens.reading import ReadingScreen


class Read:
    """The screen at work: keys to press, what is shown, and the file."""

    def __init__(self, pilot: Pilot[None], app: ReadingApp) -> None:
        self.pilot, self.app = pilot, app

    @property
    def screen(self) -> ReadingScreen:
        return next(each for each in self.app.screen_stack if isinstance(each, ReadingScreen))

    def sees_text(self) -> bool:
        return bool(self.screen.text.display)

    async def press(self, *keys: str) -> None:
        """Press keys, and wait for all that they started, but for dialogs that are open."""
        await self.pilot.press(*keys)
        await self.until(lambda: self._is_settled)
        await self.pilot.pause()

    @property
    def _is_settled(self) -> bool:
        busy = {worker.group for worker in self.app.workers}
        return not (busy - {"commands"}) and ("commands" not in busy or self.app.screen is not self.screen)

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait until something holds; fail after half a minute."""
        end = monotonic() + 30
        await self.pilot.pause()
        while not condition():
            assert monotonic() < end, f"waited in vain; the screen shows:\n{self.text()}"
            await self.pilot.pause(0.01)

    def text(self) -> str:
        """Return what the screen shows, as text."""
        return "\n".join(strip.text for strip in self.app.screen._compositor.render_strips(self.app.size))

    @property
    def at_cursor(self) -> str:
        here = self.screen.here
        return "" if here is None else self.screen.reading.sentences[here].statement

    async def opened(self) -> None:
        """Wait until the document is read and shown."""
        await self.until(lambda: isinstance(self.app.screen, ReadingScreen))
        await self.until(lambda: self._is_settled)
