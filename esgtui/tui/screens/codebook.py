"""The codebook: all tags as a tree, what each means, where it is used, and changes of it, each one step to undo."""

from __future__ import annotations

import asyncio
from operator import itemgetter
from typing import TYPE_CHECKING

import msgspec

from esgtui.annotation.codebook import KnownTag
from esgtui.annotation.codes import COLOURS, Code, tag_of
from esgtui.annotation.model import NO_CLAIM, clean_tag
from esgtui.counted import claims_text
from esgtui.dataset.describe import company_label
from esgtui.tui.card import GAP, Block
from esgtui.tui.keys import bindings
from esgtui.tui.screens.board import Board
from esgtui.tui.screens.choice import Choice, ChoiceScreen
from esgtui.tui.screens.confirm import Confirm
from esgtui.tui.screens.path_dialog import PathDialog
from esgtui.tui.screens.text_dialog import Field, TextDialog
from esgtui.tui.tag_colours import SIGN, look_of
from esgtui.tui.tag_rows import TagRow, reach_text, tag_rows
from esgtui.tui.widgets.plain_list import spread
from esgtui.visible import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from esgtui.annotation.model import Change
    from esgtui.tui.commands import Keymap
    from esgtui.tui.running import Runner
    from esgtui.tui.widgets.pieces import Piece
    from esgtui.verbs.pen import Progress
    from esgtui.workspace import Workspace


