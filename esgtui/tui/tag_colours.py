"""The colours that a codebook gives to tags, as looks of the themes: readable on dark and on light alike."""

from esgtui.annotation.codes import ALSO_COLOURS, COLOURS

SIGN = "■"
"""What carries the colour; the tag's name stays in the colour of all text."""


def look_of(colour: str) -> str:
    """Return the look of a colour of a codebook; '' for none, and for one that no theme knows."""
    name = colour.strip().casefold()
    return name if name in COLOURS else ALSO_COLOURS.get(name, "")
