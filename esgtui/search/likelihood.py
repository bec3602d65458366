"""How likely a word is meant by what was typed: as it is, as what that begins, and with slips of the finger.

Recall hardly depends on the figures, but every beginning has to be likelier than every slip.
"""

WHOLE = 1.0
BEGINNING = 0.2
SLIP = (1.0, 0.03, 0.004)
SLIP_IN_BEGINNING = (1.0, 0.006, 0.001)
SLIP_IN_FIRST_LETTER = 0.3
"""A slip hardly ever changes the first letter: its figure is a factor."""


def begun(typed: str, word: str) -> float:
    """Return how likely `word` is meant by its beginning."""
    return BEGINNING * (0.3 + 0.7 * len(typed) / len(word))
