"""The tags of the tag picker, as a tree or as a list, with what is on and what is about to be turned."""

from collections.abc import Mapping, Sequence

from esgtui.annotation.codebook import KnownTag
from esgtui.annotation.model import AnnotationError, clean_tag
from esgtui.annotation.tag_tree import TagLine
from esgtui.limits import LONGEST_TAG
from esgtui.tui.tag_colours import SIGN, look_of
from esgtui.tui.widgets.pieces import Piece, fitted
from esgtui.tui.widgets.row_list import RowList
from esgtui.visible import visible


class TagList(RowList, can_focus=False):
    """Tags below each other, with headings between them that cannot be chosen: whether each is on, and its meaning."""

    def __init__(self, on: Mapping[str, int], claims: int, empty: str) -> None:
        super().__init__(empty=empty)
        self.on, self.claims = on, claims
        self.lines: list[TagLine] = []
        self.turned: dict[str, bool] = {}

    def show_tags(self, lines: Sequence[TagLine], at: str = "") -> None:
        """Show these lines, the cursor on the tag `at`, or else on the first tag."""
        self.lines = list(lines)
        places = {line.known.tag: place for place, line in enumerate(self.lines) if line.known}
        self.show_lines(len(self.lines), places.get(at, next(iter(places.values()), 0)))
        self._show_first_heading()

    @property
    def chosen(self) -> KnownTag | None:
        """The tag under the cursor; None where nothing is shown."""
        return self.lines[self.cursor].known if self.lines else None

    @property
    def new_place(self) -> int | None:
        """The line of the tag that is yet to be made; None where there is none."""
        return next((place for place, line in enumerate(self.lines) if line.known and line.known.is_new), None)

    def move_by(self, lines: int) -> None:
        """Move the cursor by one line, and over headings to the next tag."""
        step, place = (1 if lines > 0 else -1), self.cursor + lines
        while 0 <= place < self.count and self.lines[place].known is None:
            place += step
        if 0 <= place < self.count:
            self.move_to(place)
            self._show_first_heading()

    def _show_first_heading(self) -> None:
        """Bring the headings above the first tag into view, since the cursor never gets there."""
        if not any(line.known for line in self.lines[: self.cursor]):
            self.scroll_to(y=0, animate=False, force=True)

    def clicked(self, index: int) -> None:
        """Choose the tag at the first click: the keys stay with the line that is typed into."""
        if self.lines[index].known:
            self.move_to(index)
            self.post_message(self.Chosen(self, index))

    @property
    def is_in_use(self) -> bool:
        """Always: the keys that move the cursor come from the line that is typed into."""
        return True

    def is_on(self, tag: str) -> bool:
        """Return whether every claim has the tag, once the picker's choices are applied."""
        return self.turned.get(tag, self.on.get(tag, 0) == self.claims)

    def line(self, index: int, width: int) -> list[Piece]:
        """Return a heading, or a tag with its sign, its keys, its meaning, and at the right how often it is used."""
        line = self.lines[index]
        known, indent = line.known, "  " * line.depth
        if known is None:
            return fitted([(f"  {indent}{visible(line.label)}", "dim")], width)
        sign, changed = self._sign(known), "*" if known.tag in self.turned else " "
        title = _new_title(known.tag) if known.is_new else known.title
        keys = "".join(f" ({key})" for key in (known.key, str(known.number or "")) if key)
        uses = f" {known.uses:,}" if known.uses else ""
        look = look_of(known.colour)
        text = [
            (f"{sign}{changed}{indent}", ""),
            (f"{SIGN} " if look else "", look),
            (visible(line.label), ""),
            (f"{visible(keys)}  {visible(title)}", "dim"),
        ]
        return [*fitted(text, max(1, width - len(uses))), (uses, "dim")]

    def _sign(self, known: KnownTag) -> str:
        """Return whether the tag is on all, some or none of the claims, or new."""
        if known.is_new:
            return "+"
        some = 0 < self.on.get(known.tag, 0) < self.claims and known.tag not in self.turned
        return "◐" if some else "●" if self.is_on(known.tag) else "○"


def _new_title(text: str) -> str:
    """Return what can be done with a text that is no tag yet."""
    try:
        clean_tag(text)
    except AnnotationError:
        is_long = len(text) > LONGEST_TAG
        return f"no tag: longer than {LONGEST_TAG}" if is_long else "no tag: each part between / needs a name"
    return "make this a new tag"
