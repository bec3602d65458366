"""The user's own themes: files in the folder `themes` beside the settings, each based on a theme of the program."""

from collections.abc import Iterator
from pathlib import Path

from textual.color import Color, ColorParseError

from esgtui.own_files import OwnFile, OwnFileError, nearest, read_own_file, shown
from esgtui.settings import THEMES, own_file, own_names
from esgtui.tui.contrast import READABLE, hard_to_read
from esgtui.tui.theme import COLOURS, PALETTES, Palette

_ABOUT, _BASE = "about", "based_on"
KNOWN = (_ABOUT, _BASE, *COLOURS)
"""The keys of a theme's file."""

Read = tuple[Palette | None, tuple[str, ...]]
"""A theme, None if there is none to be used, and what of its file could not be used or is hard to read."""


def find_palette(name: str, settings: Path | None) -> Read:
    """Return the theme of this name: one of the program's, or the user's own beside these settings."""
    if name in PALETTES:
        return PALETTES[name], ()
    names = [*THEMES, *(own_names(settings, "themes") if settings else ())]
    if settings is None or name not in names:
        return None, (f"there is no theme {name!r}; {nearest(name, names)}",)
    try:
        return _palette(name, read_own_file(own_file(settings, "themes", name)))
    except OwnFileError as error:
        return None, (str(error),)
    except FileNotFoundError:
        return None, (f"{own_file(settings, 'themes', name)}: the theme is gone; choose another one",)


def all_palettes(settings: Path | None) -> Iterator[Read]:
    """Yield the program's themes and the user's own."""
    for name in (*THEMES, *(own_names(settings, "themes") if settings else ())):
        yield find_palette(name, settings)


def _palette(name: str, file: OwnFile) -> Read:
    """Return what can be used of a file, put on top of the theme that it is based on."""
    warnings = [file.told(key, fault) for key, value in file.values.items() if (fault := _fault(key, value))]
    base = PALETTES[_base_of(file)]
    used = {key: str(value) for key, value in file.values.items() if key in COLOURS and not _fault(key, value)}
    colours = {**base.colours, **used}
    about = file.values.get(_ABOUT)
    is_ansi = base.is_ansi and not used
    if base.is_ansi and used:  # the terminal's colours and others cannot be told apart by their contrast
        warnings.append(file.told(_BASE, "the terminal's own colours go with no others; base it on another theme"))
        colours = dict(base.colours)
        is_ansi = True
    if not is_ansi:
        warnings += (
            file.told(ink if ink in used else ground, f"{ink} on {ground} has a contrast of {found:.1f}; give it 4.5")
            for ink, ground, found in hard_to_read(colours, READABLE)
            if ink in used or ground in used
        )
    is_dark = base.is_dark if is_ansi else Color.parse(colours["background"]).brightness < 0.5
    told = about if isinstance(about, str) else f"Your own, based on {base.name}"
    return Palette(name=name, about=told, colours=colours, is_dark=is_dark, is_ansi=is_ansi), tuple(warnings)


def _base_of(file: OwnFile) -> str:
    base = file.values.get(_BASE, THEMES[0])
    return base if isinstance(base, str) and base in PALETTES else THEMES[0]


def _fault(key: str, value: object) -> str | None:
    """Return what is wrong with a key of a theme's file, and what would be right; None where it can be used."""
    if key not in KNOWN:
        return f"there is no colour {key!r}; {nearest(key, KNOWN)}"
    if key == _ABOUT:
        return None if isinstance(value, str) else f"{key} is {shown(value)}; write a text, in quotes"
    if key == _BASE:
        names = f"write one of {', '.join(PALETTES)}, in quotes"
        return None if isinstance(value, str) and value in PALETTES else f"{key} is {shown(value)}; {names}"
    return None if _is_colour(value) else f'{key} is {shown(value)}; write a colour as "#5fb38c"'


def _is_colour(value: object) -> bool:
    """Tell whether this is a colour that covers what is below it, and not one of the terminal's own."""
    if not isinstance(value, str):
        return False
    try:
        colour = Color.parse(value)
    except ColorParseError:
        return False
    return colour.ansi is None and colour.a == 1
