"""Heat: how dark a figure is shaded, in four steps that are told apart without colour, and what the steps stand for."""

from bisect import bisect_right

import msgspec

SHADES = (" ", "░", "▒", "▓", "█")
"""From nothing to the most; each is denser than the one before."""


class Scale(msgspec.Struct, frozen=True):
    """From which figure on each of the four shades is used, in ascending order; `unit` follows figures."""

    starts: tuple[int, ...]
    unit: str = ""

    def level(self, figure: int | None) -> int:
        """Return the number of a figure's shade: 0 for nothing, up to 4."""
        return bisect_right(self.starts, figure) if figure else 0

    def told(self) -> str:
        """Return what the shades stand for, such as `░ 1–2  ▒ 3–9  ▓ 10–29  █ 30+`."""
        ends = [*(start - 1 for start in self.starts[1:]), None]
        return "  ".join(
            f"{SHADES[level]} {_span(start, end)}{self.unit}"
            for level, (start, end) in enumerate(zip(self.starts, ends, strict=True), 1)
        )


def _span(start: int, end: int | None) -> str:
    if end is None:
        return f"{start:,}+"
    return f"{start:,}" if start == end else f"{start:,}–{end:,}"


PERCENT = Scale((1, 25, 50, 75), " %")
"""Shares by quarters: up to a quarter, a half, three quarters, and more."""


def scale_of(most: int) -> Scale:
    """Return a scale for counts up to `most`: each step begins at the same multiple of the one before.

    Few cells hold very many claims, so that equal steps would leave all others alike.
    """
    starts = [1]
    for step in (1, 2, 3):
        starts.append(max(starts[-1] + 1, round(most ** (step / 4)) + (most > 4)))
    return Scale(tuple(starts))
