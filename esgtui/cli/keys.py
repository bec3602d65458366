"""`esgtui keys`: the explorer's commands and the keys that they have, the user's own included."""

from itertools import groupby

import click
import msgspec

from esgtui.cli.opening import Opening
from esgtui.cli.options import common_options, json_option
from esgtui.cli.output import json_line, line, say
from esgtui.cli.table import Row, show_table
from esgtui.settings import settings_file
from esgtui.tui.commands import COMMANDS, PLACE_TITLES, Command, Keymap, shown_key
from esgtui.tui.keymap_files import NoKeymapError, check_name, keymap_in_force


@click.command("keys")
@click.option("--keymap", metavar="NAME", help="The keys with this keymap: vim, plain or one of yours.")
@json_option
@common_options
@click.pass_context
def keys_command(context: click.Context, /, as_json: bool, keymap: str | None) -> None:
    """List the explorer's keys, and what in the settings could not be used."""
    settings, file = context.ensure_object(Opening).settings, settings_file()
    if keymap is not None:
        try:
            check_name(keymap, file)
        except NoKeymapError as error:
            raise click.BadParameter(str(error), param_hint="--keymap") from error
        settings = msgspec.structs.replace(settings, keymap=keymap)
    keys = keymap_in_force(settings, file)
    for warning in keys.warnings:
        say(warning)
    if as_json:
        for command in COMMANDS:
            json_line(_object(command, keys))
        return
    for position, (place, commands) in enumerate(groupby(COMMANDS, key=lambda command: command.place)):
        if position:
            line()
        line(PLACE_TITLES[place], [(0, len(PLACE_TITLES[place]))])
        rows = [Row((f"  {keys.shown(each.id)}", each.title, each.help, each.id)) for each in commands]
        show_table(rows, flexible=2)


def _object(command: Command, keys: Keymap) -> dict[str, object]:
    return {
        "id": command.id,
        "title": command.title,
        "help": command.help,
        "place": command.place,
        "keys": list(map(shown_key, keys.keys[command.id])),
    }
