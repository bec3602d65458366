"""One row made into claims: each text of it one, or each sentence, with all that stands beside it."""

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from textwrap import shorten

import msgspec

from esgtui.intake.census import Census, Older
from esgtui.intake.details import Details, pillar_title, title_of
from esgtui.intake.faults import Faults
from esgtui.intake.filing import Companies, Company, digest, id_as_written, slug_before
from esgtui.intake.filling import filled, names_above
from esgtui.intake.footnotes import footnote
from esgtui.intake.plan import Plan
from esgtui.intake.rows import Row
from esgtui.intake.spill import Made, Spill
from esgtui.intake.toml_text import Value, table
from esgtui.intake.topics import Cited
from esgtui.intake.totals import sums_up
from esgtui.intake.values import country_of, says_nothing
from esgtui.sentences import sentences, unnumbered

_NO_COMPANY = "there is no company"
"""What is said of a row that names none."""

_LONGEST = 60
"""So many characters of a remark are told."""

_ABOVE = ("pillar", "kind")
_BELOW = (
    *("quote", "topics", "period", "base_year", "target_year", "horizon", "standards", "conformity"),
    *("assurance", "system", "places", "tags", "metrics"),
)
"""The fields above and below the statement, in the order of the format."""

_COLUMN = "x-column"
"""Where a claim keeps in which column it stood, if its pillar does not say it."""


class Way(msgspec.Struct, frozen=True):
    """How claims are made of rows: the company of rows that name none, and whether texts are cut into sentences.

    `title` stands for the company of a table that has no column of companies. Where a row `fills` what it leaves empty,
    its company is that of the row above; where nobody says so, in tables that name companies only in rows of their own.
    """

    company: str = ""
    title: str = ""
    cuts: bool = False
    fills: bool | None = None

    def rows(self, plan: Plan, rows: Iterable[Row]) -> Iterable[Row]:
        """Return the rows of a file as claims are made of them."""
        return filled(plan, rows) if self.does_fill(plan) else rows

    def does_fill(self, plan: Plan) -> bool:
        """Return whether rows of a file have their company from above."""
        return names_above(plan) if self.fills is None else self.fills


