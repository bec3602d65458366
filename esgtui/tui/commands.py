"""The one registry of commands: from it come bindings, footer, palette, help, `esgtui keys` and the keymap's checks.

Knows nothing of the toolkit. What a command does stands in `tui/handlers/`, under the command's id.
"""

from collections.abc import Iterable, Mapping
from functools import cache

import msgspec

from esgtui.own_files import nearest
from esgtui.tui.board_commands import BOARD_COMMANDS
from esgtui.tui.claim_commands import CLAIM_COMMANDS
from esgtui.tui.command import Command, Place, Situation, no_claim, no_other_lens, unread
from esgtui.tui.dialog_commands import DIALOG_COMMANDS
from esgtui.tui.help_commands import HELP_COMMANDS
from esgtui.tui.importing_commands import IMPORTING_COMMANDS, OPENING_COMMANDS
from esgtui.tui.key_names import named_key, shown_key
from esgtui.tui.look_commands import LOOK_COMMANDS, LOOK_DIALOG_COMMANDS
from esgtui.tui.moving_commands import MOVING_COMMANDS
from esgtui.tui.reading_commands import READING_COMMANDS
from esgtui.tui.screen_commands import SCREEN_COMMANDS
from esgtui.tui.trouble_commands import TROUBLE_COMMANDS
from esgtui.tui.view_commands import VIEW_COMMANDS

__all__ = ["BY_ID", "COMMANDS", "Command", "Keymap", "NamedKeys", "Place", "Situation", "keymap", "shown_key"]

PANES = ("companies", "groups", "claims", "detail")
"""The explorer's panes, from the left to the innermost."""

NEVER = frozenset({"ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m", "ctrl+left_square_bracket", "ctrl+a", "ctrl+b", "ctrl+s"})
"""Keys that terminals take for others, or that tmux and screen keep for themselves."""

SINGLE_LETTER_IS_TEXT = frozenset[Place](
    {"search", "jump", "tags", "keys", "note", "name", "path", "text", "export", "elsewhere"}
) | frozenset[Place]({"help", "within", "checklist"})
"""Where letters are typed into a text, so that only special keys may be bound."""

_PANED = (*BOARD_COMMANDS, *VIEW_COMMANDS, *READING_COMMANDS, *IMPORTING_COMMANDS)
_WITH_PANES = frozenset[Place](["explorer", *(command.place for command in _PANED)]) - SINGLE_LETTER_IS_TEXT
"""Places with lists and texts in them, whose own keys hold there too."""
_HELD_TOGETHER: tuple[frozenset[Place], ...] = tuple(
    frozenset({place, pane}) for place in _WITH_PANES for pane in ("list", "detail")
)
"""Places whose keys are in force at the same time."""


def _not_comparable(now: Situation) -> str | None:
    if not now.are_claims_seen or not now.claims:
        return no_claim(msgspec.structs.replace(now, marked=0))
    return "these are the claims like it already: press it on another one" if now.is_origin else unread(now)


def _no_query(now: Situation) -> str | None:
    return None if now.is_searching else "there is no query in force: / searches"