class CodebookScreen(Board[str, TagRow]):
    """Returns the tag whose claims are to be searched, or None."""

    PLACE = "codebook"
    BINDINGS = bindings("codebook")

    def __init__(self, workspace: Workspace, runner: Runner, keymap: Keymap) -> None:
        super().__init__("Codebook", workspace, runner, keymap)

    async def read(self) -> Sequence[TagRow]:
        """Return the tags, with where they are used."""
        return await asyncio.to_thread(tag_rows, self.workspace)

    def pieces(self, index: int, width: int) -> Sequence[Piece]:
        """Return the tag's colour, the last part of its path, its key, its title, and on how many claims it is."""
        row = self.lines[index]
        look = look_of(row.code.colour)
        key = f" ({visible(row.code.key)})" if row.code.key else ""
        title = "" if row.is_heading else visible(row.code.title) if row.is_listed else "not in the codebook"
        left = [
            ("  " * row.depth, ""),
            (f"{SIGN} " if look else "  ", look),
            (visible(row.label) + ("/" if row.is_heading else ""), "dim" if row.is_heading else ""),
            (f"{key}  {title}", "dim"),
        ]
        count = sum(row.uses.values())
        return spread(left, f"{count:,}" if count else "", width - 1)

    def told(self, line: TagRow) -> Iterator[Block]:
        """Yield what a tag means, and where it is used."""
        code = line.code
        yield Block("statement", f"#{line.tag}")
        if code.title or code.description:
            yield Block("note", "\n".join(filter(None, [code.title, code.description])))
        yield GAP
        if line.is_heading:
            yield Block("fact", "a path above tags, itself no tag")
        elif not line.is_listed:
            yield Block("fact", "in use, but not in the codebook: describing it puts it there")
        look = look_of(code.colour)
        if code.colour:
            yield Block(
                "fact", f"{SIGN if look else '□'} {code.colour}", "colour", looks=((0, 1, look),) if look else ()
            )
        if code.key:
            yield Block("fact", code.key, "key")
        if not line.is_heading:
            yield self._uses(line)

    def _uses(self, line: TagRow) -> Block:
        """Return on how many claims of each company a tag is."""
        dataset = self.workspace.dataset
        names = {company: company_label(dataset, company) for company in line.uses if company}
        uses = [
            f"{names.get(company, 'no longer in the dataset')}: {count:,}" for company, count in line.uses.most_common()
        ]
        text = "on no claim" if not uses else "\t".join(uses)
        return Block("items", f"{text}\tof yours alone" if self.workspace.team.is_blind else text)

    def empty_text(self) -> str:
        """Return that there is no tag."""
        return f"There is no tag yet: {self.keymap.shown('codebook.add', 1)} adds one."

    def subtitle(self) -> str:
        """Return how many tags there are."""
        tags = sum(not row.is_heading for row in self.lines)
        return f"{tags:,} tags" if tags else ""

    def touched(self, changes: Sequence[Change]) -> Callable[[TagRow], bool] | None:
        """Go to the tag that there is now, or that is called or described otherwise."""
        tags = [(not each.after, tag) for each in changes if (tag := tag_of(each))]
        if not tags:
            return None
        _, tag = min(tags, key=itemgetter(0))
        return lambda row: row.tag == tag

    # What is done

    async def _reach(self, tag: str) -> str:
        """Return which claims a change of the tag touches, and whose they are."""
        reach = await asyncio.to_thread(self.workspace.codebook.reach, tag)
        return reach_text(reach, self.workspace.coder if self.workspace.team.is_blind else None)

    async def _change(self, done: str, verb: Callable[[Progress], tuple[Change, ...]], at: str) -> None:
        """Run a verb, say in the words of `done` what it did and on how many claims, and go to the tag `at`."""
        self._changed(done, await self.write(verb))
        await self.reload(lambda row: row.tag == at)

    def _changed(self, done: str, changes: tuple[Change, ...]) -> None:
        claims = {change.claim for change in changes} - {NO_CLAIM}
        on = f" on {claims_text(len(claims))}" if claims else ""
        self.say(
            f"{done}{on}; {self.keymap.shown('codebook.undo', 1)} takes it back" if changes else "Nothing to change"
        )

    async def _type(
        self,
        title: str,
        about: str,
        fields: Sequence[Field],
        verb: Callable[[Sequence[str], Progress], tuple[Change, ...]],
        done: Callable[[Sequence[str]], tuple[str, str]],
    ) -> None:
        """Ask for lines of text and change the codebook by them; `done` returns what to say then, and where to go."""
        kept: list[tuple[Sequence[str], tuple[Change, ...]]] = []

        async def keep(values: Sequence[str]) -> None:
            kept.append((values, await self.write(lambda progress: verb(values, progress))))

        if await self.ask(TextDialog(title, about, fields, keep, self.stop, self.keymap)):
            values, changes = kept[-1]
            words, tag = done(values)
            self._changed(words, changes)
            await self.reload(lambda row: row.tag == tag)

    async def do_rename(self) -> None:
        """Ask for another path, and rename the tag and all below it."""
        here = self.here
        if here is None:
            return

        def done(values: Sequence[str]) -> tuple[str, str]:
            return f"#{here.tag} is #{clean_tag(values[0])} now", clean_tag(values[0])

        about = f"Touches {await self._reach(here.tag)}"
        fields = [Field("another path", here.tag, "evidence/no-baseline")]
        rename = self.workspace.codebook.rename
        await self._type(
            f"Rename #{here.tag}", about, fields, lambda values, progress: rename(here.tag, values[0], progress), done
        )

    async def do_merge(self) -> None:
        """Ask for the tag to merge into."""
        here = self.here
        if here is None:
            return
        known = [
            KnownTag(row.tag, row.code.title, row.code.description, row.code.key)
            for row in self.lines
            if not row.is_heading and not _is_below(row.tag, here.tag)
        ]
        about = f"Its claims get the other tag. Touches {await self._reach(here.tag)}"
        into = await self.ask(PathDialog(f"Merge #{here.tag} into", about, known, self.keymap, may_be_new=False))
        if into:
            merge = self.workspace.codebook.merge
            await self._change(f"#{here.tag} is #{into} now", lambda progress: merge(here.tag, into, progress), into)

    async def do_move(self) -> None:
        """Ask for the path to move the tag below."""
        here = self.here
        if here is None:
            return
        known = [KnownTag(row.tag) for row in self.lines if not _is_below(row.tag, here.tag)]
        known.insert(0, KnownTag("", "no path above it"))
        about = f"With all below it. Touches {await self._reach(here.tag)}"
        above = await self.ask(PathDialog(f"Move #{here.tag} below", about, known, self.keymap, may_be_new=True))
        if above is not None:
            new = f"{clean_tag(above)}/{here.label}" if above else here.label
            rename = self.workspace.codebook.rename
            await self._change(f"#{here.tag} is #{new} now", lambda progress: rename(here.tag, new, progress), new)

    async def do_describe(self) -> None:
        """Ask for the tag's title and for when to use it."""
        here = self.here
        if here is not None:
            fields = [Field("title", here.code.title), Field("when to use it", here.code.description)]
            await self._type(
                f"Describe #{here.tag}",
                "",
                fields,
                lambda values, _: self._entry(here, title=values[0].strip(), description=values[1].strip()),
                lambda _: (f"#{here.tag} is described", here.tag),
            )

    async def do_key(self) -> None:
        """Ask for the tag's key."""
        here = self.here
        if here is not None:
            await self._type(
                f"Key of #{here.tag}",
                "One character that finds the tag in the picker; none takes its key away.",
                [Field("key", here.code.key, "b")],
                lambda values, _: self._entry(here, key=values[0].strip()),
                lambda values: (f"#{here.tag} has {f'the key {values[0]}' if values[0] else 'no key'} now", here.tag),
            )

    async def do_colour(self) -> None:
        """Ask for the tag's colour."""
        here = self.here
        if here is None:
            return
        choices = [Choice(name, name, is_on=look_of(here.code.colour) == name) for name in COLOURS]
        choices.insert(0, Choice("", "no colour", is_on=not here.code.colour))
        colour = await self.ask(ChoiceScreen(f"Colour of #{here.tag}", choices, self.keymap, keys="0123456789"))
        if colour is not None:
            done = f"#{here.tag} is {colour or 'without a colour'} now"
            await self._change(done, lambda _: self._entry(here, colour=colour), here.tag)

    def _entry(self, row: TagRow, **parts: str) -> tuple[Change, ...]:
        """Change parts of a tag's entry."""
        code = self.workspace.codebook.entry(row.tag) or Code(row.tag)
        return self.workspace.codebook.describe(msgspec.structs.replace(code, **parts))

    async def do_add(self) -> None:
        """Ask for a new tag and its title."""
        here = self.here
        above = "" if here is None else here.tag if here.is_heading else here.tag.rpartition("/")[0]
        fields = [Field("path", f"{above}/" if above else "", "evidence/photo"), Field("title", "", "Shown in a photo")]
        await self._type(
            "Add a tag", "", fields, self._add, lambda values: (f"Added #{clean_tag(values[0])}", clean_tag(values[0]))
        )

    def _add(self, values: Sequence[str], _: Progress) -> tuple[Change, ...]:
        return self.workspace.codebook.add(Code(clean_tag(values[0]), values[1]))

    async def do_delete(self) -> None:
        """Delete the tag under the cursor and all below it, once the user has agreed."""
        here = self.here
        if here is None:
            return
        about = f"With all below it. Takes it off {await self._reach(here.tag)}."
        way_back = f"{self.keymap.shown('codebook.undo', 1)} takes it back."
        if await self.ask(Confirm(f"Delete #{here.tag}?", about, self.keymap, way_back)):
            delete = self.workspace.codebook.delete
            await self._change(f"Deleted #{here.tag}", lambda progress: delete(here.tag, progress), here.tag)

    def do_find(self) -> None:
        """Search the claims with the tag."""
        here = self.here
        if here is not None and '"' not in here.tag:
            self.dismiss(here.tag)
        else:
            self.say("A tag with quotation marks in it cannot be searched by its name.")


def _is_below(tag: str, path: str) -> bool:
    """Return whether a tag is at or below a path."""
    return f"{tag}/".startswith(f"{path}/")
