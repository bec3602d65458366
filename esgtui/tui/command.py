"""What a command is, where it applies, and what decides whether it can be used. `commands.py` has them all."""

from collections.abc import Callable
from typing import Literal

import msgspec

Place = Literal[
    "explorer",
    "list",
    "detail",
    "search",
    "jump",
    "tags",
    "keys",
    "choice",
    "confirm",
    "note",
    "name",
    "queries",
    "log",
    "codebook",
    "conflicts",
    "agreement",
    "strays",
    "matrix",
    "timeline",
    "metrics",
    "source",
    "coverage",
    "overview",
    "checklist",
    "editions",
    "path",
    "text",
    "export",
    "unsaved",
    "parting",
    "elsewhere",
    "notice",
    "themes",
    "help",
    "reading",
    "within",
    "import",
]
"""Where a command applies: a screen, or the kind of pane that has the focus. `docs/keys.md` explains each."""


class Situation(msgspec.Struct, frozen=True):
    """What decides whether a command can be used right now."""

    claims: int = 0
    are_claims_seen: bool = True
    marked: int = 0
    verdicts: int = 0
    lenses: int = 1
    own_notes: int = 0
    is_searching: bool = False
    is_origin: bool = False
    can_undo: bool = False
    can_redo: bool = False
    can_go_back: bool = False
    can_go_on: bool = False
    has_editions: bool = False
    faults: int = 0
    unread: str = ""
    """Why what needs all claims cannot be used; empty where all are there."""
    not_here: str = "nothing is under the cursor"
    """Why what a list's cursor stands on cannot be acted on; empty where it can."""
    not_taken: str = "it is not taken"
    """Why what a list's cursor stands on cannot be taken out of a file; empty where it can."""
    no_new_tag: str = "type what it is to be called"
    """Why what is typed cannot be made a new tag; empty where it can."""
    no_address: str = "no source is looked at"
    """Why a source's address cannot be opened; empty where it can."""
    no_other_source: str = "no source is looked at"
    """Why there is no other source to look at; empty where there is."""


Reason = Callable[[Situation], str | None]


def no_claim(now: Situation) -> str | None:
    """Return why there is no claim to act on."""
    if not now.are_claims_seen:
        return "the claims are not on the screen: enter goes to them"
    return None if now.claims or now.marked else "no claim is shown: press escape to leave the search or the group"


def not_seen(now: Situation) -> str | None:
    """Return why there is no claim under the cursor."""
    return no_claim(msgspec.structs.replace(now, marked=0))


def no_new_tag(now: Situation) -> str | None:
    """Return why what is typed cannot be made a new tag."""
    return now.no_new_tag or None


def unread(now: Situation) -> str | None:
    """Return why what needs all claims cannot be used, while only the first ones are there."""
    return now.unread or None


def no_other_lens(now: Situation) -> str | None:
    """Return why there is no other lens."""
    if now.lenses > 1:
        return None
    return now.unread or "this dataset names no framework, so there is no other lens"


class Command(msgspec.Struct, frozen=True):
    """A command: its stable id, titles, default keys (comma-separated), and where it applies.

    `why_not` says why it is unavailable in a situation, or None. `bar` is its rank in the footer; 0 keeps it out.
    `opens` marks those that open a dialog: keys that come after it are the dialog's. `is_numbered` says that each key
    has a number, the first one 1, which the command is told.
    """

    id: str
    title: str
    help: str
    keys: str
    place: Place = "explorer"
    bar: int = 0
    why_not: Reason | None = None
    opens: bool = False
    is_numbered: bool = False

    @property
    def key_list(self) -> list[str]:
        """The default keys, one by one."""
        return [key.strip() for key in self.keys.split(",") if key.strip()]
