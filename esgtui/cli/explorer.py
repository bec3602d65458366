"""`esgtui` alone: the explorer in a terminal, and the overview where there is none."""

import gc
import os
import sys
from shlex import quote
from typing import TYPE_CHECKING

from esgtui.cli.boundary import end_if_asked
from esgtui.cli.opening import Opening
from esgtui.cli.output import is_terminal, say

if TYPE_CHECKING:
    from esgtui.dataset.dataset import Dataset
    from esgtui.tui.shell import Shell
    from esgtui.workspace import Workspace

SWITCH = 0.001
"""Seconds after which a search makes room for the interface, a fifth of what is usual."""


FRAMES = "240"
"""How many frames a second the toolkit may paint: what was found is seen within 4 ms, not 17. It reads this once."""


def has_terminal() -> bool:
    """Whether stdin and stdout are a terminal that can show the explorer."""
    return is_terminal() and sys.stdin.isatty() and os.environ.get("TERM") != "dumb"


def get_ready() -> None:
    """Make the process one that screens are quick in. They see themselves to the garbage that they make."""
    sys.setswitchinterval(SWITCH)
    gc.disable()  # loading makes much and drops little
    os.environ.setdefault("TEXTUAL_FPS", FRAMES)


def run(app: "Shell") -> None:
    """Run an app to its end, and raise what ended it, if anything did."""
    end_if_asked()
    app.run()
    if app.fault:
        raise app.fault


def tell_unkept(workspace: "Workspace") -> None:
    """Say where notes are that the journal could not take, and print those that could be kept nowhere."""
    for (claim, _), place in workspace.drafts.in_files():
        say(f"What you wrote on {claim} is in {place}, and offered again: the journal could not take it.")
    for (claim, _), draft in workspace.drafts.unkept():
        say(f"What you wrote on {claim} could not be kept: {workspace.drafts.trouble}")
        for each in draft.text.split("\n"):
            say(f"    {each}")


def _tell_updated(workspace: "Workspace", opening: Opening, *, is_updated: bool) -> None:
    """Say what an update did to what is annotated; where not all is read yet, the explorer does once it is."""
    if is_updated and not workspace.dataset.about:
        from esgtui.cli.import_words import tell_annotated

        tell_annotated(workspace, opening.data)


def start(
    opening: Opening, *, is_fresh: bool = False, before: "Dataset | None" = None, is_updated: bool = False
) -> int:
    """Open the explorer, or print the overview where no terminal can show it.

    It begins where one was the last time, unless `is_fresh` or the settings say otherwise; with an edition from
    `before`, it begins with what became of that one's claims. Where an import updated it, it is said what became of
    those that are annotated.
    """
    if not has_terminal():
        from esgtui.cli.overview import show_overview

        opening.tell_warnings()
        workspace = opening.workspace()
        show_overview(workspace)
        _tell_updated(workspace, opening, is_updated=is_updated)
        return 0
    get_ready()
    workspace = opening.workspace(tells=False, waits=before is not None)
    _tell_updated(workspace, opening, is_updated=is_updated)
    place = workspace.journal.path
    from esgtui.settings import settings_file
    from esgtui.tui.app import EsgtuiApp
    from esgtui.tui.appearance import Home
    from esgtui.tui.remembered import state_file

    session = workspace.sessions.read(workspace.coder)
    begun = session.fresh if is_fresh or not opening.settings.resume else session
    app = EsgtuiApp(workspace, opening.settings, begun, Home(settings_file(), state_file()), before)
    run(app)
    tell_unkept(workspace)
    if workspace.rest and workspace.rest.error:
        raise workspace.rest.error
    if workspace.journal.path != place:
        say(f"Your annotations are in another place now: esgtui --store {quote(str(workspace.journal.path))}")
    if app.next_file:
        from esgtui.cli.opening_file import open_path

        workspace.close()
        return open_path(opening, app.next_file)
    return app.return_code or 0
