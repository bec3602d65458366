"""What stands in a row beside the text: the fields of a claim that its cells fit into, and all others as they are."""

import re
from collections.abc import Callable
from typing import Any

from esgtui.intake.faults import Faults
from esgtui.intake.filing import Company
from esgtui.intake.kinds import horizon_of, kind_of
from esgtui.intake.plan import Plan
from esgtui.intake.rows import Row
from esgtui.intake.sources import Document, cite
from esgtui.intake.spill import Spill
from esgtui.intake.toml_text import Value
from esgtui.intake.topics import topics_in
from esgtui.intake.values import (
    addresses_in,
    country_of,
    date_of,
    language_of,
    number_of,
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
    "published": (date_of, "no day"),
    "value": (number_of, "no number"),
    "country": (country_of, "no country"),
    "language": (language_of, "no language"),
}
"""How the cells of a role are read, and what is said of those that cannot be."""

_ANY_SPELLING = frozenset({"country", "language", "published", "value"})
"""Roles whose value says as much as the cell, however that is spelt."""
_PLAIN = ("quote", "assurance", "system")
_YEAR_AS_NUMBER = re.compile(r"(\d{4})\.0")
_MACHINE_NAME = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)+")
_APART = re.compile(r"[;,|\n]")


class Details:
    """Reads the cells of one row; what does not fit into a field goes to the claim's own keys."""

    def __init__(self, plan: Plan, row: Row, faults: Faults) -> None:
        self._plan = plan
        self._row = row
        self._faults = faults
        self.fields: dict[str, Any] = {}
        self.own: dict[str, Value | None] = {}

    def read(self, company: Company, spill: Spill) -> None:
        """Read everything but the texts."""
        for role in _READ:
            self._read(role)
        for role in _PLAIN:
            self.fields[role] = self._plan.cell(role, self._row.cells)
        self.fields["standards"] = self._several("standards")
        self.fields["tags"] = self._tags()
        self.fields["topics"] = self._topics()
        self._check_years()
        self._describe(company)
        if pillar := self._plan.cell("pillar", self._row.cells):
            self.fields["pillar"] = company.pillar(title_of(pillar))
        self._place(company, spill)
        self._measure()
        self._keep("own")

    def _keep(self, *roles: str) -> None:
        """Keep the cells of roles as they are."""
        for role in roles:
            for place, text in self._plan.cells(role, self._row.cells):
                self.own[self._plan.key(place)] = text

    def _read(self, role: str) -> None:
        cell = self._plan.cell(role, self._row.cells)
        if not cell:
            return
        read, what = _READ[role]
        value = read(cell)
        self.fields[role] = value
        if value is None and not says_nothing(cell):
            self._faults.remark(self._plan.named(role)[0], what, self._row, cell)
        if value is None or (role not in _ANY_SPELLING and _YEAR_AS_NUMBER.sub(r"\1", cell).casefold() != str(value)):
            self._keep(role)

    def _several(self, role: str) -> list[str]:
        cells = self._plan.cells(role, self._row.cells)
        parts = [" ".join(part.split()) for _, text in cells for part in _APART.split(text)]
        return list(dict.fromkeys(filter(None, parts)))

    def _tags(self) -> list[str]:
        """Return the tags; what is too long for one is a text, and is kept as it is."""
        tags = [tag for tag in map(_tag, self._several("tags")) if tag]
        if long := [tag for tag in tags if len(tag) > LONGEST_TAG]:
            what = f"more than {LONGEST_TAG} characters, too many for a tag,"
            self._faults.remark(self._plan.named("tags")[0], what, self._row, f"{long[0][:20]}…")
            self._keep("tags")
        return [tag for tag in tags if tag not in long]

    def _topics(self) -> list[str]:
        """Return the topics that are cited; a cell that cites others too, or says more, is kept."""
        found: dict[str, None] = {}
        for place, text in self._plan.cells("topics", self._row.cells):
            column = self._plan.rows.columns[place]
            topics = topics_in(text, column)
            found.update(dict.fromkeys(topics.cited))
            if topics.others or topics.says_more:
                self.own[self._plan.key(place)] = text
            if topics.others and not says_nothing(text):
                self._faults.remark(column, "no topic of the frameworks", self._row, topics.others[0])
        return list(found)

    def _check_years(self) -> None:
        base, target = self.fields.get("base_year"), self.fields.get("target_year")
        if base is not None and target is not None and base > target:
            what = "a base year after the target year"
            self._faults.remark(self._plan.named("base_year")[0], what, self._row, f"{base}, {target}")
            self.fields["base_year"] = self.fields["target_year"] = None
            self._keep("base_year", "target_year")

    def _describe(self, company: Company) -> None:
        """Keep with the claim what the row says of its company, where that differs from what most rows say."""
        country = self.fields.pop("country", None) or ""
        sector = " ".join(self._plan.cell("sector", self._row.cells).split())
        if company.is_parted and not country:
            what = f"no country, though several have the company's name, so it is taken for that in {company.country},"
            self._faults.remark(self._plan.named("country")[0], what, self._row, company.name)
        if country and country != company.country:
            self._keep("country")
        if sector and sector != company.sector:
            self._keep("sector")

    def _place(self, company: Company, spill: Spill) -> None:
        """Say in which documents the claim stands. Without a document, what is said of one is kept as it is."""
        cell = self._plan.cell
        addresses: list[str] = []
        for place, text in self._plan.cells("url", self._row.cells):
            found = addresses_in(text)
            addresses += found
            if not found or len(text) != len(" ".join(found)):
                self.own[self._plan.key(place)] = text
            if not found and not says_nothing(text):
                self._faults.remark(self._plan.rows.columns[place], "no web address", self._row, text)
        title, publisher = (" ".join(cell(role, self._row.cells).split()) for role in ("source", "publisher"))
        published, language = self.fields.pop("published", None), self.fields.pop("language", None)
        document = Document(title, publisher, published, language or "")
        cited = cite(spill, company, document, list(dict.fromkeys(addresses)))
        page = cell("page", self._row.cells)
        section = ", ".join(filter(None, [cell("section", self._row.cells), page and f"page {page}"]))
        self.fields["places"] = [{"source": source, "section": section} for source in cited]
        if not cited:
            self._keep("publisher", "published", "language", "section", "page")

    def _measure(self) -> None:
        """Make the value of the row a metric, if there is one."""
        value = self.fields.pop("value", None)
        if value is None:
            self._keep("metric", "unit")
            return
        cell = self._plan.cell
        name = cell("metric", self._row.cells) or self._plan.named("value")[0]
        unit = cell("unit", self._row.cells) or ("%" if cell("value", self._row.cells).endswith("%") else "")
        self.fields["metrics"] = [{"name": name, "value": value, "unit": unit}]


def title_of(name: str) -> str:
    """Return a name as people write it: one that was made for programs with spaces and a capital."""
    return name.replace("_", " ").capitalize() if _MACHINE_NAME.fullmatch(name) else name


def _tag(text: str) -> str:
    """Return a tag as the format has it: a path whose parts are not empty."""
    parts = (part.strip() for part in text.lstrip("#").split("/"))
    return "/".join(filter(None, parts))
