"""Bars of characters, to an eighth of a cell, so that small shares are seen beside large ones."""

BEYOND = "»"
"""Ends a bar that would be longer than there is room for."""
_EIGHTHS = ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")


def share_bar(part: float, whole: float, width: int) -> str:
    """Return a bar of exactly `width` cells for a part of a whole; what is there at all is seen."""
    eighths = round(part / whole * width * 8) if whole else 0
    full, rest = divmod(max(eighths, 1 if part else 0), 8)
    return ("█" * full + _EIGHTHS[rest])[:width].ljust(width)


def value_bar(value: float, scale: float, width: int) -> str:
    """Return a bar of exactly `width` cells, of which a value of `scale` takes all; below nothing it is hollow."""
    drawn = "█" * (width - 1) + BEYOND if abs(value) > scale else share_bar(abs(value), scale, width)
    return drawn if value >= 0 else "".join("░" if cell in "█▏▎▍▌▋▊▉" else cell for cell in drawn)


def share_text(part: int, whole: int) -> str:
    """Return a part of a whole in per cent; what is there is never none of it, and what is not all never all."""
    if not whole:
        return ""
    share = round(100 * part / whole)
    return "< 1 %" if part and not share else "> 99 %" if part < whole and share == 100 else f"{share} %"
