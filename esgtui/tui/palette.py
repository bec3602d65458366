"""The command palette: the registry's commands, with their keys and why one cannot be used, and the saved queries."""

from collections.abc import Iterator
from functools import partial

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from esgtui.queries import SavedQuery
from esgtui.search.text import fold
from esgtui.tui.commands import COMMANDS, Command
from esgtui.tui.handlers.searching import call
from esgtui.tui.screens.commanded import Commanded
from esgtui.tui.screens.explorer import Explorer
from esgtui.tui.screens.layer import Layer
from esgtui.visible import visible

BEGINS, NAMED, MENTIONS = 5.0, 2.4, 1.0
"""What a letter typed counts for in a saved query; in a command that begins so, the toolkit counts it some 5."""


class RegistryCommands(Provider):
    """Offers the commands of the screen, the explorer most often. Claims are found by the search, never here."""

    def _commands(self) -> Iterator[tuple[Command, str]]:
        screen = self.screen
        if not isinstance(screen, Commanded):
            return
        situation = screen.situation()
        for command in COMMANDS:
            if command.place == screen.PLACE:
                reason = command.why_not(situation) if command.why_not else None
                keys = screen.keymap.shown(command.id)
                yield command, f"{keys}   {command.help}" + (f" (not now: {reason})" if reason else "")

    def _run(self, command: Command) -> None:
        if isinstance(self.screen, Commanded):
            self.screen.action_command(command.id)

    async def discover(self) -> Hits:
        """Offer all commands before anything is typed."""
        for command, text in self._commands():
            yield DiscoveryHit(command.title, partial(self._run, command), help=text)

    async def search(self, query: str) -> Hits:
        """Offer the commands that the text fits."""
        matcher = self.matcher(query)
        for command, text in self._commands():
            score = max(matcher.match(command.title), matcher.match(command.help) * 0.8)
            if score > 0:
                yield Hit(score, matcher.highlight(command.title), partial(self._run, command), help=text)


class SavedQueryCommands(Provider):
    """Offers the saved queries by their names. Nothing of them is ever read as markup, nor matched at length."""

    _saved: tuple[SavedQuery, ...] = ()

    async def startup(self) -> None:
        """Read what is saved."""
        if isinstance(self.screen, Explorer):
            self._saved = await self.screen.asked.saved()

    def _run(self, saved: SavedQuery) -> None:
        if isinstance(self.screen, Explorer):
            call(self.screen, saved.query)

    def _display(self, saved: SavedQuery) -> Content:
        """Return the name with the query below it, as the palette shows its commands."""
        return Content.assemble(visible(saved.name), Content(f"\n{visible(saved.query)}").stylize("dim"))

    async def discover(self) -> Hits:
        """Offer all queries before anything is typed."""
        for saved in self._saved:
            yield DiscoveryHit(self._display(saved), partial(self._run, saved), text=visible(saved.name))

    async def search(self, query: str) -> Hits:
        """Offer the queries that have all words typed, in the name or else in the query."""
        words = fold(query).split()
        for saved in self._saved:
            name, whole = fold(saved.name), fold(f"{saved.name} {saved.query}")
            if all(word in whole for word in words):
                fit = (
                    BEGINS if name.startswith(" ".join(words)) else NAMED if all(w in name for w in words) else MENTIONS
                )
                score = fit * len(query)
                yield Hit(score, self._display(saved), partial(self._run, saved), text=visible(saved.name))


class Palette(CommandPalette, Layer[None]):
    """The toolkit's palette with what is offered here."""

    def __init__(self) -> None:
        super().__init__(
            providers=[RegistryCommands, SavedQueryCommands], placeholder="Find a command or a saved query…"
        )
