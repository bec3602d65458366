"""The command palette: the registry's commands, with their keys and why one cannot be used, and the saved queries.

All of it is at hand when it opens, so that it is painted once; the toolkit would gather it piece by piece.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache, partial

from textual import on, work
from textual.app import ComposeResult
from textual.command import Command as Offered
from textual.command import CommandInput, CommandList, CommandPalette, DiscoveryHit, Hit
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.fuzzy import Matcher
from textual.reactive import var
from textual.style import Style
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from esgtui.queries import SavedQuery
from esgtui.search.text import fold
from esgtui.tui.beside import begin_beside
from esgtui.tui.commands import COMMANDS, Command
from esgtui.tui.handlers.searching import call
from esgtui.tui.screens.commanded import Commanded
from esgtui.tui.screens.explorer import Explorer
from esgtui.tui.screens.layer import Layer
from esgtui.tui.widgets.command_bar import BarItem, CommandBar
from esgtui.tui.widgets.line_input import LineInput
from esgtui.visible import visible

BEGINS, NAMED, MENTIONS = 5.0, 2.4, 1.0
"""What a letter typed counts for in a saved query; in a command that begins so, the toolkit counts it some 5."""

IS_CALLED = 1_000.0
"""What it adds that what is typed is a command's name, its key, or what vi calls it."""
AS_IN_VI = {"explorer.quit": ("q", "wq", "qa", "wqa"), "explorer.help": ("h",)}

NOT_NOW, UNAVAILABLE = " (not now: ", 0.00001
"""What is said before the reason why a command cannot be used, and by what that lowers its rank."""
MOST_KEPT = 300
"""So many commands are kept as they were displayed: all of them, as they stand in a few situations."""
LEAVE, RUN = "palette.leave", "palette.run"
KEYS = (BarItem(RUN, "enter", "run", is_kept=True), BarItem(LEAVE, "esc", "close", is_kept=True))


def _displayed(title: Content, text: str, about: Style) -> Content:
    return Content("\n").join([title, Content(text).stylize_before(about)])


@lru_cache(MOST_KEPT)
def _as_it_stands(title: str, text: str, about: Style) -> Content:
    """Return a command as it is displayed before anything is typed; it knows how many lines it took the last time."""
    return _displayed(Content(title), text, about)


class RegistryCommands:
    """Offers the commands of a screen, the explorer most often. Claims are found by the search, never here."""

    def __init__(self, screen: Commanded, about: Style, match: Style) -> None:
        self._screen, self._about, self._match = screen, about, match

    def _commands(self) -> Iterator[tuple[Command, str]]:
        screen = self._screen
        situation = screen.situation()
        for command in COMMANDS:
            if command.place == screen.PLACE:
                reason = command.why_not(situation) if command.why_not else None
                keys = screen.keymap.shown(command.id)
                yield command, f"{keys}   {command.help}" + (f"{NOT_NOW}{reason})" if reason else "")

    def _run(self, command: Command) -> None:
        self._screen.action_command(command.id)

    def _is_called(self, command: Command, typed: str) -> bool:
        """Return whether what is typed is all of the command's name, one of its keys, or what vi calls it."""
        keys = self._screen.keymap.shown(command.id).split()
        return typed in keys or typed.casefold() in (command.title, *AS_IN_VI.get(command.id, ()))

    def all(self) -> Iterator[DiscoveryHit]:
        """Offer all commands before anything is typed."""
        for command, text in self._commands():
            display = _as_it_stands(command.title, text, self._about)
            yield DiscoveryHit(display, partial(self._run, command), text=command.title)

    def search(self, query: str) -> Iterator[Hit]:
        """Offer the commands that the text fits: those that begin so first, and last those that cannot be used."""
        typed = query.rstrip("!") or query  # who knows vi types q!
        matcher = Matcher(typed, match_style=self._match)
        for command, text in self._commands():
            score = max(matcher.match(command.title), matcher.match(command.help) * 0.8)
            if command.title.startswith(typed.casefold()):
                score += BEGINS * len(typed)
            if self._is_called(command, typed):
                score += IS_CALLED
            if NOT_NOW in text:
                score *= UNAVAILABLE
            if score > 0:
                display = _displayed(matcher.highlight(command.title), text, self._about)
                yield Hit(score, display, partial(self._run, command), text=command.title)


