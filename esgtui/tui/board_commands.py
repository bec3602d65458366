"""The commands of the screens that look at work done, such as history, codebook and conflicts. Part of the registry."""

from esgtui.tui.command import Command, Situation


def _not_here(now: Situation) -> str | None:
    return now.not_here or None


BOARD_COMMANDS: tuple[Command, ...] = (
    Command("log.go", "to the claim", "Go to the claim of the entry", "enter", "log", bar=2),
    Command(
        "log.take_back",
        "take back",
        "Take back the entry's step on its own",
        "t",
        "log",
        bar=1,
        why_not=_not_here,
        opens=True,
    ),
    Command("log.scope", "all or claim", "Show the log of everything, or of the claim", "a", "log", bar=3),
    Command("log.undo", "undo", "Take back your last step", "u", "log", bar=5),
    Command("log.redo", "redo", "Do the step again", "ctrl+r", "log"),
    Command("log.switch", "text", "Go to the entry's text, to scroll it, and back", "tab,shift+tab", "log", bar=4),
    Command("log.leave", "close", "Close the history", "escape,q", "log", bar=6),
    Command(
        "codebook.find", "its claims", "Search the claims with the tag", "enter", "codebook", bar=9, why_not=_not_here
    ),
    Command("codebook.rename", "rename", "Give it another path", "r", "codebook", bar=1, why_not=_not_here, opens=True),
    Command(
        "codebook.merge", "merge", "Merge it into another tag", "M", "codebook", bar=2, why_not=_not_here, opens=True
    ),
    Command(
        "codebook.move", "move", "Move it below another path", "m", "codebook", bar=3, why_not=_not_here, opens=True
    ),
    Command(
        "codebook.describe",
        "describe",
        "Change its title and when to use it",
        "e",
        "codebook",
        bar=4,
        why_not=_not_here,
        opens=True,
    ),
    Command("codebook.colour", "colour", "Give it a colour", "c", "codebook", bar=5, why_not=_not_here, opens=True),
    Command(
        "codebook.key", "key", "Give it a key that finds it", "K", "codebook", bar=6, why_not=_not_here, opens=True
    ),
    Command("codebook.add", "add", "Add a tag", "a", "codebook", bar=7, opens=True),
    Command(
        "codebook.delete",
        "delete",
        "Delete it and all below it; asks once more",
        "d,delete",
        "codebook",
        bar=8,
        why_not=_not_here,
        opens=True,
    ),
    Command("codebook.undo", "undo", "Take back your last step", "u", "codebook", bar=10),
    Command("codebook.redo", "redo", "Do the step again", "ctrl+r", "codebook"),
    Command("codebook.switch", "text", "Go to the tag's text, to scroll it, and back", "tab,shift+tab", "codebook"),
    Command("codebook.leave", "close", "Close the codebook", "escape,q", "codebook", bar=11),
    Command("conflicts.go", "to the claim", "Go to the claim", "enter", "conflicts", bar=2, why_not=_not_here),
    Command("conflicts.settle", "settle", "Choose what holds", "s", "conflicts", bar=1, why_not=_not_here, opens=True),
    Command("conflicts.settled", "settled too", "Show what is settled, or hide it", "a", "conflicts", bar=3),
    Command("conflicts.undo", "undo", "Take back your last step", "u", "conflicts", bar=5),
    Command("conflicts.redo", "redo", "Do the step again", "ctrl+r", "conflicts"),
    Command("conflicts.switch", "text", "Go to the text, to scroll it, and back", "tab,shift+tab", "conflicts", bar=4),
    Command(
        "conflicts.agreement", "agreement", "Show how far coders agree, in figures", "x", "conflicts", bar=6, opens=True
    ),
    Command("conflicts.leave", "close", "Close the conflicts", "escape,q", "conflicts", bar=7),
    Command(
        "agreement.differences",
        "differences",
        "Show where coders differ in it",
        "enter",
        "agreement",
        bar=1,
        why_not=_not_here,
    ),
    Command(
        "agreement.switch", "text", "Go to the counts, to scroll them, and back", "tab,shift+tab", "agreement", bar=2
    ),
    Command("agreement.leave", "close", "Close the figures", "escape,q", "agreement", bar=3),
    Command("strays.go", "to the claim", "Go to the claim, or to the most like it", "enter", "strays", bar=3),
    Command(
        "strays.move", "move", "Move what is on it to the claim most like it", "m", "strays", bar=1, why_not=_not_here
    ),
    Command(
        "strays.here",
        "to the cursor's",
        "Move it to the claim under the explorer's cursor",
        "c",
        "strays",
        2,
        opens=True,
    ),
    Command("strays.undo", "undo", "Take back your last step", "u", "strays", bar=5),
    Command("strays.redo", "redo", "Do the step again", "ctrl+r", "strays"),
    Command("strays.switch", "text", "Go to the text, to scroll it, and back", "tab,shift+tab", "strays", bar=4),
    Command("strays.leave", "close", "Close", "escape,q", "strays", bar=6),
    Command("path.take", "take it", "Take the tag under the cursor", "enter", "path", bar=1),
    Command("path.down", "down", "The next tag", "down,ctrl+n", "path"),
    Command("path.up", "up", "The tag before", "up,ctrl+p", "path"),
    Command("path.leave", "cancel", "Close and change nothing", "escape", "path", bar=2),
    Command("text.take", "save", "Save what is typed", "enter", "text", bar=1),
    Command("text.next", "next line", "Go to the other line", "tab,shift+tab,down,up", "text", bar=2),
    Command("text.leave", "cancel", "Close and change nothing", "escape", "text", bar=3),
)
