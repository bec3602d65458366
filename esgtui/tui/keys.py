"""Bindings of the toolkit, made from the registry of commands."""

from textual.binding import Binding, BindingType

from esgtui.tui.commands import COMMANDS, Keymap, Place

_NEVER_SENT = "f24"
"""What a command without keys is bound to: the toolkit wants a key, and no terminal sends this one."""


def bindings(place: Place) -> list[BindingType]:
    """Return the default bindings of a place; each runs `command('ID')`, on the list, the detail or the screen."""
    target = "" if place in {"list", "detail"} else "screen."
    return [
        Binding(command.keys, f"{target}command({command.id!r})", command.title, show=False, id=command.id)
        for command in COMMANDS
        if command.place == place
    ]


def toolkit_keymap(keymap: Keymap) -> dict[str, str]:
    """Return the keys in force as the toolkit takes them, by command id."""
    return {command_id: ",".join(keys) or _NEVER_SENT for command_id, keys in keymap.keys.items()}
