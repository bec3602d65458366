"""Cells that hold several things, as the program's own exports write them: metrics, places and the curator's own keys.

What is read of a cell is what was written, or nothing: who asks keeps the cell as it is then.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

import msgspec

from esgtui.dataset.describe import metric_text
from esgtui.dataset.model import Metric
from esgtui.dataset.plain import as_toml
from esgtui.dataset.shapes import OWN_PREFIX
from esgtui.intake.kinds import qualifier_of
from esgtui.intake.values import addresses_in, date_of, number_of

_METRIC = re.compile(
    r"(?:(about|over|under|at least|at most) )?(-?\d[\d.e+-]*)(?: (.*?))?(?: per (.*?))?: (.*?)(?: \(against (.*)\))?"
)
_LONGEST = 2_000
"""A line that is longer is no metric: to see that it is none would take long."""
_DATED = re.compile(r"(.+?), (\d{4}-\d\d-\d\d)(?:, (.*))?")
_PARAGRAPH = re.compile(r"(.*), paragraph (\d+)")

_Item = TypeVar("_Item", bound=msgspec.Struct)


class Spot(NamedTuple):
    """Where a claim stands: in which document, by its id or what else is known of it, and at which place of it."""

    id: str = ""
    title: str = ""
    url: str = ""
    kind: str = ""
    published: str = ""
    section: str = ""
    paragraph: int | None = None


class _TableSpot(msgspec.Struct, forbid_unknown_fields=True):
    source: str
    title: str = ""
    url: str = ""
    section: str = ""
    paragraph: int | None = None


def metrics_in(cell: str) -> list[dict[str, Any]]:
    """Return all metrics of a cell, a list of objects or one in words on each line; none where it has anything else."""
    if cell.startswith("["):
        found = _items(cell, list[Metric])
    else:
        found = [metric for line in cell.splitlines() for metric in _in_words(line)]
        if len(found) != len(cell.splitlines()):
            return []
    texts = [text for each in found for text in (each.name, each.unit, each.per, each.comparator)]
    if not all(each.name for each in found) or any(text != text.strip() for text in texts):
        return []
    return [as_toml(metric) for metric in found]


def _in_words(line: str) -> Iterator[Metric]:
    parts = _METRIC.fullmatch(line) if len(line) <= _LONGEST else None
    value = number_of(parts[2]) if parts else None
    if parts and value is not None:
        qualifier, _, unit, per, name, comparator = (part or "" for part in parts.groups())
        metric = Metric(
            name=name, value=value, unit=unit, per=per, qualifier=qualifier_of(qualifier), comparator=comparator
        )
        if metric_text(metric) == line:
            yield metric


def spots_in(cell: str, titles: Sequence[str], addresses: Sequence[str]) -> list[Spot]:
    """Return all places of a cell: a list of objects, or one in words on each line; none where it has something else.

    In words, documents are told by their kind or title and day; `titles` and `addresses` are those of all documents in
    the order of the places, each once. Where fewer have an address, nobody can tell which.
    """
    found = list(_told_spots(cell) if cell.startswith("[") else _worded_spots(cell, titles, addresses))
    return found if all(map(_is_sound, found)) else []


def _told_spots(cell: str) -> Iterator[Spot]:
    for each in _items(cell, list[_TableSpot]):
        yield Spot(each.source, each.title, each.url, section=each.section, paragraph=each.paragraph)


def _worded_spots(cell: str, titles: Sequence[str], addresses: Sequence[str]) -> Iterator[Spot]:
    found = [_spot_of(line, titles) for line in cell.splitlines()]
    documents = list(dict.fromkeys((spot.title, spot.kind, spot.published) for spot in found))
    if len(documents) == len(titles):
        number = {document: place for place, document in enumerate(documents)}
        for spot in found:
            place = number[spot.title, spot.kind, spot.published]
            address = addresses[place] if len(addresses) == len(titles) else ""
            yield spot._replace(title=titles[place], url=address)


def _is_sound(spot: Spot) -> bool:
    """Return whether a place is one that a dataset may have."""
    texts = (spot.id, spot.title, spot.kind, spot.section)
    is_named = bool(spot.id or spot.title or spot.url) and all(text == text.strip() for text in texts)
    is_counted = spot.paragraph is None or spot.paragraph > 0
    return is_named and is_counted and (not spot.url or addresses_in(spot.url) == [spot.url])


def _spot_of(line: str, titles: Sequence[str]) -> Spot:
    paragraph = _PARAGRAPH.fullmatch(line)
    where, number = (paragraph[1], int(paragraph[2])) if paragraph else (line, None)
    if dated := _DATED.fullmatch(where):
        document, published, section = dated[1], dated[2], dated[3] or ""
    else:
        named = [title for title in titles if where == title or where.startswith(f"{title}, ")]
        document = max(named, key=len, default=where.partition(", ")[0])
        published, section = "", where[len(document) + 2 :]
    is_title = document in titles
    return Spot(
        title=document if is_title else "",
        kind="" if is_title else document,
        published=published if date_of(published) else "",
        section=section,
        paragraph=number,
    )


def own_in(cell: str) -> dict[str, Any]:
    """Return the curator's own keys in a cell, `x-page = 3` on each line; none where it has something else."""
    import tomli

    try:
        found = tomli.loads(cell)
    except ValueError:
        return {}
    return found if all(key.startswith(OWN_PREFIX) for key in found) else {}


def _items(cell: str, wanted: type[list[_Item]]) -> list[_Item]:
    try:
        return msgspec.json.decode(cell, type=wanted)
    except msgspec.DecodeError:
        return []
