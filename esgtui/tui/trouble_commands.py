"""The commands of what is said and asked when something cannot be saved; `commands.py` has them among all others."""

from esgtui.tui.command import Command

TROUBLE_COMMANDS: tuple[Command, ...] = (
    Command("unsaved.retry", "try again", "Try again to save the change", "r,enter", "unsaved", bar=1),
    Command("unsaved.elsewhere", "elsewhere", "Save it in another place, and go on there", "e", "unsaved", bar=2),
    Command("unsaved.leave", "give up", "Give the change up; a note stays as a draft", "escape", "unsaved", bar=3),
    Command(
        "elsewhere.take", "go on there", "Copy all annotations there, and go on there", "enter", "elsewhere", bar=1
    ),
    Command("elsewhere.leave", "back", "Close and copy nothing", "escape", "elsewhere", bar=2),
    Command("parting.retry", "try again", "Try again to keep the notes, and leave", "r,enter", "parting", bar=1),
    Command("parting.elsewhere", "elsewhere", "Keep all in another place, and leave", "e", "parting", bar=2),
    Command(
        "parting.lose",
        "lose them",
        "Leave without these notes; they are printed in the terminal",
        "x",
        "parting",
        bar=3,
    ),
    Command("parting.leave", "stay", "Close, and go on", "escape", "parting", bar=4),
    Command("notice.leave", "close", "Close the message", "enter,escape,q", "notice", bar=1),
)
"""Those of the dialogs."""
