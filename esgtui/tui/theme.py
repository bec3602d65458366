"""The themes that come with the program: what colour each part has. `theme_files.py` reads the user's own.

A theme is a table of colours by the names in `COLOURS`; all that the toolkit's own widgets draw with follows from them.
"""

from collections.abc import Mapping
from types import MappingProxyType

import msgspec
from textual.theme import Theme

from esgtui.tui.contrast import GROUNDS, INKS

LINES = ("border", "focus", "cursor")
"""The colours of lines, and of the block that the cursor of a text is."""

COLOURS = (*GROUNDS, *INKS, *LINES)
"""The names of the colours of a theme."""

_PREFIX = "esgtui-"


class Palette(msgspec.Struct, frozen=True, kw_only=True):
    """A theme: its name, what it is for, and its colours. `is_ansi` leaves the colours to the terminal."""

    name: str
    about: str
    colours: Mapping[str, str]
    is_dark: bool = True
    is_ansi: bool = False

    @property
    def theme(self) -> Theme:
        """The theme as the toolkit takes it."""
        own = self.colours
        return Theme(
            name=toolkit_name(self.name),
            primary=own["accent"],
            secondary=own["secondary"],
            accent=own["accent"],
            foreground=own["foreground"],
            background=own["background"],
            surface=own["surface"],
            panel=own["panel"],
            warning=own["warning"],
            error=own["error"],
            success=own["success"],
            dark=self.is_dark,
            ansi=self.is_ansi,
            variables={**own, **_of_the_toolkit(own), **(_SWAPPED if self.is_ansi else _DRAWN)},
        )


def toolkit_name(name: str) -> str:
    """Return what the toolkit calls the theme of this name."""
    return f"{_PREFIX}{name}"


def _of_the_toolkit(own: Mapping[str, str]) -> dict[str, str]:
    """Return the colours of the toolkit's widgets, which it would mix itself, whatever comes of their contrast."""
    return {
        "text-muted": own["dim"],
        "text-disabled": own["dim"],
        "text-warning": own["warning"],
        "text-error": own["error"],
        "text-success": own["success"],
        "block-cursor-foreground": own["foreground"],
        "block-cursor-background": own["panel"],
        "block-cursor-blurred-foreground": own["foreground"],
        "block-cursor-blurred-background": own["cursor-quiet"],
        "block-hover-background": own["cursor-quiet"],
        "input-cursor-foreground": own["background"],
        "input-cursor-background": own["cursor"],
        "input-selection-foreground": own["background"],
        "input-selection-background": own["cursor"],
        "screen-selection-foreground": own["background"],
        "screen-selection-background": own["cursor"],
        "panel-darken-1": own["surface"],
        "scrollbar": own["border"],
    }


_DRAWN = {"cursor-style": "bold", "typed-style": "none", "block-cursor-text-style": "bold"}
_SWAPPED = {
    "cursor-style": "bold reverse",
    "typed-style": "reverse",
    "block-cursor-text-style": "bold reverse",
    "input-cursor-text-style": "reverse",
    "ansi-background": "ansi_default",
    "ansi-foreground": "ansi_default",
}
"""How what is under a cursor stands out: by colours, or by swapping the terminal's own two."""

