"""The colours that a codebook gives to tags, as looks of the themes: readable on dark and on light alike."""

COLOURS = ("red", "amber", "green", "teal", "blue", "violet", "grey")
"""The colours that there are; each theme has its own shade of each."""

SIGN = "■"
"""What carries the colour; the tag's name stays in the colour of all text."""

_ALSO = {
    "yellow": "amber",
    "orange": "amber",
    "brown": "amber",
    "cyan": "teal",
    "turquoise": "teal",
    "purple": "violet",
    "magenta": "violet",
    "pink": "red",
    "gray": "grey",
}


def look_of(colour: str) -> str:
    """Return the look of a colour of a codebook; '' for none, and for one that no theme knows."""
    name = colour.strip().casefold()
    return name if name in COLOURS else _ALSO.get(name, "")
