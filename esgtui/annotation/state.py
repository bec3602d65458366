"""What a journal's changes add up to, as it is held in memory and kept in a snapshot.

How changes come in is `history.py`'s affair.
"""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from esgtui.annotation.folded import Folded
from esgtui.annotation.model import Cell

Cells = dict[str, Cell]
"""The cells of one coder on one claim, by field."""


class Step(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A step on a stack, and between which numbers of the journal its changes stand, both included."""

    id: str
    first: int
    last: int


class Progress(msgspec.Struct, array_like=True):
    """On how many claims a coder has put tags, and how many the coder has visited."""

    tagged: int = 0
    visited: int = 0


Statements = dict[str, tuple[datetime, str]]
"""By coder, when the coder last put or changed anything on a claim, and the digest of what it said then."""


class OnClaim(msgspec.Struct, array_like=True):
    """What coders put on one claim, and what it said then. One value: each by itself would take twice the memory."""

    cells: dict[str, Cells] = {}
    """By coder."""
    statements: Statements = {}


def folded_claims(folded: Mapping[str, msgspec.Raw] | None = None) -> Folded[OnClaim]:
    """Return what is on claims, by their ids."""
    return Folded(msgspec.msgpack.Decoder(OnClaim), folded)


class State(msgspec.Struct):
    """All that a history holds; `snapshot.py` keeps it."""

    claims: Folded[OnClaim] = msgspec.field(default_factory=folded_claims)
    done: dict[str, list[Step]] = {}
    undone: dict[str, list[Step]] = {}
    tag_uses: dict[str, dict[str, int]] = {}
    """By coder and tag, on how many claims it is."""
    progress: dict[str, Progress] = {}
    latest: datetime | None = None
    """When the last change was made that came from no other store."""
    merges: dict[str, Step] = {}
    """The steps that took in what other stores held, by id, done or not."""

    def on(self, claim: str) -> OnClaim:
        """Return what is on a claim, to be looked at alone; nothing where nobody ever changed anything there."""
        return self.claims.get(claim) or OnClaim()
