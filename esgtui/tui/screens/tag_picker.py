"""Pick tags: filters as one types, shows what is on, makes new ones, and changes several in one step.

Enter takes what is likely meant: a tag that there is, if the text fits one. A key of its own makes the text a new tag.
"""

from collections.abc import Iterator, Mapping, Sequence

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from esgtui.annotation.codebook import KnownTag, offered
from esgtui.annotation.model import AnnotationError, clean_tag
from esgtui.annotation.recent import TagEdit
from esgtui.annotation.tag_tree import as_list, as_tree
from esgtui.limits import LONGEST_TAG
from esgtui.tui.commands import BY_ID, Keymap, Situation
from esgtui.tui.keys import bindings
from esgtui.tui.screens.dialog import Dialog
from esgtui.tui.status import bar_items
from esgtui.tui.widgets.command_bar import BarItem, CommandBar
from esgtui.tui.widgets.line_input import LineInput
from esgtui.tui.widgets.row_list import RowList
from esgtui.tui.widgets.tag_list import TagList
from esgtui.visible import visible_block


class TagInput(LineInput):
    """Where a tag is typed; its special keys are the picker's commands."""

    BINDINGS = bindings("tags")
    longest = LONGEST_TAG
    """How much can be pasted."""


class TagPicker(Dialog[TagEdit]):
    """Returns which tags to put on and to take off."""

    PLACE = "tags"
    PLACEHOLDER = "find a tag, or a new one: evidence/photo"
    NOTHING = "There is no tag yet: type what the first one is to be called."

    def __init__(
        self, title: str, known: Sequence[KnownTag], on: Mapping[str, int], claims: int, keymap: Keymap
    ) -> None:
        super().__init__(title, keymap)
        self.known, self.on_claims, self.claims = known, on, claims

    def body(self) -> Iterator[Widget]:
        """Yield the line to type into, and the tags."""
        yield TagInput(placeholder=self.PLACEHOLDER, compact=True)
        yield TagList(self.on_claims, self.claims, self.NOTHING)
        yield Static("", markup=False, classes="meaning")

    def prepare(self) -> None:
        """Show all tags as a tree, the cursor on one that is on, if any is."""
        self._offer("", next(iter(self.on_claims), ""))

    def entry(self) -> Widget:
        """Return the line to type into."""
        return self.query_one(TagInput)

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        """Offer what fits the text."""
        self._offer(event.value)

    def _offer(self, text: str, at: str = "") -> None:
        tags = self.query_one(TagList)
        found = self.offered(text)
        tags.show_tags(as_list(found) if text.strip() else as_tree(found), at)
        self.explain()
        self.query_one(CommandBar).show_items(self.bar())

    def bar(self) -> list[BarItem]:
        """Return what the bar offers."""
        return bar_items(self.PLACE, self.keymap, self.situation())

    def situation(self) -> Situation:
        """Return what decides which commands can be used."""
        return Situation(no_new_tag=self.why_not_new())

    def why_not_new(self) -> str:
        """Return why what is typed cannot be made a new tag; empty where it can."""
        if self.query_one(TagList).new_place is not None:
            return ""
        typed = self.query_one(TagInput).value.strip()
        return f"{typed} is a tag already" if typed else Situation().no_new_tag

    def offered(self, text: str) -> list[KnownTag]:
        """Return what may be meant by what is typed."""
        return offered(self.known, text)

    @on(RowList.Moved)
    def explain(self) -> None:
        """Show in full when to use the tag under the cursor."""
        tags = self.query_one(TagList)
        text = tags.chosen.description if tags.chosen else ""
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
        turned = self._turn()
        if turned:
            entry = self.query_one(TagInput)
            self.known = list(
                dict.fromkeys([*self.known, *(KnownTag(tag) for tag in tags.turned if self._is_unknown(tag))])
            )
            with entry.prevent(Input.Changed):
                entry.value = ""
            self._offer("", turned)
            self.query_one(".dialog").border_subtitle = f"{len(tags.turned)} chosen" if tags.turned else ""

    def _is_unknown(self, tag: str) -> bool:
        return all(known.tag != tag for known in self.known)

    def _turn(self) -> str:
        """Turn the tag under the cursor, and return it; empty if there is none."""
        tags = self.query_one(TagList)
        chosen = tags.chosen
        if chosen is None:
            return ""
        try:
            tag = clean_tag(chosen.tag) if chosen.is_new else chosen.tag
        except AnnotationError as error:
            self.notify(str(error), severity="error", markup=False)
            return ""
        wanted = not tags.is_on(tag)
        tags.turned.pop(tag, None)
        if wanted != (self.on_claims.get(tag, 0) == self.claims):
            tags.turned[tag] = wanted
        return tag

    def do_new(self) -> None:
        """Apply what is typed as a new tag, whatever tags it is like."""
        tags = self.query_one(TagList)
        if tags.new_place is None:
            title = BY_ID["tags.new"].title
            self.notify(f"{title}: {self.why_not_new()}", severity="warning", markup=False)
        else:
            tags.move_to(tags.new_place)
            self.do_apply()

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
