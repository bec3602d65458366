"""When garbage is collected: while nobody presses a key.

A collection stops everything while it looks through what there is. Python itself would start one in the middle of
drawing, since that is what makes most objects.
"""

import gc
from time import monotonic

EVERY = 0.5
"""Seconds between two looks at whether it is time."""
CALM, AWAY = 0.5, 60.0
"""Seconds without a key after which nobody is held up for a moment, and for longer."""
WORTH_IT = 5_000
"""From so many objects more than after the last collection on there is another one."""
TOO_MANY = 500_000
"""So many are not waited with, even if keys never stop."""


def begin() -> None:
    """Take over from Python. What is there by now stays, and need not be looked through again and again."""
    gc.disable()
    gc.freeze()


def end() -> None:
    """Leave it to Python again."""
    gc.enable()


def look(last_input: float) -> None:
    """Collect garbage if there may be some, and nobody is held up who used a key or the mouse at `last_input`."""
    since = monotonic() - last_input
    made, _, collected = gc.get_count()
    if since > AWAY and collected:
        gc.collect()  # what has been there for long, too
    elif made > (WORTH_IT if since > CALM else TOO_MANY):
        gc.collect(1)
