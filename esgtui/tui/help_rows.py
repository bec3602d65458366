"""What the help says, line by line: the keys in force, the signs in the lists, how to search; what of it is found."""

from collections.abc import Collection, Iterator, Sequence

import msgspec

from esgtui.tui.commands import COMMANDS, PLACE_TITLES, Command, Keymap, Place, Situation
from esgtui.tui.tag_colours import SIGN as TAG_COLOUR
from esgtui.tui.widgets.claim_list import Signs

SIGNS = (
    ("●", "in the claims: marked; in a tag picker: on; in a checklist: stated in a field of the dataset"),
    ("◐", "in a checklist: stated by the claim's words, which are set apart in it"),
    ("○", "off, or not stated"),
    (Signs.NOTE, "somebody wrote a note"),
    (Signs.DRAFT, "you were writing a note and did not save it"),
    (Signs.STAR, "somebody starred it"),
    (Signs.VERDICT, "somebody gave a verdict"),
    (Signs.REWORDED, "the statement is another one than when somebody annotated it"),
    (TAG_COLOUR, "in front of a tag: its colour in the codebook"),
    ("#2", "the number of tags"),
    ("◇ ◆ ●━ ┊", "in the timeline: a base year, a target year, a period, this year"),
    ("░ ▒ ▓ █", "in the matrix and the coverage: the darker, the more"),
)
SEARCH = (
    ("recyled alum", "slips and beginnings are understood"),
    ('"exact phrase"', "these words, in this order"),
    ("-word", "without this word"),
    ("company:smart", "also pillar: topic: kind: tag: verdict: coder: standard: unit:"),
    ("year:2030..2045", "years spoken of, aimed at or compared with"),
    ("com, kind:", "fields and values are offered; tab takes one"),
    ("has:note", "also metric, verdict, star, tag, target, standard"),
)


class HelpRow(msgspec.Struct, frozen=True):
    """A line of the help. One without `key` and `text` is the title of those that follow.

    `command` is what it runs, if it is a command; `why_not` says why that cannot be used right now, '' if it can.
    """

    section: str
    key: str = ""
    text: str = ""
    command: str = ""
    why_not: str = ""
    words: str = ""
    name: str = ""

    @property
    def is_title(self) -> bool:
        """Whether this is the title of a section."""
        return not (self.key or self.text)


def help_rows(keymap: Keymap, now: Situation, here: Place, below: Place = "explorer") -> list[HelpRow]:
    """Return all that the help says, first of what is in force where one is, which is in the screen `below`."""
    rows: list[HelpRow] = []
    for place in sorted(PLACE_TITLES, key=lambda place: place != here):
        title = PLACE_TITLES[place]
        rows.append(HelpRow(title))
        rows += (_row(command, title, keymap, now, {here, below}) for command in COMMANDS if command.place == place)
    for title, lines in (("Signs", SIGNS), ("Search", SEARCH)):
        rows.append(HelpRow(title))
        rows += (HelpRow(title, key, text, words=f"{title} {key} {text}".casefold()) for key, text in lines)
    return rows


def _row(command: Command, title: str, keymap: Keymap, now: Situation, here: Collection[Place]) -> HelpRow:
    reason = command.why_not(now) if command.why_not else None
    if command.place not in here:
        where = title[0].lower() + title[1:]
        reason = f"it is used {where}"
    keys = keymap.shown(command.id)
    words = f"{title} {keys} {command.title} {command.help} {command.id}".casefold()
    return HelpRow(title, keys or "(no key)", command.help, command.id, reason or "", words, command.title)


def found(rows: Sequence[HelpRow], typed: str) -> list[HelpRow]:
    """Return the lines that have all words typed, each section with its title; all lines if nothing is typed.

    A single sign typed is a key: it finds what that key does.
    """
    words = typed.casefold().split()
    if not words:
        return list(rows)
    fitting = [row for row in rows if not row.is_title and _fits(row, words, typed.strip())]
    return list(_titled(fitting))


def likeliest(rows: Sequence[HelpRow], typed: str) -> int:
    """Return where the cursor is to stand: on the first command whose name begins so, or else on the first line."""
    begins = typed.casefold().strip()
    named = (number for number, row in enumerate(rows) if begins and row.name.startswith(begins))
    return next(named, min(1, max(0, len(rows) - 1)))


def _fits(row: HelpRow, words: Sequence[str], typed: str) -> bool:
    if len(typed) == 1:
        return typed in row.key.split()
    return all(word in row.words for word in words)


def _titled(rows: Sequence[HelpRow]) -> Iterator[HelpRow]:
    section = ""
    for row in rows:
        if row.section != section:
            section = row.section
            yield HelpRow(section)
        yield row
