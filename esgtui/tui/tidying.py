"""When garbage is collected: between keys, a little at a time.

A collection stops everything for as long as it takes. Python itself would start one in the middle of drawing, since
that is what makes most objects: a line that was drawn once refers to itself, so that each frame leaves thousands.
"""

import gc
from time import monotonic

EVERY = 0.05
"""Seconds between two looks at whether it is time."""
PAINTED, CALM = 0.1, 1.0
"""Seconds after a key by which its result is painted, and after which somebody reads."""
BITE, MOUTHFUL = 2_000, 8_000
"""So many new objects are looked through once a result is painted, and so many even if keys never stop."""
LEFT_OVER = 20
"""After so many bites, what they left is looked through too: lines that were still shown then."""


def begin() -> None:
    """Take over from Python. What is there by now stays, and need not be looked through again and again."""
    gc.disable()
    gc.freeze()


def end() -> None:
    """Leave it to Python again."""
    gc.enable()


def look(last_input: float) -> None:
    """Collect as much garbage as holds nobody up who used a key or the mouse at `last_input`."""
    since = monotonic() - last_input
    new, _, bites = gc.get_count()
    if since > CALM and bites > LEFT_OVER:
        gc.collect()
    elif new > (BITE if since > PAINTED else MOUTHFUL):
        gc.collect(1)
