"""The commands of the screen where a table is imported, and what leads there. Part of the registry."""

from esgtui.tui.command import Command, Situation


def _not_here(now: Situation) -> str | None:
    return now.not_here or None


OPENING_COMMANDS: tuple[Command, ...] = (
    Command("file.open", "open file", "Open another dataset, or import a table", "", opens=True),
)
"""Those of the explorer."""

IMPORTING_COMMANDS: tuple[Command, ...] = (
    Command("import.run", "import", "Import the table, and open the dataset", "ctrl+o,i", "import", 1, _not_here),
    Command(
        "import.pick",
        "role",
        "Say what the column under the cursor is: the claim, the company, a year …",
        *("enter", "import", 2),
        _not_here,
        opens=True,
    ),
    Command("import.keep", "keep", "Keep the column as it is, as no field", "o", "import", 3, _not_here),
    Command("import.ignore", "leave out", "Leave the column out", "x", "import", 4, _not_here),
    Command(
        "import.guess", "guess", "Take all columns for what they most likely are, again", "u", "import", 9, _not_here
    ),
    Command(
        "import.sentences", "sentences", "Cut texts into sentences, or leave them whole", "s", "import", 5, _not_here
    ),
    Command(
        "import.above",
        "from above",
        "Let rows that name no company have that of the row above",
        "a",
        "import",
        why_not=_not_here,
    ),
    Command(
        "import.company", "company", "Say who makes claims that name nobody", "c", "import", 6, _not_here, opens=True
    ),
    Command("import.file", "file", "Name the dataset's file", "f", "import", 7, _not_here, opens=True),
    Command(
        "import.encoding", "encoding", "Say in which encoding the file is", "e", "import", why_not=_not_here, opens=True
    ),
    Command(
        "import.delimiter",
        "delimiter",
        "Say what divides the cells of a text",
        "d",
        "import",
        why_not=_not_here,
        opens=True,
    ),
    Command(
        "import.headings",
        "headings",
        "Say which row has the headings, or that none has",
        "r",
        "import",
        why_not=_not_here,
        opens=True,
    ),
    Command(
        "import.sheet",
        "sheet",
        "Import another sheet of the workbook, or all of them",
        "t",
        "import",
        why_not=_not_here,
        opens=True,
    ),
    Command(
        "import.numbers",
        "numbers",
        "Say whether 1.234 is 1234, or between 1 and 2",
        "n",
        "import",
        why_not=_not_here,
        opens=True,
    ),
    Command(
        "import.faults",
        "faults",
        "Read what in your settings cannot be used",
        "exclamation_mark",
        "import",
        why_not=lambda now: None if now.faults else "there are none",
        opens=True,
    ),
    Command("import.leave", "close", "Stop the import, or close and change nothing", "escape,q,ctrl+q", "import", 10),
)
