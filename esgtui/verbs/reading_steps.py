"""The steps of whoever reads a document into a dataset, each with what it takes to go back behind it."""

from typing import Any, NamedTuple

from esgtui.verbs.claims_file import Beginning, Change, Correction

Edits = dict[str, Any]
"""What was filled in for a sentence by hand: fields of its draft by their names."""


class Take(NamedTuple):
    """A sentence was taken as a claim; what was filled in for it by hand was `edited`."""

    sentence: int
    change: Change
    begin: Beginning
    was_dismissed: bool
    edited: Edits


class Dismissal(NamedTuple):
    """A sentence was dismissed, or offered again."""

    sentence: int
    was_dismissed: bool


class Filling(NamedTuple):
    """What was filled in for a sentence before something else was, and whose claims were taken then."""

    sentence: int
    edited: Edits
    company: str


class Correcting(NamedTuple):
    """The claim that a sentence is was corrected in the file, or taken out.

    Before that it was these in `taken`, and those to come were claims of `company`.
    """

    sentence: int
    correction: Correction
    taken: tuple[str, ...]
    company: str
