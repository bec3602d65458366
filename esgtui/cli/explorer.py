"""`esgtui` alone: the explorer in a terminal, and the overview where there is none."""

import gc
import os
import sys
from shlex import quote

from esgtui.cli.opening import Opening
from esgtui.cli.output import is_terminal, say

SWITCH = 0.001
"""Seconds after which a search makes room for the interface, a fifth of what is usual."""


FRAMES = "240"
"""How many frames a second the toolkit may paint: what was found is seen within 4 ms, not 17. It reads this once."""

ESCAPE = "25"
"""For how many milliseconds an Escape may be the beginning of another key, a quarter of what the toolkit waits."""


def start(opening: Opening, *, is_fresh: bool = False) -> int:
    """Open the explorer, or print the overview if stdin or stdout is no terminal that can show it.

    It begins where one was the last time, unless `is_fresh` or the settings say otherwise.
    """
    if not (is_terminal() and sys.stdin.isatty() and os.environ.get("TERM") != "dumb"):
        from esgtui.cli.overview import show_overview

        opening.tell_warnings()
        show_overview(opening.workspace())
        return 0
    sys.setswitchinterval(SWITCH)
    gc.disable()  # loading makes much and drops little; the explorer itself sees to what it makes
    os.environ.setdefault("TEXTUAL_FPS", FRAMES)
    os.environ.setdefault("ESCDELAY", ESCAPE)
    workspace = opening.workspace(tells=False)
    place = workspace.journal.path
    from esgtui.settings import settings_file
    from esgtui.tui.app import EsgtuiApp
    from esgtui.tui.appearance import Home
    from esgtui.tui.remembered import state_file

    session = workspace.sessions.read(workspace.coder)
    begun = session.fresh if is_fresh or not opening.settings.resume else session
    app = EsgtuiApp(workspace, opening.settings, begun, Home(settings_file(), state_file()))
    app.run()
    if app.fault:
        raise app.fault
    if workspace.journal.path != place:
        say(f"Your annotations are in another place now: esgtui --store {quote(str(workspace.journal.path))}")
    return app.return_code or 0