COMMANDS: tuple[Command, ...] = (
    Command("search.open", "search", "Search as you type, in all claims", "slash", bar=1),
    *CLAIM_COMMANDS,
    *SCREEN_COMMANDS,
    Command("coders.blind", "blind", "Hide what other coders did, or show it again", "B"),
    Command("lens.next", "lens", "Group by the next framework, or by the pillars", "f", bar=8, why_not=no_other_lens),
    Command("lens.previous", "lens back", "Group by the lens before", "F", why_not=no_other_lens),
    Command(
        "claim.similar", "similar", "Show the claims most like this one", "equals_sign", bar=9, why_not=_not_comparable
    ),
    Command("explorer.progress", "progress", "Count claims, or what of them you have tagged", "percent_sign"),
    Command(
        "claim.copy",
        "copy",
        "Copy claims as text, citation, Markdown or TOML; twice is as text",
        "y",
        bar=11,
        why_not=no_claim,
        opens=True,
    ),
    Command(
        "dataset.export", "export", "Write the annotated dataset to a file", "e", bar=10, why_not=unread, opens=True
    ),
    *OPENING_COMMANDS,
    Command("query.save", "save query", "Save the query in force under a name", "S", why_not=_no_query, opens=True),
    Command("query.open", "saved queries", "Search with a saved query, rename or delete one", "Q", opens=True),
    Command("pane.next", "next pane", "Go to the pane on the right", "tab,right,l"),
    Command("pane.previous", "previous pane", "Go to the pane on the left", "shift+tab,left,h"),
    Command("pane.companies", "companies", "Go to the companies", "f2"),
    Command("pane.groups", "groups", "Go to the pillars or topics", "f3"),
    Command("pane.claims", "claims", "Go to the claims", "f4"),
    Command("pane.detail", "detail", "Go to the claim's detail, to scroll it", "f5"),
    *MOVING_COMMANDS,
    Command("explorer.open", "open", "Go into what is under the cursor", "enter"),
    Command(
        "explorer.back",
        "back",
        "Leave the range, the pane alone, similar claims, the search, the marks or the pane, one after the other",
        "escape",
    ),
    *LOOK_COMMANDS,
    Command("explorer.help", "help", "Show all keys", "question_mark,f1", bar=13),
    Command("explorer.palette", "commands", "Find a command by its name", "ctrl+p,colon", bar=14),
    Command("explorer.quit", "quit", "Leave; everything is saved already", "q,ctrl+q", bar=12),
    Command(
        "explorer.suspend",
        "put aside",
        "Stop, and give the terminal to the shell, where fg goes on with all as it was",
        "ctrl+z",
    ),
    Command("list.down", "down", "One line down", "down,j", "list"),
    Command("list.up", "up", "One line up", "up,k", "list"),
    Command("list.page_down", "page down", "One page down", "pagedown,ctrl+f", "list"),
    Command("list.page_up", "page up", "One page up", "pageup,ctrl+u", "list"),
    Command("list.first", "first", "To the first line", "home,g", "list"),
    Command("list.last", "last", "To the last line", "end,G", "list"),
    Command("detail.down", "scroll down", "Scroll the claim down", "down,j", "detail"),
    Command("detail.up", "scroll up", "Scroll the claim up", "up,k", "detail"),
    Command("detail.page_down", "page down", "Scroll a page down", "pagedown,ctrl+f", "detail"),
    Command("detail.page_up", "page up", "Scroll a page up", "pageup,ctrl+u", "detail"),
    Command("detail.first", "top", "To the beginning of the claim", "home,g", "detail"),
    Command("detail.last", "end", "To the end of the claim", "end,G", "detail"),
    Command("search.take", "take", "Put in what is offered", "tab", "search", bar=1),
    Command("search.offer_above", "offer above", "The offer above, where values are offered", "shift+tab", "search"),
    Command("search.accept", "to claims", "Keep the search and go to the claims", "enter", "search", bar=5),
    Command("search.leave", "back", "Close what is offered, or leave the search", "escape", "search", bar=6),
    Command("search.down", "down", "The next offer or claim, or a newer query", "down", "search"),
    Command("search.up", "last query", "The offer or claim before, or an older query", "up", "search", bar=3),
    Command("search.next_claim", "next", "The next claim, while typing", "ctrl+n", "search", bar=4),
    Command("search.claim_before", "claim before", "The claim before, while typing", "ctrl+p", "search"),
    Command(
        "search.save", "save", "Save the query under a name", "ctrl+o", "search", bar=2, why_not=_no_query, opens=True
    ),
    Command("search.page_down", "page down", "A page of claims further", "pagedown", "search"),
    Command("search.page_up", "page up", "A page of claims back", "pageup", "search"),
    *DIALOG_COMMANDS,
    *BOARD_COMMANDS,
    *VIEW_COMMANDS,
    Command("export.write", "write", "Write the file", "enter", "export", bar=1),
    Command("export.next", "format", "Choose the next format", "down", "export", bar=2),
    Command("export.previous", "format before", "Choose the format before", "up", "export"),
    Command("export.leave", "cancel", "Close, or stop writing", "escape", "export", bar=3),
    *TROUBLE_COMMANDS,
    *LOOK_DIALOG_COMMANDS,
    *HELP_COMMANDS,
    *READING_COMMANDS,
    *IMPORTING_COMMANDS,
)

BY_ID: Mapping[str, Command] = {command.id: command for command in COMMANDS}

STAY_WHILE_TYPING = frozenset({"explorer.help", "explorer.quit", "explorer.suspend"})
"""Commands of the explorer whose special keys are in force also while a query is typed: none changes a claim."""

