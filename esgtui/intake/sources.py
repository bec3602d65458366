"""The documents that rows cite: a title, an address, or both; their ids follow from these."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from esgtui.intake.filing import Company, digest
from esgtui.intake.spill import Spill
from esgtui.intake.toml_text import table

_ARCHIVED = re.compile(r"https?://web\.archive\.org/web/[^/]+/(?=https?:)")
_LONGEST = 100


class Document(NamedTuple):
    """What a row says of the document that its claim stands in."""

    title: str
    publisher: str
    published: dt.date | None
    language: str
    kind: str = ""
    id: str = ""

    @property
    def said(self) -> int:
        """How much that is, besides what tells the document from others."""
        return sum(map(bool, (self.title, self.publisher, self.language)))


def cite(spill: Spill, company: Company, document: Document, addresses: Sequence[str]) -> list[str]:
    """Take in the sources of a row, one for each address, and return their ids: that of the document, if it has one."""
    title, publisher, published, language, kind, own_id = document
    found = []
    for address in addresses or ("",):
        if not title and not address:
            continue
        identity = f"{company.id}-{digest(address or title, str(published or ''))}"
        if own_id and own_id == own_id.strip() and spill.owner(own_id) in {None, company.number}:
            identity = own_id
        found.append(identity)
        named = title or address_title(address)
        pairs = [("company", company.id), ("title", named), ("publisher", publisher), ("published", published)]
        body = table("", [*pairs, ("kind", kind), ("language", language), ("url", address)])
        spill.add_source(identity, company.number, document.said, body)
    return found


def address_title(address: str) -> str:
    """Return what a reader knows a web address by: its site and its last part, also where an archive keeps it."""
    original = _ARCHIVED.sub("", address)
    try:
        parts = urlsplit(original)
    except ValueError:
        return address[:_LONGEST]
    site = (parts.hostname or "").removeprefix("www.")
    last = " ".join(unquote(parts.path).rstrip("/").rpartition("/")[2].split())
    return f"{last[: _LONGEST - len(site)]} ({site})" if last else site or address[:_LONGEST]
