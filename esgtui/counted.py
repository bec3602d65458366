"""How many there are, in words: the same everywhere, in the shell, in the explorer and in what is written."""


def counted(number: int, noun: str) -> str:
    """Return `1 claim` or `1,234 claims`."""
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number:,} {noun if number == 1 else plural}"


def claims_text(count: int) -> str:
    """Return `1 claim` or `3 claims`."""
    return counted(count, "claim")
