"""One row made into claims: each text of it one, or each sentence, with all that stands beside it."""

from collections.abc import Iterator
from hashlib import blake2b

import msgspec

from esgtui.intake.details import Details, title_of
from esgtui.intake.faults import Faults
from esgtui.intake.filing import Companies, Company, digest, slug
from esgtui.intake.plan import Plan
from esgtui.intake.rows import Row
from esgtui.intake.spill import Made, Spill
from esgtui.intake.toml_text import Value, table
from esgtui.intake.topics import Cited
from esgtui.sentences import sentences

_ABOVE = ("pillar", "kind")
_BELOW = (
    *("quote", "topics", "period", "base_year", "target_year", "horizon", "standards"),
    *("assurance", "system", "places", "tags", "metrics"),
)
"""The fields above and below the statement, in the order of the format."""

_COLUMN = "x-column"
"""Where a claim keeps in which column it stood, if its pillar does not say it."""


class Way(msgspec.Struct, frozen=True):
    """How claims are made of rows: the company of rows that name none, and whether texts are cut into sentences.

    `title` stands for the company of a table that has no column of companies.
    """

    company: str = ""
    title: str = ""
    cuts: bool = False


class Maker:
    """Makes claims of rows, one after the other; what they name is filed, and what they have wrong is told."""

    def __init__(self, way: Way, spill: Spill, faults: Faults) -> None:
        self._way = way
        self._spill = spill
        self._faults = faults
        self.companies = Companies()
        self.topics = Cited()
        self.rows = 0

    def take(self, plan: Plan, file: int, row: Row) -> None:
        """Make claims of a row, or put it with those that are left out."""
        self.rows += 1
        texts = plan.cells("statement", row.cells)
        own_id = plan.cell("company_id", row.cells)
        name = plan.cell("company", row.cells) or own_id or self._way.company
        if not name and not plan.places["company"]:
            name = self._way.title
        reason = row.fault or (not texts and _lacks(plan, "statement")) or (not name and _lacks(plan, "company"))
        if reason:
            self._faults.reject(self.rows, file, row, reason)
            return
        company = self.companies.of(name, own_id)
        details = Details(plan, row, self._faults)
        details.read(company, self._spill)
        self.topics.add(details.fields["topics"])
        content = blake2b("\0".join(row.cells).encode("utf-8", "replace"), digest_size=8).digest()
        for part, (identity, text, body) in enumerate(self._claims(plan, row, company, details)):
            mark = digest(text)
            claim_id = identity or f"{company.slug}-{digest(company.key, text)}"
            self._spill.add(Made(company.number, self.rows, part, claim_id, mark, content, body))

    def _claims(self, plan: Plan, row: Row, company: Company, details: Details) -> Iterator[tuple[str, str, str]]:
        """Yield the id, if the row has one, the text and the TOML of each claim."""
        are_many = len(plan.places["statement"]) > 1
        row_id = "-".join(plan.cell("id", row.cells).split())
        for place, text in plan.cells("statement", row.cells):
            column = plan.rows.columns[place]
            fields, own = dict(details.fields), dict(details.own)
            if are_many and not plan.places["pillar"]:
                fields["pillar"] = company.pillar(title_of(column))
            elif are_many:
                own[_COLUMN] = column
            identity = f"{row_id}-{slug(column, str(place))}" if row_id and are_many else row_id
            for piece in self._pieces(text):
                claim_id = f"{identity}-{digest(piece)[:6]}" if identity and self._way.cuts else identity
                yield claim_id, piece, _body(company, piece, fields, own)

    def _pieces(self, text: str) -> list[str]:
        if not self._way.cuts:
            return [text.replace("\r\n", "\n")]
        return [" ".join(text[start:end].split()) for start, end in sentences(text)] or [text]


def _lacks(plan: Plan, role: str) -> str:
    what = "text" if role == "statement" else "company"
    columns = plan.named(role)
    return f"there is no {what} in {' or '.join(columns)}" if columns else f"there is no {what}"


def _body(company: Company, text: str, fields: dict[str, Value | None], own: dict[str, Value | None]) -> str:
    pairs = [
        ("company", company.id),
        *((name, fields.get(name)) for name in _ABOVE),
        ("statement", text),
        *((name, fields.get(name)) for name in _BELOW),
        *own.items(),
    ]
    return table("", pairs)