class Maker:
    """Makes claims of rows, one after the other; what they name is filed, and what they have wrong is told.

    Each row is seen twice: `count` takes in what it names, and `take` makes its claims once all rows are counted.
    """

    def __init__(self, way: Way, spill: Spill, faults: Faults) -> None:
        self.way = way
        self._spill = spill
        self._faults = faults
        self._census = Census()
        self.companies = Companies([])
        self.topics = Cited()
        self.rows = 0
        self.below_companies = 0
        """How many rows are left out that name no company, though a row above them, of the same sheet, does."""
        self._above: tuple[int, str] | None = None
        """The file and the sheet of the latest row that names a company."""

    def count(self, plan: Plan, row: Row) -> None:
        """Take in what a row names, if claims can be made of it."""
        name, own_id = self._named(plan, row)
        if self._refusal(plan, row, name):
            return
        plan.heed(row)
        own_pillar = plan.cell("pillar_id", row.cells)
        title = pillar_title(plan, plan.cell("pillar", row.cells), own_pillar)
        pillars = {title: id_as_written(own_pillar)} if title else {}
        if _are_groups(plan):
            pillars = {title_of(plan.rows.columns[place]): "" for place, _ in plan.cells("statement", row.cells)}
        self._census.add(name, own_id, *_country_and_sector(plan, row), pillars, keeps_ids=plan.is_export)

    def end_count(self, older: Older) -> None:
        """File the companies that were counted; those of an older import keep its ids."""
        self.companies = self._census.companies(older)

    def _named(self, plan: Plan, row: Row) -> tuple[str, str]:
        """Return the name of a row's company, and the id that it has of its own."""
        own_id = plan.cell("company_id", row.cells)
        name = plan.cell("company", row.cells) or own_id or self.way.company
        return name or ("" if plan.places["company"] else self.way.title), own_id

    def _refusal(self, plan: Plan, row: Row, name: str) -> str:
        """Return why no claim can be made of a row, or nothing."""
        if row.fault:
            return row.fault
        if not plan.cells("statement", row.cells):
            return _lacks(plan, "statement")
        if total := sums_up(plan, row):
            return f"it sums up others ({total})"
        if remark := footnote(plan, row):
            return f"it is a remark on the table ({shorten(remark, _LONGEST, placeholder=' …')})"
        return "" if name else _lacks(plan, "company")

    def take(self, plan: Plan, file: int, row: Row) -> None:
        """Make claims of a row, or put it with those that are left out."""
        self.rows += 1
        name, own_id = self._named(plan, row)
        reason = self._refusal(plan, row, name)
        if plan.cell("company", row.cells) or plan.cell("company_id", row.cells):
            self._above = file, row.sheet
        elif reason.startswith(_NO_COMPANY) and not self.way.fills:
            self.below_companies += self._above == (file, row.sheet)
        if reason:
            self._faults.reject(self.rows, file, row, reason)
            return
        company = self.companies.of(name, own_id, _country_and_sector(plan, row)[0])
        details = Details(plan, row, self._faults)
        details.read(company, self._spill)
        self.topics.add(details.fields["topics"])
        whole = blake2b("\0".join(row.cells).encode("utf-8", "replace"), digest_size=8).digest()
        content = bytes([not company.is_first]) + whole  # so that companies of other countries take other ids
        for part, (identity, text, body) in enumerate(self._claims(plan, row, company, details)):
            mark = digest(text)
            claim_id = identity or f"{company.slug}-{digest(company.key, text)}"
            self._spill.add(Made(company.number, self.rows, part, claim_id, mark, content, body, bool(identity)))

    def _claims(self, plan: Plan, row: Row, company: Company, details: Details) -> Iterator[tuple[str, str, str]]:
        """Yield the id, if the row has one, the text and the TOML of each claim."""
        are_many = _has_several(plan)
        row_id = id_as_written(plan.cell("id", row.cells))
        for place, text in plan.cells("statement", row.cells):
            column = plan.rows.columns[place]
            fields, own = dict(details.fields), dict(details.own)
            if _are_groups(plan):
                fields["pillar"] = company.pillar(title_of(column))
            elif are_many:
                own[_COLUMN] = column
            identity = f"{row_id}-{slug_before(column, str(place))}" if row_id and are_many else row_id
            for piece in self._pieces(text):
                claim_id = f"{identity}-{digest(piece)[:6]}" if identity and self.way.cuts else identity
                yield claim_id, piece, _body(company, piece, fields, own)

    def _pieces(self, text: str) -> list[str]:
        if not self.way.cuts:
            return [text.replace("\r\n", "\n")]
        return [unnumbered(" ".join(text[start:end].split())) for start, end in sentences(text)] or [text]


def _has_several(plan: Plan) -> bool:
    return len(plan.places["statement"]) > 1


def _are_groups(plan: Plan) -> bool:
    """Return whether each column of texts is a pillar."""
    return _has_several(plan) and not plan.places["pillar"] and not plan.places["pillar_id"]


def _country_and_sector(plan: Plan, row: Row) -> tuple[str, str]:
    sector = plan.cell("sector", row.cells)
    return country_of(plan.cell("country", row.cells)) or "", "" if says_nothing(sector) else sector


def _lacks(plan: Plan, role: str) -> str:
    what = "there is no text" if role == "statement" else _NO_COMPANY
    columns = plan.named(role)
    return f"{what} in {' or '.join(columns)}" if columns else what


def _body(company: Company, text: str, fields: dict[str, Value | None], own: dict[str, Value | None]) -> str:
    pairs = [
        ("company", company.id),
        *((name, fields.get(name)) for name in _ABOVE),
        ("statement", text),
        *((name, fields.get(name)) for name in _BELOW),
        *own.items(),
    ]
    return table("", pairs)