_DARK = {
    "background": "#141817",
    "surface": "#1a1f1d",
    "panel": "#232a27",
    "cursor-quiet": "#26302c",
    "foreground": "#d8dcd9",
    "dim": "#909b96",
    "accent": "#5fb38c",
    "secondary": "#8aa4b8",
    "match": "#e8c264",
    "warning": "#d9a441",
    "error": "#e88575",
    "success": "#5fb38c",
    "border": "#39433f",
    "focus": "#5fb38c",
    "cursor": "#d8dcd9",
    "tag-red": "#e58a7c",
    "tag-amber": "#dcae58",
    "tag-green": "#7cc492",
    "tag-teal": "#5fbdb5",
    "tag-blue": "#85aee6",
    "tag-violet": "#b59be6",
    "tag-grey": "#a3aca7",
}
_LIGHT = {
    "background": "#fafaf7",
    "surface": "#f3f3ee",
    "panel": "#e6e8e2",
    "cursor-quiet": "#dde5de",
    "foreground": "#1d2421",
    "dim": "#545e59",
    "accent": "#1d6b4a",
    "secondary": "#476072",
    "match": "#7a4d00",
    "warning": "#7d5100",
    "error": "#a02e1c",
    "success": "#1d6b4a",
    "border": "#c3c9c2",
    "focus": "#1d6b4a",
    "cursor": "#1d2421",
    "tag-red": "#a8321f",
    "tag-amber": "#7d5100",
    "tag-green": "#25693a",
    "tag-teal": "#0b6560",
    "tag-blue": "#24589c",
    "tag-violet": "#6541a5",
    "tag-grey": "#565f5a",
}
_HIGH_CONTRAST = {
    "background": "#000000",
    "surface": "#000000",
    "panel": "#16263a",
    "cursor-quiet": "#202020",
    "foreground": "#ffffff",
    "dim": "#d6d6d6",
    "accent": "#7fe3ff",
    "secondary": "#cfe2ff",
    "match": "#ffe14d",
    "warning": "#ffd24d",
    "error": "#ffb3a8",
    "success": "#8ff0a4",
    "border": "#a0a0a0",
    "focus": "#7fe3ff",
    "cursor": "#ffffff",
    "tag-red": "#ffb3a8",
    "tag-amber": "#ffd24d",
    "tag-green": "#8ff0a4",
    "tag-teal": "#6ff0e4",
    "tag-blue": "#a8d0ff",
    "tag-violet": "#dcc2ff",
    "tag-grey": "#d6d6d6",
}
_COLOUR_BLIND = {  # blue and orange after Okabe and Ito; the tags' colours are as far apart as any vision lets them be
    "background": "#13161a",
    "surface": "#191d22",
    "panel": "#222831",
    "cursor-quiet": "#252c36",
    "foreground": "#dcdfe3",
    "dim": "#939aa4",
    "accent": "#56b4e9",
    "secondary": "#a3b1c2",
    "match": "#f0e442",
    "warning": "#e69f00",
    "error": "#f07f3c",
    "success": "#56b4e9",
    "border": "#3a424d",
    "focus": "#56b4e9",
    "cursor": "#dcdfe3",
    "tag-red": "#dc7e58",
    "tag-amber": "#d5c73e",
    "tag-green": "#25e19a",
    "tag-teal": "#e1f4f5",
    "tag-blue": "#6396fe",
    "tag-violet": "#f097df",
    "tag-grey": "#969696",
}
_TERMINAL = {
    **dict.fromkeys(
        COLOURS, "ansi_default"
    ),  # a terminal's reader has seen to this pair; of all others nothing is known
    "border": "ansi_bright_black",
    "focus": "ansi_green",
    "tag-red": "ansi_red",
    "tag-amber": "ansi_yellow",
    "tag-green": "ansi_green",
    "tag-teal": "ansi_cyan",
    "tag-blue": "ansi_blue",
    "tag-violet": "ansi_magenta",
}

PALETTES: Mapping[str, Palette] = MappingProxyType(
    {
        palette.name: palette
        for palette in (
            Palette(name="dark", about="Calm greys, one green", colours=_DARK),
            Palette(name="light", about="Ink on paper", colours=_LIGHT, is_dark=False),
            Palette(name="terminal", about="Your terminal's own colours", colours=_TERMINAL, is_ansi=True),
            Palette(name="high-contrast", about="All text at 7:1 or more, on black", colours=_HIGH_CONTRAST),
            Palette(name="colour-blind", about="Blue and orange in place of green and red", colours=_COLOUR_BLIND),
        )
    }
)
"""The themes that come with the program, by name."""
