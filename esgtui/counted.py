"""How many there are, in words: the same everywhere, in the shell, in the explorer and in what is written."""


def claims_text(count: int) -> str:
    """Return `1 claim` or `3 claims`."""
    return f"{count:,} claim" if count == 1 else f"{count:,} claims"
