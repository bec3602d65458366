"""The command palette: the registry's commands, with their keys and why one cannot be used, and the saved queries."""

from collections.abc import Iterator
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.command import CommandInput, CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import LoadingIndicator

from esgtui.queries import SavedQuery
from esgtui.search.text import fold
from esgtui.tui.commands import COMMANDS, Command
from esgtui.tui.handlers.searching import call
from esgtui.tui.screens.commanded import Commanded
from esgtui.tui.screens.explorer import Explorer
from esgtui.tui.screens.layer import Layer
from esgtui.tui.widgets.command_bar import BarItem, CommandBar
from esgtui.visible import visible

BEGINS, NAMED, MENTIONS = 5.0, 2.4, 1.0
"""What a letter typed counts for in a saved query; in a command that begins so, the toolkit counts it some 5."""

IS_CALLED = 1_000.0
"""What it adds that what is typed is a command's name, its key, or what vi calls it."""
AS_IN_VI = {"explorer.quit": ("q", "wq", "qa", "wqa"), "explorer.help": ("h",)}

NOT_NOW, UNAVAILABLE = " (not now: ", 0.00001
"""What is said before the reason why a command cannot be used, and by what that lowers its rank."""
LEAVE, RUN = "palette.leave", "palette.run"
KEYS = (BarItem(RUN, "enter", "run", is_kept=True), BarItem(LEAVE, "esc", "close", is_kept=True))


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
                yield command, f"{keys}   {command.help}" + (f"{NOT_NOW}{reason})" if reason else "")

    def _run(self, command: Command) -> None:
        if isinstance(self.screen, Commanded):
            self.screen.action_command(command.id)

    def _is_called(self, command: Command, typed: str) -> bool:
        """Return whether what is typed is all of the command's name, one of its keys, or what vi calls it."""
        screen = self.screen
        keys = screen.keymap.shown(command.id).split() if isinstance(screen, Commanded) else ()
        return typed in keys or typed.casefold() in (command.title, *AS_IN_VI.get(command.id, ()))

    async def discover(self) -> Hits:
        """Offer all commands before anything is typed."""
        for command, text in self._commands():
            yield DiscoveryHit(command.title, partial(self._run, command), help=text)

    async def search(self, query: str) -> Hits:
        """Offer the commands that the text fits: those that begin so first, and last those that cannot be used."""
        typed = query.strip()
        typed = typed.rstrip("!") or typed  # who knows vi types q!
        matcher = self.matcher(typed)
        for command, text in self._commands():
            score = max(matcher.match(command.title), matcher.match(command.help) * 0.8)
            if command.title.startswith(typed.casefold()):
                score += BEGINS * len(typed)
            if self._is_called(command, typed):
                score += IS_CALLED
            if NOT_NOW in text:
                score *= UNAVAILABLE
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
    """The toolkit's palette with what is offered here, in the frame that all dialogs have."""

    def __init__(self) -> None:
        super().__init__(
            providers=[RegistryCommands, SavedQueryCommands], placeholder="Find a command or a saved query…"
        )

    def compose(self) -> ComposeResult:
        """Lay out what the toolkit looks for by its names: the line to type in, what is offered, and the keys."""
        with Vertical(id="--container") as frame:
            frame.border_title = "Commands"
            with Horizontal(id="--input"):
                yield CommandInput(placeholder=self._placeholder, select_on_focus=False, compact=True)
            with Vertical(id="--results"):
                yield CommandList()
                yield LoadingIndicator()
            yield CommandBar(KEYS)

    def on_mount(self) -> None:
        """Wait a moment for what is offered."""
        self.hold_frame()

    @on(CommandList.OptionHighlighted)
    def show_offers(self) -> None:
        """Show what is offered."""
        self.show_frame()

    def on_command_bar_clicked(self, message: CommandBar.Clicked) -> None:
        """Do what the key that was clicked does."""
        message.stop()
        if message.command_id == LEAVE:
            self.dismiss(None)
        else:
            self.query_one(CommandList).action_select()
