"""The detail of one claim: blocks of text, wrapped to the width a piece at a time, so that no text is too long."""

import asyncio
from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import work
from textual.content import Content
from textual.geometry import Size
from textual.strip import Strip

from esgtui.annotation.codes import COLOURS
from esgtui.tui.card import Block
from esgtui.tui.keys import bindings
from esgtui.tui.looks import Looks
from esgtui.tui.widgets.paper import Paper
from esgtui.visible import visible, visible_block

PIECE = 3_000
"""How many characters are wrapped at a time: some 3 ms of work."""
AT_ONCE = 200
"""How many lines are there before the next frame; more than any screen has."""
LABEL = 18
"""Cells for the labels in front of facts, where the detail is wide enough for two columns."""


class ClaimDetail(Paper, can_focus=True, inherit_bindings=False):
    """Shows blocks of text; scrolls, and goes back to the top for another claim."""

    BINDINGS = bindings("detail")
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "claim-detail--statement",
        "claim-detail--match",
        "claim-detail--label",
        "claim-detail--items",
        "claim-detail--tags",
        "claim-detail--note",
        "claim-detail--stated",
        "claim-detail--gone",
        "claim-detail--new",
        *(f"claim-detail--{colour}" for colour in COLOURS),
    }

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._blocks: tuple[Block, ...] = ()
        self.lines: list[Content] = []
        self._is_whole = True  # of a long claim, lines are on their way for a while
        self._is_end_awaited = False

    def show_blocks(self, blocks: Sequence[Block], *, is_other_claim: bool) -> None:
        """Show these blocks; another claim is shown from its top."""
        if not is_other_claim and tuple(blocks) == self._blocks:
            return
        self._blocks = tuple(blocks)
        if is_other_claim:
            self._is_end_awaited = False
            self.scroll_to(y=0, animate=False, force=True)
        self._lay_out()

    def on_resize(self) -> None:
        """Wrap anew for another width."""
        self._lay_out()

    def notify_style_update(self) -> None:
        """Lay out anew in the colours of another theme, once these are known: the parts are styled after the whole."""
        super().notify_style_update()
        if self.is_mounted and self._blocks:
            self.call_next(self._lay_out)

    def _lay_out(self) -> None:
        """Wrap what a screen can show now, as far as one has scrolled, and the rest between frames."""
        enough = AT_ONCE + self.scroll_offset.y
        width = self.scrollable_content_region.width - 1
        if width < 1:
            return
        self.lines, self._is_whole = [], False
        lines = self._wrapped(width)
        for line in lines:
            self.lines.append(line)
            if len(self.lines) >= enough:
                break
        self._measure()
        self._lay_out_rest(lines)

    @work(group="layout", exclusive=True, description="wrap")
    async def _lay_out_rest(self, lines: Iterator[Content]) -> None:
        count = 0
        for line in lines:
            self.lines.append(line)
            count += 1
            if count % 50 == 0:
                await asyncio.sleep(0)
        if count:
            self._measure()
        self._is_whole = True
        if self._is_end_awaited:
            self._is_end_awaited = False
            self.scroll_to(y=len(self.lines), animate=False)

    def _measure(self) -> None:
        self.measure(Size(self.scrollable_content_region.width, len(self.lines)))
        self.refresh()

    def _wrapped(self, width: int) -> Iterator[Content]:
        for block in self._blocks:
            if block.role == "gap":
                yield Content("")
            elif block.role == "items":
                yield from self._items(block, width)
            elif block.label and width >= 2 * LABEL:
                yield from self._labelled(block, width)
            else:
                label = f"{block.label}: " if block.label else ""
                yield from self._wrap(label + block.text, _looks(block, len(label)), block.role, width)

    def _items(self, block: Block, width: int) -> Iterator[Content]:
        """Yield as many items a line as fit, none of them broken; items are set apart by tabs."""
        line = ""
        for item in block.text.split("\t"):
            if line and cell_len(line) + cell_len(item) + 3 > width:
                yield from self._wrap(line, (), block.role, width)
                line = ""
            line = f"{line}   {item}" if line else item
        yield from self._wrap(line, (), block.role, width)

    def _labelled(self, block: Block, width: int) -> Iterator[Content]:
        look = self.get_visual_style("claim-detail--label", partial=True)
        label = Content(visible(block.label)).truncate(LABEL - 1, ellipsis=True, pad=True).stylize(look)
        for line in self._wrap(block.text, _looks(block), block.role, width - LABEL):
            yield Content.assemble(label, " ", line)
            label = Content(" " * (LABEL - 1))

    def _wrap(self, text: str, looks: Looks, role: str, width: int) -> Iterator[Content]:
        """Yield the lines of a text of any length; each piece begins where the last whole line before it ended."""
        start = 0
        while True:
            piece = self._styled(text, start, looks, role)
            lines = piece.wrap(width)
            if start + len(piece) >= len(text):
                yield from lines
                return
            yield from lines[:-1]
            whole = piece.plain.rstrip()
            carried = len(lines[-1].plain.rstrip()) if len(lines) > 1 else 0
            start += max(1, len(whole) - carried) if carried else len(piece)

    def _styled(self, text: str, start: int, looks: Looks, role: str) -> Content:
        piece = Content(visible_block(text[start : start + PIECE]))
        if f"claim-detail--{role}" in self.COMPONENT_CLASSES:
            piece = piece.stylize(self.get_visual_style(f"claim-detail--{role}", partial=True))
        for first, last, look in looks:
            if last > start and first < start + PIECE:
                style = self.get_visual_style(f"claim-detail--{look}", partial=True)
                piece = piece.stylize(style, max(0, first - start), last - start)
        return piece

    def render_line(self, y: int) -> Strip:
        """Return the line at `y` of the viewport."""
        width, base = self.line_width, self.visual_style
        index = self.scroll_offset.y + y
        if index >= len(self.lines):
            return Strip.blank(width, base.rich_style)
        content = Content.assemble(" ", self.lines[index])
        return Strip(content.render_segments(base)).adjust_cell_length(width, base.rich_style)

    def action_command(self, command_id: str) -> None:
        """Run one of the commands that apply in the detail."""
        self._is_end_awaited = command_id == "detail.last" and not self._is_whole
        self.move(command_id, len(self.lines))


def _looks(block: Block, shift: int = 0) -> Looks:
    """Return what of a block's text looks otherwise, what matched a search included, `shift` characters further."""
    matches = ((first, last, "match") for first, last in block.spans)
    return tuple((first + shift, last + shift, look) for first, last, look in (*block.looks, *matches))
