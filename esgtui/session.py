"""Where a coder was in a dataset, and how large the panes were: kept beside the journal for the next time.

Claims and groups are kept by their ids, since a dataset may change between two days; `browsing.py` makes of them what
is still there. A file that cannot be used is worth nothing, and is written over.
"""

from contextlib import suppress
from pathlib import Path

import msgspec

from esgtui.exchange.files import write_whole

FORMAT = 1

MOST_PICKED = 1_000
"""Of more claims that a view led to, it is not kept which they were: the file is written every few seconds."""


class Sizes(msgspec.Struct, frozen=True):
    """How large panes are, in per cent; 0 is the usual size.

    `companies` and `groups` are widths on a wide screen, `left` is the width of both on a narrower one, where `upper`
    is the companies' share of the height. `claims` is the claims' share of the height beside the detail.
    """

    companies: int = 0
    groups: int = 0
    left: int = 0
    upper: int = 0
    claims: int = 0


class Session(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is restored: the claim under the cursor, what was chosen, the pane in use, and the sizes.

    `lens` is a framework's id, empty for the pillars; `group` is None where all groups were shown. `picked` are claims
    that a view led to, up to `MOST_PICKED`, and `picked_as` says what they have in common.
    """

    claim: str = ""
    query: str = ""
    company: str = ""
    lens: str = ""
    group: tuple[str, ...] | None = None
    like: str = ""
    picked: tuple[str, ...] = ()
    picked_as: str = ""
    pane: str = "claims"
    is_alone: bool = False
    sizes: Sizes = Sizes()
    unrecorded: tuple[str, ...] = ()
    """Claims that were visited, which the journal could not take by the end."""
    is_new: bool = False
    """Whether nothing was kept of this dataset yet, so that the coder has not seen what is in it."""

    @property
    def fresh(self) -> "Session":
        """Return a session that begins at the beginning, with the sizes as they were and nothing lost."""
        return Session(sizes=self.sizes, unrecorded=self.unrecorded, is_new=self.is_new)


BEGINNING = Session()
NEW = Session(is_new=True)


class _Kept(msgspec.Struct, frozen=True):
    format: int = FORMAT
    coders: dict[str, Session] = {}


class Sessions:
    """The sessions of one dataset's coders, in one file. It is written whole or not at all."""

    def __init__(self, path: Path, *, makes_folder: bool = True) -> None:
        self.path = path
        self._makes_folder = makes_folder

    def read(self, coder: str) -> Session:
        """Return where a coder was last; the beginning, which is new, where that is not known."""
        return self._kept().coders.get(coder, NEW)

    def keep(self, coder: str, session: Session) -> None:
        """Keep where a coder is, durably. Raises `ExportError` where that cannot be."""
        coders = {**self._kept().coders, coder: session}
        if self._makes_folder:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        content = msgspec.json.format(msgspec.json.encode(_Kept(FORMAT, coders)), indent=2)
        write_whole(self.path, [content], overwrite=True)

    def _kept(self) -> _Kept:
        with suppress(OSError, msgspec.MsgspecError, ValueError):
            kept = msgspec.json.decode(self.path.read_bytes(), type=_Kept)
            if kept.format == FORMAT:
                return kept
        return _Kept()
