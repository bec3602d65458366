"""Where the claims of a row stand: the documents that the row names, and the places in them."""

import datetime as dt
import re
from typing import Any, NamedTuple

from esgtui.intake.filing import Company
from esgtui.intake.own_cells import Spot, spots_in
from esgtui.intake.row_cells import RowCells
from esgtui.intake.sources import Document, cite
from esgtui.intake.spill import Spill
from esgtui.intake.values import addresses_in, date_of, says_nothing

_BEFORE_PAGE = r"(?:pages?|pp?|pgs?|seiten?|s|p[áa]g(?:ina)?s?)[.:]?"
_PAGE = re.compile(rf"{_BEFORE_PAGE}\s*(?=\d)", re.IGNORECASE)
"""What people write before the number of a page."""

_PAGE_BEHIND = re.compile(
    rf"(.*\w)(?:[,;:]\s*|\s*\(|\s+(?=(?:pp?|pgs?|s)\.)){_BEFORE_PAGE}\s*(\d{{1,4}}(?:\s?[-–]\s?\d{{1,4}})?)\)?",
    re.IGNORECASE,
)
"""A title of a document and a page of it, with a mark between them: what ends with `Model S 3` is a title alone."""


class About(NamedTuple):
    """What a row says of its document besides the title and the address, and of the place in it."""

    published: dt.date | None = None
    language: str | None = None
    paragraph: int | None = None


def places_of(cells: RowCells, about: About, company: Company, spill: Spill) -> list[dict[str, Any]]:
    """Return in which documents the claim stands. Without a document, what is said of one is kept as it is."""
    told = cells.one("places")
    titles, addresses = (cells.one(role).splitlines() for role in ("source", "url"))
    if spots := spots_in(told, titles, addresses) if told else []:
        if len(addresses) not in {0, len(titles)} and not spots[0].id:
            cells.keep("url")
        return [_cited(spot, about, company, spill) for spot in spots]
    cells.keep("places")
    title, page = _apart(cells.said_line("source"), _PAGE.sub("", cells.said("page")))
    document = Document(title, cells.said_line("publisher"), about.published, about.language or "")
    cited = cite(spill, company, document, _addresses(cells))
    if not cited:
        cells.keep("publisher", "published", "language", "section", "page", "paragraph")
        if about.published:  # a day that is a mere number in the file is nothing that anybody could read
            cells.keep_cell(cells.all("published")[0][0], about.published.isoformat())
        return []
    section = ", ".join(filter(None, [cells.said("section"), page and f"page {page}"]))
    return [{"source": source, "section": section, "paragraph": about.paragraph} for source in cited]


def _apart(title: str, page: str) -> tuple[str, str]:
    """Return the title of a document and a page of it, which may stand behind the title: `Annual report, p. 12`."""
    behind = None if page else _PAGE_BEHIND.fullmatch(title)
    return (behind[1], behind[2]) if behind else (title, page)


def _cited(spot: Spot, about: About, company: Company, spill: Spill) -> dict[str, Any]:
    document = Document(
        spot.title or spot.id, "", date_of(spot.published) or about.published, about.language or "", spot.kind, spot.id
    )
    (source,) = cite(spill, company, document, [spot.url] if spot.url else [])
    return {"source": source, "section": spot.section, "paragraph": spot.paragraph}


def _addresses(cells: RowCells) -> list[str]:
    """Return the web addresses of the row, each once; a cell that has none, or says more, is kept."""
    addresses: dict[str, None] = {}
    for place, text in cells.all("url"):
        found = addresses_in(text)
        addresses.update(dict.fromkeys(found))
        if not found or len(text) != len(" ".join(found)):
            cells.keep_cell(place, text)
        if not found and not says_nothing(text):
            cells.remark_in(cells.plan.rows.columns[place], "no web address", text)
    return list(addresses)