PLACE_TITLES: Mapping[Place, str] = {
    "explorer": "Everywhere in the explorer",
    "list": "In a list",
    "detail": "In the claim's detail",
    "search": "While searching",
    "jump": "While letters stand on panes and lines",
    "tags": "In the tag picker",
    "keys": "While a tag's key is awaited",
    "choice": "In a choice",
    "confirm": "In a question",
    "note": "In the note editor",
    "name": "While naming a query",
    "queries": "In the saved queries",
    "log": "In the history",
    "codebook": "In the codebook",
    "conflicts": "In the conflicts",
    "agreement": "In the figures of agreement",
    "strays": "In what the dataset changed",
    "matrix": "In the matrix",
    "timeline": "In the timeline",
    "metrics": "In the metrics",
    "source": "In a source",
    "coverage": "In the coverage",
    "overview": "In the overview",
    "checklist": "In a claim's checklist",
    "editions": "In what changed",
    "path": "While choosing a tag, a company or a pillar",
    "text": "While describing a tag, or wording a claim",
    "export": "In the export",
    "unsaved": "When a change could not be saved",
    "parting": "When you leave, and notes are in memory alone",
    "elsewhere": "While naming another place for the journal",
    "notice": "In a message",
    "themes": "While choosing a theme",
    "help": "In the help",
    "reading": "While reading a document into a dataset",
    "within": "While searching in a document",
    "import": "While importing a table",
}


class Keymap(msgspec.Struct, frozen=True):
    """The keys in force: a command's id to its keys; `warnings` say what in the user's settings was left out."""

    keys: Mapping[str, tuple[str, ...]]
    warnings: tuple[str, ...] = ()

    def shown(self, command_id: str, limit: int = 9) -> str:
        """Return a command's keys for reading, such as `↓ j`."""
        return " ".join(map(shown_key, self.keys[command_id][:limit]))


class NamedKeys(msgspec.Struct, frozen=True):
    """A keymap by its name, as it is told of: a command's id to its keys, comma-separated."""

    name: str = ""
    keys: Mapping[str, str] = {}


def keymap(settings: Mapping[str, str], named: NamedKeys | None = None) -> Keymap:
    """Return the default keys with those of a keymap in their place, and the user's in the place of both.

    An unknown id, a key that is never bound, and a key that another command of the same place has are each reported;
    that command keeps its default keys, or loses the key in question where the default is the clash.
    """
    keys = {command.id: tuple(command.key_list) for command in COMMANDS}
    warnings: list[str] = []
    named = named or NamedKeys()
    for source, wishes in ((named.name, named.keys), ("settings", settings)):
        unknown = [(name, nearest(name, BY_ID, "esgtui keys lists them")) for name in wishes if name not in BY_ID]
        warnings += (f"{source}: there is no command {name!r}; {advice}" for name, advice in unknown)
        for command_id, wanted in wishes.items():
            if command_id in BY_ID:
                chosen, complaints = _allowed(BY_ID[command_id], wanted.split(","), source)
                warnings += complaints
                keys[command_id] = chosen or keys[command_id]
    of_keymap = dict.fromkeys(named.keys, (1, named.name))
    warnings += _resolve_clashes(keys, {**of_keymap, **dict.fromkeys(settings, (0, "settings"))})
    return Keymap(keys, tuple(warnings))


def _allowed(command: Command, wanted: Iterable[str], source: str) -> tuple[tuple[str, ...], list[str]]:
    chosen, complaints = [], []
    for key in (named_key(text.strip()) for text in wanted if text.strip()):
        if key in NEVER:
            complaints.append(f"{source}: {shown_key(key)} for {command.id} cannot be bound: terminals keep it")
        elif len(key) == 1 and command.place in SINGLE_LETTER_IS_TEXT:
            complaints.append(f"{source}: {key} for {command.id} is typed as text there; use a special key")
        else:
            chosen.append(key)
    return tuple(chosen), complaints


def _resolve_clashes(keys: dict[str, tuple[str, ...]], chosen: Mapping[str, tuple[int, str]]) -> list[str]:
    """Take a key away from all but one command of the places where it would mean two things; say so.

    `chosen` ranks the commands whose keys somebody chose, the lowest first, and says who did.
    """
    warnings = []
    owners: dict[str, list[Command]] = {}
    default = (2, "keys")
    for command in sorted(COMMANDS, key=lambda command: chosen.get(command.id, default)[0]):
        for key in keys[command.id]:
            first = next((other for other in owners.get(key, []) if command.place in _met(other.place)), None)
            if first is None:
                owners.setdefault(key, []).append(command)
                continue
            keys[command.id] = tuple(other for other in keys[command.id] if other != key)
            source = chosen.get(first.id, default)[1]
            text = f"{source}: {shown_key(key)} is asked for by {first.id} and {command.id}; {first.id} has it"
            warnings.append(text)
    return warnings


@cache
def _met(place: Place) -> frozenset[Place]:
    """Return the places whose keys are held together with those of this one, and itself."""
    return frozenset({place}).union(*(together for together in _HELD_TOGETHER if place in together))
