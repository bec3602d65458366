"""The colour-blind safe theme: colours that mean different things stay apart in every kind of colour vision."""

from itertools import combinations

import pytest
from textual.color import Color, rgb_to_lab

from esgtui.annotation.codes import COLOURS
from esgtui.tui.theme import PALETTES

Matrix = tuple[tuple[float, float, float], ...]
VISIONS: dict[str, Matrix] = {  # Machado, Oliveira and Fernandes 2009, severity 1.0, in linear light
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}
APART = 15
"""A difference (CIE76) that is seen at a glance; 2.3 is one that is just noticed."""


@pytest.mark.parametrize("vision", VISIONS)
def test_colours_that_mean_different_things_stay_apart(vision: str) -> None:
    colours = PALETTES["colour-blind"].colours
    seen = {name: as_seen(Color.parse(colour), VISIONS[vision]) for name, colour in colours.items()}
    pairs = [*combinations((f"tag-{colour}" for colour in COLOURS), 2), ("error", "success"), ("warning", "success")]
    pairs += [("match", "foreground"), ("accent", "foreground"), ("error", "warning")]

    too_near = {
        pair: round(found, 1) for pair in pairs if (found := difference(*(seen[name] for name in pair))) < APART
    }
    assert too_near == {}


def test_the_measure_tells_what_is_confused() -> None:
    """Blue and violet of the dark theme are one colour in deuteranopia: that theme is not for these eyes."""
    colours = PALETTES["dark"].colours
    blue, violet = (
        as_seen(Color.parse(colours[f"tag-{name}"]), VISIONS["deuteranopia"]) for name in ("blue", "violet")
    )

    assert difference(blue, violet) < 2.3


def as_seen(colour: Color, vision: Matrix) -> Color:
    light = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized]
    mixed = [min(1, max(0, sum(share * part for share, part in zip(row, light, strict=True)))) for row in vision]
    red, green, blue = (round(255 * (p * 12.92 if p <= 0.0031308 else 1.055 * p ** (1 / 2.4) - 0.055)) for p in mixed)
    return Color(red, green, blue)


def difference(one: Color, other: Color) -> float:
    first, second = rgb_to_lab(one), rgb_to_lab(other)
    return float(((first.L - second.L) ** 2 + (first.a - second.a) ** 2 + (first.b - second.b) ** 2) ** 0.5)
