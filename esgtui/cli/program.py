"""The group of all commands: in which module each of them lives, and how a call becomes one of them."""

from importlib import import_module
from pathlib import Path

import click

from esgtui import __version__
from esgtui.cli.opening import Opening
from esgtui.cli.options import common_options

COMMANDS: dict[str, str] = {
    "search": "searching",
    "list": "listing",
    "show": "showing",
    "checklist": "checklisting",
    "similar": "comparing",
    "duplicates": "comparing",
    "tag": "annotating",
    "note": "annotating",
    "verdict": "annotating",
    "star": "annotating",
    "visit": "annotating",
    "codebook": "coding",
    "undo": "stepping",
    "redo": "stepping",
    "log": "stepping",
    "export": "exporting",
    "read": "reading",
    "validate": "validating",
    "import": "importing",
    "open": "opening_file",
    "new": "curating",
    "fmt": "curating",
    "schema": "curating",
    "diff": "diffing",
    "merge": "merging",
    "conflicts": "settling",
    "settle": "settling",
    "agreement": "agreeing",
    "orphans": "moving",
    "move": "moving",
    "timeline": "timeline",
    "metrics": "metrics",
    "source": "source",
    "matrix": "mapping",
    "coverage": "covering",
    "stats": "overview",
    "cache": "caching",
    "keys": "keys",
    "help": "helping",
}
"""In which module of this package a command is; each is imported only when it is asked for."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in the order of the help."""
        return [*COMMANDS, *super().list_commands(ctx)]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is called; a file in its place is one to open."""
        if args[0] not in COMMANDS and _is_there(args[0]):
            return "open", self.get_command(ctx, "open"), args
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command; a name that is none is a fault of the call, and the nearest one is named."""
        if cmd_name in COMMANDS:
            found: click.Command = getattr(import_module(f"esgtui.cli.{COMMANDS[cmd_name]}"), f"{cmd_name}_command")
            return found
        if cmd_name.startswith("-"):
            return super().get_command(ctx, cmd_name)
        if _names_file(cmd_name):
            raise click.UsageError(f"{cmd_name}: there is no such file, and no such command", ctx)
        from difflib import get_close_matches

        near = get_close_matches(cmd_name, COMMANDS, n=1)
        advice = f"did you mean {near[0]}?" if near else f"there are: {', '.join(COMMANDS)}"
        raise click.UsageError(f"there is no command {cmd_name!r}; {advice}", ctx)


def _is_there(name: str) -> bool:
    """Return whether what stands where a command is expected is a file or a folder."""
    try:
        return not name.startswith("-") and Path(name).exists()
    except (OSError, ValueError):  # a name that no file can have
        return False


def _names_file(name: str) -> bool:
    """Return whether a name is rather that of a file than of a command: a path, or one with an ending."""
    return "/" in name or "\\" in name or bool(Path(name).suffix)


@click.group(cls=LazyGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@common_options
@click.option("--fresh", is_flag=True, help="Open the explorer at the beginning, not where you were the last time.")
@click.version_option(__version__, prog_name="esgtui", message="%(prog)s %(version)s")
@click.pass_context
def program(context: click.Context, /, *, fresh: bool) -> int:
    """Read, search, annotate and compare what companies claim about their sustainability.

    Without a command the explorer opens or, where there is no terminal, the overview is printed.
    """
    opening = context.ensure_object(Opening)
    if context.invoked_subcommand is None:
        from esgtui.cli.explorer import start

        return start(opening, is_fresh=fresh)
    opening.tell_warnings()
    return 0


def run(arguments: list[str]) -> int:
    """Run the program with these arguments; return its exit code. Errors pass through, for the boundary."""
    with Opening() as opening, program.make_context("esgtui", arguments, obj=opening) as context:
        return program.invoke(context) or 0
