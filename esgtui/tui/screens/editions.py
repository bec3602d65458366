"""What became of claims since another edition of the dataset: grouped by what changed, each word by word below."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from esgtui.counted import claims_text
from esgtui.insight.editions import WORDED, ClaimChange, claim_changes, fates_in, fates_text
from esgtui.insight.editions_table import (
    FIGURES,
    SIGNS,
    Group,
    company_of,
    editions_table,
    field_label,
    grouped,
    ids_text,
    values_text,
)
from esgtui.tui.card import GAP, Block
from esgtui.tui.keys import bindings
from esgtui.tui.past_shown import reworded
from esgtui.tui.screens.lines_view import LinesView
from esgtui.tui.screens.view import Destination
from esgtui.tui.widgets.claim_detail import ClaimDetail
from esgtui.tui.widgets.plain_list import PlainList, spread
from esgtui.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.widget import Widget

    from esgtui.dataset.dataset import Dataset
    from esgtui.insight.table import Table
    from esgtui.tui.commands import Keymap
    from esgtui.tui.screens.view import Subject
    from esgtui.tui.widgets.pieces import Piece

NOTHING = "Nothing became otherwise of the claims that are looked at."
GONE = "it is gone from the dataset"


class Shown(msgspec.Struct, frozen=True):
    """Changes in their groups, and the lines that these are listed in."""

    groups: tuple[Group, ...]
    lines: Sequence[Group | ClaimChange]

    @property
    def count(self) -> int:
        """Return how many claims changed."""
        return sum(len(group.changes) for group in self.groups)


class EditionsScreen(LinesView[Shown]):
    """The dataset beside another edition of it, `before`. Enter goes to the claim, or to the claims of a group."""

    PLACE = "editions"
    BINDINGS = bindings("editions")
    TITLE_WORD = "What changed"

    def __init__(self, before: Dataset, subject: Subject, keymap: Keymap) -> None:
        super().__init__(subject, keymap)
        self.editions = (subject.workspace.dataset, before)

    def content(self) -> Iterator[Widget]:
        """Yield the claims that changed, and what became of the one under the cursor."""
        yield PlainList(self.pieces)
        yield ClaimDetail()

    def entry(self) -> Widget:
        """Return the list."""
        return self.rows

    @property
    def rows(self) -> PlainList:
        """The list of changes."""
        return self.query_one(PlainList)

    @property
    def detail(self) -> ClaimDetail:
        """What became of the claim under the cursor."""
        return self.query_one(ClaimDetail)

    def work_out(self, rows: Sequence[int]) -> Shown:
        """Compare the editions, as far as query and filters let claims through."""
        new, old = self.editions
        through = {new.claims[row].id for row in rows}
        found = grouped(
            change
            for change in claim_changes(old, new)
            if (change.new_id in through if change.new_id else self._is_looked_at(change))
        )
        lines: list[Group | ClaimChange] = []
        for group in found:
            lines += [group, *group.changes]
        return Shown(found, lines)

    def _is_looked_at(self, change: ClaimChange) -> bool:
        """Whether a claim that is gone is looked at: a query cannot find it, its company can be chosen."""
        chosen = self.subject.selection
        is_narrowed = chosen.query or chosen.like or chosen.picked or chosen.group is not None
        return not is_narrowed and chosen.company in {"", change.company}

    def aspect(self) -> str:
        """Return how many claims have which fate; how many changed in which way, the groups tell."""
        groups = self.shown.groups if self.shown else ()
        return fates_text(fates_in(change for group in groups for change in group.changes))

    def show(self, shown: Shown) -> None:
        """List the changes, with the cursor where it was; at first, on the first claim."""
        self.rows.empty = NOTHING
        self.rows.show_lines(len(shown.lines), self.rows.cursor or 1)
        self.follow_cursor()

    def table(self, shown: Shown) -> Table:
        """Return the changes as they are exported."""
        return editions_table(shown.groups, self.editions, " ── ".join([self.TITLE_WORD, *self.subject.filters]))

    def pieces(self, index: int, width: int) -> Sequence[Piece]:
        """Return a group with its count, or a claim: its company, what has moved, what it says, its id."""
        line = self.shown.lines[index] if self.shown else None
        if line is None:
            return []
        if isinstance(line, Group):
            return spread([(line.title, "accent")], f"{len(line.changes):,}", width)
        moved = "; ".join(
            f"{field_label(each.field)} {values_text(each)}" for each in line.fields if each.field in FIGURES
        )
        said = " ── ".join(filter(None, [moved, line.statement]))
        left = [(f"  {SIGNS[line.fate]} ", "accent"), (f"{visible(company_of(line, self.editions))}: ", "dim")]
        return spread([*left, (visible(said), "")], visible(line.new_id or line.old_id), width)

    # What is under the cursor

    @property
    def here(self) -> Group | ClaimChange | None:
        """The group or the claim under the cursor."""
        return self.shown.lines[self.rows.cursor] if self.shown and self.shown.lines else None

    def cursor_text(self) -> str:
        """Return the claim under the cursor and what became of it, or the group."""
        here = self.here
        if isinstance(here, ClaimChange):
            return f"{ids_text(here)} ── {here.fate}"
        return f"{here.title} ── {claims_text(len(here.changes))}" if here else ""

    def follow_cursor(self) -> None:
        """Tell what became of the claim under the cursor."""
        here = self.here
        blocks = tuple(self._told(here)) if isinstance(here, ClaimChange) else ()
        self.detail.show_blocks(blocks, is_other_claim=True)

    def _told(self, change: ClaimChange) -> Iterator[Block]:
        said = next((each for each in change.fields if each.field == "statement"), None)
        block = reworded(said.old, said.new, "") if said else Block("statement", change.statement)
        yield msgspec.structs.replace(block, role="statement")
        yield GAP
        for each in change.fields:
            if each.field == "statement":
                continue
            if each.field in WORDED:
                yield reworded(each.old, each.new, field_label(each.field))
            else:
                yield Block("fact", values_text(each), field_label(each.field))
        yield Block("fact", company_of(change, self.editions), "company")
        yield Block("fact", ids_text(change), "claim")

    def destination(self) -> Destination | str:
        """Return the claim, or those of a group; what is gone cannot be gone to."""
        here, dataset = self.here, self.editions[0]
        if isinstance(here, ClaimChange):
            row = dataset.row_of.get(here.new_id)
            return GONE if row is None else Destination(self.subject.selection, row)
        rows = [dataset.row_of[change.new_id] for change in here.changes if change.new_id] if here else []
        return self.picked(rows, here.title) if here and rows else GONE if here else NOTHING

    def do_switch(self) -> None:
        """Go to what is told of the claim, to scroll it, and back."""
        self.set_focus(self.rows if self.detail.has_focus else self.detail)