class SavedQueryCommands:
    """Offers the saved queries by their names. Nothing of them is ever read as markup, nor matched at length."""

    def __init__(self, screen: Explorer) -> None:
        self._screen = screen
        self.saved: Sequence[SavedQuery] = screen.asked.saved_before

    async def read(self) -> bool:
        """Read what is saved; return whether it is something else than before."""
        before, self.saved = self.saved, await self._screen.asked.saved()
        return self.saved != before

    def _display(self, saved: SavedQuery) -> Content:
        """Return the name with the query below it, as the palette shows its commands."""
        return Content.assemble(visible(saved.name), Content(f"\n{visible(saved.query)}").stylize("dim"))

    def all(self) -> Iterator[DiscoveryHit]:
        """Offer all queries before anything is typed."""
        for saved in self.saved:
            run = partial(call, self._screen, saved.query)
            yield DiscoveryHit(self._display(saved), run, text=visible(saved.name))

    def search(self, query: str) -> Iterator[Hit]:
        """Offer the queries that have all words typed, in the name or else in the query."""
        words = fold(query).split()
        for saved in self.saved:
            name, whole = fold(saved.name), fold(f"{saved.name} {saved.query}")
            if all(word in whole for word in words):
                fit = (
                    BEGINS if name.startswith(" ".join(words)) else NAMED if all(w in name for w in words) else MENTIONS
                )
                score, run = fit * len(query), partial(call, self._screen, saved.query)
                yield Hit(score, self._display(saved), run, text=visible(saved.name))


class PaletteInput(CommandInput, LineInput):
    """Where a command's name is typed."""


class Palette(CommandPalette, Layer[None]):
    """The toolkit's palette with what is offered here, in the frame that all dialogs have."""

    _list_visible = var(default=True, init=False)

    def __init__(self, screen: Commanded) -> None:
        super().__init__(providers=[], placeholder="Find a command or a saved query…")
        self._screen, self._typed = screen, ""
        self.add_class("-ready")

    def compose(self) -> ComposeResult:
        """Lay out what the toolkit looks for by its names: the line to type in, what is offered, and the keys."""
        self._about = Style.from_styles(self.get_component_styles("command-palette--help-text"))
        match = self.get_visual_style("command-palette--highlight", partial=True)
        self._commands = RegistryCommands(self._screen, self._about, match)
        self._queries = SavedQueryCommands(self._screen) if isinstance(self._screen, Explorer) else None
        with Vertical(id="--container") as frame:
            frame.border_title = "Commands"
            with Horizontal(id="--input", classes="--list-visible"):
                yield PaletteInput(placeholder=self._placeholder, select_on_focus=False, compact=True)
            with Vertical(id="--results"):
                yield CommandList(*self._offers(""), classes="--visible")
            yield CommandBar(KEYS)

    def on_mount(self) -> None:
        """Look whether other queries were saved than one knew."""
        self.query_one(CommandList).highlighted = 0
        if self._queries:
            begin_beside(self, self._read_queries(self._queries), group="saved", description="saved")

    async def _read_queries(self, queries: SavedQueryCommands) -> None:
        if await queries.read():
            self._offer(self.query_one(CommandInput).value.strip())

    def _offers(self, typed: str) -> list[Offered]:
        """Return what the text fits, the best first."""
        sources: list[RegistryCommands | SavedQueryCommands] = [self._commands]
        sources += [self._queries] if self._queries else []
        hits = [hit for source in sources for hit in (source.search(typed) if typed else source.all())]
        hits.sort(key=lambda hit: hit.score, reverse=True)
        return [Offered(hit.prompt, hit) for hit in hits]

    @work(exclusive=True, group="offered", description="offer")
    async def _gather_commands(self, search_value: str) -> None:
        """Offer what a text fits; what is offered before anything is typed is there already."""
        if search_value != self._typed:
            self._offer(search_value)

    def _offer(self, typed: str) -> None:
        self._typed, offered = typed, self._offers(typed)
        listed = self.query_one(CommandList)
        self._refresh_command_list(listed, offered, clear_current=True)
        if not offered:
            words = Content(self._nothing_found()).stylize_before(self._about)
            listed.add_option(Option(words, id=self._NO_MATCHES, disabled=True))
            self._list_visible = True

    def _nothing_found(self) -> str:
        """Return that nothing fits what is typed, and what to do."""
        if not self._queries:
            return "No command fits what is typed: fewer letters find more."
        key = self._screen.keymap.shown("search.open", 1)
        return (
            "No command and no saved query fits what is typed: fewer letters find more.\n"
            f"What claims say is searched with {key}, once this is closed."
        )

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def run_at_once(self, message: Input.Submitted | OptionList.OptionSelected) -> None:
        """Run what was chosen: the toolkit would first paint nothing for a while."""
        message.prevent_default()
        message.stop()
        offered = self.query_one(CommandList)
        if offered.highlighted is not None and isinstance(chosen := offered.highlighted_option, Offered):
            self._cancel_gather_commands()
            self.dismiss()
            self.app.call_later(chosen.hit.command)

    def on_command_bar_clicked(self, message: CommandBar.Clicked) -> None:
        """Do what the key that was clicked does."""
        message.stop()
        if message.command_id == LEAVE:
            self.dismiss(None)
        else:
            self.query_one(CommandList).action_select()
