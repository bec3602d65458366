"""The rules that a table has to keep by itself, whatever else the dataset holds: no empty texts, no impossible years.

Keys and types are checked before, in `fitting.py`; references after, in `references.py`.
"""

import math
import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from esgtui.dataset.findings import Flaw
from esgtui.dataset.model import (
    Claim,
    CodebookTag,
    Company,
    ExportedAnnotation,
    ExportedCodeChange,
    ExportedNote,
    ExportedSettlement,
    ExportedTime,
    Framework,
    Header,
    Metric,
    Place,
    Source,
    Table,
)
from esgtui.dataset.problems import quoted
from esgtui.dataset.shapes import item_type, shape_of

YEARS = range(1800, 2201)
"""The years that a claim or a document can speak of."""

FOUNDING_YEARS = range(1000, 2201)
"""The years that a company can be founded in: some are centuries old."""

LARGEST = 2**63
"""Numbers have to stay below: the index and other programs keep them in 64 bits."""

LONGEST_TEXT = 1_000_000
MOST_TEXTS = 10_000
"""So many characters has a text at most, and so many texts a list: no screen could show more, and nobody wrote it."""

NAMES = frozenset({"id", "code", "coder"})
"""The keys whose text is typed elsewhere to mean this very table; tags have a rule of their own."""

PERIOD = re.compile(r"([0-9]{4})(?:-([0-9]{4}))?")
DATASET_ID = re.compile(r"[a-z0-9-]+")
COUNTRY = re.compile(r"[A-Z]{2}")
URL = re.compile(r"https?://\S+")
"""What periods, ids of datasets, codes of countries and web addresses are made of."""


def flaws_of(row: Table) -> Iterator[Flaw]:
    """Yield what breaks a rule in a table and in the tables inside it."""
    checks = _checks_of(type(row))
    yield from _text_flaws(row, checks)
    if checks.rule:
        yield from checks.rule(row)
    for name in checks.inner:
        for position, item in enumerate(getattr(row, name)):
            for flaw in flaws_of(item):
                yield flaw._replace(path=(name, position, *flaw.path))


class _Checks(NamedTuple):
    """What is looked at in a kind of table: the keys with text, those with texts or tables, and a rule of its own."""

    required: tuple[str, ...]
    optional: tuple[str, ...]
    lists: tuple[str, ...]
    inner: tuple[str, ...]
    rule: Callable[[Any], Iterator[Flaw]] | None


@cache
def _checks_of(struct: type[Table]) -> _Checks:
    fields, inner = shape_of(struct)
    return _Checks(
        required=tuple(field.name for field in fields.values() if field.type is str and field.required),
        optional=tuple(field.name for field in fields.values() if field.type is str and not field.required),
        lists=tuple(field.name for field in fields.values() if item_type(field.type) is str),
        inner=tuple(inner),
        rule=_RULES.get(struct),
    )


def _text_flaws(row: Table, checks: _Checks) -> Iterator[Flaw]:
    for name in checks.required:
        text = getattr(row, name)
        if not text or text.isspace():
            yield Flaw((name,), f"{quoted(name)} is empty", "write at least one visible character")
        elif name in NAMES and text != text.strip():
            yield Flaw((name,), f"{quoted(name)} has white space around it", f"write {quoted(text.strip())}")
        elif len(text) > LONGEST_TEXT:
            yield _too_long(name, text)
    for name in checks.optional:
        text = getattr(row, name)
        if text and text.isspace():
            yield Flaw((name,), f"{quoted(name)} holds white space alone", "leave it out where nothing is stated")
        elif len(text) > LONGEST_TEXT:
            yield _too_long(name, text)
    for name in checks.lists:
        if texts := getattr(row, name):
            yield from _list_flaws(name, texts)


def _too_long(name: str, text: str) -> Flaw:
    message = f"{quoted(name)} has {len(text):,} characters, more than {LONGEST_TEXT:,}"
    return Flaw((name,), message, "take from it what is claimed")


def _list_flaws(name: str, texts: tuple[str, ...]) -> Iterator[Flaw]:
    if len(texts) == 1 and texts[0] and not texts[0].isspace():
        return  # by far the commonest list
    if len(texts) > MOST_TEXTS:
        yield Flaw((name,), f"{quoted(name)} has {len(texts):,} texts, more than {MOST_TEXTS:,}", "leave some out")
        return
    known: set[str] = set()
    for position, text in enumerate(texts):
        if not text or text.isspace():
            yield Flaw((name, position), "the text is empty", "leave it out")
        elif text in known:
            yield Flaw((name, position), f"{quoted(text)} stands twice", "leave one out")
        known.add(text)


