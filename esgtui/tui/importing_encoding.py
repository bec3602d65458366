"""Which encoding a table that is imported is in: offered with what becomes of its letters, and looked at anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from esgtui.tui.screens.choice import Choice

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from esgtui.intake.importing import Look
    from esgtui.intake.mapping import Roles

SAME = "All letters of the file's beginning are the same in every encoding."
NO_TEXT = "A file of this kind says its encoding itself."


def encoding_choices(path: Path, present: str) -> Sequence[Choice]:
    """Return the encodings that a file can be read in; none where that makes no difference."""
    from esgtui.intake.encoding_choices import readings

    return [
        Choice(each.name, f"{each.name:<11} {'  …  '.join(each.places)}", each.title, is_on=number == 0)
        for number, each in enumerate(readings(path, present))
    ]


def carried_over(before: Look, roles: Mapping[str, str], after: Look) -> Roles:
    """Return what columns are taken for in another encoding: as guessed, but for what the user changed.

    Their headings may be other ones; they are the same columns if there are as many.
    """
    found = dict(after.roles)
    if len(before.rows.columns) == len(after.rows.columns):
        for old, new in zip(before.rows.columns, after.rows.columns, strict=True):
            if roles[old] != before.roles[old]:
                found[new] = roles[old]
    return found
