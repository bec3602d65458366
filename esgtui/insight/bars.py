"""Bars of characters, to an eighth of a cell, so that small shares are seen beside large ones."""

_EIGHTHS = ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")


def share_bar(part: int, whole: int, width: int) -> str:
    """Return a bar of exactly `width` cells for a part of a whole; what is there at all is seen."""
    eighths = round(part / whole * width * 8) if whole else 0
    full, rest = divmod(max(eighths, 1 if part else 0), 8)
    return ("█" * full + _EIGHTHS[rest])[:width].ljust(width)
