"""Numbers in words."""


def counted(number: int, noun: str) -> str:
    """Return `1 claim` or `1,234 claims`."""
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number:,} {noun if number == 1 else plural}"
