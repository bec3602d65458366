"""`esgtui help`: what `--help` says, for those who ask for it in this way."""

import click

from esgtui.cli.output import line


@click.command("help")
@click.argument("command", nargs=-1)
@click.pass_context
def help_command(context: click.Context, /, command: tuple[str, ...]) -> None:
    """Explain the program, or a COMMAND of it."""
    asked = context.find_root()
    for name in command:
        if not isinstance(asked.command, click.Group):
            raise click.UsageError(f"{asked.command_path} has no commands of its own", context)
        found = asked.command.get_command(asked, name)
        if found is None:
            raise click.UsageError(f"{asked.command_path} has no command {name!r}", context)
        asked = click.Context(found, asked, name)
    for each in asked.get_help().split("\n"):
        line(each)
