"""The registry's commands in the command palette, with their keys and, if so, why one cannot be used right now."""

from collections.abc import Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider

from esgtui.tui.commands import COMMANDS, Command
from esgtui.tui.screens.explorer import Explorer


class RegistryCommands(Provider):
    """Offers the commands of the explorer. Claims are found by the search, never here."""

    def _commands(self) -> Iterator[tuple[Command, str]]:
        explorer = self.screen
        if not isinstance(explorer, Explorer):
            return
        situation = explorer.situation()
        for command in COMMANDS:
            if command.place == "explorer":
                reason = command.why_not(situation) if command.why_not else None
                keys = explorer.keymap.shown(command.id)
                yield command, f"{keys}   {command.help}" + (f" (not now: {reason})" if reason else "")

    def _run(self, command: Command) -> None:
        if isinstance(self.screen, Explorer):
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
