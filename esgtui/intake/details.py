"""What stands in a row beside the text: the fields of a claim that its cells fit into, and all others as they are."""

import re
from collections.abc import Callable
from typing import Any

from esgtui.exchange.listed import parts_of
from esgtui.intake.amounts import Amount, amount_of
from esgtui.intake.faults import Faults
from esgtui.intake.filing import Company
from esgtui.intake.kinds import conformity_of, horizon_of, kind_of, qualifier_of
from esgtui.intake.measuring import metrics_of
from esgtui.intake.own_cells import own_in
from esgtui.intake.placing import About, places_of
from esgtui.intake.plan import Plan
from esgtui.intake.roles import OWN
from esgtui.intake.row_cells import RowCells
from esgtui.intake.rows import Row
from esgtui.intake.spill import Spill
from esgtui.intake.toml_text import Value
from esgtui.intake.topics import topics_in
from esgtui.intake.values import (
    country_of,
    date_of,
    day_of_serial,
    language_of,
    paragraph_of,
    period_of,
    says_nothing,
    year_of,
)
from esgtui.limits import LONGEST_TAG

_READ: dict[str, tuple[Callable[[str], Value | None], str]] = {
    "kind": (kind_of, "no kind of claim"),
    "period": (period_of, "no year"),
    "base_year": (year_of, "no year"),
    "target_year": (year_of, "no year"),
    "horizon": (horizon_of, "no horizon"),
    "conformity": (conformity_of, "no word of the format"),
    "qualifier": (qualifier_of, "no word of the format"),
    "published": (date_of, "no day"),
    "country": (country_of, "no country"),
    "language": (language_of, "no language"),
    "paragraph": (paragraph_of, "no number of a paragraph"),
}
"""How the cells of a role are read, and what is said of those that cannot be."""

_IN_TWO_WAYS = "a number whose sign may divide thousands or decimals"
"""What is said of `1.125` where no other number of the file tells which it is."""

_ANY_SPELLING = frozenset({"country", "language", "published", "value", "qualifier", "paragraph"})
"""Roles whose value says as much as the cell, however that is spelt."""
_PLAIN = ("quote", "assurance", "system")
_YEAR_AS_NUMBER = re.compile(r"(\d{4})\.0")
_MACHINE_NAME = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)+")
_APART = re.compile(r"[;,|\n]")
"""What divides the parts of a cell, but in those that the program wrote: `Regulation 2023/1542, Article 7` is one."""


