"""How well a colour is read on another one, as WCAG 2.2 measures it, and which pairs a theme has to answer for."""

from collections.abc import Iterator, Mapping

from textual.color import Color

READABLE, HIGH = 4.5, 7.0
"""The contrast that text needs (success criterion 1.4.3), and that of high contrast (1.4.6)."""

GROUNDS = ("background", "surface", "panel", "cursor-quiet")
"""The colours that text stands on."""

INKS = (
    "foreground",
    "dim",
    "accent",
    "secondary",
    "match",
    "warning",
    "error",
    "success",
    "tag-red",
    "tag-amber",
    "tag-green",
    "tag-teal",
    "tag-blue",
    "tag-violet",
    "tag-grey",
)
"""The colours that text is drawn in; each of them may stand on each of the grounds."""


def contrast(one: Color, other: Color) -> float:
    """Return the contrast of two colours, from 1 for equal ones to 21 for black and white."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Color) -> float:
    """Return the relative luminance, from 0 to 1."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def hard_to_read(colours: Mapping[str, str], least: float) -> Iterator[tuple[str, str, float]]:
    """Yield the pairs of an ink and a ground that have less contrast than `least`, with what they have."""
    for ink in INKS:
        for ground in GROUNDS:
            found = contrast(Color.parse(colours[ink]), Color.parse(colours[ground]))
            if found < least:
                yield ink, ground, found
