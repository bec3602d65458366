"""The command that shows all keys, in every screen that lies on the explorer and has keys of its own to learn."""

from esgtui.tui.command import Command, Place

HELPED: tuple[Place, ...] = (
    *("log", "codebook", "conflicts", "strays"),
    "import",
    *("matrix", "timeline", "metrics", "source", "coverage", "overview", "editions"),
)
"""The screens in which no text is typed."""

HELP_COMMANDS: tuple[Command, ...] = tuple(
    Command(f"{place}.help", "help", "Show all keys", "question_mark,f1", place, bar=99) for place in HELPED
)
