"""What can be meant by what is being typed in a query: names of fields and their values, with counts of claims.

Whatever is offered reads back as exactly what was offered. Nothing here knows of a screen.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from esgtui.search.closed import HAS
from esgtui.search.items import EACH_VALUE, FIELDS, ITEM, MOST_CHARACTERS, NAMES_FIELD, QUOTES
from esgtui.search.keys import APART, BY_CODERS
from esgtui.search.offering import Meaning, NamedValues
from esgtui.search.offers import NOTHING, Completion, Offer
from esgtui.search.query import Filter, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from esgtui.search.filters import Fields
    from esgtui.search.having import Having
    from esgtui.search.names import Names

MOST_OFFERS = 60
"""More than these are not offered: typing on is quicker than looking through them."""

LEAST_LETTERS = 2
"""From how many letters on the names of fields are offered: one letter begins most words."""

_NAME = re.compile("[A-Za-z]+")
_ENDS_ITEM = re.compile(r"\s|\|(?![^\s|])|\Z")
_PLAIN = re.compile(r'(?!-)[^\s"|,]+')


class Typed(msgspec.Struct, frozen=True):
    """What is being typed: a value of `field` or, if that is empty, a field's name.

    `text` is as much of it as stands before the cursor, without quotation marks. `start` and `end` are the offsets of
    all that an offer takes the place of; with `goes_on` the same filter goes on after it.
    """

    text: str
    start: int
    end: int
    field: str = ""
    goes_on: bool = False


class _Table(msgspec.Struct, frozen=True):
    """The values of a field, and what they are of: so many claims, which may be read, and what coders gave them."""

    size: int
    is_read: bool
    given: Mapping[str, int] | None
    values: NamedValues


class Completer:
    """Completes queries on the claims of one dataset. Any thread may ask; names are gone through when first needed."""

    def __init__(
        self, fields: Fields, names: Names, having: Having, is_read: Callable[[], bool] = lambda: True
    ) -> None:
        self._fields = fields
        self._names = names
        self._having = having
        self._is_read = is_read
        """Whether it is known what claims state, so that nobody has to wait for it."""
        self._tables: dict[str, _Table] = {}

    def complete(self, text: str, cursor: int) -> Completion:
        """Return what can be meant by what is typed at the cursor, an offset into `text`, as annotated by now."""
        typed = typed_at(text, cursor)
        if typed is None:
            return NOTHING
        if not typed.field:
            offers = [
                _offer(text, typed, f"{name}:", FIELDS[name], self._having.count_with(name))
                for name in _names_meant(typed.text)
            ]
            return Completion(tuple(filter(None, offers)))
        values = self._values(typed.field)
        offers = [
            _offer(text, typed, value, self._title(typed.field, meaning), values.claims(meaning.keys))
            for meaning in values.meant_by(typed.text, MOST_OFFERS)
            if (value := _written(typed.field, meaning, values))
        ]
        return Completion(tuple(filter(None, offers)), typed.field)

    def _values(self, field: str) -> NamedValues:
        """Return the values of a field by their names, which are gone through again where something changed."""
        size, is_read = self._having.size, self._is_read()
        given = self._having.counts(field) if field in BY_CODERS else None
        known = self._tables.get(field)
        if known and (known.size, known.is_read) == (size, is_read) and known.given is given:
            return known.values
        counts = self._counts(field)
        called = {key: self._fields.called(field, key) for key in counts}
        values = NamedValues(
            counts,
            lambda keys: self._having.count_of_any(field, keys),
            called,
            has_levels=field == "tag",
            is_year=field == "year",
        )
        self._tables[field] = _Table(size, is_read, given, values)
        return values

    def _counts(self, field: str) -> Mapping[str, int]:
        """Return how many claims have each key of a field."""
        counts = self._having.counts(field)
        if field != "has":
            return counts
        stated = self._having.stated_counts if self._is_read() else {}
        return {what: stated.get(what, counts.get(what, 0)) for what in HAS}

    def _title(self, field: str, meaning: Meaning) -> str:
        """Return what a value stands for, where its name does not say so."""
        if len(meaning.keys) > 1:
            return f"{len(meaning.keys):,} {_PLURALS[field]}"
        key = next(iter(meaning.keys))
        first, *others = self._fields.called(field, key)
        if field == "topic":
            return " ".join(part for part in dict.fromkeys((first, others[-1])) if part != meaning.name)
        if field == "pillar" and len(self._names.companies) > 1:
            company, _, _ = key.partition(APART)
            return f"{first} – {self._names.companies.get(company, (company,))[0]}"
        return "" if first == meaning.name else first


_PLURALS = {field: f"{field}s" for field in FIELDS} | {"company": "companies", "has": "of these"}


def typed_at(text: str, cursor: int) -> Typed | None:
    """Return what is being typed at the cursor, or None where it is neither a field nor a value of one."""
    plain = text[:MOST_CHARACTERS].translate(QUOTES)
    for match in ITEM.finditer(plain):
        if match.start() >= cursor:
            break
        typed = (_in_filter if match["field"] else _in_word)(plain, match, cursor)
        if typed:
            return typed
    return None


def _in_word(plain: str, match: re.Match[str], cursor: int) -> Typed | None:
    """Return the name that a word may become; what is quoted is no name."""
    start, end = match.span("word")
    name = plain[start:cursor]
    if not start < cursor <= end or len(name) < LEAST_LETTERS or not _NAME.fullmatch(name):
        return None
    return Typed(name, start, end)


def _in_filter(plain: str, match: re.Match[str], cursor: int) -> Typed | None:
    """Return which part of a filter is being typed: its name, one of its values, or one more."""
    start, colon = match.span("field")
    if cursor <= colon:
        is_name = cursor - start >= LEAST_LETTERS
        return Typed(plain[start:cursor], start, colon + 1, goes_on=True) if is_name else None
    field, last = plain[start:colon].lower(), match.end()
    if field not in FIELDS or cursor > last + 1:
        return None
    for value in EACH_VALUE.finditer(plain, colon + 1, last):
        start, end = value.span("value")
        if start <= cursor <= end:
            return _in_value(plain, value["value"], cursor, Typed("", start, end, field, end < last))
    is_next = last > colon + 1 and cursor == last + 1 and plain[last : last + 1] == "|"
    return Typed("", cursor, cursor, field) if is_next or cursor == colon + 1 == last else None


def _in_value(plain: str, written: str, cursor: int, typed: Typed) -> Typed | None:
    """Return a value up to the cursor; one whose quotation mark is open ends with the word that is being typed."""
    if not written.startswith('"'):
        return msgspec.structs.replace(typed, text=plain[typed.start : cursor])
    text = plain[typed.start + 1 : cursor]
    if len(written) > 1 and written.endswith('"'):
        is_done = cursor == typed.end
        return None if is_done else msgspec.structs.replace(typed, text=text)
    rest = re.compile(r"\S*").match(plain, cursor)
    end = rest.end() if rest else cursor
    return msgspec.structs.replace(typed, text=text, end=end)


def _names_meant(typed: str) -> Iterator[str]:
    """Yield the names of fields that what is typed begins, or else is a slip away from."""
    from rapidfuzz.distance import OSA

    name = typed.lower()
    begun = [field for field in FIELDS if field.startswith(name)]
    yield from begun
    if len(name) >= 4 and not begun:
        yield from (field for field in FIELDS if OSA.distance(name, field[: len(name) + 1]) <= 1)


def _offer(text: str, typed: Typed, value: str, title: str, claims: int) -> Offer | None:
    """Return an offer with the whole query; None where the query would be too long to be read up to its end."""
    end = typed.start + len(value)
    if end > MOST_CHARACTERS:
        return None
    rest = text[typed.end :]
    is_apart = typed.goes_on or _ENDS_ITEM.match(rest.translate(QUOTES))
    if not is_apart or (typed.field and not rest):
        rest = f" {rest}"
        end += typed.field != "" and rest == " "
    return Offer(text[: typed.start] + value + rest, end, value, title, claims)


def _written(field: str, meaning: Meaning, values: NamedValues) -> str | None:
    """Return how a value is written in a query, in quotes if need be; None if there is no way to write it."""
    for name in _spellings(meaning.name):
        marked = name.translate(QUOTES)
        value = name if _PLAIN.fullmatch(marked) and not NAMES_FIELD.match(marked) else f'"{name}"'
        query = parse(f"{field}:{value}")
        read = [value for each in query.filters for value in each.values]
        is_filter = query.filters == (Filter(field, tuple(read)),) and len(read) == 1 and not query.has_text
        if is_filter and values.keys_of(read[0]) == meaning.keys:
            return value
    return None


def _spellings(name: str) -> Sequence[str]:
    """Return a name as it is, if it can stand in quotation marks, and without what cannot."""
    marked = name.translate(QUOTES)
    is_clean = '"' not in marked and name.isprintable()
    bare = " ".join("".join(c if c.isprintable() and c != '"' else " " for c in marked).split())
    return [name.strip(), bare] if is_clean else [bare]