def _header(header: Header) -> Iterator[Flaw]:
    if header.id.strip() and not DATASET_ID.fullmatch(header.id):
        near = re.sub(r"[^a-z0-9]+", "-", header.id.lower()).strip("-")
        remedy = "use lower-case letters, digits and hyphens alone" + (f", such as {quoted(near)}" if near else "")
        yield Flaw(("id",), f"{quoted(header.id)} cannot be a dataset's id", remedy)


def _company(company: Company) -> Iterator[Flaw]:
    if company.founded is not None:
        yield from _year("founded", company.founded, FOUNDING_YEARS)
    if company.country and not COUNTRY.fullmatch(company.country):
        message = f"{quoted(company.country)} is no country code"
        yield Flaw(("country",), message, 'write the two capital letters of ISO 3166-1, such as "CN"')


def _source(source: Source) -> Iterator[Flaw]:
    yield from _url(source.url)
    if source.published is not None:
        yield from _date("published", source.published)


def _framework(framework: Framework) -> Iterator[Flaw]:
    yield from _url(framework.url)
    if ":" in framework.id:
        remedy = f"write such as {quoted(framework.id.replace(':', '-'))}: the colon divides it from a topic's code"
        yield Flaw(("id",), f"the framework's id {quoted(framework.id)} has a colon", remedy)


def _claim(claim: Claim) -> Iterator[Flaw]:
    if any(map(str.isspace, claim.id.strip())):
        near = "-".join(claim.id.split())
        yield Flaw(("id",), f"the id {quoted(claim.id)} has white space in it", f"write such as {quoted(near)}")
    if claim.period:
        yield from _period(claim.period)
    if claim.base_year is not None:
        yield from _year("base_year", claim.base_year)
    if claim.target_year is not None:
        yield from _year("target_year", claim.target_year)
        if claim.base_year is not None and claim.base_year > claim.target_year:
            message = f"the base year {_number(claim.base_year)} is after the target year {_number(claim.target_year)}"
            yield Flaw(("base_year",), message, "see whether the two have changed places")
    yield from _tags(claim.tags)


def _place(place: Place) -> Iterator[Flaw]:
    if place.paragraph is not None and not 1 <= place.paragraph < LARGEST:
        yield Flaw(("paragraph",), f"no paragraph has the number {_number(place.paragraph)}", "count them from 1")


def _metric(metric: Metric) -> Iterator[Flaw]:
    if isinstance(metric.value, float) and not math.isfinite(metric.value):
        yield Flaw(
            ("value",), f'"value" is {metric.value}, which is no number', "write the number that the claim states"
        )
    elif abs(metric.value) >= LARGEST and isinstance(metric.value, int):
        yield Flaw(("value",), '"value" has too many digits', "put the power of ten into the unit")


def _codebook_tag(entry: CodebookTag) -> Iterator[Flaw]:
    if entry.tag.strip():
        yield from _tag(("tag",), entry.tag)
    if entry.key and not entry.key.isspace() and (len(entry.key) != 1 or not entry.key.isprintable()):
        yield Flaw(("key",), f"the key {quoted(entry.key)} is not one letter or digit", 'write such as key = "b"')


def _code_change(change: ExportedCodeChange) -> Iterator[Flaw]:
    beginnings = ("title:", "description:", "colour:", "key:", "listed:", "moved:")
    yield from _about("what", change.what, (), beginnings, "an entry of the codebook")
    part, _, tag = change.what.partition(":")
    if tag:
        yield from _tag(("what",), tag)
    if part == "moved" and change.value.strip():
        yield from _tag(("value",), change.value)
    elif part == "moved" and not change.undone:
        yield Flaw((), "the new name of a tag is missing", 'write such as value = "evidence/no-baseline"')
    elif part == "listed" and not change.undone and change.value not in {"on", "off"}:
        yield Flaw(("value",), f"{quoted(change.value)} does not say whether it is listed", 'write "on" or "off"')
    yield from _times(change, "at")


def _annotation(annotation: ExportedAnnotation) -> Iterator[Flaw]:
    yield from _tags(annotation.tags)
    yield from _times(annotation, "updated")


def _note(note: ExportedNote) -> Iterator[Flaw]:
    yield from _times(note, "created", "edited")


