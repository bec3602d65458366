"""The commands of the screen where a document is read into a dataset. Part of the registry.

Capitals fill in what the claim gets; what a key shows is named in small letters.
"""

from esgtui.tui.command import Command, Situation


def _not_here(now: Situation) -> str | None:
    return now.not_here or None


def _not_taken(now: Situation) -> str | None:
    return now.not_here or now.not_taken or None


def _nothing_to_undo(now: Situation) -> str | None:
    return None if now.can_undo else "nothing was done since the document was opened"


READING_COMMANDS: tuple[Command, ...] = (
    Command(
        "reading.take",
        "take",
        "Take the sentence as a claim, as it is filled in, and go on to the next one",
        "enter,t",
        "reading",
        1,
        _not_here,
    ),
    Command(
        "reading.reword",
        "reword",
        "State the claim in your own words; a sentence may be taken several times, in others",
        "e",
        "reading",
        2,
        _not_here,
        opens=True,
    ),
    Command(
        "reading.kind", "kind", "Say what kind of claim it is", "K", "reading", bar=3, why_not=_not_here, opens=True
    ),
    Command(
        "reading.pillar",
        "pillar",
        "File it under a pillar of the company, or a new one",
        "P",
        "reading",
        4,
        _not_here,
        opens=True,
    ),
    Command(
        "reading.topics", "topics", "Choose topics of standards", "T", "reading", bar=5, why_not=_not_here, opens=True
    ),
    Command(
        "reading.metrics",
        "metrics",
        "Correct the metrics that its words state, take one out, or add one",
        "M",
        "reading",
        bar=6,
        why_not=_not_here,
        opens=True,
    ),
    Command(
        "reading.years",
        "years",
        "Correct its period, base year, target year and horizon",
        "Y",
        "reading",
        bar=7,
        why_not=_not_here,
        opens=True,
    ),
    Command(
        "reading.standards",
        "standards",
        "Correct the standards that it names, and how firmly they are kept to",
        "S",
        "reading",
        why_not=_not_here,
        opens=True,
    ),
    Command(
        "reading.company",
        "company",
        "Say whose claims this and those after it are",
        "C",
        "reading",
        8,
        _not_here,
        opens=True,
    ),
    Command(
        "reading.dismiss",
        "dismiss",
        "Say that it is no claim, or that it may be one after all",
        "x",
        "reading",
        9,
        _not_here,
    ),
    Command(
        "reading.take_out",
        "take out",
        "Take the claim that it is out of the dataset's file again",
        "X,delete",
        "reading",
        why_not=_not_taken,
    ),
    Command("reading.undo", "undo", "Take back your last step", "u", "reading", bar=10, why_not=_nothing_to_undo),
    Command("reading.next", "next open", "The next sentence about which nothing was decided", "n", "reading"),
    Command("reading.before", "open before", "The one before about which nothing was decided", "p", "reading"),
    Command("reading.find", "search", "Search in the document", "slash", "reading", bar=11),
    Command("reading.all", "all", "Show all sentences, or those offered as claims", "a", "reading", bar=12),
    Command("reading.sort", "sort", "The likeliest claims first, or in the document's order", "s", "reading", bar=13),
    Command("reading.switch", "next pane", "Go from the sentences to the text, the claim, and back", "tab", "reading"),
    Command("reading.switch_back", "pane before", "The same way round, backwards", "shift+tab", "reading"),
    Command("reading.open", "explorer", "Leave, and open the dataset's file in the explorer", "o", "reading", bar=14),
    Command(
        "reading.back",
        "back",
        "Leave the search with the sentence it led to, or go to the sentences",
        "escape",
        "reading",
    ),
    Command("reading.quit", "quit", "Leave; everything taken is in the file already", "q,ctrl+q", "reading", bar=15),
    Command(
        "reading.faults",
        "faults",
        "Read what in your settings or in the document cannot be used",
        "exclamation_mark",
        "reading",
        why_not=lambda now: None if now.faults else "there are none",
        opens=True,
    ),
    Command("reading.help", "help", "Show all keys", "question_mark,f1", "reading", bar=16),
    Command("reading.palette", "commands", "Find a command by its name", "ctrl+p,colon", "reading", bar=17),
    Command("within.accept", "to sentences", "Keep the search and go to the sentences", "enter", "within", bar=1),
    Command("within.down", "down", "The next sentence that has the words", "down,ctrl+n", "within", bar=2),
    Command("within.up", "up", "The sentence before", "up,ctrl+p", "within"),
    Command("within.leave", "leave", "Leave the search, and go back to where it was begun", "escape", "within", bar=3),
)
