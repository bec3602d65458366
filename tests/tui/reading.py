"""The screen where a document is read, at work without a terminal."""

from textual.pilot import Pilot

from esgtui.tui.reading_app import ReadingApp
from esgtui.tui.screens.reading import ReadingScreen
from tests.tui.driving import Driven


class Read(Driven):
    """The screen at work, and the app that it is in."""

    def __init__(self, pilot: Pilot[None], app: ReadingApp) -> None:
        super().__init__(pilot, screens=2)
        self.app = app

    @property
    def screen(self) -> ReadingScreen:
        return next(each for each in self.app.screen_stack if isinstance(each, ReadingScreen))

    def sees_text(self) -> bool:
        return bool(self.screen.text.display)

    @property
    def at_cursor(self) -> str:
        here = self.screen.here
        return "" if here is None else self.screen.reading.sentences[here].statement

    async def opened(self) -> None:
        """Wait until the document is read and shown."""
        await self.until(lambda: isinstance(self.app.screen, ReadingScreen))
        await self.settle()
