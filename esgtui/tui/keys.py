"""Bindings of the toolkit, made from the registry of commands."""

from collections.abc import Iterator

from textual.binding import Binding, BindingType

from esgtui.tui.commands import COMMANDS, Command, Keymap, Place

_NEVER_SENT = "f24"
"""What a command without keys is bound to: the toolkit wants a key, and no terminal sends this one."""


def bindings(place: Place) -> list[BindingType]:
    """Return the default bindings of a place; each runs `command('ID')`, on the list, the detail or the screen."""
    target = "" if place in {"list", "detail"} else "screen."
    return [
        Binding(keys, f"{target}command({command.id!r}{told})", command.title, show=False, id=binding)
        for command in COMMANDS
        if command.place == place
        for binding, keys, told in _each(command)
    ]


def _each(command: Command) -> Iterator[tuple[str, str, str]]:
    """Yield a command's bindings, one or one for each number: the id, the default keys, what is told besides."""
    if not command.is_numbered:
        yield command.id, command.keys or _NEVER_SENT, ""
        return
    for number, key in enumerate(command.key_list, 1):
        yield f"{command.id}:{number}", key, f", {number}"


def toolkit_keymap(keymap: Keymap) -> dict[str, str]:
    """Return the keys that are not the default ones, as the toolkit takes them, by the ids of bindings.

    It goes through them at every key, for each one through all bindings.
    """
    found: dict[str, str] = {}
    for command in COMMANDS:
        keys = keymap.keys[command.id]
        if keys == tuple(command.key_list):
            continue
        if command.is_numbered:
            of_number = dict(enumerate(keys, 1))
            found |= {binding: of_number.get(n, _NEVER_SENT) for n, (binding, _, _) in enumerate(_each(command), 1)}
        else:
            found[command.id] = ",".join(keys) or _NEVER_SENT
    return found
