"""Choose one tag, or a path to be, by typing."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from esgtui.annotation.codebook import KnownTag, offered
from esgtui.tui.commands import Keymap
from esgtui.tui.keys import bindings
from esgtui.tui.screens.dialog import Dialog
from esgtui.tui.widgets.line_input import LineInput
from esgtui.tui.widgets.pieces import Piece
from esgtui.tui.widgets.plain_list import PickList
from esgtui.tui.widgets.row_list import RowList
from esgtui.visible import visible


class Words(NamedTuple):
    """What the dialog says of the things to choose from, which are tags unless it is told otherwise."""

    placeholder: str = "find a tag"
    new: str = "a new path"
    nothing: str = "(top level)"
    none_found: str = "No tag is like that."
    none_yet: str = "Type what the tag is called."


TAGS = Words()


class PathInput(LineInput):
    """Where the tag is typed; its special keys are the dialog's commands."""

    BINDINGS = bindings("path")


class PathDialog(Dialog[str]):
    """Returns a tag, or what else `words` speak of; without `may_be_new` one that there is."""

    PLACE = "path"

    def __init__(
        self,
        title: str,
        about: str,
        known: Sequence[KnownTag],
        keymap: Keymap,
        *,
        may_be_new: bool,
        words: Words = TAGS,
    ) -> None:
        super().__init__(title, keymap)
        self.about, self.known, self.may_be_new, self.words = about, known, may_be_new, words
        self.tags: list[KnownTag] = []

    def body(self) -> Iterator[Widget]:
        """Yield what the choice is about, the line to type into, and the tags."""
        yield Static(Content(visible(self.about)), classes="about")
        yield PathInput(placeholder=self.words.placeholder, compact=True)
        yield PickList(self._pieces)

    def prepare(self) -> None:
        """Offer all tags."""
        self._offer("")

    def entry(self) -> Widget:
        """Return the line to type into."""
        return self.query_one(PathInput)

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        """Offer what fits the text."""
        self._offer(event.value)

    def _offer(self, text: str) -> None:
        self.tags = [each for each in offered(self.known, text) if self.may_be_new or not each.is_new]
        picks = self.query_one(PickList)
        picks.empty = self.words.none_found if text.strip() or not self.may_be_new else self.words.none_yet
        picks.show_lines(len(self.tags))

    def _pieces(self, index: int, _: int) -> Sequence[Piece]:
        known = self.tags[index]
        title = self.words.new if known.is_new else known.title
        return ((visible(known.tag) or self.words.nothing, ""), (f"  {visible(title)}", "dim"))

    @on(RowList.Chosen)
    def clicked(self, message: RowList.Chosen) -> None:
        """Take the tag that was clicked."""
        message.stop()
        self.do_take()

    def do_up(self) -> None:
        """To the tag before."""
        self.query_one(PickList).move_by(-1)

    def do_down(self) -> None:
        """To the next tag."""
        self.query_one(PickList).move_by(1)

    def do_take(self) -> None:
        """Return the tag under the cursor."""
        if self.tags:
            self.dismiss(self.tags[self.query_one(PickList).cursor].tag)
