"""The group of all commands: where each lives, and the options that all of them share."""

from importlib import import_module
from typing import Any

import click

from esgtui.cli.opening import Opening

COMMANDS: dict[str, str] = {}
"""In which module of this package a command is, each imported only when it is called."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in the order of the help."""
        return [*COMMANDS, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, or None if there is none of this name."""
        if cmd_name not in COMMANDS:
            return super().get_command(ctx, cmd_name)
        module = import_module(f"esgtui.cli.{COMMANDS[cmd_name]}")
        found: click.Command = getattr(module, f"{cmd_name}_command")
        return found


@click.group(cls=LazyGroup, invoke_without_command=True)
@click.option("--data")
@click.option("--store")
@click.option("--coder")
@click.pass_context
def program(context: click.Context, /, **options: Any) -> int:
    """Read, search, annotate and compare what companies claim about their sustainability."""
    opening = context.ensure_object(Opening)
    opening.options.update({name: value for name, value in options.items() if value})
    if context.invoked_subcommand is None:
        from esgtui.cli.explorer import start

        return start(opening)
    return 0


def run(arguments: list[str]) -> int:
    """Run the program with these arguments; return its exit code. Errors pass through."""
    with program.make_context("esgtui", arguments) as context:
        return program.invoke(context) or 0
