"""The commands of the theme chooser, the help and the tour; `commands.py` has them among all others."""

from esgtui.tui.command import Command

LOOK_COMMANDS: tuple[Command, ...] = (
    Command("explorer.theme", "theme", "Choose the colours, seen as you go through them", "ctrl+t", opens=True),
    Command(
        "explorer.faults",
        "faults",
        "Read what in your settings or in the dataset on the disk cannot be used",
        "exclamation_mark",
        why_not=lambda now: None if now.faults else "there are none",
        opens=True,
    ),
    Command("explorer.tour", "tour", "Learn the keys that one needs first, in five steps", ""),
)
"""Those of the explorer."""

LOOK_DIALOG_COMMANDS: tuple[Command, ...] = (
    Command("themes.take", "take it", "Take the theme under the cursor, and remember it", "enter", "themes", bar=1),
    Command("themes.leave", "cancel", "Close, and keep the theme from before", "escape,q", "themes", bar=2),
    Command("help.run", "run", "Run the command under the cursor, if it can be used now", "enter", "help", bar=1),
    Command("help.leave", "close", "Close the help", "escape,f1", "help", bar=2),
    Command("help.down", "down", "The next command", "down,ctrl+n", "help"),
    Command("help.up", "up", "The command before", "up,ctrl+p", "help"),
    Command("help.page_down", "page down", "A page of commands further", "pagedown", "help"),
    Command("help.page_up", "page up", "A page of commands back", "pageup", "help"),
)
"""Those of the dialogs."""
