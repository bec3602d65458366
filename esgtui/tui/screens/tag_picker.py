"""Pick tags: filters as one types, shows what is on, makes new ones, and changes several in one step."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec
from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from esgtui.annotation.codebook import KnownTag, offered
from esgtui.annotation.model import AnnotationError, clean_tag
from esgtui.tui.commands import Keymap
from esgtui.tui.keys import bindings
from esgtui.tui.screens.dialog import Dialog
from esgtui.tui.widgets.pieces import Piece, fitted
from esgtui.tui.widgets.row_list import RowList
from esgtui.visible import visible, visible_block


class TagEdit(msgspec.Struct, frozen=True):
    """The tags to put on, and those to take off."""

    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()


class TagInput(Input):
    """Where a tag is typed; its special keys are the picker's commands."""

    BINDINGS = bindings("tags")


class TagList(RowList, can_focus=False):
    """The tags that what is typed brings up: whether each is on, its path, its meaning."""

    def __init__(self, on: Mapping[str, int], claims: int) -> None:
        super().__init__()
        self.on, self.claims = on, claims
        self.tags: list[KnownTag] = []
        self.turned: dict[str, bool] = {}

    def show_tags(self, tags: Sequence[KnownTag]) -> None:
        """Show these tags, the cursor on the first."""
        self.tags = list(tags)
        self.show_lines(len(self.tags))

    def clicked(self, index: int) -> None:
        """Choose the tag at the first click: the keys stay with the line that is typed into."""
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
        """Return one tag."""
        known = self.tags[index]
        some = 0 < self.on.get(known.tag, 0) < self.claims and known.tag not in self.turned
        sign = "+" if known.is_new else "◐" if some else "●" if self.is_on(known.tag) else "○"
        changed = "*" if known.tag in self.turned else " "
        title = _new_title(known.tag) if known.is_new else known.title
        key = f" ({known.key})" if known.key else ""
        tag = f"{sign}{changed}{visible(known.tag)}"
        return fitted([(tag, ""), (f"{visible(key)}  {visible(title)}", "dim")], width)


class TagPicker(Dialog[TagEdit]):
    """Returns which tags to put on and to take off."""

    PLACE = "tags"

    def __init__(
        self, title: str, known: Sequence[KnownTag], on: Mapping[str, int], claims: int, keymap: Keymap
    ) -> None:
        super().__init__(title, keymap)
        self.known, self.on_claims, self.claims = known, on, claims

    def body(self) -> Iterator[Widget]:
        """Yield the line to type into, and the tags."""
        yield TagInput(placeholder="type to find a tag, or a new one such as evidence/photo", compact=True)
        yield TagList(self.on_claims, self.claims)
        yield Static("", markup=False, classes="meaning")

    def prepare(self) -> None:
        """Offer all tags, those that are on first."""
        self._offer("")

    def entry(self) -> Widget:
        """Return the line to type into."""
        return self.query_one(TagInput)

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        """Offer what fits the text."""
        self._offer(event.value)

    def _offer(self, text: str) -> None:
        tags = self.query_one(TagList)
        tags.show_tags(offered(self.known, text, frozenset(self.on_claims) | tags.turned.keys()))
        self.explain()

    @on(RowList.Moved)
    def explain(self) -> None:
        """Show in full when to use the tag under the cursor."""
        tags = self.query_one(TagList)
        text = tags.tags[tags.cursor].description if tags.count else ""
        self.query_one(".meaning", Static).update(Content(visible_block(text)))

    @on(RowList.Chosen)
    def clicked(self, message: RowList.Chosen) -> None:
        """Turn the tag that was clicked."""
        message.stop()
        self.do_choose()

    def do_up(self) -> None:
        """To the tag before."""
        self.query_one(TagList).move_by(-1)

    def do_down(self) -> None:
        """To the next tag."""
        self.query_one(TagList).move_by(1)

    def do_choose(self) -> None:
        """Turn the tag under the cursor on or off, and stay for more."""
        tags = self.query_one(TagList)
        if self._turn():
            entry = self.query_one(TagInput)
            self.known = list(
                dict.fromkeys([*self.known, *(KnownTag(tag) for tag in tags.turned if self._is_unknown(tag))])
            )
            entry.value = ""
            self._offer("")
            self.query_one(".dialog").border_subtitle = f"{len(tags.turned)} chosen" if tags.turned else ""

    def _is_unknown(self, tag: str) -> bool:
        return all(known.tag != tag for known in self.known)

    def _turn(self) -> bool:
        """Turn the tag under the cursor; return whether there was one."""
        tags = self.query_one(TagList)
        if not tags.count:
            return False
        try:
            chosen = tags.tags[tags.cursor]
            tag = clean_tag(chosen.tag) if chosen.is_new else chosen.tag
        except AnnotationError as error:
            self.notify(str(error), severity="error", markup=False)
            return False
        wanted = not tags.is_on(tag)
        tags.turned.pop(tag, None)
        if wanted != (self.on_claims.get(tag, 0) == self.claims):
            tags.turned[tag] = wanted
        return True

    def do_apply(self) -> None:
        """Apply what was chosen; if nothing was, turn the tag under the cursor."""
        tags = self.query_one(TagList)
        if (not tags.turned or self.query_one(TagInput).value.strip()) and not self._turn():
            return
        turned = tags.turned
        self.dismiss(
            TagEdit(
                tuple(tag for tag, is_on in turned.items() if is_on),
                tuple(tag for tag, is_on in turned.items() if not is_on),
            )
        )


def _new_title(text: str) -> str:
    """Return what can be done with a text that is no tag yet."""
    try:
        clean_tag(text)
    except AnnotationError:
        return "no tag: each part between / needs a name"
    return "make this a new tag"
