"""What is said where coders would be compared, and there are no others, or they are hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from esgtui.tui.commands import Keymap
    from esgtui.workspace import Workspace


def no_others_text(workspace: Workspace, keymap: Keymap, shown: str) -> str:
    """Return why there is nobody to compare with, and which key or command changes that; empty if there is.

    `shown` is what others' work would show, as the end of a sentence.
    """
    if workspace.team.is_blind:
        key = keymap.shown("coders.blind", 1)
        return f"Blind mode hides what others did: close this, and {key} shows {shown}."
    if len(workspace.team.coders()) < 2:
        return "Nobody else has judged claims here yet: `esgtui merge FILE` takes in what a colleague did."
    return ""