def _time(time: ExportedTime) -> Iterator[Flaw]:
    yield from _about("what", time.what, ("verdict", "star", "visited"), ("tag:", "note:"))
    yield from _times(time, "at")


def _settlement(settlement: ExportedSettlement) -> Iterator[Flaw]:
    yield from _about("about", settlement.about, ("verdict",), ("tag:",))
    yield from _times(settlement, "at")
    judgements = [("decision", settlement.decision), *(("judgement", each.judgement) for each in settlement.positions)]
    for name, judgement in judgements if settlement.about.startswith("tag:") else ():
        if judgement.strip() and judgement not in {"on", "off"}:
            yield Flaw((), f"the {name} {quoted(judgement)} says nothing of a tag", 'write "on" or "off"')


def _about(
    name: str, part: str, whole: tuple[str, ...], beginnings: tuple[str, ...], of: str = "an annotation"
) -> Iterator[Flaw]:
    """Yield a flaw of a key that has to name a part of an annotation, or of something else."""
    if part.strip() and part not in whole and not (part.startswith(beginnings) and part not in beginnings):
        remedy = f"write {' or '.join([*map(quoted, whole), *(f'{each}…' for each in beginnings)])}"
        yield Flaw((name,), f"{quoted(part)} is no part of {of}", remedy)


def _year(name: str, year: int, years: range = YEARS) -> Iterator[Flaw]:
    if year not in years:
        message = f"{_number(year)} cannot be the year of {quoted(name)}"
        yield Flaw((name,), message, f"write a year from {years[0]} to {years[-1]}")


def _date(name: str, day: date) -> Iterator[Flaw]:
    if day.year not in YEARS:
        message = f"{day.isoformat()} cannot be the date of {quoted(name)}"
        yield Flaw((name,), message, f"write a date in the years from {YEARS[0]} to {YEARS[-1]}")


def _times(row: Table, *names: str) -> Iterator[Flaw]:
    for name in names:
        time = getattr(row, name)
        if time is None:
            continue
        yield from _date(name, time)
        if time.tzinfo is None:
            yield Flaw((name,), f"{quoted(name)} has no time zone", f"write {time.isoformat()}Z if it is in UTC")


def _period(period: str) -> Iterator[Flaw]:
    found = PERIOD.fullmatch(period)
    remedy = 'write a year or two of them, such as "2021" or "2019-2021"'
    if not found:
        if not period.isspace():
            yield Flaw(("period",), f"the period {quoted(period)} is not made of years", remedy)
        return
    first, last = int(found[1]), int(found[2] or found[1])
    if first not in YEARS or last not in YEARS:
        message = f"the period {quoted(period)} has an impossible year"
        yield Flaw(("period",), message, f"write years from {YEARS[0]} to {YEARS[-1]}")
    elif first > last:
        message = f"the period {quoted(period)} ends before it begins"
        yield Flaw(("period",), message, f'write "{last}-{first}", if the two have changed places')


def _tags(tags: tuple[str, ...]) -> Iterator[Flaw]:
    for position, tag in enumerate(tags):
        if tag.strip():
            yield from _tag(("tags", position), tag)


def _tag(path: tuple[str | int, ...], tag: str) -> Iterator[Flaw]:
    parts = tag.split("/")
    if all(part and part == part.strip() for part in parts):
        return
    near = "/".join(part.strip() for part in parts if part.strip())
    remedy = f"write {quoted(near)}" if near else 'write such as "evidence/no-baseline"'
    yield Flaw(path, f"the tag {quoted(tag)} has an empty part, or white space around one", remedy)


def _url(url: str) -> Iterator[Flaw]:
    if url and not url.isspace() and not URL.fullmatch(url):
        yield Flaw(
            ("url",), f"{quoted(url)} is no web address", "begin it with https:// and leave no white space in it"
        )


def _number(number: int) -> str:
    return str(number) if abs(number) < LARGEST else "a number of too many digits"


_RULES: dict[type[Table], Callable[[Any], Iterator[Flaw]]] = {
    Header: _header,
    Company: _company,
    Source: _source,
    Claim: _claim,
    Place: _place,
    Metric: _metric,
    Framework: _framework,
    CodebookTag: _codebook_tag,
    ExportedCodeChange: _code_change,
    ExportedAnnotation: _annotation,
    ExportedNote: _note,
    ExportedTime: _time,
    ExportedSettlement: _settlement,
}