class Details:
    """Reads the cells of one row; what does not fit into a field goes to the claim's own keys."""

    def __init__(self, plan: Plan, row: Row, faults: Faults) -> None:
        self._cells = RowCells(plan, row, faults)
        self._amount: Amount | None = None
        self.fields: dict[str, Any] = {}

    @property
    def own(self) -> dict[str, Value | None]:
        """What a claim of the row keeps under keys of its own."""
        return self._cells.own

    def read(self, company: Company, spill: Spill) -> None:
        """Read everything but the texts."""
        cells, fields = self._cells, self.fields
        for role in _READ:
            self._read(role)
        self._read_value()
        for role in _PLAIN:
            fields[role] = cells.said(role)
        fields["standards"] = self._several("standards")
        fields["tags"] = self._tags()
        fields["topics"] = self._topics()
        self._check_years()
        self._describe(company)
        if pillar := pillar_title(cells.plan, cells.said("pillar"), cells.said("pillar_id")):
            fields["pillar"] = company.pillar(pillar)
        about = About(*(fields.pop(role, None) for role in ("published", "language", "paragraph")))
        fields["places"] = places_of(cells, about, company, spill)
        fields.pop("value", None)
        fields["metrics"] = metrics_of(cells, self._amount, fields.pop("qualifier", None))
        cells.keep(OWN)
        self._read_own_keys()

    def _read(self, role: str) -> None:
        if cell := self._cells.one(role):
            read, what = _READ[role]
            self._enter(role, cell, read(cell), what)

    def _read_value(self) -> None:
        if cell := self._cells.one("value"):
            self._amount = amount_of(cell, self._cells.plan.signs.decimal)
            what = "no number" if amount_of(cell) is None else _IN_TWO_WAYS
            self._enter("value", cell, self._amount.value if self._amount else None, what)

    def _enter(self, role: str, cell: str, value: Value | None, what: str) -> None:
        """Enter what was read of a cell; one that does not fit is told, and kept, as are those that say more."""
        self.fields[role] = value
        if value is None and not says_nothing(cell):
            self._cells.remark(role, what, cell)
        if value is None or (role not in _ANY_SPELLING and _YEAR_AS_NUMBER.sub(r"\1", cell).casefold() != str(value)):
            self._cells.keep(role)
            if isinstance(value, int) and (day := day_of_serial(cell)):  # the number of a day is nothing anybody reads
                self._cells.keep_cell(self._cells.all(role)[0][0], day.isoformat())
                self._cells.remark(role, "the number of a day, taken for its year,", cell, "as that day")

    def _several(self, role: str) -> list[str]:
        """Return the parts of a role's cells; one that says nothing is kept as it is."""
        found: dict[str, None] = {}
        parts = parts_of if self._cells.plan.is_export else _APART.split
        for place, text in self._cells.all(role):
            if says_nothing(text):
                self._cells.keep_cell(place, text)
            else:
                found.update(dict.fromkeys(" ".join(part.split()) for part in parts(text)))
        return list(filter(None, found))

    def _tags(self) -> list[str]:
        """Return the tags; what is too long for one is a text, and is kept as it is."""
        tags = [tag for tag in map(_tag, self._several("tags")) if tag]
        if long := [tag for tag in tags if len(tag) > LONGEST_TAG]:
            what = f"more than {LONGEST_TAG} characters, too many for a tag,"
            self._cells.remark("tags", what, f"{long[0][:20]}…")
            self._cells.keep("tags")
        return [tag for tag in tags if tag not in long]

    def _topics(self) -> list[str]:
        """Return the topics that are cited; a cell that cites others too, or says more, is kept."""
        found: dict[str, None] = {}
        for place, text in self._cells.all("topics"):
            column = self._cells.plan.rows.columns[place]
            topics = topics_in(text, column)
            found.update(dict.fromkeys(topics.cited))
            if topics.others or topics.says_more:
                self._cells.keep_cell(place, text)
            if topics.others and not says_nothing(text):
                self._cells.remark_in(column, "no topic of the frameworks", topics.others[0])
        return list(found)

    def _check_years(self) -> None:
        base, target = self.fields.get("base_year"), self.fields.get("target_year")
        if base is not None and target is not None and base > target:
            self._cells.remark("base_year", "a base year after the target year", f"{base}, {target}")
            self.fields["base_year"] = self.fields["target_year"] = None
            self._cells.keep("base_year", "target_year")

    def _describe(self, company: Company) -> None:
        """Keep with the claim what the row says of its company, where that differs from what most rows say."""
        country = self.fields.pop("country", None) or ""
        sector = self._cells.said_line("sector")
        if company.is_parted and not country:
            what = f"no country, though several have the company's name, so it is taken for that in {company.country},"
            self._cells.remark("country", what, company.name)
        if country and country != company.country:
            self._cells.keep("country")
        if sector and sector != company.sector:
            self._cells.keep("sector")

    def _read_own_keys(self) -> None:
        """Keep what the curator kept, under the same keys."""
        cell = self._cells.one("own_keys")
        found = own_in(cell) if cell else {}
        if not found:
            self._cells.keep("own_keys")
        self.own.update(found)


def pillar_title(plan: Plan, title: str, own_id: str) -> str:
    """Return what a pillar is called, whose title may be left out; nothing where neither says anything."""
    if not says_nothing(title):
        return title if plan.is_export else title_of(title)
    return "" if says_nothing(own_id) else own_id


def title_of(name: str) -> str:
    """Return a name as people write it: one that was made for programs with spaces and a capital."""
    return name.replace("_", " ").capitalize() if _MACHINE_NAME.fullmatch(name) else name


def _tag(text: str) -> str:
    """Return a tag as the format has it: a path whose parts are not empty."""
    parts = (part.strip() for part in text.lstrip("#").split("/"))
    return "/".join(filter(None, parts))
