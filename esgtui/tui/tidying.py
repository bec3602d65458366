"""When garbage is collected: between keys, a little at a time.

A collection stops everything for as long as it takes. Python itself would start one in the middle of drawing, since
that is what makes most objects: a line that was drawn once refers to itself, so that each frame leaves thousands.
"""

import gc
from sys import getallocatedblocks
from threading import Thread
from time import monotonic

from esgtui.garbage import give_back

EVERY = 0.05
"""Seconds between two looks at whether it is time."""
PAINTED, CALM = 0.1, 60.0
"""Seconds after a key by which its result is painted, and after which nobody is there who would notice a stop."""
PAUSE, BREATH, LATEST = 1.0, 0.25, 10.0
"""Seconds after a key after which memory that was freed goes back to the system, once; where that was not for so long,
already in a shorter pause: who keeps pressing keys would have all that any of them took for a moment."""
BITE, MOUTHFUL = 2_000, 24_000
"""So many new objects are looked through once a result is painted, and so many even if keys never stop."""
LEFT_OVER = 12_000
"""When so many more blocks of memory are in use, what bites left is looked through too: lines that were still shown
then, closed dialogs. An object that the collector knows takes some three blocks.

Blocks are counted, and never the collector's objects: asking for those hands out tuples that another thread is just
filling, and that thread fails then."""
OF_DIALOG = 60_000
"""So many more blocks may be in use while a dialog is open: what it consists of stays until then."""
ASIDE = 90_000
"""When so many more blocks than before outlived looks, they are put aside: some 8 ms are spent on going through them.

Not sooner, since much of what is shown is garbage soon, and what was put aside would stay nevertheless."""
SHELVED = 10
"""After leftovers were put aside so many times, all there is is looked through: some of it is garbage by then."""


class Tidying:
    """Collects the garbage of one explorer while it is shown.

    What outlives looks at the leftovers is put aside once it is much, so that looks do not grow with the work that was
    done.
    """

    def __init__(self) -> None:
        self._bites = 0
        self._blocks = self._settled_blocks = self._aside_blocks = 0
        """So many blocks were in use after the last look at leftovers, after the last with no dialog open, and after
        the last that put them aside."""
        self._shelved = 0
        self._given_back_after = 0.0
        """The key after which memory was given back."""
        self._given_back_at = monotonic()

    def begin(self) -> None:
        """Take over from Python. What is there by now stays, and need not be looked through again and again."""
        gc.disable()
        self._put_aside()

    def end(self) -> None:
        """Leave it to Python again."""
        gc.enable()

    def look(self, last_input: float, *, is_settled: bool = True) -> None:
        """Collect as much garbage as holds nobody up who used a key or the mouse at `last_input`.

        `is_settled` says whether what is shown now stays: a dialog is garbage soon.
        """
        since = monotonic() - last_input
        pause = BREATH if monotonic() - self._given_back_at > LATEST else PAUSE
        if since > pause and last_input != self._given_back_after:
            self._given_back_after, self._given_back_at = last_input, monotonic()
            Thread(target=give_back, name="give back", daemon=True).start()
        if since > CALM and self._shelved >= SHELVED:
            self._look_through_all()
        elif gc.get_count()[0] > (BITE if since > PAINTED else MOUTHFUL):
            gc.collect(1)
            self._bites += 1
        elif self._bites and since > PAINTED:
            self._bites = 0
            if self._is_much_left(is_settled=is_settled):
                self._look_through_leftovers(is_settled=is_settled)

    def _is_much_left(self, *, is_settled: bool) -> bool:
        blocks = getallocatedblocks()
        self._blocks, self._settled_blocks = min(blocks, self._blocks), min(blocks, self._settled_blocks)
        self._aside_blocks = min(blocks, self._aside_blocks)
        return blocks > (self._settled_blocks + LEFT_OVER if is_settled else self._blocks + OF_DIALOG)

    def _look_through_leftovers(self, *, is_settled: bool) -> None:
        gc.collect()
        self._blocks = getallocatedblocks()
        if is_settled:
            self._settled_blocks = self._blocks
            if self._blocks > self._aside_blocks + ASIDE:
                self._put_aside()
                self._shelved += 1

    def _look_through_all(self) -> None:
        gc.unfreeze()
        gc.collect()
        self._put_aside()
        self._shelved = 0

    def _put_aside(self) -> None:
        gc.freeze()
        self._blocks = self._settled_blocks = self._aside_blocks = getallocatedblocks()
