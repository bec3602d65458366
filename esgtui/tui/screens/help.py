"""The help: every key, from the registry, the signs in the lists, and how to search."""

from collections.abc import Iterable, Iterator

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from esgtui.tui.commands import COMMANDS, PLACE_TITLES, Keymap
from esgtui.tui.keys import bindings
from esgtui.tui.screens.dialog import Dialog
from esgtui.tui.tag_colours import SIGN as TAG_COLOUR
from esgtui.tui.widgets.claim_list import Signs

NARROW_HELP = 75
"""Below how many cells a key and what it does stand on lines of their own."""
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


class HelpScreen(Dialog[str]):
    """Shows the help; it scrolls."""

    PLACE = "help"
    BINDINGS = bindings("help")

    def __init__(self, keymap: Keymap) -> None:
        super().__init__("Help", keymap)

    def body(self) -> Iterator[Widget]:
        """Yield one table after the other."""
        with VerticalScroll():
            for place, title in PLACE_TITLES.items():
                rows = [(self.keymap.shown(c.id), c.help) for c in COMMANDS if c.place == place]
                yield from self._table(title, rows)
            yield from self._table("Signs", SIGNS)
            yield from self._table("Search", SEARCH)

    def _table(self, title: str, rows: Iterable[tuple[str, str]]) -> Iterator[Widget]:
        is_narrow = self.app.size.width < NARROW_HELP
        lines = [Content(f"{left}\n  {right}" if is_narrow else f"{left:<16} {right}") for left, right in rows]
        yield Static(Content(title), classes="help-title")
        yield Static(Content("\n").join(lines), classes="help-table")

    def entry(self) -> Widget:
        """Return what scrolls."""
        return self.query_one(VerticalScroll)
