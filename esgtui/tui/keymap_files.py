"""Keymaps as files: those that come with the program, in `keymaps/`, and the user's own, beside the settings."""

from pathlib import Path

from esgtui.own_files import OwnFileError, nearest, read_own_file
from esgtui.settings import KEYMAPS, Settings, own_file, own_names, usable_keys
from esgtui.tui.commands import Keymap, NamedKeys, keymap

SHIPPED = Path(__file__).parent / "keymaps"


class NoKeymapError(Exception):
    """There is no keymap of this name; the message names the nearest."""


def keymap_in_force(settings: Settings, file: Path | None) -> Keymap:
    """Return the keys that the settings ask for: a keymap, if one is named, and the user's single keys on top of it.

    `file` is where the settings are; None looks for no keymaps of the user's own. What cannot be used is told in the
    keymap's `warnings`.
    """
    try:
        named, warnings = _read(settings.keymap, file)
    except (NoKeymapError, OwnFileError) as error:
        named, warnings = NamedKeys(), (str(error),)
    keys = keymap(settings.keys, named)
    return Keymap(keys.keys, (*warnings, *keys.warnings))


def check_name(name: str, file: Path) -> None:
    """Raise `NoKeymapError` if there is no keymap of this name."""
    names = [*KEYMAPS, *own_names(file, "keymaps")]
    if name not in names:
        raise NoKeymapError(f"there is no keymap {name!r}; {nearest(name, names)}")


def _read(name: str, settings: Path | None) -> tuple[NamedKeys, tuple[str, ...]]:
    """Return the keys of a keymap, and what of it is no text; a name of the program's own means that one."""
    if not name:
        return NamedKeys(), ()
    path = SHIPPED / f"{name}.toml"
    if name not in KEYMAPS:
        if settings is None:
            raise NoKeymapError(f"there is no keymap {name!r}; {nearest(name, KEYMAPS)}")
        check_name(name, settings)
        path = own_file(settings, "keymaps", name)
    try:
        read = read_own_file(path)
    except FileNotFoundError as error:
        raise NoKeymapError(f"there is no keymap {name!r} at {path}") from error
    keys, faults = usable_keys(read, read.values)
    return NamedKeys(str(path) if path.parent != SHIPPED else f"keymap {name}", keys), tuple(faults)
