"""What is chosen in the import screen: what columns are taken for, how claims are made, and which dataset they go into.

Nothing here draws, or reads a file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from esgtui.intake.claims import Way
from esgtui.intake.importing import plan
from esgtui.intake.job import Target, filed_under, header_of, way_of
from esgtui.intake.mapping import gone, with_wishes
from esgtui.intake.plan import Plan
from esgtui.intake.roles import OWN, ROLES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from esgtui.intake.importing import Look
    from esgtui.intake.mapping import Roles
    from esgtui.intake.older import Before, Header
    from esgtui.intake.rows import Choices


class Chosen(msgspec.Struct, frozen=True):
    """All that a user can choose; two of them that are equal make the same dataset of a table."""

    roles: dict[str, str]
    way: Way
    choices: Choices
    target: Path
    title: str


class ImportState:
    """What is chosen by now, beginning with what was guessed of a table or, where it is imported anew, as `before`."""

    def __init__(self, look: Look, target: Path, before: Before | None) -> None:
        self.look = look
        self.target = target
        self.title = ""
        """What the dataset is called, if the user said so."""
        self.before = before
        self.roles: Roles = dict(look.roles)
        self.way = Way()
        self.gone: Sequence[str] = ()
        """What to say of columns that the older import had, and that are not there any more."""
        self._follow(before)
        self._begun = self.chosen

    @property
    def chosen(self) -> Chosen:
        """What is chosen, as it is now."""
        return Chosen(dict(self.roles), self.way, self.look.rows.choices, self.target, self.title)

    @property
    def is_changed(self) -> bool:
        """Whether anything is otherwise than it was at first."""
        return self.chosen != self._begun

    @property
    def header(self) -> Header:
        """What the dataset is called."""
        return header_of([self.look.rows.path], self.title, "", self.before, self.target)

    @property
    def made(self) -> Way:
        """How claims are made, also of a table that names no company."""
        return msgspec.structs.replace(self.way, title=filed_under([self.plan], self.header))

    @property
    def plan(self) -> Plan:
        """What is done with the columns, though none may be the claim yet."""
        return Plan(self.look.rows, self.roles, self.look.rows.path, self.look.sample)

    @property
    def does_fill(self) -> bool:
        """Whether rows that name no company have that of the row above."""
        return self.way.does_fill(self.plan)

    def plans(self) -> list[Plan]:
        """Return what is done with the columns; raise `IntakeError` where none is the claim."""
        return plan([msgspec.structs.replace(self.look, roles=dict(self.roles))])

    def target_of(self, *, updates: bool) -> Target:
        """Return the file that is written; raise `ExportError` or `IntakeError` if it may not be."""
        target = Target(self.target, updates=updates)
        target.check([self.look.rows.path])
        return target

    def take_for(self, column: str, role: str) -> None:
        """Take a column for something; another one that was taken for it is kept as it is, unless both can be."""
        if not ROLES[role].is_many:
            self.roles.update({other: OWN for other, its in self.roles.items() if its == role})
        self.roles[column] = role

    def guess(self) -> None:
        """Take all columns for what was guessed."""
        self.roles = dict(self.look.roles)

    def follow(self, before: Before | None) -> None:
        """Do as the import did that the target was made by, so that ids of claims stay; None where there is none."""
        self.before = before
        self._follow(before)

    def _follow(self, before: Before | None) -> None:
        self.gone = ()
        if before:
            self.roles = with_wishes(self.roles, before.columns)
            self.way = way_of(self.way.company, before, cuts=self.way.cuts or None, fills=self.way.fills)
            self.gone = gone(before.columns, [self.look.rows.columns])

    def look_anew(self, look: Look, before: Before | None) -> None:
        """Take the file as it was looked at once more; what the user changed of its columns, or did `before`, stays."""
        self.roles = dict(look.roles) if before else _carried_over(self.look, self.roles, look)
        self.look = look
        if before:
            self.follow(before)


def _carried_over(before: Look, roles: Mapping[str, str], after: Look) -> Roles:
    """Return what columns are taken for in another encoding: as guessed, but for what the user changed.

    Their headings may be other ones; they are the same columns if there are as many.
    """
    found = dict(after.roles)
    if len(before.rows.columns) == len(after.rows.columns):
        for old, new in zip(before.rows.columns, after.rows.columns, strict=True):
            if roles[old] != before.roles[old]:
                found[new] = roles[old]
    return found
